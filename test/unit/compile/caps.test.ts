import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '../../../src/compile/compile.js';
import { match } from '../../../src/match/match.js';
import { createNetwork } from '../../../src/model/network.js';
import type { Input, Provider } from '../../../src/model/records.js';
import { defaultPolicy } from '../../../src/policy/policy.js';
import { rowsLeft } from '../../../src/problem/crossing.js';
import { runs } from '../../support/runs.js';
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

describe('caps', () => {
  it('hold every capacity, whether or not they cross', () => {
    let crossed = 0;
    fc.assert(
      fc.property(inputs(true), fc.array(fc.nat(3)), (input, steps) => {
        const { problem, offers, candidates, arcSlot, slots } = compile(createNetwork(input), defaultPolicy);
        const { parent, capacity, head, arcStart, max, crossing } = problem;
        if (crossing) crossed++;
        const left = [...capacity];
        const rows = rowsLeft(problem);
        const wanted = [...max];
        const given = new Map<string, number>();
        // As much as the caps allow, arc by arc in some order.
        const arcs = [...head.keys()].sort((a, b) => (steps[a] ?? 0) - (steps[b] ?? 0) || a - b);
        const candidateOf = (arc: number) => arcStart.findLastIndex((from) => from <= arc);
        for (const arc of arcs) {
          const way: number[] = [];
          for (let cap = head[arc]!; cap >= 0; cap = parent[cap]!) way.push(cap);
          const p = candidateOf(arc);
          const units = Math.min(wanted[p]!, ...way.map((cap) => Math.min(left[cap]!, rows?.room(cap) ?? 99)));
          wanted[p]! -= units;
          for (const cap of way) {
            left[cap]! -= units;
            rows?.take(cap, units);
          }
          const { offer, key } = offers[candidates.offer[p]!]!;
          const name = `${key} ${offer.id} ${slots[arcSlot[arc] ?? -1] ?? SLOTS[0]}`;
          given.set(name, (given.get(name) ?? 0) + units);
        }
        for (const provider of new Set(offers.map((one) => one.provider))) {
          const key = offers.find((one) => one.provider === provider)!.key;
          for (const { capacity: most, over } of capacitiesOf(provider)) {
            const sum = [...over].reduce((total, place) => total + (given.get(`${key} ${place}`) ?? 0), 0);
            expect(sum).toBeLessThanOrEqual(most);
          }
        }
      }),
      runs(100),
    );
    expect(crossed).toBeGreaterThan(0);
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

  it('that cross are kept', () => {
    const network = withVolunteer({ groupSize: 9, cap: { quantity: 9, unit: 'session', perSlot: 4 }, offers });
    expect(compile(network, defaultPolicy).problem.crossing).toBeDefined();
    const plan = match(network);
    expect(plan.status).toBe('optimal');
    expect(plan.linkages[0]!.allocations.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(8);
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
      withVolunteer({ groupSize: 99, offers: [{ ...offers[0], perSlot: 2 }, offers[1]] }),
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

  it('write unlimited as one unit more than all that can come to it', () => {
    const { problem } = compile(
      withVolunteer({ offers: [{ capabilities: ['meal'], quantity: 'unlimited' }] }),
      defaultPolicy,
    );
    expect([...problem.capacity]).toEqual([10]);
  });
});
