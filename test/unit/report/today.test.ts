import { describe, expect, it } from 'vitest';
import { createNetwork, fixSentence, type Input, match, reasonSentence } from '../../../src/index.js';
import { type ReportOptions, report } from '../../../src/report/index.js';
import { dataOf, markupOf } from './page-parts.js';

const DAY = 86_400_000;
const NOW = '2026-03-07T08:00:00+08:00';
const at = (days: number) => new Date(Date.parse(NOW) + days * DAY).toISOString();

/** One helper for three; the fourth asks for what nobody offers. */
const STATION: Input = {
  asOf: NOW,
  slots: [
    { id: 'a', start: '2026-03-09T08:00:00+08:00', end: '2026-03-09T10:00:00+08:00' },
    { id: 'b', start: '2026-03-14T22:00:00+08:00', end: '2026-03-14T23:30:00+08:00' },
  ],
  stations: [
    { id: 'd', name: '龙华区社工总站', tier: 'district' },
    { id: 's', name: '金贸街道社工站', tier: 'street', parent: 'd' },
  ],
  communities: [
    { id: 'c', name: '玉沙社区', station: 's' },
    { id: 'e', name: '万绿园社区', station: 's' },
  ],
  volunteers: [{ id: 'v', name: '李四', station: 's', capabilities: ['escort'], quantity: 2 }],
  needs: [
    { id: 'n1', community: 'c', urgency: '盼', capability: 'fly', reportedAt: at(-3.5), dueAt: at(9.5) },
    {
      id: 'n2',
      community: 'c',
      urgency: '急',
      severity: 4,
      capability: 'escort',
      reportedAt: at(-1.5),
      dueAt: at(1.5),
    },
    {
      id: 'n3',
      community: 'e',
      urgency: '急',
      severity: 5,
      capability: 'escort',
      quantity: 2,
      reportedAt: at(-2),
      dueAt: at(1),
    },
    {
      id: 'n4',
      community: 'e',
      urgency: '愁',
      capability: 'fly',
      consentTier: 'street',
      reportedAt: at(-9),
      dueAt: at(-4.5),
    },
    { id: 'n5', community: 'e', urgency: '盼', capability: 'fly', reportedAt: at(-0.5), dueAt: at(90) },
  ],
};

function reportOn(input: Input, options: ReportOptions = {}) {
  const network = createNetwork(input);
  const plan = match(network);
  return { plan, page: report(network, plan, options) };
}

const text = (markup: string) =>
  markup
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
/** The entries of the section that the page opens with. */
const entries = (page: string) =>
  (/<main>\s*<section id="today"[\s\S]*?<\/section>/.exec(page)?.[0].match(/<li>[\s\S]*?<\/li>/g) ?? []).map(text);

describe('what to do today', () => {
  it('comes first: urgent and past due before all others, with why, what would help, and whom to call', () => {
    const { plan, page } = reportOn(STATION);
    const found = entries(page);
    expect(found.map((entry) => /n\d/.exec(entry)?.[0])).toEqual(['n2', 'n4', 'n1', 'n5']);
    const fair = plan.levels.includes('fair');
    for (const { need, reason, unit, ...rest } of plan.unmet) {
      const entry = found.find((one) => one.includes(` ${need} `))!;
      expect(entry).toContain(reasonSentence(reason, { unit, fair }, 'zh'));
      expect(entry).toContain(fixSentence({ need, reason, unit, ...rest }, 'zh'));
      expect(entry).toContain('金贸街道社工站；办不了，');
    }
    const [busy, late, first, new_] = found;
    expect(busy).toContain('能做的有李四（社区志愿者 v），都已排满');
    expect(busy).toContain('1 天后到期 登记 1 天');
    expect(late).toContain('逾期 4 天 登记 9 天');
    expect(late).toContain('征得居民同意后报龙华区社工总站');
    expect(first).toContain('9 天后到期 登记 3 天');
    expect(first).toContain('办不了，报龙华区社工总站');
    expect(new_).toContain('登记不到 1 天');
    expect(text(page)).toContain('“急”的需求有 1 个没有全部满足，未满足的需求中 1 个已逾期。');
  });

  it('says so where there is nothing urgent, or nothing at all', () => {
    const calm = reportOn({ ...STATION, needs: [STATION.needs[0]!] }, { locale: 'en' });
    expect(text(calm.page)).toContain('No urgent need is unmet.');
    expect(entries(calm.page)).toHaveLength(1);
    const met = reportOn({ ...STATION, needs: [STATION.needs[2]!] });
    expect(entries(met.page)).toEqual([]);
    expect(text(met.page)).toContain('今天要办 所有需求均已满足。');
  });

  it('marks what is past due, and how long needs have waited, in the list', () => {
    const { needs, texts } = dataOf(
      reportOn({ ...STATION, needs: STATION.needs.map((one) => ({ ...one, age: 80 })) }).page,
    );
    const told = needs.map(([id, , , , , age, waits, due, late]) => [
      id,
      age,
      texts[waits as number],
      texts[due as number],
      late,
    ]);
    expect(told).toContainEqual(['n4', 80, '登记 9 天', '逾期 4 天', 1]);
    expect(told).toContainEqual(['n1', 80, '登记 3 天', '9 天后到期', 0]);
  });
});

describe('the heading and the figures below it', () => {
  it('name station, period and maker, by the records where nothing else is said', () => {
    const head = (options: ReportOptions, input = STATION) =>
      /<header>([\s\S]*)<\/header>/.exec(reportOn(input, options).page)![1]!;
    expect(text(head({}))).toContain('金贸街道社工站 · 2026-03-09 – 2026-03-14');
    const own = text(head({ station: { zh: '龙华区', en: 'Longhua' }, period: '第 10 周', maker: '王芳' }));
    expect(own).toContain('龙华区 · 第 10 周 五社联动匹配报告');
    expect(own).toContain('制表 王芳');
    const apart = [...STATION.communities!, { id: 'x' }];
    const needs = [...STATION.needs, { id: 'n6', community: 'x', urgency: '盼' as const, capability: 'fly' }];
    expect(head({}, { ...STATION, slots: [], communities: apart, needs })).not.toContain('class="about"');
  });

  it('carry their base', () => {
    const tiles = (options: ReportOptions) =>
      text(/<div class="tiles">[\s\S]*?<\/div>\s*<section/.exec(reportOn(STATION, options).page)![0]);
    expect(tiles({ found: 7 })).toMatch(
      /^5 需求 读入 7 条中的 5 条 20% 满足率 5 个中 1 个 50% “急”的满足率 2 个中 1 个 1 联动 5 个中 1 个 1 参与的供给方 1 个中 1 个/,
    );
    expect(tiles({})).not.toContain('读入');
  });

  it('has places by the highest tier of which there are several, the least met first', () => {
    const { page } = reportOn(STATION);
    const table = text(/<h3>按社区<\/h3>[\s\S]*?<\/table>/.exec(page)![0]);
    expect(table).toMatch(/玉沙 2 0% 0% .*万绿园 3 33.3% 50%/);
    expect(page).not.toContain('按街道');
  });

  it('leaves out what says nothing', () => {
    const { page } = reportOn({ ...STATION, needs: [STATION.needs[2]!] });
    expect(markupOf(page)).not.toMatch(/id="(gaps|causes|fairness|places|comparison|lists|assets)"/);
    expect(markupOf(reportOn(STATION).page)).toMatch(/id="causes"[\s\S]*id="gaps"/);
  });
});
