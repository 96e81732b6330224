import * as z from 'zod';
import { compile } from './compile/compile.js';
import { LEVELS, type Level } from './compile/problem.js';
import { LinkageError } from './errors.js';
import type { Network } from './model/graph.js';
import { decode } from './plan/decode.js';
import { promisesOf } from './plan/encode.js';
import { checkNetwork, policyOption, readOptions } from './plan/options.js';
import { instantSchema, levelsSchema, type Plan, parsePlan } from './plan/plan.js';
import { defaultPolicy, type Policy } from './policy/policy.js';
import { checkSolution } from './proof/check.js';
import { solve } from './solve/solve.js';

export interface MatchOptions {
  /** Rules, terms, order and fairness; the default policy if absent. */
  readonly policy?: Policy | undefined;
  /** ISO 8601 with offset; by default the network's `asOf`. With neither, time plays no part and the plan says so. */
  readonly now?: string | undefined;
  /** A plan already published: level `keep` takes back as little of it as can be. */
  readonly previous?: Plan | undefined;
  /** What a plan is judged by, in this order; `rank` cannot be left out. By default all four. */
  readonly levels?: readonly Level[] | undefined;
}

const shape = {
  policy: policyOption.optional(),
  now: instantSchema.optional(),
  previous: z.unknown().optional(),
  levels: levelsSchema.optional(),
};

/**
 * The best plan for a network: urgent first, fair within a rank, promises kept, best fit. Shortage is no error; what stays
 * unmet is in the plan, with its reason. The same records in any order give the same plan, byte for byte, on any machine.
 *
 * @throws LinkageError before work starts: `INVALID_NETWORK`, `INVALID_OPTIONS`, `INVALID_PLAN` (of `previous`), `CROSSING_CAPS`,
 *   `TEAMS_NOT_SUPPORTED`, `SUM_TOO_LARGE`, `COST_TOO_LARGE`, `CANDIDATES_TOO_MANY`, `BAD_RULE`, `BAD_TERM`; and
 *   `SELF_CHECK_FAILED` instead of a plan whose proof does not hold, which is a fault of this library: please report it.
 */
export function match(network: Network, options: MatchOptions = {}): Plan {
  checkNetwork(network);
  const { policy, now, previous, levels = [...LEVELS] } = readOptions(shape, options);
  const compiled = compile(network, policy ?? defaultPolicy, {
    now: now ?? network.getAttribute('asOf'),
    previous: previous === undefined ? undefined : promisesOf(parsePlan(previous)),
  });
  const solution = solve(compiled.problem, levels);
  const { ok, checks } = checkSolution(compiled.problem, levels, solution);
  if (!ok) {
    const failed = checks.filter((check) => !check.ok);
    throw new LinkageError(
      'SELF_CHECK_FAILED',
      'The plan did not pass its own check and is withheld.',
      failed.map(({ name, detail }) => ({
        code: 'SELF_CHECK_FAILED',
        path: [name],
        value: undefined,
        message: detail,
      })),
    );
  }
  return decode(compiled, solution, levels);
}
