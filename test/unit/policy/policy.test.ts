import { describe, expect, it } from 'vitest';
import { RULES, TERMS } from '../../../src/policy/built-in.js';
import { defaultFairBy } from '../../../src/policy/fair-by.js';
import { defaultPolicy, definePolicy, type PolicyOptions } from '../../../src/policy/policy.js';
import { defaultRank } from '../../../src/policy/rank.js';
import { thrown } from '../../support/thrown.js';
import { aPair, aPlace } from './a-pair.js';

describe('definePolicy', () => {
  it('starts from all built-in rules and terms', () => {
    expect([...defaultPolicy.rules]).toEqual([...RULES]);
    expect([...defaultPolicy.terms.keys()]).toEqual([...TERMS.keys()]);
    expect(definePolicy({ rules: { purpose: true }, terms: { travel: 1 } })).toEqual(defaultPolicy);
  });

  it('switches off, scales, replaces and adds', () => {
    const own = () => false;
    const policy = definePolicy({
      rules: { purpose: false, age: own, noNights: own },
      terms: { travel: 2, staleness: 0, mine: () => 7, constructor: () => 1 },
    });
    expect(policy.rules.has('purpose')).toBe(false);
    expect(policy.rules.get('age')?.forbids).toBe(own);
    expect([...policy.rules.keys()].at(-1)).toBe('noNights');
    expect([...policy.terms].map(([name, { scale }]) => [name, scale])).toEqual([
      ['travel', 2],
      ['tierHop', 1],
      ['skillMisfit', 1],
      ['continuity', 1],
      ['sameFace', 1],
      ['preference', 1],
      ['alreadyServed', 1],
      ['spread', 1],
      ['development', 1],
      ['reliable', 1],
      ['supervision', 1],
      ['mine', 1],
      ['constructor', 1],
    ]);
  });

  it.each<[options: unknown, path: (string | number)[], hint: RegExp]>([
    [{ rules: { purpos: false } }, ['rules', 'purpos'], /Maybe `purpose`/],
    [{ rules: { toString: true } }, ['rules', 'toString'], /expected one of `reach`/],
    [{ rules: { purpose: 0 } }, ['rules', 'purpose'], /true, false, a function/],
    [{ rules: ['purpose'] }, ['rules'], /object/],
    [{ terms: { travle: 2 } }, ['terms', 'travle'], /Maybe `travel`/],
    [{ terms: { travel: -1 } }, ['terms', 'travel'], /whole number/],
    [{ terms: { travel: 0.5 } }, ['terms', 'travel'], /whole number/],
    [{ terms: { travel: Number.NaN } }, ['terms', 'travel'], /whole number/],
    [{ terms: { travel: '2' } }, ['terms', 'travel'], /whole number/],
    [{ terms: null }, ['terms'], /object/],
    [{ rank: 3 }, ['rank'], /function/],
    [{ fairBy: 'comunity' }, ['fairBy'], /Maybe 'community'/],
    [{ fairBy: 3 }, ['fairBy'], /function/],
    [{ rank: ['urgency', 'severty'] }, ['rank', 1], /Maybe 'severity'/],
    [{ rank: ['beneficiaries'] }, ['rank', 0], /expected one of 'urgency'/],
    [{ rank: [] }, ['rank'], /at least one/],
    [{ fairShare: 'equityweight' }, ['fairShare'], /Maybe 'equityWeight'/],
    [{ rules: { throttled: { limit: 0 } } }, ['rules', 'throttled', 'limit'], /at least 1/],
    [{ rules: { purpose: { limit: 3 } } }, ['rules', 'purpose'], /only of rule `throttled`/],
    [{ rule: {} }, ['rule'], /Maybe `rules`/],
    [null, ['options'], /object.*leave it out/],
  ])('refuses %j', (options, path, hint) => {
    const error = thrown(() => definePolicy(options as PolicyOptions));
    expect(error.code).toBe('INVALID_OPTIONS');
    expect(error.details).toHaveLength(1);
    expect(error.details[0]!.path).toEqual(path);
    expect(error.details[0]!.message).toMatch(hint);
  });

  it('names every fault', () => {
    const options = { rules: { a1b2: true, c3d4: false }, terms: { travel: -1 }, rank: 1 } as unknown as PolicyOptions;
    expect(thrown(() => definePolicy(options)).details).toHaveLength(4);
  });
});

describe('rank', () => {
  const now = Date.parse('2026-03-07T00:00:00Z');
  const { need } = aPair();

  it('is urgency, then severity', () => {
    expect(defaultRank({ ...need, urgency: 'hoped', severity: 5 }, now)).toEqual([3, 1]);
    expect(defaultRank({ ...need, urgency: 'urgent', severity: 1 }, undefined)).toEqual([0, 5]);
  });

  it('rises one class past the due date', () => {
    const late = { ...need, urgency: 'hoped', dueAt: '2026-03-07T07:59:59+08:00' } as const;
    expect(defaultRank(late, now)).toEqual([2, 3]);
    expect(defaultRank(late, undefined)).toEqual([3, 3]);
    expect(defaultRank({ ...late, dueAt: '2026-03-07T08:00:00+08:00' }, now)).toEqual([3, 3]);
    expect(defaultRank({ ...late, urgency: 'urgent' }, now)).toEqual([0, 3]);
  });
});

it('fairBy tells community and capability apart, whatever their names', () => {
  const { need, requirement } = aPair();
  const key = (community: string, code: string) =>
    defaultFairBy({ ...need, community }, { ...requirement, capability: { code, level: 1 } }, aPlace());
  expect(key('a","b', 'c')).not.toBe(key('a', 'b","c'));
  expect(key('a', 'c')).toBe(key('a', 'c'));
});
