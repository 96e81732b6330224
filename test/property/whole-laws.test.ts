/** The laws of plans (order, repetition, more to give, promises, pins, levels, by hand), where needs are met whole. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNetwork, type Input, type MatchOptions, type Plan, verify } from '../../src/index.js';
import { needsOf } from '../../src/model/network.js';
import { dice, seeds, shuffled } from '../support/dice.js';
import { allocationsOf } from '../support/plan-allocations.js';
import { runs } from '../support/runs.js';
import { type WholeCase, wholeNetwork } from '../support/whole-network.js';
import { faultsOf, figuresIn, planOf } from '../support/whole-plan.js';

const reordered = (input: Input, seed: number): Input => {
  const roll = dice(seed);
  const rows = Object.entries(input).map(([name, own]) => [name, Array.isArray(own) ? shuffled(own, roll) : own]);
  return Object.fromEntries(rows) as Input;
};

/** Value and coverage of two plans by the records of one; nothing where they are not proved, or there is nothing to prove. */
function bothFigures(one: WholeCase, plan: Plan, other: Plan, made: MatchOptions = {}) {
  fc.pre(plan.status === 'optimal' && other.status === 'optimal');
  const figures = [figuresIn(one, plan), figuresIn(one, other, made)] as const;
  fc.pre(figures[0] !== undefined);
  return figures;
}

/** Units that a plan takes back of another. */
function takenBack(before: Plan, after: Plan): number {
  const key = ({ need, requirement, provider, offer }: ReturnType<typeof allocationsOf>[number]) =>
    JSON.stringify([need, requirement, provider, offer]);
  const left = new Map<string, number>();
  for (const one of allocationsOf(before)) left.set(key(one), (left.get(key(one)) ?? 0) + one.quantity);
  for (const one of allocationsOf(after)) {
    const units = left.get(key(one));
    if (units !== undefined) left.set(key(one), Math.max(0, units - one.quantity));
  }
  return [...left.values()].reduce((sum, units) => sum + units, 0);
}

function expectAccepted(
  { input, bans }: WholeCase,
  plan: Plan,
  rest: Pick<Parameters<typeof verify>[2] & object, 'previous' | 'pins'> = {},
) {
  const verdict = verify(createNetwork(input), JSON.stringify(plan), { bans, ...rest });
  expect(verdict.checks.filter(({ ok }) => !ok)).toEqual([]);
}

describe('plans of needs that are met whole', () => {
  it('do not depend on the order of the records, byte for byte: new, stopped, after another, or by hand', () => {
    fc.assert(
      fc.property(wholeNetwork, seeds, fc.nat(3000), (one, seed, workLimit) => {
        const other = { ...one, input: reordered(one.input, seed) };
        const previous = planOf(one, { workLimit });
        for (const options of [{}, { workLimit }, { previous }, { method: 'greedy' as const }]) {
          expect(JSON.stringify(planOf(other, options))).toBe(JSON.stringify(planOf(one, options)));
        }
      }),
      runs(10),
    );
  });

  it('one more offer never worsens value and coverage', () => {
    let better = 0;
    fc.assert(
      fc.property(wholeNetwork, fc.constantFrom(['escort', 'session'], ['casework', 'case']), (one, [code, unit]) => {
        const extra = {
          id: 'extra',
          capabilities: [{ code, level: 5 }],
          unit,
          quantity: 2,
          reach: { within: ['4601'] },
        };
        const more = { ...one, input: { ...one.input, volunteers: [...(one.input.volunteers ?? []), extra] } as Input };
        // Where nobody offers it, a requirement may count in another unit.
        const units = (input: Input) =>
          needsOf(createNetwork(input)).flatMap((need) => need.requirements.map((line) => line.unit));
        fc.pre(units(one.input).join() === units(more.input).join());
        const [before, after] = [planOf(one), planOf(more)];
        fc.pre(before.status === 'optimal' && after.status === 'optimal');
        const [then, now] = [figuresIn(one, before), figuresIn(more, after)];
        if (!then || !now) return;
        const first = now.findIndex((figure, j) => figure !== then[j]);
        if (first < 0) return;
        expect(now[first]).toBeGreaterThan(then[first]!);
        better++;
      }),
      runs(10),
    );
    expect(better).toBeGreaterThan(2);
  });

  it('made again after themselves reach the same, and take nothing back', () => {
    fc.assert(
      fc.property(wholeNetwork, (one) => {
        const plan = planOf(one);
        const again = planOf(one, { previous: plan });
        expectAccepted(one, again, { previous: plan });
        const [then, now] = bothFigures(one, plan, again);
        expect(now).toEqual(then);
        if (one.levels.includes('keep')) expect(again.withdrawn).toBe(0);
      }),
      runs(15),
    );
  });

  it('made again after others reach what they would from scratch, and take back no more', () => {
    let kept = 0;
    fc.assert(
      fc.property(wholeNetwork, seeds, fc.nat(3000), (drawn, seed, workLimit) => {
        // Fairness, which comes before promises, is judged for the choice that is made.
        const one = { ...drawn, levels: ['rank', 'keep', 'cost'] as const };
        // Published when other needs were urgent, and by less than all work.
        const roll = dice(seed);
        const needs = one.input.needs.map((need) => ({ ...need, urgency: (['急', '难', '盼'] as const)[roll(3)]! }));
        const previous = planOf({ ...one, input: { ...one.input, needs } }, { workLimit });
        const [scratch, again] = [planOf(one), planOf(one, { previous })];
        expectAccepted(one, again, { previous });
        const [then, now] = bothFigures(one, scratch, again);
        expect(now).toEqual(then);
        expect(again.withdrawn).toBe(takenBack(previous, again));
        expect(again.withdrawn).toBeLessThanOrEqual(takenBack(previous, scratch));
        if (takenBack(previous, scratch) > again.withdrawn!) kept++;
      }),
      runs(20),
    );
    expect(kept).toBeGreaterThan(0);
  });

  it('hold what is pinned; pins of what the best plan has take nothing from it', () => {
    let pinned = 0;
    fc.assert(
      fc.property(wholeNetwork, seeds, (one, seed) => {
        const roll = dice(seed);
        const plan = planOf(one);
        const pins = shuffled(allocationsOf(plan), roll)
          .slice(0, 1 + roll(3))
          .map(({ need, requirement, provider, offer, slot, quantity }) => {
            return {
              need,
              requirement,
              provider,
              offer,
              quantity: 1 + roll(quantity),
              ...(slot !== undefined && { slot }),
            };
          });
        fc.pre(pins.length > 0);
        const held = planOf(one, { pins });
        expectAccepted(one, held, { pins });
        const all = allocationsOf(held);
        for (const pin of pins)
          expect(all).toContainEqual(expect.objectContaining({ ...pin, quantity: expect.any(Number) }));
        pinned += pins.length;
        const [then, now] = bothFigures(one, plan, held, { pins });
        expect(now).toEqual(then);
      }),
      runs(15),
    );
    expect(pinned).toBeGreaterThan(12);
  });

  it('reach the same value and coverage by any levels', () => {
    fc.assert(
      fc.property(wholeNetwork, (one) => {
        const lists = [['rank'], ['rank', 'cost'], ['rank', 'fair', 'keep', 'cost']] as const;
        const plans = lists.map((levels) => planOf(one, { levels }));
        const [first] = plans;
        for (const plan of plans) {
          expectAccepted(one, plan);
          const [most, own] = bothFigures(one, first!, plan);
          expect(own).toEqual(most);
        }
        // Without fairness nothing comes between the ranks and the cost.
        expect(BigInt(plans[1]!.cost)).toBeLessThanOrEqual(BigInt(plans[2]!.cost));
      }),
      runs(10),
    );
  });

  it('made by hand keep every rule, verify, and are never better rank by rank', () => {
    let worse = 0;
    fc.assert(
      fc.property(wholeNetwork, (one) => {
        const [best, hand] = [planOf(one), planOf(one, { method: 'greedy' })];
        expect(faultsOf(one, hand)).toEqual([]);
        expectAccepted(one, hand);
        fc.pre(best.status === 'optimal');
        const [most, own] = [figuresIn(one, best), figuresIn(one, hand)];
        fc.pre(most !== undefined && own !== undefined);
        const first = own!.findIndex((figure, j) => figure !== most![j]);
        if (first < 0) return;
        expect(own![first]).toBeLessThan(most![first]!);
        worse++;
      }),
      runs(60),
    );
    expect(worse).toBeGreaterThan(0);
  });
});
