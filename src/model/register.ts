import { faultless, type Path, type Report } from '../errors/fault-list.js';
import { getOrSet } from '../kernel/maps.js';
import { calendarOf } from './calendar.js';
import { writtenEntries } from './catalogue/catalogue-entries.js';
import { workdaysOf } from './catalogue/due.js';
import { type Facts, type Keyed, type Network, type NetworkAttributes, providerKey, recordsOf } from './graph.js';
import { type NamedPlaces, namedRecords, namePlaces } from './named-records.js';
import { maybeRecord, type NearestRecord, nearestRecord } from './nearest-record.js';
import { byCodeUnit, byIdentity, bySociety } from './order.js';
import { normaliseProvider } from './providers.js';
import { listedSlots } from './record-lines.js';
import type { Need, Provider } from './records.js';
import { eachReference, idInKey, type Referring, refersWell } from './references.js';
import { type LineContext, normaliseNeed } from './requirements.js';
import { resolverOf } from './resolver.js';
import { readRecord } from './rows.js';
import { talliesOf } from './tallies.js';
import { COLLECTION_OF, type Society } from './vocabulary.js';

/** A record that comes, is replaced or goes. */
export interface Edit {
  readonly type: 'add' | 'change' | 'remove';
  readonly kind: Society | 'need';
  /** Where it stands among what was given. */
  readonly path: Path;
  /** Holds the record, as `createNetwork` takes it, as `record`; the id alone, as `id`, where it goes. */
  readonly given: object;
}

/** What stood under a key before and what stands there now; `undefined`: nothing. */
export interface Replaced<R> {
  readonly key: string;
  readonly before: R | undefined;
  readonly after: R | undefined;
}

/** What edits came to, one entry for every key, in the order of the edits. */
export interface Amended {
  readonly providers: readonly Replaced<Provider>[];
  readonly needs: readonly Replaced<Need>[];
}

/** The records of a network, to be looked up and amended. */
export type Register = ReturnType<typeof registerOf>;

/** The records of a register, and what is known of them together. */
type Book = ReturnType<typeof bookOf>;

/** Opens the records of a network. O(records + references). */
export function registerOf(network: Network) {
  const { slots, slotsListed, catalogue, coarse, ...attributes } = network.getAttributes();
  const book = bookOf(network);
  const { providers, needs, stations, referrers, tallies } = book;
  const slotsNow = () => (slotsListed ? slots : tallies.namedSlots());
  return {
    providers: providers as ReadonlyMap<string, Provider>,
    needs: needs as ReadonlyMap<string, Need>,
    /** Keys of records that name this one. */
    referrersOf: (key: string): Iterable<string> => referrers.get(key) ?? [],
    /**
     * Makes edits, providers first, each kind in their order. What a record leaves out is filled in from what is there then. Reports as
     * {@link createNetwork} does; then nothing is amended. O(edits · what they refer to).
     */
    amend: (edits: readonly Edit[], report: Report) => amend(book, edits, report),
    /** Takes the last amendment back. */
    undo: (amended: Amended) => undo(book, amended),
    /** The slots of the network, by id. O(slots that windows name) */
    slots: slotsNow,
    /** All that a network is built from. O(records · log records). */
    facts(): Facts {
      const sorted = <R>(map: ReadonlyMap<string, R>, compare: (a: R, b: R) => number): Keyed<R>[] =>
        [...map].map(([key, record]) => ({ key, record })).sort((a, b) => compare(a.record, b.record));
      const all: NetworkAttributes = {
        ...attributes,
        slots: slotsNow(),
        catalogue,
        ...(slotsListed && { slotsListed }),
        ...(coarse && { coarse }),
      };
      return {
        attributes: all,
        stations: sorted(stations, byIdentity('id')),
        providers: sorted(providers, bySociety),
        needs: sorted(needs, byIdentity('id')),
      };
    },
  };
}

function bookOf(network: Network) {
  const { stations, ...records } = recordsOf(network);
  const { slots, slotsListed, catalogue, coarse, asOf, calendar = [] } = network.getAttributes();
  const tallies = talliesOf(asOf);
  const entries = writtenEntries(catalogue, coarse);
  const providers = new Map<string, Provider>();
  const communities = () =>
    namedRecords(function* () {
      for (const record of providers.values()) if (record.society === 'community') yield record;
    });
  let places: NamedPlaces = { communities: communities(), stations: namedRecords(() => stations) };
  const book = {
    stations: new Map(stations.map((station) => [`station:${station.id}`, station])),
    providers,
    needs: new Map<string, Need>(),
    /** By key, the keys of records that name it. */
    referrers: new Map<string, Set<string>>(),
    tallies,
    known: <LineContext>{
      slots: slotsListed ? listedSlots(slots) : undefined,
      calendar: calendarOf(
        slotsListed && slots,
        asOf,
        slots.map(({ id }) => id),
      ),
      catalogue: entries,
      leftOut: new Map(),
      offered: tallies.offered,
      isWorkday: workdaysOf(calendar),
      words: resolverOf(entries, {
        idOf: (word) => places.communities.idOf(word),
        all: () => places.communities.all(),
      }),
      doubt: () => {},
    },
    places: () => places,
    /** Communities came or went. */
    renamed: () => (places = { ...places, communities: communities() }),
  };
  for (const record of records.providers) put(book, providerKey(record), record);
  for (const record of records.needs) put(book, `need:${record.id}`, record);
  return book;
}

const isNeed = (key: string): boolean => key.startsWith('need:');

function get({ providers, needs }: Book, key: string): Provider | Need | undefined {
  return isNeed(key) ? needs.get(key) : providers.get(key);
}

/** Sets what stands under a key; `undefined`: nothing. */
function put(book: Book, key: string, record: Provider | Need | undefined): void {
  const { referrers, tallies } = book;
  const map: Map<string, Provider | Need> = isNeed(key) ? book.needs : (book.providers as Map<string, Provider | Need>);
  const old = map.get(key);
  if (key.startsWith('community:')) book.renamed();
  if (old !== undefined) {
    eachReference(referring(old), (target) => referrers.get(target)!.delete(key));
    tallies.count(old, -1);
  }
  if (record === undefined) {
    map.delete(key);
    return;
  }
  map.set(key, record);
  tallies.count(record, 1);
  eachReference(referring(record), (target) => getOrSet(referrers, target, () => new Set<string>()).add(key));
}

function referring(record: Provider | Need, inline = true): Referring {
  return 'society' in record ? { kind: 'provider', record, inline } : { kind: 'need', record };
}

function undo(book: Book, { providers, needs }: Amended): void {
  for (const { key, before } of [...providers, ...needs]) put(book, key, before);
}

function amend(book: Book, edits: readonly Edit[], report: Report): Amended | undefined {
  const { tallies } = book;
  const datum = tallies.datum();
  const ordered = [...edits.filter(({ kind }) => kind !== 'need'), ...edits.filter(({ kind }) => kind === 'need')];
  let amended: Amended = { providers: [], needs: [] };
  const good = faultless(report, (tell) => {
    const nearest = nearestRecord(function* () {
      for (const map of [book.stations, book.providers, book.needs]) yield* map;
    });
    const edited = edit(book, ordered, nearest, tell);
    for (const [key, { path, inline }] of edited) checkReferences(book, key, path, inline, nearest, tell);
    const replaced = <R>(map: ReadonlyMap<string, R>, ofNeeds: boolean): Replaced<R>[] =>
      [...edited]
        .filter(([key]) => isNeed(key) === ofNeeds)
        .map(([key, { before }]) => ({ key, before: before as R | undefined, after: map.get(key) }));
    amended = { providers: replaced(book.providers, false), needs: replaced(book.needs, true) };
    for (const [key, { path }] of edited) {
      const record = get(book, key);
      if (record !== undefined) tallies.checkDatum(record, datum ?? tallies.datum(), [...path, 'record'], tell);
    }
    tallies.checkSums((edits.at(-1) ?? { path: [] }).path, tell);
    return amended;
  });
  if (good === undefined) undo(book, amended);
  return good;
}

/** What became of a key: what stood there, and where it was edited last. */
interface Edited {
  readonly before: Provider | Need | undefined;
  readonly path: Path;
  readonly inline: boolean;
}

/** Makes edits in their order. */
function edit(book: Book, edits: readonly Edit[], nearest: NearestRecord, report: Report): Map<string, Edited> {
  const edited = new Map<string, Edited>();
  for (const one of edits) {
    const { type, path } = one;
    const found = type === 'remove' ? undefined : read(book, one, report);
    if (type !== 'remove' && found === undefined) continue;
    const id = found?.record.id ?? String(Reflect.get(one.given, 'id'));
    const key = `${one.kind}:${id}`;
    const old = get(book, key);
    const at = type === 'remove' ? [...path, 'id'] : [...path, 'record', 'id'];
    if (type === 'add' && old !== undefined)
      report('DUPLICATE_ID', at, id, `there is a ${key} already. Maybe \`change\` it.`);
    if (type !== 'add' && old === undefined) {
      const maybe = maybeRecord(nearest(key, [one.kind]), true) || (type === 'change' ? ' Maybe `add` it.' : '');
      report('DANGLING_REFERENCE', at, id, `there is no ${key}.${maybe}`);
    }
    const before = edited.has(key) ? edited.get(key)!.before : old;
    edited.set(key, { before, path, inline: found?.inline ?? true });
    put(book, key, found?.record);
  }
  return edited;
}

/** The record of an edit, and whether its one line is written on it. */
function read({ known, places }: Book, { kind, given, path }: Edit, report: Report) {
  return faultless(report, (tell) => {
    const at = [...path, 'record'];
    if (kind === 'need') {
      const row = readRecord('needs', given, 'record', at, tell);
      if (row) namePlaces(row.value, places());
      const record = row && normaliseNeed(row, known, tell);
      return record && { record, inline: true };
    }
    const row = readRecord(COLLECTION_OF[kind], given, 'record', at, tell);
    for (const part of row ? [row.value, 'line' in row && row.line] : []) if (part) namePlaces(part, places());
    const inline = row !== undefined && 'line' in row && row.line !== undefined;
    const record = row && normaliseProvider(kind, row as Parameters<typeof normaliseProvider>[1], known, tell);
    return record && { record, inline };
  });
}

function checkReferences(
  book: Book,
  key: string,
  path: Path,
  inline: boolean,
  nearest: NearestRecord,
  report: Report,
): void {
  const record = get(book, key);
  if (record === undefined) {
    const [first, ...others] = [...(book.referrers.get(key) ?? [])].sort(byCodeUnit);
    if (first === undefined) return;
    const who = others.length > 0 ? `${first} and ${others.length} others name` : `${first} names`;
    const hint = isNeed(key) ? 'Maybe' : 'Maybe change its `status` to `inactive`, or';
    const message = `${who} ${key}, so it cannot go. ${hint} change ${first} as well.`;
    report('DANGLING_REFERENCE', [...path, 'id'], idInKey(key), message);
    return;
  }
  const { providers, stations, known } = book;
  const kindOf = (target: string) =>
    providers.has(target) ? 'provider' : stations.has(target) ? 'station' : book.needs.has(target) ? 'need' : undefined;
  refersWell(referring(record, inline), key, [...path, 'record'], kindOf, known.leftOut, nearest, report);
}
