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

  it('goes by the cut where needs share a bottleneck', () => {
    const cut = { needs: 3, lines: 4, demanded: 60_000, capacity: 42_000, unit: 'fen' };
    expect(fixSentence(unmet({ code: 'sharedFairly', cut }), 'en')).toBe(
      '¥180 more would meet all 3 needs that share this.',
    );
  });

  it('has a way past every built-in rule that can be past', () => {
    const final = ['conflict', 'declined', 'banned'];
    for (const rule of [...RULE_NAMES, 'participation', 'escalation', 'mentor']) {
      const text = fixSentence(unmet({ code: 'ruledOut', rules: { [rule]: 1 } }), 'en');
      expect([rule, text.includes('find another provider')]).toEqual([rule, final.includes(rule)]);
    }
  });
});
