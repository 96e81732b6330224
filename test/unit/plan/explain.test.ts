import { describe, expect, it } from 'vitest';
import { createNetwork, explain, LinkageError, match } from '../../../src/index.js';
import { RICH, SMALLEST } from '../match/samples.js';

const network = createNetwork(RICH);
const plan = match(network);

describe('explain', () => {
  it('tells what a need got, and why not more', () => {
    const { requirements, ...need } = explain(network, plan, 'c');
    expect(need).toEqual({ need: 'c', community: 'datong', urgency: 'difficult', rank: [1, 3] });
    expect(requirements).toHaveLength(1);
    expect(requirements[0]).toMatchObject({
      requirement: '1',
      capability: 'escort',
      unit: 'session',
      demanded: 3,
      covered: 2,
      capable: 2,
      otherUnit: 0,
      rules: {},
      candidates: 2,
      allocations: [{ provider: 'volunteer:v1', quantity: 2 }],
      unmet: { code: 'heldByHigherRanks', heldByCount: 2, cut: { demanded: 5, capacity: 4 } },
    });
  });

  it('counts whom each rule turned away, at the instant of the plan', () => {
    expect(explain(network, plan, 'f').requirements[0]).toMatchObject({
      capable: 1,
      rules: { expiry: 1 },
      candidates: 0,
    });
    const earlier = match(network, { now: '2026-02-01T00:00:00Z' });
    expect(explain(network, earlier, 'f').requirements[0]).toMatchObject({ rules: {}, candidates: 1, covered: 1 });
  });

  it('says nothing of a shortage where there is none', () => {
    const [requirement] = explain(network, plan, 'd').requirements;
    expect(requirement).toMatchObject({ demanded: 2, covered: 2 });
    expect('unmet' in requirement!).toBe(false);
  });

  it('lists the requirements of a need by id, unknown quantities too', () => {
    const smallest = createNetwork(SMALLEST);
    const requirements = explain(smallest, match(smallest), '2').requirements;
    expect(requirements.map(({ requirement, capability }) => [requirement, capability])).toEqual([
      ['1', 'escort'],
      ['2', 'casework'],
    ]);
    expect(explain(network, plan, 'k').requirements).toMatchObject([
      { demanded: 'unknown', covered: 0, capable: 1, candidates: 0, unmet: { code: 'unknownQuantity' } },
    ]);
  });

  it('is plain data', () => {
    const data = explain(network, plan, 'c');
    expect(JSON.parse(JSON.stringify(data))).toEqual(data);
  });

  it.each<[string, () => unknown, string]>([
    ['an unknown need', () => explain(network, plan, 'nobody'), 'UNKNOWN_NEED'],
    ['a node key in place of an id', () => explain(network, plan, 'need:c'), 'UNKNOWN_NEED'],
    ['no plan', () => explain(network, {} as never, 'c'), 'INVALID_PLAN'],
    ['no network', () => explain(RICH as never, plan, 'c'), 'INVALID_NETWORK'],
    ['bad options', () => explain(network, plan, 'c', { policy: {} as never }), 'INVALID_OPTIONS'],
  ])('refuses %s', (_, call, code) => {
    expect(call).toThrow(LinkageError);
    expect(call).toThrow(expect.objectContaining({ code }));
  });
});
