import * as z from 'zod/mini';
import { lotsBy } from '../compile/demand/pricing.js';
import { closedByPins } from '../compile/pinned.js';
import { faultOf, finding } from '../errors/findings.js';
import { LinkageError, printable } from '../errors/linkage-error.js';
import { readOptions } from '../errors/read-options.js';
import { finish } from '../kernel/work.js';
import type { Network } from '../model/graph.js';
import { type Made, madeWith } from '../plan/made.js';
import { checkNetwork } from '../plan/options.js';
import type { Plan } from '../plan/plan.js';
import { holderAt } from '../plan/reasons.js';
import { components, liveCaps } from '../problem/components.js';
import { partOf } from '../problem/part.js';
import { type Unpinned, withoutPins } from '../problem/pins.js';
import type { Level, Problem, Solution } from '../problem/problem.js';
import { checkSolution } from '../proof/check.js';
import { throwUnlessOk } from '../proof/verdict.js';
import { solve } from '../solve/solve.js';
import { linesOfNeed } from '../why/explain-need.js';
import { type OfferTarget, offersNamed, offerTargetSchema } from '../why/explain-offer.js';
import { numbersIn } from '../why/lookups.js';
import { namesOf } from '../why/names-of.js';
import { type View, viewOf } from '../why/view.js';
import type { Partner, Recommendations } from './advice.js';
import { compareWorth, differenceOf, together, type Worth, worthOf } from './worth.js';

/** Whom partners are wanted for: a need, or one of its requirements; a provider, or one of its offers. */
export type RecommendTarget =
  | { readonly need: string; readonly requirement?: string | undefined; readonly offer?: undefined }
  | { readonly need?: undefined; readonly offer: OfferTarget };

export interface RecommendOptions extends Made {
  /** How many partners at most, a whole number ≥ 1; 5 if absent. */
  readonly k?: number | undefined;
}

/**
 * The best partners of a need or of an offer, those that the plan uses and those that it does not, each with what the rest of the plan would pay to use it
 * for one lot: the difference, level by level, between the best plan and the best plan that contains the pair. Exact: both are solved and proved, and the
 * second is what `match` gives with the partner's pin. Only pairs that no rule forbids, best first: least lost in the order of the levels; equals in the order
 * requirement, provider, offer.
 *
 * The best plan is that of the network by the levels, the instant, the pins and the bans of `plan`, even if `plan` was stopped or made by hand. Lines that are met whole are chosen
 * anew; where that search does not come to its end, `proved` is false.
 *
 * Compiles once, then solves the component of the pair once, and once more for each pair, and slot, that the best plan does not use:
 * O(pairs · a match of that component).
 *
 * @throws LinkageError as `explain`
 */
export function recommend(
  network: Network,
  plan: Plan,
  target: RecommendTarget,
  options: RecommendOptions = {},
): Recommendations {
  checkNetwork(network);
  const { k = 5, ...made } = readOptions({ ...madeWith, k: z.optional(z.int().check(z.gte(1))) }, options);
  const wanted = readTarget(target);
  const view = viewOf(network, plan, made);
  const { compiled } = view;
  const found = pairsFound(view, pairsOf(view, wanted));
  const { levels } = view.plan;
  const best = found.sort((a, b) => compareFound(a, b, levels) || a.pair - b.pair).slice(0, k);
  const partners = best.map(({ pair, arc, quantity, worth, base, proved }): Partner => {
    const { requirement } = compiled.lines[view.usage.lineOf[pair]!]!;
    return {
      pin: holderAt(compiled, view.usage, arc, quantity),
      unit: requirement.unit,
      capability: requirement.capability.code,
      used: view.usage.candidate[pair]!,
      difference: differenceOf(base, worth, levels, compiled.ranks),
      proved,
    };
  });
  const keys = partners.flatMap(({ pin, capability }) => [pin.provider, `capability:${capability}`]);
  const { costScale } = compiled;
  return { about: 'partners', partners, compared: found.length, costScale, names: namesOf(network, keys) };
}

const targetShape = {
  need: z.optional(z.string()),
  requirement: z.optional(z.string()),
  offer: z.optional(offerTargetSchema),
};

function readTarget(target: unknown): RecommendTarget {
  const isObject = typeof target === 'object' && target !== null;
  const { need, requirement, offer } = isObject ? readOptions(targetShape, target, ['target']) : {};
  if (need !== undefined && offer === undefined) return { need, requirement };
  if (offer !== undefined && need === undefined && requirement === undefined) return { offer };
  const wanted = '`{ need }`, `{ need, requirement }` or `{ offer: { provider } }`';
  const fault = faultOf(finding(isObject ? 'REQUIRED' : 'NOT_AN_OBJECT', wanted, target), ['target'], target);
  throw new LinkageError('INVALID_OPTIONS', 'Say whom partners are wanted for.', [fault]);
}

/** Candidates of the problem. */
function pairsOf(view: View, target: RecommendTarget): number[] {
  const { compiled, usage } = view;
  if (target.need === undefined) {
    const own = new Set(offersNamed(view, target.offer));
    return [...compiled.candidates.offer.keys()].filter((p) => own.has(compiled.candidates.offer[p]!));
  }
  const lines = linesOfNeed(view, target.need).filter(
    ({ requirement }) => (target.requirement ?? requirement.id) === requirement.id,
  );
  if (lines.length === 0) {
    const message = `Need ${printable(target.need)} has no requirement ${JSON.stringify(printable(target.requirement))}.`;
    throw new LinkageError('UNKNOWN_NEED', message);
  }
  const own = new Set(lines.map((line) => numbersIn(view).get(line)));
  return [...usage.lineOf.keys()].filter((p) => own.has(usage.lineOf[p]!));
}

/** A pair with the best plan that contains it. */
interface Found {
  readonly pair: number;
  readonly arc: number;
  readonly quantity: number;
  readonly worth: Worth;
  /** The best plan of all. */
  readonly base: Worth;
  readonly proved: boolean;
}

/** Negative where the plan with `a` is better. In different components each leaves the other's at its best. */
function compareFound(a: Found, b: Found, levels: readonly Level[]): number {
  if (a.base === b.base) return compareWorth(a.worth, b.worth, levels);
  return compareWorth(together(a.worth, b.base), together(a.base, b.worth), levels);
}

/** All pairs that can give anything. Each component is solved by itself: nothing else can change. */
function pairsFound({ compiled, usage, plan, network }: View, pairs: readonly number[]): Found[] {
  const { levels } = plan;
  const whole = withoutPins(compiled.problem);
  const lotOf = lotsBy(network.getAttribute('catalogue'));
  const lines = new Set(pairs.map((p) => usage.lineOf[p]!));
  const found: Found[] = [];
  for (const component of finish(components(whole, liveCaps(whole), levels.includes('fair')))) {
    if (!component.lines.some((n) => lines.has(n))) continue;
    const place = new Map([...component.lines].map((n, i) => [n, i]));
    const part = withoutPins(partOf(whole, component));
    const value = (solution: Solution) => worthOf(part, component, solution, compiled);
    const best = solved(part, levels);
    const base = value(best.solution);
    for (const pair of pairs) {
      const n = usage.lineOf[pair]!;
      const line = place.get(n);
      if (line === undefined) continue;
      const candidate = part.candidateStart[line]! + pair - whole.candidateStart[n]!;
      let top: Found | undefined;
      for (let arc = whole.arcStart[pair]!; arc < whole.arcStart[pair + 1]!; arc++) {
        const quantity = quantityOf(whole, pair, arc, n, lotOf(compiled.lines[n]!.requirement));
        if (quantity === 0) continue;
        const at = part.arcStart[candidate]! + arc - whole.arcStart[pair]!;
        const isUsed = best.solution.flow[at]! >= quantity;
        const max = closedByPins(part, [{ line, candidate }]);
        const other = isUsed
          ? best
          : solved({ ...part, pinned: new Float64Array(part.head.length).fill(quantity, at, at + 1), max }, levels);
        const worth = isUsed ? base : value(other.solution);
        const one = { pair, arc, quantity, worth, base, proved: best.proved && other.proved };
        if (top === undefined || compareWorth(worth, top.worth, levels) < 0) top = one;
      }
      if (top) found.push(top);
    }
  }
  return found;
}

/** One lot or, where there is less room, that; what is single is given whole. */
function quantityOf(
  { demand, max, head, capacity, parent, wholes }: Unpinned,
  pair: number,
  arc: number,
  line: number,
  lot: number,
): number {
  let room = Math.min(max[pair]!, demand[line]!);
  for (let c = head[arc]!; c >= 0; c = parent[c]!) room = Math.min(room, capacity[c]!);
  if (wholes?.single[line] === 1) return room < demand[line]! ? 0 : room;
  return Math.min(lot, room);
}

/** @throws LinkageError `SELF_CHECK_FAILED` */
function solved(problem: Problem, levels: readonly Level[]): { solution: Solution; proved: boolean } {
  const solution = solve(problem, levels);
  const { checks, gaps = [] } = checkSolution(problem, levels, solution);
  throwUnlessOk(checks);
  return { solution, proved: gaps.every((gap) => gap === 0) };
}
