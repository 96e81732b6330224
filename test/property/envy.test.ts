import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditEnvy, createNetwork, type Input, match } from '../../src/index.js';
import { type NetworkCase, smallNetwork } from '../support/network-arbitrary.js';
import { type NetworkModel, nestedModel } from '../support/network-oracle.js';
import type { NetworkAllocation } from '../support/network-types.js';
import { allocationsOf } from '../support/plan-allocations.js';
import { runs } from '../support/runs.js';

/** Pairs of a line and an allocation of a worse rank that it wants, does without, and could have in its place, one by one. */
function envyOf({ problem, lines, candidates, arcs }: NetworkModel, given: readonly NetworkAllocation[]) {
  const lineOf = (need: string, id: string) => lines.findIndex((line) => line.need.id === need && line.id === id);
  const arcOf = (g: NetworkAllocation) =>
    arcs.findIndex(({ candidate, slot }) => {
      const { line, offer } = candidates[candidate]!;
      const isLine = line.need.id === g.need && line.id === g.requirement;
      return isLine && offer.provider === g.provider && offer.id === g.offer && slot === g.slot;
    });
  const flow = new Float64Array(arcs.length);
  for (const g of given) flow[arcOf(g)]! += g.quantity;
  const units = arcs.map(({ candidate }, arc) => ({ candidate, units: flow[arc]! })).filter((arc) => arc.units > 0);
  /** Whether no capacity holds more than it may when the unit of one arc goes to another. */
  const mayGo = (from: number, to: number) => {
    const held = problem.capacity.map(() => 0);
    for (const [arc, own] of flow.entries()) {
      const now = own + (arc === to ? 1 : 0) - (arc === from ? 1 : 0);
      for (let cap = problem.head[arc]!; cap >= 0; cap = problem.parent[cap]!) held[cap]! += now;
    }
    return held.every((now, cap) => now <= problem.capacity[cap]!);
  };
  let pairs = 0;
  let unmet = 0;
  for (const [to, { candidate: c, slot }] of arcs.entries()) {
    const { line, offer } = candidates[c]!;
    const n = lineOf(line.need.id, line.id);
    const own = units.filter(({ candidate }) => candidates[candidate]!.line === line);
    const has = (list: typeof own) => list.reduce((sum, arc) => sum + arc.units, 0);
    if (has(own.filter(({ candidate }) => candidate === c)) >= problem.max[c]!) continue;
    const lacks = has(own) < problem.demand[n]!;
    if (!lacks && !own.some(({ candidate }) => problem.cost[candidate]! > problem.cost[c]!)) continue;
    for (const g of given) {
      if (g.provider !== offer.provider || g.offer !== offer.id || g.slot !== slot) continue;
      if (problem.rank[lineOf(g.need, g.requirement)]! <= problem.rank[n]! || !mayGo(arcOf(g), to)) continue;
      pairs++;
      if (lacks) unmet++;
    }
  }
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
      runs(90),
    );
    expect(seen).toBeGreaterThan(0);
  });
});
