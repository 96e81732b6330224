import { describe, expect, it } from 'vitest';
import {
  type CompareOptions,
  type ComparisonWords,
  comparePlans,
  comparisonSentences,
  comparisonToMarkdown,
  createNetwork,
  definePolicy,
  type Input,
  match,
  type Plan,
  type Society,
} from '../../../src/index.js';
import { briefly, thrown } from '../../support/thrown.js';

/** A worker and a volunteer visit, a fund gives; the hoped need came first. */
const INPUT: Input = {
  stations: [
    { id: 'd', tier: 'district' },
    { id: 's', tier: 'street', parent: 'd' },
    { id: 't', tier: 'street', parent: 'd' },
  ],
  communities: [
    { id: 'c', station: 's', location: { lat: 20, lng: 110.3 } },
    { id: 'e', station: 't' },
  ],
  socialWorkers: [
    {
      id: 'w',
      station: 'd',
      location: { lat: 20.01, lng: 110.3 },
      capabilities: ['visit'],
      quantity: 1,
      unit: 'session',
    },
  ],
  volunteers: [{ id: 'v', community: 'c', capabilities: ['visit'], quantity: 2 }],
  resources: [{ id: 'f', kind: 'fund', station: 'd', capabilities: ['relief'], quantity: 30_000, unit: 'fen' }],
  needs: [
    {
      id: 'fire',
      community: 'c',
      urgency: '急',
      requirements: [{ capability: 'visit' }, { capability: 'relief', quantity: 20_000, unit: 'fen' }],
    },
    { id: 'roof', community: 'e', urgency: '难', capability: 'relief', quantity: 10_000, unit: 'fen' },
    {
      id: 'trip',
      community: 'c',
      urgency: '盼',
      capability: 'relief',
      quantity: 20_000,
      unit: 'fen',
      reportedAt: '2026-03-01T00:00:00Z',
    },
    { id: 'fair', community: 'c', urgency: '盼', capability: 'visit', quantity: 2, reportedAt: '2026-03-01T00:00:00Z' },
    { id: 'vague', community: 'c', urgency: '盼', capability: 'relief', quantity: 'unknown' },
  ],
};
const network = createNetwork(INPUT);
const hand = match(network, { method: 'greedy' });
const best = match(network);
const compared = comparePlans(network, hand, best);

const three: readonly Society[] = ['community', 'socialWorker', 'organisation'];
const fromThree = comparePlans(network, match(network, { societies: three }), best, { a: { societies: three } });

describe('comparePlans', () => {
  it('sets coverage by rank, urgency and unit side by side', () => {
    const rows = compared.coverage.byRank.map(({ rank, unit, demanded, covered, share }) => [
      ...rank,
      unit,
      demanded.a,
      demanded.b,
      covered,
      share.difference,
    ]);
    expect(rows).toEqual([
      [0, 3, 'fen', 20_000, 20_000, { a: 10_000, b: 20_000, difference: 10_000 }, 0.5],
      [0, 3, 'session', 1, 1, { a: 1, b: 1, difference: 0 }, 0],
      [1, 3, 'fen', 10_000, 10_000, { a: 0, b: 10_000, difference: 10_000 }, 1],
      [3, 3, 'fen', 20_000, 20_000, { a: 20_000, b: 0, difference: -20_000 }, -1],
      [3, 3, 'session', 2, 2, { a: 2, b: 2, difference: 0 }, 0],
    ]);
    expect(compared.coverage.byUrgency.map(({ urgency, unit }) => [urgency, unit])).toEqual([
      ['urgent', 'fen'],
      ['urgent', 'session'],
      ['difficult', 'fen'],
      ['hoped', 'fen'],
      ['hoped', 'session'],
    ]);
    expect(compared.coverage.byUnit[0]).toEqual({
      unit: 'fen',
      demanded: { a: 50_000, b: 50_000, difference: 0 },
      covered: { a: 30_000, b: 30_000, difference: 0 },
      share: { a: 0.6, b: 0.6, difference: 0 },
    });
  });

  it('counts the needs that are wholly met, and names those that only one of the two meets', () => {
    expect(compared.needs).toEqual({
      byUrgency: [
        { urgency: 'urgent', needs: 1, met: { a: 0, b: 1, difference: 1 } },
        { urgency: 'difficult', needs: 1, met: { a: 0, b: 1, difference: 1 } },
        { urgency: 'worrying', needs: 0, met: { a: 0, b: 0, difference: 0 } },
        { urgency: 'hoped', needs: 3, met: { a: 2, b: 1, difference: -1 } },
      ],
      onlyA: ['trip'],
      onlyB: ['fire', 'roof'],
    });
  });

  it('compares how even it is within ranks and among communities', () => {
    const { byRank, communities } = compared.fairness;
    expect(
      byRank.map(({ rank, minimum, zeros, count }) => [rank[0], count.b, minimum.a, minimum.b, zeros.a, zeros.b]),
    ).toEqual([
      [0, 2, 0.5, 1, 0, 0],
      [1, 1, 0, 1, 1, 0],
      [3, 2, 1, 0, 0, 1],
    ]);
    // Money: c asks 40,000, e 10,000. By hand 3/4 and 0, Gini 1/2; best 1/2 and 1, Gini 1/6.
    expect(communities[0]).toEqual({
      unit: 'fen',
      count: { a: 2, b: 2, difference: 0 },
      minimum: { a: 0, b: 0.5, difference: 0.5 },
      zeros: { a: 1, b: 0, difference: -1 },
      gini: { a: 0.5, b: 0.1667, difference: -0.3333 },
      jain: { a: 0.5, b: 0.9, difference: 0.4 },
    });
  });

  it('compares ways and tiers, participation and leverage', () => {
    expect(fromThree.travel).toMatchObject({
      pairs: { a: 1, b: 3 },
      metres: { a: 1112, b: 1112 },
      mean: { a: 1112, b: 371, difference: -741 },
      // The district's worker and fund are one tier up; the volunteer lives here.
      hops: [
        { a: 0, b: 2, difference: 2 },
        { a: 1, b: 3, difference: 2 },
      ],
    });
    const { mean, linkages, bySociety } = fromThree.participation;
    expect(mean.a).toBe(0.2);
    expect(linkages).toEqual({ a: 1, b: 3, difference: 2 });
    expect(bySociety[4]).toEqual({
      society: 'resource',
      linkages: { a: 0, b: 2, difference: 2 },
      providers: { a: 0, b: 1, difference: 1 },
      gives: [{ unit: 'fen', quantity: { a: 0, b: 30_000, difference: 30_000 } }],
    });
    expect(fromThree.leverage.linkages).toEqual({ a: 0, b: 3, difference: 3 });
    expect(fromThree.leverage.byUnit).toEqual([
      {
        unit: 'fen',
        own: { a: 0, b: 0, difference: 0 },
        moved: { a: 0, b: 30_000, difference: 30_000 },
        share: { a: 0, b: 1, difference: 1 },
      },
      {
        unit: 'session',
        own: { a: 1, b: 1, difference: 0 },
        moved: { a: 0, b: 2, difference: 2 },
        share: { a: 0, b: 0.6667, difference: 0.6667 },
      },
    ]);
  });

  it('puts ranks of two policies beside each other, each plan read by its own', () => {
    const policy = definePolicy({ rank: ['severity'], rules: { reach: false } });
    const other = match(network, { policy });
    const { coverage } = comparePlans(network, best, other, { b: { policy } });
    expect(coverage.byRank.filter(({ unit }) => unit === 'session')).toMatchObject([
      { rank: [0, 3], demanded: { a: 1, b: 0 }, share: { b: 1 } },
      { rank: [3], demanded: { a: 0, b: 3 } },
      { rank: [3, 3], demanded: { a: 2, b: 0 } },
    ]);
  });

  it('refuses what are no plans of this network, and bad options', () => {
    const strict = definePolicy({ rules: { nobody: () => true } });
    expect(thrown(() => comparePlans(network, hand, best, { b: { policy: strict } })).code).toBe('PLAN_MISMATCH');
    expect(thrown(() => comparePlans(network, hand, {} as Plan)).code).toBe('INVALID_PLAN');
    expect(thrown(() => comparePlans({} as typeof network, hand, best)).code).toBe('INVALID_NETWORK');
    const bad = (options: object) => thrown(() => comparePlans(network, hand, best, options as CompareOptions));
    expect(briefly(bad({ policy: strict }))[0]!.slice(0, 2)).toEqual(['UNKNOWN_KEY', 'policy']);
    expect(briefly(bad({ b: { societies: ['all'] } }))).toEqual([['UNKNOWN_WORD', 'b.societies[0]', 'all']]);
    expect(briefly(bad({ a: { weeks: 1 } }))).toEqual([['UNKNOWN_KEY', 'a.weeks', 'weeks']]);
  });
});

describe('a comparison in words', () => {
  it('says what sets the plans apart', () => {
    expect(comparisonSentences(fromThree, { names: ['三社', '五社'] })).toEqual([
      '全部满足的需求：三社 0 个，五社 3 个；只有三社满足的 0 个，只有五社满足的 3 个。',
      '“急”级需求共 1 个，全部满足的：三社 0 个，五社 1 个。',
      '公平组（同级之内一起计算覆盖率的需求）共 5 个，一点也没有分到的：三社 4 个，五社 1 个。',
      '平均每个联动有几社参与：三社 1 社，五社 1.67 社。',
      '撬动了社区社会组织、志愿者或慈善资源的联动：三社 0 个，五社 3 个。',
      '由本社区或本站就近服务的：三社 0%，五社 40%。',
      '平均路程：三社 1,112 米，五社 371 米。',
    ]);
    expect(comparisonSentences(compared, { locale: 'en' }).slice(0, 3)).toEqual([
      'Needs met in full: plan A 2, plan B 3. In the first only: 1, in the second only: 2.',
      'Of 1 needs that are urgent, met in full: plan A 0, plan B 1.',
      'Fair-share classes that got nothing, of 5: plan A 1, plan B 1.',
    ]);
  });

  it('makes a report', () => {
    const zh = comparisonToMarkdown(compared);
    expect(zh).toContain('# 方案对比：方案甲与方案乙\n\n全部满足的需求');
    expect(zh).toContain('| 急难愁盼 | 共有 | 方案甲 | 方案乙 | 增减 |');
    expect(zh).toContain('| 盼 | 3 | 2 | 1 | −1 |');
    expect(zh).toContain('| 难 | 100 元 | 0 元 | 100 元 | 0% | 100% |');
    expect(zh).toContain('| 元 | 0.5 | 0.1667 | 1 | 0 |');
    const en = comparisonToMarkdown(compared, { locale: 'en', names: ['by <b>hand</b>', '|'] });
    expect(en).toContain('# Two plans: by &lt;b&gt;hand&lt;/b&gt; and \\|\n');
    expect(en).toContain('| Urgent | 1 | 0 | 1 | +1 |');
    expect(en).toContain('| Charitable resource | 2 | 2 | 1 | 1 | ¥300 | ¥300 |');
    expect(en).not.toMatch(/[急难愁盼]|<b>/);
  });

  it('names units of one’s own, whatever they are called', () => {
    const network = createNetwork({
      communities: [{ id: 'c', capabilities: ['x'], quantity: 1, unit: 'constructor' }],
      needs: [{ id: 'n', community: 'c', urgency: '急', capability: 'x' }],
    });
    const plan = match(network);
    expect(comparisonToMarkdown(comparePlans(network, plan, plan))).toContain('| constructor | 0 | 0 | 0 | 0 |');
  });

  it('has words for nothing at all', () => {
    const empty = createNetwork({ communities: [], needs: [] });
    const nothing = match(empty);
    const comparison = comparePlans(empty, nothing, nothing);
    expect(comparisonSentences(comparison)).toHaveLength(4);
    expect(comparisonToMarkdown(comparison, { locale: 'en' })).not.toMatch(/NaN|undefined/);
  });

  it.each([
    [{ locale: 'fr' }, 'locale'],
    [{ names: ['a'] }, 'names'],
    [{ name: 'a' }, 'name'],
  ])('refuses %j', (options, path) => {
    for (const say of [comparisonSentences, comparisonToMarkdown]) {
      const error = thrown(() => say(compared, options as ComparisonWords));
      expect(error.code).toBe('INVALID_OPTIONS');
      expect(briefly(error)[0]![1]).toMatch(new RegExp(`^${path}`));
    }
  });
});
