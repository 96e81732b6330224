import { candidateOf, rowsOf } from '../problem/columns.js';
import { keepPromise, type Promises } from '../problem/kept.js';
import type { Problem } from '../problem/problem.js';
import type { PairsTable, PromiseColumns } from './pair-table.js';

/** A problem made of bare pairs, with what its lines and candidates stand for. */
export type CompiledPairs = ReturnType<typeof compilePairs>;

/** Load is told apart in quarters of a capacity. */
const QUARTERS = 4;

/** Columns of bare pairs in their canonical order. Shares columns with the table where they are what is due; `even`: the load of all offers counts. O(size). */
export function compilePairs(table: PairsTable, previous: PromiseColumns, even = false) {
  const { needOf, rankOf, ranks, start, head, pairOf, capacity } = table;
  const demand = new Float64Array(rowsOf(table.demand, needOf));
  const max = boundsOf(table, demand);
  const arcStart = new Int32Array(head.length + 1);
  for (let p = 0; p < arcStart.length; p++) arcStart[p] = p;
  const problem: Problem = {
    demand,
    rank: rankOf,
    group: groupsOf(table),
    candidateStart: start,
    cost: costsOf(table),
    max,
    arcStart,
    head,
    capacity: new Float64Array(capacity),
    parent: new Int32Array(capacity.length).fill(-1),
    ...promisesOf(table, max, previous),
  };
  const load = { full: problem.capacity, given: new Float64Array(capacity.length), steps: QUARTERS };
  // A cap is an offer of the same number, a line's rank an index into the ascending ranks; without `pairOf` a candidate is the pair of its number.
  return { problem: even ? { ...problem, load } : problem, needOf, pairOf, ranks };
}

function costsOf({ cost, pairOf }: PairsTable): Float64Array {
  const costs = pairOf ? rowsOf(cost, pairOf) : cost;
  return costs instanceof Float64Array ? costs : new Float64Array(costs);
}

/** No pair can have more than its need asks for. */
function boundsOf({ max, start, pairOf }: PairsTable, demand: Float64Array): Float64Array {
  const bounds = new Float64Array(start[demand.length]!);
  for (let n = 0; n < demand.length; n++) {
    const asked = demand[n]!;
    for (let p = start[n]!; p < start[n + 1]!; p++)
      bounds[p] = max ? Math.min(asked, max[pairOf ? pairOf[p]! : p]!) : asked;
  }
  return bounds;
}

/** Classes numbered by their first line: one of each rank and group, and one of each need without a group. */
function groupsOf({ group, needOf, rankOf }: PairsTable): Int32Array {
  const classOf = new Int32Array(needOf.length);
  const known = new Map<number, number>();
  let count = 0;
  for (let n = 0; n < classOf.length; n++) {
    const name = group ? group[needOf[n]!]! : -1;
    if (n > 0 && rankOf[n] !== rankOf[n - 1]) known.clear();
    const own = name === -1 ? count : (known.get(name) ?? count);
    if (own === count) {
      count++;
      if (name !== -1) known.set(name, own);
    }
    classOf[n] = own;
  }
  return classOf;
}

/** As in promises.ts, by number. */
function promisesOf(
  { lineOf, start, head, demand }: PairsTable,
  max: Float64Array,
  { need, offer, quantity }: PromiseColumns,
): Promises {
  const previous = new Float64Array(head.length);
  let lostPromises = 0;
  for (let i = 0; i < quantity.length; i++) {
    const n = need[i]!;
    const p = n >= 0 && n < demand.length ? candidateOf(start, head, lineOf[n]!, offer[i]!) : -1;
    lostPromises += keepPromise(previous, max, p, quantity[i]!);
  }
  return { previous, lostPromises };
}
