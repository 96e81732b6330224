import type { Community, Station } from './records.js';
import { TIERS } from './vocabulary.js';

/** Lengths of administrative codes, longest first. */
const LENGTHS = [12, 9, 6, 4, 2];

/**
 * Which station covers each community, by id: the one it names, else the one whose administrative code is the longest
 * prefix of its own (of several the lowest tier, then the first). Communities that no station covers are absent.
 * `stations` are sorted by id, so that "the first" does not depend on the input.
 */
export function coveringStations(stations: readonly Station[], communities: readonly Community[]): Map<string, string> {
  const byCode = new Map<string, Station>();
  for (const station of stations) {
    if (station.adminCode === undefined) continue;
    const other = byCode.get(station.adminCode);
    if (!other || TIERS.indexOf(station.tier) < TIERS.indexOf(other.tier)) byCode.set(station.adminCode, station);
  }
  const covering = new Map<string, string>();
  for (const { id, station, adminCode } of communities) {
    const found = station ?? longestPrefix(byCode, adminCode)?.id;
    if (found !== undefined) covering.set(id, found);
  }
  return covering;
}

function longestPrefix(byCode: ReadonlyMap<string, Station>, adminCode: string | undefined): Station | undefined {
  if (adminCode === undefined) return undefined;
  for (const length of LENGTHS) {
    const station = adminCode.length >= length ? byCode.get(adminCode.slice(0, length)) : undefined;
    if (station) return station;
  }
  return undefined;
}
