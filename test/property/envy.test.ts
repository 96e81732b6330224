import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditEnvy, createNetwork, type Input, match } from '../../src/index.js';
import { type NetworkCase, smallNetwork } from '../support/network-arbitrary.js';
import { type NetworkModel, nestedModel } from '../support/network-oracle.js';
import type { NetworkAllocation } from '../support/network-types.js';
import { allocationsOf } from '../support/plan-allocations.js';
import { runs } from '../support/runs.js';

/** Pairs of a line and an allocation of a worse rank that it may have, wants and does without, one by one. */
function envyOf(model: NetworkModel, given: readonly NetworkAllocation[]) {
  const { problem, lines, candidates, arcs } = model;
  const has = (need: string, requirement: string | undefined, provider?: string, offer?: string) =>
    given
      .filter((g) => g.need === need && (requirement === undefined || g.requirement === requirement))
      .filter((g) => provider === undefined || (g.provider === provider && g.offer === offer));
  const units = (list: readonly NetworkAllocation[]) => list.reduce((sum, { quantity }) => sum + quantity, 0);
  const candidateOf = (g: NetworkAllocation) =>
    candidates.findIndex(
      ({ line, offer }) =>
        line.need.id === g.need && line.id === g.requirement && offer.provider === g.provider && offer.id === g.offer,
    );
  const lineOf = (need: string, id: string) => lines.findIndex((line) => line.need.id === need && line.id === id);
  let pairs = 0;
  let unmet = 0;
  candidates.forEach(({ line, offer }, c) => {
    const n = lineOf(line.need.id, line.id);
    const mine = has(line.need.id, line.id, offer.provider, offer.id);
    const ofNeed = has(line.need.id, undefined, offer.provider, offer.id);
    if (
      units(mine) >= Math.min(problem.max[c]!, problem.demand[n]!) ||
      units(ofNeed) >= (offer.line.perNeed ?? Number.POSITIVE_INFINITY)
    )
      return;
    const lacks = units(has(line.need.id, line.id)) < problem.demand[n]!;
    const pays = has(line.need.id, line.id).some((g) => problem.cost[candidateOf(g)]! > problem.cost[c]!);
    if (!lacks && !pays) return;
    for (const g of given) {
      const fits = arcs.some(({ candidate, slot }) => candidate === c && slot === g.slot);
      if (g.provider !== offer.provider || g.offer !== offer.id || !fits) continue;
      if (problem.rank[lineOf(g.need, g.requirement)]! <= problem.rank[n]!) continue;
      pairs++;
      if (lacks) unmet++;
    }
  });
  return { pairs, unmet };
}

const audited = ({ input, now, levels, bans }: NetworkCase, method: 'optimal' | 'greedy') => {
  const network = createNetwork(input as Input);
  const plan = match(network, { now, levels, bans, method });
  const model = nestedModel(input, { now, bans, costScale: plan.costScale });
  // Where capacities cross the oracle has no model.
  return model && { audit: auditEnvy(network, plan, { bans }), truth: envyOf(model, allocationsOf(plan)) };
};

describe('auditEnvy counts what the definition says', () => {
  it.each(['optimal', 'greedy'] as const)('of %s plans', (method) => {
    let seen = 0;
    fc.assert(
      fc.property(smallNetwork, (one) => {
        const both = audited(one, method);
        if (both === undefined) return;
        const { audit, truth } = both;
        expect({ pairs: audit.pairs, unmet: audit.unmet }).toEqual(truth);
        expect(audit.first).toHaveLength(Math.min(100, truth.pairs));
        if (method === 'optimal') expect(audit.unmet).toBe(0);
        seen += truth.pairs;
      }),
      runs(300),
    );
    expect(seen).toBeGreaterThan(0);
  });
});
