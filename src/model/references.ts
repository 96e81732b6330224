import type { Provider, Station } from './records.js';
import type { Path, Report } from './report.js';
import type { NeedRow } from './requirements.js';
import { SOCIETIES } from './vocabulary.js';

/** A row that is good in itself, with the key its node would have. */
export type Fact = { readonly key: string; readonly path: Path } & (
  | { readonly kind: 'station'; readonly record: Station }
  | { readonly kind: 'provider'; readonly record: Provider }
  | { readonly kind: 'need'; readonly record: NeedRow }
);

type Visit = (key: string, field: string, index?: number) => void;

/** Calls `visit` with the node key of everything that a record refers to. */
function eachReference(fact: Fact, visit: Visit): void {
  if (fact.kind === 'station') {
    if (fact.record.parent !== undefined) visit(`station:${fact.record.parent}`, 'parent');
  } else if (fact.kind === 'need') {
    visit(`community:${fact.record.community}`, 'community');
    for (const [index, key] of fact.record.previousProviders.entries()) visit(key, 'previousProviders', index);
  } else eachProviderReference(fact.record, visit);
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
 * nothing is left to remove. Reports DANGLING_REFERENCE, and CYCLE for what refers to itself. O(facts + references).
 */
export function keepConnected(facts: Map<string, Fact>, refused: Set<Fact>, report: Report): void {
  for (const fact of facts.values()) {
    eachReference(fact, (key, field, index) => {
      const selfish = key === fact.key;
      if (!selfish && refersWell(facts, key, field)) return;
      refused.add(fact);
      const path = at(fact, field, index);
      if (selfish) report('CYCLE', path, fact.record.id, `${key} refers to itself: ${key} → ${key}.`);
      else report('DANGLING_REFERENCE', path, idOf(key), `there is no ${key}.${suggestion(facts, key, field)}`);
    });
  }
  if (refused.size > 0) cascade(facts, refused, report);
}

/** A previous provider must be a provider; every other reference is of the right kind by its key. */
function refersWell(facts: ReadonlyMap<string, Fact>, key: string, field: string): boolean {
  const kind = facts.get(key)?.kind;
  return kind !== undefined && (field !== 'previousProviders' || kind === 'provider');
}

function cascade(facts: Map<string, Fact>, refused: Set<Fact>, report: Report): void {
  const dependents = new Map<string, { fact: Fact; field: string; index: number | undefined }[]>();
  for (const fact of facts.values()) {
    eachReference(fact, (key, field, index) => {
      const list = dependents.get(key);
      if (list) list.push({ fact, field, index });
      else dependents.set(key, [{ fact, field, index }]);
    });
  }
  const queue = [...refused].filter((fact) => facts.get(fact.key) === fact);
  for (const removed of queue) {
    facts.delete(removed.key);
    for (const { fact, field, index } of dependents.get(removed.key) ?? []) {
      if (refused.has(fact)) continue;
      refused.add(fact);
      queue.push(fact);
      const [collection, row] = removed.path;
      const message = `${removed.key} is left out, see the fault at ${collection}[${row}].`;
      report('DANGLING_REFERENCE', at(fact, field, index), idOf(removed.key), message);
    }
  }
}

const at = (fact: Fact, field: string, index: number | undefined): Path =>
  index === undefined ? [...fact.path, field] : [...fact.path, field, index];

const idOf = (key: string): string => key.slice(key.indexOf(':') + 1);

/** An id that differs only in its Unicode form or in blanks around it, or a key that lacks its kind. */
function suggestion(facts: ReadonlyMap<string, Fact>, key: string, field: string): string {
  const variants = [key.normalize('NFC'), key.normalize('NFD'), key.slice(0, key.indexOf(':') + 1) + idOf(key).trim()];
  if (field === 'previousProviders') variants.push(...SOCIETIES.map((society) => `${society}:${key}`));
  const near = variants.find((variant) => refersWell(facts, variant, field));
  return near === undefined ? '' : ` Maybe "${field === 'previousProviders' ? near : idOf(near)}", written just so.`;
}
