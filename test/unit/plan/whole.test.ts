import { describe, expect, it } from 'vitest';
import {
  comparePlans,
  createNetwork,
  explain,
  type Input,
  match,
  measures,
  type Plan,
  sentences,
  toMarkdown,
  verify,
} from '../../../src/index.js';

/** One community where needs are met whole by a pattern, by another, not at all, or only from a minimum on. */
const WHOLE: Input = {
  communities: [{ id: 'c', offers: [{ id: 'v', capabilities: ['venue'], quantity: 2 }] }],
  socialWorkers: [{ id: '1', community: 'c', capabilities: ['casework'], quantity: 4 }],
  volunteers: [
    { id: '1', community: 'c', capabilities: ['escort'], quantity: 2 },
    { id: '2', community: 'c', capabilities: ['escort', 'companionship'], quantity: 2 },
    { id: 'spare', community: 'c', capabilities: ['meal'], quantity: 2 },
  ],
  organisations: [
    { id: '1', community: 'c', capabilities: ['escort'], quantity: 3 },
    { id: '2', community: 'c', capabilities: ['greening'], quantity: 3 },
  ],
  resources: [{ id: '1', kind: 'fund', capabilities: ['microGrant'], quantity: 10_000 }],
  needs: [
    { id: 'a', community: 'c', urgency: '急', capability: 'escort', quantity: 3, patterns: ['P2', 'P3', 'P5'] },
    { id: 'b', community: 'c', urgency: '难', capability: 'escort', quantity: 3, patterns: ['P2', 'P5'] },
    { id: 'd', community: 'c', urgency: '难', beneficiaries: 2, capability: 'escort', quantity: 3, patterns: ['P5'] },
    { id: 'e', community: 'c', urgency: '愁', capability: 'escort', quantity: 3, minimum: 2 },
    { id: 'f', community: 'c', urgency: '愁', capability: 'meal', quantity: 2, minimum: 1 },
    { id: 'g', community: 'c', urgency: '愁', category: 'relief', patterns: ['P4'] },
    { id: 'h', community: 'c', urgency: '盼', capability: 'greening', patterns: ['P7'] },
  ],
};
const network = createNetwork(WHOLE);
const plan = match(network);
const say = (need: string, locale: 'zh' | 'en', provider?: string) =>
  provider === undefined
    ? sentences(explain(network, plan, { need }), locale)
    : sentences(explain(network, plan, { need, offer: { provider } }), locale);

describe('explain a need that is met whole', () => {
  it('says by which pattern, with the roles, and how far the others are', () => {
    expect(explain(network, plan, { need: 'a' }).whole).toEqual({
      outcome: 'met',
      pattern: 'P2',
      requirements: 2,
      lacking: 0,
      unknown: 0,
      others: [
        // The organisation is given to d, all of it; so is the fund.
        { pattern: 'P3', requirements: 3, lacking: 1, unknown: 0 },
        { pattern: 'P5', requirements: 5, lacking: 2, unknown: 0 },
      ],
    });
    expect(say('a', 'zh')).toEqual([
      '需求 a 须整体满足，已全部安排，模式是“社工+志愿者”。',
      '需求 a 要个案管理 1 个案，已全部安排。',
      '社会工作者 1 作为主体提供 1 个案。',
      '需求 a 要陪同就医 3 次，已全部安排。',
      '社区志愿者 1 作为辅助提供 2 次。',
      '社区志愿者 2 作为辅助提供 1 次。',
      '模式“社工+社区社会组织+志愿者”：3 项中有 1 项凑不齐。',
      '模式“五社联动”：5 项中有 2 项凑不齐。',
    ]);
    expect(say('d', 'en')).toEqual([
      'Need d is met whole or not at all, and it is, by the pattern “all five societies”.',
      'Need d asks for casework, 1 case; all of it found.',
      'From social worker 1 as lead: 1 case.',
      'Need d asks for escort to hospital, 3 sessions; all of it found.',
      'From community organisation 1 as carrier: 3 sessions.',
      'Need d asks for companionship, 1 session; all of it found.',
      'From volunteer 2 as helper: 1 session.',
      'Need d asks for community micro-grant, ¥100; all of it found.',
      'From charitable resource 1 as supplement: ¥100.',
      'Need d asks for venue, 1 session; all of it found.',
      'From community c as platform: 1 session.',
    ]);
  });

  it('says which requirement of the nearest pattern fails, by how much, and who holds that', () => {
    const { whole, requirements } = explain(network, plan, { need: 'b' });
    expect(whole).toMatchObject({ outcome: 'lacking', pattern: 'P2', requirements: 2, lacking: 1 });
    expect(whole!.others).toEqual([{ pattern: 'P5', requirements: 5, lacking: 3, unknown: 0 }]);
    expect(requirements.map(({ requirement, role, unmet }) => [requirement, role, unmet?.lacking])).toEqual([
      ['P2/1', 'lead', 0],
      ['P2/2', 'helper', 3],
    ]);
    expect(requirements[1]!.unmet!.heldBy).toMatchObject([
      { need: 'a', quantity: 2 },
      { need: 'a', quantity: 1 },
      { need: 'd', quantity: 1 },
    ]);
    expect(say('b', 'zh')).toEqual([
      '需求 b 须整体满足，未能安排：最接近的模式是“社工+志愿者”，2 项中有 1 项凑不齐。',
      '需求 b 要陪同就医 3 次（辅助），还没有安排。',
      '须整体满足，尚缺 3 次；可用的供给已给需求 a（3 次）、需求 d（1 次）。',
      '差得最少的是社区社会组织 1：只要求由社区志愿者承担。',
      '其余各项单看都有供给：个案管理 1 个案。',
      '模式“五社联动”：5 项中有 3 项凑不齐。',
    ]);
    expect(say('b', 'en')).toEqual([
      'Need b is met whole or not at all, and it is not: the nearest pattern is “social worker and volunteers”; of 2 requirements, 1 cannot be had.',
      'Need b asks for escort to hospital, 3 sessions (helper); none found.',
      'It is met whole or not at all, and 3 sessions of it cannot be had; its offers are held by need a (3 sessions), need d (1 session).',
      'The nearest miss is community organisation 1: it is to come from volunteer.',
      'There is room for the rest, each by itself: casework, 1 case.',
      'The pattern “all five societies”: of 5 requirements, 3 cannot be had.',
    ]);
  });

  it('never counts a pattern with an unknown amount as met', () => {
    expect(explain(network, plan, { need: 'g' }).whole).toMatchObject({ outcome: 'unknownQuantity', unknown: 1 });
    expect(plan.unmet.filter(({ need }) => need === 'g')).toMatchObject([
      { requirement: 'P4/1', demanded: 1, reason: { code: 'unknownQuantity' } },
      { requirement: 'P4/2', demanded: 'unknown', reason: { code: 'unknownQuantity' } },
    ]);
    expect(say('g', 'zh')[0]).toBe(
      '需求 g 须整体满足，未能安排：模式“社工+慈善资源”的 2 项中有 1 项没有写明数量，核实后再匹配。',
    );
    expect(say('g', 'zh', 'socialWorker:1')).toEqual([
      '按模式“社工+慈善资源”：需求 g 没有写明数量，核实后社会工作者 1 可以提供个案管理。',
    ]);
    // Where another pattern is clear, that one is told.
    const patterns = ['P4', { id: 'q', requirements: [{ capability: 'greening', quantity: 9 }] }];
    const other = createNetwork({ ...WHOLE, needs: [{ ...WHOLE.needs[5]!, patterns }] });
    const { whole } = explain(other, match(other), { need: 'g' });
    expect(whole).toMatchObject({ outcome: 'lacking', pattern: 'q', others: [{ pattern: 'P4', unknown: 1 }] });
    expect(match(other).unmet.map(({ requirement }) => requirement)).toEqual(['q/1']);
    expect(comparePlans(other, match(other), match(other)).needs.onlyA).toEqual([]);
    const plain = { id: 'n', community: 'c', urgency: '急' as const, partial: false };
    const partly = createNetwork({
      ...WHOLE,
      needs: [{ ...plain, requirements: [{ capability: 'meal' }, { capability: 'greening', quantity: 'unknown' }] }],
    });
    const none = match(partly);
    expect(none.linkages).toEqual([]);
    expect(verify(partly, none).ok).toBe(true);
    expect(sentences(explain(partly, none, { need: 'n' }), 'en')[0]).toBe(
      'Need n is met whole or not at all, and it is not: of 2 requirements, one does not say how much. Find out, then match.',
    );
  });

  it('says where there is room for each, but not for all at once', () => {
    const input: Input = {
      communities: [{ id: 'c' }],
      volunteers: [
        {
          id: '1',
          community: 'c',
          cap: { quantity: 1, unit: 'session' },
          offers: [
            { id: '1', capabilities: ['escort'], quantity: 1 },
            { id: '2', capabilities: ['meal'], quantity: 1 },
          ],
        },
      ],
      needs: [
        {
          id: 'n',
          community: 'c',
          urgency: '急',
          partial: false,
          requirements: [{ capability: 'escort' }, { capability: 'meal' }],
        },
      ],
    };
    const tight = createNetwork(input);
    const best = explain(tight, match(tight), { need: 'n' });
    expect(best.whole).toMatchObject({ outcome: 'together', lacking: 0 });
    expect(sentences(best, 'zh')).toEqual(['需求 n 须整体满足，未能安排：各项单看都有供给，但不能同时凑齐。']);
    const byHand = explain(tight, match(tight, { method: 'greedy' }), { need: 'n' });
    expect(byHand.whole).toMatchObject({ outcome: 'unsettled' });
    expect(sentences(byHand, 'en')).toEqual([
      'Need n is met whole or not at all, and it is not: there is room for each requirement by itself, and it was not settled whether there is for all at once.',
    ]);
  });

  it('says what is a minimum, and what is beyond it', () => {
    expect(explain(network, plan, { need: 'e' }).whole).toBeUndefined();
    expect(explain(network, plan, { need: 'f' }).requirements).toMatchObject([
      { requirement: '1', minimum: true, demanded: 1 },
      { requirement: '1/more', beyond: '1', demanded: 1 },
    ]);
    expect(say('f', 'zh')).toEqual([
      '需求 f 要助餐送餐 1 次（最低数量），已全部安排。',
      '社区志愿者 spare 提供 1 次。',
      '需求 f 要助餐送餐 1 次（最低数量之外），已全部安排。',
      '社区志愿者 spare 提供 1 次。',
    ]);
    expect(say('e', 'en').filter((text) => /minimum|whole/.test(text))).toEqual([
      'Need e asks for escort to hospital, 2 sessions (its minimum); none found.',
      'It is met whole or not at all, and 2 sessions of it cannot be had; its offers are held by need a (3 sessions), need d (4 sessions).',
      'Need e asks for escort to hospital, 1 session (beyond its minimum); none found.',
      'It is met whole or not at all, and 1 session of it cannot be had; its offers are held by need a (3 sessions), need d (4 sessions).',
    ]);
  });
});

describe('explain a pair of a need that is met whole', () => {
  const verdicts = (need: string, provider: string) =>
    explain(network, plan, { need, offer: { provider } }).pairs.map(({ pattern, verdict }) => [pattern, verdict]);

  it('tells lines of a pattern that is not taken, and of a need that is refused', () => {
    expect(verdicts('a', 'organisation:1')).toEqual([
      ['P2', 'ruledOut'],
      ['P3', 'otherPattern'],
      ['P5', 'otherPattern'],
    ]);
    expect(verdicts('b', 'socialWorker:1')).toEqual([
      ['P2', 'notWhole'],
      ['P5', 'notWhole'],
    ]);
    expect(verdicts('b', 'volunteer:1')).toEqual([
      ['P2', 'held'],
      ['P5', 'ruledOut'],
    ]);
    expect(say('a', 'zh', 'organisation:1')[1]).toBe(
      '按模式“社工+社区社会组织+志愿者”：社区社会组织 1 可以为需求 a 提供陪同就医，但该需求已按另一模式满足。',
    );
    expect(say('h', 'en', 'organisation:2')).toEqual([
      'By the pattern “led by an organisation”: community organisation 2 could serve need h (tidying up), but that is met whole or not at all, and not all of it can be had.',
    ]);
  });

  it('tells an offer that is too small to serve a single line', () => {
    const input: Input = {
      communities: [{ id: 'c' }],
      volunteers: [1, 2].map((quantity) => ({ id: `${quantity}`, community: 'c', capabilities: ['x'], quantity })),
      needs: [
        { id: 'n', community: 'c', urgency: '急', capability: 'x', quantity: 2, single: true },
        { id: 'm', community: 'c', urgency: '难', capability: 'x', quantity: 3, single: true },
      ],
    };
    const small = createNetwork(input);
    for (const method of ['optimal', 'greedy'] as const) {
      const one = match(small, { method });
      const pair = (need: string, id: string) =>
        explain(small, one, { need, offer: { provider: `volunteer:${id}` } }).pairs[0]!.verdict;
      expect([pair('n', '1'), pair('n', '2'), pair('m', '1'), pair('m', '2')]).toEqual([
        'notAlone',
        'used',
        'notAlone',
        'held',
      ]);
      expect(sentences(explain(small, one, { need: 'n', offer: { provider: 'volunteer:1' } }), 'zh')).toEqual([
        '社区志愿者 1 可以为需求 n 提供 x 1 次，但须由一方承担全部。',
      ]);
    }
    expect(sentences(explain(small, match(small), { need: 'n' }), 'en')[0]).toBe(
      'Need n asks for x, 2 sessions (from one provider); all of it found.',
    );
  });
});

describe('measures of needs that are met whole', () => {
  it('count one pattern of each need', () => {
    const figures = measures(network, plan);
    expect(figures.fairness.map(({ classes }) => [classes.count, classes.zeros])).toEqual([
      [2, 0],
      [5, 0],
      [2, 1],
      [2, 2],
    ]);
    expect(figures.idle.map(({ provider, why }) => [provider, why.code])).toEqual([
      ['community:c', 'needsMet'],
      ['socialWorker:1', 'notWhole'],
      ['organisation:2', 'notWhole'],
    ]);
    const { needs } = comparePlans(network, plan, plan);
    expect(needs.byUrgency.map(({ needs: all, met }) => [all, met.a])).toEqual([
      [1, 1],
      [2, 1],
      [3, 1],
      [1, 0],
    ]);
    const input: Input = { ...WHOLE, resources: [], needs: [{ ...WHOLE.needs[0]!, patterns: ['P2', 'P3'] }] };
    const one = createNetwork(input);
    const idle = measures(one, match(one)).idle.find(({ provider }) => provider === 'organisation:1');
    expect(idle?.why).toMatchObject({ code: 'otherPattern', asked: 1, candidates: 0 });
    // Where not even that pattern can use it, a rule says why.
    const societies = ['socialWorker', 'volunteer'] as const;
    const unused = measures(one, match(one, { societies }), { societies }).idle;
    expect(unused.find(({ provider }) => provider === 'organisation:1')?.why.code).toBe('ruledOut');
  });

  it('go by roles where they are given', () => {
    const { participation } = measures(network, plan);
    expect(participation.linkages.map(({ need, roles }) => [need, roles])).toEqual([
      ['a', ['lead', 'helper']],
      ['d', ['platform', 'lead', 'carrier', 'helper', 'supplement']],
      ['f', ['helper']],
    ]);
    expect(participation.byRole).toEqual([
      { role: 'platform', linkages: 1, providers: 1 },
      { role: 'lead', linkages: 2, providers: 1 },
      { role: 'carrier', linkages: 1, providers: 1 },
      { role: 'helper', linkages: 3, providers: 3 },
      { role: 'supplement', linkages: 1, providers: 1 },
    ]);
    // Led by an organisation: what it gives is not levered, what the social worker adds is.
    const led = createNetwork({
      communities: [{ id: 'c' }],
      organisations: [{ id: '1', community: 'c', capabilities: ['greening'], quantity: 3 }],
      socialWorkers: [{ id: '1', community: 'c', capabilities: ['resourceLinking'], quantity: 1, unit: 'session' }],
      needs: [{ id: 'n', community: 'c', urgency: '盼', capability: 'greening', quantity: 3, patterns: ['P7'] }],
    });
    const best = match(led);
    expect(best.linkages[0]).toMatchObject({ lead: 'organisation:1', helpers: ['socialWorker:1'], supplements: [] });
    expect(measures(led, best).levered).toEqual([{ unit: 'session', own: 3, moved: 1, share: 0.25 }]);
  });
});

describe('the linkage', () => {
  it('has helpers and supplements where requirements name roles, and only there', () => {
    const of = (id: string) => plan.linkages.find(({ need }) => need === id)!;
    expect(of('d')).toMatchObject({
      pattern: 'P5',
      lead: 'socialWorker:1',
      carrier: 'organisation:1',
      helpers: ['volunteer:2'],
      supplements: ['resource:1'],
    });
    expect(Object.keys(of('f'))).not.toContain('helpers');
    expect(Object.keys(of('f'))).not.toContain('supplements');
  });

  it('has the pattern that is taken, whatever a pin adds of another', () => {
    const pins = [{ need: 'a', requirement: 'P3/2', provider: 'organisation:1', quantity: 1 }];
    const pinned = match(network, { pins });
    expect(verify(network, pinned, { pins }).ok).toBe(true);
    expect(pinned.linkages.find(({ need }) => need === 'a')!.pattern).toBe(
      explain(network, pinned, { need: 'a' }, { pins }).whole!.pattern,
    );
  });
});

describe('the report', () => {
  const text = { zh: toMarkdown(network, plan), en: toMarkdown(network, plan, { locale: 'en' }) };

  it('shows patterns, roles, and what was chosen with its bound', () => {
    expect(text.zh).toContain(
      '| a<br>社工+志愿者 | c | 1 | — | 主体 · 个案管理 1 个案：社会工作者 1<br>辅助 · 陪同就医 2 次',
    );
    expect(text.en).toContain('supplement · community micro-grant, ¥100: charitable resource 1');
    expect(text.zh).toContain('## 须整体满足的需求\n\n| 优先级 | 需求 | 已满足 | 受益人 | 受益人上限 | 差距 |');
    expect(text.zh).toContain('| 1.3 | 2 | 1 | 2 | 2 | 0% |');
    expect(text.zh).toContain('陪同就医（最低数量之外）');
    expect(text.en).toContain('no choice serves more people of a rank than “at most”.');
    expect(text.en).toContain('1. **Urgent first**: rank by rank, needs that are met whole');
    expect(
      toMarkdown(network, plan, { roles: [{ society: 'socialWorker', code: 'lead', name: { zh: '支撑', en: 'x' } }] }),
    ).toContain('支撑 · 个案管理');
  });

  it('says what it means to be bounded', () => {
    const { byRank, ...rest } = plan.teams!;
    const rows = byRank.map((row) => ({ ...row, bound: 3 * row.bound }));
    const bounded: Plan = { ...plan, status: 'bounded', teams: { byRank: rows, ...rest } };
    const report = toMarkdown(network, bounded);
    expect(report).toContain('| 1.3 | 2 | 1 | 2 | 6 | 66.6% |');
    expect(report).toContain('差距不为零，是说能否达到上限尚未算定');
    expect(toMarkdown(network, bounded, { locale: 'en' })).toContain('A gap means that it is not settled');
  });

  it('says nothing of it where no need is met whole', () => {
    const plain = createNetwork({ ...WHOLE, needs: [{ id: 'x', community: 'c', urgency: '急', capability: 'meal' }] });
    expect(toMarkdown(plain, match(plain))).not.toContain('整体满足');
  });
});

describe('what may be wrong', () => {
  it('lets nothing in the names of patterns become markup or break a line', () => {
    const id = '|*_`<b>|{x}';
    const input: Input = {
      ...WHOLE,
      needs: [
        {
          id: 'n',
          community: 'c',
          urgency: '急',
          capability: 'meal',
          patterns: [{ id, requirements: [{ role: 'helper' }] }],
        },
        { id: 'm', community: 'c', urgency: '急', capability: 'fly', patterns: [{ id, requirements: [{}] }, 'P2'] },
      ],
      catalogue: [{ code: 'P2', name: 'a\nb\u202e{x} #', requirements: [{ capability: 'dance' }] }],
    };
    const evil = createNetwork(input);
    const made = match(evil);
    for (const locale of ['zh', 'en'] as const) {
      const said = explain(evil, made, [{ need: 'n' }, { need: 'm' }]).flatMap((one) => sentences(one, locale));
      for (const line of said) expect(line).not.toMatch(/[\n\u202e\0]/);
      expect(said.join('')).toContain('“|*_`<b>|{x}”');
      const report = toMarkdown(evil, made, { locale });
      expect(report).not.toMatch(/<(?!br>)/);
      for (const row of report.split('\n').filter((line) => line.startsWith('|'))) {
        expect([3, 4, 5, 6]).toContain(row.replace(/\\./g, '').split('|').length - 2);
      }
    }
  });

  it('refuses a plan that takes what is not there', () => {
    const { teams, ...certificate } = plan.certificate;
    const refused = expect.objectContaining({ code: 'PLAN_MISMATCH' });
    for (const option of [[], [9, 9, 9, 9, 9, 9], teams!.option.toReversed()]) {
      const other = { ...plan, certificate: { ...certificate, teams: { ...teams!, option } } };
      expect(() => explain(network, other, { need: 'a' })).toThrow(refused);
    }
    expect(() => measures(network, { ...plan, certificate })).toThrow(refused);
  });
});
