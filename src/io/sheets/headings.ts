import partition from 'lodash-es/partition.js';
import { nearestIn, nearestWord, sharedIn } from '../../errors/nearest.js';
import { getOrSet } from '../../kernel/maps.js';
import { sameUnit } from '../../model/units.js';
import type { Bilingual } from '../../model/vocabulary.js';
import { unit as unitCell } from '../cell-lists.js';
import { folded, number, offered, required, textOf } from '../cells.js';
import { type Column, TABLES, type TableKind } from '../record-columns.js';
import type { Cell } from '../tables.js';

/** A column of a table: the header as written, and where. */
export interface Heading {
  readonly column: Column;
  readonly header: string;
  readonly at: number;
  /** What the header says that figures are counted in. */
  readonly unit?: string | undefined;
}

/** What the headers of a table say. */
export interface Headings {
  /** The columns that are read, in the order of the table of columns. */
  readonly read: readonly Heading[];
  /** Of each further line that a row has, 能力2 数量2, its columns. */
  readonly further: readonly (readonly Heading[])[];
  /** Headers that nothing is read by, as written, each with its place. */
  readonly others: readonly (readonly [header: string, at: number])[];
  /** Those that people have said are not to be read. */
  readonly owned: Headings['others'];
}

/** What people have said that a header of a kind of table is for: the name of a column, '' for none; nothing where nobody has. */
export type Settled = (header: string, kind: TableKind) => string | undefined;
const nobody: Settled = () => undefined;

export const spoken = ({ zh, en }: Bilingual): string => `${zh} (${en})`;

/** What headers and names are compared by: letters, digits and characters in their plain forms. */
export const bare = (name: string): string =>
  folded(name)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

export const wordsFor = ({ name, also }: Column | TableKind): string[] => [name.zh, name.en, ...also];

/** A column, and how plainly a header names it: 0 is best. */
interface Meant {
  readonly column: Column;
  readonly rank: number;
}

/** 社区名称 and 需求编号, too: what names and ids are often headed; 社区 in a list of communities is their name. */
function longNames(kind: TableKind): (readonly [string, Meant])[] {
  const own = kind.columns.filter(({ field, line }) => !line && ['id', 'code', 'name'].includes(field));
  return own.flatMap((column) => {
    const after = [
      column.name.zh,
      column.name.en,
      ...(column.field === 'name' ? ['', '姓名'] : ['号', '编码', '代码']),
    ];
    return wordsFor(kind).flatMap((of) => after.map((name) => [bare(of + name), { column, rank: 1.5 }] as const));
  });
}

const HEADERS: ReadonlyMap<TableKind, ReadonlyMap<string, Meant>> = new Map(
  TABLES.map((kind) => [
    kind,
    new Map([
      ...longNames(kind),
      // Of two columns with one other name the first has it.
      ...kind.columns
        .toReversed()
        .flatMap((column) =>
          wordsFor(column)
            .map((name, rank) => [bare(name), { column, rank }] as const)
            .toReversed(),
        )
        .sort(([, a], [, b]) => Number(b.rank > 1) - Number(a.rank > 1)),
    ]),
  ]),
);

/** How many kinds have a header: what few have says more. */
const KINDS_OF = new Map<string, number>();
for (const known of HEADERS.values())
  for (const name of known.keys()) KINDS_OF.set(name, (KINDS_OF.get(name) ?? 0) + 1);

/** Longest header that is looked at. */
export const LONGEST = 400;
/** What explains a header: 社区（必填）. */
const NOTE = /[（(【[](.*)$/s;
/** Of figures what explains may be the unit, 数量（小时）; these are none. */
const NO_UNIT = /^\s*(?:必填|选填|数字|整数|人|个|required|optional)/;
/** Headers of amounts that say what they count. */
const COUNTS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    yuan: ['金额', '捐赠金额', '救助金额', '资助金额', '申请金额', '资金金额', '善款金额', '可用金额', '余额'],
    session: ['次数', '服务次数', '需求次数'],
    person: ['人次', '服务人次'],
    item: ['件数'],
    hour: ['时数', '小时数', '需求时长', '所需时长', '可服务时长', '可服务小时数'],
  }).flatMap(([unit, names]) => names.map((name) => [name, unit] as const)),
);
/** 能力2, 需求三. */
const NUMBERED = /^(.*?\D)(\d{1,2}|[一二三四五六七八九十])$/s;

interface Found extends Meant {
  readonly unit?: string | undefined;
  /** Of which line of the row, from 1; 0: the header has no number. */
  readonly line: number;
}

/** The column that a header names, whatever explains it. */
function namedBy(header: string, kind: TableKind): Found | undefined {
  if (header.length > LONGEST) return undefined;
  const known = HEADERS.get(kind)!;
  const plain = header.replace(NOTE, '');
  const [, note = ''] = NOTE.exec(header) ?? [];
  for (const name of [bare(header), bare(plain)]) {
    const amount = COUNTS.has(name) ? known.get('数量') : undefined;
    const meant = known.get(name) ?? (amount && { ...amount, rank: 50 });
    if (!meant) continue;
    return { ...meant, unit: amount && (unitIn(note) ?? COUNTS.get(name)), line: 0 };
  }
  const [, stem, digits] = NUMBERED.exec(bare(plain)) ?? [];
  const meant = stem === undefined ? undefined : known.get(stem);
  if (!meant?.column.line) return undefined;
  return { ...meant, line: Number(digits) || '一二三四五六七八九十'.indexOf(digits!) + 1 };
}

/** A built-in unit that explains a figure: （小时）, (单位：元). */
const unitIn = (note: string): string | undefined => sameUnit(note.replace(/^.*[:：]|[)）】\]\s]/g, '').trim());

/** The column of a header that is read; what people have said goes before all. */
export function columnOf(header: string, kind: TableKind, settled = nobody): Found | undefined {
  const meant = settled(header, kind);
  const named = namedBy(meant ?? header, kind);
  const found = named && meant !== undefined ? { ...named, rank: -1 } : named;
  if (!found || found.unit !== undefined) return found;
  const [, note] = NOTE.exec(header) ?? [];
  const isFigure = [number, offered, required].includes(found.column.type);
  if (!isFigure || note === undefined || NO_UNIT.test(note)) return found;
  const unit = found.column.field === 'quantity' ? unitIn(note) : undefined;
  return unit === undefined ? undefined : { ...found, unit };
}

/** How much a row of headers says for a kind: each known header as much as it is of few kinds. */
export function scoreOf(row: readonly Cell[], kind: TableKind, settled = nobody): number {
  const known = new Map<Column, number>();
  for (const cell of row) {
    const header = textOf(cell).trim();
    const found = header === '' ? undefined : columnOf(header, kind, settled);
    if (!found) continue;
    const name = bare((settled(header, kind) ?? header).replace(NOTE, ''));
    const score = 1 / (KINDS_OF.get(name) ?? 3);
    known.set(found.column, Math.max(known.get(found.column) ?? 0, score));
  }
  return [...known.values()].reduce((sum, score) => sum + score, 0);
}

/** A record and its lines may have a field of one name. */
const keyOf = ({ field, line: ofLine }: Column, line: number): string => `${ofLine} ${field} ${line}`;

/** What a row of headers says. Of several for one column the plainest is read; of the same twice the first. */
export function headingsOf(row: readonly Cell[], kind: TableKind, settled = nobody): Headings {
  const best = new Map<string, Heading & Found>();
  const named = row.map((cell, at) => ({ header: textOf(cell).trim(), at }));
  for (const { header, at } of named) {
    const found = header === '' ? undefined : columnOf(header, kind, settled);
    if (!found) continue;
    const key = keyOf(found.column, found.line);
    const before = best.get(key);
    if (!before || found.rank < before.rank) best.set(key, { ...found, header, at });
  }
  const all = [...best.values()].sort((a, b) => kind.columns.indexOf(a.column) - kind.columns.indexOf(b.column));
  // Where a column has numbers only, the first of them is the row's own line.
  const first = (one: Found) => one.line === 0 || (one.line === 1 && !best.has(keyOf(one.column, 0)));
  const read = all.filter(first);
  const lines = [...new Set(all.filter((one) => !first(one)).map(({ line }) => line))].sort((a, b) => a - b);
  const further = lines.map((line) => all.filter((one) => one.line === line && !first(one)));
  const used = new Set(all.map(({ at }) => at));
  const rest = named.flatMap(({ header, at }) => (header === '' || used.has(at) ? [] : [[header, at] as const]));
  const [owned, others] = partition(rest, ([header]) => settled(header, kind) === '');
  return { read, further, others, owned };
}

/** Where one sign makes another word: 所在地区 is not 所在社区; only long ones are hardly mistaken. */
const editsInChinese = (length: number): number => (length < 5 ? 0 : 1);

/** The column that a header was probably meant to name: a slip, or a figure whose unit is not known. */
export function nearColumn(header: string, kind: TableKind): Column | undefined {
  const meant = namedBy(header, kind);
  if (meant) return meant.column;
  const name = bare(header.slice(0, 40));
  const plain = kind.columns.map((each) => each.name);
  const near =
    nearestIn(
      plain.map(({ zh }) => bare(zh)),
      editsInChinese,
    )(name) ??
    nearestWord(
      name,
      plain.map(({ en }) => bare(en)),
    );
  return near === undefined ? undefined : HEADERS.get(kind)!.get(near)?.column;
}

const SHARED = new Map<TableKind, (word: string) => string[]>();

/** The columns that a header may be meant for, the nearest first. */
export function columnsNear(header: string, kind: TableKind): Column[] {
  const shared = getOrSet(SHARED, kind, () => sharedIn(HEADERS.get(kind)!.keys()));
  const near = shared(bare(header.slice(0, 40))).map((name) => HEADERS.get(kind)!.get(name)!.column);
  return [...new Set([nearColumn(header, kind), ...near])].filter((column) => column !== undefined);
}

/** What a header says that a figure is counted in, in the words of the language. */
export const unitWords = (unit: string): Bilingual => {
  const nothing = { codes: new Map(), names: new Map(), entries: new Set<string>() };
  return { zh: String(unitCell.write(unit, 'zh', nothing)), en: unit };
};
