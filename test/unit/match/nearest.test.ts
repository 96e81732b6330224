import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createNetwork, match } from '../../../src/index.js';
import { runs } from '../../support/runs.js';

/** Communities of three streets, with no stations at all; the last volunteer's is not known. */
const STREETS = ['460105001', '460105001', '460105002', '460106001'];
const UNKNOWN = STREETS.length;

/** All ways to give each of the first as many partners as can be, one each. */
function pairings(needs: readonly number[], helpers: readonly number[]): (readonly [number, number])[][] {
  const [need, ...rest] = needs;
  if (need === undefined) return [[]];
  const without = pairings(rest, helpers);
  return [
    ...without,
    ...helpers.flatMap((helper, i) =>
      pairings(rest, helpers.toSpliced(i, 1)).map((others) => [[need, helper] as const, ...others]),
    ),
  ];
}

it('where nothing but community and street is known, as many as can be are served at home, then in their street', () => {
  const place = fc.integer({ min: 0, max: UNKNOWN });
  const drawn = fc.record({
    needs: fc.array(fc.integer({ min: 0, max: UNKNOWN - 1 }), { minLength: 1, maxLength: 3 }),
    helpers: fc.array(place, { minLength: 1, maxLength: 4 }),
  });
  const home = (need: number, helper: number) => need === helper;
  const near = (need: number, helper: number) => STREETS[need] === STREETS[helper];
  const count = (pairs: readonly (readonly [number, number])[]) =>
    [() => true, home, near].map((test) => pairs.filter(([need, helper]) => test(need, helper)).length);
  fc.assert(
    fc.property(drawn, ({ needs, helpers }) => {
      const network = createNetwork({
        communities: STREETS.map((street, i) => ({ id: `c${i}`, adminCode: `${street}00${i + 1}` })),
        volunteers: helpers.map((at, i) => ({
          id: `v${i}`,
          capabilities: ['escort'],
          quantity: 1,
          unit: 'session',
          reach: { within: ['4601'] },
          ...(at < UNKNOWN && { community: `c${at}` }),
        })),
        needs: needs.map((at, i) => ({
          id: `n${i}`,
          community: `c${at}`,
          urgency: '愁',
          capability: 'escort',
          unit: 'session',
        })),
      });
      const plan = match(network, { levels: ['rank', 'cost'] });
      const made = plan.linkages.map(({ need, allocations }) => {
        const [one] = allocations;
        return [needs[Number(need.slice(1))]!, helpers[Number(one!.provider.slice('volunteer:v'.length))]!] as const;
      });
      const best = pairings(needs, helpers)
        .map(count)
        .toSorted((a, b) => b[0]! - a[0]! || b[1]! - a[1]! || b[2]! - a[2]!)[0];
      expect(count(made)).toEqual(best);
    }),
    runs(150),
  );
});
