import { LinkageError } from '../errors/linkage-error.js';
import { byCodeUnit } from '../model/order.js';
import type { Bilingual } from '../model/vocabulary.js';
import { inBoth } from '../say/reading.js';
import { unreadable } from './book/archive.js';
import { looks, WIDEST, widthOf } from './book/looks.js';
import { sheetsOf } from './book/workbook.js';
import { guarded } from './csv.js';
import { peer } from './peer.js';
import type { Cell, SheetTable, Table, TableIssue, WrittenColumn, WrittenTable } from './tables.js';

type WriteExcel = typeof import('write-excel-file/universal');

/** Files of programs for tables that are not read. */
const OTHER_BOOK = /\.(?:xlsb|xls|ett?|ods|fods|numbers)$/i;
const BOOK = /\.(?:xlsx|xlsm)$/i;
const TEXT = /\.(?:csv|tsv|txt)$/i;
/** What programs put there while they have a file open, and what systems do. */
const PASSED_OVER = /^(?:~\$|\.|thumbs\.db$|desktop\.ini$)/i;

/**
 * The tables of files and folders, for `readTables` and `importTables`: of a folder, and the folders in it, all CSV, TSV, TXT, XLSX and XLSM
 * files, by name; what else is there comes as a table without rows that says why it is not read. Workbooks take the optional package
 * `fflate`. Only in Node; elsewhere pass `{ file, data }`, or what a reader of workbooks gives as `{ file, sheet, rows }`.
 *
 * @throws LinkageError `UNREADABLE_FILE` for a path that is not there, or a file that was named and cannot be read; `PEER_MISSING`
 */
export async function readFiles(...paths: string[]): Promise<Table[]> {
  const fs = globalThis.process?.getBuiltinModule?.('node:fs/promises');
  const { basename, join, relative } = globalThis.process?.getBuiltinModule?.('node:path') ?? {};
  if (!fs || !basename || !join || !relative)
    throw unreadable(
      paths[0] ?? '',
      inBoth((words) => words.noFiles),
    );
  const tables: Table[] = [];
  for (const path of paths) {
    const found = await fs.stat(path).catch((error: Error) => {
      throw unreadable(path, closed(error));
    });
    const read = async (file: string, at: string): Promise<Table[]> => {
      const data = await fs.readFile(at).catch((error: Error) => {
        throw unreadable(file, closed(error));
      });
      return tablesOf(file, data);
    };
    if (!found.isDirectory()) {
      tables.push(...(await read(basename(path), path)));
      continue;
    }
    const names = (await fs.readdir(path, { recursive: true, withFileTypes: true }))
      .filter((entry) => !entry.isDirectory())
      .map((entry) => relative(path, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
      .filter((name) => !name.split('/').some((step) => PASSED_OVER.test(step)))
      .sort(byCodeUnit);
    const results = names.flatMap((name) => (name.endsWith('/plan.json') ? [name.slice(0, -'plan.json'.length)] : []));
    tables.push(
      ...results.map((file) =>
        unread(
          file,
          inBoth((words) => words.results),
        ),
      ),
    );
    for (const name of names) {
      if (results.some((folder) => name.startsWith(folder))) continue;
      tables.push(...(await read(name, join(path, name)).catch(untold(name))));
    }
  }
  return tables;
}

const unread = (file: string, said: Bilingual): SheetTable => ({ file, rows: [], notes: [{ code: 'NOT_READ', said }] });

const closed = ({ message, ...error }: Error & { code?: string }): Bilingual =>
  inBoth((words) => (error.code === 'ENOENT' ? words.gone : words.closed(message)));

/** Of a folder what cannot be read is told beside what can. */
const untold =
  (file: string) =>
  (error: unknown): SheetTable[] => {
    if (!(error instanceof LinkageError) || error.code !== 'UNREADABLE_FILE') throw error;
    return [unread(file, (error.details[0] as TableIssue).said!)];
  };

async function tablesOf(file: string, data: Uint8Array<ArrayBuffer>): Promise<Table[]> {
  const [kind] = OTHER_BOOK.exec(file) ?? [];
  if (kind !== undefined)
    throw unreadable(
      file,
      inBoth((words) => words.otherBook(kind.toLowerCase())),
    );
  // Workbooks are archives, whatever they are called.
  if (BOOK.test(file) || (data[0] === 0x50 && data[1] === 0x4b)) return sheetsOf(file, data);
  if (!TEXT.test(file))
    throw unreadable(
      file,
      inBoth((words) => words.noTable),
    );
  return [{ file, data }];
}

/** Excel holds no longer cell. */
const LONGEST = 32_767;

/**
 * Tables as the sheets of one workbook, XLSX, ready to be printed: header in bold on every page, landscape, as wide as a page. Takes the optional package `write-excel-file`. A text that is too long for a cell ends with `…`.
 *
 * @throws LinkageError `PEER_MISSING`
 * @example
 * writeFileSync('lists.xlsx', await toWorkbook(writeTables(input)));
 */
export async function toWorkbook(tables: readonly WrittenTable[]): Promise<Uint8Array> {
  const { default: write } = await peer<WriteExcel>('write-excel-file/universal', 'Workbooks');
  const sheets = tables.map(({ sheet, rows: [head = [], ...rows], columns }) => ({
    sheet,
    stickyRowsCount: 1,
    data: [head.map(headed), ...rows.map((row) => row.map((cell, i) => written(cell, columns?.[i])))],
  }));
  return new Uint8Array(await (await write(sheets, { features: [looks(tables)] }).toBlob()).arrayBuffer());
}

const headed = (cell: Cell) =>
  typeof cell === 'string' && cell !== ''
    ? { value: encoded(guarded(cell)), fontWeight: 'bold' as const, wrap: true, alignVertical: 'center' as const }
    : written(cell);

/** A cell as the writer takes it; a blank string would be a cell of its own, which only a column of text needs. */
function written(cell: Cell, { text, format }: WrittenColumn = {}) {
  const value = typeof cell === 'string' ? encoded(guarded(cell)) : (cell ?? null);
  if (text) return { value: value === null ? '' : String(value), type: String, format: '@' };
  if (typeof value === 'number' && format !== undefined) return { value, type: Number, format };
  if (typeof value === 'string' && widthOf(value) > WIDEST) return { value, type: String, wrap: true };
  return value === '' ? null : value;
}

/** Text as workbooks hold it: what XML cannot hold is written `_x0001_`, and so is the first sign of what looks like that. */
function encoded(text: string): string {
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST - 1).replace(/[\ud800-\udbff]$/, '')}…` : text;
  return short.replace(
    /_(?=x[\da-f]{4}_)|(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/giu,
    (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
  );
}
