import { describe, expect, it } from 'vitest';
import { matchStable, verifyStable } from '../../../src/bare/match-stable.js';
import { briefly, thrown } from '../../support/thrown.js';

const proposers = [
  { id: 'a', prefs: ['x', ['y', 'z']] },
  { id: 'b', prefs: [['x']] },
];
const receivers = [
  { id: 'x', capacity: 1, prefs: ['b', 'a'] },
  { id: 'y', prefs: ['a'] },
  { id: 'z', quota: 1, prefs: ['a'] },
];
const input = { proposers, receivers };

describe('matchStable', () => {
  it('takes of those liked alike the one first by code unit', () => {
    expect(matchStable(input)).toEqual({
      matches: [
        { proposer: 'a', receiver: 'y' },
        { proposer: 'b', receiver: 'x' },
      ],
      blockingPairs: [],
      status: 'stable',
    });
  });

  it('is as good as can be for the side that is named', () => {
    const cross = {
      proposers: [
        { id: 'a', prefs: ['x', 'y'] },
        { id: 'b', prefs: ['y', 'x'] },
      ],
      receivers: [
        { id: 'x', prefs: ['b', 'a'] },
        { id: 'y', prefs: ['a', 'b'] },
      ],
    };
    const partners = (optimalFor?: 'receivers') => matchStable(cross, { optimalFor }).matches.map((m) => m.receiver);
    expect([partners(), partners('receivers')]).toEqual([
      ['x', 'y'],
      ['y', 'x'],
    ]);
  });

  it('matches nobody where there is nobody, no room, or no list that is returned', () => {
    expect(matchStable({ proposers: [], receivers: [] }).matches).toEqual([]);
    const one = (more: object) =>
      matchStable({ proposers: [{ id: 'a', prefs: ['x'] }], receivers: [{ id: 'x', prefs: ['a'], ...more }] });
    expect(one({}).matches).toHaveLength(1);
    expect(one({ capacity: 0 }).matches).toEqual([]);
    expect(one({ prefs: [] }).matches).toEqual([]);
  });

  it('is checked where rejections run down long chains', () => {
    const chain = 3000;
    const ids = Array.from({ length: chain }, (_, i) => `m${String(i).padStart(5, '0')}`);
    const long = {
      proposers: ids.map((id, i) => ({ id, prefs: ids.slice(0, i + 1).slice(-20) })),
      receivers: ids.map((id, i) => ({ id, prefs: ids.slice(i, i + 20).reverse() })),
    };
    const result = matchStable(long);
    expect(result.matches.length).toBeGreaterThan(chain / 2);
    expect(verifyStable(long, result).ok).toBe(true);
  });
});

const side = (change: object) => ({ proposers: [{ ...proposers[0], ...change }, proposers[1]], receivers });
const other = (change: object) => ({ proposers, receivers: [{ ...receivers[0], ...change }, ...receivers.slice(1)] });

describe('matchStable refuses', () => {
  it.each<[string, unknown, [string, string]]>([
    ['nothing', undefined, ['REQUIRED', 'input']],
    ['no receivers', { proposers }, ['REQUIRED', 'receivers']],
    ['a proposer that is none', { proposers: [7], receivers: [] }, ['NOT_AN_OBJECT', 'proposers[0]']],
    ['no id', side({ id: '' }), ['BAD_ID', 'proposers[0].id']],
    ['two of one id', { proposers: [...proposers, proposers[0]], receivers }, ['DUPLICATE_ID', 'proposers[2].id']],
    ['half a quota', side({ quota: 0.5 }), ['NOT_AN_INTEGER', 'proposers[0].quota']],
    ['a quota below 0', other({ capacity: -1 }), ['NEGATIVE', 'receivers[0].capacity']],
    ['a quota in words', other({ capacity: '1' }), ['NOT_A_NUMBER', 'receivers[0].capacity']],
    ['a quota and a capacity', other({ quota: 1 }), ['CONTRADICTION', 'receivers[0].capacity']],
    ['a misspelt quota', side({ quotta: 2 }), ['UNKNOWN_KEY', 'proposers[0].quotta']],
    ['no list', side({ prefs: undefined }), ['REQUIRED', 'proposers[0].prefs']],
    ['a list that is none', side({ prefs: 'x' }), ['NOT_AN_ARRAY', 'proposers[0].prefs']],
    ['a partner who does not exist', side({ prefs: ['x', ['w']] }), ['DANGLING_REFERENCE', 'proposers[0].prefs[1][0]']],
    ['one of the own side', side({ prefs: ['b'] }), ['DANGLING_REFERENCE', 'proposers[0].prefs[0]']],
    ['a number for an id', side({ prefs: [1] }), ['DANGLING_REFERENCE', 'proposers[0].prefs[0]']],
    ['a partner twice', other({ prefs: ['a', ['b', 'a']] }), ['DUPLICATE', 'receivers[0].prefs[1][1]']],
  ])('%s', (_, given, [code, path]) => {
    const error = thrown(() => matchStable(given as never));
    expect(error.code).toBe('INVALID_INPUT');
    expect(briefly(error).map(([found, at]) => [found, at])).toContainEqual([code, path]);
    expect(thrown(() => verifyStable(given as never, {})).details).toEqual(error.details);
  });

  it('a side that is none', () => {
    expect(thrown(() => matchStable(input, { optimalFor: 'nobody' as never })).code).toBe('INVALID_OPTIONS');
  });
});

describe('verifyStable', () => {
  const good = matchStable(input);
  it.each<[string, unknown, string]>([
    ['nothing', undefined, 'shape'],
    ['another status', { ...good, status: 'optimal' }, 'shape'],
    ['blocking pairs that are told', { ...good, blockingPairs: good.matches }, 'matches'],
    ['a pair twice', { ...good, matches: [...good.matches, good.matches[0]] }, 'matches'],
    ['a stranger', { ...good, matches: [...good.matches, { proposer: 'a', receiver: 'nobody' }] }, 'matches'],
    ['one who is not on the list', { ...good, matches: [{ proposer: 'b', receiver: 'y' }] }, 'matches'],
    ['one too many', { ...good, matches: [...good.matches, { proposer: 'a', receiver: 'z' }] }, 'quotas'],
    ['nobody', { ...good, matches: [] }, 'stable'],
    ['who would rather go', { ...good, matches: [{ proposer: 'a', receiver: 'x' }] }, 'stable'],
  ])('refuses %s', (_, result, check) => {
    const { ok, checks } = verifyStable(input, result);
    expect(ok).toBe(false);
    expect(checks.find(({ name }) => name === check)?.ok).toBe(false);
  });
});
