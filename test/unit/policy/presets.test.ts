import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { RULES, TERMS } from '../../../src/policy/built-in.js';
import { fairBy } from '../../../src/policy/fair-by.js';
import { type PolicyData, policySchema } from '../../../src/policy/json.js';
import { defaultPolicy, definePolicy } from '../../../src/policy/policy.js';
import { presets } from '../../../src/policy/presets.js';
import { type Criterion, rankBy } from '../../../src/policy/rank.js';
import { throttle, throttled } from '../../../src/policy/rules/throttled.js';
import { aPair, aPlace } from './a-pair.js';

describe('policies as data', () => {
  it.each(Object.entries(presets))('preset %s is one, and survives JSON', (_, preset) => {
    expect(policySchema.parse(JSON.parse(JSON.stringify(preset)))).toEqual(preset);
    expect(() => definePolicy(preset)).not.toThrow();
  });

  it('urgentFirst is the default', () => {
    expect(Object.keys(presets)[0]).toBe('urgentFirst');
    const { rank, ...rest } = definePolicy(presets.urgentFirst);
    const { rank: byDefault, ...others } = defaultPolicy;
    expect(rest).toEqual(others);
    expect(rank).toBe(byDefault);
  });

  it('say what the functions would say', () => {
    const policy = definePolicy({
      rules: { throttled: { limit: 3 }, purpose: false },
      terms: { travel: 0 },
      rank: ['severity'],
      fairBy: 'need',
      fairShare: 'equityWeight',
    } satisfies PolicyData);
    const asked = (askedLast7Days: number) => aPair({ provider: { askedLast7Days } });
    expect([2, 3].map((times) => policy.rules.get('throttled')!.forbids(asked(times)))).toEqual([false, true]);
    expect(policy.rules.has('purpose')).toBe(false);
    expect(policy.terms.has('travel')).toBe(false);
    expect(policy.rank(aPair().need, undefined)).toEqual([3]);
    expect(policy.fairBy).toBe(fairBy.need);
    expect(policy.fairShare).toBe('equityWeight');
  });

  it('know every rule, every term, and nothing else', () => {
    const rules = Object.fromEntries([...RULES.keys()].map((name) => [name, false]));
    const terms = Object.fromEntries([...TERMS.keys()].map((name) => [name, 2]));
    expect(policySchema.parse({ rules, terms })).toEqual({ rules, terms });
    for (const wrong of [
      { rules: { purpos: false } },
      { rules: { purpose: { limit: 3 } } },
      { terms: { travel: -1 } },
      { rank: [] },
      { rank: ['beneficiaries'] },
      { fairBy: 'city' },
      { mine: true },
    ]) {
      expect(policySchema.safeParse(wrong).success, JSON.stringify(wrong)).toBe(false);
    }
  });

  it('have a JSON Schema', () => {
    expect(z.toJSONSchema(policySchema)).toMatchObject({ type: 'object', additionalProperties: false });
  });
});

it('a rule may be given as an object', () => {
  expect(definePolicy({ rules: { throttled } }).rules.get('throttled')).toEqual(throttled);
  const renamed = definePolicy({ rules: { mine: throttle(1) } }).rules.get('mine')!;
  expect(renamed.name).toBe('mine');
  expect(renamed.forbids(aPair({ provider: { askedLast7Days: 1 } }))).toBe(true);
});

describe('criteria', () => {
  const { need } = aPair();
  const day = Date.UTC(2026, 2, 7) / 86_400_000;
  const late = { ...need, urgency: 'hoped', dueAt: '2026-03-07T00:30:00+08:00' } as const;
  it.each<[Criterion, typeof need, number]>([
    ['urgency', late, 2],
    ['urgencyPlain', late, 3],
    ['severity', { ...need, severity: 5 }, 1],
    ['destitute', { ...need, groups: ['child', 'destitute'] }, 0],
    ['destitute', { ...need, groups: ['child'] }, 1],
    ['dueAt', late, day],
    ['dueAt', need, 9_999_999],
    ['reportedAt', { ...need, reportedAt: '2026-03-07T23:59:59+08:00' }, day],
  ])('%s of %j is %i', (name, of, value) => {
    expect(rankBy([name])(of, Date.parse('2026-03-08T00:00:00Z'))).toEqual([value]);
  });

  it('are taken in the order given', () => {
    expect(rankBy(['severity', 'destitute', 'urgency'])(need, undefined)).toEqual([3, 1, 0]);
  });
});

describe('fairBy', () => {
  const { need, requirement } = aPair();
  const key = (name: keyof typeof fairBy, changes: Partial<typeof need>, place = aPlace(), code = 'meal') =>
    fairBy[name]({ ...need, ...changes }, { ...requirement, capability: { code, level: 1 } }, place);

  it('street goes by the code, else by the station, else by the community', () => {
    const [byCode, byStation] = [aPlace({ street: '460105001', streetStation: 's' }), aPlace({ streetStation: 's' })];
    expect(key('street', { community: 'a' }, byCode)).toBe(key('street', { community: 'b' }, byCode));
    expect(key('street', { community: 'a' }, byStation)).toBe(key('street', { community: 'b' }, byStation));
    expect(key('street', { community: 'a' }, byCode)).not.toBe(key('street', { community: 'a' }, byStation));
    expect(key('street', { community: 's' })).not.toBe(key('street', { community: 's' }, byStation));
    expect(key('street', {}, byCode)).not.toBe(key('street', {}, byCode, 'escort'));
  });

  it('targetGroup goes by the first group', () => {
    expect(key('targetGroup', { community: 'x', groups: ['child', 'elderly'] })).toBe(
      key('targetGroup', { community: 'y', groups: ['child'] }),
    );
    expect(key('targetGroup', { groups: [] })).not.toBe(key('targetGroup', { groups: ['child'] }));
  });

  it('need takes all of a need together', () => {
    expect(key('need', {}, aPlace(), 'meal')).toBe(key('need', {}, aPlace(), 'escort'));
    expect(key('need', { id: '1' })).not.toBe(key('need', { id: '2' }));
  });
});
