import { compareMarks, compareOrdinals, indexOfMark, type Mark, type Ordinal, ordinalOf } from '../kernel/ordinal.js';
import { eachInSteps, sortedInSteps, type Work } from '../kernel/work.js';
import type { Component } from '../problem/components.js';
import { CAPACITY_THAT_DOES_NOT_EXIST, openPrices } from '../problem/open-prices.js';
import type { Prices } from '../problem/problem.js';
import type { Classes } from './classes.js';
import type { Cover } from './cover.js';
import type { Fit } from './fit.js';

/** A component as far as it is solved. */
export interface SolvedComponent {
  readonly component: Component;
  readonly classes: Classes;
  coverage?: Cover | undefined;
  fit?: Fit;
}

/** Prices that prove all levels, from the fits of all components. `live` tells the caps that hold anything, `even` whether load counts. */
export function pricesOfFits(live: Uint8Array, parts: readonly SolvedComponent[], even: boolean): Work<Prices> {
  return collect(live, parts, ({ fit }) => fit!, even);
}

/** Prices that prove levels 1 and 2, from the leaves of all components. */
export function pricesOfShares(live: Uint8Array, parts: readonly SolvedComponent[]): Work<Prices> {
  return collect(live, parts, ({ coverage }) => {
    const position = coverage!.stepOfCap!.map((step) => (step < 0 ? -1 : 3 * step + 1));
    const nothing = new Float64Array(position.length);
    return { position, keep: nothing, cost: nothing };
  });
}

type LocalPrices = Pick<Fit, 'position' | 'keep' | 'cost'> & Partial<Pick<Fit, 'load'>>;

/** Puts the components' prices on one common scale of marks. */
function* collect(
  live: Uint8Array,
  parts: readonly SolvedComponent[],
  pricesOf: (part: SolvedComponent) => LocalPrices,
  even = false,
): Work<Prices> {
  const found = openPrices(live, even);
  const local: LocalPrices[] = [];
  const scales: Mark[][] = [];
  const all: Mark[] = live.includes(0) ? [CAPACITY_THAT_DOES_NOT_EXIST] : [];
  for (const part of parts) {
    const prices = pricesOf(part);
    const scale = scaleOf(part.classes, part.coverage!);
    for (const at of new Set(prices.position)) if (at >= 0) all.push(scale[at]!);
    local.push(prices);
    scales.push(scale);
    yield part.component.caps.length;
  }
  const sorted = yield* sortedInSteps(all, compareMarks);
  const marks: Mark[] = [];
  yield* eachInSteps(sorted, (mark, i) => {
    if (i === 0 || compareMarks(sorted[i - 1]!, mark) !== 0) marks.push(mark);
  });
  for (const [i, { component }] of parts.entries()) {
    const index = new Map<number, number>();
    yield* eachInSteps(component.caps, (c, at) => {
      found.keep[c] = local[i]!.keep[at]!;
      if (found.load) found.load[c] = local[i]!.load![at]!;
      found.cost[c] = local[i]!.cost[at]!;
      const place = local[i]!.position[at]!;
      if (place < 0) return;
      const known = index.get(place) ?? indexOfMark(marks, scales[i]![place]!);
      index.set(place, known);
      found.position[c] = known;
    });
    yield component.caps.length;
  }
  return { marks, ...found };
}

/**
 * The mark that each position of a {@link Fit} stands for: three per step and one after all. Steps that share an ordinal lie just
 * before it, at it, or just after it, in this order; no unit tells them apart, so their offsets do.
 */
function scaleOf(classes: Classes, { prices, step }: Cover): Mark[] {
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
    const own = ordinalOf(classes, k, classes.demand[k]!);
    if (last === undefined || compareOrdinals(own, last) > 0) last = own;
  });
  if (last) marks.push({ ...last, offset: 2 ** 31 });
  return marks;
}
