import type { Prices } from '../compile/problem.js';
import { compareMarks, compareOrdinals, type Mark, type Ordinal } from '../kernel/ordinal.js';
import type { Classes } from './classes.js';
import type { Component } from './components.js';
import type { Coverage } from './coverage.js';
import type { Fit } from './fit.js';

/** A component, solved. */
export interface Part {
  readonly component: Component;
  readonly classes: Classes;
  readonly coverage: Coverage;
  readonly fitted: Fit;
}

/** Puts the components' prices on one common scale of marks. `live` tells the caps that hold anything. */
export function collectPrices(live: Uint8Array, parts: readonly Part[]): Prices {
  const caps = live.length;
  const position = new Int32Array(caps).fill(-1);
  const keep = new Float64Array(caps);
  const cost = new Float64Array(caps);
  const scales = parts.map(({ classes, coverage }) => scaleOf(classes, coverage));
  const all: Mark[] = live.includes(0) ? [CAPACITY_THAT_DOES_NOT_EXIST] : [];
  parts.forEach(({ fitted }, i) => {
    for (const at of new Set(fitted.position)) if (at >= 0) all.push(scales[i]![at]!);
  });
  all.sort(compareMarks);
  const marks = all.filter((mark, i) => i === 0 || compareMarks(all[i - 1]!, mark) !== 0);
  for (let c = 0; c < caps; c++) if (!live[c]) position[c] = 0;
  parts.forEach(({ component, fitted }, i) => {
    const index = new Map<number, number>();
    component.caps.forEach((c, local) => {
      keep[c] = fitted.keep[local]!;
      cost[c] = fitted.cost[local]!;
      const at = fitted.position[local]!;
      if (at < 0) return;
      const known = index.get(at) ?? indexOf(marks, scales[i]![at]!);
      index.set(at, known);
      position[c] = known;
    });
  });
  return { marks, position, keep, cost };
}

/** Before every unit there can be. */
const CAPACITY_THAT_DOES_NOT_EXIST: Mark = { rank: 0, unit: 1, demand: 1, offset: -(2 ** 31) };

/**
 * The mark that each position of a {@link Fit} stands for: three per step and one after all. Steps that share an ordinal lie just
 * before it, at it, or just after it, in this order; no unit tells them apart, so their offsets do.
 */
function scaleOf(classes: Classes, { prices, step }: Coverage): Mark[] {
  const marks: Mark[] = [];
  for (let j = 0; j < prices.length; ) {
    let end = j + 1;
    while (end < prices.length && compareOrdinals(prices[j]!, prices[end]!) === 0) end++;
    const before = prices.slice(j, end).filter((price) => price.offset < 0).length;
    const at = prices.slice(j, end).findIndex((price) => price.offset === 0);
    for (let i = j; i < end; i++) {
      const turn = i - j;
      const centre = turn < before ? 3 * (turn - before) : 3 * (turn - before + (at < 0 ? 1 : 0));
      for (const offset of [centre - 1, centre, centre + 1]) marks.push({ ...prices[i]!, offset });
    }
    j = end;
  }
  let last: Ordinal | undefined = prices.at(-1);
  step.forEach((s, k) => {
    if (s >= 0) return;
    const own = { rank: classes.rank[k]!, unit: classes.demand[k]!, demand: classes.demand[k]! };
    if (last === undefined || compareOrdinals(own, last) > 0) last = own;
  });
  if (last) marks.push({ ...last, offset: 2 ** 31 });
  return marks;
}

function indexOf(marks: readonly Mark[], wanted: Mark): number {
  let low = 0;
  let high = marks.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareMarks(marks[middle]!, wanted) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
