import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { TERMS } from '../../../../src/policy/built-in.js';
import { travel } from '../../../../src/policy/terms/travel.js';
import { aPair, aPlace, chain } from '../a-pair.js';

const DAY = 86_400_000;
const HOME = { providerPlace: aPlace({ community: 'a' }) };
const SUPERVISION = { requirement: { capability: { code: 'supervision', level: 1 as const } } };
/** A supervisor of these stations, for a need of street s1. */
const of = (stations: ReturnType<typeof chain>, community = 'b') => ({
  ...SUPERVISION,
  needPlace: aPlace({ stations: chain('s1', 'd1') }),
  providerPlace: aPlace({ stations, community }),
});
const STREET = aPlace({ street: '460105001' });

it.each<[term: string, pair: Parameters<typeof aPair>[0], cost: number]>([
  ['travel', { distance: 1234 }, 1234],
  ['travel', {}, 5000],
  ['travel', HOME, 0],
  ['travel', { requirement: { remote: true }, offer: { reach: { remote: true } } }, 0],
  ['travel', { distance: 1234, requirement: { remote: true } }, 1234],
  ['travel', { distance: 1234, requirement: { remote: true }, offer: { reach: { remote: true } } }, 0],
  ['tierHop', { tierHop: 0 }, 0],
  ['tierHop', { tierHop: 2 }, 4000],
  ['tierHop', { ...HOME, tierHop: 0 }, 0],
  ['tierHop', { providerPlace: aPlace({ community: 'b' }), tierHop: 0 }, 2000],
  ['tierHop', { providerPlace: STREET, needPlace: STREET }, 2000],
  ['tierHop', HOME, 0],
  ['tierHop', {}, 3000],
  ['skillMisfit', { level: 4, requirement: { capability: { code: 'meal', level: 2 } } }, 600],
  ['skillMisfit', {}, 0],
  ['continuity', {}, 0],
  ['continuity', { need: { previousProviders: ['volunteer:v'] } }, 0],
  ['continuity', { need: { previousProviders: ['organisation:v', 'volunteer:w'] } }, 1500],
  ['staleness', { now: 10 * DAY, updatedAt: 8 * DAY + 1 }, 10],
  ['staleness', { now: 1000 * DAY, updatedAt: 0 }, 1800],
  ['staleness', { now: 0, updatedAt: DAY }, 0],
  ['staleness', { now: 10 * DAY }, 900],
  ['staleness', { updatedAt: 0 }, 0],
  ['preference', {}, 0],
  ['preference', { provider: { prefers: [] }, need: { prefers: [] } }, 0],
  ['preference', { provider: { prefers: ['school', 'meal'] } }, 0],
  ['preference', { provider: { prefers: ['a'] } }, 0],
  ['preference', { provider: { prefers: ['relief'] }, need: { category: 'relief' } }, 0],
  ['preference', { provider: { prefers: ['school'] } }, 600],
  ['preference', { need: { prefers: ['volunteer:v'] } }, 0],
  ['preference', { need: { prefers: ['organisation:v'] } }, 600],
  ['preference', { need: { prefers: ['organisation:v'] }, provider: { prefers: ['school'] } }, 1200],
  ['alreadyServed', { provider: { servedLast30Days: 3 } }, 450],
  ['alreadyServed', { provider: { servedLast30Days: 21 } }, 3000],
  ['spread', { provider: { society: 'socialWorker', caseload: { open: 2, max: 3 } } }, 666],
  ['spread', { provider: { society: 'socialWorker', caseload: { open: 5, max: 3 } } }, 1000],
  ['spread', { provider: { society: 'socialWorker', caseload: { open: 0, max: 0 } } }, 1000],
  ['spread', { provider: { society: 'socialWorker' } }, 0],
  ['development', { provider: { society: 'organisation' }, incubates: true }, 400],
  ['development', { provider: { society: 'organisation' } }, 0],
  ['development', { provider: { society: 'organisation', incubatedBy: 'station:s' }, incubates: true }, 0],
  ['development', { incubates: true }, 0],
  ['reliable', {}, 0],
  ['reliable', { provider: { shows: 0, noShows: 0 } }, 0],
  ['reliable', { provider: { shows: 3, noShows: 0 } }, -2400],
  ['reliable', { provider: { shows: 3 }, need: { urgency: 'hoped' } }, -600],
  ['reliable', { provider: { noShows: 1 }, need: { urgency: 'difficult' } }, 1000],
  ['reliable', { provider: { noShows: 2 }, now: 365 * DAY, updatedAt: 0 }, 1333],
  ['reliable', { provider: { noShows: 2 }, now: 365 * DAY }, 2000],
  ['reliable', { provider: { noShows: 2 }, now: 0, updatedAt: DAY }, 2000],
  ['supervision', {}, 0],
  ['supervision', { requirement: { capability: { code: 'supervision', level: 1 } } }, 1500],
  ['supervision', { ...SUPERVISION, provider: { society: 'socialWorker', span: 0 } }, 3000],
  ['supervision', { ...SUPERVISION, provider: { society: 'socialWorker', span: 1 } }, 1500],
  ['supervision', of(chain('s1', 'd1')), 1500],
  ['supervision', of(chain('s1', 'd1').slice(1)), 1500],
  ['supervision', of([]), 1500],
  ['supervision', of(chain('s2', 'd1')), 3000],
  ['supervision', of(chain('s2', 'd1'), 'a'), 1500],
  ['development', { need: { assetDimension: 'people' }, assets: new Set(['people'] as const) }, 0],
  ['development', { need: { assetDimension: 'people' }, assets: new Set(['culture'] as const) }, 400],
  ['development', { need: { assetDimension: 'people' }, provider: { society: 'organisation' }, incubates: true }, 800],
])('%s of %j is %i', (term, pair, cost) => {
  expect(TERMS.get(term)!(aPair(pair))).toBe(cost);
});

it('stand each in a file of its own', () => {
  const folder = new URL('../../../../src/policy/terms/', import.meta.url);
  const written = readdirSync(folder).flatMap((file) =>
    [...readFileSync(new URL(file, folder), 'utf8').matchAll(/export const (\w+): Term\b/g)].map(([, name]) => name),
  );
  expect(written.sort()).toEqual([...TERMS.keys()].sort());
  expect(TERMS.get('travel')).toBe(travel);
});
