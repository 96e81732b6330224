import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { nextHaikouWeek } from '../../examples/haikou-next-week.js';
import { haikouScenario } from '../../examples/haikou-scenario.js';
import { padEnd, textBar, textTable, width, wrap } from '../../src/desk/terminal.js';
import { createNetwork, importNetwork, match, parsePlan, verify } from '../../src/index.js';
import { type Run, runExample, scratchFolder } from './run-example.js';

const out = scratchFolder();

describe.each([
  { lang: 'zh', needs: 1000 },
  { lang: 'en', needs: 1000 },
] as const)('02-haikou in $lang', ({ lang, needs }) => {
  let run: Run = { status: null, stdout: '', stderr: '' };
  const folder = join(out, lang);
  beforeAll(() => {
    run = runExample('02-haikou.ts', ['--lang', lang, '--needs', `${needs}`, '--out', folder, '--weeks', '1']);
  });

  it('runs alone, within 100 columns, and says that people and needs are invented', () => {
    expect(run.stderr).toBe('');
    expect(run.status).toBe(0);
    expect(run.stdout).toContain('虚构');
    expect(run.stdout).toMatch(/1 .*4 .*46.*\n.*467/);
    expect(run.stdout.split('\n').filter((line) => width(line) > 100)).toEqual([]);
    expect(run.stdout).not.toMatch(/undefined|NaN|\[object/);
  });

  it('lists ten unmet needs with reasons, most urgent first', () => {
    const listed = [...run.stdout.matchAll(/^ ?\d+ {2}([急难愁盼]).*?(\d)\/5 (逾期|late| {4}) (N\d{5})/gm)];
    expect(listed).toHaveLength(10);
    expect(new Set(listed.map(([, , , , id]) => id)).size).toBe(10);
    // A need past its due date stands one urgency higher; within an urgency the gravest comes first.
    const ranks = listed.map(([, urgency = '', severity, late = '']) => {
      const risen = Math.max(0, '急难愁盼'.indexOf(urgency) - (late.trim() ? 1 : 0));
      return risen * 10 - Number(severity);
    });
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
  });

  it('writes a plan that verifies, and a report', () => {
    const plan = parsePlan(readFileSync(join(folder, 'plan.json'), 'utf8'));
    expect(plan.status).toBe('optimal');
    expect(verify(createNetwork(haikouScenario(2026, needs)), plan)).toMatchObject({ ok: true });
    expect(readFileSync(join(folder, 'report.html'), 'utf8').length).toBeGreaterThan(1000);
  });

  it('leaves some of each urgency unmet, for many reasons, and serves the urgent best', () => {
    const plan = parsePlan(readFileSync(join(folder, 'plan.json'), 'utf8'));
    for (const urgency of ['urgent', 'difficult', 'worrying', 'hoped'])
      expect(plan.unmet.some((line) => line.urgency === urgency)).toBe(true);
    const codes = new Set(plan.unmet.map(({ reason }) => reason.code));
    for (const code of ['noOffer', 'ruledOut', 'heldByHigherRanks', 'sharedFairly', 'unknownQuantity'])
      expect(codes).toContain(code);
    const short = new Set(plan.unmet.map(({ need }) => need));
    const asked = haikouScenario(2026, needs).needs;
    const shares = ['急', '难', '愁', '盼'].map((urgency) => {
      const own = asked.filter((need) => need.urgency === urgency);
      return own.filter(({ id }) => !short.has(id)).length / own.length;
    });
    expect(shares).toEqual([...shares].sort((a, b) => b - a));
  });
});

describe('the second week', () => {
  it('has a result for every allocation, whoever still waits, and new needs', () => {
    const first = haikouScenario(2026, 200);
    const plan = match(createNetwork(first));
    const { results, input } = nextHaikouWeek(first, plan, 2026);
    const [head = [], ...rows] = results.zh.rows;
    expect(head).toEqual(['需求编号', '需求项编号', '五社', '供给方编号', '结果']);
    expect(rows).toHaveLength(plan.linkages.flatMap(({ allocations }) => allocations).length);
    const open = new Set([
      ...rows.flatMap((row) => (row[4] === '完成' ? [] : [row[0]])),
      ...plan.unmet.map(({ need }) => need),
    ]);
    expect(
      input.needs
        .map(({ id }) => id)
        .filter((id) => id.startsWith('N'))
        .sort(),
    ).toEqual([...open].sort());
    expect(input.needs.filter(({ id }) => id.startsWith('M'))).toHaveLength(20);
    expect(Date.parse(input.asOf!) - Date.parse(first.asOf!)).toBe(7 * 86_400_000);
    expect(importNetwork(input).issues).toEqual([]);
  });
});

describe('the scenario', () => {
  it('is the same for the same seed, another for another', () => {
    expect(haikouScenario(7, 50)).toEqual(haikouScenario(7, 50));
    expect(haikouScenario(8, 50)).not.toEqual(haikouScenario(7, 50));
  });

  it('has the real tree: 1 city, 4 districts, 46 streets, 467 communities', () => {
    const { stations = [], communities } = haikouScenario(1, 1);
    const count = (tier: string): number => stations.filter((station) => station.tier === tier).length;
    expect([count('city'), count('district'), count('street'), communities.length]).toEqual([1, 4, 46, 467]);
  });
});

describe('the terminal', () => {
  it('counts a Chinese character as two columns, a colour as none', () => {
    expect(width('a急难')).toBe(5);
    expect(width('\u001b[31m急\u001b[0m')).toBe(2);
    expect(padEnd('急', 4)).toBe('急  ');
    expect(textTable(['级别', 'n'], [['a', '1']])).toBe('级别  n\n────  ─\na     1');
  });

  it('wraps words and characters, never past the margin', () => {
    const text = wrap('瓶颈:14 个需求共需 60 小时,可用的只有 42 小时。All of these ask more than there is.', 24, '  ');
    expect(Math.max(...text.split('\n').map(width))).toBeLessThanOrEqual(26);
    expect(text.replaceAll(/\s/g, '')).toContain('Allofthese');
    expect(wrap('一二三四（五六）', 10, '')).toBe('一二三四\n（五六）');
    expect(wrap('物资 0 件', 4, '')).toBe('物资\n0 件');
  });

  it('shows a full bar only for a whole', () => {
    expect(textBar(999, 1000, 10)).toBe('█████████░');
    expect(textBar(1, 1000, 10)).toBe('█░░░░░░░░░');
    expect(textBar(0, 0, 3)).toBe('░░░');
  });
});
