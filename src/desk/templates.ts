import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tableTemplates, toCsv, toWorkbook } from '../io/index.js';
import { ifInstalled } from './if-installed.js';

/** Writes lists to fill in, one CSV file each and all in one workbook where `write-excel-file` is installed; gives what was written. */
export async function writeTemplates(folder: string, locale: 'zh' | 'en'): Promise<string[]> {
  const tables = tableTemplates({ locale });
  const files = new Map<string, string | Uint8Array>(tables.map((table) => [table.file, toCsv(table)]));
  const workbook = await ifInstalled(toWorkbook(tables));
  if (workbook) files.set(locale === 'zh' ? '五社联动.xlsx' : 'lists.xlsx', workbook);
  await mkdir(folder, { recursive: true });
  for (const [file, data] of files) await writeFile(join(folder, file), data);
  return [...files.keys()].map((file) => join(folder, file));
}
