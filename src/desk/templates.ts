import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tableTemplates, toCsv, toWorkbook } from '../io/index.js';
import { DESK_WORDS } from '../say/words.js';

/**
 * Writes lists to fill in: a CSV file each, or all in one workbook, for which it takes `write-excel-file`; never both, since one folder of
 * them is read as one set. Gives what was written.
 */
export async function writeTemplates(
  folder: string,
  { locale, xlsx }: { readonly locale: 'zh' | 'en'; readonly xlsx: boolean },
): Promise<string[]> {
  const tables = tableTemplates({ locale });
  const files: [name: string, data: string | Uint8Array][] = xlsx
    ? [[DESK_WORDS[locale].templates, await toWorkbook(tables)]]
    : tables.map((table) => [table.file, toCsv(table)]);
  await mkdir(folder, { recursive: true });
  for (const [file, data] of files) await writeFile(join(folder, file), data);
  return files.map(([file]) => join(folder, file));
}
