import { isLeftOut, type LeftOut, type Path, type Report } from '../errors/fault-list.js';
import { getOrSet } from '../kernel/maps.js';
import { maybeRecord, type NearestRecord, nearestRecord } from './nearest-record.js';
import type { Provider, RequirementLine, Station } from './records.js';
import type { NeedRow } from './requirements.js';
import { type NodeKind, SOCIETIES } from './vocabulary.js';

/** A row that is good in itself, with the key its node would have. `inline`: its one offer is written on the row itself. */
export type Fact = { readonly key: string; readonly path: Path } & (
  | { readonly kind: 'station'; readonly record: Station }
  | { readonly kind: 'provider'; readonly record: Provider; readonly inline: boolean }
  | { readonly kind: 'need'; readonly record: NeedRow; readonly line: RequirementLine | undefined }
);

/** A record as far as it refers to others. */
export type Referring =
  | { readonly kind: 'station'; readonly record: Station }
  | { readonly kind: 'provider'; readonly record: Provider; readonly inline: boolean }
  | { readonly kind: 'need'; readonly record: Partial<Pick<NeedRow, 'community' | (typeof PROVIDER_LISTS)[number]>> };

/** Takes the node key of what a record refers to, and where in the record. */
type Visit = (key: string, ...at: (string | number)[]) => void;

/** Lists of a need that name providers of any society. */
const PROVIDER_LISTS = ['previousProviders', 'conflicts', 'declines', 'prefers'] as const;

/** Calls `visit` with the node key of everything that a record refers to. */
export function eachReference(fact: Referring, visit: Visit): void {
  if (fact.kind === 'station') {
    if (fact.record.parent !== undefined) visit(`station:${fact.record.parent}`, 'parent');
  } else if (fact.kind === 'need') {
    if (fact.record.community !== undefined) visit(`community:${fact.record.community}`, 'community');
    for (const list of PROVIDER_LISTS) {
      for (const [index, key] of (fact.record[list] ?? []).entries()) visit(key, list, index);
    }
  } else {
    eachProviderReference(fact.record, visit);
    eachOfferReference(fact.record, fact.inline, visit);
  }
}

function eachProviderReference(provider: Provider, visit: Visit): void {
  if (provider.station !== undefined) visit(`station:${provider.station}`, 'station');
  if (provider.community !== undefined && provider.society !== 'community') {
    visit(`community:${provider.community}`, 'community');
  }
  if (provider.society === 'socialWorker') {
    if (provider.supervisor !== undefined) visit(`socialWorker:${provider.supervisor}`, 'supervisor');
  } else if (provider.society === 'organisation') {
    if (provider.incubatedBy !== undefined) visit(provider.incubatedBy, 'incubatedBy');
  } else if (provider.society === 'volunteer') {
    if (provider.guardian !== undefined) visit(`volunteer:${provider.guardian}`, 'guardian');
    for (const [index, id] of (provider.memberOf ?? []).entries()) visit(`organisation:${id}`, 'memberOf', index);
  } else if (provider.society === 'resource') {
    if (provider.host !== undefined) visit(`organisation:${provider.host}`, 'host');
  }
}

function eachOfferReference({ offers }: Provider, inline: boolean, visit: Visit): void {
  for (const [number, { restriction, approval }] of offers.entries()) {
    const at = inline ? [] : ['offers', number];
    for (const [index, id] of (restriction?.communities ?? []).entries()) {
      visit(`community:${id}`, ...at, 'restriction', 'communities', index);
    }
    for (const [index, id] of (approval?.approved ?? []).entries()) {
      visit(`need:${id}`, ...at, 'approval', 'approved', index);
    }
  }
}

/**
 * Facts by key; of several with one key the first, the others are refused. Reports DUPLICATE_ID, naming both positions; that of a ghost, which is no fact
 * for some fault of its own, at the ghost.
 */
export function byKey(
  facts: readonly Fact[],
  ghosts: readonly Fact[],
  refused: Set<Fact>,
  report: Report,
): Map<string, Fact> {
  const first = new Map<string, Fact>();
  const tell = ({ path, record }: Fact, { path: [collection, row] }: Fact) =>
    report('DUPLICATE_ID', [...path, 'id'], record.id, `the id is taken by ${collection}[${row}].`);
  for (const fact of facts) {
    const earlier = first.get(fact.key);
    if (!earlier) first.set(fact.key, fact);
    else {
      refused.add(fact);
      tell(fact, earlier);
    }
  }
  const firstGhosts = new Map<string, Fact>();
  for (const ghost of ghosts) {
    const earlier = first.get(ghost.key) ?? firstGhosts.get(ghost.key);
    if (earlier) tell(ghost, earlier);
    else firstGhosts.set(ghost.key, ghost);
  }
  return first;
}

/**
 * Removes from `facts` those in `refused`, those that refer to nothing, and those that refer to something removed, until
 * nothing is left to remove. `leftOut` are rows that are no facts. Reports DANGLING_REFERENCE, and CYCLE for what refers to
 * itself, of ghosts too. O(facts + references).
 */
export function keepConnected(
  facts: Map<string, Fact>,
  ghosts: readonly Fact[],
  refused: Set<Fact>,
  leftOut: LeftOut,
  report: Report,
): void {
  const nearest = nearestRecord(function* () {
    for (const [key, { record }] of facts) yield [key, record] as const;
  });
  const kindOf = (key: string) => facts.get(key)?.kind;
  const isTorn = (fact: Fact) => !refersWell(fact, fact.key, fact.path, kindOf, leftOut, nearest, report);
  for (const fact of facts.values()) if (isTorn(fact)) refused.add(fact);
  ghosts.forEach(isTorn);
  if (refused.size > 0) cascade(facts, refused, report);
}

/** Whether what a record refers to is there. Reports DANGLING_REFERENCE if not, and CYCLE for what refers to itself. */
export function refersWell(
  record: Referring,
  own: string,
  path: Path,
  kindOf: (key: string) => Fact['kind'] | undefined,
  leftOut: LeftOut,
  nearest: NearestRecord,
  report: Report,
): boolean {
  let isGood = true;
  eachReference(record, (key, ...at) => {
    // A community's offer may be for the community itself.
    const selfish = key === own && at.at(-2) !== 'communities';
    const kind = kindOf(key);
    // Where a need names a provider, it must be one; every other reference is of the right kind by its key.
    if (!selfish && kind !== undefined && (!namesProvider(at) || kind === 'provider')) return;
    isGood = false;
    const place = [...path, ...at];
    if (selfish) report('CYCLE', place, idInKey(own), `${key} refers to itself: ${key} → ${key}.`);
    else report('DANGLING_REFERENCE', place, idInKey(key), whyNot(leftOut, key, at, nearest));
  });
  return isGood;
}

function namesProvider([list]: Path): boolean {
  return (PROVIDER_LISTS as readonly unknown[]).includes(list);
}

function cascade(facts: Map<string, Fact>, refused: Set<Fact>, report: Report): void {
  const dependents = new Map<string, { fact: Fact; at: Path }[]>();
  for (const fact of facts.values()) {
    eachReference(fact, (key, ...at) => {
      getOrSet(dependents, key, () => []).push({ fact, at });
    });
  }
  const queue = [...refused].filter((fact) => facts.get(fact.key) === fact);
  for (const removed of queue) {
    facts.delete(removed.key);
    for (const { fact, at } of dependents.get(removed.key) ?? []) {
      if (refused.has(fact)) continue;
      refused.add(fact);
      queue.push(fact);
      report('DANGLING_REFERENCE', [...fact.path, ...at], idInKey(removed.key), isLeftOut(removed.key, removed.path));
    }
  }
}

export const idInKey = (key: string): string => key.slice(key.indexOf(':') + 1);

/** Why there is nothing to refer to: a row that is left out, or none at all. */
function whyNot(leftOut: LeftOut, key: string, at: Path, nearest: NearestRecord): string {
  const row = leftOut.get(key);
  if (row && (!namesProvider(at) || isProviderKey(key))) return isLeftOut(key, row);
  return noSuchRecord(key, at, nearest);
}

/** What to say of a key that names nothing, with the record that it is near to. */
function noSuchRecord(key: string, at: Path, nearest: NearestRecord): string {
  // Where a provider is named any kind may be meant, and what incubates may be a station or an organisation.
  const isKey = namesProvider(at) || at[0] === 'incubatedBy';
  const kinds = namesProvider(at) ? SOCIETIES : isKey ? INCUBATORS : [key.slice(0, key.indexOf(':')) as NodeKind];
  return `there is no ${key}.${maybeRecord(nearest(key, kinds), !isKey)}`;
}

const INCUBATORS = ['station', 'organisation'] as const;

const isProviderKey = (key: string): boolean =>
  (SOCIETIES as readonly string[]).includes(key.slice(0, key.indexOf(':')));
