import { checkLocale } from '../../errors/read-options.js';
import { inBoth } from '../../say/reading.js';
import { HEADS, LIST_WORDS, SHEETS } from '../../say/words.js';
import { joined, tableOf } from '../sheet.js';
import type { TableHint, TableIssue, WriteOptions, WrittenTable } from '../tables.js';

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

/**
 * Words that are known to one side of the data only, and those of urgency that were taken for ours, as a list 词表核对 with a column 对照 to fill in: what the word means, or the word again where it is meant as it
 * is. Those first that come most often. Read with the other lists next time, it settles them. O(issues · log issues).
 *
 * @throws LinkageError `INVALID_OPTIONS`
 */
export function wordsTable(issues: readonly TableIssue[], { locale = 'zh' }: WriteOptions = {}): WrittenTable {
  checkLocale(locale);
  const rows = issues
    .filter((issue): issue is TableHint => isWord(issue) || isAssumed(issue))
    .sort((a, b) => b.count - a.count);
  return tableOf({ locale }, SHEETS.words, rows, [
    [HEADS.word.column, ({ column, field }) => column ?? field],
    [HEADS.word.word, ({ value }) => String(value)],
    [HEADS.word.count, ({ count }) => count],
    [
      HEADS.word.side,
      ({ ofNeeds, record }) => (ofNeeds || record === 'needs' ? LIST_WORDS.byNeeds : LIST_WORDS.byOffers)[locale],
    ],
    [
      HEADS.word.near,
      (hint) =>
        isWord(hint)
          ? joined(
              { locale },
              nearIn(hint).map((one) => one[locale]),
            )
          : hint.said?.[locale],
    ],
    [HEADS.word.meant, () => ''],
  ]);
}
