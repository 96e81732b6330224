import { fold } from '../../errors/nearest.js';
import { getOrSet } from '../../kernel/maps.js';
import { HEADS, SHEETS } from '../../say/words.js';
import type { Headed } from '../cells.js';
import type { Cell, Table } from '../tables.js';
import { filledRows, isCalled } from './plain-rows.js';

/** What words mean, as people have settled it in a list 对照, or 词表核对 filled in. */
export interface Glossary {
  readonly size: number;
  /** A cell in the words that are meant; several in one cell each by itself. */
  settle(cell: Cell, heading: Headed): Cell;
  /** Whether a word is meant as it is. */
  owns(word: unknown): boolean;
}

const { word } = HEADS;
const both = ({ zh, en }: { readonly zh: string; readonly en: string }) => [zh, en];
const HEAD = {
  word: [...both(word.word), '原词'],
  meant: [...both(word.meant), '标准词', '对应'],
};
const NAMES = [...both(SHEETS.words), '对照', 'glossary'];

export const isGlossary = (table: Table): boolean => isCalled(table, NAMES);

/** Reads what is filled in; of two rows for one word the later one counts. O(cells). */
export function glossaryOf(tables: readonly Table[]): Glossary {
  /** Under '' what holds in every column. */
  const columns = new Map<string, Map<string, string>>();
  const own = new Set<string>();
  for (const table of tables) {
    const named = filledRows(table, { ...HEAD, column: both(word.column) });
    const rows = named.length > 0 ? named : filledRows(table, HEAD).map((row) => ({ ...row, column: '' }));
    for (const row of rows) {
      if (row.word === '' || row.meant === '') continue;
      if (fold(row.word) === fold(row.meant)) own.add(row.word);
      else getOrSet(columns, fold(row.column), () => new Map<string, string>()).set(fold(row.word), row.meant);
    }
  }
  const wordsOf = ({ header, column }: Headed) =>
    ['', column.name.zh, column.name.en, header].flatMap((name) => [...(columns.get(fold(name)) ?? [])]);
  const byHeading = new Map<Headed, ReadonlyMap<string, string>>();
  return {
    size: own.size + [...columns.values()].reduce((sum, { size }) => sum + size, 0),
    owns: (one) => typeof one === 'string' && own.has(one),
    settle(cell, heading) {
      if (typeof cell !== 'string' || columns.size === 0 || cell.length > 1000) return cell;
      const meant = getOrSet(byHeading, heading, () => new Map(wordsOf(heading)));
      if (meant.size === 0) return cell;
      const whole = meant.get(fold(cell));
      if (whole !== undefined) return whole;
      return cell.replace(/[^、,，;；|/\n]+/g, (part) => meant.get(fold(part)) ?? part);
    },
  };
}
