import { faultCodes } from '../errors/codes.js';
import { formatPath } from '../errors/linkage-error.js';
import { checkLocale } from '../errors/read-options.js';
import { getOrSet } from '../kernel/maps.js';
import { issues as inEnglish } from '../say/en/issues.js';
import type { Locale } from '../say/phrase.js';
import { HEADS, LIST_WORDS, SHEETS } from '../say/words.js';
import { issues as inChinese, issuesAt } from '../say/zh/issues.js';
import { SEPARATED } from './cell-lists.js';
import { TABLES } from './record-columns.js';
import { type Columns, tableOf } from './sheet.js';
import type { Cell, TableIssue, TableRead, WriteOptions, WrittenTable } from './tables.js';

/**
 * Issues of `importTables`, or of `importNetwork`, as a list 问题清单: where each stands, what the cell holds, what is wrong and what to do.
 * O(issues).
 *
 * @throws LinkageError `INVALID_OPTIONS`
 */
export function issuesTable(issues: readonly TableIssue[], { locale = 'zh' }: WriteOptions = {}): WrittenTable {
  checkLocale(locale);
  return tableOf({ locale }, SHEETS.issues, alike(issues), COLUMNS[locale]);
}

/** What is wrong in the same way in several rows, with the first of them. */
export interface Alike {
  readonly issue: TableIssue;
  readonly rows: readonly number[];
  readonly count: number;
}

/** Issues that differ in their rows only, as one: a word that nobody knows is asked about once. In the order of the first. O(issues). */
export function alike(issues: readonly (TableIssue & { readonly count?: number })[]): Alike[] {
  const groups = new Map<string, { issue: TableIssue; rows: number[]; count: number }>();
  for (const issue of issues) {
    const { path, column, code, value, count = 1 } = issue;
    // Rows of `importNetwork` count from 0, within a list.
    const key = JSON.stringify([path[0], column ?? issue.field, code, value ?? '', wordsOf(issue)]);
    const group = getOrSet(groups, key, () => ({ issue, rows: [], count: 0 }));
    if (issue.row !== undefined) group.rows.push(issue.row);
    group.count += count;
  }
  return [...groups.values()];
}

const MOST_ROWS = 20;
/** The rows of a group, the first of them if they are many. */
export const rowsAlike = ({ rows }: Alike): string =>
  rows.slice(0, MOST_ROWS).join('、') + (rows.length > MOST_ROWS ? ' …' : '');

const headIn = (locale: Locale): Columns<Alike> => [
  [HEADS.issue.file, ({ issue }) => issue.file ?? kindOfRecord(issue.record)?.name[locale] ?? formatPath(issue.path)],
  [HEADS.issue.sheet, ({ issue }) => issue.sheet],
  [HEADS.issue.row, (group) => (group.rows.length > 1 ? rowsAlike(group) : group.rows[0])],
  [HEADS.issue.column, ({ issue }) => issue.column ?? issue.field],
  [HEADS.issue.content, ({ issue }) => shownValue(issue.value)],
];

const COLUMNS: Readonly<Record<Locale, Columns<Alike>>> = {
  zh: [
    ...headIn('zh'),
    [HEADS.fault.problem, ({ issue }) => wordsOf(issue)[0]],
    [HEADS.fault.fix, ({ issue }) => wordsOf(issue)[1]],
    [HEADS.issue.count, ({ count }) => count],
    [HEADS.fault.details, ({ issue }) => issue.message],
    [HEADS.fault.code, ({ issue }) => issue.code],
  ],
  en: [
    ...headIn('en'),
    [HEADS.fault.details, ({ issue }) => issue.message],
    [HEADS.fault.fix, ({ issue }) => issueNote(issue.code)],
    [HEADS.issue.count, ({ count }) => count],
    [HEADS.fault.code, ({ issue }) => issue.code],
  ],
};

const kindOfRecord = (record: string | undefined) => TABLES.find(({ collection }) => collection === record);

/**
 * What was read of files and sheets, as a list 读入情况: as what, how many of how many records, which columns not, and why a file is not read.
 * O(tables).
 *
 * @throws LinkageError `INVALID_OPTIONS`
 */
export function tablesTable(tables: readonly TableRead[], { locale = 'zh' }: WriteOptions = {}): WrittenTable {
  checkLocale(locale);
  return tableOf({ locale }, SHEETS.tables, tables, [
    [HEADS.issue.file, ({ file }) => file],
    [HEADS.issue.sheet, ({ sheet }) => sheet],
    [HEADS.table.kind, ({ record }) => kindOfRecord(record)?.name[locale] ?? LIST_WORDS.notRead[locale]],
    [HEADS.table.found, ({ record, found }) => (record === undefined ? undefined : found)],
    [HEADS.table.read, ({ record, read }) => (record === undefined ? undefined : read)],
    [HEADS.table.unread, ({ unread }) => unread.join(SEPARATED[locale])],
    [HEADS.table.said, ({ said }) => said.map((one) => one[locale]).join(locale === 'zh' ? '；' : '; ')],
  ]);
}

function shownValue(value: unknown): Cell {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return value === undefined || value === null ? '' : JSON.stringify(value);
}

const WORDS: ReadonlyMap<string, readonly [problem: string, fix: string]> = new Map(Object.entries(inChinese));
const NOTES: ReadonlyMap<string, string> = new Map(Object.entries(inEnglish));

/** Codes after which it helps to read what people may write. */
const CHOICES: readonly string[] = ['OUT_OF_RANGE', 'UNKNOWN_WORD', 'UNKNOWN_UNIT'];

/** What is wrong and what to do, in Chinese, as exactly as the place of the issue tells. */
export function wordsOf({ code, path, record, field, said }: TableIssue): readonly [problem: string, fix: string] {
  const [problem, fix] = WORDS.get(code) ?? ['', ''];
  if (said) {
    const [, what = said.zh, remedy = ''] = /^(.*?)；((?:请|要读).*)$/s.exec(said.zh) ?? [];
    return [what, remedy];
  }
  const kind = kindOfRecord(record);
  if (kind && path.length === 1 && code === 'REQUIRED') {
    return issuesAt.noTable(kind.name.zh);
  }
  const column = kind?.columns.find((each) => each.field === field);
  if (!column) return [problem, fix];
  if (code === 'UNKNOWN_KEY') return [problem, issuesAt.rename(column.name.zh)];
  return [problem, CHOICES.includes(code) ? issuesAt.among(fix, column.type.allowed.zh) : fix];
}

/** In English the messages tell what is wrong; what to do, by the code. */
function issueNote(code: string): string {
  return NOTES.get(code) ?? faultCodes[code as keyof typeof faultCodes]?.then ?? '';
}
