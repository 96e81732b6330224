import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNetwork, type Input, match, type Plan, parsePlan, verify } from '../../src/index.js';
import { type NetworkCase, networkChange, smallNetwork } from '../support/network-arbitrary.js';
import { flowOfAllocations, type NetworkOptions, nestedModel, networkOptimum } from '../support/network-oracle.js';
import type { NetworkAllocation } from '../support/network-types.js';
import { allocationsOf } from '../support/plan-allocations.js';
import { judgedPart, valueOfProblem } from '../support/problem-oracle.js';
import { runs, TIMES } from '../support/runs.js';

const planOf = ({ input, now, levels, bans }: NetworkCase, previous?: Plan): Plan =>
  match(createNetwork(input as Input), { now, levels, previous, bans });

/** What a plan is worth by the records, read by the oracle. */
function worth({ input, now, levels, bans }: NetworkCase, plan: Plan, previous?: readonly NetworkAllocation[]) {
  const options: NetworkOptions = { now, bans, costScale: plan.costScale, ...(previous && { previous }) };
  const model = nestedModel(input, options);
  if (model === undefined) return undefined;
  return { model, value: valueOfProblem(model.problem, flowOfAllocations(model, allocationsOf(plan))), levels };
}

describe('match on whole networks', () => {
  it('reaches the optimum of every level, as the records alone define it, and verifies', async () => {
    let crossed = 0;
    let cautious = 0;
    await fc.assert(
      fc.asyncProperty(smallNetwork, async (one) => {
        const plan = planOf(one);
        const known = worth(one, plan);
        if (known === undefined) crossed++;
        else {
          const { model, value, levels } = known;
          expect(judgedPart(value, levels)).toEqual(judgedPart(await networkOptimum(model, levels), levels));
          expect(BigInt(plan.cost)).toBe(value.cost);
          // Where what a need may have is split over slots, no more is claimed, though here nothing was lost by it.
          if (plan.status !== 'optimal') cautious++;
        }
        const verdict = verify(createNetwork(one.input as Input), JSON.parse(JSON.stringify(plan)), { bans: one.bans });
        expect(verdict.checks.filter((check) => !check.ok)).toEqual([]);
      }),
      runs(40),
    );
    expect(crossed).toBeLessThan(100 * TIMES);
    expect(cautious).toBeLessThan(10 * TIMES);
  });

  it('re-matching after a change reaches what the oracle reaches with the same promises', async () => {
    await fc.assert(
      fc.asyncProperty(networkChange, async ({ before, after }) => {
        const published = planOf(before);
        const plan = planOf(after, published);
        const promised = allocationsOf(published);
        const known = worth(after, plan, promised);
        if (known !== undefined) {
          const { model, value, levels } = known;
          expect(judgedPart(value, levels)).toEqual(judgedPart(await networkOptimum(model, levels), levels));
          if (levels.includes('keep')) expect(plan.withdrawn).toBe(value.withdrawn);
        }
        const verdict = verify(createNetwork(after.input as Input), plan, { previous: published, bans: after.bans });
        expect(verdict.checks.filter((check) => !check.ok)).toEqual([]);
      }),
      runs(32),
    );
  });

  it('the order of the records does not matter, byte for byte', () => {
    fc.assert(
      fc.property(smallNetwork, fc.infiniteStream(fc.nat(1000)), (one, draws) => {
        const shuffled = shuffle(one.input as Record<string, unknown>, () => draws.next().value as number);
        const other = planOf({ ...one, input: shuffled as unknown as NetworkCase['input'] });
        expect(JSON.stringify(other)).toBe(JSON.stringify(planOf(one)));
      }),
      runs(32),
    );
  });

  it('survives JSON', () => {
    fc.assert(
      fc.property(smallNetwork, (one) => {
        const plan = planOf(one);
        expect(parsePlan(JSON.stringify(plan))).toEqual(plan);
      }),
      runs(16),
    );
  });
});

/** Every list of records in another order; the records themselves as they are. */
function shuffle(input: Record<string, unknown>, draw: () => number): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(input).map(([key, value]) => {
      if (!Array.isArray(value)) return [key, value];
      const order = value.map((record) => ({ record, at: draw() }));
      return [key, order.sort((a, b) => a.at - b.at).map(({ record }) => record)];
    }),
  );
}
