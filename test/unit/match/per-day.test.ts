import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNetwork, match, verify } from '../../../src/index.js';
import { runs } from '../../support/runs.js';

const one = fc.integer({ min: 0, max: 4 });
const world = fc.record({
  // Slots, each with what is asked in it: from Thursday 5 March 2026 on, two weeks.
  asked: fc.uniqueArray(
    fc.record({ day: fc.integer({ min: 5, max: 18 }), half: fc.constantFrom('am', 'pm'), demand: one }),
    {
      selector: ({ day, half }) => `${day}${half}`,
      minLength: 1,
      maxLength: 10,
    },
  ),
  quantity: fc.integer({ min: 0, max: 16 }),
  perSlot: fc.option(one, { nil: undefined }),
  perDay: fc.option(one, { nil: undefined }),
  perWeek: fc.option(fc.integer({ min: 0, max: 8 }), { nil: undefined }),
});

const slotOf = (day: number, half: string): string => `2026-03-${String(day).padStart(2, '0')}/${half}`;
const least = (sum: number, bound = Number.POSITIVE_INFINITY): number => Math.min(sum, bound);
const sums = (amounts: ReadonlyMap<unknown, number>): number =>
  [...amounts.values()].reduce((sum, each) => sum + each, 0);

describe('most on a day and in a week', () => {
  it('count within the plan: slot within day within week within all', () => {
    let bound = 0;
    fc.assert(
      fc.property(world, ({ asked, quantity, perSlot, perDay, perWeek }) => {
        const network = createNetwork({
          asOf: '2026-03-01T00:00:00+08:00',
          catalogue: [],
          communities: [{ id: 'c' }],
          organisations: [
            {
              id: 'o',
              community: 'c',
              capabilities: ['repair'],
              quantity: 99,
              unit: 'session',
              windows: asked.map(({ day, half }) => slotOf(day, half)),
              cap: { quantity, unit: 'session', perSlot, perDay, perWeek },
            },
          ],
          needs: asked.map(({ day, half, demand }, i) => ({
            id: `n${i}`,
            community: 'c',
            urgency: '难' as const,
            capability: 'repair',
            quantity: demand,
            unit: 'session',
            windows: [slotOf(day, half)],
          })),
        });
        const plan = match(network);
        expect(verify(network, plan).checks.filter(({ ok }) => !ok)).toEqual([]);
        const days = new Map<number, number>();
        for (const { day, demand } of asked) days.set(day, (days.get(day) ?? 0) + least(demand, perSlot));
        const weeks = new Map<number, number>();
        // The 9th and the 16th are Mondays.
        for (const [day, sum] of days) {
          const week = day < 9 ? 1 : day < 16 ? 2 : 3;
          weeks.set(week, (weeks.get(week) ?? 0) + least(sum, perDay));
        }
        const most = least(sums(new Map([...weeks].map(([week, sum]) => [week, least(sum, perWeek)]))), quantity);
        const given = plan.linkages.flatMap(({ allocations }) => allocations);
        expect(given.reduce((sum, each) => sum + each.quantity, 0)).toBe(most);
        if (
          most <
          least(
            asked.reduce((sum, { demand }) => sum + least(demand, perSlot), 0),
            quantity,
          )
        )
          bound++;
      }),
      runs(150),
    );
    expect(bound).toBeGreaterThan(20);
  });
});
