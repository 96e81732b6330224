import sortBy from 'lodash-es/sortBy.js';
import { checkLocale } from '../../errors/read-options.js';
import { getOrSet } from '../../kernel/maps.js';
import { inBoth } from '../../say/reading.js';
import { HEADS, LIST_WORDS, SHEETS } from '../../say/words.js';
import { TABLES } from '../record-columns.js';
import { type Columns, joined, tableOf } from '../sheet.js';
import { columnsNear } from '../sheets/headings.js';
import type { TableHint, TableIssue, TableRead, WriteOptions, WrittenTable } from '../tables.js';

/** Whether an issue is of a word that nobody else knows. */
export const isWord = (issue: TableIssue): issue is TableHint & { readonly near: object } => 'near' in issue;

const nearIn = ({ near = [] }: TableHint) =>
  near.map(({ word, count }) => inBoth((words) => words.nearWord(word, count)));

/** Whether it is of a word that was taken for one of ours, which is to be confirmed. */
const isAssumed = ({ code, field }: TableIssue): boolean => code === 'READ_AS' && field === 'urgency';

/** The issue with what there is to say of its word. */
export function wordSaid<T extends TableHint>(hint: T): T {
  const { value, count, ofNeeds = false } = hint;
  const near = nearIn(hint);
  const say = (locale: 'zh' | 'en', between: string) =>
    inBoth((words) => words.loneWord(String(value), count, ofNeeds, near.map((one) => one[locale]).join(between)))[
      locale
    ];
  return { ...hint, said: { zh: say('zh', '、'), en: say('en', ', ') } };
}

/** The same of words that are not told one by one, as the other side says nothing. */
export function sideSaid<T extends TableHint>(hint: T): T {
  const { code, count, ofNeeds = false } = hint;
  return code === 'LONE_WORD' ? { ...hint, said: inBoth((words) => words.oneSided(count, ofNeeds)) } : hint;
}

export interface WordsOptions extends WriteOptions {
  /** What was read, as `importTables` has it: its headers that are not understood are listed, too. */
  readonly tables?: readonly TableRead[] | undefined;
}

/** A word, or a header, that somebody is to settle. */
interface Asked {
  readonly column: string | undefined;
  readonly word: string;
  readonly count: number;
  readonly side: string;
  readonly near: string;
}

/**
 * Words that are known to one side of the data only, those of urgency that were taken for ours, and headers that nothing is read by, as a list 词表核对 with a column 对照 to fill in: what the word
 * means, of a header the column it is, or 不读; or the word again where it is meant as it is. Words first, those that come most often; then headers, those that are like a column of ours first. Read with the
 * other lists next time, it settles them. O(issues · log issues).
 *
 * @throws LinkageError `INVALID_OPTIONS`
 */
export function wordsTable(
  issues: readonly TableIssue[],
  { locale = 'zh', tables = [] }: WordsOptions = {},
): WrittenTable {
  checkLocale(locale);
  const words = issues
    .filter((issue): issue is TableHint => isWord(issue) || isAssumed(issue))
    .sort((a, b) => b.count - a.count)
    .map((hint): Asked => {
      const { column, field, value, count, ofNeeds, record } = hint;
      const near = nearIn(hint).map((one) => one[locale]);
      return {
        column: column ?? field,
        word: String(value),
        count,
        side: (ofNeeds || record === 'needs' ? LIST_WORDS.byNeeds : LIST_WORDS.byOffers)[locale],
        near: isWord(hint) ? joined({ locale }, near) : (hint.said?.[locale] ?? ''),
      };
    });
  const columns: Columns<Asked> = [
    [HEADS.word.column, ({ column }) => column],
    [HEADS.word.word, ({ word }) => word],
    [HEADS.word.count, ({ count }) => count],
    [HEADS.word.side, ({ side }) => side],
    [HEADS.word.near, ({ near }) => near],
    [HEADS.word.meant, () => ''],
  ];
  return tableOf({ locale }, SHEETS.words, [...words, ...headersIn(tables, locale)], columns);
}

/** Columns that are near enough to be named. */
const MOST_NEAR = 3;

/** Each header of a kind of table that nothing is read by, with how many sheets have it. */
function headersIn(tables: readonly TableRead[], locale: 'zh' | 'en'): Asked[] {
  const found = new Map<string, { record: string; header: string; count: number }>();
  for (const { record, unread } of tables)
    for (const header of record === undefined ? [] : new Set(unread))
      getOrSet(found, JSON.stringify([record, header]), () => ({ record: record!, header, count: 0 })).count++;
  const asked = [...found.values()].map(({ record, header, count }) => {
    const kind = TABLES.find(({ collection }) => collection === record)!;
    const near = columnsNear(header, kind).map(({ name }) => name[locale]);
    return {
      column: LIST_WORDS.heading[locale],
      word: header,
      count,
      side: kind.name[locale],
      near: joined({ locale }, near.slice(0, MOST_NEAR)),
    };
  });
  return sortBy(asked, [({ near }) => near === '', ({ count }) => -count]);
}
