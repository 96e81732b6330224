import { describe, expect, it } from 'vitest';
import { compile } from '../../../../src/compile/compile.js';
import type { CompileOptions } from '../../../../src/compile/compiled.js';
import { turnedAwayByRule } from '../../../../src/compile/compiled.js';
import { match, verify } from '../../../../src/index.js';
import { createNetwork } from '../../../../src/model/network.js';
import type { Input } from '../../../../src/model/records.js';
import { definePolicy, type PolicyOptions } from '../../../../src/policy/policy.js';
import { thrown } from '../../../support/thrown.js';

const community = { id: 'c' };
/** Two needs: the first asks twice for meals, the second once. */
const needs: Input['needs'] = [
  {
    id: 'a',
    community: 'c',
    urgency: 'urgent',
    requirements: [
      { capability: 'meal', quantity: 4, unit: 'item' },
      { capability: 'soup', quantity: 4, unit: 'item' },
    ],
  },
  { id: 'b', community: 'c', urgency: 'hoped', capability: 'meal', quantity: 4, unit: 'item' },
];
const kitchen = { id: 'k', kind: 'goods' as const, capabilities: ['meal', 'soup'], quantity: 9 };
type Offered = Partial<NonNullable<Input['resources']>[number]>;
const inputWith = (offered: Offered, more: Partial<Input> = {}): Input => ({
  communities: [community],
  resources: [{ ...kitchen, ...offered }],
  needs,
  ...more,
});
const compileWith = (offered: Offered, more?: Partial<Input>, policy?: PolicyOptions, options?: CompileOptions) =>
  compile(createNetwork(inputWith(offered, more)), definePolicy(policy), options);

describe('perNeed', () => {
  it('is a cap below the offer, by need, where a need has several requirements for it', () => {
    const { problem, caps } = compileWith({ perNeed: 3 });
    expect(caps.map(({ offer, need }) => [offer?.id, need])).toEqual([
      ['1', undefined],
      ['1', 'a'],
    ]);
    expect([...problem.capacity]).toEqual([9, 3]);
    expect([...problem.parent]).toEqual([-1, 0]);
    expect([...problem.head]).toEqual([1, 1, 0]);
    expect([...problem.max]).toEqual([3, 3, 3]);
  });

  it('is a bound of the pair elsewhere', () => {
    const { problem } = compileWith({ perNeed: 3, capabilities: ['meal'] });
    expect([...problem.capacity]).toEqual([9]);
    expect([...problem.max]).toEqual([3, 3]);
  });

  it('holds in plans, which verify', () => {
    const network = createNetwork(inputWith({ perNeed: 3 }));
    const plan = match(network);
    const given = plan.linkages.map(({ need, allocations }) => [need, allocations.reduce((s, a) => s + a.quantity, 0)]);
    expect(given).toEqual([
      ['a', 3],
      ['b', 3],
    ]);
    expect(verify(network, plan).ok).toBe(true);
  });

  it('is split over the slots that a need may have', () => {
    const slots = [{ id: 'am' }, { id: 'pm' }];
    const { problem, caps } = compileWith({ perNeed: 3, perSlot: 2 }, { slots });
    const byNeed = caps.flatMap(({ need }, c) => (need === undefined ? [] : [[need, problem.capacity[c]]]));
    expect(byNeed).toEqual([
      ['a', 3],
      ['a', 3],
    ]);
    expect([...problem.crossing!.limit]).toEqual([3]);
    const network = createNetwork(inputWith({ perNeed: 3, perSlot: 2 }, { slots }));
    const plan = match(network);
    expect(plan.status).toBe('optimal');
    expect(verify(network, plan).ok).toBe(true);
    // With one requirement per need nothing crosses.
    const alone = compileWith({ perNeed: 3, perSlot: 2, capabilities: ['meal'] }, { slots });
    expect([...alone.problem.max]).toEqual([3, 3]);
  });
});

describe('approval', () => {
  it('bounds what one requirement gets without it', () => {
    const { problem } = compileWith({ approval: { limit: 2, approved: ['b'] } });
    expect([...problem.max]).toEqual([2, 2, 4]);
  });

  it('forbids where the limit is 0', () => {
    const { problem, turnedAway } = compileWith({ approval: { limit: 0, approved: ['b'] } });
    expect([...problem.candidateStart]).toEqual([0, 0, 0, 1]);
    expect(turnedAwayByRule(turnedAway, 0)).toContainEqual(['approval', 1]);
  });

  it('does neither where the rule is off', () => {
    const { problem } = compileWith({ approval: { limit: 0 } }, {}, { rules: { approval: false } });
    expect([...problem.max]).toEqual([4, 4, 4]);
  });

  it('counts in the unit of the offer', () => {
    const { offers } = compileWith({
      kind: 'fund',
      unit: 'yuan',
      perNeed: 20,
      approval: { limit: 12.34 },
    });
    expect(offers[0]!.offer).toMatchObject({ unit: 'fen', quantity: 900, perNeed: 2000, approval: { limit: 1234 } });
  });
});

describe('caseload', () => {
  const worker = { id: 'w', community: 'c', capabilities: ['casework'], quantity: 9 };
  const ask = (unit: string) => [{ id: 'a', community: 'c', urgency: 'urgent' as const, capability: 'casework', unit }];
  const capsOf = (fields: object, unit = 'case') => {
    const network = createNetwork({
      communities: [community],
      socialWorkers: [{ ...worker, ...fields }],
      needs: ask(unit),
    });
    const { caps, problem } = compile(network, definePolicy());
    return caps.map(({ offer, unit: of }, c) => [offer === undefined ? of : offer.id, problem.capacity[c]]);
  };

  it.each<[string, object, unknown]>([
    [
      'is room for cases',
      { caseload: { open: 3, max: 8 } },
      [
        ['case', 5],
        ['1', 9],
      ],
    ],
    [
      'may be used up',
      { caseload: { open: 9, max: 8 } },
      [
        ['case', 0],
        ['1', 9],
      ],
    ],
    [
      'leaves the smaller of the two to a cap of cases',
      { caseload: { open: 3, max: 8 }, cap: { quantity: 4, unit: 'case' } },
      [
        ['case', 4],
        ['1', 9],
      ],
    ],
    [
      'may be the smaller',
      { caseload: { open: 6, max: 8 }, cap: { quantity: 4, unit: 'case' } },
      [
        ['case', 2],
        ['1', 9],
      ],
    ],
  ])('%s', (_, fields, caps) => {
    expect(capsOf(fields)).toEqual(caps);
  });

  it('says nothing of other units', () => {
    expect(capsOf({ caseload: { open: 8, max: 8 }, unit: 'session' }, 'session')).toEqual([['1', 9]]);
  });
});

describe('bans', () => {
  const ofNeed = { need: 'a', provider: 'resource:k' };
  it.each([
    [[ofNeed], [0, 0, 0, 1]],
    [[{ ...ofNeed, requirement: '2' }], [0, 1, 1, 2]],
    [
      [
        { need: 'a', provider: 'resource:gone' },
        { need: 'gone', provider: 'resource:k' },
      ],
      [0, 1, 2, 3],
    ],
  ])('%j', (bans, candidateStart) => {
    expect([...compileWith({}, {}, {}, { bans }).problem.candidateStart]).toEqual(candidateStart);
  });

  it('name providers by key', () => {
    const error = thrown(() => compileWith({}, {}, {}, { bans: [ofNeed, { need: 'a', provider: 'k' }] }));
    expect(error).toMatchObject({ code: 'INVALID_OPTIONS', details: [{ path: ['bans', 1, 'provider'], value: 'k' }] });
  });

  it('are an option of match and verify', () => {
    const network = createNetwork(inputWith({}));
    const plan = match(network, { bans: [ofNeed] });
    expect(plan.linkages.map(({ need }) => need)).toEqual(['b']);
    expect(verify(network, plan, { bans: [ofNeed] }).ok).toBe(true);
    expect(verify(network, plan).ok).toBe(false);
    expect(() => match(network, { bans: [{ need: 'a' }] as never })).toThrow(/bans\[0\]\.provider/);
  });
});
