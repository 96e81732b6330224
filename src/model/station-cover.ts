import type { Community, Station } from './records.js';
import { TIERS } from './vocabulary.js';

/** Lengths of administrative codes, longest first. */
const LENGTHS = [12, 9, 6, 4, 2];

/**
 * Looks up the station whose administrative code is the longest prefix of a code; of several the lowest tier, then the first.
 * `stations` are sorted by id, so that "the first" does not depend on the input.
 */
export function stationsByCode(stations: Iterable<Station>): (code: string | undefined) => Station | undefined {
  const byCode = new Map<string, Station>();
  for (const station of stations) {
    if (station.adminCode === undefined) continue;
    const other = byCode.get(station.adminCode);
    if (!other || TIERS.indexOf(station.tier) < TIERS.indexOf(other.tier)) byCode.set(station.adminCode, station);
  }
  return (code) => {
    if (code === undefined) return undefined;
    for (const length of LENGTHS) {
      const station = code.length >= length ? byCode.get(code.slice(0, length)) : undefined;
      if (station) return station;
    }
    return undefined;
  };
}

/**
 * Which station covers each community, by id: the one it names, else the one of its administrative code. Communities that no
 * station covers are absent. `stations` are sorted by id.
 */
export function coveringStations(stations: readonly Station[], communities: readonly Community[]): Map<string, string> {
  const stationOf = stationsByCode(stations);
  const covering = new Map<string, string>();
  for (const { id, station, adminCode } of communities) {
    const found = station ?? stationOf(adminCode)?.id;
    if (found !== undefined) covering.set(id, found);
  }
  return covering;
}
