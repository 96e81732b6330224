import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runDesk } from '../../../src/desk/desk.js';
import { openFiles, planTables, readFiles, toCsv, toWorkbook, writeTables } from '../../../src/io/index.js';
import { readSheets } from '../../../src/week/read-sheets.js';
import { filledIn, writeOut } from '../../../src/week/results.js';
import { bytesOf, fingerprint, type Shelf, shelfOf, textIn } from '../../../src/week/shelf.js';
import { keptFiles, listFiles, listsOf, planWeek, readWeek, reportOf, sentOf } from '../../../src/week/week.js';
import { scratchFolder } from '../../examples/run-example.js';
import { RICH } from '../../support/samples.js';

const scratch = scratchFolder();

/** The files of a folder, by their paths in it. */
function filesOf(folder: string): Map<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    names
      .map(({ parentPath, name }) => join(parentPath, name))
      .map((path) => [path.slice(folder.length + 1), readFileSync(path, 'latin1')] as const)
      .sort(),
  );
}

/** The desk without a disk, as a page has it. */
async function inMemory(sheets: { name: string; data: Uint8Array }[], shelf: Shelf): Promise<void> {
  const given = { locale: 'zh', csv: true } as const;
  const week = await readWeek(await readSheets(await openFiles(sheets), shelf), shelf, given);
  const made = await planWeek(week, given, { at: () => {} });
  const lists = planTables(made.read.network, made.plan, { locale: 'zh' });
  const files = await listFiles(listsOf(made, lists, given), given);
  for (const [file, text] of sentOf(made, 'zh')) files.set(file, text);
  files.set('report.html', await reportOf(made, lists, given));
  await writeOut(shelf, files, keptFiles(made));
}

describe('a week without a disk', () => {
  it('has the files of the command, in the second week too', async () => {
    const [folder, out] = [join(scratch, 'sheets'), join(scratch, 'out')];
    mkdirSync(folder, { recursive: true });
    const sheets = writeTables(RICH).map((table) => ({
      name: table.file,
      data: bytesOf(toCsv(table)),
    }));
    for (const { name, data } of sheets) writeFileSync(join(folder, name), data);
    const kept = new Map<string, Uint8Array>();
    for (const turn of ['first', 'second']) {
      await runDesk(folder, { locale: 'zh', out, csv: true });
      await inMemory(sheets, shelfOf(kept));
      const here = [...kept].map(([name, data]) => [name, Buffer.from(data).toString('latin1')] as const).sort();
      const there = filesOf(out);
      expect(here.map(([name]) => name)).toEqual([...there.keys()]);
      for (const [name, data] of here) expect([turn, name, data === there.get(name)]).toEqual([turn, name, true]);
    }
    expect([...kept.keys()]).toContain('previous.json');
  });
});

describe('lists that came back', () => {
  it('are read for what came of them only, wherever they lie', async () => {
    const sheets = writeTables(RICH).map((table) => ({ name: table.file, data: bytesOf(toCsv(table)) }));
    const shelf = shelfOf(new Map());
    const given = { locale: 'zh' } as const;
    const week = await readWeek(await readSheets(await openFiles(sheets), shelf), shelf, given);
    const made = await planWeek(week, given, { at: () => {} });
    const lists = listsOf(made, planTables(made.read.network, made.plan, given), given);
    for (const { sheet, rows } of lists.filter((list) => list.sheet.startsWith('派单表（按供给方）'))) {
      const at = rows[0]!.indexOf('结果');
      for (const row of rows.slice(1)) row[at] = '完成';
      expect(sheet).toBe('派单表（按供给方）');
    }
    const book = { name: '五社联动方案.xlsx', data: await toWorkbook(lists) };
    await writeOut(shelf, new Map(), keptFiles(made));
    const back = await readWeek(await readSheets(await openFiles([...sheets, book]), shelf), shelf, given);
    const records = ({ read }: typeof back) => [...read.network.nodes()].sort();
    expect(records(back)).toEqual(records(week));
    expect(back.returned?.counts.get('done')).toBeGreaterThan(0);
    expect(back.returned?.plan.linkages).toEqual([]);
  });
});

describe('the folder of results', () => {
  it('takes back what it wrote, keeps what somebody has filled in, and leaves alone what is not its own', async () => {
    const shelf = shelfOf(new Map([['mine.txt', bytesOf('mine')]]));
    await writeOut(
      shelf,
      new Map([
        ['lists/a.csv', 'a'],
        ['lists/b.csv', 'b'],
      ]),
      new Map([['plan.json', '{}']]),
    );
    await shelf.write('lists/b.csv', 'filled in');
    expect((await filledIn(shelf)).map(({ name }) => name)).toEqual(['lists/b.csv']);
    const moved = await writeOut(shelf, new Map([['lists/c.csv', 'c']]));
    expect(moved).toEqual([`filled-in/${fingerprint('filled in').slice(0, 8)} b.csv`]);
    expect(await textIn(shelf, moved[0]!)).toBe('filled in');
    expect([await textIn(shelf, 'lists/a.csv'), await textIn(shelf, 'lists/b.csv')]).toEqual([undefined, undefined]);
    expect([await textIn(shelf, 'mine.txt'), await textIn(shelf, 'plan.json')]).toEqual(['mine', '{}']);
  });

  it('goes nowhere else, whatever its manifest says', async () => {
    const files = new Map([['manifest.json', bytesOf('{"../out.txt":"x","/etc/out.txt":"x","c:\\\\out.txt":"x"}')]]);
    const asked: string[] = [];
    const shelf = shelfOf(files);
    const read = (file: string) => {
      asked.push(file);
      return shelf.read(file);
    };
    await writeOut({ ...shelf, read }, new Map());
    expect(asked).toEqual(['manifest.json']);
  });
});

describe('files at hand', () => {
  it('are read as those of a folder are', async () => {
    const folder = join(scratch, 'mixed');
    mkdirSync(join(folder, 'sub'), { recursive: true });
    const files = { 'b.csv': 'x\n1', 'sub/a.csv': 'y\n2', 'photo.jpg': 'z', '~$b.xlsx': 'open' };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const there = await readFiles(folder);
    const here = await openFiles(Object.entries(files).map(([name, text]) => ({ name, data: bytesOf(text) })));
    const plain = (tables: typeof here) =>
      tables.map((table) => ('data' in table ? { ...table, data: String(table.data) } : table));
    expect(plain(here).map((table) => ('data' in table ? table.file : table))).toEqual(
      plain(there).map((table) => ('data' in table ? table.file : table)),
    );
  });
});
