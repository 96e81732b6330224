import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import kebabCase from 'lodash-es/kebabCase.js';
import { describe, expect, it } from 'vitest';
import { compile } from '../../../src/compile/compile.js';
import { createNetwork } from '../../../src/model/network.js';
import { RULE_NAMES, RULES, TERM_NAMES, TERMS } from '../../../src/policy/built-in.js';
import { placingOf } from '../../../src/policy/matters.js';
import { definePolicy, type PolicyOptions } from '../../../src/policy/policy.js';
import { word } from '../../../src/say/rule-words.js';

const network = createNetwork({
  communities: [
    { id: 'a', location: { lat: 20, lng: 110 } },
    { id: 'b', location: { lat: 20.1, lng: 110 } },
  ],
  volunteers: [{ id: 'v', community: 'a', capabilities: ['meal'], quantity: 9, reach: { radius: 20_000 } }],
  needs: [{ id: 'n', community: 'b', urgency: 'urgent', capability: 'meal', quantity: 5 }],
});
const problemOf = (options: PolicyOptions) => compile(network, definePolicy(options)).problem;
const reach = RULES.get('reach')!;

describe('what a rule or term says of its columns', () => {
  it('goes with the function, whatever else the rule says', () => {
    expect(placingOf(definePolicy())).toBeDefined();
    expect(placingOf(definePolicy({ rules: { reach: { ...reach, words: { zh: '远', en: 'far' } } } }))).toBeDefined();
  });

  it('is not believed of a function that wraps it', () => {
    const wrapped = { ...reach, forbids: () => true };
    expect(placingOf(definePolicy({ rules: { reach: wrapped } }))).toBeUndefined();
    expect(problemOf({ rules: { reach: wrapped } }).cost).toHaveLength(0);
    const travel = TERMS.get('travel')!;
    const [metres] = problemOf({}).cost;
    expect(problemOf({ terms: { travel: (pair) => 2 * travel(pair) } }).cost[0]! - metres!).toBe(11_120);
  });

  it('is not used where another rule is asked first', () => {
    const policy = definePolicy({ rules: { reach: false, mine: { ...reach } } });
    expect(placingOf(policy)).toBeUndefined();
    expect(compile(network, policy).problem.cost).toHaveLength(1);
  });
});

describe('limits', () => {
  const limited = (units: number) => ({ forbids: () => false, limits: () => () => units });

  it('bound what one requirement gets, the least of all rules', () => {
    expect([...problemOf({}).max]).toEqual([5]);
    expect([...problemOf({ rules: { few: limited(3), more: limited(4), any: limited(Infinity) } }).max]).toEqual([3]);
    expect([...problemOf({ rules: { none: { forbids: () => false, limits: () => undefined } } }).max]).toEqual([5]);
  });

  it.each([-1, 1.5, Number.NaN])('of %s are refused', (units) => {
    expect(() => problemOf({ rules: { few: limited(units) } })).toThrow(expect.objectContaining({ code: 'BAD_RULE' }));
  });
});

describe('to add a rule or a term', () => {
  const src = join(import.meta.dirname, '../../../src');
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
  const importers = (file: string) =>
    files.filter((path) => readFileSync(join(src, path), 'utf8').includes(`/${file}.js'`)).sort();
  const own = [
    ...RULE_NAMES.map((name) => `rules/${kebabCase(name)}`),
    ...TERM_NAMES.map((name) => `terms/${kebabCase(name)}`),
  ];

  it.each(own)('%s takes its own file, the list of all, and its words', (file) => {
    expect(files).toContain(join('policy', `${file}.ts`));
    // `throttled` has a limit, which others may set.
    const others = file === 'rules/throttled' ? ['index.ts', 'policy/policy.ts'] : [];
    expect(importers(file)).toEqual([...others, 'policy/built-in.ts'].sort());
  });

  it.each([...RULE_NAMES, ...TERM_NAMES])('%s has words in both languages', (name) => {
    for (const locale of ['zh', 'en'] as const) {
      const said = word((RULE_NAMES as string[]).includes(name) ? 'rule' : 'term', name, undefined, locale);
      expect(said).not.toBe('');
      if (locale === 'zh') expect(said).toMatch(/\p{Script=Han}/u);
    }
  });
});
