import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tableTemplates, toCsv, toWorkbook } from '../src/io/index.js';
import { languageFrom, readArguments } from './arguments.js';

const usage = {
  call: 'npm run template -- [templates] [--lang zh|en]',
  about:
    'Writes lists to fill in, one CSV file each and all in one workbook: headers, a few rows as examples, and a page on every column.',
};
const { positionals, values } = readArguments(usage, { lang: { type: 'string', default: 'zh' } }, 1);
const locale = languageFrom(usage, values.lang);
const folder = positionals[0] ?? 'templates';
const tables = tableTemplates({ locale });
mkdirSync(folder, { recursive: true });
for (const table of tables) writeFileSync(join(folder, table.file), toCsv(table));
const workbook = join(folder, locale === 'zh' ? '五社联动.xlsx' : 'lists.xlsx');
writeFileSync(workbook, await toWorkbook(tables));
console.log([...tables.map(({ file }) => join(folder, file)), workbook].join('\n'));
