import { describe, expect, it } from 'vitest';
import { matchPlaces, verifyPlaces } from '../../../src/bare/match-places.js';
import { briefly, thrown } from '../../support/thrown.js';

const location = { lat: 19.9, lng: 110.4 };
const need = { id: 'n', rank: 0, demand: 2, location };
const offer = { id: 'o', capacity: 3, location, reach: 100 };
const withNeed = (change: object) => ({ needs: [{ ...need, ...change }], offers: [offer] });
const withOffer = (change: object) => ({ needs: [need], offers: [{ ...offer, ...change }] });
const at = (change: object) => withNeed({ location: { ...location, ...change } });
const hostile = Object.defineProperty({ ...location }, 'lat', {
  get: () => {
    throw new Error('boom');
  },
});

describe('matchPlaces refuses', () => {
  it.each<[string, unknown, [string, string]]>([
    ['nothing', undefined, ['REQUIRED', 'input']],
    ['no needs', { offers: [] }, ['REQUIRED', 'needs']],
    ['no offers', { needs: [] }, ['REQUIRED', 'offers']],
    ['a need that is none', { needs: [7], offers: [] }, ['NOT_AN_OBJECT', 'needs[0]']],
    ['two needs of one id', { needs: [need, need], offers: [] }, ['DUPLICATE_ID', 'needs[1].id']],
    ['two offers of one id', { needs: [], offers: [offer, offer] }, ['DUPLICATE_ID', 'offers[1].id']],
    ['a rank of half', withNeed({ rank: 0.5 }), ['NOT_AN_INTEGER', 'needs[0].rank']],
    ['a demand below 0', withNeed({ demand: -1 }), ['NEGATIVE', 'needs[0].demand']],
    ['a group of a number', withNeed({ group: 1 }), ['NOT_A_STRING', 'needs[0].group']],
    ['no location', withNeed({ location: undefined }), ['REQUIRED', 'needs[0].location']],
    ['a location of a list', withNeed({ location: [19.9, 110.4] }), ['NOT_AN_OBJECT', 'needs[0].location']],
    ['no latitude', at({ lat: undefined }), ['REQUIRED', 'needs[0].location.lat']],
    [
      'a misspelt longitude',
      { ...withNeed({ location: { lat: 1, lgn: 2 } }) },
      ['UNKNOWN_KEY', 'needs[0].location.lgn'],
    ],
    ['a latitude of text', at({ lat: '19.9' }), ['NOT_A_NUMBER', 'needs[0].location.lat']],
    ['a latitude beyond the pole', at({ lat: 110.4 }), ['OUT_OF_RANGE', 'needs[0].location.lat']],
    ['a longitude beyond the date line', at({ lng: -180.5 }), ['OUT_OF_RANGE', 'needs[0].location.lng']],
    ['a longitude that is no number', at({ lng: Number.NaN }), ['NOT_FINITE', 'needs[0].location.lng']],
    ['what throws', withNeed({ location: hostile }), ['UNREADABLE', 'needs[0].location.lat']],
    ['a capacity of infinity', withOffer({ capacity: Number.POSITIVE_INFINITY }), ['NOT_FINITE', 'offers[0].capacity']],
    ['a reach below 0', withOffer({ reach: -1 }), ['NEGATIVE', 'offers[0].reach']],
    ['a reach of nothing', withOffer({ reach: null }), ['NOT_A_NUMBER', 'offers[0].reach']],
    [
      'capacities beyond 2^53',
      { needs: [], offers: [offer, { ...offer, id: 'p', capacity: Number.MAX_SAFE_INTEGER }] },
      ['SUM_TOO_LARGE', 'offers'],
    ],
  ])('%s', (_, input, [code, path]) => {
    const error = thrown(() => matchPlaces(input as never));
    expect(error.code).toBe('INVALID_INPUT');
    expect(briefly(error).map(([found, where]) => [found, where])).toContainEqual([code, path]);
    expect(thrown(() => verifyPlaces(input as never, {})).details).toEqual(error.details);
  });

  it("level 'even', and says which there are", () => {
    const error = thrown(() => matchPlaces({ needs: [], offers: [] }, { levels: ['rank', 'even'] }));
    expect(error.details).toEqual([
      expect.objectContaining({
        code: 'BAD_LEVELS',
        message: expect.stringMatching(/^expected any of rank, fair, keep, cost, in this order, 'rank'/),
      }),
    ]);
  });

  it('takes what ends in nothing', () => {
    for (const input of [
      { needs: [], offers: [] },
      { needs: [need], offers: [] },
      { needs: [], offers: [offer] },
    ]) {
      const result = matchPlaces(input);
      expect(result.allocations).toEqual([]);
      expect(verifyPlaces(input, result).ok).toBe(true);
    }
  });

  it.each([undefined, null, 7, [], {}, { allocations: [], certificate: {} }])('refuses the result %j', (result) => {
    expect(verifyPlaces({ needs: [need], offers: [offer] }, result)).toMatchObject({
      ok: false,
      checks: [{ name: 'shape' }],
    });
  });
});
