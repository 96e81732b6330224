import { faultless, type Path, type Report } from '../errors/fault-list.js';
import { writtenEntries } from './catalogue-entries.js';
import { type Facts, type Keyed, type Network, type NetworkAttributes, providerKey, recordsOf } from './graph.js';
import { byCodeUnit, bySociety } from './order.js';
import { normaliseProvider } from './providers.js';
import type { Need, Provider, Slot, Station } from './records.js';
import { eachReference, namesProvider } from './references.js';
import { normaliseNeed } from './requirements.js';
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
export interface Register {
  readonly providers: ReadonlyMap<string, Provider>;
  readonly needs: ReadonlyMap<string, Need>;
  /** Keys of records that name this one. */
  referrersOf(key: string): Iterable<string>;
  /**
   * Makes edits, providers first, each kind in their order. What a record leaves out is filled in from what is there then. Reports as
   * {@link createNetwork} does; then nothing is amended. O(edits · what they refer to).
   */
  amend(edits: readonly Edit[], report: Report): Amended | undefined;
  /** Takes the last amendment back. */
  undo(amended: Amended): void;
  /** The slots of the network, by id. O(slots that windows name) */
  slots(): readonly Slot[];
  /** All that a network is built from. O(records · log records). */
  facts(): Facts;
}

/** Opens the records of a network. O(records + references). */
export function registerOf(network: Network): Register {
  const { stations, ...records } = recordsOf(network);
  const keyed = new Map(stations.map((station): [string, Station] => [`station:${station.id}`, station]));
  const providers = new Map<string, Provider>();
  const needs = new Map<string, Need>();
  const referrers = new Map<string, Set<string>>();
  const tallies = talliesOf();
  const { slots, slotsListed, catalogue, coarse, ...attributes } = network.getAttributes();
  const known = {
    slots: slotsListed ? new Set(slots.map(({ id }) => id)) : undefined,
    catalogue: writtenEntries(catalogue, coarse),
    leftOut: new Map<string, Path>(),
    offered: tallies.offered,
  };
  for (const record of records.providers) put(providers, 'provider', providerKey(record), record);
  for (const record of records.needs) put(needs, 'need', `need:${record.id}`, record);

  function put<R extends Provider | Need>(
    map: Map<string, R>,
    kind: 'provider' | 'need',
    key: string,
    record: R | undefined,
  ): void {
    const old = map.get(key);
    if (old !== undefined) {
      eachReference(referring(kind, old), (target) => referrers.get(target)!.delete(key));
      tallies.count(old, -1);
    }
    if (record === undefined) {
      map.delete(key);
      return;
    }
    map.set(key, record);
    tallies.count(record, 1);
    eachReference(referring(kind, record), (target) => {
      const named = referrers.get(target);
      if (named === undefined) referrers.set(target, new Set([key]));
      else named.add(key);
    });
  }

  /** Makes the edits of one kind; tells what became of every key, and where it was edited last. */
  function edit<R extends Provider | Need>(
    map: Map<string, R>,
    kind: 'provider' | 'need',
    edits: readonly Edit[],
    read: (one: Edit, tell: Report) => { record: R; inline: boolean } | undefined,
    report: Report,
  ) {
    const before = new Map<string, { before: R | undefined; path: Path; inline: boolean }>();
    for (const one of edits) {
      const { type, path } = one;
      const found = type === 'remove' ? undefined : read(one, report);
      if (type !== 'remove' && found === undefined) continue;
      const id = found?.record.id ?? String(Reflect.get(one.given, 'id'));
      const key = `${one.kind}:${id}`;
      const old = map.get(key);
      const at = type === 'remove' ? [...path, 'id'] : [...path, 'record', 'id'];
      if (type === 'add' && old !== undefined)
        report('DUPLICATE_ID', at, id, `there is a ${key} already. Maybe \`change\` it.`);
      if (type !== 'add' && old === undefined) {
        report('DANGLING_REFERENCE', at, id, `there is no ${key}.${type === 'change' ? ' Maybe `add` it.' : ''}`);
      }
      before.set(key, { before: before.has(key) ? before.get(key)!.before : old, path, inline: found?.inline ?? true });
      put(map, kind, key, found?.record);
    }
    return before;
  }

  function slotsNow(): Slot[] {
    return slotsListed ? slots : tallies.namedSlots();
  }

  const exists = (key: string) => providers.has(key) || needs.has(key) || keyed.has(key);

  function checkReferences(
    kind: 'provider' | 'need',
    key: string,
    record: Provider | Need | undefined,
    path: Path,
    inline: boolean,
    report: Report,
  ): void {
    if (record === undefined) {
      const [first, ...others] = [...(referrers.get(key) ?? [])].sort(byCodeUnit);
      if (first === undefined) return;
      const who = others.length > 0 ? `${first} and ${others.length} others name` : `${first} names`;
      const hint = kind === 'provider' ? 'Maybe change its `status` to `inactive`, or' : 'Maybe';
      const message = `${who} ${key}, so it cannot go. ${hint} change ${first} as well.`;
      report('DANGLING_REFERENCE', [...path, 'id'], key.slice(key.indexOf(':') + 1), message);
      return;
    }
    eachReference(referring(kind, record, inline), (target, ...at) => {
      const selfish = target === key && at.at(-2) !== 'communities';
      const right = namesProvider(at) ? providers.has(target) : exists(target);
      if (right && !selfish) return;
      const place = [...path, 'record', ...at];
      if (selfish) report('CYCLE', place, record.id, `${key} refers to itself: ${key} → ${key}.`);
      else report('DANGLING_REFERENCE', place, target.slice(target.indexOf(':') + 1), `there is no ${target}.`);
    });
  }

  function readProvider({ kind, given, path }: Edit, report: Report) {
    const society = kind as Society;
    return faultless(report, (tell) => {
      const row = readRecord(COLLECTION_OF[society], given, 'record', [...path, 'record'], tell);
      const inline = row !== undefined && 'line' in row && row.line !== undefined;
      const record = row && normaliseProvider(society, row as Parameters<typeof normaliseProvider>[1], known, tell);
      return record && { record, inline };
    });
  }

  function readNeed({ given, path }: Edit, report: Report) {
    return faultless(report, (tell) => {
      const row = readRecord('needs', given, 'record', [...path, 'record'], tell);
      const record = row && normaliseNeed(row, known, tell);
      return record && { record, inline: true };
    });
  }

  function undo(amended: Amended): void {
    for (const { key, before } of amended.providers) put(providers, 'provider', key, before);
    for (const { key, before } of amended.needs) put(needs, 'need', key, before);
  }

  return {
    providers,
    needs,
    referrersOf: (key) => referrers.get(key) ?? [],
    undo,
    slots: slotsNow,
    amend(edits, report) {
      const ofNeeds = edits.filter(({ kind }) => kind === 'need');
      const datum = tallies.datum();
      const ofProviders = edits.filter(({ kind }) => kind !== 'need');
      let amended: Amended = { providers: [], needs: [] };
      const good = faultless(report, (tell) => {
        const offers = edit(providers, 'provider', ofProviders, readProvider, tell);
        const asks = edit(needs, 'need', ofNeeds, readNeed, tell);
        for (const [key, { path, inline }] of offers)
          checkReferences('provider', key, providers.get(key), path, inline, tell);
        for (const [key, { path, inline }] of asks) checkReferences('need', key, needs.get(key), path, inline, tell);
        amended = {
          providers: [...offers].map(([key, { before }]) => ({ key, before, after: providers.get(key) })),
          needs: [...asks].map(([key, { before }]) => ({ key, before, after: needs.get(key) })),
        };
        const last = (edits.at(-1) ?? { path: [] }).path;
        for (const [key, { path }] of [...offers, ...asks]) {
          const record = providers.get(key) ?? needs.get(key);
          if (record !== undefined) tallies.checkDatum(record, datum ?? tallies.datum(), [...path, 'record'], tell);
        }
        tallies.checkSums(last, tell);
        return amended;
      });
      if (good === undefined) undo(amended);
      return good;
    },
    facts() {
      const sorted = <R>(map: ReadonlyMap<string, R>, compare: (a: R, b: R) => number): Keyed<R>[] =>
        [...map].map(([key, record]) => ({ key, record })).sort((a, b) => compare(a.record, b.record));
      const all: NetworkAttributes = {
        ...attributes,
        slots: slotsNow(),
        catalogue,
        ...(slotsListed && { slotsListed }),
        ...(coarse && { coarse }),
      };
      const byId = (a: { id: string }, b: { id: string }) => byCodeUnit(a.id, b.id);
      return {
        attributes: all,
        stations: sorted(keyed, byId),
        providers: sorted(providers, bySociety),
        needs: sorted(needs, byId),
      };
    },
  };
}

function referring(kind: 'provider' | 'need', record: Provider | Need, inline = true) {
  return kind === 'need' ? { kind, record: record as Need } : { kind, record: record as Provider, inline };
}
