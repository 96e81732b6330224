import { describe, expect, it } from 'vitest';
import { comparePlans, createNetwork, explain, type Input, match, sentences, verify } from '../../../src/index.js';
import { network, plan, WHOLE } from './whole.js';

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
      'From charitable resource 1 as supplement: ¥100, at a cost of 8,000: travel 5,000, tiers apart 3,000.',
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
