import type { Bilingual } from '../model/vocabulary.js';
import type { Locale } from '../say/phrase.js';
import { SEPARATED } from './cell-lists.js';
import type { Cell, WrittenColumn, WrittenTable } from './tables.js';

/** A head that names its unit. */
export const withUnit = ({ zh, en }: Readonly<Record<Locale, (unit: string) => string>>, unit: string): Bilingual => ({
  zh: zh(unit),
  en: en(unit),
});

/** Columns of a list: the header, what stands there, and how it looks. */
export type Columns<Row> = readonly (readonly [head: Bilingual, cell: (row: Row) => Cell, look?: WrittenColumn])[];

/** Rows as a list. O(cells). */
export function tableOf<Row>(
  { locale }: { readonly locale: Locale },
  name: Bilingual,
  rows: readonly Row[],
  columns: Columns<Row>,
): WrittenTable {
  const sheet = name[locale];
  const heads = columns.map(([head]) => head[locale]);
  return {
    file: `${sheet}.csv`,
    sheet,
    rows: [heads, ...rows.map((row) => columns.map(([, cell]) => cell(row)))],
    columns: columns.map(([, , look = {}]) => look),
  };
}

export const joined = ({ locale }: { readonly locale: Locale }, items: readonly string[]): string =>
  items.join(SEPARATED[locale]);
