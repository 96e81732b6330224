import type { FaultCode } from '../../errors/codes.js';
import { fold } from '../../errors/nearest.js';
import type { Bilingual } from '../../model/vocabulary.js';
import { textOf } from '../cells.js';
import { parseCsv, SEPARATORS, unguarded } from '../csv.js';
import { bare } from '../sheets/headings.js';
import { numberOf } from '../sheets/open.js';
import { decodeText } from '../sheets/text-encoding.js';
import { type Cell, type Table, type TableIssue, tableName } from '../tables.js';

/** Whether a table is a list of ours, by the name of its sheet or file. */
export function isCalled({ file, ...rest }: Table, names: readonly string[]): boolean {
  const sheet = 'sheet' in rest ? rest.sheet : undefined;
  return [sheet, file.replace(/\.\w{1,5}$/, '')].some(
    (name) => name !== undefined && names.some((one) => bare(name).includes(bare(one))),
  );
}

/** Whether a table is called just so, by its sheet or its file. */
export function isJust({ file, ...rest }: Table, names: readonly string[]): boolean {
  const sheet = 'sheet' in rest ? rest.sheet : undefined;
  const stem = file.slice(file.lastIndexOf('/') + 1).replace(/\.\w{1,5}$/, '');
  return [sheet, stem].some((name) => name !== undefined && names.some((one) => bare(name) === bare(one)));
}

/**
 * The rows of a list that people have filled in, as texts by the heads asked for, each of several words, with the number of the row; none where a head is missing that is not
 * `optional`. O(cells).
 */
export function filledRows<Head extends string>(
  table: Table,
  heads: Readonly<Record<Head, readonly string[]>>,
  optional: readonly NoInfer<Head>[] = [],
): (Record<Head, string> & { readonly row: number })[] {
  const names = Object.entries(heads) as [Head, readonly string[]][];
  const numbers = 'rows' in table ? table.numbers : undefined;
  for (const rows of rowsIn(table)) {
    for (const [top, row] of rows.slice(0, 10).entries()) {
      const words = row.map((cell) => fold(textOf(cell)));
      const at = names.map(([head, also]) => [head, Math.max(...also.map((one) => words.indexOf(fold(one))))] as const);
      if (at.some(([head, column]) => column < 0 && !optional.includes(head))) continue;
      return rows.slice(top + 1).map((cells, n) => {
        const texts = at.map(([head, column]) => [head, unguarded(textOf(cells[column])).trim()] as const);
        const number = numberOf({ numbers }, top + 1 + n);
        return { ...(Object.fromEntries(texts) as Record<Head, string>), row: number };
      });
    }
  }
  return [];
}

/** Something wrong in a list that people fill in. */
export function issueIn(
  table: Table,
  row: number,
  column: string,
  value: unknown,
  code: FaultCode,
  said: Bilingual,
): TableIssue {
  const sheet = 'sheet' in table ? table.sheet : undefined;
  const path = [tableName({ file: table.file, sheet }), row, column];
  return {
    code,
    path,
    value,
    message: said.en,
    said,
    file: table.file,
    ...(sheet !== undefined && { sheet }),
    row,
    column,
  };
}

function* rowsIn(table: Table): Generator<readonly (readonly Cell[])[]> {
  if ('rows' in table) return yield table.rows;
  const decoded = decodeText(table.data);
  if (decoded) for (const separator of SEPARATORS) yield parseCsv(decoded.text, separator).rows;
}
