import * as charts from 'echarts';
import { describe, expect, it } from 'vitest';
import { comparePlans, createNetwork, type Input, match, type Plan, type Society, verify } from '../../../src/index.js';
import { type ReportOptions, report } from '../../../src/report/index.js';
import { RICH, SMALLEST } from '../../support/samples.js';
import { thrown } from '../../support/thrown.js';
import { dataOf, markupOf, misnested, tagsOf } from './page-parts.js';

/** The texts of each list in a page: its name, its header, its cells. */
const listsIn = (page: string) => {
  const { lists, texts } = dataOf(page);
  return lists.map(([name, head, rows]) => [name, head, ...rows].flat().map((number) => texts[number]));
};

function reportOn(input: Input, options: ReportOptions = {}): string {
  const network = createNetwork(input);
  return report(network, match(network), options);
}

/** What a reader sees. */
function textIn(page: string): string {
  return markupOf(page)
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
}

describe('report', () => {
  it('is one page in one language, with charts that hold no style and no class of their own', () => {
    const zh = reportOn(RICH, { charts });
    const page = reportOn(RICH, { charts, locale: 'en' });
    expect(misnested(page)).toEqual([]);
    expect(page.match(/<svg class="chart"/g)).toHaveLength(2);
    for (const svg of page.match(/<svg class="chart"[\s\S]*?<\/svg>/g) ?? []) {
      expect(svg).not.toMatch(/style|ecmeta|zr\d|class="(?!chart)/);
    }
    expect(textIn(zh)).toContain('五社联动匹配报告 数据时点 2026-03-07 08:00 已证明最优');
    expect(textIn(page)).toContain('Five-society linkage report As of 2026-03-07 08:00 proved optimal');
    expect(textIn(page)).toContain('Met 2 Partly met 5 Unmet 5');
    expect(textIn(page)).toMatch(/Held by needs of better rank · 1 1 · 2/);
    expect(textIn(page)).not.toMatch(/[急难愁盼]/);
    expect(JSON.stringify(dataOf(page))).not.toMatch(/[急难愁盼]|满足/);
    expect(textIn(zh)).not.toMatch(/Needs|Met|offers/);
    expect(zh).not.toMatch(/lang="en"/);
  });

  it('loads nothing: no address but those of vocabularies', () => {
    const page = reportOn(RICH, { charts });
    expect(page).not.toMatch(/https?:|\bsrc=|url\((?!#)|@import/);
    expect(page).toContain('content="default-src &#39;none&#39;; script-src &#39;sha256-');
  });

  it('is the same every time, whatever was drawn before', () => {
    const first = reportOn(RICH, { charts });
    charts.init(null, null, { renderer: 'svg', ssr: true, width: 9, height: 9 }).dispose();
    expect(reportOn(RICH, { charts })).toBe(first);
  });

  it('tells of every need what became of it, why, and what is proved', () => {
    const page = reportOn(RICH, { locale: 'en' });
    const { needs, texts } = dataOf(page);
    expect(needs.map(([id]) => id)).toEqual(['a', 'b', 'd', 'c', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l']);
    const said = texts;
    expect(said).toContain('The offers that could serve it hold only 1 case, all given to it.');
    expect(said).toContain('Verify applies the rules again: each offer of this kind is turned away by at least one.');
    expect(dataOf(reportOn(RICH)).texts).toContain('不在证明之内：没有写明数量，无从计算。');
    expect(page).not.toContain('<svg class="chart"');
  });

  it('explains as many needs as it is told to, the unmet first', () => {
    const explained = (page: string) => dataOf(page).needs.flatMap((need) => (need.at(-1) === 0 ? [] : [need[0]]));
    expect(explained(reportOn(RICH, { explained: 0 }))).toEqual([]);
    expect(explained(reportOn(RICH, { explained: 3 }))).toEqual(['a', 'b', 'c']);
    expect(explained(reportOn(RICH))).toHaveLength(12);
  });

  it('has a map where communities say where they are, the tiers where they do not, nothing where there is neither', () => {
    const communities = [
      { id: 'datong', location: { lat: 20.03, lng: 110.34 } },
      { id: 'haiken', location: { lat: 20.02, lng: 110.32 } },
    ];
    expect(reportOn({ ...RICH, stations: [], communities, socialWorkers: [] }, { charts })).toContain('id="places"');
    const [city, street] = RICH.stations as [object, object];
    const streets = [city, street, { ...street, id: 't' }] as Input['stations'];
    const apart = RICH.communities!.map((one, i) => (i === 0 ? one : { ...one, station: 't' }));
    const two = reportOn({ ...RICH, stations: streets, communities: apart }, { charts, locale: 'en' });
    expect(textIn(two)).toContain('City, districts, streets');
    expect(reportOn(RICH, { charts })).not.toContain('id="places"');
    expect(reportOn(SMALLEST, { charts })).not.toContain('id="places"');
  });

  it('lists community assets by their five dimensions', () => {
    const communities = [
      { id: 'datong', name: '大同社区', assets: [{ dimension: 'scenery' as const, name: '万绿园' }] },
    ];
    expect(textIn(reportOn({ ...SMALLEST, communities }))).toContain('社区 人 文 地 产 景 大同社区 万绿园');
    expect(reportOn(SMALLEST)).not.toContain('id="assets"');
  });

  it('sets another plan beside this one', () => {
    const network = createNetwork(RICH);
    const plan = match(network);
    const societies: Society[] = ['community', 'socialWorker', 'organisation'];
    const three = match(network, { societies });
    const comparison = comparePlans(network, three, plan, { a: { societies } });
    const page = report(network, plan, { comparison, locale: 'en' });
    expect(textIn(page)).toContain('Needs met Before Now Change');
    expect(misnested(page)).toEqual([]);
    const named = report(network, plan, { comparison, before: { zh: '三社', en: 'Three societies' } });
    expect(textIn(named)).toContain('满足的需求 三社 本方案 变化');
    expect(thrown(() => report(network, plan, { comparison: three as never })).code).toBe('INVALID_OPTIONS');
  });

  it('shows a change as that of the figures beside it', () => {
    const network = createNetwork({
      communities: [{ id: 'c' }],
      volunteers: [{ id: 'v', community: 'c', capabilities: ['a', 'b'], quantity: 965 }],
      needs: [
        { id: '1', community: 'c', urgency: '急', capability: 'a', quantity: 1000, unit: 'session' },
        { id: '2', community: 'c', urgency: '难', capability: 'b', quantity: 9, unit: 'session' },
      ],
    });
    const plan = match(network);
    const comparison = comparePlans(network, plan, plan);
    const share = { a: 0.92319, b: 0.96509, difference: 0.0419 };
    const gini = { a: 0.444, b: 0.425, difference: -0.019 };
    const coverage = { ...comparison.coverage, byUnit: comparison.coverage.byUnit.map((one) => ({ ...one, share })) };
    const communities = comparison.fairness.communities.map((one) => ({ ...one, gini }));
    const page = report(network, plan, {
      locale: 'en',
      comparison: { ...comparison, coverage, fairness: { ...comparison.fairness, communities } },
    });
    expect(textIn(page)).toContain('Sessions 92.3% 96.5% +4.2 points');
    expect(textIn(page)).toContain('Sessions 0.44 0.42 −0.02');
  });

  it('draws all bars of a table on one scale, and says in one sentence why fewer needs are met and more urgent ones', () => {
    const network = createNetwork(RICH);
    const plan = match(network);
    const same = comparePlans(network, plan, plan);
    const met = { urgent: [1, 20], difficult: [30, 7], worrying: [9, 8], hoped: [4, 4] };
    const byUrgency = same.needs.byUrgency.map((one) => {
      const [a, b] = met[one.urgency] as [number, number];
      return { ...one, needs: 40, met: { a, b, difference: b - a } };
    });
    const page = report(network, plan, {
      comparison: { ...same, needs: { ...same.needs, byUrgency } },
      before: '以前',
    });
    const section = /<section id="comparison"[\s\S]*?<\/section>/.exec(page)![0];
    const widths = [...section.matchAll(/<rect[^>]*width="([\d.]+)"/g)].map(([, width]) => Number(width));
    expect(widths).toEqual([1, 20, 30, 7, 9, 8, 4, 4].map((figure) => Math.round((1000 * figure) / 30) / 10));
    expect(section.match(/<table/g)).toHaveLength(1);
    expect(textIn(section)).toContain(
      '满足的需求比以前少 5 个，其中“急”的多 19 个，其余的少 24 个：供给先给更急的，不求个数最多。',
    );
    const alike = report(network, plan, { comparison: same, before: '以前' });
    expect(textIn(alike)).toContain('前后对比 与以前相比，各项都没有变化。');
  });

  it('counts each need once beside figures that do', () => {
    const page = reportOn(
      {
        communities: [{ id: 'c' }],
        volunteers: [{ id: 'v', community: 'c', capabilities: ['a'], quantity: 9 }],
        organisations: [{ id: 'o', community: 'c', capabilities: ['b'], quantity: 9 }],
        needs: ['1', '2'].map((id) => ({
          id,
          community: 'c',
          urgency: '急',
          requirements: [{ capability: 'a' }, { capability: 'b' }],
        })),
      },
      { charts },
    );
    expect(page).toContain('aria-label="五社联动: 社区社会组织 2, 社区志愿者 2, 急 2"');
  });

  it('takes lists in, every cell', () => {
    const lists = [
      {
        sheet: '清单',
        rows: [
          ['名称', '数量'],
          ['甲\u202e', 1.5],
          ['', null],
        ],
      },
    ];
    const page = reportOn(SMALLEST, { lists });
    expect(listsIn(page)).toEqual([['清单', '名称', '数量', '甲', '1.5', '', '']]);
    expect(textIn(page)).toContain('清单');
    expect(dataOf(reportOn(SMALLEST)).lists).toEqual([]);
    expect(reportOn(SMALLEST)).not.toContain('id="lists"');
  });

  it('has of a list that is too long for a page only how long it is', () => {
    const rows = (count: number) => [['甲'], ...Array.from({ length: count }, (_, i) => [i])];
    const lists = [2000, 2001].map((count) => ({ sheet: '清单', rows: rows(count) }));
    const [whole, long] = listsIn(reportOn(SMALLEST, { lists }));
    expect(whole).toHaveLength(2002);
    expect(long).toEqual(['清单', '清单', expect.stringContaining('2,001')]);
  });

  it('tells of plans of some societies, and by hand', () => {
    const network = createNetwork(RICH);
    const societies: Society[] = ['volunteer'];
    const few = report(network, match(network, { societies }), { societies, locale: 'en' });
    expect(dataOf(few).texts.join()).toContain('only these societies take part: volunteer');
    const greedy = match(network, { method: 'greedy' });
    const byHand = report(network, greedy, { locale: 'en' });
    const said = dataOf(byHand).texts.join();
    expect(said).toContain('Verify makes it again, to the same result');
    expect(said).not.toMatch(/stopped at its limit|none costs less|puts a price/);
    expect(textIn(report(network, greedy))).toContain('未求最优');
  });

  it('opens in the language asked for, under the heading given', () => {
    expect(reportOn(SMALLEST)).toContain('<html lang="zh-CN">');
    const page = reportOn(SMALLEST, { locale: 'en', title: { zh: '周报', en: 'Week 10' } });
    expect(page).toContain('<html lang="en">');
    expect(page).toContain('<title>Week 10</title>');
    expect(page).toContain('<h1>Week 10</h1>');
  });

  it('speaks of what there is not', () => {
    const page = reportOn({ communities: [], needs: [] }, { charts });
    expect(misnested(page)).toEqual([]);
    for (const words of ['所有需求均已满足', '未给出时点']) expect(page).toContain(words);
  });

  it('claims nothing of levels that were not settled', () => {
    const network = createNetwork(RICH);
    const page = report(network, match(network, { workLimit: 0 }), { locale: 'en' });
    expect(textIn(page)).toContain('not proved');
    expect(dataOf(page).texts.join()).not.toMatch(/none costs less|puts a price/);
  });

  it('refuses what it cannot use', () => {
    const network = createNetwork(SMALLEST);
    const plan = match(network);
    const code = (run: () => unknown) => thrown(run).code;
    expect(code(() => report(network, plan, { charts: {} as never }))).toBe('INVALID_OPTIONS');
    expect(code(() => report(network, plan, { chart: charts } as never))).toBe('INVALID_OPTIONS');
    expect(code(() => report(network, {} as Plan))).toBe('INVALID_PLAN');
    expect(code(() => report(SMALLEST as never, plan))).toBe('INVALID_NETWORK');
    expect(code(() => report(createNetwork({ communities: [], needs: [] }), plan))).toBe('PLAN_MISMATCH');
  });
});

/** Names that would be markup, end a script, close an attribute, or turn the text around. */
const HOSTILE = [
  '</script><script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onload='alert(1)",
  '<!--<script>',
  ']]></style><b>',
  '\u202egnp.exe\u2066\u200f',
  '{{x}} $&$1 {b|c}',
  '&lt;b&gt;&#x3c;',
  '\u2028\n\t\u0000x',
  'javascript:alert(1)',
  'data:image/svg+xml,<svg/onload=alert(1)>',
  '名'.repeat(5000),
];

describe('names in a report', () => {
  it.each(HOSTILE)('faults 76 and 77: are text, whatever they say: %j', (name) => {
    // Another than the name: by that, too, a capability may be meant.
    const id = `${name.replace(/[\p{Cc}\u2028]/gu, '').slice(0, 63)}.`;
    const input: Input = {
      stations: [
        { id: 'city', name, tier: 'city' },
        { id: 's', name, tier: 'street', parent: 'city' },
      ],
      communities: [
        { id, name, station: 's', assets: [{ dimension: 'people', name }], location: { lat: 20, lng: 110 } },
        { id: 'other', name: { zh: name, en: `${name}!` }, station: 's', location: { lat: 20.1, lng: 110 } },
      ],
      // Not the code itself: a code that is a name of the catalogue stands for that entry.
      catalogue: [{ code: 'meal', name: { zh: `${name}。`, en: `${name}.` } }],
      volunteers: [{ id, name, community: id, capabilities: ['meal', id], quantity: 2, unit: id }],
      needs: [
        { id, community: id, urgency: '急', capability: 'meal', unit: id, category: id },
        { id: 'n', community: 'other', urgency: '盼', capability: id, quantity: 5 },
      ],
    };
    const page = reportOn(input, { charts, title: name });
    const bare = reportOn(
      JSON.parse(JSON.stringify(input, (_, value) => (value === name ? 'plain' : value === id ? 'plain.' : value))),
      { charts, title: 'plain' },
    );
    expect(misnested(page)).toEqual([]);
    // Only how often a name is the same in both languages, and is cut, differs.
    const telling = (text: string) => tagsOf(text).filter((tag) => !/^<\/?(span|text|svg|g|path)\b/.test(tag));
    expect(telling(page)).toEqual(telling(bare));
    expect(page.match(/<script/g)).toHaveLength(2);
    expect(page.match(/<\/script>/g)).toHaveLength(2);
    expect(page).not.toMatch(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028]|\p{Cc}(?<!\n)/u);
    expect(tagsOf(page).filter((tag) => / on\w+=|[=']\w|javascript:/.test(tag))).toEqual([]);
    // Nothing in the data becomes an address.
    for (const [, address] of markupOf(page).matchAll(/ (?:href|src|action|xlink:href)="([^"]*)"/g)) {
      expect(address).toMatch(/^#[a-z]+$/);
    }
    expect(dataOf(page).needs).toHaveLength(2);
    expect(page.length).toBeLessThan(bare.length + 20_000);
  });

  // What ECharts remembers of texts is kept in plain objects.
  it.each(Object.getOwnPropertyNames(Object.prototype))(
    'that are keys of every object leave nothing behind: %s',
    (name) => {
      const units = [...new Set(['__proto__', 'constructor', name])];
      const places = (location?: { lat: number; lng: number }): Input => ({
        stations: [
          { id: name, tier: 'city' as const },
          { id: 'long', name: `${name} of the long name that is cut`, tier: 'district' as const, parent: name },
          { id: 's', name, tier: 'street' as const, parent: 'long' },
          { id: 't', name: `${name}\n${name}`, tier: 'street' as const, parent: 'long' },
        ],
        communities: [
          { id: name, name, station: 's', ...(location && { location }) },
          { id: 'b', name, station: 't', ...(location && { location: { ...location, lat: location.lat + 0.1 } }) },
        ],
        catalogue: [{ code: name, name }],
        volunteers: units.map((unit, i) => ({
          id: `v${i}`,
          name,
          community: 'b',
          capabilities: [name],
          quantity: 3,
          unit,
        })),
        needs: units.flatMap((unit, i) =>
          [name, 'b'].map((community, j) => ({
            id: `n${i}${j}`,
            community,
            urgency: '急' as const,
            category: name,
            capability: name,
            quantity: 2,
            unit,
          })),
        ),
      });
      const before = match(createNetwork(RICH));
      const standing = () =>
        Object.entries(Object.getOwnPropertyDescriptors(Object.prototype)).map(([key, { value, get, set }]) => [
          key,
          ...[value, get, set].map((one) => one && Object.getOwnPropertyNames(one)),
        ]);
      const there = standing();
      for (const input of [places(), places({ lat: 20, lng: 110 })]) {
        const page = reportOn(input, { charts, title: name });
        const svgs = page.match(/<svg class="chart"[\s\S]*?<\/svg>/g) ?? [];
        expect(svgs.filter((svg) => svg.includes(`>${name}<`))).not.toEqual([]);
        expect(page).not.toContain('\u2060');
      }
      expect(standing()).toEqual(there);
      const network = createNetwork(RICH);
      expect(match(network)).toEqual(before);
      expect(verify(network, before).ok).toBe(true);
    },
  );
});
