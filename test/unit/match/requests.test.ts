import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNetwork, definePolicy, match, openLive, reasonSentence, verify } from '../../../src/index.js';
import { runs } from '../../support/runs.js';

const slotOf = (day: number): string => `2026-03-${String(day).padStart(2, '0')}/am`;
const at = '2026-03-02T00:00:00+08:00';

const world = fc.record({
  days: fc.uniqueArray(fc.integer({ min: 2, max: 20 }), { minLength: 1, maxLength: 8 }),
  asked: fc.integer({ min: 0, max: 4 }),
  limit: fc.integer({ min: 1, max: 4 }),
  dated: fc.boolean(),
});

/** A volunteer who can be asked for a session on any of these days, or without any, and a need for each. */
const inputOf = ({ days, asked, dated }: { days: number[]; asked?: number | undefined; dated: boolean }) => ({
  asOf: at,
  catalogue: [],
  communities: [{ id: 'c' }],
  volunteers: [
    {
      id: 'v',
      community: 'c',
      capabilities: ['repair'],
      quantity: 99,
      unit: 'session',
      ...(asked !== undefined && { askedLast7Days: asked }),
      ...(dated && { windows: days.map(slotOf) }),
    },
  ],
  needs: days.map((day, i) => ({
    id: `n${i}`,
    community: 'c',
    urgency: '难' as const,
    capability: 'repair',
    quantity: 1,
    unit: 'session',
    ...(dated && { windows: [slotOf(day)] }),
  })),
});

const given = (plan: ReturnType<typeof match>) => plan.linkages.flatMap(({ allocations }) => allocations);

describe('how often a being may be asked', () => {
  it('counts what the plan asks, week by week from now on', () => {
    let bound = 0;
    fc.assert(
      fc.property(world, ({ days, asked, limit, dated }) => {
        const network = createNetwork(inputOf({ days, asked, dated }));
        const policy = definePolicy({ rules: { throttled: { limit } } });
        const plan = match(network, { policy });
        expect(verify(network, plan, { policy }).checks.filter(({ ok }) => !ok)).toEqual([]);
        const weeks = [0, 0, 0];
        for (const day of days) weeks[dated ? Math.floor((day - 2) / 7) : 0]!++;
        // Who was asked too often before is not asked at all.
        const most = weeks.map((all, week) => Math.min(all, limit - (week === 0 ? asked : 0)));
        const best = asked >= limit ? 0 : most.reduce((sum, units) => sum + units, 0);
        expect(given(plan).length).toBe(best);
        if (asked < limit && best < days.length) {
          bound++;
          const [{ reason }] = plan.unmet as [(typeof plan.unmet)[number]];
          expect(reason.asked).toBe(1);
          expect(reasonSentence(reason, { unit: 'session', fair: true }, 'zh')).toContain('七天内已约满');
          expect(reasonSentence(reason, { unit: 'session', fair: true }, 'en')).toContain(
            'is asked as often as may be',
          );
        }
        const { needs, ...rest } = inputOf({ days, asked, dated });
        const live = openLive(createNetwork({ ...rest, needs: needs.slice(1) }), { policy });
        live.apply([{ type: 'add', kind: 'need', record: needs[0]! }]);
        expect(given(live.plan).length).toBe(best);
        expect(verify(live.network, live.plan, live.options).ok).toBe(true);
      }),
      runs(50),
    );
    expect(bound).toBeGreaterThan(10);
  });

  it('is not counted of whom it is not known, nor where the rule is off; a plan that asks more often is refused', () => {
    const days = [2, 3, 4, 5, 6, 7];
    const often = createNetwork(inputOf({ days, asked: 3, dated: true }));
    expect(given(match(createNetwork(inputOf({ days, dated: true })))).length).toBe(6);
    const rules = { throttled: false };
    const plan = match(often, { policy: definePolicy({ rules }) });
    expect(given(plan).length).toBe(6);
    expect(given(match(often)).length).toBe(2);
    expect(verify(often, plan).checks.filter(({ ok }) => !ok).length).toBeGreaterThan(0);
    const pins = days.map((_, i) => ({ need: `n${i}`, provider: 'volunteer:v', quantity: 1 }));
    expect(() => match(often, { pins })).toThrow('how often volunteer:v may be asked allows 2');
  });

  it.each([
    ['hours', { unit: 'hour', quantity: 9 }, { unit: 'hour', quantity: 2 }, [], 120],
    [
      'usual minutes',
      { unit: 'minute', quantity: 500 },
      { unit: 'minute', quantity: 90 },
      [{ code: 'x', unit: 'minute', quantity: 90 }],
      180,
    ],
    ['persons of a group', { unit: 'person', quantity: 9, groupSize: 3 }, { unit: 'person', quantity: 3 }, [], 6],
  ])('counts %s', (_, offer, asks, catalogue, most) => {
    const volunteers = [{ id: 'v', community: 'c', capabilities: ['x'], askedLast7Days: 3, ...offer }];
    const needs = [1, 2, 3].map((id) => ({
      id: `${id}`,
      community: 'c',
      urgency: '急' as const,
      capability: 'x',
      ...asks,
    }));
    const network = createNetwork({ catalogue, communities: [{ id: 'c' }], volunteers, needs });
    const plan = match(network);
    expect(given(plan).reduce((sum, { quantity }) => sum + quantity, 0)).toBe(most);
    expect(verify(network, plan).ok).toBe(true);
  });

  it('counts sessions and hours together', () => {
    const offers = [
      { id: 's', capabilities: ['x'], unit: 'session', quantity: 9 },
      { id: 'h', capabilities: ['y'], unit: 'hour', quantity: 9 },
    ];
    const volunteers = [{ id: 'v', community: 'c', askedLast7Days: 2, offers }];
    const asks = (id: string, capability: string, unit: string) => ({
      id,
      community: 'c',
      urgency: '急' as const,
      capability,
      unit,
      quantity: 1,
    });
    const needs = [1, 2, 3].flatMap((i) => [asks(`s${i}`, 'x', 'session'), asks(`h${i}`, 'y', 'hour')]);
    const network = createNetwork({ catalogue: [], communities: [{ id: 'c' }], volunteers, needs });
    const plan = match(network);
    const all = given(plan).reduce(
      (sum, { unit, quantity }) => sum + (unit === 'minute' ? quantity / 60 : quantity),
      0,
    );
    expect(all).toBe(3);
    expect(plan.status).toBe('optimal');
    expect(verify(network, plan).ok).toBe(true);
  });
});
