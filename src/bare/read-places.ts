import type { Path } from '../errors/fault-list.js';
import { notTheNumber } from '../errors/findings.js';
import { getOrSet } from '../kernel/maps.js';
import type { Points } from '../kernel/place/place-tree.js';
import { pointOf } from '../kernel/place/sphere.js';
import {
  type Faults,
  integerOf,
  noFaults,
  optionalOf,
  readFields,
  readNamed,
  refusalOf,
  refuse,
  refuseValue,
} from './bare-faults.js';
import { checkSum } from './pair-table.js';

/** Degrees: latitude from −90 to 90, longitude from −180 to 180. */
export interface BareLocation {
  readonly lat: number;
  readonly lng: number;
}

/** Needs and offers at places: whoever is within reach of an offer can be served by it, at the cost of the way. */
export interface PlacesInput {
  /** `rank` is an integer, the smaller is served first. `group`: fair-share class within the rank; without it a need is its own. */
  readonly needs: readonly {
    readonly id: string;
    readonly rank: number;
    readonly demand: number;
    readonly group?: string | undefined;
    readonly location: BareLocation;
  }[];
  /** `reach` in whole metres; without it an offer serves everywhere. */
  readonly offers: readonly {
    readonly id: string;
    readonly capacity: number;
    readonly location: BareLocation;
    readonly reach?: number | undefined;
  }[];
}

const NO_PLACES = 'These places cannot be matched.';

/**
 * Reads needs and offers at places once, and throws `LinkageError('INVALID_INPUT')` with all faults. Both are numbered by their ids in code unit
 * order. O(size · log).
 */
export function readPlaces(input: unknown) {
  const faults = noFaults();
  const root = readFields(faults, input, [], ['needs', 'offers']);
  if (!root) throw refusalOf('INVALID_INPUT', NO_PLACES, faults);
  const groups = new Map<string, number>();
  const needKeys = [['rank', 'demand', 'location'], ['group']] as const;
  const needs = readNamed(faults, root['needs'], ['needs'], needKeys, (row, path) => {
    const group = optionalOf(faults, row['group'], 'string', [...path, 'group']);
    return {
      rank: integerOf(faults, row['rank'], path, 'rank'),
      demand: integerOf(faults, row['demand'], path, 'demand', 0),
      group: group === undefined ? -1 : getOrSet(groups, group, () => groups.size),
      location: locationOf(faults, row['location'], [...path, 'location']),
    };
  });
  const offerKeys = [['capacity', 'location'], ['reach']] as const;
  const offers = readNamed(faults, root['offers'], ['offers'], offerKeys, (row, path) => ({
    capacity: integerOf(faults, row['capacity'], path, 'capacity', 0),
    location: locationOf(faults, row['location'], [...path, 'location']),
    reach: row['reach'] === undefined ? Number.POSITIVE_INFINITY : integerOf(faults, row['reach'], path, 'reach', 0),
  }));
  const columns = {
    rank: Float64Array.from(needs, ({ rank }) => rank),
    demand: Float64Array.from(needs, ({ demand }) => demand),
    group: Int32Array.from(needs, ({ group }) => group),
    capacity: Float64Array.from(offers, ({ capacity }) => capacity),
    from: pointsOf(needs),
    to: pointsOf(offers),
    reach: Float64Array.from(offers, ({ reach }) => reach),
  };
  if (faults.count === 0) {
    checkSum(faults, 'needs', 'demand', columns.demand);
    checkSum(faults, 'offers', 'capacity', columns.capacity);
  }
  refuse('INVALID_INPUT', NO_PLACES, faults);
  return { needs, offers, columns };
}

function locationOf(faults: Faults, value: unknown, path: Path): BareLocation {
  const fields = readFields(faults, value, path, ['lat', 'lng']);
  return { lat: degreesOf(faults, fields, path, 'lat', 90), lng: degreesOf(faults, fields, path, 'lng', 180) };
}

function degreesOf(faults: Faults, fields: Record<string, unknown> | undefined, path: Path, key: string, most: number) {
  if (!fields) return 0;
  const value = fields[key];
  if (typeof value === 'number' && Math.abs(value) <= most) return value + 0;
  const law = typeof value === 'number' && value < 0 ? { least: -most } : { most };
  refuseValue(faults, value, [...path, key], () => notTheNumber(value, law));
  return 0;
}

/** Where rows are, on the unit sphere. */
function pointsOf(rows: readonly { readonly location: BareLocation }[]): Points {
  const points = rows.map(({ location }) => pointOf(location));
  return {
    x: Float64Array.from(points, ({ x }) => x),
    y: Float64Array.from(points, ({ y }) => y),
    z: Float64Array.from(points, ({ z }) => z),
  };
}
