import { printable } from '../errors/linkage-error.js';
import { textOf } from './cells.js';
import type { TellOf } from './open.js';
import { type TableIssue, tableName } from './tables.js';

/** An issue of a cell, of a row (without `heading`), or of the table; `row` counts from 0. */
export function issueAt(...[table, row, heading, code, message]: Parameters<TellOf>): TableIssue {
  const { file, sheet, kind, rows } = table;
  const cell = heading && (rows[row]?.[heading.at] ?? undefined);
  return {
    code,
    path: [tableName(table), row + 1, ...(heading ? [heading.header] : [])],
    value: cell instanceof Date ? textOf(cell) : printable(cell),
    message,
    file,
    ...(sheet !== undefined && { sheet }),
    row: row + 1,
    ...(heading && { column: heading.header, field: heading.column.field }),
    ...(kind && { record: kind.collection }),
  };
}
