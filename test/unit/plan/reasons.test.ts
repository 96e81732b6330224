import { describe, expect, it } from 'vitest';
import { decode } from '../../../src/plan/decode.js';
import { LEVELS } from '../../../src/problem/problem.js';
import { type Hand, handmade } from './handmade.js';

function reasons(hand: Hand) {
  const { compiled, solution } = handmade(hand);
  return decode(compiled, solution, LEVELS).unmet.map(({ reason }) => reason);
}

describe('reasons', () => {
  it('noOffer: nobody has the capability', () => {
    expect(reasons({ lines: [{ need: 'a', demand: 1 }], offers: [], pairs: [] })).toEqual([
      { code: 'noOffer', capable: 0, unit: 0, rules: {}, enough: { quantity: 1, kind: 'least' } },
    ]);
  });

  it('ruledOut: those who have it count otherwise or are turned away', () => {
    const line = { need: 'a', demand: 1, capable: 6, otherUnit: 1, rules: { reach: 3, level: 2 } };
    expect(reasons({ lines: [line], offers: [], pairs: [] })).toEqual([
      { code: 'ruledOut', capable: 6, unit: 1, rules: { reach: 3, level: 2 }, enough: { quantity: 1, kind: 'least' } },
    ]);
  });

  it('exhausted: its offers are empty, or given to it alone', () => {
    const [empty, used] = reasons({
      lines: [
        { need: 'a', demand: 1 },
        { need: 'b', demand: 5 },
      ],
      offers: [
        { provider: 'volunteer:1', capacity: 0 },
        { provider: 'volunteer:2', capacity: 3 },
      ],
      pairs: [
        { line: 0, offer: 0, units: 0 },
        { line: 1, offer: 1, units: 3 },
      ],
    });
    expect(empty).toEqual({
      code: 'exhausted',
      capable: 1,
      unit: 0,
      rules: {},
      enough: { quantity: 1, kind: 'least' },
      cut: { needs: 1, lines: 1, demanded: 1, capacity: 0, unit: 'session' },
    });
    expect(used).toMatchObject({ code: 'exhausted', cut: { needs: 1, lines: 1, demanded: 5, capacity: 3 } });
  });

  it('bounded: no pair may give more, whatever the offers still hold', () => {
    const [reason] = reasons({
      lines: [{ need: 'a', demand: 5 }],
      offers: [{ provider: 'volunteer:1', capacity: 9 }],
      pairs: [{ line: 0, offer: 0, units: 2, max: 2 }],
    });
    expect(reason).toEqual({ code: 'bounded', capable: 1, unit: 0, rules: {}, enough: { quantity: 3, kind: 'least' } });
  });

  it('heldByHigherRanks: better ranks hold it, best first', () => {
    const [reason] = reasons({
      lines: [
        { need: 'a', demand: 2, rank: 0 },
        { need: 'b', demand: 1, rank: 1 },
        { need: 'c', demand: 4, rank: 2 },
      ],
      offers: [{ provider: 'volunteer:1', capacity: 3 }],
      pairs: [
        { line: 0, offer: 0, units: 2 },
        { line: 1, offer: 0, units: 1 },
        { line: 2, offer: 0, units: 0 },
      ],
    });
    expect(reason).toEqual({
      code: 'heldByHigherRanks',
      capable: 1,
      unit: 0,
      rules: {},
      enough: { quantity: 4, kind: 'least' },
      heldBy: [
        { need: 'a', requirement: '1', provider: 'volunteer:1', offer: '1', quantity: 2 },
        { need: 'b', requirement: '1', provider: 'volunteer:1', offer: '1', quantity: 1 },
      ],
      heldByCount: 2,
      cut: { needs: 3, lines: 3, demanded: 7, capacity: 3, unit: 'session' },
    });
  });

  it('sharedFairly: its own rank holds some of it too; only five holders are named', () => {
    const lines = Array.from({ length: 8 }, (_, n) => ({ need: `n${n}`, demand: 2, rank: n < 3 ? 0 : 1 }));
    const found = reasons({
      lines,
      offers: [{ provider: 'volunteer:1', capacity: 11 }],
      pairs: lines.map(({ rank }, line) => ({ line, offer: 0, units: rank === 0 ? 2 : 1 })),
    });
    expect(found).toHaveLength(5);
    expect(found[0]).toMatchObject({
      code: 'sharedFairly',
      heldByCount: 7,
      cut: { lines: 8, demanded: 16, capacity: 11 },
    });
    expect(found[0]!.heldBy!.map((holder) => holder.need)).toEqual(['n0', 'n1', 'n2', 'n4', 'n5']);
    // The first of its own allocations is skipped wherever it stands.
    expect(found[4]!.heldBy!.map((holder) => holder.need)).toEqual(['n0', 'n1', 'n2', 'n3', 'n4']);
  });

  it('looks behind an offer with room to the provider cap that has none', () => {
    const [reason] = reasons({
      lines: [
        { need: 'a', demand: 4, rank: 0, capability: 'casework' },
        { need: 'b', demand: 3, rank: 1 },
      ],
      providerCaps: [4],
      offers: [
        { provider: 'socialWorker:1', offer: '1', capacity: 4, parent: 0 },
        { provider: 'socialWorker:1', offer: '2', capacity: 9, parent: 0 },
      ],
      pairs: [
        { line: 0, offer: 0, units: 4 },
        { line: 1, offer: 1, units: 0 },
      ],
    });
    expect(reason).toMatchObject({
      code: 'heldByHigherRanks',
      heldBy: [{ need: 'a', provider: 'socialWorker:1', offer: '1', quantity: 4 }],
      heldByCount: 1,
      cut: { needs: 2, lines: 2, demanded: 7, capacity: 4 },
    });
  });

  it('leaves out of the cut what its lines get from elsewhere', () => {
    // a holds all of offer 0, and one unit of offer 1, which may give it no more.
    const [reason] = reasons({
      lines: [
        { need: 'a', demand: 4, rank: 0 },
        { need: 'b', demand: 2, rank: 1 },
      ],
      offers: [
        { provider: 'volunteer:1', capacity: 3 },
        { provider: 'volunteer:2', capacity: 9 },
      ],
      pairs: [
        { line: 0, offer: 0, units: 3 },
        { line: 0, offer: 1, units: 1, max: 1 },
        { line: 1, offer: 0, units: 0 },
      ],
    });
    expect(reason!.cut).toEqual({ needs: 2, lines: 2, demanded: 5, capacity: 3, unit: 'session' });
  });

  it('follows who could make room: the cut reaches through other offers, holders do not', () => {
    // c wants offer 0, held by a; a could move to offer 1, which b holds.
    const [reason] = reasons({
      lines: [
        { need: 'a', demand: 1, rank: 0 },
        { need: 'b', demand: 1, rank: 0 },
        { need: 'c', demand: 1, rank: 1 },
      ],
      offers: [
        { provider: 'volunteer:1', capacity: 1 },
        { provider: 'volunteer:2', capacity: 1 },
      ],
      pairs: [
        { line: 0, offer: 0, units: 1 },
        { line: 0, offer: 1, units: 0 },
        { line: 1, offer: 1, units: 1 },
        { line: 2, offer: 0, units: 0 },
      ],
    });
    expect(reason).toMatchObject({ heldByCount: 1, cut: { needs: 3, lines: 3, demanded: 3, capacity: 2 } });
  });

  it('keeps bottlenecks apart, and lets a later one take in an earlier one', () => {
    // a and b are short of offer 0; c of offer 1; d of both.
    const found = reasons({
      lines: [
        { need: 'a', demand: 2, rank: 0 },
        { need: 'b', demand: 2, rank: 0 },
        { need: 'c', demand: 3, rank: 1 },
        { need: 'd', demand: 1, rank: 2 },
      ],
      offers: [
        { provider: 'volunteer:1', capacity: 3 },
        { provider: 'volunteer:2', capacity: 2 },
      ],
      pairs: [
        { line: 0, offer: 0, units: 2 },
        { line: 1, offer: 0, units: 1 },
        { line: 2, offer: 1, units: 2 },
        { line: 3, offer: 0, units: 0 },
        { line: 3, offer: 1, units: 0 },
      ],
    });
    expect(found.map(({ cut }) => [cut!.lines, cut!.demanded, cut!.capacity])).toEqual([
      [2, 4, 3],
      [1, 3, 2],
      [4, 8, 5],
    ]);
    expect(found.map(({ code }) => code)).toEqual(['sharedFairly', 'exhausted', 'heldByHigherRanks']);
  });
});
