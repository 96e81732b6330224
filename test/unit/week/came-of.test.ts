import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runCommand } from '../../../src/desk/command.js';
import { scratchFolder } from '../../examples/run-example.js';
import { type Dice, dice, seeds } from '../../support/dice.js';
import { runs } from '../../support/runs.js';

const scratch = scratchFolder();
let count = 0;

type Row = Record<string, string>;

function desk() {
  const root = join(scratch, String(count++));
  mkdirSync(join(root, '表'), { recursive: true });
  const out = (name: string) => join(root, 'out', name);
  const lines = (text: string) => text.replace('\ufeff', '').trim().split(/\r?\n/);
  return {
    put: (name: string, text: string) => writeFileSync(join(root, '表', name), text),
    out,
    run: (command: string, ...args: string[]) =>
      runCommand([command, join(root, '表'), '--out', join(root, 'out'), ...args]),
    list(name: string): Row[] {
      const [head = '', ...rows] = lines(readFileSync(out(`lists/${name}.csv`), 'utf8'));
      const heads = head.split(',');
      return rows.map((row) => Object.fromEntries(row.split(',').map((cell, i) => [heads[i]!, cell])));
    },
    made: () => JSON.parse(readFileSync(out('made.json'), 'utf8')),
    events: () =>
      existsSync(out('history/events.jsonl')) ? lines(readFileSync(out('history/events.jsonl'), 'utf8')) : [],
  };
}

const csv = (rows: readonly Row[]): string =>
  [Object.keys(rows[0]!), ...rows.map((row) => Object.values(row))].map((cells) => cells.join()).join('\n');

const PEOPLE = [0, 1, 2, 3].map((i) => `v${i},人${i},c1,${i % 2 ? '课业辅导,8,小时' : '陪同就医,5,次'},${i},1`);
const VOLUNTEERS = `编号,名称,社区,能力,数量,单位,到岗次数,缺席次数\n${PEOPLE.join('\n')}\n`;
const NEEDS = '编号,社区,紧急程度,能力,数量,单位';

/** What people write in a row: nothing, a word, an amount, or both. */
function filled(row: Row, random: Dice): Row {
  const planned = Number(row['数量']);
  const part = Math.max(1, Math.floor(planned / 2));
  const said = [
    { 结果: '完成' },
    { 结果: '完成', 实际数量: String(planned + 1) },
    { 结果: '部分完成', 实际数量: String(part) },
    { 实际数量: String(part) },
    { 结果: '未到' },
    { 结果: '谢绝' },
    { 结果: '接受' },
    {},
  ];
  return { ...row, ...(said[random(said.length)] as Row) };
}

describe('what came of plans, by sheets', () => {
  it('is counted as by hand over three random weeks, once, however often a sheet is read', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const random = dice(seed);
        const at = desk();
        at.put('社区.csv', '编号,名称\nc1,滨江\n');
        at.put('志愿者.csv', VOLUNTEERS);
        const returned: Row[][] = [];
        for (let week = 0; week < 4; week++) {
          const needs = Array.from({ length: 2 + 2 * week }, (_, i) => {
            const what = i % 2 ? `课业辅导,${3 + (i % 3)},小时` : `陪同就医,${2 + (i % 2)},次`;
            return `n${i},c1,${['急', '难', '愁', '盼'][i % 4]},${what}`;
          });
          at.put('需求.csv', `${[NEEDS, ...needs].join('\n')}\n`);
          const now = `2026-03-${String(2 + 7 * week).padStart(2, '0')}`;
          expect((await at.run('desk', '--csv', '--now', now)).status).toBe(0);
          if (week === 3) break;
          const rows = at.list('派单表（按供给方）').map((row) => filled(row, random));
          if (rows.length > 0) at.put(`交回派单表${week}.csv`, csv(rows));
          returned.push(rows);
        }
        const seen = at.events().length;
        expect((await at.run('verify')).status).toBe(0);

        // By hand: what was done in each row, and how often each came or did not.
        const doneIn = (row: Row): number =>
          row['实际数量'] ? Number(row['实际数量']) : row['结果'] === '完成' ? Number(row['数量']) : 0;
        const sum = (rows: readonly Row[], of: (row: Row) => number) => rows.reduce((all, row) => all + of(row), 0);
        const rows = returned.flat();
        const total = (unit: string) =>
          sum(
            rows.filter((row) => row['单位'] === unit),
            doneIn,
          );
        const told = at.list('成效').filter((row) => row['方案时间'] === '合计');
        for (const unit of ['小时', '次']) {
          const cell = told.map((row) => row['完成']!).find((text) => text.endsWith(unit));
          expect([unit, Number(cell?.split(' ')[0] ?? 0)]).toEqual([unit, total(unit)]);
        }
        const keyOf = (row: Row) => [row['需求编号'], row['需求项编号'], row['供给方编号']].join();
        const planned = (unit: string) =>
          returned.reduce((all, own, week) => {
            const next = returned[week + 1] ?? [];
            const ofUnit = own.filter((row) => row['单位'] === unit);
            return (
              all +
              sum(ofUnit, (row) => {
                const left = Math.max(0, Number(row['数量']) - doneIn(row));
                const isClosed = ['未到', '谢绝'].includes(row['结果']!);
                const again = sum(
                  next.filter((one) => keyOf(one) === keyOf(row)),
                  (one) => Number(one['数量']),
                );
                return Number(row['数量']) - (isClosed ? 0 : Math.min(left, again));
              })
            );
          }, 0);
        for (const unit of ['小时', '次']) {
          const cell = told.map((row) => row['计划']!).find((text) => text.endsWith(unit));
          expect([unit, Number(cell?.split(' ')[0] ?? 0)]).toEqual([unit, planned(unit)]);
        }
        const { broughtUp = {} } = at.made();
        for (let i = 0; i < 4; i++) {
          const own = rows.filter((row) => row['供给方编号'] === `v${i}`);
          const shows = own.filter((row) => doneIn(row) > 0).length;
          const noShows = own.filter((row) => row['结果'] === '未到').length;
          const record = broughtUp[`volunteer:v${i}`] ?? { shows: i, noShows: 1 };
          expect(record).toMatchObject({ shows: i + shows, noShows: 1 + noShows });
          const hours = at.list('志愿服务时长').find((row) => row['编号'] === `v${i}`)?.['累计小时'] ?? '0';
          expect(Number(hours)).toBe(i % 2 ? sum(own, doneIn) : 0);
        }

        // The same sheets again.
        const before = at.list('成效').filter((row) => row['方案时间'] === '合计');
        await at.run('desk', '--csv', '--now', '2026-03-24');
        expect(at.events()).toHaveLength(seen);
        const after = at.list('成效').filter((row) => row['方案时间'] === '合计');
        expect(after.map((row) => row['完成'])).toEqual(before.map((row) => row['完成']));
      }),
      runs(2),
    );
  });

  it('takes back what a row said, and keeps of what was partly done only the rest', async () => {
    const at = desk();
    at.put('社区.csv', '编号,名称\nc1,滨江\n');
    at.put('志愿者.csv', '编号,名称,社区,能力,数量,单位\nv,人,c1,课业辅导,6,小时\nw,友,c1,课业辅导,9,小时\n');
    at.put('需求.csv', `${NEEDS}\nn,c1,急,课业辅导,6,小时\n`);
    at.put('指定.csv', '需求,供给方,数量\nn,v,6小时\n');
    await at.run('desk', '--csv', '--now', '2026-03-02');
    at.put('指定.csv', '需求,供给方\n');
    const [row] = at.list('派单表（按供给方）') as [Row];
    at.put('派单回收.csv', csv([{ ...row, 结果: '部分完成', 实际数量: '2' }]));
    at.put('需求.csv', `${NEEDS}\nn,c1,急,课业辅导,4,小时\n`);
    await at.run('desk', '--csv', '--now', '2026-03-09');
    const own = at.list('派单表（按供给方）').map((one) => [one['供给方编号'], one['数量']]);
    expect(own).toEqual([['v', '4']]);
    expect(at.list('成效').at(-1)).toMatchObject({ 计划: '6 小时', 完成: '2 小时' });
    expect(JSON.parse(at.events()[0]!)).toMatchObject({ type: 'done', quantity: 120, source: '派单回收.csv 2' });
    // It was another amount: what was said first is void.
    at.put('派单回收.csv', csv([{ ...row, 结果: '完成', 实际数量: '3' }]));
    await at.run('desk', '--csv', '--now', '2026-03-10');
    expect(at.events().map((line) => JSON.parse(line).type)).toEqual(['done', 'void', 'done']);
    expect(at.list('志愿服务时长')[0]).toMatchObject({ 编号: 'v', 累计小时: '3' });
    expect((await at.run('verify')).status).toBe(0);
    // From here anew.
    await at.run('desk', '--csv', '--fresh', '--now', '2026-03-11');
    expect(at.made().broughtUp).toBeUndefined();
    await at.run('desk', '--csv', '--now', '2026-03-18');
    expect(at.made().broughtUp).toBeUndefined();
  });

  it('tells of an amount that it cannot read', async () => {
    const at = desk();
    at.put('社区.csv', '编号,名称\nc1,滨江\n');
    at.put('志愿者.csv', '编号,名称,社区,能力,数量,单位\nv,人,c1,陪同就医,6,次\n');
    at.put('需求.csv', `${NEEDS}\nn,c1,急,陪同就医,2,次\n`);
    await at.run('desk', '--csv');
    const [row] = at.list('派单表（按供给方）') as [Row];
    at.put('派单回收.csv', csv([{ ...row, 结果: '部分完成', 实际数量: '若干' }]));
    const { out } = await at.run('desk', '--csv');
    expect(out).toMatch(/派单回收\.csv 第 2 行 实际数量 “若干”：数量或单位看不懂/);
    expect(at.events()).toEqual([]);
  });

  it('counts what was done on the day that people wrote, and tells of days that cannot be', async () => {
    const at = desk();
    at.put('社区.csv', '编号,名称\nc1,滨江\n');
    at.put('志愿者.csv', '编号,名称,社区,能力,数量,单位\nv,人,c1,陪同就医,6,次\n');
    at.put('需求.csv', `${NEEDS}\nn,c1,急,陪同就医,2,次\n`);
    await at.run('desk', '--csv', '--now', '2026-03-02');
    const [row] = at.list('派单表（按供给方）') as [Row];
    expect(row['完成日期']).toBe('');
    const give = (day: string) => {
      at.put('派单回收.csv', csv([{ ...row, 结果: '完成', 完成日期: day }]));
      return at.run('desk', '--csv', '--now', '2026-03-09');
    };
    const said = () => at.events().map((line) => JSON.parse(line));
    await give('3月4日');
    expect(said()).toMatchObject([{ type: 'done', at: '2026-03-04T04:00:00.000Z' }]);
    // Another day is another word: what was said first is void, and the moment is as it is written.
    await give('2026-03-05 15:30');
    expect(said().map(({ type }) => type)).toEqual(['done', 'void', 'done']);
    expect(said().at(-1).at).toBe('2026-03-05T07:30:00.000Z');
    for (const day of ['2026-02-20', '2026-04-01', '那天']) {
      const { out } = await give(day);
      expect(out).toContain(`第 2 行 完成日期 “${day}”`);
    }
    expect(Date.parse(said().at(-1).at)).toBeLessThan(Date.parse('2026-03-09'));
  });
});
