import { compile } from '../compile/compile.js';
import type { Compiled } from '../compile/compiled.js';
import type { PastCoverage } from '../compile/demand/shares.js';
import { withPins } from '../compile/pinned.js';
import { LinkageError } from '../errors/linkage-error.js';
import type { Network } from '../model/graph.js';
import { takenLines, toldLines } from '../plan/choice.js';
import { encode, promisesOf } from '../plan/encode.js';
import { type MadeWith, policyOf } from '../plan/options.js';
import { type Plan, parsePlan } from '../plan/plan.js';
import { type Usage, usageOf } from '../plan/usage.js';
import type { Policy } from '../policy/policy.js';
import { type Sight, sightOf } from './sight.js';

/** A plan laid over its problem: what all explanations and measures read. */
export interface View {
  readonly network: Network;
  readonly plan: Plan;
  readonly policy: Policy;
  readonly compiled: Compiled;
  /** What earlier plans gave to fair-share classes. */
  readonly history: readonly PastCoverage[];
  readonly usage: Usage;
  /** Where lines come together, per line, 0: its option is not taken. */
  readonly taken?: Uint8Array | undefined;
  /** Where needs have patterns, per line, 0: another pattern stands for its own. */
  readonly told?: Uint8Array | undefined;
  readonly sight: Sight;
}

/**
 * Reads the plan and compiles the network again: O(candidates).
 *
 * @throws LinkageError `PLAN_MISMATCH` if the plan gives what this network and policy do not allow, or less than the pins ask for;
 * `INVALID_PLAN`, `INVALID_PINS`
 */
export function viewOf(network: Network, given: unknown, made: MadeWith): View {
  const { previous, pins = [], bans = [], history = [] } = made;
  const policy = policyOf(made);
  const promises = previous === undefined ? undefined : promisesOf(parsePlan(previous));
  const plan = parsePlan(given);
  const { now } = plan;
  const free = compile(network, policy, { now, previous: promises, bans, history });
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
  const option = optionsIn(plan, compiled);
  return {
    network,
    plan,
    policy,
    compiled,
    history,
    usage,
    taken: option && takenLines(compiled.problem, option),
    told: toldLines(compiled.problem, option, usage),
    sight: sightOf(network, policy, now, bans),
  };
}

/** Which option of each whole the plan says it takes. */
function optionsIn({ certificate }: Plan, { problem: { wholes } }: Compiled): Int32Array | undefined {
  if (!wholes) return undefined;
  const option = Int32Array.from(certificate.teams?.option ?? []);
  const { optionStart } = wholes;
  const isOwn = (o: number, t: number) => o === -1 || (o >= optionStart[t]! && o < optionStart[t + 1]!);
  if (option.length === wholes.rank.length && option.every(isOwn)) return option;
  throw new LinkageError(
    'PLAN_MISMATCH',
    'This plan is of another network or policy: what it takes of needs that are met whole is not theirs.',
  );
}
