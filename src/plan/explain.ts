import { sumBy } from 'lodash-es';
import { compile } from '../compile/compile.js';
import { type LineRef, turnedAwayByRule } from '../compile/compiled.js';
import { byCodeUnit } from '../compile/order.js';
import { LinkageError, printable } from '../errors.js';
import type { Network } from '../model/graph.js';
import type { Urgency } from '../model/vocabulary.js';
import { defaultPolicy, type Policy } from '../policy/policy.js';
import { checkNetwork, policyOption, readOptions } from './options.js';
import { type Allocation, type Plan, parsePlan, type Reason } from './plan.js';

export interface ExplainOptions {
  /** The policy the plan was made with; the default one if absent. */
  readonly policy?: Policy | undefined;
}

/** What became of one need, and why. */
export interface Explanation {
  readonly need: string;
  readonly community: string;
  readonly urgency: Urgency;
  /** As the policy ranks; smaller is served first. */
  readonly rank: readonly number[];
  /** By requirement id. */
  readonly requirements: readonly ExplainedRequirement[];
}

export interface ExplainedRequirement {
  readonly requirement: string;
  readonly capability: string;
  readonly unit: string;
  readonly demanded: number | 'unknown';
  readonly covered: number;
  readonly allocations: readonly Allocation[];
  /** Offers with the capability. */
  readonly capable: number;
  /** How many of them count in another unit. */
  readonly otherUnit: number;
  /** How many of them each rule turned away, by its first rule. */
  readonly rules: Readonly<Record<string, number>>;
  /** How many of them could serve it. */
  readonly candidates: number;
  /** Why it is not wholly covered: who holds its offers, and the bottleneck it shares. Absent if it is. */
  readonly unmet?: Reason;
}

/**
 * What became of one need, as data. Compiles the network again: O(candidates). Explains the plan as it stands; whether it
 * is right is for {@link verify}.
 *
 * @throws LinkageError `UNKNOWN_NEED`, `INVALID_PLAN`, `INVALID_OPTIONS`
 */
export function explain(network: Network, plan: Plan, needId: string, options: ExplainOptions = {}): Explanation {
  checkNetwork(network);
  const { policy } = readOptions({ policy: policyOption.optional() }, options);
  const { now, linkages, unmet } = parsePlan(plan);
  const { problem, lines, skipped, ranks, turnedAway } = compile(network, policy ?? defaultPolicy, { now });
  const allocations = linkages.find((linkage) => linkage.need === needId)?.allocations ?? [];
  const shortages = unmet.filter((shortage) => shortage.need === needId);

  /** What was asked, and what the plan says became of it. */
  function outcome({ requirement: { id, capability, unit, quantity } }: LineRef) {
    const given = allocations.filter((allocation) => allocation.requirement === id);
    const reason = shortages.find((shortage) => shortage.requirement === id)?.reason;
    return {
      requirement: id,
      capability: capability.code,
      unit,
      demanded: quantity,
      covered: sumBy(given, 'quantity'),
      allocations: given,
      ...(reason !== undefined && { unmet: reason }),
    };
  }

  const found = [...lines, ...skipped].find(({ need }) => need.id === needId)?.need;
  if (found === undefined) {
    throw new LinkageError('UNKNOWN_NEED', `No need has the id ${JSON.stringify(printable(needId))}.`);
  }
  let rank: readonly number[] = [];
  const requirements: ExplainedRequirement[] = [];
  lines.forEach((line, n) => {
    if (line.need.id !== needId) return;
    rank = ranks[problem.rank[n]!]!;
    requirements.push({
      ...outcome(line),
      capable: turnedAway.capable[n]!,
      otherUnit: turnedAway.unit[n]!,
      rules: Object.fromEntries(turnedAwayByRule(turnedAway, n)),
      candidates: problem.candidateStart[n + 1]! - problem.candidateStart[n]!,
    });
  });
  for (const line of skipped) {
    if (line.need.id !== needId) continue;
    rank = line.rank;
    requirements.push({
      ...outcome(line),
      capable: line.capable,
      otherUnit: line.unit,
      rules: {},
      candidates: 0,
    });
  }
  requirements.sort((a, b) => byCodeUnit(a.requirement, b.requirement));
  const { community, urgency } = found;
  return { need: needId, community, urgency, rank: [...rank], requirements };
}
