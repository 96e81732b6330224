import { textOf } from '../cells.js';
import type { TableKind } from '../record-columns.js';
import type { Cell } from '../tables.js';
import { columnOf, type Headings, headingsOf, type Settled } from './headings.js';

/** The header of a table: its last row, from 0, how many rows it has, and what they say. */
export interface Header extends Headings {
  readonly top: number;
  readonly rows: 1 | 2;
  /** How many cells wide it is. */
  readonly width: number;
}

/** A title, a date of issue and such may stand above the header. */
export const MOST_ABOVE = 20;

const texts = (row: readonly Cell[]): string[] => row.map((cell) => textOf(cell).trim());

/** Two rows as one header: what stands below is more exact than what spans it. */
function joined(above: readonly Cell[], below: readonly Cell[]): string[] {
  const [upper, lower] = [texts(above), texts(below)];
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, at) => lower[at] || upper[at] || '');
}

const countOf = ({ read, further }: Headings): number => read.length + further.flat().length;

/** The row, or the two, among the first, with the most headers; the first of several, one rather than two. */
export function headerOf(rows: readonly (readonly Cell[])[], kind: TableKind, settled?: Settled): Header | undefined {
  let best: Header | undefined;
  const consider = (top: number, height: 1 | 2, cells: readonly Cell[]): number => {
    const headings = headingsOf(cells, kind, settled);
    const count = countOf(headings);
    if (count > (best ? countOf(best) : 0)) best = { ...headings, top, rows: height, width: cells.length };
    return count;
  };
  for (let top = 0; top < Math.min(rows.length, MOST_ABOVE); top++) {
    const [above, below] = rows.slice(top, top + 2);
    if (consider(top, 1, above!) > 0 && below && isSecond(above!, below, kind, settled))
      consider(top + 1, 2, joined(above!, below));
  }
  return best;
}

/** Whether a row goes on with the header above it: it names columns, and where that one does, it is blank or says the same. */
function isSecond(above: readonly Cell[], below: readonly Cell[], kind: TableKind, settled?: Settled): boolean {
  const [upper, lower] = [texts(above), texts(below)];
  const { read, further } = headingsOf(above, kind, settled);
  const contradicts = ({ at }: { at: number }) =>
    (lower[at] ?? '') !== '' && lower[at] !== upper[at] && !columnOf(lower[at]!, kind, settled);
  if ([...read, ...further.flat()].some(contradicts)) return false;
  const more = lower.map((text, at) => (text === upper[at] ? '' : text));
  const count = countOf(headingsOf(more, kind, settled));
  return count > 0 && 2 * count >= more.filter((text) => text !== '').length;
}
