import { importTables, type Table, type TableIssue, type WrittenTable } from '../../../src/io/index.js';

/** A community and a need without anything, beside the tables of a test. */
export const BESIDE: readonly Table[] = [
  { file: '社区.csv', data: '编号\nc' },
  { file: '需求.csv', data: '编号,社区,紧急程度,能力\n' },
];

/** What a table has of its own kind, beside {@link BESIDE}. */
export function imported(file: string, data: string | Uint8Array, ...others: Table[]) {
  const kept = BESIDE.filter((table) => table.file !== file && others.every((other) => other.file !== table.file));
  return importTables([...kept, ...others, { file, data }]);
}

/** Without words that nobody else knows and records that may be one, which have tests of their own. */
export const faults = (issues: readonly TableIssue[]): TableIssue[] =>
  issues.filter((issue) => !('near' in issue) && issue.code !== 'MAYBE_TWICE');

/** Place, code and value of each fault: `志愿者.csv[2].数量 NOT_A_NUMBER x`. */
export const shown = (issues: readonly TableIssue[]): string[] =>
  faults(issues).map(
    ({ path, code, value }) => `${path.join('/')} ${code}${value === undefined ? '' : ` ${String(value)}`}`,
  );

/** Templates whose examples were made records. */
export const withoutMarks = (tables: readonly WrittenTable[]): WrittenTable[] =>
  tables.map((table) => ({
    ...table,
    rows: table.rows.map((row) =>
      row.map((cell) => (typeof cell === 'string' ? cell.replaceAll(/示例|example/g, '') : cell)),
    ),
  }));
