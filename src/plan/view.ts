import { compile } from '../compile/compile.js';
import type { Compiled } from '../compile/compiled.js';
import { withPins } from '../compile/pinned.js';
import { LinkageError } from '../errors.js';
import type { Network } from '../model/graph.js';
import type { Policy } from '../policy/policy.js';
import { encode, promisesOf } from './encode.js';
import { type MadeWith, policyOf } from './options.js';
import { type Plan, parsePlan } from './plan.js';
import { type Sight, sightOf } from './sight.js';
import { type Usage, usageOf } from './usage.js';

/** A plan laid over its problem: what all explanations and measures read. */
export interface View {
  readonly network: Network;
  readonly plan: Plan;
  readonly policy: Policy;
  readonly compiled: Compiled;
  readonly usage: Usage;
  readonly sight: Sight;
}

/**
 * Reads the plan and compiles the network again: O(candidates).
 *
 * @throws LinkageError `PLAN_MISMATCH` if the plan gives what this network and policy do not allow, or less than the pins ask for;
 * `INVALID_PLAN`, `INVALID_PINS`
 */
export function viewOf(network: Network, given: unknown, made: MadeWith): View {
  const { previous, pins = [], bans = [] } = made;
  const policy = policyOf(made);
  const promises = previous === undefined ? undefined : promisesOf(parsePlan(previous));
  const plan = parsePlan(given);
  const { now } = plan;
  const free = compile(network, policy, { now, previous: promises, bans });
  const { flow, strangers } = encode(free, plan);
  if (strangers.length > 0) {
    const message = `This plan is of another network or policy: it gives ${strangers.length} times what they do not allow.`;
    throw new LinkageError(
      'PLAN_MISMATCH',
      `${message} First: ${strangers[0]}. Maybe pass the policy, bans and societies it was made with.`,
    );
  }
  const compiled = withPins(free, pins);
  if (compiled.problem.pinned?.some((units, arc) => flow[arc]! < units)) {
    throw new LinkageError(
      'PLAN_MISMATCH',
      'This plan gives less than the pins ask for. Maybe pass the pins it was made with.',
    );
  }
  const usage = usageOf(compiled.problem, flow);
  return { network, plan, policy, compiled, usage, sight: sightOf(network, policy, now, bans) };
}
