export { byCodeUnit } from '../model/order.js';

/** Order of rank tuples: element by element, a shorter one before those it begins. */
export function byRank(a: readonly number[], b: readonly number[]): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return a.length - b.length;
}
