import { finding } from '../errors/findings.js';
import type { MarketSide } from '../kernel/deferred-acceptance.js';
import { placesBy } from '../kernel/grouped.js';
import {
  eachElement,
  type Faults,
  integerOf,
  noFaults,
  readFields,
  readNamed,
  refusalOf,
  refuse,
  refuseReference,
  refuseValue,
} from './bare-faults.js';

interface Preferring {
  readonly id: string;
  /** Most partners; default 1. */
  readonly quota?: number | undefined;
  /** Ids of the other side, the best first; those of an inner list are liked alike. Who is not listed is not acceptable. */
  readonly prefs: readonly (string | readonly string[])[];
}

/** Two sides who choose each other: new workers and mentors, volunteers and posts. Two can be matched only if each lists the other. */
export interface StableInput {
  readonly proposers: readonly Preferring[];
  /** `capacity` may be written for `quota`. */
  readonly receivers: readonly (Preferring & { readonly capacity?: number | undefined })[];
}

/** One side as read: ids by code unit; `tie` says per pair how far down its member's list it stands, equal for those liked alike. */
export interface StableSide extends MarketSide {
  readonly ids: readonly string[];
  readonly tie: Int32Array;
}

/** The pairs that each side lists, by proposer, then receiver. A side's `pairs` are in strict order: of those liked alike the one first by code unit. */
export interface StableRead {
  readonly proposers: StableSide;
  readonly receivers: StableSide;
}

type Row = ReturnType<typeof readSide>[number];

/** All that the rows of a side list, as columns: numbers of the other side and, beside them, how far down. */
interface Listed {
  readonly start: Int32Array;
  readonly partner: Int32Array;
  readonly tie: Int32Array;
}

const NO_MARKET = 'These preferences cannot be matched.';

/**
 * Reads two sides once, whatever they are made of. O(n log n + entries · log longest list).
 *
 * @throws LinkageError `INVALID_INPUT` with all faults: wrong types, a quota that is no integer ≥ 0, duplicate ids, a partner who does not exist or is listed
 * twice
 */
export function readStable(input: unknown): StableRead {
  const faults = noFaults();
  const root = readFields(faults, input, [], ['proposers', 'receivers']);
  if (!root) throw refusalOf('INVALID_INPUT', NO_MARKET, faults);
  const proposers = readSide(faults, root['proposers'], 'proposers');
  const receivers = readSide(faults, root['receivers'], 'receivers');
  const asked = readPrefs(faults, proposers, receivers, 'receivers');
  const asking = readPrefs(faults, receivers, proposers, 'proposers');
  refuse('INVALID_INPUT', NO_MARKET, faults);
  return mutual(proposers, receivers, asked, asking);
}

function readSide(faults: Faults, list: unknown, name: keyof StableInput) {
  const optional = name === 'receivers' ? ['quota', 'capacity'] : ['quota'];
  return readNamed(faults, list, [name], [['prefs'], optional], (fields, path) => {
    const { quota, capacity, prefs } = fields;
    const key = quota === undefined && capacity !== undefined ? 'capacity' : 'quota';
    if (quota !== undefined && capacity !== undefined)
      refuseValue(faults, capacity, [...path, 'capacity'], () =>
        finding('CONTRADICTION', 'no `capacity` beside `quota`', capacity),
      );
    return { quota: fields[key] === undefined ? 1 : integerOf(faults, fields[key], path, key, 0), prefs, path };
  });
}

function readPrefs(faults: Faults, rows: readonly Row[], others: readonly Row[], name: keyof StableInput): Listed {
  const index = new Map(others.map(({ id }, i) => [id, i]));
  const listedBy = new Int32Array(others.length).fill(-1);
  const start = new Int32Array(rows.length + 1);
  const partners: number[] = [];
  const ties: number[] = [];
  for (const [row, { prefs, path }] of rows.entries()) {
    const at = [...path, 'prefs'];
    const enter = (id: unknown, tie: number, within?: number) => {
      const place = () => [...at, tie, ...(within === undefined ? [] : [within])];
      const partner = typeof id === 'string' ? index.get(id) : undefined;
      if (partner === undefined) refuseReference(faults, id, place(), `the id of one of the ${name}`, index);
      else if (listedBy[partner] === row)
        refuseValue(faults, id, place(), () => finding('DUPLICATE', 'each partner once', id));
      else {
        listedBy[partner] = row;
        partners.push(partner);
        ties.push(tie);
      }
    };
    eachElement(faults, prefs, at, (entry, tie) => {
      if (Array.isArray(entry)) eachElement(faults, entry, [...at, tie], (id, i) => enter(id, tie, i));
      else enter(entry, tie);
    });
    start[row + 1] = partners.length;
  }
  return { start, partner: Int32Array.from(partners), tie: Int32Array.from(ties) };
}

function mutual(proposers: readonly Row[], receivers: readonly Row[], listed: Listed, listedBack: Listed): StableRead {
  // What receivers list, by proposer, receivers ascending.
  const [backStart, backAt] = placesBy(proposers.length, listedBack.partner);
  const lister = new Int32Array(listedBack.partner.length);
  for (let r = 0; r < receivers.length; r++) lister.fill(r, listedBack.start[r], listedBack.start[r + 1]);
  const [member, partner, down, downBack] = Array.from({ length: 4 }, () => new Int32Array(listed.partner.length));
  const likes = new Int32Array(receivers.length).fill(-1);
  let count = 0;
  for (let p = 0; p < proposers.length; p++) {
    const [from, to] = [listed.start[p]!, listed.start[p + 1]!];
    for (let i = from; i < to; i++) likes[listed.partner[i]!] = listed.tie[i]!;
    for (let k = backStart[p]!; k < backStart[p + 1]!; k++) {
      const i = backAt[k]!;
      const r = lister[i]!;
      if (likes[r] === -1) continue;
      member![count] = p;
      partner![count] = r;
      down![count] = likes[r]!;
      downBack![count++] = listedBack.tie[i]!;
    }
    for (let i = from; i < to; i++) likes[listed.partner[i]!] = -1;
  }
  return {
    proposers: sideOf(proposers, member!.subarray(0, count), down!.subarray(0, count)),
    receivers: sideOf(receivers, partner!.subarray(0, count), downBack!.subarray(0, count)),
  };
}

function sideOf(rows: readonly Row[], memberOf: Int32Array, tie: Int32Array): StableSide {
  const [start, items] = placesBy(rows.length, memberOf);
  // How far down, and the number of the pair, in one number: sorted without a function to compare.
  const keys = Float64Array.from(items, (pair) => tie[pair]! * items.length + pair);
  for (let m = 0; m < rows.length; m++) keys.subarray(start[m]!, start[m + 1]!).sort();
  const pairs = Int32Array.from(keys, (key) => key % items.length);
  const quota = Float64Array.from(rows, (row) => row.quota);
  return { ids: rows.map(({ id }) => id), quota, memberOf, start, pairs, tie };
}
