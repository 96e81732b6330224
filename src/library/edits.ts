import * as z from 'zod/mini';
import { type Path, reporter } from '../errors/fault-list.js';
import { type Fault, LinkageError, printable } from '../errors/linkage-error.js';
import { parseBy } from '../errors/zod-issues.js';
import { getOrSet } from '../kernel/maps.js';
import { adminCode, id, text, tier, whole } from '../model/fields.js';
import { byCodeUnit } from '../model/order.js';
import { COLLECTIONS, type Collection, type Input } from '../model/records.js';
import { readInput } from '../model/rows.js';
import type { Tier } from '../model/vocabulary.js';
import type { Acting } from './acting.js';
import { keptRows, type LibraryRecord } from './records-kept.js';
import { sqlState } from './store.js';

type RecordOf<C extends Collection> = NonNullable<Input[C]>[number];

/** Where a record is to stand, and where it came from. */
interface Beside {
  /** Which stations see it besides those in whose area it is; as far as `consentTier` goes, else `city`, if absent. — 共享到哪一级；不填依 consentTier，否则全市。 */
  readonly share?: Tier | undefined;
  /** Its area; that of the record, its community or its station if absent, else the writer's. — 所在地区；不填依记录、其社区或社工站，否则为写入站。 */
  readonly area?: string | undefined;
  /** Where it came from: a file, a call. — 来源。 */
  readonly source?: string | undefined;
  /** Its row there, from 1. — 来源中的行号，从 1 起。 */
  readonly row?: number | undefined;
}

/** The version that was read: of two that read the same, the second is told so. */
interface OfVersion {
  readonly version: number;
}

/** One edit. Records are written as in the input of `createNetwork`; one that is changed is given whole; `confirm` says that it still is so, from now on. */
export type LibraryEdit =
  | ({
      readonly [C in Collection]: { readonly type: 'add'; readonly collection: C; readonly record: RecordOf<C> };
    }[Collection] &
      Beside)
  | ({
      readonly [C in Collection]: { readonly type: 'change'; readonly collection: C; readonly record: RecordOf<C> };
    }[Collection] &
      Beside &
      OfVersion)
  | ({ readonly type: 'remove' | 'confirm'; readonly collection: Collection; readonly id: string } & Pick<
      Beside,
      'source'
    > &
      OfVersion);

/** An edit that was made. */
export interface EditDone {
  readonly collection: Collection;
  readonly id: string;
  readonly version: number;
}

/** A row as it goes to the database. */
interface Row {
  readonly n: number;
  readonly collection: Collection;
  readonly id: string;
  readonly read: number;
  readonly action: LibraryEdit['type'];
  readonly body: string | null;
  readonly area: string;
  readonly owner: string;
  readonly share: Tier;
  readonly confirmed: string | null;
  readonly source: string;
  readonly row: number | null;
}

/** Rows that go to the database in one statement. */
const AT_ONCE = 5000;

/**
 * Makes edits, all or none.
 *
 * @throws LinkageError `INVALID_INPUT` for records of a wrong shape; `CONFLICT` where another was faster, with who and when; `FORBIDDEN` for what is not the station's to change
 */
export async function makeEdits(acting: Acting, edits: readonly LibraryEdit[]): Promise<EditDone[]> {
  const faults: Fault[] = [];
  checkShapes(edits, faults);
  if (faults.length > 0)
    throw new LinkageError('INVALID_INPUT', 'These edits cannot be made; nothing is changed.', faults);
  const done: EditDone[] = [];
  for (let from = 0; from < edits.length; from += AT_ONCE) {
    const some = edits.slice(from, from + AT_ONCE);
    const present = new Map((await keptRows(acting, 'named', [namesIn(some)])).map((one) => [recordKey(one), one]));
    const rows = await rowsOf(acting, some, present);
    const refuse = (row: Row, before: LibraryRecord | undefined) =>
      faults.push(refusal(acting, row, before, ['edits', from + row.n]));
    const good = rows.filter(
      (row) => isFit(row, present.get(recordKey(row))) || !refuse(row, present.get(recordKey(row))),
    );
    const made = await write(acting, good);
    const missed = good.filter((row) => !made.has(recordKey(row)));
    if (missed.length > 0) {
      const now = new Map((await keptRows(acting, 'named', [namesIn(missed)])).map((one) => [recordKey(one), one]));
      for (const row of missed) refuse(row, now.get(recordKey(row)));
    }
    for (const { collection, id } of good)
      done.push({ collection, id, version: made.get(recordKey({ collection, id })) ?? 0 });
  }
  if (faults.length === 0) return done;
  const code = faults.some((fault) => fault.code === 'CONFLICT') ? 'CONFLICT' : 'FORBIDDEN';
  throw new LinkageError(code, 'These edits were not made; nothing is changed.', faults);
}

const idIn = (edit: LibraryEdit): string =>
  'id' in edit ? edit.id : identityOf(edit.collection, edit.record as Readonly<Record<string, unknown>>);

/** What a record is called among those of its collection. */
export const identityOf = (collection: Collection, record: Readonly<Record<string, unknown>>): string =>
  String(record[collection === 'catalogue' ? 'code' : collection === 'calendar' ? 'day' : 'id']);

export const recordKey = ({ collection, id }: { readonly collection: string; readonly id: string }): string =>
  `${collection} ${id}`;

const namesIn = (edits: readonly (LibraryEdit | Row)[]): string =>
  JSON.stringify(edits.map((edit) => ({ collection: edit.collection, id: 'n' in edit ? edit.id : idIn(edit) })));

export const collectionName = z.enum(Object.keys(COLLECTIONS) as [Collection, ...Collection[]]);
const beside = {
  share: z.optional(tier),
  area: z.optional(adminCode),
  source: z.optional(text.check(z.regex(/^[^\0]*$/, 'BAD_TEXT'))),
  row: z.optional(whole(1)),
};
const shapeOfEdit = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('add'), collection: collectionName, record: z.looseObject({}), ...beside }),
  z.strictObject({
    ...{ type: z.literal('change'), collection: collectionName, record: z.looseObject({}), version: whole(1) },
    ...beside,
  }),
  z.strictObject({
    ...{ type: z.enum(['remove', 'confirm']), collection: collectionName, id, version: whole(1) },
    source: beside.source,
  }),
]);

/** Of each record its shape, as `createNetwork` reads it; what it refers to is looked at when a network is made. */
function checkShapes(edits: readonly LibraryEdit[], faults: Fault[]): void {
  const tell = reporter(faults);
  const lists = new Map<Collection, { at: number; record: unknown }[]>();
  const once = new Set<string>();
  for (const [at, edit] of edits.entries()) {
    const read = parseBy(shapeOfEdit, edit, ['edits', at], tell);
    if (!read) continue;
    if ('record' in edit) getOrSet(lists, edit.collection, () => []).push({ at, record: edit.record });
    const { collection } = edit;
    if (once.size === once.add(recordKey({ collection, id: idIn(edit) })).size)
      tell(
        'DUPLICATE_ID',
        ['edits', at],
        idIn(edit),
        'another edit is of the same record. Maybe make one after the other.',
      );
  }
  for (const [collection, list] of lists) {
    const input = { communities: [], needs: [], catalogue: [], [collection]: list.map(({ record }) => record) };
    readInput(input, (code, [, row, ...rest], value, message) => {
      tell(code, ['edits', list[row as number]!.at, 'record', ...rest], value, message);
    });
  }
}

/** Whether it is of the version that is there. */
function isFit({ action, read }: Row, before: LibraryRecord | undefined): boolean {
  if (action === 'add') return before === undefined || before.record === undefined;
  return before?.record !== undefined && before.version === read;
}

/** Why an edit was not made, by what is there now. */
function refusal({ station }: Acting, row: Row, now: LibraryRecord | undefined, path: Path): Fault {
  const { collection, id, read, action } = row;
  const what = `${collection} '${id}'`;
  if (now && !isFit(row, now)) {
    const by = `by ${now.actor} of ${now.station} at ${now.at}`;
    const said =
      now.record === undefined
        ? `${what} was removed ${by}`
        : action === 'add'
          ? `${what} is there already, written ${by}`
          : `${what} was changed ${by} (version ${now.version}, read was ${read})`;
    return { code: 'CONFLICT', path, value: id, message: `${said}. Maybe read it again and decide anew.` };
  }
  const why =
    now || action !== 'add'
      ? `${what} is not for ${station} to change: ${now ? `it belongs to ${now.owner}, in ${now.area}` : 'there is none that it sees'}.`
      : `${station} cannot add ${what} in ${row.area}: that is not its area, or the id is taken by a record that it does not see.`;
  return { code: 'FORBIDDEN', path, value: printable(id), message: why };
}

/** What the rows are to say: of what is confirmed or removed all but that stays. */
async function rowsOf(
  acting: Acting,
  edits: readonly LibraryEdit[],
  present: ReadonlyMap<string, LibraryRecord>,
): Promise<Row[]> {
  const { areaOf, ownerOf } = await placesIn(acting, edits);
  return edits.map((edit, n): Row => {
    const { collection, type: action, source = '' } = edit;
    const id = idIn(edit);
    // One that was removed and comes again stands where it stood.
    const before = present.get(recordKey({ collection, id }));
    const read = 'version' in edit ? edit.version : (before?.version ?? 0);
    if (!('record' in edit)) {
      const { area = '', owner = '', share = 'city' } = before ?? {};
      const record = action === 'confirm' ? confirmed(collection, before?.record as Fields | undefined) : undefined;
      const body = record ? JSON.stringify(record) : null;
      return { n, collection, id, read, action, body, area, owner, share, confirmed: null, source, row: null };
    }
    const record = edit.record as Fields;
    const area = adminCode.safeParse(edit.area).data ?? areaOf(record) ?? before?.area ?? acting.area;
    return {
      ...{ n, collection, id, read, action, source, area, row: edit.row ?? null },
      body: JSON.stringify(record),
      owner: ownerOf(area) ?? acting.station,
      share: edit.share ?? (record['consentTier'] as Tier | undefined) ?? before?.share ?? 'city',
      confirmed: (record['updatedAt'] as string | undefined) ?? null,
    };
  });
}

type Fields = Readonly<Record<string, unknown>>;

/** Providers say in the record when they were up to date. */
const confirmed = (collection: Collection, record: Fields | undefined): Fields | undefined =>
  record && 'updatedAt' in COLLECTIONS[collection].shape ? { ...record, updatedAt: new Date().toISOString() } : record;

/** Where records are, by what they say or name; and whose a place is: the nearest station in whose area it is. */
async function placesIn({ query }: Acting, edits: readonly LibraryEdit[]) {
  const records = edits.flatMap((edit) => ('record' in edit ? [edit] : []));
  const named = (field: 'community' | 'station', collection: Collection) =>
    [...new Set(records.map(({ record }) => (record as Fields)[field]))].flatMap((id) =>
      typeof id === 'string' ? [{ collection, id }] : [],
    );
  const found = await query<{ collection: string; id: string; area: string }>(
    `select '' as collection, id, area from fsl.station union all select collection, id, area from fsl.record
      where body is not null and (collection, id) in (select * from json_to_recordset($1::json) as x(collection text, id text))`,
    [JSON.stringify([...named('community', 'communities'), ...named('station', 'stations')])],
  );
  const owners = new Map<string, string>();
  const areas = new Map<string, string>();
  for (const { collection, id, area } of found) {
    if (collection !== '') areas.set(recordKey({ collection, id }), area);
    else if (!owners.has(area) || byCodeUnit(id, owners.get(area)!) < 0) owners.set(area, id);
  }
  const own = ({ adminCode: code }: Fields): string | undefined => adminCode.safeParse(code).data;
  for (const edit of records) {
    const code = own(edit.record as Fields);
    if (code !== undefined) areas.set(recordKey({ collection: edit.collection, id: idIn(edit) }), code);
  }
  return {
    areaOf: (record: Fields): string | undefined =>
      own(record) ?? areas.get(`communities ${record['community']}`) ?? areas.get(`stations ${record['station']}`),
    ownerOf(place: string): string | undefined {
      const digits = [12, 9, 6, 4, 2].find((length) => owners.has(place.slice(0, length)));
      return owners.get(place.slice(0, digits ?? 0));
    },
  };
}

const FIELDS = `x as materialized (select x.*, (select date_trunc('milliseconds', clock_timestamp())) as at from json_to_recordset($1::json) as x(
  n int, collection text, id text, read int, action text, body text, area text, owner text, share text, confirmed timestamptz, source text, row int))`;
const INSERT = `with ${FIELDS} insert into fsl.record
  (collection, id, version, action, owner, area, share, body, confirmed, station, actor, source, row, at)
  select collection, id, 1, action, owner, area, share, body::json, coalesce(confirmed, at), $2, $3, source, row, at from x
  on conflict (collection, id) do nothing returning collection, id, version`;
const UPDATE = `with ${FIELDS} update fsl.record r set version = r.version + 1, action = x.action, owner = x.owner, area = x.area, share = x.share,
  body = x.body::json, confirmed = coalesce(x.confirmed, x.at), station = $2, actor = $3, source = x.source, row = x.row, at = greatest(x.at, r.at)
  from x where r.collection = x.collection and r.id = x.id and r.version = x.read returning r.collection, r.id, r.version`;

/** Writes rows: of each that was written the version. What row-level security refuses is not there. */
async function write(acting: Acting, rows: readonly Row[]): Promise<Map<string, number>> {
  const made = await attempt(
    acting,
    INSERT,
    rows.filter(({ read }) => read === 0),
  );
  const changed = await attempt(
    acting,
    UPDATE,
    rows.filter(({ read }) => read > 0),
  );
  return new Map([...made, ...changed].map((one) => [recordKey(one), one.version]));
}

/** Where row-level security refuses some, the others are tried apart, so that it can be told which; the whole of it is taken back in the end. */
async function attempt(acting: Acting, statement: string, rows: readonly Row[]): Promise<EditDone[]> {
  if (rows.length === 0) return [];
  const { query, station, actor } = acting;
  await query('savepoint attempt');
  try {
    const done = await query<EditDone>(statement, [JSON.stringify(rows), station, actor]);
    await query('release savepoint attempt');
    return done;
  } catch (error) {
    if (sqlState(error) !== '42501') throw error;
    await query('rollback to savepoint attempt');
    if (rows.length === 1) return [];
    const half = rows.length >> 1;
    return [
      ...(await attempt(acting, statement, rows.slice(0, half))),
      ...(await attempt(acting, statement, rows.slice(half))),
    ];
  }
}
