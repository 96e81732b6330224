import maxBy from 'lodash-es/maxBy.js';
import sumBy from 'lodash-es/sumBy.js';
import { type LineRef, PLACE_UNKNOWN } from '../compile/compiled.js';
import { finish } from '../kernel/work.js';
import { holdersIn, isNeedCap } from '../plan/holders.js';
import { holderAt } from '../plan/reasons.js';
import { headsOf, roomAbove } from '../plan/room.js';
import { candidateOf, range } from '../problem/columns.js';
import type { ExplainedPair, PairVerdict, TermCost } from './explanation.js';
import { linkagesIn, numbersIn } from './lookups.js';
import { perView } from './per-view.js';
import type { View } from './view.js';

/** Line `number` of the compiled lines, or one of unknown quantity, with offer `offer`. O(rules + candidates of the line), after O(lines + arcs in use) once. */
export function explainPair(view: View, line: LineRef, offer: number): ExplainedPair {
  const { sight, compiled, usage } = view;
  const { problem, candidates } = compiled;
  const { need, requirement } = line;
  const ref = sight.offers[offer]!;
  const failed = sight.failures(line, offer);
  const terms = sight.terms(line, offer);
  const number = numbersIn(view).get(line) ?? -1;
  const candidate = number === -1 ? -1 : candidateOf(problem.candidateStart, candidates.offer, number, offer);
  const known = {
    need: need.id,
    requirement: requirement.id,
    ...(requirement.pattern !== undefined && { pattern: requirement.pattern }),
    capability: requirement.capability.code,
    unit: requirement.unit,
    provider: ref.key,
    offer: ref.offer.id,
    ...(terms && priced(terms)),
  };
  if (candidate === -1) {
    const verdict: PairVerdict = failed.length > 0 ? 'ruledOut' : 'unknownQuantity';
    return { ...known, verdict, failed, quantity: 0 };
  }
  const quantity = usage.candidate[candidate]!;
  const bound = problem.max[candidate]!;
  const free = Math.min(bound - quantity, roomAbove(problem, usage, headsOf(problem, candidate)));
  const dearest = dearestOf(view, number);
  const held = heldIn(view)(candidate, candidate + 1);
  const verdict = verdictOf(view, number, candidate, { free, held: held.count, dearest, cost: known.lotCost });
  return {
    ...known,
    verdict,
    failed,
    quantity,
    ...((candidates.flags[candidate]! & PLACE_UNKNOWN) !== 0 && { placeUnknown: true as const }),
    ...(dearest !== undefined && { dearest }),
    bound,
    free,
    ...(verdict === 'held' && {
      heldBy: held.arcs.map((arc) => holderAt(compiled, usage, arc)),
      heldByCount: held.count,
    }),
  };
}

/** Costs of one lot and their sum. */
export function priced(terms: readonly TermCost[]): { lotCost: number; terms: readonly TermCost[] } {
  return { lotCost: sumBy(terms, 'cost'), terms };
}

function verdictOf(
  view: View,
  line: number,
  candidate: number,
  facts: { free: number; held: number; dearest: number | undefined; cost: number | undefined },
): PairVerdict {
  const { compiled, usage, plan, taken, reported } = view;
  const { problem, lines } = compiled;
  if (usage.candidate[candidate]! > 0) return 'used';
  if (problem.demand[line] === 0) return 'nothingAsked';
  if (reported?.[line] === 0 && linkagesIn(view).get(lines[line]!.need.id)?.pattern !== undefined)
    return 'otherPattern';
  if (problem.max[candidate] === 0) return 'bounded';
  if (facts.free === 0) {
    const isBound = () =>
      headsOf(problem, candidate).some((c) => problem.capacity[c]! > 0 && isNeedCap(compiled.caps[c]));
    return facts.held > 0 ? 'held' : isBound() ? 'bounded' : 'empty';
  }
  if (problem.wholes?.single[line] === 1 && facts.free < problem.demand[line]!) return 'notAlone';
  if (taken?.[line] === 0) return 'notWhole';
  const isMet = usage.line[line]! >= problem.demand[line]!;
  const { wholes } = problem;
  const isLess = isMet && facts.cost !== undefined && facts.dearest !== undefined && facts.cost < facts.dearest;
  if (plan.status !== 'stopped' && wholes && wholes.option[line]! >= 0) {
    // Who serves a line alone is chosen with all else; so is what is not served.
    if (!isMet || (isLess && wholes.single[line] === 1)) return 'team';
  }
  if (!isMet || facts.dearest === undefined || facts.cost === undefined) return 'stopped';
  if (facts.cost > facts.dearest) return 'costsMore';
  if (facts.cost === facts.dearest) return 'costsSame';
  if (!plan.levels.includes('cost')) return 'costIgnored';
  return plan.status === 'stopped' || plan.status === 'bounded' ? 'stopped' : 'promised';
}

/** Lot cost of the dearest offer in use for a line. */
function dearestOf({ compiled, usage, sight }: View, line: number): number | undefined {
  const { problem, candidates, lines } = compiled;
  const own = range(problem.candidateStart[line]!, problem.candidateStart[line + 1]!);
  const used = own.filter((p) => usage.candidate[p]! > 0);
  const dearest = maxBy(used, (p) => problem.cost[p]!);
  const terms = dearest === undefined ? undefined : sight.terms(lines[line]!, candidates.offer[dearest]!);
  return terms && sumBy(terms, 'cost');
}

/** Who holds what pairs could use. */
const heldIn = perView(({ compiled, usage }) => finish(holdersIn(compiled, usage)));
