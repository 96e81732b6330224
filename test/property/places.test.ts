/** Pairs that are never listed, against the same pairs listed one by one. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchPairs, verifyPairs } from '../../src/bare/match-pairs.js';
import { matchPlaces, type PlacesInput, verifyPlaces } from '../../src/bare/match-places.js';
import type { PairQuantity } from '../../src/bare/read-pairs.js';
import { metresBetween, pointOf } from '../../src/kernel/place/sphere.js';
import { dice, seeds } from '../support/dice.js';
import { bendCertificate, changed, falsifications, otherPlans, resultOf } from '../support/pairs-mutations.js';
import type { PairsLevel } from '../support/pairs-types.js';
import { runs } from '../support/runs.js';

/** Towns, both poles, both sides of the date line, and one place twice written. */
const SPOTS = [
  { lat: 90, lng: 0 },
  { lat: 90, lng: 123 },
  { lat: -90, lng: 7 },
  { lat: 0, lng: 180 },
  { lat: 0, lng: -180 },
  { lat: 0, lng: 179.999 },
  { lat: 19.9, lng: 110.4 },
  { lat: -19.9, lng: -69.6 },
];
const location = fc.oneof(
  fc.constantFrom(...SPOTS),
  fc.record({
    lat: fc.double({ min: -90, max: 90, noNaN: true }),
    lng: fc.double({ min: -180, max: 180, noNaN: true }),
  }),
  fc.record({
    lat: fc.integer({ min: 0, max: 40 }).map((step) => 19.9 + step / 1000),
    lng: fc.integer({ min: 0, max: 40 }).map((step) => 110.4 + step / 1000),
  }),
);
const need = fc.record({
  rank: fc.constantFrom(0, 0, 0, 2, -1),
  demand: fc.integer({ min: 0, max: 4 }),
  group: fc.constantFrom(undefined, undefined, 'g', 'h'),
  location,
});
const offer = fc.record({
  capacity: fc.integer({ min: 0, max: 5 }),
  location,
  reach: fc.oneof(fc.constant(undefined), fc.integer({ min: 0, max: 6000 }), fc.integer({ min: 0, max: 21_000_000 })),
});
const promise = fc.record({ need: fc.nat(8), offer: fc.nat(20), quantity: fc.nat(3) });

const casesOf = (needs: number, offers: number) =>
  fc
    .record({
      needs: fc.array(need, { maxLength: needs }),
      offers: fc.array(offer, { maxLength: offers }),
      previous: fc.array(promise, { maxLength: 6 }),
      more: fc.subarray(['fair', 'keep', 'cost'] as const),
    })
    .map((drawn) => ({
      input: {
        needs: drawn.needs.map((row, n) => ({ id: `n${n}`, ...row })),
        offers: drawn.offers.map((row, o) => ({ id: `o${o}`, ...row })),
      },
      options: {
        levels: ['rank', ...drawn.more] as PairsLevel[],
        previous: drawn.previous.map((row) => ({
          need: `n${row.need}`,
          offer: `o${row.offer}`,
          quantity: row.quantity,
        })),
      },
    }));

/** All pairs, from the definition. */
function listed({ needs, offers }: PlacesInput) {
  const pairs = needs.flatMap(({ id, location: from }) =>
    offers.flatMap(({ id: other, location: to, reach = Number.POSITIVE_INFINITY }) => {
      const cost = metresBetween(pointOf(from), pointOf(to));
      return cost <= reach ? [{ need: id, offer: other, cost }] : [];
    }),
  );
  return {
    needs: needs.map(({ id, rank, demand, group }) => ({ id, rank, demand, ...(group !== undefined && { group }) })),
    offers: offers.map(({ id, capacity }) => ({ id, capacity })),
    pairs,
  };
}

const keptOf = (plan: readonly { need: string; offer: string; quantity: number }[], previous: typeof plan) => {
  const promised = new Map<string, number>();
  const key = ({ need: n, offer: o }: (typeof plan)[number]) => `${n} ${o}`;
  for (const row of previous) promised.set(key(row), (promised.get(key(row)) ?? 0) + row.quantity);
  return plan.reduce((sum, row) => sum + Math.min(row.quantity, promised.get(key(row)) ?? 0), 0);
};
const byGroup = ({ needs }: PlacesInput, plan: readonly { need: string; quantity: number }[]) => {
  const shares = new Map<string, { served: number; asked: number; rank: number }>();
  for (const { id, rank, group, demand } of needs) {
    const name = JSON.stringify([rank, group ?? [id]]);
    const share = shares.get(name) ?? { served: 0, asked: 0, rank };
    shares.set(name, share);
    share.asked += demand;
    for (const row of plan) if (row.need === id) share.served += row.quantity;
  }
  return [...shares.values()]
    .filter(({ asked }) => asked > 0)
    .map(({ rank, served, asked }) => [rank, served / asked] as const)
    .sort(([a, s], [b, t]) => a - b || s - t);
};

const PLACES = fc.oneof(casesOf(8, 8), casesOf(8, 30));
interface Case {
  readonly input: PlacesInput;
  readonly options: { readonly levels: readonly PairsLevel[]; readonly previous: readonly PairQuantity[] };
}

function matchedAsWell({ input, options }: Case): void {
  const best = matchPairs(listed(input), options);
  const result = matchPlaces(input, options);
  expect(result.coverage).toEqual(best.coverage);
  if (options.levels.includes('fair'))
    expect(byGroup(input, result.allocations)).toEqual(byGroup(input, best.allocations));
  if (options.levels.includes('keep'))
    expect(keptOf(result.allocations, options.previous)).toBe(keptOf(best.allocations, options.previous));
  if (options.levels.includes('cost')) expect(result.cost).toBe(best.cost);
  expect(verifyPlaces(input, JSON.parse(JSON.stringify(result)), options)).toMatchObject({ ok: true });
  // What is proved on all pairs listed is proved by the index as well.
  const own = { ...best, certificate: { ...best.certificate, digest: result.certificate.digest } };
  expect(verifyPlaces(input, own, options)).toMatchObject({ ok: true });
}

describe('pairs by place', () => {
  it('are matched as well as if they were listed', () => {
    fc.assert(fc.property(PLACES, matchedAsWell), runs(60));
  });

  it('are so where clusters are matched first', () => {
    const sized = fc.tuple(seeds, fc.constantFrom(undefined, 3000, 30_000), fc.boolean(), fc.boolean());
    fc.assert(
      fc.property(sized, ([seed, reach, fair, spread]) => {
        const roll = dice(seed);
        const spot = () => ({
          lat: 19.9 + roll(spread ? 4000 : 60) / 4000,
          lng: 110.4 + roll(spread ? 4000 : 60) / 4000,
        });
        const needs = Array.from({ length: 300 }, (_, i) => ({
          id: `n${i}`,
          rank: roll(2),
          demand: roll(4),
          location: spot(),
          ...(roll(2) === 0 && { group: `g${roll(9)}` }),
        }));
        const offers = Array.from({ length: 260 }, (_, i) => {
          return { id: `o${i}`, capacity: roll(5), location: spot(), reach: reach && reach + roll(reach) };
        });
        const levels: PairsLevel[] = fair ? ['rank', 'fair', 'keep', 'cost'] : ['rank', 'cost'];
        const previous = Array.from({ length: 40 }, () => {
          return { need: `n${roll(300)}`, offer: `o${roll(260)}`, quantity: roll(3) };
        });
        matchedAsWell({ input: { needs, offers }, options: { levels, previous } });
      }),
      runs(2),
    );
  });

  it('refuse what is false, and what is not best', () => {
    fc.assert(
      fc.property(PLACES, seeds, ({ input, options }, seed) => {
        const roll = dice(seed);
        const all = listed(input);
        const result = matchPlaces(input, options);
        const inReach = new Set(all.pairs.map((pair) => `${pair.need} ${pair.offer}`));
        const changes = falsifications(all, result);
        for (const { id } of input.needs)
          for (const { id: offer } of input.offers)
            if (!inReach.has(`${id} ${offer}`))
              changes.push((copy) => copy.allocations.push({ need: id, offer, quantity: 1 }));
        for (let turns = 0; turns < 12 && changes.length > 0; turns++) {
          const bad = changed(result, changes[roll(changes.length)]!);
          expect(verifyPlaces(input, bad, options).ok).toBe(false);
        }
      }),
      runs(30),
    );
  });

  it('are judged, whatever the plan and the prices, as if they were listed', () => {
    const verdicts = { good: 0, bad: 0 };
    fc.assert(
      fc.property(PLACES, seeds, ({ input, options }, seed) => {
        const roll = dice(seed);
        const all = listed(input);
        const result = matchPlaces(input, options);
        const { digest } = matchPairs(all, options).certificate;
        const plans = [result.allocations, ...otherPlans(all, result.allocations, roll, 3)];
        for (let turns = 0; turns < 12; turns++) {
          const claim = resultOf(all, plans[turns < 6 ? 0 : roll(plans.length)]!, result.certificate);
          if (turns < 9) bendCertificate(claim.certificate, roll);
          const { ok } = verifyPlaces(input, claim, options);
          verdicts[ok ? 'good' : 'bad']++;
          const there = { ...claim, certificate: { ...claim.certificate, digest } };
          expect(ok).toBe(verifyPairs(all, there, options).ok);
        }
      }),
      runs(30),
    );
    expect(Math.min(verdicts.good, verdicts.bad)).toBeGreaterThan(20);
  });

  it('refuse prices that do not add up exactly', () => {
    const input = {
      needs: [{ id: 'n', rank: 0, demand: 1, location: { lat: 0, lng: 0 } }],
      offers: [{ id: 'o', capacity: 2, location: { lat: 0, lng: 1 } }],
    };
    const result = matchPlaces(input);
    expect(result).toMatchObject({ allocations: [{ need: 'n', offer: 'o', quantity: 1 }], cost: 111_195 });
    const { certificate } = result;
    const bent = (change: object) => verifyPlaces(input, { ...result, certificate: { ...certificate, ...change } });
    expect(bent({})).toMatchObject({ ok: true });
    for (const change of [{ cost: [Number.MAX_SAFE_INTEGER] }, { cost: [-(2 ** 53) + 1] }, { load: [0] }])
      expect(bent(change).checks).toEqual([expect.objectContaining({ name: 'shape', ok: false })]);
  });
});
