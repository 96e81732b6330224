import isEqual from 'lodash-es/isEqual.js';
import { type Duplicate, findDuplicates } from '../doubles/find-duplicates.js';
import { type Merge, mergeRecords, undoMerges } from '../doubles/merge-records.js';
import { LinkageError } from '../errors/linkage-error.js';
import { COLLECTIONS, type Collection, type Input } from '../model/records.js';
import type { Acting } from './acting.js';
import { identityOf, type LibraryEdit, makeEdits, recordKey } from './edits.js';
import { inputOf, keptRows, type LibraryRecord } from './records-kept.js';

/** What somebody decided of two records. */
export interface LibraryDecision {
  readonly collection: Collection;
  /** Ids of the two; of two that are one, the first stays. — 两条记录的编号；合并时保留前者。 */
  readonly ids: readonly [string, string];
  /** Whether they are one. — 是否为同一条。 */
  readonly same: boolean;
}

/** A decision as it is kept. */
export interface DecisionKept extends LibraryDecision {
  readonly station: string;
  readonly actor: string;
  readonly at: string;
}

interface Found {
  readonly collection: Collection;
  readonly one: string;
  readonly other: string;
  readonly word: 'same' | 'different' | 'undone';
  /** What made them one, and the versions that it left of what it was about. */
  readonly merge: {
    readonly merge: Merge;
    readonly versions: readonly (readonly [key: string, version: number])[];
  } | null;
  readonly station: string;
  readonly actor: string;
  readonly at: Date;
}

type Fields = Readonly<Record<string, unknown>>;

const pairOf = (collection: string, ids: readonly string[]): string => JSON.stringify([collection, ...[...ids].sort()]);

/** Of each pair the last word; none where it was taken back. */
async function decisionsOf({ query }: Acting): Promise<Found[]> {
  const all = await query<Found>('select * from fsl.decision order by seq');
  const last = new Map(all.map((one) => [pairOf(one.collection, [one.one, one.other]), one]));
  return [...last.values()].filter(({ word }) => word !== 'undone');
}

export async function readDecisions(acting: Acting): Promise<DecisionKept[]> {
  return (await decisionsOf(acting)).map(({ collection, one, other, word, station, actor, at }) => ({
    ...{ collection, ids: [one, other] as const, same: word === 'same' },
    ...{ station, actor, at: at.toISOString() },
  }));
}

/** Records that may be one and are not decided, the most probable first; compared here, as a database of another locale would pass over Chinese. */
export async function undecided(acting: Acting): Promise<Duplicate[]> {
  const decided = new Set(
    (await decisionsOf(acting)).map(({ collection, one, other }) => pairOf(collection, [one, other])),
  );
  const found = findDuplicates(inputOf(await keptRows(acting, 'all'), undefined));
  return found.filter(({ collection, ids }) => !decided.has(pairOf(collection, ids)));
}

/** Decides, and where two are one makes them so: whatever named the second names the first. All of it or nothing. */
export async function decideOn(acting: Acting, { collection, ids, same }: LibraryDecision): Promise<void> {
  const all = await keptRows(acting, 'all');
  for (const id of ids)
    if (!all.some((one) => one.collection === collection && one.id === id)) throw noSuch(collection, ids);
  let merge: Found['merge'] = null;
  if (same) {
    const before = inputOf(all, undefined);
    // The first is to stay, wherever it stands.
    const first = new Set([ids[0]]);
    const list = ((before[collection] ?? []) as readonly { readonly id: string }[]).toSorted(
      (a, b) => Number(first.has(b.id)) - Number(first.has(a.id)),
    );
    const ordered = { ...before, [collection]: list } as Input;
    const merged = mergeRecords(ordered, [{ collection, ids }]);
    const [settled] = merged.merges;
    const made = new Map(
      (await makeEdits(acting, between(all, merged.input, 'merged'))).map((one) => [recordKey(one), one.version]),
    );
    for (const one of all) if (!made.has(recordKey(one))) made.set(recordKey(one), one.version);
    const touched = settled!.before.map((one) =>
      recordKey({ collection: one.collection, id: identityOf(one.collection, one.record as Fields) }),
    );
    merge = { merge: settled!, versions: touched.map((key) => [key, made.get(key)!]) };
  }
  await note(acting, collection, ids, same ? 'same' : 'different', merge);
}

/** Takes a decision back: records as they were, but for what others have made of them since, which is a conflict. */
export async function undecide(acting: Acting, collection: Collection, ids: readonly [string, string]): Promise<void> {
  const pair = pairOf(collection, ids);
  const last = (await decisionsOf(acting)).find((one) => pairOf(one.collection, [one.one, one.other]) === pair);
  if (!last) throw noSuch(collection, ids);
  if (last.merge) {
    const all = await keptRows(acting, 'all');
    const { merge, versions } = last.merge;
    const after = undoMerges(inputOf(all, undefined), [merge]);
    await makeEdits(acting, between(all, after, 'undone', new Map(versions)));
  }
  await note(acting, collection, [last.one, last.other], 'undone', null);
}

async function note(
  { query, area, station, actor }: Acting,
  collection: Collection,
  ids: readonly [string, string],
  word: Found['word'],
  merge: Found['merge'],
): Promise<void> {
  await query(
    `insert into fsl.decision (collection, one, other, word, merge, area, station, actor)
      values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [collection, ...ids, word, merge && JSON.stringify(merge), area, station, actor],
  );
}

function noSuch(collection: Collection, ids: readonly string[]): LinkageError {
  const message = `There are no two records ${ids.join(' and ')} of ${collection} to decide on. Maybe one was removed since.`;
  return new LinkageError('CONFLICT', message);
}

/** What makes one of the other; of records that were not to change since then the version. */
function between(
  all: readonly LibraryRecord[],
  after: Input,
  source: string,
  versions: ReadonlyMap<string, number> = new Map(),
): LibraryEdit[] {
  const left = new Map(all.map((one) => [recordKey(one), one]));
  const edits: unknown[] = [];
  for (const collection of Object.keys(COLLECTIONS) as Collection[])
    for (const record of (after[collection] ?? []) as readonly Fields[]) {
      const key = recordKey({ collection, id: identityOf(collection, record) });
      const before = left.get(key);
      left.delete(key);
      if (!before) edits.push({ type: 'add', collection, record, source });
      else if (!isEqual(before.record, record))
        edits.push({ type: 'change', collection, record, version: versions.get(key) ?? before.version, source });
    }
  for (const { collection, id, version } of left.values())
    edits.push({ type: 'remove', collection, id, version, source });
  return edits as LibraryEdit[];
}
