import { describe, expect, it } from 'vitest';
import { createNetwork, definePolicy, type Input, match, verify } from '../../../src/index.js';
import { RICH, SMALLEST } from '../../support/samples.js';
import { thrown } from '../../support/thrown.js';

describe('match', () => {
  it('serves the smallest useful input whole', () => {
    const plan = match(createNetwork(SMALLEST));
    expect(plan).toMatchObject({ status: 'optimal', timeRules: false, unmet: [], withdrawn: 0 });
    expect(
      plan.linkages.map(({ need, urgency, allocations }) => [
        need,
        urgency,
        allocations.map(({ requirement, provider, quantity, unit }) => [requirement, provider, quantity, unit]),
      ]),
    ).toEqual([
      ['1', 'urgent', [['1', 'resource:1', 300000, 'fen']]],
      [
        '2',
        'difficult',
        [
          ['1', 'volunteer:1', 1, 'session'],
          ['2', 'socialWorker:1', 1, 'case'],
        ],
      ],
      ['3', 'hoped', [['1', 'organisation:1', 1, 'session']]],
    ]);
    expect(plan.linkages[1]).toMatchObject({ lead: 'socialWorker:1', volunteers: ['volunteer:1'] });
    expect(plan.linkages[2]).toMatchObject({ carrier: 'organisation:1', platform: 'community:datong' });
    expect(plan.coverage.byUnit).toEqual([
      { unit: 'case', demanded: 1, covered: 1 },
      { unit: 'fen', demanded: 300000, covered: 300000 },
      { unit: 'session', demanded: 2, covered: 2 },
    ]);
  });

  it('gives a reason for everything unmet', () => {
    const { unmet } = match(createNetwork(RICH));
    expect(unmet.map(({ need, covered, reason }) => [need, covered, reason.code])).toEqual([
      ['a', 1, 'sharedFairly'],
      // b can be served in the morning only, and holds the morning whole.
      ['b', 1, 'exhausted'],
      ['c', 2, 'heldByHigherRanks'],
      ['e', 0, 'heldByHigherRanks'],
      ['f', 0, 'ruledOut'],
      ['g', 215_000, 'sharedFairly'],
      ['h', 285_000, 'sharedFairly'],
      ['i', 0, 'noOffer'],
      ['j', 0, 'exhausted'],
      ['k', 0, 'unknownQuantity'],
    ]);
    expect(unmet[1]!.reason.cut).toEqual({ needs: 1, lines: 1, demanded: 3, capacity: 1, unit: 'case' });
  });

  it('does not depend on the order of the records', () => {
    const turned: Input = Object.fromEntries(
      Object.entries(RICH).map(([name, rows]) => [name, Array.isArray(rows) ? rows.toReversed() : rows]),
    ) as unknown as Input;
    expect(JSON.stringify(match(createNetwork(turned)))).toBe(JSON.stringify(match(createNetwork(RICH))));
  });

  it('makes an empty plan of no needs', () => {
    const network = createNetwork({ communities: [], needs: [] });
    const plan = match(network);
    expect(plan).toMatchObject({ linkages: [], unmet: [], cost: 0 });
    expect(verify(network, plan).ok).toBe(true);
  });

  it('takes now from asOf, and the option before it', () => {
    const network = createNetwork(RICH);
    expect(match(network).now).toBe('2026-03-07T08:00:00+08:00');
    const earlier = match(network, { now: '2026-02-01T00:00:00Z' });
    expect(earlier.now).toBe('2026-02-01T00:00:00Z');
    expect(earlier.linkages.some(({ need }) => need === 'f')).toBe(true);
    expect(verify(network, earlier).ok).toBe(true);
  });

  it('keeps what a previous plan promised, and says what it takes back', () => {
    const before: Input = {
      communities: [{ id: 'd' }],
      volunteers: [
        { id: '1', community: 'd', capabilities: ['escort'], quantity: 1, updatedAt: '2026-01-01T00:00:00Z' },
        { id: '2', community: 'd', capabilities: ['escort'], quantity: 1, updatedAt: '2026-03-01T00:00:00Z' },
      ],
      needs: [{ id: 'n', community: 'd', urgency: '难', capability: 'escort' }],
      asOf: '2026-03-07T00:00:00Z',
    };
    const network = createNetwork(before);
    const fresh = match(network);
    expect(fresh.linkages[0]!.volunteers).toEqual(['volunteer:2']);
    const promised = { ...fresh, linkages: structuredClone(fresh.linkages) };
    promised.linkages[0]!.allocations[0]!.provider = 'volunteer:1';
    const kept = match(network, { previous: promised });
    expect(kept.linkages[0]!.volunteers).toEqual(['volunteer:1']);
    expect(kept.withdrawn).toBe(0);
    expect(verify(network, kept, { previous: promised }).ok).toBe(true);
    expect(verify(network, kept).ok).toBe(false);

    const gone = createNetwork({ ...before, volunteers: [before.volunteers![1]!] });
    const without = match(gone, { previous: promised });
    expect(without.withdrawn).toBe(1);
    expect(verify(gone, without, { previous: promised }).ok).toBe(true);
  });

  it('judges by the levels asked for', () => {
    const network = createNetwork(RICH);
    const plan = match(network, { levels: ['rank', 'cost'] });
    expect(plan.levels).toEqual(['rank', 'cost']);
    expect(verify(network, plan)).toMatchObject({ ok: true });
  });

  it('takes a policy, and verify needs the same one', () => {
    const network = createNetwork(RICH);
    const policy = definePolicy({ rules: { noVolunteers: (pair) => pair.provider.society === 'volunteer' } });
    const plan = match(network, { policy });
    expect(plan.coverage.bySociety.some(({ society }) => society === 'volunteer')).toBe(false);
    expect(plan.unmet.find(({ need }) => need === 'c')!.reason.rules).toEqual({ noVolunteers: 2 });
    expect(verify(network, plan, { policy }).ok).toBe(true);
    expect(verify(network, plan).ok).toBe(false);
  });

  it.each<[string, object, string, string, RegExp]>([
    ['unknown names', { polcy: undefined }, 'UNKNOWN_KEY', 'polcy', /Maybe `policy`/],
    [
      'unknown names far from all',
      { frobnicate: 1 },
      'UNKNOWN_KEY',
      'frobnicate',
      /expected one of `policy`, .*, found `frobnicate`\.$/,
    ],
    ['a policy that is only its options', { policy: { rules: {} } }, 'INVALID_OPTION', 'policy', /definePolicy/],
    [
      'a date without a zone',
      { now: '2026-03-07' },
      'BAD_INSTANT',
      'now',
      /offset, found .* Maybe "2026-03-07T00:00:00\+08:00"/,
    ],
    ['a Date', { now: new Date(0) }, 'BAD_INSTANT', 'now', /instant with its offset/],
    ['levels without rank', { levels: ['cost'] }, 'BAD_LEVELS', 'levels', /rank/],
    ['levels out of order', { levels: ['rank', 'cost', 'fair'] }, 'BAD_LEVELS', 'levels', /order/],
    ['levels twice', { levels: ['rank', 'rank'] }, 'BAD_LEVELS', 'levels', /order/],
  ])('refuses %s', (_, options, fault, name, message) => {
    const { code, details } = thrown(() => match(createNetwork(SMALLEST), options));
    expect(code).toBe('INVALID_OPTIONS');
    expect(details).toHaveLength(1);
    expect(details[0]).toMatchObject({ code: fault, path: [name] });
    expect(details[0]!.message).toMatch(message);
  });

  it('reports every fault of the options at once', () => {
    const options: object = { now: 1, levels: [], extra: 1 };
    expect(thrown(() => match(createNetwork(SMALLEST), options)).details.map(({ path }) => path[0])).toEqual([
      'now',
      'levels',
      'extra',
    ]);
  });

  it('refuses options that are no object, a previous plan that is none, and records in place of a network', () => {
    const network = createNetwork(SMALLEST);
    expect(thrown(() => match(network, null as never)).code).toBe('INVALID_OPTIONS');
    expect(thrown(() => match(network, { previous: {} as never })).code).toBe('INVALID_PLAN');
    const records = SMALLEST as never;
    expect(thrown(() => match(records)).message).toMatch(/createNetwork/);
    expect(thrown(() => match(records)).code).toBe('INVALID_NETWORK');
  });
});
