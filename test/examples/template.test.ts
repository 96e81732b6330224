import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importTables, readFiles, tableTemplates } from '../../src/io/index.js';
import { runExample, scratchFolder } from './run-example.js';

const scratch = scratchFolder();

describe('template', () => {
  it.each([
    ['zh', '五社联动.xlsx'],
    ['en', 'lists.xlsx'],
  ] as const)('writes lists in %s that can be read back', async (locale, workbook) => {
    const folder = join(scratch, locale);
    const { status, stdout, stderr } = runExample('template.ts', [folder, '--lang', locale]);
    expect([status, stderr]).toEqual([0, '']);
    const files = [...tableTemplates({ locale }).map(({ file }) => file), workbook];
    expect(readdirSync(folder).sort()).toEqual(files.sort());
    expect(stdout.trim().split('\n')).toHaveLength(files.length);
    expect(importTables(await readFiles(join(folder, workbook))).issues).toEqual([]);
  });
});
