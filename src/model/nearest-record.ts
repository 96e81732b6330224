import { fold, nearestIn } from '../errors/nearest.js';
import { getOrSet } from '../kernel/maps.js';
import type { Network } from './graph.js';
import { NODE_KINDS, type NodeKind } from './vocabulary.js';

/** What a record may be named by. */
export interface Nameable {
  readonly id: string;
  readonly name?: { readonly zh?: string | undefined; readonly en?: string | undefined } | undefined;
}

/** Node key of the record of some kinds that a key or an id was probably meant to name; `undefined` if none is near. */
export type NearestRecord = (wanted: string, kinds: readonly NodeKind[]) => string | undefined;

/**
 * Looks for records by their ids and their names: those that are the same but for case, blanks and width, with whatever kind before them; then those that
 * are near by their letters. The records are read when it is first asked: O(records).
 */
export function nearestRecord(records: () => Iterable<readonly [key: string, record: Nameable]>): NearestRecord {
  let keys: Map<string, Map<string, string>> | undefined;
  const nearest = new Map<string, (word: string) => string | undefined>();

  /** For each kind the keys of its records, by what they may be called: by an id rather than by a name. */
  function read(): Map<string, Map<string, string>> {
    const byKind = new Map<string, Map<string, string>>();
    const names: [Map<string, string>, string, string][] = [];
    for (const [key, { id, name }] of records()) {
      const words = getOrSet(byKind, key.slice(0, key.indexOf(':')), () => new Map<string, string>());
      if (!words.has(fold(id))) words.set(fold(id), key);
      for (const word of [name?.zh, name?.en]) if (word !== undefined) names.push([words, fold(word), key]);
    }
    for (const [words, word, key] of names) if (!words.has(word)) words.set(word, key);
    return byKind;
  }

  return (wanted, kinds) => {
    keys ??= read();
    const { word, kind } = bareId(wanted);
    const order = [...kinds].sort((a, b) => Number(b === kind) - Number(a === kind));
    const of = (one: NodeKind) => keys!.get(one) ?? new Map<string, string>();
    for (const one of order) if (of(one).has(fold(word))) return of(one).get(fold(word));
    for (const one of order) {
      const near = getOrSet(nearest, one, () => nearestIn(of(one).keys()))(word);
      if (near !== undefined) return of(one).get(near);
    }
    return undefined;
  };
}

/** {@link nearestRecord} of a network. */
export function nearestNode(network: Network): NearestRecord {
  return nearestRecord(function* () {
    for (const { node, attributes } of network.nodeEntries())
      if (attributes.kind !== 'capability') yield [node, attributes.record];
  });
}

/** An id without the kinds before it, and the last of those. */
function bareId(wanted: string): { word: string; kind?: string } {
  const at = wanted.indexOf(':');
  const kind = wanted.slice(0, Math.max(at, 0));
  if (!(NODE_KINDS as readonly string[]).includes(kind)) return { word: wanted };
  return { kind, ...bareId(wanted.slice(at + 1)) };
}

/** For the end of a message: an id, or the whole key where any kind may be meant. */
export function maybeRecord(key: string | undefined, bare: boolean): string {
  if (key === undefined) return '';
  return ` Maybe "${bare ? key.slice(key.indexOf(':') + 1) : key}", written just so.`;
}
