import sortBy from 'lodash-es/sortBy.js';
import type { Duplicate } from '../../doubles/find-duplicates.js';
import type { Decision, EnteredAt } from '../../doubles/merge-records.js';
import { fold } from '../../errors/nearest.js';
import { checkLocale } from '../../errors/read-options.js';
import type { Bilingual } from '../../model/vocabulary.js';
import { inBoth } from '../../say/reading.js';
import { HEADS, SHEETS } from '../../say/words.js';
import { TABLES } from '../record-columns.js';
import { joined, tableOf } from '../sheet.js';
import type { Table, WriteOptions, WrittenTable } from '../tables.js';
import { filledRows, isCalled } from './plain-rows.js';

/** Two records of tables that may be one, with where they stand. */
export interface TableDouble extends Duplicate {
  readonly sources: readonly [EnteredAt, EnteredAt];
}

/** Reasons that are worth a word, at most. */
const MOST_REASONS = 4;

const columnName = (collection: string, field: string): Bilingual => {
  const columns = TABLES.find((kind) => kind.collection === collection)?.columns ?? [];
  const nameOf = (one: string) =>
    columns.find(
      (column) => column.field === one || column.field === `${one}s` || column.field === one.replace(/y$/, 'ies'),
    )?.name;
  const names = field.split(', ').map((one) => nameOf(one) ?? { zh: one, en: one });
  return { zh: names.map(({ zh }) => zh).join('、'), en: names.map(({ en }) => en).join(' and ') };
};

/** What speaks for it; first what both are about. */
const reasonsIn = ({ collection, reasons }: Duplicate): Bilingual[] =>
  sortBy(reasons, ({ field }) => !/^(?:community|capability)/.test(field))
    .filter(({ factor, field }) => factor > 1 && field !== 'other')
    .slice(0, MOST_REASONS)
    .map(({ field, agreement }) => {
      const name = columnName(collection, field);
      return {
        zh: inBoth((words) => words.agreement(name.zh, agreement)).zh,
        en: inBoth((words) => words.agreement(name.en, agreement)).en,
      };
    });

const percent = (probability: number): string => `${Math.min(99, Math.floor(probability * 100))} %`;

/** What there is to say of two that may be one. */
export function doubleSaid(double: Duplicate): Bilingual {
  const [one, other] = double.ids;
  const reasons = reasonsIn(double);
  const say = (locale: 'zh' | 'en', between: string) =>
    inBoth((words) =>
      words.maybeTwice(one, other, percent(double.probability), reasons.map((each) => each[locale]).join(between)),
    )[locale];
  return { zh: say('zh', '、'), en: say('en', ', ') };
}

const placeIn = ({ file = '', row }: EnteredAt): string => (row === undefined ? file : `${file} ${row}`);

/**
 * Records that may have been entered twice, as a list 疑似重复 with a column 处理 to fill in: 合并 where two are one, 不是 where not. Read with the other lists next time, it
 * settles them. O(doubles).
 *
 * @throws LinkageError `INVALID_OPTIONS`
 */
export function doublesTable(doubles: readonly TableDouble[], { locale = 'zh' }: WriteOptions = {}): WrittenTable {
  checkLocale(locale);
  return tableOf({ locale }, SHEETS.doubles, doubles, [
    [HEADS.table.kind, ({ collection }) => TABLES.find((kind) => kind.collection === collection)?.name[locale]],
    [HEADS.double.id, ({ ids }) => ids[0]],
    [HEADS.double.source, ({ sources }) => placeIn(sources[0])],
    [HEADS.double.other, ({ ids }) => ids[1]],
    [HEADS.double.otherSource, ({ sources }) => placeIn(sources[1])],
    [HEADS.double.certainty, ({ probability }) => percent(probability)],
    [
      HEADS.double.reasons,
      (double) =>
        joined(
          { locale },
          reasonsIn(double).map((each) => each[locale]),
        ),
    ],
    [HEADS.double.decision, () => ''],
  ]);
}

export const isDecisions = (table: Table): boolean => isCalled(table, [SHEETS.doubles.zh, SHEETS.doubles.en]);

const both = ({ zh, en }: Bilingual) => [zh, en];
const MERGED = ['合并', '是', '同一', '重复', 'merge', 'yes', 'same'];

/** What is decided of two records: that they are one, or that they are not. O(cells). */
export function decisionsIn(tables: readonly Table[]): (Decision & { readonly same: boolean })[] {
  const { double, table } = HEADS;
  const heads = {
    kind: both(table.kind),
    id: both(double.id),
    other: both(double.other),
    decision: both(double.decision),
  };
  return tables.flatMap((one) =>
    filledRows(one, heads).flatMap(({ kind, id, other, decision }) => {
      const collection = TABLES.find(({ name }) => both(name).includes(kind))?.collection;
      if (decision === '' || collection === undefined || collection === 'about') return [];
      return [{ collection, ids: [id, other] as const, same: MERGED.some((word) => fold(word) === fold(decision)) }];
    }),
  );
}
