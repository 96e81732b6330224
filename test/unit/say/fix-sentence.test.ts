import { describe, expect, it } from 'vitest';
import { fixSentence, type Reason, type Unmet } from '../../../src/index.js';
import { REASON_CODES } from '../../../src/plan/plan.js';
import { RULE_NAMES } from '../../../src/policy/built-in.js';

const unmet = (reason: Partial<Reason>, more: Partial<Unmet> = {}): Unmet => ({
  need: '1',
  requirement: '1',
  community: 'c',
  urgency: 'urgent',
  rank: [0, 3],
  capability: 'relief',
  unit: 'fen',
  demanded: 10_000,
  covered: 2_500,
  reason: { code: 'noOffer', capable: 0, unit: 0, rules: {}, ...reason },
  ...more,
});

describe('fixSentence', () => {
  it.each(REASON_CODES)('has words for %s', (code) => {
    for (const locale of ['zh', 'en'] as const) {
      const text = fixSentence(
        unmet({ code, rules: { mine: 1 } }, code === 'unknownQuantity' ? { demanded: 'unknown' } : {}),
        locale,
      );
      expect(text).toMatch(locale === 'zh' ? /。$/ : /\.$/);
      expect(text).not.toMatch(/[{}]|undefined|NaN/);
    }
  });

  it('names the easiest way past a rule first, then the one that brings most offers back', () => {
    const rules = { reach: 48, groups: 1, consent: 2 };
    expect(fixSentence(unmet({ code: 'ruledOut', rules }), 'en')).toBe(
      'Maybe ask the resident to let a higher station see the need (2); widen the reach, or let a higher station arrange it (48). ¥75 short.',
    );
    expect(fixSentence(unmet({ code: 'ruledOut', rules: { reach: 3 } }), 'zh')).toBe(
      '可试：扩大服务范围，或由上级社工站调剂（3 项）。还缺 75 元。',
    );
  });

  it('says how much more is proved to be enough, and nothing that is not', () => {
    const enough = { quantity: 18_000, kind: 'least' as const };
    expect(fixSentence(unmet({ code: 'sharedFairly', enough }), 'en')).toBe(
      '¥180 more for its community would meet it.',
    );
    expect(fixSentence(unmet({ code: 'heldByTeams', enough: { ...enough, kind: 'most' } }), 'en')).toBe(
      '¥180 more for its community is sure to meet it; less may do.',
    );
    expect(fixSentence(unmet({ code: 'noOffer', enough }), 'zh')).toBe(
      '招募、培育或链接新的供给。本社区的这种供给再增加 180 元即可满足。',
    );
    expect(fixSentence(unmet({ code: 'team', lacking: 500 }), 'en')).toBe(
      'Find what it lacks, or let it be met in part.',
    );
    expect(fixSentence(unmet({ code: 'team', lacking: 500, enough: { ...enough, kind: 'together' } }), 'en')).toBe(
      '¥180 more for its community, with what its other requirements are told, would meet the need; or let it be met in part.',
    );
    expect(fixSentence(unmet({ code: 'heldByHigherRanks' }), 'en')).toBe('¥75 short.');
  });

  it('has a way past every built-in rule that can be past', () => {
    const final = ['conflict', 'declined', 'banned'];
    for (const rule of [...RULE_NAMES, 'participation', 'escalation', 'mentor']) {
      const text = fixSentence(unmet({ code: 'ruledOut', rules: { [rule]: 1 } }), 'en');
      expect([rule, text.includes('find another provider')]).toEqual([rule, final.includes(rule)]);
    }
  });
});
