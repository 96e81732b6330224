import { printable } from '../errors/linkage-error.js';
import { textOf } from './cells.js';
import { numberOf, type TellOf } from './sheets/open.js';
import { type TableIssue, tableName } from './tables.js';

/** An issue of a cell, of a row (without `heading`), or of the table; `row` counts from 0. */
export function issueAt(...[table, row, heading, code, message]: Parameters<TellOf>): TableIssue {
  const { file, sheet, kind, rows, notes } = table;
  const cell = heading && (rows[row]?.[heading.at] ?? undefined);
  const number = numberOf(table, row);
  // Of a cell that its program says nothing of, this is what is wrong.
  const noted = heading && notes.get(`${number} ${heading.at}`);
  const said = noted?.said ?? (typeof message === 'string' ? undefined : message);
  return {
    code: noted?.code ?? code,
    path: [tableName(table), number, ...(heading ? [heading.header] : [])],
    value: noted ? undefined : cell instanceof Date ? textOf(cell) : printable(cell),
    message: said?.en ?? String(message),
    ...(said && { said }),
    file,
    ...(sheet !== undefined && { sheet }),
    row: number,
    ...(heading && { column: heading.header, field: heading.column.field }),
    ...(kind && { record: kind.collection }),
  };
}
