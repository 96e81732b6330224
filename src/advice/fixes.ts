import * as z from 'zod/mini';
import { faultOf } from '../errors/findings.js';
import { LinkageError } from '../errors/linkage-error.js';
import { readOptions } from '../errors/read-options.js';
import { finish } from '../kernel/work.js';
import { withProviders } from '../model/extend.js';
import { type Network, providerKey } from '../model/graph.js';
import { type Made, madeWith } from '../plan/made.js';
import { checkNetwork } from '../plan/options.js';
import type { Plan } from '../plan/plan.js';
import { startRun } from '../solve/control.js';
import { linesOfNeed } from '../why/explain-need.js';
import { numbersIn } from '../why/lookups.js';
import { namesOf } from '../why/names-of.js';
import { type View, viewOf, viewWithin } from '../why/view.js';
import type { Fixes, FixTarget } from './advice.js';
import { confirmed } from './confirm.js';
import { type FixGoal, farthest, goalOfLines, goalOfRanks, openIn, type PlanState, planState } from './goal.js';
import { bought, type Offered, offeredIn, type Purchasable, purchasableSchema } from './purchasable.js';
import type { Ware } from './purchase.js';
import { boughtRecords, reachedIn, servesOf } from './reached.js';

export interface FixOptions extends Made {
  /** What can be had for money. */
  readonly prices: readonly Purchasable[];
  readonly target: FixTarget;
}

const shape = {
  ...madeWith,
  prices: z.array(purchasableSchema),
  target: z.union([
    z.strictObject({ need: z.string() }),
    z.strictObject({ rank: z.array(z.number()) }),
    z.strictObject({ budget: z.int().check(z.gte(0)) }),
  ]),
};

/**
 * The cheapest capacity that reaches a target, proved, and the plan that `match` makes once it is really there.
 *
 * - `{ need }`: all that can be had of it. A need that is met whole or not at all, or one whose lines are, is to be met whole, by whichever pattern is cheapest.
 * - `{ rank }`: all that can be had of that rank, but no more needs that are met whole or not at all.
 * - `{ budget }`: the most of the first rank, then of the second and so on, for at most that; and the cheapest way to as much.
 *
 * What is kept. Of a need or a rank: the set is the cheapest for which some plan serves the target and covers of *every* other requirement at least what `plan`
 * covers. `match` decides by rank and fairness who gets what is bought. Where that serves the target and takes nothing from a requirement of a better rank, it is `plan` of the
 * answer, and `pins` is empty; else `pins` hold the plan that proves the price, and with them nobody whom it could concern gets less. Needs met whole stay met, in that plan by the same pattern. Of a
 * budget: no rank gets less, and `match` shares as it always does.
 *
 * Exact where lots are one unit: then each step is a minimum-cost flow. Lots, and what is met whole or not at all, make it a search that proves a bound and
 * always ends: after at most 2000 flows for a figure, or where `timeLimit` or `workLimit` (as of `match`) stop it; `status` says whether it came to its end
 * before, and `bound` what is proved all the same. Where the times of providers cross (`plan.time`) the search looks past that: it is `bounded`, and `reached` says what its
 * choice reaches. Compiles the network with all that can be bought; O(log units) flows for every figure, and three compilations
 * and a match. The limits are for the searches, that of the match too; compiling and writing the plan take what they take.
 *
 * @throws LinkageError as `explain`; `INVALID_OPTIONS` also for what is wrong with the prices; `SUM_TOO_LARGE`
 */
export function cheapestFixes(network: Network, plan: Plan, options: FixOptions): Fixes {
  checkNetwork(network);
  const { prices, target, timeLimit, workLimit, ...made } = readOptions(shape, options);
  const run = startRun({ timeLimit, workLimit }, {}, []);
  const checked = viewOf(network, plan, made);
  const offered = offeredIn(network, prices);
  const providers = offered.map(({ provider }) => provider);
  const view = viewWithin(withProviders(network, providers), checked);
  const standing = planState(view);
  const wares = waresOf(view, offered);
  const goal = goalFor(view, standing, wares, target);
  const budget = 'budget' in target ? target.budget : Number.POSITIVE_INFINITY;
  const found = finish(farthest(goal, wares, budget), (done) => {
    run.done = done;
    return run.enough(done);
  });
  const { lots, price } = found.best;
  const had = offered.flatMap((one, i) => (lots[i]! > 0 ? [bought(one, lots[i]!)] : []));
  const then = withProviders(network, had);
  const { pins, result } = confirmed(view, then, standing, wares, goal, found, run.left);
  const fixes = offered.flatMap(({ fix: { id, kind }, provider: { offers }, key, lot, price: each }, i) => {
    const count = lots[i]!;
    if (count === 0) return [];
    const { capabilities, unit } = offers[0]!;
    const bill = { lots: count, quantity: count * lot, price: count * each };
    return [
      { id, kind, provider: key, capability: capabilities[0]!.code, unit, ...bill, serves: servesOf(result, key) },
    ];
  });
  const keys = fixes.flatMap(({ provider, capability }) => [provider, `capability:${capability}`]);
  return {
    about: 'fixes',
    status: found.proved && !plan.time && !result.time ? 'optimal' : 'bounded',
    target,
    fixes,
    price,
    bound: found.bound,
    reached: reachedIn(view.plan, result, target),
    records: boughtRecords(offered, lots),
    pins,
    plan: result,
    names: namesOf(then, keys),
  };
}

/** Each has one offer, whose cap is a root. */
function waresOf({ compiled: { caps, problem } }: View, offered: readonly Offered[]): Ware[] {
  const roots = new Map(caps.flatMap((cap, c) => (problem.parent[c] === -1 ? [[providerKey(cap.provider), c]] : [])));
  return offered.map(({ key, lot, lots, price }) => ({ cap: roots.get(key)!, lot, lots, price }));
}

/** What the target stands for. */
function goalFor(view: View, standing: PlanState, wares: readonly Ware[], target: FixTarget): FixGoal {
  const { compiled } = view;
  if ('budget' in target) return goalOfRanks(standing, wares);
  const { rank } = compiled.problem;
  if ('rank' in target) {
    const wanted = compiled.ranks.findIndex((one) => one.join() === target.rank.join());
    if (wanted < 0) {
      const ranks = compiled.ranks.map((one) => `[${one}]`).join(', ');
      const message = `expected one of ${ranks}, found [${target.rank}].`;
      const fault = faultOf(['DANGLING_REFERENCE', message], ['target', 'rank'], target.rank);
      throw new LinkageError('INVALID_OPTIONS', 'This target cannot be reached.', [fault]);
    }
    const own = [...rank.keys()].filter((n) => rank[n] === wanted);
    return goalOfLines(standing, own);
  }
  const lines = linesOfNeed(view, target.need).flatMap((line) => numbersIn(view).get(line) ?? []);
  return goalOfLines(standing, lines, openIn(standing, lines));
}
