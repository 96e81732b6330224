import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { networkChange, smallNetwork } from '../support/network-arbitrary.js';
import { flowOfAllocations, judgePairs, nestedModel, networkModel, networkOptimum } from '../support/network-oracle.js';
import { linesIn, metresBetween, offersIn } from '../support/network-read.js';
import type { WrittenInput } from '../support/network-types.js';
import { runs } from '../support/runs.js';
import { SMALLEST } from '../support/smallest.js';

/** Two streets of two districts, one worker at each level of the tree. */
const tree: WrittenInput = {
  stations: [
    { id: 'city', tier: 'city' },
    { id: 'd1', tier: 'district', parent: 'city', adminCode: '460105' },
    { id: 'd2', tier: 'district', parent: 'city', adminCode: '460106' },
    { id: 's1', tier: 'street', parent: 'd1', adminCode: '460105001' },
    { id: 's2', tier: 'street', parent: 'd2', adminCode: '460106001' },
  ],
  communities: [
    { id: 'a', adminCode: '460105001001', location: { lat: 20, lng: 110.3 } },
    { id: 'b', adminCode: '460106001001', location: { lat: 20.03, lng: 110.3 } },
  ],
  socialWorkers: ['s1', 's2', 'd1', 'city'].map((station) => ({
    id: station,
    station,
    capabilities: [{ code: 'casework', level: 3 as const }],
    quantity: 1,
  })),
  volunteers: [
    { id: 'b', community: 'b', capabilities: ['walk'], quantity: 1 },
    { id: 'near', community: 'b', capabilities: ['walk'], quantity: 1, reach: { radius: 4000 } },
    { id: 'far', community: 'b', capabilities: ['walk'], quantity: 1, reach: { radius: 3000 } },
    { id: 'code', community: 'b', capabilities: ['walk'], quantity: 1, reach: { within: ['460105'] } },
  ],
  needs: [
    { id: 'n', community: 'a', urgency: 'urgent', capability: 'casework', quantity: 3 },
    { id: 'w', community: 'a', urgency: 'hoped', capability: 'walk', quantity: 4, dueAt: '2026-03-01T00:00:00Z' },
  ],
};

describe('records to pairs, by hand', () => {
  it('reads the SMALLEST useful input', () => {
    expect(linesIn(SMALLEST).map(({ capability, quantity, unit }) => `${capability} ${quantity} ${unit}`)).toEqual([
      'relief 300000 fen',
      'escort 1 session',
      'casework 1 case',
      'repair 1 session',
    ]);
    expect(offersIn(SMALLEST).map(({ provider, quantity, unit }) => `${provider} ${quantity} ${unit}`)).toEqual([
      'socialWorker:1 3 case',
      'organisation:1 4 session',
      'volunteer:1 2 session',
      'volunteer:2 180 minute',
      'resource:1 500000 fen',
    ]);
    const model = networkModel(SMALLEST);
    expect(model.ranks).toEqual([
      [0, 3],
      [1, 3],
      [3, 3],
    ]);
    expect(model.costScale).toBe(1000);
  });

  it('knows whom a station serves and how far it is', () => {
    const pairs = judgePairs(tree).filter(({ line }) => line.need.id === 'n');
    expect(pairs.map(({ offer, broken }) => [offer.record.id, ...broken])).toEqual([
      ['s1'],
      ['s2', 'reach'],
      ['d1'],
      ['city'],
    ]);
    expect(pairs.map(({ costOfLot }) => costOfLot)).toEqual([5600, 9600, 7600, 9600]);
  });

  it('reaches by street, radius and prefix', () => {
    const pairs = judgePairs(tree).filter(({ line }) => line.need.id === 'w');
    expect(pairs.map(({ offer, broken }) => [offer.record.id, ...broken])).toEqual([
      ['b', 'reach'],
      ['near'],
      ['far', 'reach'],
      ['code'],
    ]);
    expect(pairs[1]?.costOfLot).toBe(3336 + 4000);
  });

  it('raises a need past its due date, only when there is a now', () => {
    expect(networkModel(tree).ranks.at(-1)).toEqual([3, 3]);
    expect(networkModel(tree, { now: '2026-03-07T00:00:00Z' }).ranks.at(-1)).toEqual([2, 3]);
  });

  it('keeps to the consent tier', () => {
    const street = { ...tree, needs: tree.needs.map((need) => ({ ...need, consentTier: 'district' as const })) };
    const pairs = judgePairs(street).filter(({ line }) => line.need.id === 'n');
    expect(pairs.map(({ broken }) => broken)).toEqual([[], ['consent', 'reach'], [], ['consent']]);
  });

  it('counts slots where an offer does', async () => {
    const input: WrittenInput = {
      communities: [{ id: 'a', capabilities: ['room'], quantity: 5, perSlot: 1, windows: ['x', 'y', 'z'] }],
      slots: [{ id: 'x', end: '2026-03-01T00:00:00Z' }, { id: 'y' }, { id: 'z' }],
      needs: [{ id: 'n', community: 'a', urgency: 'urgent', capability: 'room', quantity: 5 }],
    };
    const covered = async (now?: string) => (await networkOptimum(networkModel(input, { now }))).coverageByRank.get(0);
    expect(await covered()).toBe(3);
    expect(await covered('2026-03-02T00:00:00Z')).toBe(2);
    const pair = { need: 'n', requirement: '1', provider: 'community:a', offer: '1', quantity: 1 };
    expect(flowOfAllocations(networkModel(input), [{ ...pair, slot: 'y' }])).toEqual([0, 1, 0]);
    expect(() => flowOfAllocations(networkModel(input), [pair])).toThrow('Not allowed');
  });

  it('counts what was promised', async () => {
    const previous = [
      { need: 'n', requirement: '1', provider: 'socialWorker:city', offer: '1', quantity: 1 },
      { need: 'n', requirement: '1', provider: 'socialWorker:s2', offer: '1', quantity: 2 },
    ];
    expect((await networkOptimum(networkModel(tree, { previous }))).withdrawn).toBe(2);
  });

  it('measures along the meridian', () => {
    expect(metresBetween({ lat: 20, lng: 110.3 }, { lat: 20.03, lng: 110.3 })).toBe(3336);
    expect(metresBetween({ lat: 90, lng: 0 }, { lat: -90, lng: 0 })).toBe(Math.round(Math.PI * 6_371_008.8));
  });
});

describe('random networks', () => {
  it('have a model and an optimum', async () => {
    await fc.assert(
      fc.asyncProperty(smallNetwork, async ({ input, now, levels }) => {
        const model = nestedModel(input, { now });
        if (model === undefined) return;
        const value = await networkOptimum(model, levels);
        expect(value.coverageByRank.size).toBe(model.ranks.length);
      }),
      runs(20),
    );
  });

  it('change into valid networks', () => {
    fc.assert(
      fc.property(networkChange, ({ after }) => {
        const model = nestedModel(after.input, { now: after.now });
        expect(model?.costScale ?? 1).toBeGreaterThan(0);
      }),
      { seed: 20260307 },
    );
  });
});
