import { importTables, type Table, type TableIssue } from '../../../src/io/index.js';

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

/** Place, code and value of each issue: `志愿者.csv[2].数量 NOT_A_NUMBER x`. */
export const shown = (issues: readonly TableIssue[]): string[] =>
  issues.map(({ path, code, value }) => `${path.join('/')} ${code}${value === undefined ? '' : ` ${String(value)}`}`);
