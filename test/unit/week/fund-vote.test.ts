import { describe, expect, it } from 'vitest';
import { allocateFund } from '../../../src/fund/allocate-fund.js';
import { openFiles, planTables } from '../../../src/io/index.js';
import { fundSentences } from '../../../src/say/fund-sentences.js';
import { readSheets } from '../../../src/week/read-sheets.js';
import { bytesOf, shelfOf } from '../../../src/week/shelf.js';
import { listsOf, planWeek, readWeek, reportOf } from '../../../src/week/week.js';

const SHEETS: Readonly<Record<string, string>> = {
  '社区.csv': '编号,名称\nc1,滨江\n',
  '慈善资源.csv': '编号,类型,名称,社区,能力,数量,单位\nf,资金,社区基金,c1,救助金,450,元\n',
  '需求.csv': '编号,社区,紧急程度,能力,数量,单位\nramp,c1,盼,救助金,200,元\nother,c1,急,救助金,400,元\n',
  '项目.csv': '编号,名称,金额\nramp,坡道,200\nfilm,电影,150.5\nyard,院子,300\n坏,坏,若干\n',
  '选票.csv': '投票人,项目\n1,坡道、电影\n2,ramp\n3,院子\n3,film\n4,月亮\n',
};

async function week(changed: Readonly<Record<string, string | undefined>> = {}) {
  const files = Object.entries({ ...SHEETS, ...changed }).flatMap(([name, text]) =>
    text === undefined ? [] : [{ name, data: bytesOf(text) }],
  );
  const shelf = shelfOf(new Map());
  const read = await readWeek(await readSheets(await openFiles(files), shelf), shelf, { locale: 'zh' });
  const made = await planWeek(read, { locale: 'zh' }, { at: () => {} });
  const lists = (locale: 'zh' | 'en') =>
    listsOf(made, planTables(made.read.network, made.plan, { locale }), { locale });
  return { made, lists };
}

describe('a vote of residents in sheets', () => {
  const vote = {
    budget: 45_000,
    projects: [
      { id: 'ramp', name: '坡道', cost: 20_000 },
      { id: 'film', name: '电影', cost: 15_050 },
      { id: 'yard', name: '院子', cost: 30_000 },
    ],
    ballots: [
      { voter: '1', approves: ['ramp', 'film'] },
      { voter: '2', approves: ['ramp'] },
      { voter: '3', approves: ['yard', 'film'] },
      { voter: '4', approves: [] },
    ],
  };

  it('is counted as the library counts it, listed with what each pays, and held in the plan', async () => {
    const { made, lists } = await week();
    const result = allocateFund(vote);
    expect(made.read.vote).toEqual(result);
    expect(result.funded.map(({ project }) => project)).toContain('ramp');
    expect(made.made.pins).toEqual([{ need: 'ramp', provider: 'resource:f', quantity: 20_000 }]);
    expect(made.proof.ok).toBe(true);
    const given = made.plan.linkages.find(({ need }) => need === 'ramp')!;
    expect(given.allocations.map(({ quantity }) => quantity)).toEqual([20_000]);
    for (const locale of ['zh', 'en'] as const) {
      const { rows } = lists(locale).find(({ sheet }) => sheet === { zh: '基金投票', en: 'fund vote' }[locale])!;
      expect(rows.slice(1).map((row) => row.at(-1))).toEqual(fundSentences(result, locale));
    }
    const told = made.read.issues.map(({ file, row, column }) => [file, row, column]);
    expect(told).toEqual([
      ['项目.csv', 5, '金额'],
      ['选票.csv', 6, '项目'],
    ]);
  });

  it('takes points, and the fund that is named where there are several', async () => {
    const several = `${SHEETS['慈善资源.csv']}g,资金,另一基金,c1,救助金,900,元\n`;
    const points = '投票人,项目,分数\n1,坡道,3\n1,电影,1\n2,院子,5\n';
    const { made: untold } = await week({ '慈善资源.csv': several, '选票.csv': points });
    expect(untold.read.vote).toBeUndefined();
    expect(untold.read.issues.map(({ column }) => column)).toEqual(['基金']);
    const settings = '项目,取值\n投票基金,另一基金\n';
    const { made } = await week({ '慈善资源.csv': several, '选票.csv': points, '设置.csv': settings });
    const ballots = [
      { voter: '1', points: { ramp: 3, film: 1 } },
      { voter: '2', points: { yard: 5 } },
    ];
    expect(made.read.vote).toEqual(allocateFund({ ...vote, budget: 90_000, ballots }));
    expect(made.made.policy).toBeUndefined();
  });

  it('leaves projects alone that nobody votes on', async () => {
    const { made } = await week({ '选票.csv': undefined });
    expect(made.read.vote).toBeUndefined();
    expect(made.made.pins).toBeUndefined();
  });
});

describe('who makes the lists', () => {
  it('is told in the head of the report, by a sheet', async () => {
    const { made, lists } = await week({ '设置.csv': '项目,取值\n制表人,王芳\n' });
    expect(made.made.policy).toBeUndefined();
    expect(await reportOf(made, lists('zh'), { locale: 'zh' })).toMatch(/制表.{0,80}王芳/);
  });
});
