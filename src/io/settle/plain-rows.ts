import { fold } from '../../errors/nearest.js';
import { textOf } from '../cells.js';
import { parseCsv, SEPARATORS, unguarded } from '../csv.js';
import { bare } from '../sheets/headings.js';
import { decodeText } from '../sheets/text-encoding.js';
import type { Cell, Table } from '../tables.js';

/** Whether a table is a list of ours, by the name of its sheet or file. */
export function isCalled({ file, ...rest }: Table, names: readonly string[]): boolean {
  const sheet = 'sheet' in rest ? rest.sheet : undefined;
  return [sheet, file.replace(/\.\w{1,5}$/, '')].some(
    (name) => name !== undefined && names.some((one) => bare(name).includes(bare(one))),
  );
}

/**
 * The rows of a list that people have filled in, as texts by the heads asked for, each of several words; none where the first of the heads is missing.
 * O(cells).
 */
export function filledRows<Head extends string>(
  table: Table,
  heads: Readonly<Record<Head, readonly string[]>>,
): Record<Head, string>[] {
  const names = Object.entries(heads) as [Head, readonly string[]][];
  for (const rows of rowsIn(table)) {
    for (const [top, row] of rows.slice(0, 10).entries()) {
      const words = row.map((cell) => fold(textOf(cell)));
      const at = names.map(([head, also]) => [head, Math.max(...also.map((one) => words.indexOf(fold(one))))] as const);
      if (at.some(([, column]) => column < 0)) continue;
      return rows.slice(top + 1).map((cells) => {
        const texts = at.map(([head, column]) => [head, unguarded(textOf(cells[column])).trim()] as const);
        return Object.fromEntries(texts) as Record<Head, string>;
      });
    }
  }
  return [];
}

function* rowsIn(table: Table): Generator<readonly (readonly Cell[])[]> {
  if ('rows' in table) return yield table.rows;
  const decoded = decodeText(table.data);
  if (decoded) for (const separator of SEPARATORS) yield parseCsv(decoded.text, separator).rows;
}
