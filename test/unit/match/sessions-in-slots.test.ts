import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNetwork, match, openLive, verify } from '../../../src/index.js';
import { runs } from '../../support/runs.js';

const CODES = ['x', 'y', 'z'];
const world = fc.record({
  hours: fc.integer({ min: 1, max: 3 }),
  size: fc.constantFrom(1, 1, 2, 3),
  minutes: fc.array(fc.option(fc.constantFrom(20, 30, 45, 50, 60, 90), { nil: undefined }), {
    minLength: 3,
    maxLength: 3,
  }),
  asked: fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 3, maxLength: 3 }),
  hour: fc.boolean(),
});

/** Whether visits of these lengths, each by one person without a break, fit in so many persons' slot. */
function fits(lengths: readonly number[], room: readonly number[]): boolean {
  const [first, ...rest] = lengths;
  if (first === undefined) return true;
  return room.some((left, i) => room.indexOf(left) === i && left >= first && fits(rest, room.with(i, left - first)));
}

function inputOf({ hours, size, minutes, asked, hour }: typeof world extends fc.Arbitrary<infer T> ? T : never) {
  const windows = ['s'];
  const offers = CODES.map((code) => ({ id: code, capabilities: [code], unit: 'session', quantity: 9, windows }));
  const inHours = { capabilities: ['h'], unit: 'hour', quantity: 9, windows };
  const need = { community: 'c', urgency: '急' as const, windows };
  return {
    catalogue: CODES.flatMap((code, i) => (minutes[i] === undefined ? [] : [{ code, minutes: minutes[i] }])),
    slots: [
      {
        id: 's',
        start: '2026-03-07T08:00:00+08:00',
        end: `2026-03-07T${String(8 + hours).padStart(2, '0')}:00:00+08:00`,
      },
    ],
    communities: [{ id: 'c' }],
    volunteers: [
      { id: 'v', community: 'c', groupSize: size, offers: [...offers, ...(hour ? [{ id: 'h', ...inHours }] : [])] },
    ],
    needs: [
      ...CODES.map((code, i) => ({ id: code, capability: code, unit: 'session', quantity: asked[i]!, ...need })),
      ...(hour ? [{ id: 'h', capability: 'h', unit: 'hour', quantity: 1, ...need, urgency: '盼' as const }] : []),
    ],
  };
}

describe('sessions that take minutes of a slot', () => {
  it('are as many as fit one after another, and never more', () => {
    let several = 0;
    fc.assert(
      fc.property(world, (one) => {
        const { hours, size, minutes, asked, hour } = one;
        const network = createNetwork(inputOf(one));
        const plan = match(network);
        expect(verify(network, plan).checks.filter(({ ok }) => !ok)).toEqual([]);
        const long = minutes.map((own) => Math.min(60 * hours, own ?? 60 * hours));
        const given = [0, 0, 0, 0];
        for (const { allocations } of plan.linkages)
          for (const { offer, quantity } of allocations) given[[...CODES, 'h'].indexOf(offer)]! += quantity;
        const room = Array.from({ length: size }, () => 60 * hours);
        const taken = long.flatMap((each, i) => Array.from({ length: given[i]! }, () => each));
        // The longest first: whether they fit does not depend on the order.
        expect(
          fits(
            taken.toSorted((a, b) => b - a),
            room,
          ),
        ).toBe(true);
        expect(taken.reduce((sum, each) => sum + each, 0) + given[3]!).toBeLessThanOrEqual(60 * hours * size);
        if (taken.length > size) several++;
        const kinds = new Set(long);
        if (size > 1 && kinds.size > 1) return;
        let most = 0;
        for (let a = 0; a <= asked[0]!; a++)
          for (let b = 0; b <= asked[1]!; b++)
            for (let c = 0; c <= asked[2]!; c++) {
              const all = [a, b, c].flatMap((count, i) => Array.from({ length: count }, () => long[i]!));
              if (a + b + c > most && fits(all, room)) most = a + b + c;
            }
        if (plan.status === 'optimal') expect(taken.length).toBe(most);
        else expect(plan.time!.byRank[0]!.bound).toBeGreaterThanOrEqual(60 * most);
        if (hour && kinds.size === 1 && most === asked[0]! + asked[1]! + asked[2]!)
          expect(given[3]).toBe(Math.min(60, 60 * hours * size - taken.length * long[0]!));
      }),
      runs(80),
    );
    expect(several).toBeGreaterThan(15);
  });

  it('are two of half an hour in an hour, of which a plan that has three is refused; a session knows it', () => {
    const input = inputOf({ hours: 1, size: 1, minutes: [30, 30, 30], asked: [1, 1, 0], hour: false });
    const live = openLive(createNetwork({ ...input, needs: input.needs.slice(1) }));
    live.apply([{ type: 'add', kind: 'need', record: { ...input.needs[0]!, quantity: 2 } }]);
    const total = (plan: typeof live.plan) =>
      plan.linkages.flatMap(({ allocations }) => allocations).reduce((sum, { quantity }) => sum + quantity, 0);
    expect(total(live.plan)).toBe(2);
    const usual = match(createNetwork({ ...input, catalogue: [{ code: 'x', unit: 'minute', quantity: 20 }] }));
    // One of the other takes all of it.
    expect(total(usual)).toBe(1);
    const more = structuredClone(live.plan);
    for (const { allocations } of more.linkages)
      for (const one of allocations) (one as { quantity: number }).quantity = 2;
    expect(verify(live.network, more).ok).toBe(false);
  });

  it('take the whole slot where slots overlap', () => {
    const input = inputOf({ hours: 1, size: 1, minutes: [30, 30, 30], asked: [1, 1, 1], hour: false });
    const other = { id: 't', start: '2026-03-07T08:30:00+08:00', end: '2026-03-07T09:30:00+08:00' };
    const offers = input.volunteers[0]!.offers.map((offer) => ({ ...offer, windows: ['s', 't'] }));
    const volunteers = [{ ...input.volunteers[0]!, offers }];
    const needs = input.needs.map((need, i) => (i === 2 ? { ...need, windows: ['t'] } : need));
    const network = createNetwork({ ...input, slots: [...input.slots, other], volunteers, needs });
    const plan = match(network);
    expect(plan.linkages.length).toBe(1);
    expect(verify(network, plan).ok).toBe(true);
  });
});
