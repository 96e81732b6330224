import { LinkageError } from '../errors/linkage-error.js';
import { byCodeUnit } from '../model/order.js';
import type { Bilingual } from '../model/vocabulary.js';
import { inBoth } from '../say/reading.js';
import { unreadable } from './book/archive.js';
import { sheetsOf } from './book/workbook.js';
import { bookOf } from './book/write-book.js';
import { peer } from './peer.js';
import type { SheetTable, Table, TableIssue, WrittenTable } from './tables.js';

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

/** The tables of files whose bytes are at hand, as {@link readFiles} gives those of a folder: what is no table comes without rows and says why it is not read. */
export async function openFiles(
  files: readonly { readonly name: string; readonly data: Uint8Array }[],
): Promise<Table[]> {
  const sorted = files.toSorted((a, b) => byCodeUnit(a.name, b.name));
  const known = sorted.filter(({ name }) => !name.split('/').some((step) => PASSED_OVER.test(step)));
  return (
    await Promise.all(
      known.map(({ name, data }) => tablesOf(name, data as Uint8Array<ArrayBuffer>).catch(untold(name))),
    )
  ).flat();
}

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

/**
 * Tables as the sheets of one workbook, XLSX, ready to be printed: header in bold on every page, landscape, as wide as a page. The same tables are the same bytes. Takes the optional package
 * `fflate`. A text that is too long for a cell ends with `…`.
 *
 * @throws LinkageError `PEER_MISSING`
 * @example
 * writeFileSync('lists.xlsx', await toWorkbook(writeTables(input)));
 */
export async function toWorkbook(tables: readonly WrittenTable[]): Promise<Uint8Array> {
  return bookOf(tables, await peer<typeof import('fflate')>('fflate', 'Workbooks'));
}
