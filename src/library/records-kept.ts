import { byCodeUnit } from '../model/order.js';
import type { Collection, Input } from '../model/records.js';
import type { Tier } from '../model/vocabulary.js';
import type { Acting } from './acting.js';

/** A record in one version, with who wrote it. */
export interface LibraryRecord {
  readonly collection: Collection;
  /** Its id; of the catalogue the code, of the calendar the day. — 编号；目录为代码，日历为日期。 */
  readonly id: string;
  /** From 1, one more with every edit. — 版本，从 1 起。 */
  readonly version: number;
  /** What the version did. — 本版本的操作。 */
  readonly action: 'add' | 'change' | 'remove' | 'confirm';
  /** The station in whose area it is, the nearest. — 所属社工站。 */
  readonly owner: string;
  /** Administrative code of where it is. — 所在地区代码。 */
  readonly area: string;
  /** Which stations see it besides those in whose area it is. — 共享到哪一级。 */
  readonly share: Tier;
  /** As it was written; absent where it was removed. — 记录原文；已删除则无。 */
  readonly record?: NonNullable<Input[Collection]>[number];
  /** Until when it is known to be so. — 最近一次核实的时刻。 */
  readonly confirmedAt: string;
  /** The station that wrote the version. — 写入本版本的站。 */
  readonly station: string;
  /** Who wrote it. — 操作人。 */
  readonly actor: string;
  /** Where it came from, where that was said. — 来源。 */
  readonly source?: string;
  /** The row there, from 1. — 来源行号，从 1 起。 */
  readonly row?: number;
  /** When it was written, an instant. — 写入时刻。 */
  readonly at: string;
}

type Found = Omit<LibraryRecord, 'record' | 'source' | 'row' | 'confirmedAt' | 'at'> & {
  readonly body: LibraryRecord['record'] | null;
  readonly source: string;
  readonly row: number | null;
  readonly confirmed: Date;
  readonly at: Date;
};

const COLUMNS = 'collection, id, version, action, owner, area, share, body, confirmed, station, actor, source, row, at';
const FROM = {
  all: `fsl.record where body is not null`,
  of: `fsl.record where body is not null and collection = $1`,
  one: `fsl.record where body is not null and collection = $1 and id = $2`,
  stale: `fsl.record where body is not null and confirmed < $1::timestamptz`,
  named: `fsl.record where (collection, id) in (select * from json_to_recordset($1::json) as x(collection text, id text))`,
  history: `fsl.change where collection = $1 and id = $2`,
  asOf: `fsl.as_of($1::timestamptz)`,
};

/** What a station sees: by collection and id in the order of their code units. */
export async function keptRows(
  { query }: Acting,
  what: keyof typeof FROM,
  values: readonly unknown[] = [],
): Promise<LibraryRecord[]> {
  const found = await query<Found>(`select ${COLUMNS} from ${FROM[what]}`, [...values]);
  // By code unit, which is not the order of any database: characters beyond U+FFFF come before the last ones of it.
  found.sort((a, b) => byCodeUnit(a.collection, b.collection) || byCodeUnit(a.id, b.id) || a.version - b.version);
  return found.map(({ body, source, row, confirmed, at, ...rest }) => ({
    ...rest,
    ...(body && { record: body }),
    ...(source !== '' && { source }),
    ...(row !== null && { row }),
    confirmedAt: confirmed.toISOString(),
    at: at.toISOString(),
  }));
}

/** Records as `createNetwork` takes them. */
export function inputOf(records: readonly LibraryRecord[], asOf: string | undefined): Input {
  const lists: Partial<Record<Collection, unknown[]>> = { communities: [], needs: [] };
  for (const { collection, record } of records) (lists[collection] ??= []).push(record);
  return { ...(asOf !== undefined && { asOf }), ...lists } as Input;
}
