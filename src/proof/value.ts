/**
 * An element of the ordered group that proofs are computed in: what a unit is worth by ordinal, promises kept and cost
 * saved, compared in that order. The ordinal part is a position on a common scale, smaller is worth more.
 */
export interface Value {
  readonly position: number;
  readonly keep: number;
  readonly cost: number;
}

/** Worth less than everything. */
export const LEAST: Value = { position: Number.POSITIVE_INFINITY, keep: 0, cost: 0 };
/** Worth more than everything. */
export const MOST: Value = { position: Number.NEGATIVE_INFINITY, keep: 0, cost: 0 };

/** Positive where a is worth more than b. */
export function compareValues(a: Value, b: Value): number {
  if (a.position !== b.position) return b.position - a.position;
  return a.keep !== b.keep ? a.keep - b.keep : a.cost - b.cost;
}

export function lesser(a: Value, b: Value): Value {
  return compareValues(a, b) <= 0 ? a : b;
}

export function greater(a: Value, b: Value): Value {
  return compareValues(a, b) >= 0 ? a : b;
}

/** `value` with this much more kept. */
export function plusKeep(value: Value, keep: number): Value {
  return { ...value, keep: value.keep + keep };
}
