import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backups, createNetwork, type Input, match as matchBy, type Network, reliability } from '../../../src/index.js';
import { runs } from '../../support/runs.js';
import { thrown } from '../../support/thrown.js';

const volunteer = (id: string, hours: number, more: object = {}) => ({
  id,
  community: 'c',
  capabilities: ['escort'],
  hours,
  ...more,
});
const town = (volunteers: Input['volunteers'], needs: Input['needs']) =>
  createNetwork({ communities: [{ id: 'c' }], volunteers, needs });
const need = (id: string, quantity: number, more: object = {}) => ({
  id,
  community: 'c',
  urgency: '急' as const,
  capability: 'escort',
  quantity,
  unit: 'hour',
  ...more,
});

/** Who serves is said by cost alone: the load of people is not spread. */
const match = (network: Network, options: object = {}) =>
  matchBy(network, { levels: ['rank', 'fair', 'keep', 'cost'], ...options });

describe('reliability', () => {
  it('is the mean of a beta distribution, from what the society usually is', () => {
    const of = (more: object) =>
      createNetwork({ communities: [{ id: 'c' }], volunteers: [volunteer('v', 1, more)], needs: [] }).getNodeAttributes(
        'volunteer:v',
      ).record;
    expect(reliability(of({}) as never)).toBe(0.85);
    expect(reliability(of({ shows: 10, noShows: 0 }) as never)).toBe(0.925);
    expect(reliability(of({ shows: 0, noShows: 10 }) as never)).toBe(0.425);
    // Ten appointments as usual, three kept and two missed.
    const SOCIETIES = ['community', 'socialWorker', 'organisation', 'volunteer', 'resource'] as const;
    const after = SOCIETIES.map((society) => reliability({ society, shows: 3, noShows: 2 } as never));
    expect(after).toEqual([9.8, 9.8, 9, 8.5, 9.9].map((usual) => (usual + 3) / 15));
  });
});

it('what a record says fades: half after a year', () => {
  const at = (day: string) => `${day}T00:00:00Z`;
  const one = { society: 'volunteer', shows: 0, noShows: 10, updatedAt: at('2026-01-01') } as never;
  expect(reliability(one)).toBe(0.425);
  expect(reliability(one, at('2026-01-01'))).toBe(0.425);
  expect(reliability(one, at('2027-01-01'))).toBeCloseTo(8.5 / 15, 12);
});

describe('backups', () => {
  const half = { reliability: () => 0.5 };

  it('adds who makes it surest, one after the other, until the target is reached', () => {
    const network = town(
      ['a', 'b', 'd', 'e'].map((id) => volunteer(id, 2)),
      [need('n', 2)],
    );
    const [one] = backups(network, match(network), { ...half, targets: { urgent: 0.8 } });
    expect(one).toMatchObject({ need: 'n', success: 0.5, withBackups: 0.875, target: 0.8 });
    expect(one?.backups.map(({ quantity, unit, gain }) => [quantity, unit, gain])).toEqual([
      [120, 'minute', 0.25],
      [120, 'minute', 0.125],
    ]);
  });

  it('takes halves that are only of use together, and leaves out what is of no use', () => {
    // One volunteer serves the two hours; those who stand by have an hour each.
    const network = town(
      [volunteer('a', 2, { prefers: ['escort'] }), volunteer('b', 1), volunteer('d', 1), volunteer('e', 1)],
      [need('n', 2, { prefers: ['volunteer:a'] })],
    );
    const plan = match(network);
    expect(plan.linkages[0]?.volunteers).toEqual(['volunteer:a']);
    const [one] = backups(network, plan, { ...half, targets: { urgent: 0.6 } });
    // Two of two: 1/2 + 1/2 · 1/4.
    expect(one?.withBackups).toBe(0.625);
    expect(one?.backups.map(({ gain }) => gain)).toEqual([0, 0.125]);
  });

  it('reaches its target wherever providers that each serve a need alone can, and calls no more than it must', () => {
    const chance = fc.constantFrom(0.0001, 0.05, 0.5, 0.6, 0.9, 0.98999);
    const drawn = fc.record({
      first: chance,
      others: fc.array(chance, { maxLength: 12 }),
      target: fc.constantFrom(0.9, 0.99, 0.98995, 0.999999),
    });
    fc.assert(
      fc.property(drawn, ({ first, others, target }) => {
        const network = town(
          [volunteer('first', 1, { prefers: ['escort'] }), ...others.map((_, i) => volunteer(`v${i}`, 1))],
          [need('n', 1, { prefers: ['volunteer:first'] })],
        );
        const chanceOf = ({ id }: { id: string }) => (id === 'first' ? first : others[Number(id.slice(1))]!);
        const [one] = backups(network, match(network), { reliability: chanceOf, targets: { urgent: target } });
        const best = others.toSorted((a, b) => b - a).slice(0, 10);
        // The surest of all sets of so many are the surest providers.
        const sure = (k: number) => 1 - best.slice(0, k).reduce((fails, p) => fails * (1 - p), 1 - first);
        const least = [...best.keys(), best.length].find((k) => Math.round(sure(k) * 1e6) / 1e6 >= target);
        expect(one!.withBackups >= target).toBe(least !== undefined);
        if (least !== undefined) expect(one!.backups).toHaveLength(least);
      }),
      runs(60),
    );
  });

  it('leaves whoever can serve two requirements to the one that nobody else can', () => {
    const network = town(
      [
        { ...volunteer('a', 1), capabilities: ['escort'] },
        { ...volunteer('b', 1), capabilities: ['meal'] },
        { ...volunteer('both', 1), capabilities: ['escort', 'meal'] },
        { ...volunteer('one', 1), capabilities: ['escort'] },
      ],
      [
        {
          ...need('n', 1),
          capability: undefined,
          quantity: undefined,
          unit: undefined,
          prefers: ['volunteer:a', 'volunteer:b'],
          requirements: ['escort', 'meal'].map((capability) => ({ capability, quantity: 1, unit: 'hour' })),
        },
      ],
    );
    const [ready] = backups(network, match(network), { ...half, targets: { urgent: 0.5 } });
    expect(ready).toMatchObject({ success: 0.25, withBackups: 0.5625 });
    expect(ready?.backups.map(({ provider }) => provider).sort()).toEqual(['volunteer:both', 'volunteer:one']);
  });

  it('goes by no rounding of sums: of those that gain nothing yet, who brings most comes first', () => {
    // 0.85 · 0.85 + 0.85 · 0.15 is 0.8499999999999999 in doubles.
    const network = town(
      [
        volunteer('a', 2, { prefers: ['escort'] }),
        volunteer('b', 1),
        volunteer('d', 1, { noShows: 7 }),
        volunteer('e', 1, { noShows: 7 }),
      ],
      [need('n', 2, { prefers: ['volunteer:a'] })],
    );
    const [one] = backups(network, match(network), { targets: { urgent: 0.86 } });
    // 0.85 + 0.15 · 0.85 · 0.5
    expect(one).toMatchObject({ success: 0.85, withBackups: 0.91375 });
    expect(one?.backups.map(({ provider, gain }) => [provider, gain])).toEqual([
      ['volunteer:b', 0],
      ['volunteer:d', 0.06375],
    ]);
  });

  it('gives what is left to the more urgent need first, and to one only', () => {
    const network = town(
      [volunteer('a', 1), volunteer('b', 1), volunteer('spare', 1)],
      [need('later', 1, { urgency: '盼' }), need('first', 1)],
    );
    const all = backups(network, match(network), { ...half, targets: { urgent: 0.7, hoped: 0.7 } });
    expect(all.map((one) => [one.need, one.withBackups])).toEqual([
      ['first', 0.75],
      ['later', 0.5],
    ]);
  });

  it('keeps rules, bans and the slots of the plan', () => {
    const network = createNetwork({
      communities: [{ id: 'c' }],
      slots: [{ id: 'am' }, { id: 'pm' }],
      volunteers: [
        volunteer('a', 1, { windows: ['am'], perSlot: 1 }),
        volunteer('b', 1, { windows: ['pm'], perSlot: 1 }),
        volunteer('d', 1, { windows: ['am'], perSlot: 1 }),
        volunteer('e', 1, { windows: ['am'], perSlot: 1 }),
      ],
      needs: [need('n', 1, { windows: ['am'], declines: ['volunteer:e'] })],
    });
    const bans = [{ need: 'n', provider: 'volunteer:a' }];
    const plan = match(network, { bans });
    expect(plan.linkages[0]?.volunteers).toEqual(['volunteer:d']);
    expect(backups(network, plan, { ...half, bans })[0]?.backups).toEqual([]);
    const free = match(network);
    const [one] = backups(network, free, half);
    const used = free.linkages[0]?.volunteers[0];
    expect(one?.backups.map(({ provider, slot }) => [provider, slot])).toEqual([
      [used === 'volunteer:a' ? 'volunteer:d' : 'volunteer:a', 'am'],
    ]);
  });

  it('whoever is free at a time that the plan may use stands by, whether or not capacity counts by the slot', () => {
    const standsBy = (planned: object, spare: object) => {
      const windows = ['am', 'pm'];
      const network = createNetwork({
        communities: [{ id: 'c' }],
        slots: windows.map((id) => ({ id })),
        volunteers: [volunteer('a', 1, { prefers: ['escort'], ...planned }), volunteer('b', 1, spare)],
        needs: [need('n', 1, { windows, prefers: ['volunteer:a'] })],
      });
      const plan = match(network);
      expect(plan.linkages[0]?.volunteers).toEqual(['volunteer:a']);
      return backups(network, plan, half)[0]?.backups.length === 1;
    };
    const [am, pm, any] = [{ windows: ['am'] }, { windows: ['pm'] }, {}];
    const bySlot = { perSlot: 1 };
    for (const planned of [am, { ...am, ...bySlot }])
      for (const [spare, stands] of [
        [am, true],
        [any, true],
        [pm, false],
      ] as const)
        expect([bySlot, {}].map((more) => standsBy(planned, { ...spare, ...more }))).toEqual([stands, stands]);
    // Who has no windows is in the first slot that is asked for.
    expect(standsBy(any, { ...am, ...bySlot })).toBe(true);
    expect(standsBy(any, { ...pm, ...bySlot })).toBe(false);
  });

  it('one provider of two requirements counts once', () => {
    const network = createNetwork({
      communities: [{ id: 'c' }],
      volunteers: [
        {
          id: 'v',
          community: 'c',
          offers: [volunteer('', 1), { capabilities: ['visit'], quantity: 1 }].map(({ capabilities }) => ({
            capabilities,
            quantity: 1,
            unit: 'session',
          })),
        },
      ],
      needs: [
        {
          id: 'n',
          community: 'c',
          urgency: '急',
          requirements: [
            { capability: 'escort', unit: 'session' },
            { capability: 'visit', unit: 'session' },
          ],
        },
      ],
    });
    expect(backups(network, match(network), half)[0]?.success).toBe(0.5);
  });

  it('random towns: nobody stands by with more than is left, and the probability is that of who comes', () => {
    const anyTown = fc.record({
      volunteers: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 6 }),
      needs: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 }),
      chances: fc.array(fc.constantFrom(0.3, 0.5, 0.9), { minLength: 6, maxLength: 6 }),
    });
    let stood = 0;
    fc.assert(
      fc.property(anyTown, ({ volunteers, needs, chances }) => {
        const network = town(
          volunteers.map((hours, i) => volunteer(`${i}`, hours)),
          needs.map((quantity, i) => need(`n${i}`, quantity)),
        );
        const plan = match(network);
        const all = backups(network, plan, { reliability: ({ id }) => chances[Number(id)]!, targets: { urgent: 1 } });
        const used = volunteers.map(() => 0);
        for (const { need: id, success, withBackups, backups: reserve } of all) {
          const given = plan.linkages.find((one) => one.need === id)!.allocations;
          const by = (key: string) => Number(key.slice('volunteer:'.length));
          for (const { provider, quantity } of [...given, ...reserve]) used[by(provider)]! += quantity;
          const asked = given.reduce((sum, { quantity }) => sum + quantity, 0);
          /** Every way in which volunteers come or stay away. */
          const chanceOf = (parts: readonly { provider: string; quantity: number }[]) => {
            let sum = 0;
            for (let who = 0; who < 2 ** volunteers.length; who++) {
              const comes = (i: number) => Math.floor(who / 2 ** i) % 2 === 1;
              const got = parts.reduce((units, one) => units + (comes(by(one.provider)) ? one.quantity : 0), 0);
              if (got < asked) continue;
              sum += volunteers.reduce((chance, _, i) => chance * (comes(i) ? chances[i]! : 1 - chances[i]!), 1);
            }
            return sum;
          };
          expect(success).toBeCloseTo(chanceOf(given), 5);
          expect(withBackups).toBeCloseTo(chanceOf([...given, ...reserve]), 5);
          stood += reserve.length;
        }
        used.forEach((units, i) => {
          expect(units).toBeLessThanOrEqual(volunteers[i]! * 60);
        });
      }),
      runs(150),
    );
    expect(stood).toBeGreaterThan(50);
  });

  it('refuses a reliability that is no probability', () => {
    const network = town([volunteer('a', 1)], [need('n', 1)]);
    const call = () => backups(network, match(network), { reliability: () => 1.5 });
    expect(thrown(call)).toMatchObject({ code: 'INVALID_OPTIONS' });
    const targets = { targets: { urgent: 2 } };
    expect(thrown(() => backups(network, match(network), targets))).toMatchObject({ code: 'INVALID_OPTIONS' });
  });
});
