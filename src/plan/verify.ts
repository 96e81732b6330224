import { compile } from '../compile/compile.js';
import { type Pin, withPins } from '../compile/pinned.js';
import type { Prices } from '../compile/problem.js';
import { LinkageError } from '../errors.js';
import type { Network } from '../model/graph.js';
import type { Ban } from '../policy/pair.js';
import { defaultPolicy, type Policy } from '../policy/policy.js';
import { type Check, checkSolution, type Verdict } from '../proof/check.js';
import { decode } from './decode.js';
import { firstDifference } from './difference.js';
import { digestOf } from './digest.js';
import { encode, promisesOf } from './encode.js';
import { checkNetwork, madeWith, readOptions } from './options.js';
import { type Certificate, type Plan, parsePlan } from './plan.js';
import { chosenOf, proofOfTeams } from './teams.js';

export interface VerifyOptions {
  /** The policy the plan was made with; the default one if absent. */
  readonly policy?: Policy | undefined;
  /** The previous plan that this one was made against. */
  readonly previous?: Plan | undefined;
  /** The pins it was made with. */
  readonly pins?: readonly Pin[] | undefined;
  /** The bans it was made with. */
  readonly bans?: readonly Ban[] | undefined;
}

/**
 * Checks a plan from the records alone: that it belongs to this network, breaks no rule and no capacity, is the best there
 * is on every level it names, and that every figure and reason it reports is so. Exact, without tolerance; imports
 * nothing of the solver. O(candidates) after compiling.
 *
 * Whatever is passed as the plan, the answer is a verdict, never an exception. `plan.now` is taken as the plan says.
 *
 * @throws LinkageError only for a network, options or a policy that cannot be used.
 */
export function verify(network: Network, plan: unknown, options: VerifyOptions = {}): Verdict {
  checkNetwork(network);
  const { policy, previous, pins, bans } = readOptions(madeWith, options);
  const promises = previous === undefined ? undefined : promisesOf(parsePlan(previous));
  const checks: Check[] = [];
  /** Notes what was checked; a fault is what is wrong, in words. */
  const note = (name: string, fault: string | undefined) => {
    checks.push({ name, ok: fault === undefined, detail: fault ?? '' });
    return fault === undefined;
  };
  const verdict = () => ({ ok: checks.every((check) => check.ok), checks });

  const { claimed, refusal } = read(plan);
  if (!note('shape', refusal) || claimed === undefined) return verdict();

  const compiled = withPins(
    compile(network, policy ?? defaultPolicy, { now: claimed.now, previous: promises, bans }),
    pins ?? [],
  );
  const same = digestOf(compiled, claimed.levels) === claimed.certificate.digest;
  const other = 'The plan was made for other records, another policy, time, levels or previous plan.';
  if (!note('instance', same ? undefined : other)) return verdict();

  const { flow, strangers } = encode(compiled, claimed);
  const unknown = `${strangers.length} allocations are no candidates or named twice. First: ${strangers[0]}.`;
  if (!note('candidates', strangers.length === 0 ? undefined : unknown)) return verdict();

  const proved = claimed.provedLevels;
  const { teams } = claimed.certificate;
  const chosen = chosenOf(claimed.certificate, compiled.problem);
  if (chosen && !note('choice', firstDifference(teams, proofOfTeams(chosen), ['certificate', 'teams'])))
    return verdict();
  const solution = { flow, prices: pricesOf(claimed.certificate), proved, ...(chosen && { chosen }) };
  const judged = checkSolution(compiled.problem, proved, solution, claimed.levels);
  checks.push(...judged.checks);
  // What is wrong with a choice cannot be told apart from it.
  if (chosen && !judged.gaps) return verdict();

  const found = decode(compiled, solution, claimed.levels, judged.gaps);
  for (const part of REPORTED) note(part, firstDifference(claimed[part], found[part], [part]));
  return verdict();
}

/** What follows from the allocations, and is compared with what does follow. */
const REPORTED = [
  'status',
  'timeRules',
  'linkages',
  'unmet',
  'coverage',
  'teams',
  'withdrawn',
  'cost',
  'costScale',
] as const;

function read(plan: unknown): { claimed?: Plan; refusal?: string } {
  try {
    return { claimed: parsePlan(plan) };
  } catch (error) {
    return { refusal: error instanceof LinkageError ? error.message : 'It cannot be read.' };
  }
}

function pricesOf({ marks, position, keep, cost }: Certificate): Prices {
  return {
    marks,
    position: Int32Array.from(position),
    keep: Float64Array.from(keep),
    cost: Float64Array.from(cost),
  };
}
