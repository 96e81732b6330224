import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '../../../src/compile/compile.js';
import type { Compiled } from '../../../src/compile/compiled.js';
import { LinkageError } from '../../../src/errors/linkage-error.js';
import { createNetwork, providersOf } from '../../../src/model/network.js';
import type { Input, Provider } from '../../../src/model/records.js';
import { defaultPolicy } from '../../../src/policy/policy.js';
import { runs } from '../../support/runs.js';
import { thrown } from '../../support/thrown.js';
import { inputs } from './inputs.js';

const SLOTS = ['am', 'noon', 'pm'];

/** Capacities of a provider, written down from the definition: how much, over which pairs of offer and slot. */
function capacitiesOf({ cap, offers }: Provider): { capacity: number; over: Set<string> }[] {
  const slotsOf = (offer: (typeof offers)[number]) => offer.windows ?? SLOTS;
  const all = offers.filter((offer) => offer.unit === cap?.unit);
  const over = (list: typeof offers, slot?: string) =>
    new Set(
      list.flatMap((offer) =>
        slotsOf(offer)
          .filter((own) => slot === undefined || own === slot)
          .map((own) => `${offer.id} ${own}`),
      ),
    );
  const capacities: { capacity: number; over: Set<string> }[] = [];
  if (cap) capacities.push({ capacity: cap.quantity, over: over(all) });
  for (const slot of SLOTS) {
    if (cap?.perSlot !== undefined) capacities.push({ capacity: cap.perSlot, over: over(all, slot) });
    for (const offer of offers) {
      if (offer.perSlot !== undefined) capacities.push({ capacity: offer.perSlot, over: over([offer], slot) });
    }
  }
  for (const offer of offers) {
    if (offer.quantity !== 'unlimited') capacities.push({ capacity: offer.quantity, over: over([offer]) });
  }
  return capacities.filter((capacity) => capacity.over.size > 0);
}

/** Two sets cross if each has something of its own and they share something. */
function crosses(a: Set<string>, b: Set<string>): boolean {
  const shared = [...a].filter((item) => b.has(item)).length;
  return shared > 0 && shared < a.size && shared < b.size;
}

function compiled(input: Input): Compiled | LinkageError {
  try {
    return compile(createNetwork(input), defaultPolicy);
  } catch (error) {
    expect(error).toBeInstanceOf(LinkageError);
    return error as LinkageError;
  }
}

describe('caps', () => {
  it('are refused exactly where two of a provider cross', () => {
    let refused = 0;
    let taken = 0;
    fc.assert(
      fc.property(inputs(true), (input) => {
        const crossing = providersOf(createNetwork(input)).filter((provider) => {
          const sets = capacitiesOf(provider).map(({ over }) => over);
          return sets.some((a) => sets.some((b) => crosses(a, b)));
        });
        const result = compiled(input);
        if (crossing.length > 0) {
          refused++;
          expect(result).toMatchObject({ code: 'CROSSING_CAPS' });
          expect((result as LinkageError).details.map(({ value }) => value)).toEqual(crossing.map(({ id }) => id));
        } else {
          taken++;
          expect(result).not.toBeInstanceOf(LinkageError);
        }
      }),
      runs(500),
    );
    expect(refused).toBeGreaterThan(50);
    expect(taken).toBeGreaterThan(50);
  });

  it('hold on the way up from every arc, all of them and no others', () => {
    fc.assert(
      fc.property(inputs(true), (input) => {
        const result = compiled(input);
        if (result instanceof LinkageError) return;
        const { problem, offers, candidates, arcSlot, slots, caps } = result;
        const { parent, capacity, head, arcStart, demand } = problem;
        const totalDemand = demand.reduce((sum, quantity) => sum + quantity, 0);
        const inner = new Set(parent);
        parent.forEach((up, cap) => {
          expect(up).toBeLessThan(cap);
          if (up >= 0) expect(caps[up]!.provider).toBe(caps[cap]!.provider);
        });
        candidates.offer.forEach((o, p) => {
          const { provider, offer } = offers[o]!;
          expect(arcStart[p + 1]).toBeGreaterThan(arcStart[p]!);
          for (let arc = arcStart[p]!; arc < arcStart[p + 1]!; arc++) {
            expect(inner.has(head[arc]!)).toBe(false);
            const found: number[] = [];
            for (let cap = head[arc]!; cap >= 0; cap = parent[cap]!) found.push(capacity[cap]!);
            // Without a slot of its own an arc is under the capacities that hold for all slots of its offer.
            const places = ((arcSlot[arc] ?? -1) === -1 ? (offer.windows ?? SLOTS) : [slots[arcSlot[arc]!]!]).map(
              (slot) => `${offer.id} ${slot}`,
            );
            const expected = capacitiesOf(provider)
              .filter(({ over }) => places.every((place) => over.has(place)))
              .map((item) => item.capacity);
            const filler = found.length > expected.length ? [totalDemand] : [];
            expect(found.toSorted((a, b) => a - b)).toEqual([...expected, ...filler].toSorted((a, b) => a - b));
          }
        });
      }),
      runs(500),
    );
  });

  const withVolunteer = (volunteer: object) =>
    createNetwork({
      slots: [{ id: 'am' }, { id: 'pm' }],
      communities: [{ id: 'c' }],
      volunteers: [{ id: 'v', community: 'c', ...volunteer } as NonNullable<Input['volunteers']>[number]],
      needs: [{ id: '1', community: 'c', urgency: 'urgent', capability: 'meal', quantity: 9, unit: 'session' }],
    });
  const offers = [
    { id: 'a', capabilities: ['meal'], quantity: 5 },
    { id: 'b', capabilities: ['meal'], quantity: 6 },
  ];

  it('names what crosses', () => {
    const network = withVolunteer({ cap: { quantity: 9, unit: 'session', perSlot: 4 }, offers });
    const error = thrown(() => compile(network, defaultPolicy));
    expect(error.details).toEqual([
      expect.objectContaining({
        code: 'CROSSING_CAPS',
        path: ['volunteers', 'v'],
        message: expect.stringMatching(
          /^Its capacity of offer `a` and its capacity of all offers in slot `pm` cross\. Maybe /,
        ),
      }),
    ]);
  });

  it('name what they are of, outer before inner', () => {
    const compiledOne = compile(withVolunteer({ cap: { quantity: 9, unit: 'session' }, offers }), defaultPolicy);
    expect(compiledOne.caps.map(({ offer, slot }) => [offer?.id, slot])).toEqual([
      [undefined, undefined],
      ['a', undefined],
      ['b', undefined],
    ]);
    expect([...compiledOne.problem.parent]).toEqual([-1, 0, 0]);
    expect([...compiledOne.problem.capacity]).toEqual([9, 5, 6]);
    expect(compiledOne.arcSlot).toHaveLength(0);
  });

  it('count by the slot only where the offer asks for it', () => {
    const { problem, arcSlot, caps } = compile(
      withVolunteer({ offers: [{ ...offers[0], perSlot: 2 }, offers[1]] }),
      defaultPolicy,
    );
    expect([...arcSlot]).toEqual([0, 1, -1]);
    expect([...problem.arcStart]).toEqual([0, 2, 3]);
    expect(caps.map(({ offer, slot }) => [offer?.id, slot])).toEqual([
      ['a', undefined],
      ['a', 0],
      ['a', 1],
      ['b', undefined],
    ]);
  });

  it('write unlimited as the total demand', () => {
    const { problem } = compile(
      withVolunteer({ offers: [{ capabilities: ['meal'], quantity: 'unlimited' }] }),
      defaultPolicy,
    );
    expect([...problem.capacity]).toEqual([9]);
  });
});
