import { z } from 'zod';
import { compile } from '../compile/compile.js';
import type { Prices } from '../compile/problem.js';
import { LinkageError } from '../errors.js';
import type { Network } from '../model/graph.js';
import { defaultPolicy, type Policy } from '../policy/policy.js';
import { type Check, checkSolution } from '../proof/check.js';
import { decode } from './decode.js';
import { firstDifference } from './difference.js';
import { digestOf } from './digest.js';
import { encode, promisesOf } from './encode.js';
import { policyOption, readOptions } from './options.js';
import { type Certificate, type Plan, parsePlan } from './plan.js';

export interface VerifyOptions {
  /** The policy the plan was made with; the default one if absent. */
  readonly policy?: Policy | undefined;
  /** The previous plan that this one was made against. */
  readonly previous?: Plan | undefined;
}

export interface Verdict {
  /** All checks passed. */
  readonly ok: boolean;
  /** In order; later ones are left out where an earlier failure makes them pointless. */
  readonly checks: readonly Check[];
}

/**
 * Checks a plan from the records alone: that it belongs to this network, breaks no rule and no capacity, is the best there
 * is on every level it names, and that every figure and reason it reports is so. Exact, without tolerance; shares no code
 * with the solver. O(candidates) after compiling.
 *
 * Whatever is passed as the plan, the answer is a verdict, never an exception. `plan.now` is taken as the plan says.
 *
 * @throws LinkageError only for options, records or a policy that cannot be used.
 */
export function verify(network: Network, plan: unknown, options: VerifyOptions = {}): Verdict {
  const { policy, previous } = readOptions({ policy: policyOption.optional(), previous: z.unknown() }, options);
  const promises = previous === undefined ? undefined : promisesOf(parsePlan(previous));
  const checks: Check[] = [];
  const pass = (name: string, ok: boolean, detail: string) => {
    checks.push({ name, ok, detail });
    return ok;
  };
  const verdict = () => ({ ok: checks.every((check) => check.ok), checks });

  let claimed: Plan;
  try {
    claimed = parsePlan(plan);
  } catch (error) {
    pass('shape', false, error instanceof LinkageError ? error.message : String(error));
    return verdict();
  }
  pass('shape', true, 'The plan is complete and well formed.');

  const compiled = compile(network, policy ?? defaultPolicy, { now: claimed.now, previous: promises });
  const own = digestOf(compiled, claimed.levels);
  const same = own === claimed.certificate.digest;
  if (!pass('instance', same, same ? own : 'The plan was made for other records, policy, time or previous plan.')) {
    return verdict();
  }

  const { flow, strangers } = encode(compiled, claimed);
  const known = strangers.length === 0;
  const detail = known
    ? 'Every allocation is a candidate.'
    : `Not candidates, or named twice: ${strangers.join('; ')}.`;
  if (!pass('candidates', known, detail)) return verdict();

  const prices = pricesOf(claimed.certificate);
  for (const check of checkSolution(compiled.problem, claimed.levels, { flow, prices }).checks) checks.push(check);

  const found = decode(compiled, { flow, prices }, claimed.levels);
  for (const part of [
    'status',
    'timeRules',
    'linkages',
    'unmet',
    'coverage',
    'withdrawn',
    'cost',
    'costScale',
  ] as const) {
    const difference = firstDifference(claimed[part], found[part], [part]);
    pass(part, difference === undefined, difference ?? 'As the data say.');
  }
  return verdict();
}

function pricesOf({ ordinals, position, keep, cost }: Certificate): Prices {
  return {
    ordinals,
    position: Int32Array.from(position),
    keep: Float64Array.from(keep),
    cost: Float64Array.from(cost),
  };
}
