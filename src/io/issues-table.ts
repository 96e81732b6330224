import { faultCodes } from '../errors/codes.js';
import { formatPath } from '../errors/linkage-error.js';
import { checkLocale } from '../errors/read-options.js';
import { issues as inEnglish } from '../say/en/issues.js';
import type { Locale } from '../say/phrase.js';
import { HEADS, SHEETS } from '../say/words.js';
import { issues as inChinese, issuesAt } from '../say/zh/issues.js';
import { TABLES } from './record-columns.js';
import { type Columns, tableOf } from './sheet.js';
import type { Cell, TableIssue, WriteOptions, WrittenTable } from './tables.js';

/**
 * Issues of `importTables`, or of `importNetwork`, as a list 问题清单: where each stands, what the cell holds, what is wrong and what to do.
 * O(issues).
 *
 * @throws LinkageError `INVALID_OPTIONS`
 */
export function issuesTable(issues: readonly TableIssue[], { locale = 'zh' }: WriteOptions = {}): WrittenTable {
  checkLocale(locale);
  return tableOf({ locale }, SHEETS.issues, issues, COLUMNS[locale]);
}

const HEAD: Columns<TableIssue> = [
  [HEADS.issue.file, ({ file, path }) => file ?? formatPath(path)],
  [HEADS.issue.sheet, ({ sheet }) => sheet],
  // Rows of `importNetwork` count from 0, within a list.
  [HEADS.issue.row, ({ row }) => row],
  [HEADS.issue.column, ({ column, field }) => column ?? field],
  [HEADS.issue.content, ({ value }) => shownValue(value)],
];

const COLUMNS: Readonly<Record<Locale, Columns<TableIssue>>> = {
  zh: [
    ...HEAD,
    [HEADS.fault.problem, (issue) => wordsOf(issue)[0]],
    [HEADS.fault.fix, (issue) => wordsOf(issue)[1]],
    [HEADS.fault.details, ({ message }) => message],
    [HEADS.fault.code, ({ code }) => code],
  ],
  en: [
    ...HEAD,
    [HEADS.fault.details, ({ message }) => message],
    [HEADS.fault.fix, ({ code }) => issueNote(code)],
    [HEADS.fault.code, ({ code }) => code],
  ],
};

function shownValue(value: unknown): Cell {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return value === undefined || value === null ? '' : JSON.stringify(value);
}

const WORDS: ReadonlyMap<string, readonly [problem: string, fix: string]> = new Map(Object.entries(inChinese));
const NOTES: ReadonlyMap<string, string> = new Map(Object.entries(inEnglish));

/** Codes after which it helps to read what people may write. */
const CHOICES: readonly string[] = ['OUT_OF_RANGE', 'UNKNOWN_WORD', 'UNKNOWN_UNIT'];

/** What is wrong and what to do, in Chinese, as exactly as the place of the issue tells. */
export function wordsOf({ code, path, record, field }: TableIssue): readonly [problem: string, fix: string] {
  const [problem, fix] = WORDS.get(code) ?? ['', ''];
  const kind = TABLES.find(({ collection }) => collection === record);
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
