import type { Provider } from './records.js';
import { SOCIETIES } from './vocabulary.js';

type Identity = Pick<Provider, 'society' | 'id'>;

/** Order of ids: by code unit, the same in every locale. */
export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Order of providers: by society, then by id. */
export function bySociety(a: Identity, b: Identity): number {
  return SOCIETIES.indexOf(a.society) - SOCIETIES.indexOf(b.society) || byCodeUnit(a.id, b.id);
}

/** Order of records by a string of theirs. */
export function byIdentity<K extends string>(key: K): (a: Record<K, string>, b: Record<K, string>) => number {
  return (a, b) => byCodeUnit(a[key], b[key]);
}

/** Order of rank tuples: element by element, a shorter one before those it begins. */
export function byRank(a: readonly number[], b: readonly number[]): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return a.length - b.length;
}
