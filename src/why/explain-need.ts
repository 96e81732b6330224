import sumBy from 'lodash-es/sumBy.js';
import { type LineRef, type SkippedLine, turnedAwayByRule } from '../compile/compiled.js';
import { LinkageError, printable } from '../errors/linkage-error.js';
import { maybeRecord, nearestNode } from '../model/nearest-record.js';
import { byCodeUnit } from '../model/order.js';
import type { Need } from '../model/records.js';
import { reportedSkipped } from '../plan/choice.js';
import { headsOf, roomAbove } from '../plan/room.js';
import { ownWordsOf } from '../policy/own-words.js';
import { explainPair, priced } from './explain-pair.js';
import { explainWhole } from './explain-whole.js';
import type { ExplainedAllocation, ExplainedPair, ExplainedRequirement, NeedExplanation } from './explanation.js';
import { keysIn, namesOf } from './names-of.js';
import type { View } from './view.js';

/** At most this many alternatives and near misses are told per requirement. */
const MAX_TOLD = 5;

/**
 * What became of one need. O(candidates of the network, and for a requirement not wholly covered: offers with its
 * capability × rules).
 */
export function explainNeed(view: View, needId: string): NeedExplanation {
  const { compiled, plan } = view;
  const lines = linesOfNeed(view, needId, true);
  const first = lines[0]!;
  const rank = 'rank' in first ? first.rank : compiled.ranks[compiled.problem.rank[compiled.lines.indexOf(first)]!]!;
  const requirements = lines.map((line) => explainRequirement(view, line));
  const { community, urgency, partial, patterns = [] } = first.need;
  const mentioned = requirements.flatMap(({ capability, allocations, alternatives, nearestMisses }) => [
    `capability:${capability}`,
    ...allocations.map(({ provider }) => provider),
    ...keysIn([...alternatives, ...nearestMisses]),
  ]);
  mentioned.push(...patterns.map((pattern) => `capability:${pattern}`));
  return {
    about: 'need',
    need: needId,
    community,
    urgency,
    rank: [...rank],
    fair: plan.levels.includes('fair'),
    ...(!partial && { whole: explainWhole(view, first.need, first.requirement.pattern) }),
    requirements,
    names: { ...ownWordsOf(view.policy), ...namesOf(view.network, [`community:${community}`, ...mentioned]) },
  };
}

/** Lines of a need by requirement id, those of unknown quantity too: all, or those that the plan tells of. */
export function linesOfNeed(
  { network, compiled, reported }: View,
  needId: string,
  onlyReported = false,
): (LineRef | SkippedLine)[] {
  const { lines, skipped } = compiled;
  const found = [
    ...lines.filter(({ need }, n) => need.id === needId && !(onlyReported && reported?.[n] === 0)),
    ...(onlyReported ? reportedSkipped(compiled) : skipped).filter(({ need }) => need.id === needId),
  ];
  if (found.length === 0) {
    const maybe = maybeRecord(nearestNode(network)(needId, ['need']), true);
    throw new LinkageError('UNKNOWN_NEED', `No need has the id ${JSON.stringify(printable(needId))}.${maybe}`);
  }
  return found.sort((a, b) => byCodeUnit(a.requirement.id, b.requirement.id));
}

function explainRequirement(view: View, line: LineRef | SkippedLine): ExplainedRequirement {
  const { compiled, plan } = view;
  const { problem, turnedAway } = compiled;
  const { need, requirement } = line;
  const { id, capability, unit, quantity, role, single, minimum, beyond } = requirement;
  const n = compiled.lines.indexOf(line);
  const allocations = allocationsOf(view, need, line);
  const covered = sumBy(allocations, 'quantity');
  const reason = plan.unmet.find((one) => one.need === need.id && one.requirement === id)?.reason;
  return {
    requirement: id,
    capability: capability.code,
    unit,
    ...(role !== undefined && { role }),
    ...(single && { single }),
    ...(minimum !== undefined && quantity !== 'unknown' && { minimum: true as const }),
    ...(beyond !== undefined && { beyond }),
    demanded: quantity,
    covered,
    allocations,
    alternatives: n === -1 ? [] : alternativesOf(view, n),
    capable: 'capable' in line ? line.capable : turnedAway.capable[n]!,
    otherUnit: 'unit' in line ? line.unit : turnedAway.unit[n]!,
    rules: n === -1 ? {} : Object.fromEntries(turnedAwayByRule(turnedAway, n)),
    candidates: n === -1 ? 0 : problem.candidateStart[n + 1]! - problem.candidateStart[n]!,
    ...(reason !== undefined && { unmet: reason }),
    nearestMisses: typeof quantity === 'number' && covered < quantity ? nearestMisses(view, line) : [],
  };
}

function allocationsOf({ plan, sight }: View, need: Need, line: LineRef): ExplainedAllocation[] {
  const allocations = plan.linkages.find((linkage) => linkage.need === need.id)?.allocations ?? [];
  const capable = sight.capable(line.requirement.capability.code);
  return allocations
    .filter((one) => one.requirement === line.requirement.id)
    .map((one) => {
      const offer = capable.find((o) => {
        const ref = sight.offers[o]!;
        return ref.offer.id === one.offer && ref.key === one.provider;
      });
      return { ...one, ...priced(sight.terms(line, offer!) ?? []) };
    });
}

/** Candidates that the plan does not use for a line: those that could give something, then the others; the cheapest first. */
function alternativesOf(view: View, n: number): ExplainedPair[] {
  const { compiled, usage } = view;
  const { problem, lines, candidates } = compiled;
  const others: { p: number; hindrance: number }[] = [];
  if (problem.demand[n] === 0) return [];
  for (let p = problem.candidateStart[n]!; p < problem.candidateStart[n + 1]!; p++) {
    if (usage.candidate[p]! > 0) continue;
    const isFree = roomAbove(problem, usage, headsOf(problem, p)) > 0;
    others.push({ p, hindrance: problem.max[p] === 0 ? 2 : isFree ? 0 : 1 });
  }
  return others
    .sort((a, b) => a.hindrance - b.hindrance || problem.cost[a.p]! - problem.cost[b.p]! || a.p - b.p)
    .slice(0, MAX_TOLD)
    .map(({ p }) => explainPair(view, lines[n]!, candidates.offer[p]!));
}

/** Offers with the capability that fail by the fewest rules, then at the least cost; those in another unit come last. */
function nearestMisses(view: View, line: LineRef): ExplainedPair[] {
  const misses: { offer: number; failed: number; cost: number }[] = [];
  for (const offer of view.sight.capable(line.requirement.capability.code)) {
    const failed = view.sight.failures(line, offer);
    if (failed.length === 0) continue;
    const isOther = failed[0]!.rule === 'unit';
    const cost = sumBy(view.sight.terms(line, offer), 'cost');
    misses.push({ offer, failed: isOther ? Number.MAX_SAFE_INTEGER : failed.length, cost });
  }
  return misses
    .sort((a, b) => a.failed - b.failed || a.cost - b.cost || a.offer - b.offer)
    .slice(0, MAX_TOLD)
    .map(({ offer }) => explainPair(view, line, offer));
}
