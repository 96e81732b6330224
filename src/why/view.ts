import isEqual from 'lodash-es/isEqual.js';
import type { Compiled } from '../compile/compiled.js';
import { LinkageError } from '../errors/linkage-error.js';
import { readOptions } from '../errors/read-options.js';
import type { Network } from '../model/graph.js';
import { certified, leavesOf } from '../plan/certificate.js';
import { reportedLines, takenLines } from '../plan/choice.js';
import { encode } from '../plan/encode.js';
import { compiledBefore, contentsOf, hasStill, type Made, madeWith, policyOf } from '../plan/made.js';
import { checkNetwork } from '../plan/options.js';
import { type Plan, parsePlan } from '../plan/plan.js';
import { type Usage, usageOf } from '../plan/usage.js';
import type { Policy } from '../policy/policy.js';
import { asSplit } from '../problem/crossing.js';
import type { Choice, Split } from '../problem/problem.js';
import { type Sight, sightOf } from './sight.js';

/** A plan laid over its problem: what all explanations and measures read. */
export interface View {
  readonly network: Network;
  readonly plan: Plan;
  readonly made: Made;
  /** Of `made`, its societies taken in. */
  readonly policy: Policy;
  readonly compiled: Compiled;
  readonly usage: Usage;
  /** Where lines come together, what was chosen. Of candidates in the numbers of what was compiled for the plan. */
  readonly choice?: Choice | undefined;
  /** Per line, 0: its option is not taken. */
  readonly taken?: Uint8Array | undefined;
  /** Where needs have patterns, per line, 0: another pattern stands for its own. */
  readonly reported?: Uint8Array | undefined;
  readonly sight: Sight;
}

/** What {@link readPlan} gave, with the contents of the network as they were. */
const known = new WeakMap<object, { readonly view: View; readonly contents: readonly unknown[] }>();

/**
 * A plan read once for many questions: `explain`, `measures`, `report`, `planTables` … take what it returns in place of the plan and compile nothing, as long as the network
 * has the same records; what the plan was made with need not be passed to them again. It is a frozen copy of the plan. Records are not to be written into.
 * O(candidates)
 *
 * @throws LinkageError `PLAN_MISMATCH` (of other records, or made with other options), `INVALID_PLAN`, `INVALID_PINS`, `INVALID_OPTIONS`, `INVALID_NETWORK`
 *
 * @example
 * const read = readPlan(network, plan, { policy });
 * for (const { need } of read.unmet) console.log(sentences(explain(network, read, { need }), 'en'));
 */
export function readPlan(network: Network, plan: Plan, made: Made = {}): Plan {
  return kept(readView(network, plan, made));
}

/** As {@link readPlan}, of a plan that was just made here: it is frozen as it is, neither checked nor copied. `made`: as {@link viewOf}. */
export function readOwnPlan(network: Network, plan: Plan, made: Made): Plan {
  checkNetwork(network);
  return kept(viewed(network, plan, made, compiledBefore(network, made, plan.now)));
}

function kept(view: View): Plan {
  if (!known.has(view.plan)) known.set(freeze(view.plan), { view, contents: contentsOf(view.network) });
  return view.plan;
}

/** As {@link viewOf}, of what a caller passed. */
export function readView(network: Network, plan: unknown, options: Made): View {
  checkNetwork(network);
  return viewOf(network, plan, readOptions(madeWith, options));
}

/**
 * The plan, checked to be of this network and made with these options. Compiles, O(candidates), unless {@link readPlan} has.
 *
 * @param options what it was made with, read
 * @throws LinkageError `PLAN_MISMATCH` unless its digest is that of the problem, and it gives what is allowed, and no less than the pins; `INVALID_PLAN`, `INVALID_PINS`
 */
export function viewOf(network: Network, given: unknown, options: Made): View {
  const before = known.get(Object(given));
  const isLeftOut = Object.values(options).every((value) => value === undefined);
  const made = before && isLeftOut ? before.view.made : options;
  if (before?.view.network === network && isEqual(made, before.view.made)) {
    if (hasStill(network, before.contents)) return before.view;
  }
  const plan = parsePlan(given);
  const compiled = compiledBefore(network, made, plan.now);
  if (!leavesOf(compiled, plan)) throw mismatch('its digest is of another problem');
  return viewed(network, plan, made, compiled);
}

/** The network that a plan was read with, if {@link readPlan} has. */
export function networkOf(plan: Plan): Network | undefined {
  return known.get(plan)?.view.network;
}

/** As {@link viewOf}, of a network that has more than the plan's, which was checked with its own. */
export function viewWithin(network: Network, { plan, made, choice }: View): View {
  return viewed(network, plan, made, compiledBefore(network, made, plan.now), { ...(choice && { choice }) });
}

/** All views of what was compiled once see the same. */
const sights = new WeakMap<Compiled, Sight>();

function sightIn(compiled: Compiled, make: () => Sight): Sight {
  const sight = sights.get(compiled) ?? make();
  sights.set(compiled, sight);
  return sight;
}

function viewed(
  network: Network,
  plan: Plan,
  made: Made,
  whole: Compiled,
  { choice, split }: Decided = decidedOf(whole, plan),
): View {
  const { flow, strangers } = encode(whole, plan);
  const compiled = { ...whole, problem: asSplit(whole.problem, flow, split) };
  if (strangers.length > 0) throw mismatch(`it gives what may not be: ${strangers[0]}`);
  if (compiled.problem.pinned?.some((units, arc) => flow[arc]! < units)) throw mismatch('it gives less than the pins');
  const policy = policyOf(made);
  const usage = usageOf(compiled.problem, flow);
  return {
    network,
    plan,
    made,
    policy,
    compiled,
    usage,
    ...(choice && { choice, taken: takenLines(compiled.problem, choice.option) }),
    reported: reportedLines(compiled.problem, choice?.option, usage, plan.provedLevels.includes('rank')),
    sight: sightIn(whole, () => sightOf(network, policy, plan.now, made.bans ?? [])),
  };
}

interface Decided {
  readonly choice?: Choice;
  readonly split?: Split;
}

/** What the plan says was decided on needs met whole, and on capacities that cross. */
function decidedOf(compiled: Compiled, plan: Plan): Decided {
  if (!compiled.problem.wholes && !compiled.problem.crossing) return {};
  const certificate = certified(compiled, plan);
  if (typeof certificate === 'string') throw mismatch(certificate);
  const { chosen, split } = certificate;
  if (compiled.problem.wholes && !chosen) throw mismatch('it says nothing of needs that are met whole');
  return { ...(chosen && { choice: chosen.choice }), ...(split && { split }) };
}

function mismatch(why: string): LinkageError {
  return new LinkageError(
    'PLAN_MISMATCH',
    `This plan is of other records, or was made with another policy, previous plan, pins, bans, history or societies: ${why}. Maybe pass the network as it was then, and what the plan was made with.`,
  );
}

function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  for (const one of Object.values(value)) freeze(one);
  return Object.freeze(value);
}
