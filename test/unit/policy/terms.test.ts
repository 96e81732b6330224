import { expect, it } from 'vitest';
import { TERMS } from '../../../src/policy/policy.js';
import { aPair } from './a-pair.js';

const DAY = 86_400_000;

it.each<[term: string, pair: Parameters<typeof aPair>[0], cost: number]>([
  ['travel', { distance: 1234 }, 1234],
  ['travel', {}, 0],
  ['travel', { distance: 1234, requirement: { remote: true } }, 1234],
  ['travel', { distance: 1234, requirement: { remote: true }, offer: { reach: { remote: true } } }, 0],
  ['tierHop', { tierHop: 0 }, 0],
  ['tierHop', { tierHop: 2 }, 4000],
  ['tierHop', {}, 0],
  ['skillMisfit', { level: 4, requirement: { capability: { code: 'meal', level: 2 } } }, 600],
  ['skillMisfit', {}, 0],
  ['continuity', {}, 0],
  ['continuity', { need: { previousProviders: ['volunteer:v'] } }, 0],
  ['continuity', { need: { previousProviders: ['organisation:v', 'volunteer:w'] } }, 1500],
  ['staleness', { now: 10 * DAY, updatedAt: 8 * DAY + 1 }, 10],
  ['staleness', { now: 1000 * DAY, updatedAt: 0 }, 1800],
  ['staleness', { now: 0, updatedAt: DAY }, 0],
  ['staleness', { now: 10 * DAY }, 0],
  ['staleness', { updatedAt: 0 }, 0],
])('%s of %j is %i', (term, pair, cost) => {
  expect(TERMS.get(term)!(aPair(pair))).toBe(cost);
});
