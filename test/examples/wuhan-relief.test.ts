import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { width } from '../../examples/terminal.js';
import { expectToAskForData, type Run, runExample, scratchFolder } from './run-example.js';

const FILE = '04-wuhan-relief.ts';
const DATA = process.env['FSL_DATA'];
const folder = DATA ? join(DATA, 'wuhan2020-relief') : '';
const scratch = scratchFolder();

describe('04-wuhan-relief', () => {
  it('says where to get the data when there is none, with exit code 2', () =>
    expectToAskForData(FILE, 'wuhan2020/wuhan2020'));

  it('reads a clone of the repository: 1 is an unknown amount, 0 is nothing', () => {
    const cell = (key: string, value: unknown, type = 'string') => ({ key, value, type });
    const hospital = (name: string, suits: number, masks: number) => [
      cell('区县', '江汉区'),
      cell('医院名称', name),
      cell('防护服', suits, 'supply'),
      cell('医用外科口罩', masks, 'supply'),
      cell('审核状态', '已审核', 'enum'),
    ];
    const factory = [
      cell('市', '日照市'),
      cell('厂商名称', '工厂'),
      cell('身体防护类产能', [{ specification: '防护服', value: 30 }], 'supplies'),
    ];
    const write = (path: string, rows: unknown): void => {
      const file = join(scratch, 'clone', 'data', 'json', path);
      mkdirSync(join(file, '..'), { recursive: true });
      writeFileSync(file, JSON.stringify(rows));
    };
    write('hospital/hubei/wuhanshi.json', [hospital('甲医院', 20, 1), hospital('乙医院', 40, 0), hospital('丙', 0, 0)]);
    write('factory/data.json', [factory]);
    const { status, stdout, stderr } = runExample(FILE, [join(scratch, 'clone'), '--out', scratch, '--lang', 'en']);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toContain('3 hospitals (0 not verified) with 3 needs, 2 of them with an amount.');
    expect(stdout).toMatch(/protective suits +60 +30 +30 +0/);
    expect(stdout).toMatch(/surgical masks +0 +0 +0 +1/);
    expect(stdout).toMatch(/丙 \(REQUIREMENT_MISSING\)/);
  });
});

// The data are not part of this repository: FSL_DATA names a folder that holds them as `wuhan2020-relief`.
describe.skipIf(!DATA).each(['zh', 'en'])('04-wuhan-relief on the real data in %s (needs FSL_DATA)', (lang) => {
  let run: Run = { status: null, stdout: '', stderr: '' };
  beforeAll(() => {
    run = runExample(FILE, [folder, '--lang', lang, '--out', scratch]);
  });

  it('runs within 100 columns and is proved', () => {
    expect(run.stderr).toBe('');
    expect(run.status).toBe(0);
    expect(run.stdout.split('\n').filter((line) => width(line) > 100)).toEqual([]);
    expect(run.stdout).not.toMatch(/undefined|NaN|\[object|REFUSED/);
    expect(readFileSync(join(scratch, 'wuhan.md'), 'utf8').length).toBeGreaterThan(1000);
  });

  it('counts what the source has: 52 hospitals, 384 needs, 52 amounts, the rest unknown', () => {
    for (const count of ['52', '384', '21', '57', '22', '87']) expect(run.stdout).toContain(count);
    expect(run.stdout).toMatch(lang === 'zh' ? /332 +没有写明数量/ : /332 +no amount is stated/);
  });

  it('delivers what the one factory with figures makes in a day, as far as it is asked for', () => {
    const item = (zh: string, en: string) => new RegExp(`${lang === 'zh' ? zh : en} +([\\d,]+) +([\\d,]+) +`);
    expect(item('普通医用口罩', 'medical masks').exec(run.stdout)?.slice(1)).toEqual(['51,000', '51,000']);
    expect(item('医用防护口罩', 'N95 masks').exec(run.stdout)?.slice(1)).toEqual(['108,500', '50,000']);
    expect(item('防护服', 'protective suits').exec(run.stdout)?.slice(1)).toEqual(['52,100', '5,000']);
    expect(item('医用外科口罩', 'surgical masks').exec(run.stdout)?.slice(1)).toEqual(['231,000', '0']);
  });
});
