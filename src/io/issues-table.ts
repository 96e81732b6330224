import { formatPath } from '../errors/linkage-error.js';
import { checkLocale } from '../plan/options.js';
import type { Locale } from '../say/phrase.js';
import { issueNote, wordsOf } from './issue-words.js';
import { type Columns, SHEETS, tableOf } from './sheet.js';
import type { Cell, TableIssue, WriteOptions, WrittenTable } from './tables.js';

/**
 * Issues of `importTables`, or of `importNetwork`, as a list 问题清单: where each stands, what the cell holds, what is wrong and what to do.
 * O(issues).
 *
 * @throws LinkageError `INVALID_OPTIONS`
 */
export function issuesTable(issues: readonly TableIssue[], { locale = 'zh' }: WriteOptions = {}): WrittenTable {
  checkLocale(locale);
  return tableOf({ locale }, SHEETS.issues, COLUMNS[locale], issues);
}

const HEAD: Columns<TableIssue> = [
  ['文件', 'file', ({ file, path }) => file ?? formatPath(path)],
  ['工作表', 'sheet', ({ sheet }) => sheet],
  // Rows of `importNetwork` count from 0, within a list.
  ['行', 'row', ({ row }) => row],
  ['列', 'column', ({ column, field }) => column ?? field],
  ['内容', 'value', ({ value }) => shownValue(value)],
];

const COLUMNS: Readonly<Record<Locale, Columns<TableIssue>>> = {
  zh: [
    ...HEAD,
    ['问题', 'problem', (issue) => wordsOf(issue)[0]],
    ['怎么办', 'what to do', (issue) => wordsOf(issue)[1]],
    ['详情', 'details', ({ message }) => message],
    ['代码', 'code', ({ code }) => code],
  ],
  en: [
    ...HEAD,
    ['详情', 'details', ({ message }) => message],
    ['怎么办', 'what to do', ({ code }) => issueNote(code)],
    ['代码', 'code', ({ code }) => code],
  ],
};

function shownValue(value: unknown): Cell {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return value === undefined || value === null ? '' : JSON.stringify(value);
}
