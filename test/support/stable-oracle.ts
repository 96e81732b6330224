/** Stable matchings by enumeration, from the definition: every set of pairs within the quotas that no two would rather leave for each other. */
export interface Chooser {
  readonly id: string;
  readonly quota?: number;
  readonly capacity?: number;
  readonly prefs: readonly (string | readonly string[])[];
}
export interface Sides {
  readonly proposers: readonly Chooser[];
  readonly receivers: readonly Chooser[];
}
export type Pairing = readonly (readonly [proposer: string, receiver: string])[];

/** How far down a list somebody stands; Infinity: not on it. */
export function placeOn({ prefs }: Chooser, id: string): number {
  const place = prefs.findIndex((entry) => (typeof entry === 'string' ? entry === id : entry.includes(id)));
  return place === -1 ? Number.POSITIVE_INFINITY : place;
}

const quotaOf = ({ quota, capacity }: Chooser) => quota ?? capacity ?? 1;
const named = (list: readonly Chooser[], id: string) => list.find((one) => one.id === id)!;

/** All pairs that list each other. */
export function acceptable({ proposers, receivers }: Sides): Pairing {
  return proposers.flatMap((p) =>
    receivers
      .filter((r) => Number.isFinite(placeOn(p, r.id)) && Number.isFinite(placeOn(r, p.id)))
      .map((r) => [p.id, r.id] as const),
  );
}

export const partnersOf = (pairs: Pairing, side: 0 | 1, id: string) =>
  pairs.filter((pair) => pair[side] === id).map((pair) => pair[1 - side]!);

/** Pairs that would rather have each other: each has room, or likes one it has strictly less. */
export function blocking(sides: Sides, pairs: Pairing): Pairing {
  const would = (who: Chooser, side: 0 | 1, other: string) => {
    const partners = partnersOf(pairs, side, who.id);
    return partners.length < quotaOf(who) || partners.some((one) => placeOn(who, one) > placeOn(who, other));
  };
  return acceptable(sides).filter(
    ([p, r]) =>
      !pairs.some(([a, b]) => a === p && b === r) &&
      would(named(sides.proposers, p), 0, r) &&
      would(named(sides.receivers, r), 1, p),
  );
}

/** Every stable matching; 2^pairs. */
export function stableMatchings(sides: Sides): Pairing[] {
  const all = acceptable(sides);
  const kept: Pairing[] = [];
  for (let set = 0; set < 2 ** all.length; set++) {
    const pairs = all.filter((_, i) => (set >> i) & 1);
    const fits = ([list, side]: readonly [readonly Chooser[], 0 | 1]) =>
      list.every((who) => partnersOf(pairs, side, who.id).length <= quotaOf(who));
    if (fits([sides.proposers, 0]) && fits([sides.receivers, 1]) && blocking(sides, pairs).length === 0)
      kept.push(pairs);
  }
  return kept;
}

/** The same with strict lists: of those liked alike the one first by code unit. */
export function strictly({ proposers, receivers }: Sides): Sides {
  const strict = (one: Chooser): Chooser => ({ ...one, prefs: one.prefs.flatMap((entry) => [entry].flat().sort()) });
  return { proposers: proposers.map(strict), receivers: receivers.map(strict) };
}

/** Whether each of a side has at least as good partners in one as in the other, place by place down its list. */
export function atLeastAsGood(sides: Sides, side: 'proposers' | 'receivers', one: Pairing, other: Pairing): boolean {
  const of = side === 'proposers' ? 0 : 1;
  const down = (who: Chooser, pairs: Pairing) =>
    partnersOf(pairs, of, who.id)
      .map((id) => placeOn(who, id))
      .sort((a, b) => a - b);
  return sides[side].every((who) => {
    const [mine, theirs] = [down(who, one), down(who, other)];
    return mine.length >= theirs.length && theirs.every((place, i) => mine[i]! <= place);
  });
}
