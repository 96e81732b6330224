import { describe, expect, it } from 'vitest';
import {
  createNetwork,
  explain,
  type Input,
  match,
  type OfferTarget,
  type Reason,
  reasonSentence,
  sentences,
} from '../../../src/index.js';
import { amountOf, phrase } from '../../../src/say/phrase.js';
import { idleSentence } from '../../../src/say/reason-sentence.js';
import { RICH } from '../../support/samples.js';
import { TOWN } from '../../support/town.js';

function said(input: Input, target: { need?: string; offer?: OfferTarget }) {
  const network = createNetwork(input);
  const explanation = explain(network, match(network), target as { need: string });
  return { zh: sentences(explanation, 'zh'), en: sentences(explanation, 'en') };
}

const pairOf = (input: Input, need: string, provider: string) => said(input, { need, offer: { provider } });

describe('sentences', () => {
  it('tell what a need got, who else could, and why not more', () => {
    expect(said(RICH, { need: 'c' })).toEqual({
      zh: [
        '需求 c 要陪同就医 3 次，已安排 2 次。',
        '社区志愿者 v1 提供 2 次，代价 590：信息陈旧 590。',
        '社区志愿者 v2 可以为需求 c 提供陪同就医，但已给需求 d（1 次）。',
        '可用的供给已给更优先的需求：需求 d（2 次）。相关 2 个需求共要 5 次，可用的供给只有 4 次。',
      ],
      en: [
        'Need c asks for escort to hospital, 3 sessions; 2 sessions found.',
        'From volunteer v1: 2 sessions, at a cost of 590: stale record 590.',
        'Volunteer v2 could serve need c (escort to hospital), but is taken by need d (1 session).',
        'Needs of better rank hold the offers: need d (2 sessions). Bottleneck: 2 needs ask 5 sessions, the offers hold 4 sessions.',
      ],
    });
  });

  it('tell the nearest misses and what would have to change', () => {
    expect(said(TOWN, { need: 'tutor' })).toEqual({
      zh: [
        '需求 tutor 要 tutor 2 次，还没有安排。',
        '有这种能力的供给 4 项，都用不上：2 项能力等级不够、1 项计量单位不同、1 项超出服务范围。',
        '差得最少的是李四（社区志愿者 near）：能力等级是 1 级，要求 3 级。',
        '其次是社区志愿者 far：服务半径 1,000 米，相距 11,120 米。',
        '其次是社区志愿者 off：能力等级是 1 级，要求 3 级；目前停用。',
      ],
      en: [
        'Need tutor asks for tutor, 2 sessions; none found.',
        'None of the 4 offers of this kind is of use: level too low (2), in another unit (1), out of reach (1).',
        'The nearest miss is 李四 (volunteer near): its level is 1, level 3 is asked for.',
        'Then volunteer far: it reaches 1,000 m, the need is 11,120 m away.',
        'Then volunteer off: its level is 1, level 3 is asked for; it is not active.',
      ],
    });
  });

  it('tell why a pair is not in the plan', () => {
    expect(pairOf(TOWN, 'meal', 'volunteer:dear')).toEqual({
      zh: ['社区志愿者 dear 也可以为需求 meal 提供助餐送餐，但代价 1,500，比已安排的高 600。'],
      en: [
        'Volunteer dear could serve need meal (meal delivery) too, at a cost of 1,500, which is 600 more than what was chosen.',
      ],
    });
    expect(pairOf(RICH, 'f', 'volunteer:v3').zh).toEqual([
      '社区志愿者 v3 不能为需求 f 提供 drive：已于 2026-03-01 到期。',
    ]);
    expect(pairOf(RICH, 'f', 'volunteer:v3').en).toEqual([
      'Volunteer v3 cannot serve need f (drive): it expired on 2026-03-01.',
    ]);
  });

  it('say how many were looked at where that is not all', () => {
    const idle = { code: 'ruledOut', asked: 422, candidates: 0, examined: 200, rules: { reach: 200 } } as const;
    expect(idleSentence(idle, 'zh')).toBe('422 个需求项要它，都用不上：细看的 200 个中，200 项超出服务范围。');
    expect(idleSentence(idle, 'en')).toContain('none can use it: of the 200 looked at, ');
  });

  it('tell what became of an offer', () => {
    expect(said(TOWN, { offer: { provider: 'volunteer:near' } })).toEqual({
      zh: [
        '李四（社区志愿者 near）的助餐送餐共 5 次，已用 1 次，剩 4 次。',
        '用于需求 meal（1 次）。',
        '它能服务的 1 个需求项都已满足。',
        '李四（社区志愿者 near）的 tutor 共 1 次，还没有用上。',
        '1 个需求项要它，都用不上：1 项能力等级不够。',
      ],
      en: [
        '李四 (volunteer near) offers meal delivery, 5 sessions: 1 session in use, 4 sessions left.',
        'It goes to need meal (1 session).',
        'The one requirement it could serve is met.',
        '李四 (volunteer near) offers tutor, 1 session: none of it in use.',
        'One requirement asks for it but cannot use it: level too low (1).',
      ],
    });
  });

  it('say each failed rule with the values compared', () => {
    const strict: Input = {
      asOf: '2026-03-07T08:00:00+08:00',
      slots: [{ id: 'am' }, { id: 'pm' }],
      stations: [
        { id: 'city', tier: 'city' },
        { id: 's1', tier: 'street', parent: 'city' },
        { id: 's2', tier: 'street', parent: 'city' },
      ],
      communities: [
        { id: 'c', station: 's1', adminCode: '460105001001' },
        { id: 'd', station: 's2', adminCode: '460106002001' },
      ],
      volunteers: [
        {
          id: 'v',
          community: 'd',
          minor: true,
          capabilities: ['x'],
          quantity: 1,
          windows: ['am'],
          eligibility: { minAge: 60, groups: ['disabled'], documents: ['income'] },
          purposes: ['y'],
          restriction: { communities: ['d'] },
          askedLast7Days: 6,
          declines: ['c'],
        },
      ],
      needs: [
        {
          id: 'n',
          community: 'c',
          urgency: '急',
          age: 10,
          groups: ['child'],
          consentTier: 'street',
          conflicts: ['volunteer:v'],
          declines: ['volunteer:v'],
          requirements: [
            { capability: 'x', societies: ['socialWorker'], windows: ['pm'], checks: ['police'], unit: 'session' },
          ],
        },
      ],
    };
    const { zh: chinese, en: english } = pairOf(strict, 'n', 'volunteer:v');
    const clauses = (text: string) =>
      text
        .replace(/[。.]$/, '')
        .split(/：|: |；|; /)
        .slice(1)
        .toSorted();
    expect(clauses(chinese[0]!)).toEqual(
      [
        '服务范围不含需求所在地（区划 460105001001）',
        '只要求由社会工作者承担',
        '可用时段是 am，须包括 pm',
        '只服务 60 岁及以上，服务对象 10 岁',
        '只服务残疾人，需求登记的人群是 child',
        '只能用于 y，不含 x',
        '缺少有效的核查',
        'police',
        '居民只同意在街道（乡镇）社工站范围内共享，共同的站在市级指导中心',
        '未成年志愿者须有在册的监护人',
        '缺少材料',
        'income',
        '捐赠只限这些社区',
        'd',
        '与需求方有冲突',
        '供给方谢绝了这类需求',
        '需求方谢绝了该供给方',
        '近 7 天已被请求 6 次，须不多于 4 次',
        '这一项是牵头，须由社会工作者承担',
      ].toSorted(),
    );
    expect(english[0]).toMatch(/^Volunteer v cannot serve need n \(x\): /);
    for (const clause of [
      'it is to come from social worker',
      'it is free at am, not at pm',
      'it is for people aged 60 or more, this one is 10',
      'no valid check of police',
      'a minor needs an active guardian',
      'these documents are missing: income',
      'it was asked 6 times in 7 days; more than 4 is too often',
    ]) {
      expect(english[0]).toContain(clause);
    }
  });

  it('keep to one line whatever the data hold', () => {
    const evil = "a\nb \u202ec {x} <b> it’s '{' #";
    const input: Input = {
      communities: [{ id: 'c' }],
      volunteers: [{ id: '1', name: evil, community: 'c', capabilities: [evil.slice(8)], quantity: 1 }],
      needs: [{ id: '1', community: 'c', urgency: '急', capability: evil.slice(8), quantity: 2 }],
    };
    for (const text of Object.values(said(input, { need: '1' })).flat()) expect(text).not.toMatch(/[\n\u202e\0]/);
    expect(said(input, { need: '1' }).en[1]).toBe("From a b c {x} <b> it’s '{' # (volunteer 1): 1 session.");
  });
});

describe('reasonSentence', () => {
  const facts = { capable: 6, unit: 1, rules: { reach: 3, mine: 2 } };
  const say = (reason: Reason, fair = true) =>
    (['zh', 'en'] as const).map((locale) => reasonSentence(reason, { unit: 'fen', fair }, locale));
  const heldBy = [1, 2].map((n) => ({
    need: 'a',
    requirement: `${n}`,
    provider: 'resource:f',
    offer: '1',
    quantity: 150,
  }));

  it('is one sentence or two in either language', () => {
    expect(say({ code: 'ruledOut', ...facts })).toEqual([
      '有这种能力的供给 6 项，都用不上：3 项超出服务范围、2 项 mine、1 项计量单位不同。',
      'None of the 6 offers of this kind is of use: out of reach (3), mine (2), in another unit (1).',
    ]);
    expect(say({ code: 'noOffer', capable: 0, unit: 0, rules: {} })).toEqual([
      '资源库里没有这种能力的供给。',
      'Nobody offers this.',
    ]);
    const cut = { needs: 1, lines: 1, demanded: 1_234_500, capacity: 300, unit: 'fen' };
    expect(say({ code: 'sharedFairly', ...facts, heldBy, heldByCount: 3, cut })).toEqual([
      '可用的供给与同级需求公平分担：需求 a（3 元），另有 1 笔。相关 1 个需求共要 12,345 元，可用的供给只有 3 元。',
      'The offers are shared fairly with needs of the same rank: need a (¥3) and 1 more. Bottleneck: 1 need asks ¥12,345, the offers hold ¥3.',
    ]);
    expect(say({ code: 'sharedFairly', ...facts, heldBy, heldByCount: 2 }, false)[1]).toBe(
      'Needs of the same rank hold the offers: need a (¥3).',
    );
    expect(say({ code: 'exhausted', ...facts, cut })[1]).toBe(
      'The offers that could serve it hold only ¥3, all given to it.',
    );
  });
});

describe('phrases', () => {
  it.each([undefined, 'fr', 'zh-CN'])('are refused in %s', (locale) => {
    const network = createNetwork(RICH);
    const plan = match(network);
    const refused = expect.objectContaining({ code: 'INVALID_OPTIONS' });
    expect(() => sentences(explain(network, plan, { need: 'c' }), locale as never)).toThrow(refused);
    const context = { unit: 'session', fair: true };
    expect(() => reasonSentence(plan.unmet[0]!.reason, context, locale as never)).toThrow(refused);
  });

  it('count by the forms of the language', () => {
    expect(amountOf(1, 'case', 'en')).toBe('1 case');
    expect(amountOf(1200, 'person', 'en')).toBe('1,200 people');
    expect(amountOf(9_007_199_254_740_991, 'item', 'zh')).toBe('9,007,199,254,740,991 件');
    expect(amountOf(1005, 'fen', 'zh')).toBe('10.05 元');
    expect(amountOf(90, 'minute', 'en')).toBe('1 h 30 min');
    expect(phrase('zh', 'nameAndRole', { name: 'B', role: '志愿者' })).toBe('B（志愿者）');
  });
});
