import { compile } from '../compile/compile.js';
import type { Compiled } from '../compile/compiled.js';
import { LinkageError } from '../errors.js';
import type { Network } from '../model/graph.js';
import type { Ban } from '../policy/pair.js';
import type { Policy } from '../policy/policy.js';
import { encode, promisesOf } from './encode.js';
import type { Plan } from './plan.js';
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
 * Compiles the network again: O(candidates).
 *
 * @throws LinkageError `PLAN_MISMATCH` if the plan gives what this network and policy do not allow
 */
export function viewOf(
  network: Network,
  plan: Plan,
  policy: Policy,
  previous?: Plan | undefined,
  bans: readonly Ban[] = [],
): View {
  const { now } = plan;
  const compiled = compile(network, policy, { now, previous: previous && promisesOf(previous), bans });
  const { flow, strangers } = encode(compiled, plan);
  if (strangers.length > 0) {
    const message = `This plan is of another network or policy: it gives ${strangers.length} times what they do not allow.`;
    throw new LinkageError(
      'PLAN_MISMATCH',
      `${message} First: ${strangers[0]}. Maybe pass the policy and bans it was made with.`,
    );
  }
  const usage = usageOf(compiled.problem, flow);
  return { network, plan, policy, compiled, usage, sight: sightOf(network, policy, now, bans) };
}
