import { isLeftOut, type LeftOut, type Path, type Report } from '../errors/fault-list.js';
import { getOrSet } from '../kernel/maps.js';
import type { Provider, RequirementLine, Station } from './records.js';
import type { NeedRow } from './requirements.js';
import { SOCIETIES } from './vocabulary.js';

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
  | { readonly kind: 'need'; readonly record: Pick<NeedRow, 'community' | (typeof PROVIDER_LISTS)[number]> };

/** Takes the node key of what a record refers to, and where in the record. */
type Visit = (key: string, ...at: (string | number)[]) => void;

/** Lists of a need that name providers of any society. */
const PROVIDER_LISTS = ['previousProviders', 'conflicts', 'declines', 'prefers'] as const;

/** Calls `visit` with the node key of everything that a record refers to. */
export function eachReference(fact: Referring, visit: Visit): void {
  if (fact.kind === 'station') {
    if (fact.record.parent !== undefined) visit(`station:${fact.record.parent}`, 'parent');
  } else if (fact.kind === 'need') {
    visit(`community:${fact.record.community}`, 'community');
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

/** Facts by key; of several with one key the first, the others are refused. Reports DUPLICATE_ID, naming both positions. */
export function byKey(facts: readonly Fact[], refused: Set<Fact>, report: Report): Map<string, Fact> {
  const first = new Map<string, Fact>();
  for (const fact of facts) {
    const earlier = first.get(fact.key);
    if (!earlier) {
      first.set(fact.key, fact);
      continue;
    }
    refused.add(fact);
    const [collection, row] = earlier.path;
    report('DUPLICATE_ID', [...fact.path, 'id'], fact.record.id, `the id is taken by ${collection}[${row}].`);
  }
  return first;
}

/**
 * Removes from `facts` those in `refused`, those that refer to nothing, and those that refer to something removed, until
 * nothing is left to remove. `leftOut` are rows that are no facts. Reports DANGLING_REFERENCE, and CYCLE for what refers to
 * itself. O(facts + references).
 */
export function keepConnected(facts: Map<string, Fact>, refused: Set<Fact>, leftOut: LeftOut, report: Report): void {
  for (const fact of facts.values()) {
    eachReference(fact, (key, ...at) => {
      // A community's offer may be for the community itself.
      const selfish = key === fact.key && at.at(-2) !== 'communities';
      if (!selfish && refersWell(facts, key, at)) return;
      refused.add(fact);
      const path = [...fact.path, ...at];
      if (selfish) report('CYCLE', path, fact.record.id, `${key} refers to itself: ${key} → ${key}.`);
      else report('DANGLING_REFERENCE', path, idOf(key), whyNot(facts, leftOut, key, at));
    });
  }
  if (refused.size > 0) cascade(facts, refused, report);
}

/** Where a need names a provider, it must be one; every other reference is of the right kind by its key. */
function refersWell(facts: ReadonlyMap<string, Fact>, key: string, at: Path): boolean {
  const kind = facts.get(key)?.kind;
  return kind !== undefined && (!namesProvider(at) || kind === 'provider');
}

export function namesProvider([list]: Path): boolean {
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
      report('DANGLING_REFERENCE', [...fact.path, ...at], idOf(removed.key), isLeftOut(removed.key, removed.path));
    }
  }
}

const idOf = (key: string): string => key.slice(key.indexOf(':') + 1);

/** Why there is nothing to refer to: a row that is left out, or none at all. */
function whyNot(facts: ReadonlyMap<string, Fact>, leftOut: LeftOut, key: string, at: Path): string {
  const row = leftOut.get(key);
  if (row && (!namesProvider(at) || isProviderKey(key))) return isLeftOut(key, row);
  return `there is no ${key}.${suggestion(facts, key, at)}`;
}

const isProviderKey = (key: string): boolean =>
  (SOCIETIES as readonly string[]).includes(key.slice(0, key.indexOf(':')));

/** An id that differs only in its Unicode form or in blanks around it, or a key that lacks its kind. */
function suggestion(facts: ReadonlyMap<string, Fact>, key: string, at: Path): string {
  const variants = [key.normalize('NFC'), key.normalize('NFD'), key.slice(0, key.indexOf(':') + 1) + idOf(key).trim()];
  if (namesProvider(at)) variants.push(...SOCIETIES.map((society) => `${society}:${key}`));
  const near = variants.find((variant) => refersWell(facts, variant, at));
  return near === undefined ? '' : ` Maybe "${namesProvider(at) ? near : idOf(near)}", written just so.`;
}
