import { describe, expect, it } from 'vitest';
import {
  createNetwork,
  definePolicy,
  explain,
  type Input,
  match,
  openLive,
  toMarkdown,
  verify,
} from '../../../src/index.js';

const at = (day: number, hour = 0) => new Date(Date.UTC(2026, 2, day, hour)).toISOString();
const SLOTS = [
  { id: 'late', start: at(8, 9), end: at(8, 12) },
  { id: 'soon', start: at(7, 9), end: at(7, 12) },
];
const milk = (more: object = {}): Input => ({
  slots: SLOTS,
  communities: [{ id: 'c' }],
  resources: [
    {
      id: 'milk',
      kind: 'goods',
      community: 'c',
      capabilities: ['meal'],
      quantity: 9,
      unit: 'item',
      expiresAt: at(8, 11),
    },
  ],
  needs: [{ id: 'n', community: 'c', urgency: '急', capability: 'meal', unit: 'item', quantity: 2, windows: ['late'] }],
  ...more,
});
const worker = (until: string | undefined, windows?: string[]): Input => ({
  slots: SLOTS,
  communities: [{ id: 'c' }],
  volunteers: [
    {
      id: 'v',
      community: 'c',
      capabilities: ['meal'],
      quantity: 2,
      unit: 'session',
      checks: [{ code: 'police', expiresAt: until }],
      windows,
    },
  ],
  needs: [
    {
      id: 'n',
      community: 'c',
      urgency: '急',
      capability: 'meal',
      unit: 'session',
      checks: ['police'],
      windows: ['late', 'soon'],
    },
  ],
});
const given = (input: Input, options: Parameters<typeof match>[1] = {}) => {
  const network = createNetwork(input);
  const plan = match(network, options);
  expect(verify(network, plan, options)).toMatchObject({ ok: true });
  return plan.linkages.flatMap(({ allocations }) => allocations.map(({ quantity, slot }) => `${quantity}@${slot}`));
};
const need = (more: object) => ({ ...milk().needs[0]!, ...more });

describe('what runs out', () => {
  it('is judged at the end of the slot, with a date of the data or without', () => {
    for (const asOf of [undefined, at(7)]) {
      expect(given(milk({ asOf }))).toEqual([]);
      expect(given(milk({ asOf, needs: [need({ windows: ['soon'] })] }))).toEqual(['2@soon']);
      expect(given(milk({ asOf, needs: [need({ windows: ['late', 'soon'] })] }))).toEqual(['2@soon']);
    }
    const upTo = (expiresAt: string) => given(milk({ resources: [{ ...milk().resources![0]!, expiresAt }] }));
    expect([at(8, 12), at(8, 11)].map(upTo)).toEqual([['2@late'], []]);
  });

  it('is so of checks, however slots are counted', () => {
    for (const windows of [undefined, ['late', 'soon'], ['late']]) {
      expect(given(worker(at(9), windows))).toHaveLength(1);
      expect(given(worker(at(8, 10), windows))).toEqual(windows?.length === 1 ? [] : ['1@soon']);
      expect(given(worker(at(7, 10), windows))).toEqual([]);
    }
  });

  it('is judged by now where neither side has a time', () => {
    const plain = (asOf: string) => given(milk({ asOf, needs: [need({ windows: undefined })] }));
    expect([at(8, 10), at(8, 11)].map(plain)).toEqual([['2@undefined'], []]);
  });

  it('does not take a later slot for a promise, and a plan that does is refused', () => {
    const input = milk({ needs: [need({ windows: ['late', 'soon'] })] });
    const network = createNetwork(input);
    const plan = match(network);
    const moved = structuredClone(plan);
    moved.linkages[0]!.allocations[0]!.slot = 'late';
    expect(verify(network, moved).checks.find(({ ok }) => !ok)).toMatchObject({ name: 'candidates' });
  });

  it('is told with what would do', () => {
    const network = createNetwork(milk());
    const pair = explain(network, match(network), { need: 'n', offer: { provider: 'resource:milk', offer: '1' } });
    expect(JSON.stringify(pair)).toContain(JSON.stringify({ rule: 'expiry' }).slice(1, -1));
    const [, required] = /"field":"offer.expiresAt".*?"required":"([^"]+)"/.exec(JSON.stringify(pair))!;
    expect(given(milk({ resources: [{ ...milk().resources![0]!, expiresAt: required! }] }))).toEqual(['2@late']);
  });

  it('is no matter where the policy says so', () => {
    expect(given(milk(), { policy: definePolicy({ rules: { expiry: false } }) })).toEqual(['2@late']);
  });

  it('is so in a session', () => {
    const live = openLive(createNetwork(milk({ needs: [] })));
    live.apply([{ type: 'add', kind: 'need', record: need({ windows: ['late', 'soon'] }) as never }]);
    expect(live.plan.linkages.flatMap(({ allocations }) => allocations.map(({ slot }) => slot))).toEqual(['soon']);
  });
});

describe('a date that nothing can be held against', () => {
  const undated = (more: object = {}) =>
    createNetwork(milk({ slots: undefined, needs: [need({ windows: undefined })], ...more }));

  it('is told in the plan by name, and only where there is one', () => {
    const network = undated();
    const plan = match(network);
    expect(plan.dateDoubts).toEqual([
      { need: 'n', requirement: '1', provider: 'resource:milk', offer: '1', expiresAt: at(8, 11) },
    ]);
    expect(verify(network, plan).ok).toBe(true);
    expect(verify(network, { ...plan, dateDoubts: [] }).ok).toBe(false);
    expect(toMarkdown(network, plan, { locale: 'zh' })).toContain('有效期未核对');
    expect(toMarkdown(network, plan, { locale: 'en' })).toContain('n/1 × resource:milk');
    expect(match(network, { now: at(7) })).not.toHaveProperty('dateDoubts');
    expect(match(undated({ asOf: at(7) }))).not.toHaveProperty('dateDoubts');
    expect(match(undated({ resources: [{ ...milk().resources![0]!, expiresAt: undefined }] }))).not.toHaveProperty(
      'dateDoubts',
    );
    expect(match(createNetwork(milk({ needs: [need({ windows: ['soon'] })] })))).not.toHaveProperty('dateDoubts');
    expect(match(network, { policy: definePolicy({ rules: { expiry: false } }) })).not.toHaveProperty('dateDoubts');
  });

  it('is told of slots without times, and of checks', () => {
    const plan = match(createNetwork({ ...worker(at(9)), slots: undefined }));
    expect(plan.dateDoubts).toMatchObject([{ provider: 'volunteer:v', expiresAt: at(9) }]);
  });
});
