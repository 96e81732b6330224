import { describe, expect, it } from 'vitest';
import { decode } from '../../../src/plan/decode.js';
import { parsePlan } from '../../../src/plan/plan.js';
import { LEVELS } from '../../../src/problem/problem.js';
import { type Hand, handmade } from './handmade.js';

function plan(hand: Hand) {
  const { compiled, solution } = handmade(hand);
  return decode(compiled, solution, LEVELS);
}

// Two needs. Need a (urgent) asks 3 escorts and 90 minutes of casework, need b (hoped) 4 escorts.
const TWO: Hand = {
  lines: [
    { need: 'a', requirement: '1', demand: 3 },
    { need: 'a', requirement: '2', demand: 90, capability: 'casework', unit: 'minute' },
    { need: 'b', demand: 4, rank: 3, community: 'x' },
  ],
  offers: [
    { provider: 'socialWorker:w1', capacity: 40, unit: 'minute' },
    { provider: 'socialWorker:w2', capacity: 50, unit: 'minute' },
    { provider: 'organisation:o', capacity: 2 },
    { provider: 'volunteer:v2', capacity: 3 },
  ],
  pairs: [
    { line: 0, offer: 2, units: 1, cost: 5 },
    { line: 0, offer: 3, units: 2, cost: 7, previous: 3, placeUnknown: true },
    { line: 1, offer: 0, units: 40, cost: -1 },
    { line: 1, offer: 1, units: 50 },
    { line: 2, offer: 2, units: 1, cost: 2 },
    { line: 2, offer: 3, units: 1, cost: 1 },
  ],
  lostPromises: 4,
  now: '2026-03-07T08:00:00+08:00',
};

describe('decode', () => {
  const decoded = plan(TWO);

  it('makes one linkage per need, in the order of service', () => {
    expect(decoded.linkages.map(({ need, urgency, rank }) => [need, urgency, rank])).toEqual([
      ['a', 'urgent', [0, 3]],
      ['b', 'hoped', [3, 3]],
    ]);
    const { lead, carrier, platform, volunteers, resources, allocations } = decoded.linkages[0]!;
    expect({ lead, carrier, platform, volunteers, resources }).toEqual({
      lead: 'socialWorker:w2',
      carrier: 'organisation:o',
      platform: 'community:datong',
      volunteers: ['volunteer:v2'],
      resources: [],
    });
    expect(allocations).toHaveLength(4);
    expect(allocations[1]).toEqual({
      requirement: '1',
      society: 'volunteer',
      provider: 'volunteer:v2',
      offer: '1',
      quantity: 2,
      unit: 'session',
      capability: 'escort',
      cost: 7,
      placeUnknown: true,
    });
    expect('lead' in decoded.linkages[1]!).toBe(false);
  });

  it('adds up by key and unit, never across units', () => {
    const { coverage } = decoded;
    expect(coverage.byRank).toEqual([
      { rank: [0, 3], unit: 'minute', demanded: 90, covered: 90 },
      { rank: [0, 3], unit: 'session', demanded: 3, covered: 3 },
      { rank: [3, 3], unit: 'session', demanded: 4, covered: 2 },
    ]);
    expect(coverage.byUrgency.map(({ urgency, covered }) => [urgency, covered])).toEqual([
      ['urgent', 90],
      ['urgent', 3],
      ['hoped', 2],
    ]);
    expect(coverage.byCommunity.map((row) => Object.values(row))).toEqual([
      ['datong', 'minute', 90, 90],
      ['datong', 'session', 3, 3],
      ['x', 'session', 4, 2],
    ]);
    expect(coverage.byCapability.map((row) => Object.values(row))).toEqual([
      ['casework', 'minute', 90, 90],
      ['escort', 'session', 7, 5],
    ]);
    expect(coverage.bySociety.map((row) => Object.values(row))).toEqual([
      ['socialWorker', 'minute', 90],
      ['organisation', 'session', 2],
      ['volunteer', 'session', 3],
    ]);
    expect(coverage.byUnit.map((row) => Object.values(row))).toEqual([
      ['minute', 90, 90],
      ['session', 7, 5],
    ]);
  });

  it('counts what is withdrawn and what it costs', () => {
    expect(decoded.withdrawn).toBe(4 + 1);
    expect(decoded.cost).toBe(5 + 14 - 40 + 2 + 1);
    expect(decoded.timeRules).toBe(true);
    expect(decoded.now).toBe('2026-03-07T08:00:00+08:00');
  });

  it('gives costs beyond 2^53 as exact decimals', () => {
    const half = 2 ** 52 + 1;
    const { cost } = plan({
      lines: [{ need: 'a', demand: 3 }],
      offers: [{ provider: 'volunteer:v', capacity: 3 }],
      pairs: [{ line: 0, offer: 0, units: 3, cost: half }],
    });
    expect(cost).toBe(String(BigInt(half) * 3n));
  });

  it('makes an empty plan of nothing', () => {
    const nothing = plan({ lines: [], offers: [], pairs: [] });
    expect(nothing).toMatchObject({ linkages: [], unmet: [], cost: 0, withdrawn: 0, timeRules: false });
    expect('now' in nothing).toBe(false);
    expect(Object.values(nothing.coverage).every((rows) => rows.length === 0)).toBe(true);
  });

  it('lists requirements of unknown quantity in their place among the unmet', () => {
    const { unmet, coverage } = plan({
      lines: [
        { need: 'a', demand: 1 },
        { need: 'c', demand: 1 },
      ],
      offers: [],
      pairs: [],
      skipped: [{ need: 'b', capable: 2 }],
    });
    expect(unmet.map(({ need, demanded, reason }) => [need, demanded, reason.code])).toEqual([
      ['a', 1, 'noOffer'],
      ['b', 'unknown', 'unknownQuantity'],
      ['c', 1, 'noOffer'],
    ]);
    expect(unmet[1]!.reason).toEqual({ code: 'unknownQuantity', capable: 2, unit: 0, rules: {} });
    expect(coverage.byUnit).toEqual([{ unit: 'session', demanded: 2, covered: 0 }]);
  });

  it('survives JSON: parsePlan gives back the same', () => {
    expect(parsePlan(JSON.stringify(decoded))).toStrictEqual(decoded);
    expect(parsePlan(decoded)).toStrictEqual(decoded);
  });
});
