import { compareMarks, distinctMarks, indexOfMark, type Mark } from '../kernel/ordinal.js';
import { eachInSteps, sortedInSteps, type Work } from '../kernel/work.js';
import type { Component } from '../problem/components.js';
import { CAPACITY_THAT_DOES_NOT_EXIST, openPrices } from '../problem/open-prices.js';
import type { Prices } from '../problem/problem.js';
import type { Fit } from './fit.js';

/** Puts the prices of all components, as far as they are solved, on one common scale of marks: they prove all levels. */
export function* pricesOfFits(
  live: Uint8Array,
  parts: readonly (readonly [component: Component, fit: Fit])[],
  even: boolean,
): Work<Prices> {
  const found = openPrices(live, even);
  const all: Mark[] = live.includes(0) ? [CAPACITY_THAT_DOES_NOT_EXIST] : [];
  for (const [, fit] of parts) {
    for (const mark of fit.marks) all.push(mark);
    yield fit.marks.length;
  }
  const marks = distinctMarks(yield* sortedInSteps(all, compareMarks));
  for (const [{ caps }, fit] of parts) {
    const places = fit.marks.map((mark) => indexOfMark(marks, mark));
    yield* eachInSteps(caps, (c, at) => {
      found.keep[c] = fit.keep[at]!;
      if (found.load) found.load[c] = fit.load[at]!;
      found.cost[c] = fit.cost[at]!;
      if (fit.position[at]! >= 0) found.position[c] = places[fit.position[at]!]!;
    });
    yield caps.length;
  }
  return { marks, ...found };
}
