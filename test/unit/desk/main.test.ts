import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCommand } from '../../../src/desk/command.js';
import { progressBar } from '../../../src/desk/progress.js';
import { parsePlan } from '../../../src/index.js';
import { importTables, readFiles, tableTemplates, toCsv, toWorkbook } from '../../../src/io/index.js';
import { SHEETS } from '../../../src/say/words.js';
import { scratchFolder } from '../../examples/run-example.js';
import { runProgramOf } from '../../support/program.js';
import { withoutMarks } from '../io/tables.js';

const scratch = scratchFolder();

/** The command as a shell runs it, in this process: to start one takes longer than most of what is tested. */
async function run(...args: string[]) {
  const home = process.cwd();
  process.chdir(scratch);
  try {
    const { status, out, error } = await runCommand(args);
    return { status, stdout: out, stderr: error };
  } finally {
    process.chdir(home);
  }
}

function folder(name: string, files: Readonly<Record<string, string | Uint8Array>>): string {
  mkdirSync(join(scratch, name), { recursive: true });
  for (const [file, data] of Object.entries(files)) writeFileSync(join(scratch, name, file), data);
  return name;
}

const templates = Object.fromEntries(withoutMarks(tableTemplates()).map((table) => [table.file, toCsv(table)]));

describe('template', () => {
  it.each([
    ['zh', '五社联动.xlsx'],
    ['en', 'lists.xlsx'],
  ] as const)('writes lists in %s that can be read back, as files or as a workbook', async (locale, workbook) => {
    const files = tableTemplates({ locale }).map(({ file }) => file);
    for (const [args, expected] of [
      [['--csv'], files],
      [[], [workbook]],
    ] as const) {
      const into = `template-${locale}${args.join()}`;
      const { status, stdout, stderr } = await run('template', into, '--lang', locale, ...args);
      expect([status, stderr]).toEqual([0, '']);
      expect(readdirSync(join(scratch, into)).sort()).toEqual([...expected].sort());
      expect(stdout.trim().split('\n')).toHaveLength(expected.length);
      expect(importTables(await readFiles(join(scratch, into))).issues).toEqual([]);
    }
  });
});

describe('desk', () => {
  it.each(['zh', 'en'] as const)('makes lists, plan, report and graph in %s of a folder of sheets', async (locale) => {
    const out = `out-${locale}`;
    const { status, stdout, stderr } = await run(
      'desk',
      folder('good', templates),
      '--lang',
      locale,
      '--out',
      out,
      '--csv',
    );
    expect([status, stderr]).toEqual([0, '']);
    const lists = readdirSync(join(scratch, out, 'lists'));
    expect(lists.sort()).toEqual(
      Object.values(SHEETS)
        .map((name) => `${name[locale]}.csv`)
        .sort(),
    );
    expect(parsePlan(readFileSync(join(scratch, out, 'plan.json'), 'utf8')).status).toBe('optimal');
    expect(readFileSync(join(scratch, out, 'plan.gexf'), 'utf8')).toContain('<gexf');
    expect(stdout.trim().split('\n').at(-1)).toBe(join(out, 'report.html'));
    const page = readFileSync(join(scratch, out, 'report.html'), 'utf8');
    expect(page).toContain(`<html lang="${locale === 'zh' ? 'zh-CN' : 'en'}">`);
    expect(page).toMatch(locale === 'zh' ? /读入 (\d+) 条中的 \1 条/ : /(\d+) of \1 rows read/);
    for (const part of ['class="chart"', locale === 'zh' ? '先到先得' : 'First come, first served'])
      expect(page).toContain(part);
    expect(page).not.toContain(locale === 'zh' ? 'First come, first served' : '先到先得');
    expect(stdout).not.toMatch(/undefined|NaN|\[object/);
  });

  it('reads one workbook, and writes one', async () => {
    const book = folder('book', { '五社联动.xlsx': await toWorkbook(withoutMarks(tableTemplates())) });
    expect((await run('desk', join(book, '五社联动.xlsx'), '--out', 'out-book')).status).toBe(0);
    const made = await readFiles(join(scratch, 'out-book/lists/五社联动方案.xlsx'));
    expect(made.map((table) => 'sheet' in table && table.sheet)).toEqual(Object.values(SHEETS).map(({ zh }) => zh));
  });

  it('lists what is wrong with sheets, goes on with the rest, and ends well', async () => {
    const sheets = folder('faulty', {
      ...templates,
      '志愿者.csv': '编号,社区,能力,数量\n\u001b[31m1,c1,陪同就医,很多\n',
    });
    const { status, stdout } = await run('desk', sheets, '--out', 'out-faulty', '--csv');
    expect(status).toBe(0);
    expect(stdout).toContain('志愿者.csv 第 2 行 数量 “很多”：不是数字');
    expect(stdout).not.toContain('\u001b');
    const issues = readFileSync(join(scratch, 'out-faulty/lists/问题清单.csv'), 'utf8');
    expect(issues.match(/,NOT_A_NUMBER/g)).toHaveLength(1);
  });

  it('fault 82: writes nothing outside its folder, whatever the sheets say', async () => {
    const sheets = folder('paths', {
      '社工站.csv': '编号,名称,层级\n../../s,../../站,街道\n',
      '社区.csv': '编号,名称,社工站\n../../c,/etc/社区,../../s\n',
      '需求.csv': '编号,社区,急难愁盼,能力\n../../n,../../c,急,..\\..\\x\n',
    });
    const before = readdirSync(scratch).sort();
    expect((await run('desk', sheets, '--out', 'out-paths', '--csv')).status).toBe(0);
    expect(readdirSync(scratch).sort()).toEqual([...before, 'out-paths'].sort());
    expect(readdirSync(join(scratch, 'out-paths')).sort()).toEqual([
      'lists',
      'made.json',
      'manifest.json',
      'plan.gexf',
      'plan.json',
      'report.html',
      'week.json',
    ]);
    expect(readdirSync(join(scratch, 'out-paths/lists'))).toHaveLength(Object.keys(SHEETS).length);
  });

  it.each([
    ['no table of needs', {}],
    ['a header and no rows', { '需求.csv': '编号,社区,紧急程度,能力\n' }],
    ['no need that can be read', { '需求.csv': '编号,社区,紧急程度,能力\n1,c,不知道,陪同就医\n' }],
    [
      'the examples of the template only',
      { '需求.csv': toCsv(tableTemplates().find(({ sheet }) => sheet === '需求')!) },
    ],
  ])('where nothing was read, claims nothing, and ends with exit code 1: %s', async (what, files) => {
    const sheets = folder(`bare-${what}`, { '社区.csv': '编号\nc', ...files });
    const { status, stdout } = await run('desk', sheets, '--out', `out-${what}`, '--lang', 'en', '--csv');
    expect(status).toBe(1);
    expect(stdout).toContain('No need was read');
    expect(stdout).not.toMatch(/100|met/);
    expect(readdirSync(join(scratch, `out-${what}`))).toEqual(['lists', 'manifest.json']);
    expect(readdirSync(join(scratch, `out-${what}`, 'lists'))).toContain(`${SHEETS.tables.en}.csv`);
  });

  it('says of how many it speaks, and groups what is wrong', async () => {
    const needs = Array.from({ length: 9 }, (_, i) => `${i + 1},c,${i < 4 ? '不知道' : '急'},陪同就医,1,次`);
    const sheets = folder('some', {
      '社区.csv': '编号\nc',
      '志愿者.csv': '编号,社区,能力,数量,单位\n1,c,陪同就医,90,次\n',
      '需求.csv': `编号,社区,紧急程度,能力,数量,单位\n${needs.join('\n')}\n`,
    });
    const { status, stdout } = await run('desk', sheets, '--out', 'out-some');
    expect(status).toBe(0);
    for (const said of [
      '读入 9 个中的 5 个',
      '需求 9 个中的 4 个',
      '第 2、3、4、5 行',
      '读入的 5 个需求均已满足；另有 4 个没有读入',
    ])
      expect(stdout).toContain(said);
    expect(stdout).not.toContain('所有需求均已满足');
  });

  it.each([
    [[], /请写 desk.*用法/s],
    [['desk'], /表格在哪个文件夹/],
    [['desk', '--lang', 'en'], /Which folder.*Usage/s],
    [['desk', 'nowhere'], /读不了：nowhere：没有这个文件或文件夹/],
    [['desk', 'nowhere', '--lang', 'en'], /cannot be read: nowhere: no such file or folder/],
    [['desk', 'empty'], /empty 里没有 CSV 文件或工作簿/],
    [['desk', 'a', 'b'], /多了“b”/],
    [['desk', 'a', 'b', '--lang', 'en'], /Unexpected argument 'b'/],
    [['desk', 'empty', '--lang', 'fr'], /--lang 不能是“fr”/],
    [['desk', 'empty', '--fast'], /--fast/],
    [['desk', 'good', '--now', 'soon'], /--now 不能是“soon”/],
    [['desk', 'good', '--compare', '二社'], /--compare 不能是“二社”/],
    [['desk', 'good', '--budget', '很多'], /--budget 不能是“很多”/],
    [['explain', 'good'], /需求编号/],
    [['verify', 'good', '--out', 'no-plan'], /还没有方案/],
    [['desk', 'good', '--previous', 'no-file.json'], /no-file/],
    [['desk', 'good/lists', '--out', 'good'], /写到表格所在的文件夹/],
    [['desk', 'good', '--out', 'good/需求.csv'], /写不了文件.*Excel/s],
    [['plan', 'empty', '--lang', 'en'], /Expected desk/],
  ])('ends with exit code 2 and one sentence on misuse: %j', async (args, message) => {
    mkdirSync(join(scratch, 'empty'), { recursive: true });
    const { status, stdout, stderr } = await run(...args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/ {4}at /);
  });

  it('says what it takes', async () => {
    const { status, stdout } = await run('--help');
    expect([status, stdout.startsWith('用法：five-society-linkage')]).toEqual([0, true]);
    expect(stdout).toContain('退出码');
    expect((await run('--help', '--lang', 'en')).stdout).toContain('Exit codes');
    expect((await run('--version')).stdout.trim()).toBe(
      JSON.parse(readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8')).version,
    );
  });
});

it('is a program', () => {
  const { status, stdout, stderr } = runProgramOf('src/desk/main.ts', ['desk', 'nowhere'], {}, scratch);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain('没有这个文件或文件夹');
  expect(runProgramOf('src/desk/main.ts', ['--version'], {}, scratch).stdout).toMatch(/^\d+\.\d+\.\d+/);
});

describe('the progress bar', () => {
  const written = (isTTY: boolean): string[] => {
    const lines: string[] = [];
    const stream = { isTTY, write: (text: string) => lines.push(text) } as unknown as NodeJS.WriteStream;
    const bar = progressBar('en', stream);
    bar.at('read');
    bar.at('solve', 12_345);
    bar.end();
    return lines;
  };

  it('says how far the work has come on a terminal, and leaves nothing behind', () => {
    const [first, second, last] = written(true);
    expect(first).toContain('reading');
    expect(second).toContain('matching 12,345');
    expect(last).toBe('\r\u001b[K');
  });

  it('is silent elsewhere', () => expect(written(false)).toEqual([]));
});
