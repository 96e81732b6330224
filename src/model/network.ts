import * as z from 'zod/mini';
import {
  faultless,
  found,
  type LeftOut,
  type Located,
  type Path,
  type Report,
  reporter,
} from '../errors/fault-list.js';
import { faultOf, finding } from '../errors/findings.js';
import { type Fault, LinkageError, printable } from '../errors/linkage-error.js';
import { readOptions } from '../errors/read-options.js';
import { shapeOf } from '../errors/snapshot.js';
import { getOrSet } from '../kernel/maps.js';
import { calendarOf } from './calendar.js';
import { coarseCodes, goodDays, goodEntries, goodSlots, storedEntry } from './catalogue/catalogue-entries.js';
import { workdaysOf } from './catalogue/due.js';
import { buildGraph, type Facts, type Keyed, type Network, type NetworkAttributes, recordsOf } from './graph.js';
import { type NamedPlaces, namedRecords, namePlaces } from './named-records.js';
import type { Nameable } from './nearest-record.js';
import { byCodeUnit, byIdentity, bySociety } from './order.js';
import { normaliseProvider } from './providers.js';
import { type Listed, listedSlots } from './record-lines.js';
import type { Input, Need, Provider, Recurrence, Station } from './records.js';
import { byKey, type Fact, keepConnected } from './references.js';
import { type LineContext, normaliseNeed, tellUnmatched } from './requirements.js';
import { type Doubt, type NearWord, resolverOf } from './resolver.js';
import { KINDS, type Read, readInput, type Torn } from './rows.js';
import { checkStations } from './stations.js';
import { talliesOf } from './tallies.js';
import { boundedNeeds, boundOffers, checkDatums } from './unit-sums.js';
import type { UnknownKey } from './unknown-keys.js';
import { COLLECTION_OF, SOCIETIES } from './vocabulary.js';

export {
  type Capability,
  type EdgeAttributes,
  type Network,
  type NetworkAttributes,
  type NodeAttributes,
  providerKey,
} from './graph.js';

/** A fault, with the row it is about where it is about one. */
export interface Issue extends Fault {
  /** The collection: `volunteers`. */
  readonly record?: string;
  /** Counted from 0. */
  readonly row?: number;
  /** The row's field. */
  readonly field?: string;
  /** The row's id, or code, where it can be read. */
  readonly id?: string;
}

/** Something that is kept as it is, though it may not be meant so; `path` is where it came first. */
export interface Hint extends Issue {
  /** How often it came. */
  readonly count: number;
  /** Of a word that nobody else knows: whether needs say it, else providers do. */
  readonly ofNeeds?: boolean;
  /** Of a word that nobody else knows: what it may have been meant to be, the nearest first, and how often the other side says that. */
  readonly near?: readonly NearWord[];
}

/** What `importNetwork` returns. */
export interface Imported {
  readonly network: Network;
  /** Faults, for which rows were left out. */
  readonly issues: Issue[];
  /**
   * What the records say that nobody knows: fields of no name of ours (`OWN_FIELD`), and words that nobody else knows (`DOUBTFUL_WORD`, `LONE_WORD`); units
   * that were not written (`UNIT_ASSUMED`), and those in which nobody offers what is asked (`UNIT_UNMATCHED`).
   */
  readonly hints: Hint[];
}

export interface NetworkOptions {
  /** Takes hints for faults: for data that have no fields and words of their own. */
  readonly strict?: boolean | undefined;
}

/**
 * The network of the records.
 *
 * The input is read once and never written. The order of records does not matter: equal records make equal networks.
 * O(records · log records).
 *
 * Without a `catalogue` in the input the built-in {@link catalogue} is in effect: names in reports, `fen` for money, and the
 * usual requirements of a need that names a known category and no requirement. `[...catalogue, mine]` extends it,
 * `[]` switches it off.
 *
 * Words of the catalogue may be written with other case, blanks or width, or by their names: `陪同就医` is `escort`. Communities and stations may go by their names. What nobody knows is kept, and told by
 * {@link importNetwork} alone, unless `strict`.
 *
 * @throws LinkageError `INVALID_INPUT`, with every fault found in `details`. Of a row whose shape is wrong only the id and what it refers to is looked
 *   into further, so the next call may find more.
 */
export function createNetwork(input: Input, options: NetworkOptions = {}): Network {
  const { strict = false } = readOptions(networkShape, options);
  const { network, issues, hints } = importNetwork(input);
  if (strict) issues.push(...hints);
  if (issues.length > 0) throw new LinkageError('INVALID_INPUT', 'The records have faults.', issues);
  return network;
}

const networkShape = { strict: z.optional(z.boolean()) };

/**
 * The network of the good records, and the faults of the others. A row with a fault is left out, and so is every row that
 * refers to a row left out (DANGLING_REFERENCE); of rows with one id the first is kept.
 *
 * @throws LinkageError `INVALID_INPUT` only if the input is no object.
 */
export function importNetwork(input: Input): Imported {
  const faults: Fault[] = [];
  const { network, hints, issueOf } = importRows(input, new Map(), reporter(faults));
  return { network, issues: faults.map(issueOf), hints };
}

/** {@link importNetwork}, where rows were left out before: what refers to one of these is told so. Every row that is left out has a fault. */
export function importRows(input: Input, leftOut: LeftOut, report: Report) {
  if (!isObject(input)) {
    const wrong = finding('NOT_AN_OBJECT', 'an object with `communities` and `needs`', input ?? null);
    throw new LinkageError('INVALID_INPUT', 'The input cannot be read.', [faultOf(wrong, [], input)]);
  }
  // Facts first: what reading leaves behind is gone before the graph is built.
  const read = readInput(input, report);
  const told = new Map<string, Fault & { count: number }>();
  const doubt: Report = (code, path, value, message) => {
    const known = getOrSet(told, message, () => ({
      code,
      path: [...path],
      value: printable(value),
      message,
      count: 0,
    }));
    known.count++;
  };
  const { facts, doubts } = settle(read, leftOut, report, doubt);
  const issueOf = issueWith(read.ids);
  const hints = [...read.ownKeys.map(ownField), ...doubts.map(doubtfulWord), ...told.values()].map((hint) => ({
    ...hint,
    ...issueOf(hint),
  }));
  return { network: buildGraph(facts), hints, issueOf };
}

/** Settles what takes more than one record, in the order in which one thing needs another. */
function settle(read: Read, before: LeftOut, report: Report, doubt: Report): { facts: Facts; doubts: Doubt[] } {
  const { rows, leftOut: misshapen, slotsGiven, asOf } = read;
  const listed = goodSlots(rows.slots, asOf, report);
  const catalogue = goodEntries(rows.catalogue, report);
  const days = goodDays(rows.calendar, report);
  const slots = slotsGiven ? listedSlots(listed) : undefined;
  const leftOut = new Map([...misshapen, ...before]);
  for (const { path, value } of rows.slots) if (!slots?.has(value.id)) leaveOut(leftOut, `slot:${value.id}`, path);
  const places = placesIn(read);
  for (const name of ['stations', ...Object.values(COLLECTION_OF), 'needs'] as const)
    for (const row of rows[name])
      for (const part of [row.value, 'line' in row && row.line]) if (part) namePlaces(part, places);
  for (const { value } of read.torn) namePlaces(value, places);
  const words = resolverOf(catalogue, places.communities);
  const calendar = calendarOf(slotsGiven ? listed : undefined, asOf, windowsIn(rows));
  const known = { catalogue, slots, calendar, leftOut, words, doubt };
  const { facts, ghosts } = factsOf(read, known, report);
  const kept = keepGood(facts, ghosts, leftOut, report);
  const stations: Keyed<Station>[] = [];
  const providers: Keyed<Provider>[] = [];
  for (const fact of kept.values()) {
    if (fact.kind === 'station') stations.push(fact);
    else if (fact.kind === 'provider') providers.push(fact);
  }
  const tallies = talliesOf(asOf);
  for (const { record } of providers) tallies.count(record, 1);
  const needs = goodNeeds(facts, kept, { ...known, offered: tallies.offered, isWorkday: workdaysOf(days) }, report);
  for (const { record } of needs) tallies.count(record, 1);
  tellUnmatched(needs, tallies.offered, doubt);
  stations.sort(byId);
  providers.sort((a, b) => bySociety(a.record, b.record));
  const attributes: NetworkAttributes = {
    slots: slotsGiven ? listed : tallies.namedSlots(),
    catalogue: [...catalogue.values()].map(({ value }) => storedEntry(value)).sort(byIdentity('code')),
  };
  if (slotsGiven) attributes.slotsListed = true;
  const coarse = coarseCodes([...catalogue.values()].map(({ value }) => value));
  if (days.length > 0) attributes.calendar = days;
  if (coarse.length > 0) attributes.coarse = coarse;
  if (asOf !== undefined) attributes.asOf = asOf;
  return { facts: { attributes, stations, providers, needs }, doubts: words.doubts() };
}

function leaveOut(leftOut: Map<string, Path>, key: string, path: Path): void {
  if (!leftOut.has(key)) leftOut.set(key, path);
}

/** Rows that are good in themselves, and what can be read of the others. */
function factsOf({ rows, torn }: Read, known: Listed & { leftOut: Map<string, Path> }, report: Report) {
  const facts: Fact[] = rows.stations.map(({ path, value }) => {
    return { key: `station:${value.id}`, path, kind: 'station', record: value };
  });
  const ghosts = torn.flatMap((row) => ghostOf(row) ?? []);
  for (const society of SOCIETIES) {
    for (const row of rows[COLLECTION_OF[society]]) {
      const key = `${society}:${row.value.id}`;
      const { path, line } = row;
      const inline = line !== undefined;
      let read: Provider | undefined;
      const record = faultless(report, (tell) => (read = normaliseProvider(society, row, known, tell)));
      if (record) facts.push({ key, path, kind: 'provider', record, inline });
      else leaveOut(known.leftOut, key, path);
      if (read && !record) ghosts.push({ key, path, kind: 'provider', record: read, inline });
    }
  }
  for (const { path, value, line } of rows.needs)
    facts.push({ key: `need:${value.id}`, path, kind: 'need', record: value, line });
  return { facts, ghosts };
}

/** What can be read of a torn row that has an id, as far as it refers to others. */
function ghostOf({ collection, path, value }: Torn): Fact | undefined {
  const kind = KINDS.get(collection);
  const { id, offers } = value as { id?: string; offers?: unknown };
  if (kind === undefined || kind === 'slot' || id === undefined) return undefined;
  const ghost = { key: `${kind}:${id}`, path };
  if (kind === 'station' || kind === 'need') return { ...ghost, kind, record: value } as unknown as Fact;
  const record = { ...value, society: kind, offers: offers ?? [value] } as unknown as Provider;
  return { ...ghost, kind: 'provider', record, inline: offers === undefined };
}

function goodNeeds(facts: readonly Fact[], kept: ReadonlyMap<string, Fact>, known: LineContext, report: Report) {
  const needs: (Keyed<Need> & { path: Path })[] = [];
  for (const fact of facts) {
    if (fact.kind !== 'need') continue;
    const { key, path, record: value, line } = fact;
    const record = faultless(report, (tell) => normaliseNeed({ path, value, line }, known, tell));
    if (record && kept.get(key) === fact) needs.push({ key, path, record });
  }
  return boundedNeeds(needs, report).sort(byId);
}

function keepGood(
  facts: readonly Fact[],
  ghosts: readonly Fact[],
  leftOut: LeftOut,
  report: Report,
): Map<string, Fact> {
  const refused = new Set<Fact>();
  const kept = byKey(facts, ghosts, refused, report);
  checkStations(kept, refused, report);
  checkDatums(kept.values(), refused, report);
  boundOffers(kept.values(), refused, report);
  keepConnected(kept, ghosts, refused, leftOut, report);
  return kept;
}

/** All that stands where windows are, wherever lines may be. */
function windowsIn(rows: Read['rows']): Set<string | Recurrence> {
  type Lined = {
    windows?: (string | Recurrence)[];
    offers?: Lined[];
    requirements?: Lined[];
    patterns?: (string | Lined)[];
  };
  const found = new Set<string | Recurrence>();
  const within = ({ windows, offers, requirements, patterns }: Lined): void => {
    if (windows) for (const window of windows) found.add(window);
    for (const list of [offers, requirements, patterns])
      if (list) for (const line of list) if (typeof line !== 'string') within(line);
  };
  for (const list of Object.values(rows) as Located<Lined>[][])
    for (const row of list) {
      within(row.value);
      if ('line' in row && row.line) within(row.line as Lined);
    }
  return found;
}

/** What can be named, good or not. */
function placesIn({ rows, torn }: Read): NamedPlaces {
  const named = (name: 'communities' | 'stations') =>
    namedRecords(() => [
      ...rows[name].map(({ value }): Nameable => value),
      ...torn.flatMap(({ collection, value }) =>
        collection === name && typeof value['id'] === 'string' ? [value as unknown as Nameable] : [],
      ),
    ]);
  return { communities: named('communities'), stations: named('stations') };
}

function byId(a: Keyed<{ id: string }>, b: Keyed<{ id: string }>): number {
  return byCodeUnit(a.record.id, b.record.id);
}

/** Every provider, by society and then by id. O(nodes). */
export function providersOf(network: Network): Provider[] {
  return recordsOf(network).providers.sort(bySociety);
}

/** Every need, by id. O(nodes). */
export function needsOf(network: Network): Need[] {
  return recordsOf(network).needs.sort(byIdentity('id'));
}

/** Every station, by id. O(nodes). */
export function stationsOf(network: Network): Station[] {
  return recordsOf(network).stations.sort(byIdentity('id'));
}

function isObject(input: unknown): input is object {
  try {
    return shapeOf(input) === 'object';
  } catch {
    return false;
  }
}

function issueWith(ids: Read['ids']): (fault: Fault) => Issue {
  return ({ code, path, value, message }) => {
    const [record, row, field] = path;
    const id = typeof record === 'string' && typeof row === 'number' ? ids.get(record)?.[row] : undefined;
    return {
      code,
      path,
      value,
      message,
      ...(typeof record === 'string' && { record }),
      ...(typeof row === 'number' && { row }),
      ...(typeof field === 'string' && { field }),
      ...(id !== undefined && { id: String(printable(id)) }),
    };
  };
}

type Counted = Fault & Pick<Hint, 'count' | 'ofNeeds' | 'near'>;

const times = (count: number): string => (count === 1 ? '' : `, ${count} times`);
const ways = (count: number): string => (count === 1 ? 'once' : `${count} times`);

function ownField({ key, path, value, elsewhere, count }: UnknownKey): Counted {
  const what = path.length === 1 ? 'is no collection, and' : 'is no field here: it is kept as your own, but';
  const maybe = elsewhere === undefined ? '' : ` Maybe \`${elsewhere}.${key}\`.`;
  const message = `\`${key}\` ${what} nothing reads it${times(count)}.${maybe}`;
  return { code: 'OWN_FIELD', path, value: printable(value), message, count };
}

function doubtfulWord({ word, path, near, isSlip, ofNeeds, count, lone }: Doubt): Counted {
  const [side, other] = ofNeeds ? ['needs', 'offers'] : ['offers', 'needs'];
  if (lone !== undefined) {
    const message = `nobody knows ${lone} words of ${side}, ${found(word)} and others: ${other} say nothing of the kind.`;
    return { code: 'LONE_WORD', path, value: undefined, message, count: lone, ofNeeds };
  }
  const maybe = near.map(
    ({ word: one, count: often }) => `"${one}"${often > 0 ? ` (${ways(often)} in ${other})` : ''}`,
  );
  const hint = near.length > 0 ? ` Maybe ${maybe.join(', or ')}.` : '';
  const message = `nobody else knows ${found(word)}, ${ways(count)} in ${side}.${hint}`;
  return {
    code: isSlip ? 'DOUBTFUL_WORD' : 'LONE_WORD',
    path,
    value: printable(word),
    message,
    count,
    ofNeeds,
    near,
  };
}
