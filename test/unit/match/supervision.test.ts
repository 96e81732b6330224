/** Who leads, who supervises, and what is held, from records to plans. */
import { describe, expect, it } from 'vitest';
import { createNetwork, explain, type Input, type MatchOptions, match, openLive, verify } from '../../../src/index.js';

const worker = (id: string, capabilities: string[], more = {}) => ({
  id,
  community: 'c',
  capabilities,
  quantity: 2,
  unit: 'case',
  months: 60,
  ...more,
});
const both = ['casework', 'supervision'];
const line = (capability: string, more = {}) => ({ capability, quantity: 1, unit: 'case', ...more });
const world = (input: Partial<Input>) =>
  createNetwork({ catalogue: [], communities: [{ id: 'c' }], needs: [], ...input });
const planned = (input: Partial<Input>, options: MatchOptions = {}) => {
  const network = world(input);
  const plan = match(network, options);
  expect(verify(network, plan, options).checks.filter(({ ok }) => !ok)).toEqual([]);
  const given = plan.linkages.flatMap(({ allocations }) =>
    allocations.map((a) => `${a.capability} ${a.provider.split(':')[1]} ${a.quantity}`),
  );
  return { network, plan, given: given.sort() };
};
const case_ = (more = {}) => ({
  id: 'n',
  community: 'c',
  urgency: 'worrying' as const,
  requirements: both.map((code) => line(code)),
  ...more,
});

describe('supervision', () => {
  it('is by another, whichever of the two', () => {
    const { given } = planned({ socialWorkers: [worker('a', both), worker('b', both)], needs: [case_()] });
    expect(given.map((one) => one.split(' ')[0])).toEqual(both);
    expect(new Set(given.map((one) => one.split(' ')[1])).size).toBe(2);
  });

  it('is not to be had from oneself, by one offer or two, whole or in part', () => {
    const apart = {
      id: 'a',
      community: 'c',
      offers: both.map((code) => ({ capabilities: [code], quantity: 1, unit: 'case' })),
    };
    for (const one of [worker('a', both), apart, worker('a', both, { months: 3 })]) {
      expect(planned({ socialWorkers: [one], needs: [case_()] }).given).toHaveLength(1);
      expect(planned({ socialWorkers: [one], needs: [case_({ partial: false })] }).given).toEqual([]);
    }
  });

  it('where more than one of each is asked, who offers it supervises', () => {
    const needs = [case_({ requirements: [line('casework', { quantity: 2 }), line('supervision')] })];
    const { given } = planned({ socialWorkers: [worker('a', both), worker('b', ['casework'])], needs });
    expect(given).toEqual(['casework b 2', 'supervision a 1']);
  });

  it('prefers within the span', () => {
    const charges = [...Array(8).keys()].map((i) => worker(`w${i}`, ['meal'], { supervisor: 'a' }));
    const experienced = [worker('a', ['supervision']), worker('b', ['supervision'])];
    const needs = [case_({ requirements: [line('casework'), line('supervision')] })];
    const { given } = planned({ socialWorkers: [...charges, ...experienced, worker('z', ['casework'])], needs });
    expect(given).toContain('supervision b 1');
  });
});

describe('the lead', () => {
  const needs = (more: object) => [case_({ requirements: [line('repair', { role: 'lead' })], ...more })];
  const organisations = [{ id: 'o', community: 'c', capabilities: ['repair'], quantity: 1, unit: 'case' }];
  it.each([
    [{}, 1],
    [{ urgency: 'hoped' }, 1],
    [{ urgency: 'urgent' }, 0],
    [{ urgency: 'difficult' }, 0],
    [{ groups: ['disabled'] }, 0],
  ])('of %j', (more, count) => {
    const { network, plan, given } = planned({ organisations, needs: needs(more) });
    expect(given).toHaveLength(count);
    if (count > 0) return;
    expect(plan.unmet[0]!.reason.rules).toEqual({ lead: 1 });
    expect(explain(network, plan, { need: 'n', offer: { provider: 'organisation:o' } } as never)).toBeDefined();
  });
});

describe('what is under way', () => {
  const need = (id: string, urgency: 'urgent' | 'hoped', more = {}) => ({
    id,
    community: 'c',
    urgency,
    ...line('x'),
    ...more,
  });
  const v = { id: 'v', community: 'c', capabilities: ['x'], quantity: 1, unit: 'case' };
  const running = (input: Partial<Input>) => {
    const plan = match(world(input));
    return { ...plan, linkages: plan.linkages.map((one) => ({ ...one, degree: 'running' as const })) };
  };
  const before = { volunteers: [v], needs: [need('old', 'hoped')] };
  const previous = running(before);

  it('is held against what is more urgent, in a session too', () => {
    const after = { volunteers: [v], needs: [need('old', 'hoped'), need('new', 'urgent')] };
    expect(planned(after, { previous }).plan.linkages.map((one) => one.need)).toEqual(['old']);
    const live = openLive(world(before), { previous });
    live.apply([{ type: 'add', kind: 'need', record: need('new', 'urgent') }]);
    expect(live.plan.linkages.map((one) => one.need)).toEqual(['old']);
  });

  it('gives way to pins, rules and capacities, and the plan tells', () => {
    const needs = [need('old', 'hoped'), need('new', 'urgent')];
    const pins = [{ need: 'new', provider: 'volunteer:v', quantity: 1 }];
    for (const [input, options] of [
      [
        { volunteers: [v], needs },
        { previous, pins },
      ],
      [{ volunteers: [{ ...v, status: 'inactive' as const }], needs }, { previous }],
      [{ volunteers: [{ ...v, quantity: 0 }], needs }, { previous }],
    ] as const) {
      const { plan } = planned(input, options);
      expect([plan.withdrawn, plan.linkages.some((one) => one.need === 'old')]).toEqual([1, false]);
    }
  });

  it('holds a need that is met whole only whole', () => {
    const whole = {
      ...need('old', 'hoped'),
      capability: undefined,
      quantity: undefined,
      unit: undefined,
      partial: false as const,
      requirements: [line('x'), line('y')],
    };
    const w = { ...v, id: 'w', capabilities: ['y'] };
    const done = running({ volunteers: [v, w], needs: [whole] });
    const needs = [whole, need('new', 'urgent')];
    expect(planned({ volunteers: [v, w], needs }, { previous: done }).plan.linkages.map((one) => one.need)).toEqual([
      'old',
    ]);
    expect(planned({ volunteers: [v], needs }, { previous: done }).plan.linkages.map((one) => one.need)).toEqual([
      'new',
    ]);
  });
});

describe('equal pins', () => {
  it('are one, and others of one pair add up', () => {
    const needs = [{ id: 'n', community: 'c', urgency: 'hoped' as const, ...line('x', { quantity: 3 }) }];
    const volunteers = [{ id: 'v', community: 'c', capabilities: ['x'], quantity: 3, unit: 'case' }];
    const pin = (quantity: number) => ({ need: 'n', provider: 'volunteer:v', quantity });
    expect(planned({ volunteers, needs }, { pins: [pin(2), pin(2)] }).given).toEqual(['x v 3']);
    expect(planned({ volunteers, needs }, { pins: [pin(2), pin(1)] }).given).toEqual(['x v 3']);
    expect(() => planned({ volunteers, needs }, { pins: [pin(2), pin(1), pin(3)] })).toThrow();
  });
});
