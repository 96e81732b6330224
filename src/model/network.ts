import { faultless, type LeftOut, type Path, type Report, reporter } from '../errors/fault-list.js';
import { type Fault, LinkageError } from '../errors/linkage-error.js';
import { faultOf, finding } from '../errors/messages.js';
import { shapeOf } from '../errors/snapshot.js';
import { coarseCodes, goodEntries, goodSlots, storedEntry } from './catalogue-entries.js';
import { buildGraph, type Facts, type Keyed, type Network, type NetworkAttributes, recordsOf } from './graph.js';
import { byCodeUnit, byIdentity, bySociety } from './order.js';
import { normaliseProvider } from './providers.js';
import type { Input, Need, Provider, Slot, Station } from './records.js';
import { byKey, type Fact, keepConnected } from './references.js';
import { normaliseNeed, offeredUnits } from './requirements.js';
import { type Read, readInput } from './rows.js';
import { checkStations } from './stations.js';
import { boundedNeeds, boundOffers, checkDatums } from './unit-sums.js';
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
}

/** What `importNetwork` returns. */
export interface Imported {
  readonly network: Network;
  readonly issues: Issue[];
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
 * @throws LinkageError `INVALID_INPUT`, with every fault found in `details`. A row whose shape is wrong is not looked
 *   into further, so the next call may find more.
 */
export function createNetwork(input: Input): Network {
  const { network, issues } = importNetwork(input);
  if (issues.length > 0) throw new LinkageError('INVALID_INPUT', 'The records have faults.', issues);
  return network;
}

/**
 * The network of the good records, and the faults of the others. A row with a fault is left out, and so is every row that
 * refers to a row left out (DANGLING_REFERENCE); of rows with one id the first is kept.
 *
 * @throws LinkageError `INVALID_INPUT` only if the input is no object.
 */
export function importNetwork(input: Input): Imported {
  return importRows(input, new Map());
}

/** {@link importNetwork}, where rows were left out before: what refers to one of these is told so. */
export function importRows(input: Input, leftOut: LeftOut): Imported {
  if (!isObject(input)) {
    const fault = faultOf(
      finding('NOT_AN_OBJECT', 'an object with `communities` and `needs`', input ?? null),
      [],
      input,
    );
    throw new LinkageError('INVALID_INPUT', 'The input cannot be read.', [fault]);
  }
  const faults: Fault[] = [];
  const report = reporter(faults);
  // Facts first: what reading leaves behind is gone before the graph is built.
  const records = settle(readInput(input, report), leftOut, report);
  return { network: buildGraph(records), issues: faults.map(toIssue) };
}

/** Settles what takes more than one record, in the order in which one thing needs another. */
function settle({ rows, leftOut: misshapen, slotsGiven, asOf }: Read, before: LeftOut, report: Report): Facts {
  const listed = goodSlots(rows.slots, report);
  const catalogue = goodEntries(rows.catalogue, report);
  const slots = slotsGiven ? new Set(listed.map((slot) => slot.id)) : undefined;
  const leftOut = new Map([...misshapen, ...before]);
  const leaveOut = (key: string, path: Path) => leftOut.has(key) || leftOut.set(key, path);
  for (const { path, value } of rows.slots) if (!slots?.has(value.id)) leaveOut(`slot:${value.id}`, path);
  const known = { catalogue, slots, leftOut };

  const facts: Fact[] = rows.stations.map(({ path, value }) => ({
    key: `station:${value.id}`,
    path,
    kind: 'station',
    record: value,
  }));
  for (const society of SOCIETIES) {
    for (const row of rows[COLLECTION_OF[society]]) {
      const key = `${society}:${row.value.id}`;
      const { path, line } = row;
      const record = faultless(report, (tell) => normaliseProvider(society, row, known, tell));
      if (record) facts.push({ key, path, kind: 'provider', record, inline: line !== undefined });
      else leaveOut(key, path);
    }
  }
  for (const { path, value, line } of rows.needs) {
    facts.push({ key: `need:${value.id}`, path, kind: 'need', record: value, line });
  }

  const kept = keepGood(facts, leftOut, report);
  const stations: Keyed<Station>[] = [];
  const providers: Keyed<Provider>[] = [];
  for (const fact of kept.values()) {
    if (fact.kind === 'station') stations.push(fact);
    else if (fact.kind === 'provider') providers.push(fact);
  }
  const surroundings = { ...known, offered: offeredUnits(providers) };
  const goodNeeds: (Keyed<Need> & { path: Path })[] = [];
  for (const fact of facts) {
    if (fact.kind !== 'need') continue;
    const { key, path, record: value, line } = fact;
    const record = faultless(report, (tell) => normaliseNeed({ path, value, line }, surroundings, tell));
    if (record && kept.get(key) === fact) goodNeeds.push({ key, path, record });
  }
  const needs = boundedNeeds(goodNeeds, report).sort(byId);
  stations.sort(byId);
  providers.sort((a, b) => bySociety(a.record, b.record));
  const attributes: NetworkAttributes = {
    slots: slotsGiven ? listed : namedSlots(providers, needs),
    catalogue: [...catalogue.values()].map(({ value }) => storedEntry(value)).sort(byIdentity('code')),
  };
  if (slotsGiven) attributes.slotsListed = true;
  const coarse = coarseCodes([...catalogue.values()].map(({ value }) => value));
  if (coarse.length > 0) attributes.coarse = coarse;
  if (asOf !== undefined) attributes.asOf = asOf;
  return { attributes, stations, providers, needs };
}

function keepGood(facts: readonly Fact[], leftOut: LeftOut, report: Report): Map<string, Fact> {
  const refused = new Set<Fact>();
  const kept = byKey(facts, refused, report);
  checkStations(kept, refused, report);
  checkDatums(kept.values(), refused, report);
  boundOffers(kept.values(), refused, report);
  keepConnected(kept, refused, leftOut, report);
  return kept;
}

/** The slots that windows name, where the input lists none. */
function namedSlots(providers: readonly Keyed<Provider>[], needs: readonly Keyed<Need>[]): Slot[] {
  const ids = new Set<string>();
  for (const { record } of providers)
    for (const { windows } of record.offers) for (const id of windows ?? []) ids.add(id);
  for (const { record } of needs)
    for (const { windows } of record.requirements) for (const id of windows ?? []) ids.add(id);
  return [...ids].sort().map((id) => ({ id }));
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

function toIssue(fault: Fault): Issue {
  const [record, row, field] = fault.path;
  return {
    ...fault,
    ...(typeof record === 'string' && { record }),
    ...(typeof row === 'number' && { row }),
    ...(typeof field === 'string' && { field }),
  };
}
