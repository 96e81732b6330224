import sumBy from 'lodash-es/sumBy.js';
import { type LineRef, type SkippedLine, turnedAwayByRule } from '../compile/compiled.js';
import { LinkageError, printable } from '../errors/linkage-error.js';
import { maybeRecord, nearestNode } from '../model/nearest-record.js';
import { byCodeUnit } from '../model/order.js';
import { headsOf, roomAbove } from '../plan/room.js';
import { ownWordsOf } from '../policy/own-words.js';
import { explainPair, priced } from './explain-pair.js';
import { explainWhole } from './explain-whole.js';
import type { ExplainedAllocation, ExplainedPair, ExplainedRequirement, NeedExplanation } from './explanation.js';
import { linesIn, linkagesIn, numbersIn, offersIn, reportedLinesIn, unmetIn } from './lookups.js';
import { keysIn, namesOf } from './names-of.js';
import type { View } from './view.js';

/** At most this many alternatives and near misses are told per requirement. */
const MAX_TOLD = 5;

/**
 * What became of one need. O(its candidates × rules, and for a requirement not wholly covered: offers with its capability), after
 * O(candidates) once for all of a view.
 */
export function explainNeed(view: View, needId: string): NeedExplanation {
  const { compiled, plan } = view;
  const lines = linesOfNeed(view, needId, true);
  const first = lines[0]!;
  const rank = 'rank' in first ? first.rank : compiled.ranks[compiled.problem.rank[numbersIn(view).get(first)!]!]!;
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
export function linesOfNeed(view: View, needId: string, onlyReported = false): (LineRef | SkippedLine)[] {
  const found = (onlyReported ? reportedLinesIn : linesIn)(view).get(needId);
  if (found === undefined) {
    const maybe = maybeRecord(nearestNode(view.network)(needId, ['need']), true);
    throw new LinkageError('UNKNOWN_NEED', `No need has the id ${JSON.stringify(printable(needId))}.${maybe}`);
  }
  return found.toSorted((a, b) => byCodeUnit(a.requirement.id, b.requirement.id));
}

function explainRequirement(view: View, line: LineRef | SkippedLine): ExplainedRequirement {
  const { compiled } = view;
  const { problem, turnedAway } = compiled;
  const { need, requirement } = line;
  const { id, capability, unit, quantity, role, single, minimum, beyond } = requirement;
  const n = numbersIn(view).get(line) ?? -1;
  const allocations = allocationsOf(view, line);
  const covered = sumBy(allocations, 'quantity');
  const short = unmetIn(view)
    .get(need.id)
    ?.find((one) => one.requirement === id);
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
    ...(short !== undefined && { unmet: short.reason }),
    nearestMisses:
      typeof quantity === 'number' && covered < quantity
        ? view.sight.nearest(line, MAX_TOLD).map((offer) => explainPair(view, line, offer))
        : [],
  };
}

function allocationsOf(view: View, line: LineRef): ExplainedAllocation[] {
  const { sight } = view;
  const allocations = linkagesIn(view).get(line.need.id)?.allocations ?? [];
  const own = allocations.filter((one) => one.requirement === line.requirement.id);
  return own.map((one) => {
    const offers = offersIn(view).get(one.provider)!;
    const offer = offers.find((o) => sight.offers[o]!.offer.id === one.offer)!;
    return { ...one, ...priced(sight.terms(line, offer) ?? []) };
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
