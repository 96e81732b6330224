import { describe, expect, it } from 'vitest';
import {
  createNetwork,
  definePolicy,
  explain,
  fixSentence,
  match,
  type NeedTarget,
  type PairTarget,
  type PolicyOptions,
  parsePlan,
  reasonSentence,
  sentences,
  toMarkdown,
  verify,
} from '../../../src/index.js';
import { planTables } from '../../../src/io/index.js';
import { report } from '../../../src/report/index.js';

const network = createNetwork({
  communities: [{ id: 'c' }],
  volunteers: [
    { id: 'far', community: 'c', capabilities: ['meal'], quantity: 5 },
    { id: 'near', community: 'c', capabilities: ['escort'], quantity: 5 },
  ],
  needs: [
    { id: 'm', community: 'c', urgency: 'urgent', capability: 'meal', quantity: 2 },
    { id: 'e', community: 'c', urgency: 'urgent', capability: 'escort', quantity: 2 },
  ],
});
const options = {
  rules: {
    barred: {
      forbids: ({ provider }) => provider.id === 'far',
      words: { zh: '门禁\u202e已关', en: 'behind the gate' },
      fix: { zh: '请物业开门', en: 'have the gate opened' },
    },
    bare: ({ provider, requirement }) => provider.id === 'far' && requirement.capability.code === 'never',
  },
  terms: { stairs: { term: () => 7, words: { zh: '爬楼', en: 'stairs' } }, plain: () => 3 },
} satisfies PolicyOptions;
const policy = definePolicy(options);
const plan = match(network, { policy });
const { reason } = plan.unmet[0]!;

describe('rules and terms with words of their own are spoken of by them', () => {
  it.each([
    ['zh', '门禁已关', '请物业开门', '爬楼'],
    ['en', 'behind the gate', 'have the gate opened', 'stairs'],
  ] as const)('in %s', (locale, rule, fix, term) => {
    const said = (target: NeedTarget | PairTarget) =>
      sentences(explain(network, plan, [target], { policy })[0]!, locale).join('\n');
    const tables = planTables(network, plan, { policy, locale });
    const texts = {
      reason: reasonSentence(reason, { unit: 'session', fair: true, words: plan.words }, locale),
      need: said({ need: 'm' }),
      pair: said({ need: 'm', offer: { provider: 'volunteer:far' } }),
      offer: sentences(explain(network, plan, { offer: { provider: 'volunteer:far' } }, { policy }), locale).join(),
      markdown: toMarkdown(network, plan, { policy, locale }),
      tables: JSON.stringify(tables),
      report: report(network, plan, { policy, locale }),
    };
    for (const [where, text] of Object.entries(texts)) expect(text, where).toContain(rule);
    for (const [where, text] of Object.entries(texts)) expect(text, where).not.toMatch(/\bbarred\b/);
    expect(JSON.stringify(tables.map(({ rows }) => rows))).toContain(fix);
    expect(fixSentence(plan.unmet[0]!, locale, plan.words)).toContain(fix);
    expect(said({ need: 'e' })).toContain(`${term} 7`);
    expect(said({ need: 'e' })).toContain('plain 3');
  });

  it('the plan takes them along, and nothing else', () => {
    const words = {
      'rule:barred': options.rules.barred.words,
      'fix:barred': options.rules.barred.fix,
      'term:stairs': options.terms.stairs.words,
    };
    expect(plan.words).toEqual(words);
    expect(parsePlan(JSON.stringify(plan)).words).toEqual(words);
    expect(verify(network, plan, { policy }).ok).toBe(true);
    const other = { ...plan, words: { ...words, 'rule:barred': { zh: '别的', en: 'other' } } };
    expect(verify(network, other, { policy }).checks.filter(({ ok }) => !ok)).toMatchObject([{ name: 'words' }]);
    expect(match(network, { policy: definePolicy({ rules: { bare: options.rules.bare } }) })).not.toHaveProperty(
      'words',
    );
  });

  it('without words the name is said; ours keep theirs', () => {
    const nameless = definePolicy({ rules: { barred: options.rules.barred.forbids } });
    const one = match(network, { policy: nameless }).unmet[0]!;
    expect(reasonSentence(one.reason, { unit: 'session', fair: true }, 'zh')).toContain('barred');
    const instead = definePolicy({ rules: { age: options.rules.barred.forbids } });
    const other = match(network, { policy: instead }).unmet[0]!;
    expect(reasonSentence(other.reason, { unit: 'session', fair: true }, 'zh')).toContain('年龄不符');
  });

  it('both languages are asked for', () => {
    const words = { zh: '只有中文' } as unknown as { zh: string; en: string };
    const bad = { rules: { a: { forbids: () => false, words } }, terms: { b: { term: () => 0, words, scale: 0 } } };
    expect(() => definePolicy(bad)).toThrow(
      expect.objectContaining({
        code: 'INVALID_OPTIONS',
        details: [
          expect.objectContaining({ code: 'REQUIRED', path: ['rules', 'a', 'words', 'en'] }),
          expect.objectContaining({ code: 'REQUIRED', path: ['terms', 'b', 'words', 'en'] }),
          expect.objectContaining({ path: ['terms', 'b', 'scale'] }),
        ],
      }),
    );
  });
});
