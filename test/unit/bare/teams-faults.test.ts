import { describe, expect, it } from 'vitest';
import { matchTeams } from '../../../src/bare/match-teams.js';
import { briefly, thrown } from '../../support/thrown.js';

const pair = { offer: 'o', cost: 1 };
const line = { id: 'l', demand: 1, pairs: [pair] };
const team = { id: 't', rank: 0, value: 1, lines: [line] };
const offers = [{ id: 'o', capacity: 1 }];
const withTeam = (change: object) => ({ teams: [{ ...team, ...change }], offers });
const withLine = (change: object) => withTeam({ lines: [{ ...line, ...change }] });
const withPair = (change: object) => withLine({ pairs: [{ ...pair, ...change }] });

describe('matchTeams refuses', () => {
  it.each<[string, unknown, [string, string]]>([
    ['nothing', undefined, ['REQUIRED', 'input']],
    ['no teams', { offers }, ['REQUIRED', 'teams']],
    ['no offers', { teams: [] }, ['REQUIRED', 'offers']],
    ['a team that is none', { teams: [7], offers }, ['NOT_AN_OBJECT', 'teams[0]']],
    ['an offer that is none', { teams: [], offers: [7] }, ['NOT_AN_OBJECT', 'offers[0]']],
    ['a line that is none', withTeam({ lines: [7] }), ['NOT_AN_OBJECT', 'teams[0].lines[0]']],
    ['a pair that is none', withLine({ pairs: [7] }), ['NOT_AN_OBJECT', 'teams[0].lines[0].pairs[0]']],
    ['an offer of a number', withPair({ offer: 1 }), ['DANGLING_REFERENCE', 'teams[0].lines[0].pairs[0].offer']],
    ['a team without id', withTeam({ id: '' }), ['BAD_ID', 'teams[0].id']],
    ['two teams of one id', { teams: [team, team], offers }, ['DUPLICATE_ID', 'teams[1].id']],
    ['two offers of one id', { teams: [], offers: [...offers, ...offers] }, ['DUPLICATE_ID', 'offers[1].id']],
    ['two lines of one id', withTeam({ lines: [line, line] }), ['DUPLICATE_ID', 'teams[0].lines[1].id']],
    ['a rank of half', withTeam({ rank: 0.5 }), ['NOT_AN_INTEGER', 'teams[0].rank']],
    ['a value below 0', withTeam({ value: -1 }), ['NEGATIVE', 'teams[0].value']],
    ['a choice that is no text', withTeam({ choice: 1 }), ['NOT_A_STRING', 'teams[0].choice']],
    ['a misspelt choice', withTeam({ choise: 'a' }), ['UNKNOWN_KEY', 'teams[0].choise']],
    ['a demand of text', withLine({ demand: '1' }), ['NOT_A_NUMBER', 'teams[0].lines[0].demand']],
    ['a demand that is no number', withLine({ demand: Number.NaN }), ['NOT_FINITE', 'teams[0].lines[0].demand']],
    ['single in words', withLine({ single: 'yes' }), ['NOT_A_BOOLEAN', 'teams[0].lines[0].single']],
    ['an unknown offer', withPair({ offer: 'x' }), ['DANGLING_REFERENCE', 'teams[0].lines[0].pairs[0].offer']],
    ['a pair twice', withLine({ pairs: [pair, pair] }), ['DUPLICATE_PAIR', 'teams[0].lines[0].pairs[1]']],
    ['no cost', withPair({ cost: undefined }), ['REQUIRED', 'teams[0].lines[0].pairs[0].cost']],
    ['a bound below 0', withPair({ max: -1 }), ['NEGATIVE', 'teams[0].lines[0].pairs[0].max']],
    ['use of a plain line', withPair({ use: 1 }), ['CONTRADICTION', 'teams[0].lines[0].pairs[0].use']],
    ['a capacity below 0', { teams: [], offers: [{ id: 'o', capacity: -1 }] }, ['NEGATIVE', 'offers[0].capacity']],
    [
      'values beyond 2^53',
      { teams: [team, { ...team, id: 'u', value: Number.MAX_SAFE_INTEGER }], offers },
      ['SUM_TOO_LARGE', 'teams'],
    ],
    [
      'capacities beyond 2^53',
      { teams: [], offers: [...offers, { id: 'p', capacity: Number.MAX_SAFE_INTEGER }] },
      ['SUM_TOO_LARGE', 'offers'],
    ],
    ['costs beyond 2^53', withLine({ demand: 2, pairs: [{ ...pair, cost: 2 ** 52 }] }), ['SUM_TOO_LARGE', 'teams']],
  ])('%s', (_, input, [code, path]) => {
    const error = thrown(() => matchTeams(input as never));
    expect(error.code).toBe('INVALID_INPUT');
    expect(briefly(error).map(([found, at]) => [found, at])).toContainEqual([code, path]);
  });

  it('all faults at once', () => {
    const error = thrown(() =>
      matchTeams({ teams: [{ ...team, rank: 0.5, value: -1 }], offers: [{ id: 'o', capacity: -1 }] }),
    );
    expect(error.details).toHaveLength(3);
  });

  it.each([{ timeLimit: -1 }, { timeLimit: Number.NaN }, { workLimit: 0.5 }, { timelimit: 5 }, 7])(
    'limits such as %o',
    (limits) => {
      expect(thrown(() => matchTeams({ teams: [], offers: [] }, limits as never)).code).toBe('INVALID_OPTIONS');
    },
  );
});
