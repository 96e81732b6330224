import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCommand } from '../../../src/desk/command.js';
import { policySchema } from '../../../src/index.js';
import { type Plan, parsePlan } from '../../../src/plan/plan.js';
import { scratchFolder } from '../../examples/run-example.js';

const scratch = scratchFolder();
let count = 0;

const NEAR = { '社区.csv': '编号,名称,纬度,经度\nc1,滨江社区,20.03,110.33\nc2,大同社区,20.10,110.40\n' };
const PEOPLE = '编号,名称,社区,能力,数量,单位,纬度,经度';
const far = '1,陈大文,c2,陪同就医,4,次,20.10,110.40';
const near = '2,赵小明,c1,陪同就医,4,次,20.03,110.33';
const volunteers = (...rows: string[]) => ({ '志愿者.csv': `${[PEOPLE, ...rows].join('\n')}\n` });
const needs = (...rows: string[]) => ({
  '需求.csv': `${['编号,社区,紧急程度,能力,数量,单位', ...rows].join('\n')}\n`,
});
const one = needs('n1,c1,急,陪同就医,1,次');

/** A folder of sheets, its folder of results, and the command on both. */
function desk(files: Readonly<Record<string, string>>) {
  const root = join(scratch, String(count++));
  const put = (more: Readonly<Record<string, string>>) => {
    for (const [name, text] of Object.entries(more)) {
      mkdirSync(dirname(join(root, '表', name)), { recursive: true });
      writeFileSync(join(root, '表', name), text);
    }
  };
  put(files);
  const out = (name: string) => join(root, 'out', name);
  const run = async (command: string, ...args: string[]) => {
    const {
      status,
      out: stdout,
      error: stderr,
    } = await runCommand([command, join(root, '表'), '--out', join(root, 'out'), ...args]);
    return { status, stdout, stderr };
  };
  return {
    put,
    out,
    run,
    match: (...args: string[]) => run('match', ...args),
    plan: (): Plan => parsePlan(readFileSync(out('plan.json'), 'utf8')),
    list: (name: string) =>
      readFileSync(out(`lists/${name}.csv`), 'utf8')
        .replace('\ufeff', '')
        .trim()
        .split(/\r?\n/),
  };
}

const whoServes = (plan: Plan) =>
  plan.linkages.flatMap(({ need, allocations }) => allocations.map((a) => `${need} ${a.provider} ${a.quantity}`));

describe('the second week', () => {
  it('keeps what was promised, though somebody nearer came since, and what it keeps can be checked', async () => {
    const at = desk({ ...NEAR, ...volunteers(far), ...one });
    await at.match();
    expect(whoServes(at.plan())).toEqual(['n1 volunteer:1 1']);
    at.put(volunteers(far, near));
    expect((await at.match()).stdout).toContain('保持 1 项，变动 0 项');
    expect(whoServes(at.plan())).toEqual(['n1 volunteer:1 1']);
    expect(await at.run('verify')).toMatchObject({ status: 0 });
    // The plan is one of the week before, too: without that it is of other data.
    writeFileSync(at.out('made.json'), '{}');
    expect(await at.run('verify')).toMatchObject({ status: 1 });
    expect((await at.match('--fresh')).stdout).not.toContain('与上一方案相比');
    expect(whoServes(at.plan())).toEqual(['n1 volunteer:2 1']);
    expect(await at.run('verify')).toMatchObject({ status: 0 });
  });

  it('says who is to be told what, and passes over needs that are no longer there', async () => {
    const at = desk({
      ...NEAR,
      ...volunteers('1,陈大文,c1,陪同就医,2,次,20.03,110.33', '2,赵小明,c1,陪同就医,2,次,20.03,110.33'),
      ...needs('n1,c1,难,陪同就医,4,次', 'n9,c1,盼,陪同就医,1,次'),
    });
    await at.run('desk', '--csv');
    at.put({
      ...volunteers('2,赵小明,c1,陪同就医,3,次,20.03,110.33'),
      ...needs('n1,c1,难,陪同就医,4,次'),
    });
    const { status, stdout } = await at.run('desk', '--csv');
    expect(status).toBe(0);
    expect(stdout).toContain('与上一方案相比');
    expect(stdout).toMatch(/赵小明 {2}增加 {2}n1 {2}2 次 → 3 次/);
    const [head, ...rows] = at.list('变动清单');
    expect(head).toBe('五社,供给方编号,供给方,变动,需求编号,社区,能力,原来,现在,时段,说明');
    expect(rows).toEqual([
      '社区志愿者,1,1,取消,n1,滨江社区,陪同就医,2 次,,,供给方已不在表中，请告知需求方',
      '社区志愿者,2,赵小明,增加,n1,滨江社区,陪同就医,2 次,3 次,,',
    ]);
    expect(at.list('历次方案').map((row) => row.split(',')[0])).toEqual([
      '方案',
      'history/plan-0001.json',
      'plan.json',
    ]);
  });

  it('tells of a plan of another version, or none, and goes on without it', async () => {
    const at = desk({ ...NEAR, ...volunteers(far), ...one });
    await at.match();
    at.put(volunteers(far, near));
    const plan = readFileSync(at.out('plan.json'), 'utf8');
    for (const [text, said] of [
      [plan.replace('"version":2', '"version":7'), '另一版本（7）'],
      ['{"version":', '读不了，没有接着做'],
    ] as const) {
      writeFileSync(at.out('plan.json'), text);
      const { status, stdout } = await at.match();
      expect([status, stdout.includes(said)]).toEqual([0, true]);
      expect(whoServes(at.plan())).toEqual(['n1 volunteer:2 1']);
    }
    writeFileSync(at.out('before.json'), plan);
    await at.match('--previous', at.out('before.json'));
    expect(whoServes(at.plan())).toEqual(['n1 volunteer:1 1']);
    expect(await at.run('verify')).toMatchObject({ status: 0 });
  });

  it('keeps every plan once, however often it runs', async () => {
    const at = desk({ ...NEAR, ...volunteers(far), ...one });
    for (let i = 0; i < 5; i++) await at.match();
    const kept = readdirSync(at.out('history')).filter((name) => name.startsWith('plan-'));
    expect(kept.length).toBeLessThanOrEqual(2);
  });

  it('goes on in fairness from the weeks before, where that is asked for, and counts no week twice', async () => {
    const people = volunteers('1,陈大文,c1,陪同就医,1,次,20.03,110.33');
    const both = needs('a,c1,愁,陪同就医,1,次', 'b,c2,愁,陪同就医,1,次');
    const at = desk({ ...NEAR, ...people, ...both, '设置.csv': '项目,取值\n跨周公平,是\n' });
    await at.match('--now', '2026-03-02');
    const [first] = whoServes(at.plan());
    await at.match('--now', '2026-03-02');
    expect(whoServes(at.plan())).toEqual([first]);
    await at.match('--now', '2026-03-09');
    expect(whoServes(at.plan())[0]![0]).not.toBe(first![0]);
    expect(await at.run('verify')).toMatchObject({ status: 0 });
  });
});

describe('what came back', () => {
  const three = volunteers(
    '1,陈大文,c1,陪同就医,1,次,20.03,110.33',
    '2,赵小明,c1,陪同就医,1,次,20.03,110.33',
    '3,王一,c1,陪同就医,1,次,20.03,110.33',
  );
  const asks = needs('n1,c1,急,陪同就医,1,次', 'n2,c1,难,陪同就医,1,次', 'n3,c1,愁,陪同就医,1,次');

  it('of dispatch lists: who accepted is kept, who declined is not asked again, what is done is told', async () => {
    const at = desk({ ...NEAR, ...three, ...asks });
    await at.run('desk', '--csv');
    const who = new Map(whoServes(at.plan()).map((row) => row.split(' ') as [string, string]));
    const said: Record<string, string> = { n1: '完成', n2: '接受', n3: '谢绝' };
    const [head = '', ...rows] = at.list('派单表（按供给方）');
    const [need, result] = ['需求编号', '结果'].map((name) => head.split(',').indexOf(name));
    const filled = rows.map((row) => row.split(',').map((cell, i, all) => (i === result ? said[all[need!]!]! : cell)));
    writeFileSync(at.out('lists/派单表（按供给方）.csv'), [head, ...filled.map((row) => row.join())].join('\n'));
    at.put(needs('n2,c1,难,陪同就医,1,次', 'n3,c1,愁,陪同就医,1,次'));
    const { stdout } = await at.run('desk', '--csv');
    expect(stdout).toContain('完成 1');
    expect(stdout).toContain('1 个需求已全部完成');
    const then = new Map(whoServes(at.plan()).map((row) => row.split(' ') as [string, string]));
    expect(then.get('n2')).toBe(who.get('n2'));
    expect(then.get('n3')).toBe(who.get('n1'));
    expect(at.plan().linkages.map(({ need: id, degree }) => [id, degree])).toEqual([
      ['n2', 'accepted'],
      ['n3', undefined],
    ]);
    expect((await at.run('verify')).status).toBe(0);
    // In the week after that, too.
    await at.match();
    expect(whoServes(at.plan())).toContain(`n3 ${who.get('n1')} 1`);
    expect(at.plan().linkages[0]!.degree).toBe('accepted');
    expect((await at.run('verify')).status).toBe(0);
  });
});

describe('results of earlier runs', () => {
  it('removes its own, keeps what is not its own and what somebody has filled in, and reads that', async () => {
    const at = desk({ ...NEAR, ...volunteers('1,陈大文,c1,陪诊,4,次,20.03,110.33'), ...one });
    await at.run('desk', '--csv', '--lang', 'en');
    expect(existsSync(at.out('lists/unmet.csv'))).toBe(true);
    writeFileSync(at.out('lists/mine.txt'), 'mine');
    const words = readFileSync(at.out('lists/words.csv'), 'utf8');
    const filled = words.replace(/^(能力|capabilities),([^,]+),(.*),$/m, '$1,$2,$3,陪同就医');
    writeFileSync(at.out('lists/words.csv'), `${filled}能力,陪诊,1,供给,,陪同就医\r\n`);
    const { stdout } = await at.run('desk', '--csv');
    expect(stdout).toContain('已移存：filled-in/');
    expect(existsSync(at.out('lists/unmet.csv'))).toBe(false);
    expect(existsSync(at.out('lists/words.csv'))).toBe(false);
    expect(readFileSync(at.out('lists/mine.txt'), 'utf8')).toBe('mine');
    expect(readdirSync(at.out('filled-in'))).toHaveLength(1);
    expect(whoServes(at.plan())).toEqual(['n1 volunteer:1 1']);
    await at.run('match');
    expect(whoServes(at.plan())).toEqual(['n1 volunteer:1 1']);
    expect(existsSync(at.out('report.html'))).toBe(false);
  });

  it('removes nothing outside its folder, whatever the manifest says', async () => {
    const at = desk({ ...NEAR, ...volunteers(far), ...one });
    await at.match();
    writeFileSync(at.out('manifest.json'), JSON.stringify({ '../表/需求.csv': 'x', '/etc/hosts': 'x', plain: 1 }));
    expect((await at.match()).status).toBe(0);
    expect(existsSync(at.out('../表/需求.csv'))).toBe(true);
  });
});

describe('how plans are to be made', () => {
  const two = { ...NEAR, ...volunteers(far, near) };

  it('takes a preset, switches and weights of a sheet, or of a file', async () => {
    const at = desk({
      ...two,
      ...one,
      '设置.csv': '项目,取值\n预设,就近优先\n路程,7\n近期请求过多,关\n公平分组,街道\n老带新,是\n',
    });
    await at.match();
    const { policy } = JSON.parse(readFileSync(at.out('made.json'), 'utf8'));
    expect(policy).toEqual({
      rules: { throttled: false },
      terms: { tierHop: 5, travel: 7 },
      fairBy: 'street',
      mentor: true,
    });
    expect(policySchema.safeParse(policy).success).toBe(true);
    expect((await at.run('verify')).status).toBe(0);
    at.put({ 'policy.json': '{"preset":"fairByNeed","terms":{"travel":0}}' });
    await at.match();
    expect(JSON.parse(readFileSync(at.out('made.json'), 'utf8')).policy).toMatchObject({ terms: { travel: 0 } });
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ['a setting that is none', { '设置.csv': '项目,取值\n预没,就近优先\n' }, /设置\.csv.*2.*没有“预没”这项设置/s],
    ['a preset that is none', { '设置.csv': '项目,取值\n\n预设,最好\n' }, /设置\.csv.*3.*不能是“最好”；请写急难优先/s],
    ['a weight below 0', { '设置.csv': '项目,取值\n路程,-3\n' }, /设置\.csv.*2.*不能是“-3”/s],
    ['a file that is broken', { 'policy.json': '{\n "terms": {,}' }, /policy\.json.*不是 JSON，第 2 行/s],
    ['a term that is none', { 'policy.json': '{"terms":{"travle":2}}' }, /policy\.json.*travle.*travel/s],
  ])('does nothing by settings that it does not understand: %s', async (_, files, message) => {
    const at = desk({ ...two, ...one, ...files });
    const { status, stderr } = await at.match();
    expect(status).toBe(2);
    expect(stderr).toMatch(message);
    expect(existsSync(at.out('plan.json'))).toBe(false);
  });

  it('sends whom it is told to send, and nobody whom it is told not to', async () => {
    const at = desk({ ...two, ...one });
    await at.match('--fresh');
    expect(whoServes(at.plan())).toEqual(['n1 volunteer:2 1']);
    at.put({ '指定.csv': '需求,供给方,数量\nn1,陈大文,1次\n' });
    await at.match('--fresh');
    expect(whoServes(at.plan())).toEqual(['n1 volunteer:1 1']);
    expect((await at.run('verify')).status).toBe(0);
    at.put({ '指定.csv': '需求,供给方\nn1,1\n' });
    await at.match('--fresh');
    expect(whoServes(at.plan())).toEqual(['n1 volunteer:1 1']);
    at.put({ '指定.csv': '需求,供给方\n', '不派.csv': '需求,供给方\n,赵小明\n' });
    await at.match('--fresh');
    expect(whoServes(at.plan())).toEqual(['n1 volunteer:1 1']);
  });

  it.each([
    ['n2,陈大文,1', /指定\.csv 第 2 行 需求 “n2”：没有“n2”这个需求/],
    ['n1,陈大闻,1', /没有“陈大闻”这个供给方.*是否“1”/s],
    ['n1,陈大文,许多', /数量或单位看不懂/],
    ['n1,陈大文,9', /做不到，没有采用/],
  ])('tells of a pin that it cannot keep, and plans the rest: %s', async (row, message) => {
    const at = desk({ ...two, ...one, '指定.csv': `需求,供给方,数量\n${row}\n` });
    const { status, stdout } = await at.match();
    expect(status).toBe(0);
    expect(stdout).toMatch(message);
    expect(whoServes(at.plan())).toEqual(['n1 volunteer:2 1']);
  });

  it('counts hours of pins as people write them', async () => {
    const at = desk({
      ...NEAR,
      '志愿者.csv': '编号,名称,社区,能力,数量,单位\n1,陈大文,c1,课业辅导,6,小时\n2,赵小明,c1,课业辅导,6,小时\n',
      '需求.csv': '编号,社区,紧急程度,能力,数量,单位\nn1,c1,急,课业辅导,3,小时\n',
      '指定.csv': '需求,供给方,数量,单位\nn1,2,1.5,小时\nn1,1,1,\n',
    });
    expect((await at.match()).stdout).toContain('请写数字和单位，如 2 小时');
    expect(whoServes(at.plan())).toContain('n1 volunteer:2 90');
  });
});

describe('what is asked for', () => {
  it('compares with some societies, says who stands by, what each tier passes on, and what money would add', async () => {
    const at = desk({
      ...NEAR,
      ...volunteers(far, near),
      ...needs('n1,c1,急,陪同就医,2,次', 'n2,c2,盼,助浴,3,次'),
      '价目.csv': '编号,类型,能力,单位,数量,每份价格\np1,培训,助浴,次,5,20\np2,培训,没人要,次,5,1\n',
    });
    const { status } = await at.run('desk', '--csv', '--compare', '三社', '--backups', '--tiers', '--budget', '45');
    expect(status).toBe(0);
    expect(at.list('方案对比')).toEqual(['急难愁盼,需要,三社,本方案', '急,2 次,0 次,2 次', '盼,3 次,0 次,0 次']);
    expect(at.list('补充建议')).toEqual(['编号,类型,能力,数量,份数,金额（元）,可服务', 'p1,培训,助浴,2 次,2,40,n2']);
    expect(at.list('候补清单')[1]).toMatch(/^n1,急,/);
    expect(at.list('逐级上报').join('\n')).toContain('n2');
    await at.run('desk', '--csv');
    for (const name of ['方案对比', '补充建议', '候补清单', '逐级上报'])
      expect(existsSync(at.out(`lists/${name}.csv`))).toBe(false);
  });
});

describe('other commands', () => {
  const at = desk({ ...NEAR, ...volunteers(far, '2,赵小明,c1,陪同就医,许多,次,20.03,110.33'), ...one });

  it('doctor reads and tells, and writes nothing', async () => {
    const { status, stdout } = await at.run('doctor');
    expect(status).toBe(1);
    expect(stdout).toContain('志愿者.csv 第 3 行 数量 “许多”');
    expect(existsSync(at.out(''))).toBe(false);
    expect((await desk({ ...NEAR, ...volunteers(far), ...one }).run('doctor')).status).toBe(0);
  });

  it('explain says why, by need, provider or both; verify says where sheets have changed', async () => {
    await at.match();
    expect((await at.run('explain', 'n1')).stdout).toContain('陈大文');
    expect((await at.run('explain', 'n1', '陈大文')).stdout).toContain('陈大文');
    expect((await at.run('explain', 'volunteer:1')).stdout).toContain('n1');
    expect(await at.run('explain', 'n7')).toMatchObject({ status: 2, stdout: '' });
    at.put(needs('n1,c1,急,陪同就医,3,次'));
    expect(await at.run('verify')).toMatchObject({ status: 1 });
    expect(await at.run('explain', 'n1')).toMatchObject({ status: 2 });
  });

  it('schema gives the schemas of data and policy', async () => {
    const of = async (...what: string[]) => JSON.parse((await runCommand(['schema', ...what])).out);
    expect(Object.keys((await of()).properties)).toContain('needs');
    expect(Object.keys((await of('policy')).properties)).toContain('fairBy');
  });
});
