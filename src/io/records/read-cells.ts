import type { FaultCode } from '../../errors/codes.js';
import { getOrSet } from '../../kernel/maps.js';
import type { Bilingual } from '../../model/vocabulary.js';
import { type CellType, type Known, readCell, textOf } from '../cells.js';
import { unguarded } from '../csv.js';
import { isAmount } from '../row-cells.js';
import type { Heading } from '../sheets/headings.js';
import type { Opened, TellOf } from '../sheets/open.js';
import type { Cell } from '../tables.js';

/** What a cell says, and whether it could be read. */
export interface CellRead {
  readonly value: unknown;
  readonly good: boolean;
}

/** The value of a cell, by READ_AS told how it was read; nothing where it is blank. */
export type ReadOne = (row: number, heading: Heading, type?: CellType) => CellRead | undefined;

/** What rows of a table are read by. */
export interface Reading {
  readonly table: Opened;
  readonly known: Known;
  readonly tell: TellOf;
  /** Columns that are named by a capability. */
  readonly ticks: readonly (Heading & { readonly code: string })[];
  readonly read: ReadOne;
}

/** Texts of a column that are remembered. */
const MOST = 5000;

interface Remembered extends CellRead {
  readonly told: readonly (readonly [FaultCode, string | Bilingual])[];
}

const BLANK: Remembered = { value: undefined, good: true, told: [] };

/** Without the apostrophe that keeps a spreadsheet from running it. */
export const clean = (cell: Cell): Cell => (typeof cell === 'string' ? unguarded(cell) : cell);

/** Whether no record can change what another has. */
const isOne = (value: unknown): boolean => typeof value !== 'object' || isAmount(value);

/** Reads the cells of a table in the words that people have settled, each text of a column once: most columns have few. O(cells). */
export function cellReader(table: Opened, known: Known, tell: TellOf): ReadOne {
  const columns = new Map<Heading, Map<Cell, Remembered>>();

  function look(written: Cell, heading: Heading, type: CellType): Remembered {
    const cell = known.settle?.(clean(written), heading) ?? clean(written);
    if (textOf(cell).trim() === '') return BLANK;
    const told: [FaultCode, string | Bilingual][] = [];
    const value = readCell(type, cell, known, (...one) => void told.push(one));
    return { value, told, good: told.every(([code]) => code === 'READ_AS') };
  }

  return (row, heading, type = heading.column.type) => {
    const cell = table.rows[row]![heading.at];
    if (cell === undefined || cell === null || cell === '') return undefined;
    const seen = getOrSet(columns, heading, () => new Map<Cell, Remembered>());
    let found = seen.get(cell);
    if (found === undefined) {
      found = look(cell, heading, type);
      const { value } = found;
      if (seen.size < MOST && (Array.isArray(value) ? value.every(isOne) : isOne(value))) seen.set(cell, found);
    }
    for (const [code, message] of found.told) tell(table, row, heading, code, message);
    if (found === BLANK) return undefined;
    return Array.isArray(found.value) ? { value: [...found.value], good: found.good } : found;
  };
}
