import type { Bilingual } from '../model/vocabulary.js';
import type { Locale } from '../say/phrase.js';
import { HEADS } from '../say/words.js';
import { SEPARATED } from './cell-lists.js';
import type { Laid } from './laid.js';
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
    ...(columns.some(([, , look]) => look) && { columns: columns.map(([, , look = {}]) => look) }),
  };
}

type Quantity = number | 'unlimited' | 'unknown' | undefined;

/** What amounts are told in: minutes as hours, where all of them are whole hundredths of one. */
export const countedIn = (unit: string, all: readonly Quantity[]): string =>
  unit === 'minute' && all.every((one) => typeof one !== 'number' || one % 3 === 0) ? 'hour' : unit;

/** Columns of amounts that are told in one unit, and the column of the unit. */
export function amounts<Row>(
  laid: Laid,
  unitOf: (row: Row) => string,
  columns: readonly (readonly [head: Bilingual, quantity: (row: Row) => Quantity])[],
): Columns<Row> {
  const counted = (row: Row) =>
    countedIn(
      unitOf(row),
      columns.map(([, quantity]) => quantity(row)),
    );
  const cellOf = (quantity: Quantity, unit: string) => (quantity === undefined ? '' : laid.figure(quantity, unit));
  return [
    ...columns.map(([head, quantity]) => [head, (row: Row) => cellOf(quantity(row), counted(row))] as const),
    [HEADS.line.unit, (row) => laid.unit(counted(row))],
  ];
}

export const joined = ({ locale }: { readonly locale: Locale }, items: readonly string[]): string =>
  items.join(SEPARATED[locale]);
