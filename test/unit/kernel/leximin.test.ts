import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leximin, startsOf } from '../../../src/kernel/index.js';
import { compareMarks } from '../../../src/kernel/ordinal.js';
import { compareFractions, fraction } from '../../support/pairs-value.js';
import { runs } from '../../support/runs.js';

interface Sharing {
  readonly classes: readonly { rank: number; demand: number }[];
  readonly capacity: readonly number[];
  /** Most units from a class to an offer; 0: no arc. */
  readonly room: readonly (readonly number[])[];
}

const tiny: fc.Arbitrary<Sharing> = fc
  .record({
    classes: fc.integer({ min: 1, max: 4 }),
    offers: fc.integer({ min: 1, max: 3 }),
    most: fc.integer({ min: 1, max: 5 }),
  })
  .chain(({ classes, offers, most }) =>
    fc.record({
      classes: fc.array(
        fc.record({
          rank: fc.constantFrom(0, 0, 0, 1, 5),
          demand: fc.oneof(fc.constant(most), fc.integer({ min: 1, max: most })),
        }),
        { minLength: classes, maxLength: classes },
      ),
      capacity: fc.array(fc.nat(4), { minLength: offers, maxLength: offers }),
      room: fc.array(fc.array(fc.constantFrom(0, 9, 9, 1, 2), { minLength: offers, maxLength: offers }), {
        minLength: classes,
        maxLength: classes,
      }),
    }),
  );

/** Classes, then offers, then the root. */
function solve({ classes, capacity, room }: Sharing) {
  const arcs = room.flatMap((row, k) => row.flatMap((most, o) => (most > 0 ? [[k, classes.length + o, most]] : [])));
  capacity.forEach((units, o) => {
    arcs.push([classes.length + o, classes.length + capacity.length, units]);
  });
  const nodes = classes.length + capacity.length + 1;
  const graph = {
    nodes,
    start: startsOf(
      nodes,
      arcs.map(([from]) => from!),
    ),
    head: Int32Array.from(arcs, ([, to]) => to!),
    capacity: Float64Array.from(arcs, ([, , most]) => most!),
    flow: new Float64Array(arcs.length),
  };
  const source = Int32Array.from(classes.keys());
  const rank = Int32Array.from(classes, (c) => c.rank);
  const demand = Float64Array.from(classes, (c) => c.demand);
  return leximin(graph, source, { rank, demand, served: new Float64Array(demand.length), share: demand });
}

/** All vectors of units that flows can give the classes, by trying every flow. */
function reachable({ classes, capacity, room }: Sharing): number[][] {
  let states = new Map<string, { got: number[]; left: number[] }>([['', { got: [], left: [...capacity] }]]);
  classes.forEach(({ demand }, k) => {
    const next = new Map<string, { got: number[]; left: number[] }>();
    const give = (got: number[], left: number[], o: number, units: number): void => {
      if (o === capacity.length) {
        const state = { got: [...got, units], left };
        next.set(JSON.stringify(state), state);
        return;
      }
      for (let x = 0; x <= Math.min(left[o]!, room[k]![o]!, demand - units); x++) {
        give(got, left.with(o, left[o]! - x), o + 1, units + x);
      }
    };
    for (const { got, left } of states.values()) give(got, left, 0, 0);
    states = next;
  });
  return [...new Map([...states.values()].map(({ got }) => [got.join(), got])).values()];
}

/** Above 0 when a is better: rank by rank the units covered, then the ratios, worst first. */
function compare({ classes }: Sharing, a: readonly number[], b: readonly number[]): number {
  for (const rank of [...new Set(classes.map((c) => c.rank))].sort((x, y) => x - y)) {
    const own = [...classes.keys()].filter((k) => classes[k]!.rank === rank);
    const sum = (x: readonly number[]) => own.reduce((total, k) => total + x[k]!, 0);
    if (sum(a) !== sum(b)) return sum(a) - sum(b);
    const ratios = (x: readonly number[]) => own.map((k) => fraction(x[k]!, classes[k]!.demand)).sort(compareFractions);
    const others = ratios(b);
    const order = ratios(a)
      .map((ratio, i) => compareFractions(ratio, others[i]!))
      .find((sign) => sign !== 0);
    if (order !== undefined) return order;
  }
  return 0;
}

function bestOf(sharing: Sharing): number[][] {
  let best: number[][] = [];
  for (const vector of reachable(sharing)) {
    const order = best.length === 0 ? 1 : compare(sharing, vector, best[0]!);
    if (order > 0) best = [vector];
    else if (order === 0) best.push(vector);
  }
  return best;
}

describe('leximin', () => {
  it('bounds and totals per leaf describe exactly the best vectors, by enumeration', () => {
    let several = 0;
    fc.assert(
      fc.property(tiny, (sharing) => {
        const best = bestOf(sharing);
        if (best.length > 1) several++;
        const { low, high, leaf, prices } = solve(sharing);
        sharing.classes.forEach(({ demand }, k) => {
          const units = best.map((vector) => vector[k]!);
          expect(low[k]).toBeLessThanOrEqual(Math.min(...units));
          expect(high[k]).toBeGreaterThanOrEqual(Math.max(...units));
          expect(high[k]! - low[k]!).toBeLessThanOrEqual(1);
          expect(high[k]).toBeLessThanOrEqual(demand);
          if (leaf[k] === -1) expect([low[k], high[k]]).toEqual([demand, demand]);
        });
        for (let j = 1; j < prices.length; j++) expect(compareMarks(prices[j - 1]!, prices[j]!)).toBeLessThanOrEqual(0);
        // Among the vectors within the bounds that give each leaf its best total, none is worse than the best.
        const total = (vector: readonly number[], j: number) =>
          vector.reduce((sum, units, k) => (leaf[k] === j ? sum + units : sum), 0);
        const within = reachable(sharing).filter(
          (vector) =>
            vector.every((units, k) => low[k]! <= units && units <= high[k]!) &&
            [...new Set(leaf)].every((j) => total(vector, j) === total(best[0]!, j)),
        );
        expect(within.map((vector) => vector.join()).sort()).toEqual(best.map((vector) => vector.join()).sort());
      }),
      runs(1500),
    );
    expect(several).toBeGreaterThan(100);
  });

  it('ten classes of demand 1 and one of 100 share 20 units: 1 each and 10', () => {
    const classes = [...Array.from({ length: 10 }, () => ({ rank: 0, demand: 1 })), { rank: 0, demand: 100 }];
    const { high, prices } = solve({ classes, capacity: [20], room: classes.map(() => [100]) });
    expect([...high]).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 10]);
    expect(prices).toEqual([{ rank: 0, unit: 10, demand: 100, offset: 0 }]);
  });

  it('three classes of demand 2 share 4 units: 1 each, and one more for any', () => {
    const classes = Array.from({ length: 3 }, () => ({ rank: 0, demand: 2 }));
    const { low, high, leaf } = solve({ classes, capacity: [4], room: classes.map(() => [2]) });
    expect([[...low], [...high], [...leaf]]).toEqual([
      [1, 1, 1],
      [2, 2, 2],
      [0, 0, 0],
    ]);
  });

  it('quantities of 2^50 are not stepped through', () => {
    const classes = [3, 5, 7].map((part) => ({ rank: 0, demand: part * 2 ** 47 }));
    const { low, high } = solve({ classes, capacity: [15 * 2 ** 40], room: classes.map(() => [2 ** 52]) });
    expect([...high]).toEqual([3 * 2 ** 40, 5 * 2 ** 40, 7 * 2 ** 40]);
    // Only the very last unit given may be open.
    expect([...low]).toEqual([3 * 2 ** 40, 5 * 2 ** 40, 7 * 2 ** 40 - 1]);
  });

  it('no classes, no prices', () => {
    expect(solve({ classes: [], capacity: [3], room: [] }).prices).toEqual([]);
  });
});
