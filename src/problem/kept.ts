/** What the previous plan gave, on the candidates of the new problem. */
export interface Promises {
  /** Units per candidate, at most its `max`. */
  readonly previous: Float64Array;
  /** What one of them counts; absent: 1 each. */
  readonly promise?: Float64Array;
  /** Units beyond that, and those of pairs that are no candidates any more. */
  readonly lostPromises: number;
}

/** Adds units promised to candidate `p`, −1 for a pair that is gone, as far as it can have them; the others are lost: how many. */
export function keepPromise(previous: Float64Array, max: Float64Array, p: number, quantity: number): number {
  const kept = p === -1 ? 0 : Math.min(quantity, max[p]! - previous[p]!);
  if (kept > 0) previous[p]! += kept;
  return quantity - kept;
}
