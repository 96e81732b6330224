import { LinkageError } from '../errors/linkage-error.js';
import { byCodeUnit } from '../model/order.js';
import { guarded } from './csv.js';
import { peer } from './peer.js';
import type { SheetTable, Table, WrittenTable } from './tables.js';

type ReadExcel = typeof import('read-excel-file/universal');
type WriteExcel = typeof import('write-excel-file/universal');

/** What a folder is searched for; files that Excel has open are passed over. */
const TABLE_FILE = /^(?!~\$|\.).*\.(?:csv|tsv|txt|xlsx|xls)$/i;

/**
 * The tables of files and folders, for `readTables` and `importTables`: of a folder all its CSV, TSV, TXT and XLSX files, by name.
 * Workbooks take the optional package `read-excel-file`. Only in Node; elsewhere pass `{ file, data }`, or what a reader of workbooks
 * gives as `{ file, sheet, rows }`.
 *
 * @throws LinkageError `UNREADABLE_FILE`, `PEER_MISSING`
 */
export async function readFiles(...paths: string[]): Promise<Table[]> {
  const fs = globalThis.process?.getBuiltinModule?.('node:fs/promises');
  const { basename, join } = globalThis.process?.getBuiltinModule?.('node:path') ?? {};
  if (!fs || !basename || !join) throw unreadable(paths[0] ?? '', 'there are no files here. Maybe pass their bytes.');
  const tables: Table[] = [];
  for (const path of paths) {
    const told = (error: Error) => Promise.reject(unreadable(path, error.message));
    const found = await fs.stat(path).catch(told);
    const files = found.isDirectory()
      ? (await fs.readdir(path))
          .filter((name) => TABLE_FILE.test(name))
          .sort(byCodeUnit)
          .map((name) => join(path, name))
      : [path];
    for (const file of files) tables.push(...(await tablesOf(basename(file), await fs.readFile(file).catch(told))));
  }
  return tables;
}

async function tablesOf(file: string, data: Uint8Array<ArrayBuffer>): Promise<Table[]> {
  if (/\.xls$/i.test(file)) throw unreadable(file, 'this is the workbook of an old Excel. Maybe save it as .xlsx.');
  return /\.xlsx$/i.test(file) ? sheetsOf(file, data) : [{ file, data }];
}

async function sheetsOf(file: string, data: Uint8Array<ArrayBuffer>): Promise<SheetTable[]> {
  const { default: read } = await peer<ReadExcel>('read-excel-file/universal', 'Workbooks');
  try {
    const sheets = await read(new Blob([await withErrors(data)]), { trim: false });
    return sheets.map(({ sheet, data: rows }) => ({ file, sheet, rows: rows as SheetTable['rows'] }));
  } catch (error) {
    throw unreadable(file, `this is no workbook: ${(error as Error).message}`);
  }
}

const ERROR = /(<c\b[^>]*?\st=")e"/g;

/**
 * The workbook with its errors as texts, `#REF!`: the reader takes them for blank, and nobody would be told. Done by the package that the
 * reader unpacks with; where that is not to be had, or this is no archive, the workbook as it is.
 */
async function withErrors(data: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const { strFromU8, strToU8, unzipSync, zipSync } = await peer<typeof import('fflate')>('fflate', 'Workbooks');
    const sheets = unzipSync(data, { filter: ({ name }) => name.startsWith('xl/worksheets/') });
    const told = Object.entries(sheets).flatMap(([name, xml]) => {
      const text = strFromU8(xml);
      return text.search(ERROR) < 0 ? [] : [[name, strToU8(text.replace(ERROR, '$1str"'))] as const];
    });
    return told.length === 0 ? data : zipSync({ ...unzipSync(data), ...Object.fromEntries(told) }, { level: 0 });
  } catch {
    return data;
  }
}

/**
 * Tables as the sheets of one workbook, XLSX. Takes the optional package `write-excel-file`.
 *
 * @throws LinkageError `PEER_MISSING`
 * @example
 * writeFileSync('lists.xlsx', await toWorkbook(writeTables(input)));
 */
export async function toWorkbook(tables: readonly WrittenTable[]): Promise<Uint8Array> {
  const { default: write } = await peer<WriteExcel>('write-excel-file/universal', 'Workbooks');
  const sheets = tables.map(({ sheet, rows }) => ({
    sheet,
    stickyRowsCount: 1,
    // A blank string would be a cell of its own.
    data: rows.map((row) =>
      row.map((cell) => (typeof cell === 'string' ? (cell === '' ? null : encoded(guarded(cell))) : (cell ?? null))),
    ),
  }));
  return new Uint8Array(await (await write(sheets).toBlob()).arrayBuffer());
}

/** Text as workbooks hold it: what XML cannot hold is written `_x0001_`, and so is the first sign of what looks like that. */
function encoded(text: string): string {
  return text.replace(
    /_(?=x[\da-f]{4}_)|(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/giu,
    (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
  );
}

function unreadable(file: string, reason: string): LinkageError {
  return new LinkageError('UNREADABLE_FILE', 'This file cannot be read.', [
    { code: 'UNREADABLE_FILE', path: [file], value: undefined, message: reason },
  ]);
}
