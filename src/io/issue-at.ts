import type { FaultCode } from '../errors/codes.js';
import { printable } from '../errors/linkage-error.js';
import { getOrSet } from '../kernel/maps.js';
import { inBoth } from '../say/reading.js';
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

/** Issues of one column and kind that are told each by itself. */
const MOST_ALIKE = 10_000;

interface Group {
  count: number;
  last: number;
  /** The first that is not told by itself, and the rows of all these. */
  further: TableIssue | undefined;
  readonly rows: Set<number>;
}

/** Issues as they come: of very many of one column and code those after the first ones are one, which says how many they are. O(1) each. */
export function issueList() {
  const issues: TableIssue[] = [];
  const groups = new Map<string, Map<FaultCode, Group>>();
  const keyOf = (table: string, column: string | undefined) => `${table}\n${column ?? ''}`;
  return {
    add(table: string, column: string | undefined, code: FaultCode, row: number, make: () => TableIssue): void {
      const codes = getOrSet(groups, keyOf(table, column), () => new Map<FaultCode, Group>());
      const group = getOrSet(codes, code, () => ({ count: 0, last: 0, further: undefined, rows: new Set<number>() }));
      group.last = Math.max(group.last, row);
      if (++group.count <= MOST_ALIKE) return void issues.push(make());
      group.further ??= make();
      group.rows.add(row);
    },
    /** Whether issues of a place are among those that are told as one. */
    holds: (table: string, column: string | undefined, row: number): boolean =>
      [...(groups.get(keyOf(table, column))?.values() ?? [])].some(({ rows }) => rows.has(row)),
    all(): TableIssue[] {
      const further = [...groups.values()].flatMap((codes) =>
        [...codes.values()].flatMap(({ further: issue, count, last }) => {
          if (!issue) return [];
          const said = inBoth((words) => words.further(count - MOST_ALIKE, last));
          return [{ ...issue, message: said.en, said, count: count - MOST_ALIKE }];
        }),
      );
      return [...issues, ...further];
    },
  };
}
