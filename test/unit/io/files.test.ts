import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { LinkageError } from '../../../src/errors/linkage-error.js';
import {
  importTables,
  readFiles,
  readTables,
  type SheetTable,
  tableTemplates,
  toCsv,
  toWorkbook,
  type WrittenTable,
} from '../../../src/io/index.js';
import { scratchFolder } from '../../examples/run-example.js';
import { processorSeconds } from '../../support/processor.js';
import { shown, withoutMarks } from './tables.js';

const scratch = scratchFolder();

function file(name: string, data: string | Uint8Array): string {
  writeFileSync(join(scratch, name), data);
  return join(scratch, name);
}

const sheet = (name: string, ...rows: WrittenTable['rows']): WrittenTable => ({
  file: `${name}.csv`,
  sheet: name,
  rows,
});

/** The code of the error, and its first fault. */
async function refusal(work: Promise<unknown>): Promise<[string, string | undefined]> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof LinkageError)) throw error ?? new Error('did not throw');
  return [error.code, error.details[0]?.message];
}

describe('readFiles', () => {
  it('reads the tables of a folder and those in it, by name, tells of what is no table, and passes over what is open', async () => {
    const folder = join(scratch, 'lists');
    mkdirSync(join(folder, '城西', '老'), { recursive: true });
    mkdirSync(join(folder, 'out', 'lists'), { recursive: true });
    const names = [
      '需求.csv',
      '社区.tsv',
      '~$需求.xlsx',
      '.hidden.csv',
      'photo.jpg',
      '城西/老/需求.csv',
      '城西/台账.et',
    ];
    for (const name of [...names, 'out/plan.json', 'out/lists/需求清单.csv']) writeFileSync(join(folder, name), 'id');
    writeFileSync(join(folder, '坏.xlsx'), 'PK\u0003\u0004');
    const tables = await readFiles(folder);
    const told = tables.map((table) => [table.file, 'rows' in table ? table.notes?.[0]?.said.en : undefined]);
    expect(told).toEqual([
      ['out/', 'results of an earlier run, not read.'],
      ['photo.jpg', 'this is no table; it is not read.'],
      ['坏.xlsx', 'this is no workbook, or it is damaged. Maybe save it as .xlsx again.'],
      ['城西/台账.et', 'this is a .et file, which is not read. Maybe save it as .xlsx.'],
      ['城西/老/需求.csv', undefined],
      ['社区.tsv', undefined],
      ['需求.csv', undefined],
    ]);
    const { issues, tables: read } = importTables(tables);
    expect(issues.filter(({ code }) => code === 'NOT_READ').map(({ file }) => file)).toEqual(
      told.slice(0, 4).map(([file]) => file),
    );
    expect(read.map(({ file }) => file)).toEqual(told.map(([file]) => file));
  });

  it('reads workbooks: dates, long codes, texts like formulas, several sheets', async () => {
    const workbook = await toWorkbook([
      sheet('社区', ['编号', '名称', '行政区划代码'], ['c', '=1+1', 460105001000]),
      sheet('需求', ['编号', '社区', '紧急程度', '能力', '截止日期'], [1, 'c', '急', 'x', '2026-03-07']),
    ]);
    const { network, issues } = importTables(await readFiles(file('表.xlsx', workbook)));
    expect(shown(issues)).toEqual([]);
    expect(network.getNodeAttributes('community:c')).toMatchObject({
      record: { name: { en: '=1+1' }, adminCode: '460105001' },
    });
  });

  it('reads back what XML cannot hold, or might take for something else', async () => {
    const names = [
      'a\u0001b',
      '\u0000',
      'x\ufffe',
      '_x0041_',
      '__x000A_x',
      '<b>&"\'',
      ' lead',
      'a\r\nb',
      '\u{1f600}',
      "'=1",
    ];
    const rows = names.map((name, i) => [String(i), name]);
    const path = file('名.xlsx', await toWorkbook([sheet('社区', ['编号', '名称'], ...rows)]));
    const [table] = await readFiles(path);
    const { input } = readTables([table!]);
    // Blanks around a cell are no part of it.
    expect(input.communities.map(({ name }) => name)).toEqual(names.map((name) => name.trim()));
  });

  it('tells of cells that hold an error', async () => {
    const rows = [
      ['编号', '社区', '紧急程度', '能力', '数量'],
      ['1', 'c', '急', 'x', 777],
      ['2', 'c', '急', 'x', 3],
    ];
    const parts = unzipSync(await toWorkbook([sheet('社区', ['编号'], ['c']), sheet('需求', ...rows)]));
    const changed = Object.entries(parts).map(([name, xml]): [string, Uint8Array] => {
      const text = strFromU8(xml).replace(/<c r="E2"[^>]*><v>777<\/v>/, '<c r="E2" s="1" t="e"><f>B9</f><v>#REF!</v>');
      return [name, name.startsWith('xl/worksheets/') ? strToU8(text) : xml];
    });
    const { network, issues } = importTables(await readFiles(file('错.xlsx', zipSync(Object.fromEntries(changed)))));
    expect(shown(issues)).toEqual(['错.xlsx/需求/2/数量 CELL_CHANGED #REF!']);
    // How much is asked is not known.
    expect(network.getNodeAttribute('need:1', 'record')).toMatchObject({ requirements: [{ quantity: 'unknown' }] });
    expect(network.hasNode('need:2')).toBe(true);
  });

  it('reads the templates back, as one workbook or as many files', async () => {
    const tables = withoutMarks(tableTemplates());
    const [book] = [importTables(await readFiles(file('模板.xlsx', await toWorkbook(tables))))];
    const files = importTables(await readFiles(...tables.map((table) => file(table.file, toCsv(table)))));
    expect([shown(book!.issues), shown(files.issues)]).toEqual([[], []]);
    expect(book!.network.export()).toEqual(files.network.export());
  });

  it.each([
    ['old.xls', 'x', /this is a \.xls file, which is not read\. Maybe save it as \.xlsx/],
    ['table.ods', 'x', /this is a \.ods file/],
    ['picture.png', 'x', /this is no table/],
    ['no.xlsx', 'x', /this is no workbook/],
    ['half.xlsx', 'PK\u0003\u0004', /this is no workbook, or it is damaged/],
    ['gone.xlsx', undefined, /no such file/],
  ])('refuses %s', async (name, data, message) => {
    const path = data === undefined ? join(scratch, name) : file(name, data);
    const [code, reason] = await refusal(readFiles(path));
    expect(code).toBe('UNREADABLE_FILE');
    expect(reason).toMatch(message);
  });

  it('refuses a folder that is not there', async () => {
    expect(await refusal(readFiles(join(scratch, 'nowhere')))).toEqual(['UNREADABLE_FILE', 'no such file or folder']);
  });

  it('writes no cell that is longer than Excel takes', async () => {
    const [table] = await readFiles(file('长.xlsx', await toWorkbook([sheet('长', ['a'.repeat(40_000)])])));
    const [[cell]] = (table as SheetTable).rows as [[string]];
    expect([cell.length, cell.at(-1)]).toEqual([32_767, '…']);
  });

  it('fault 78: reads a flood of numeric references in time, and refuses what comes out of it', async () => {
    const parts = unzipSync(await toWorkbook([sheet('社区', ['编号'], ['c'])]));
    const strings = Object.keys(parts).find((name) => name.endsWith('sharedStrings.xml'))!;
    const text = strFromU8(parts[strings]!).replace('>c<', `>${'&#97;'.repeat(1_000_000)}<`);
    const seconds = await processorSeconds(async () => {
      const tables = await readFiles(file('flood.xlsx', zipSync({ ...parts, [strings]: strToU8(text) })));
      expect(importTables(tables).issues.map(({ code }) => code)).toContain('TOO_LARGE');
    });
    expect(seconds).toBeLessThan(60);
  });

  it('fault 78: does not expand entities of a workbook', async () => {
    const parts = unzipSync(await toWorkbook([sheet('社区', ['编号'], ['c'])]));
    const strings = Object.keys(parts).find((name) => name.endsWith('sharedStrings.xml'))!;
    const bomb = '<!DOCTYPE sst [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>';
    const text = strFromU8(parts[strings]!).replace('<sst', `${bomb}<sst`).replace('>c<', '>&b;<');
    expect(text).toContain('&b;');
    const path = file('bomb.xlsx', zipSync({ ...parts, [strings]: strToU8(text) }));
    const read = await readFiles(path).catch((error: unknown) => error);
    expect(JSON.stringify(read)).not.toContain('aaaa');
  });
});
