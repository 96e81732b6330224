import { match } from '../match/match.js';
import type { Network } from '../model/graph.js';
import type { Amended, Register } from '../model/register.js';
import type { Made } from '../plan/made.js';
import type { Plan } from '../plan/plan.js';
import { type GivenAndShort, givenAndShort, type PlanDiff } from '../plan/plan-diff.js';

/** What a session is opened with: what {@link match} takes, but for limits and `method`. */
export interface LiveOptions extends Omit<Made, 'method' | 'timeLimit' | 'workLimit'> {}

/** What has happened: records amended already, and what the plan is made by from now on. */
export interface Step {
  readonly amended: Amended;
  readonly options: LiveOptions;
  readonly register: Register;
  /** The network as it is now. O(records) when asked for the first time. */
  readonly network: () => Network;
}

/** Keeps a plan in step with what happens. */
export interface Engine {
  /** The whole plan; made when asked for. */
  plan(): Plan;
  /** What the plan gives and lacks. O(lines) */
  standing(): GivenAndShort;
  /** Goes one step and gives what it changes; `undefined` where it cannot go it, and is no longer of use. One that throws has not moved. */
  apply(step: Step): PlanDiff | undefined;
}

/** Matches the whole, and can go no step. */
export function wholeEngine(network: Network, options: LiveOptions): Engine {
  const plan = match(network, options);
  return { plan: () => plan, standing: () => givenAndShort(plan), apply: () => undefined };
}
