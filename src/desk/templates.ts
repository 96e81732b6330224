import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tableTemplates, toCsv, toWorkbook, type WrittenTable } from '../io/index.js';
import { DESK_WORDS } from '../say/words.js';
import { ifInstalled } from '../week/if-installed.js';

/** Lists to fill in. */
export const writeTemplates = (folder: string, options: SheetsWritten): Promise<string[]> =>
  writeSheets(folder, tableTemplates(options), options);

export interface SheetsWritten {
  readonly locale: 'zh' | 'en';
  readonly csv: boolean;
}

/**
 * Writes lists, all in one workbook or, where that is asked for or `fflate` is not there, a CSV file each; never both, since one folder of them is read as
 * one set. Gives what was written.
 */
export async function writeSheets(
  folder: string,
  tables: readonly WrittenTable[],
  { locale, csv }: SheetsWritten,
): Promise<string[]> {
  const book = csv ? undefined : await ifInstalled(toWorkbook(tables));
  const files: [name: string, data: string | Uint8Array][] = book
    ? [[DESK_WORDS[locale].templates, book]]
    : tables.map((table) => [table.file, toCsv(table)]);
  await mkdir(folder, { recursive: true });
  for (const [file, data] of files) await writeFile(join(folder, file), data);
  return files.map(([file]) => join(folder, file));
}
