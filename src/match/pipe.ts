import * as z from 'zod/mini';
import { compileSteps } from '../compile/compile.js';
import type { Compiled } from '../compile/compiled.js';
import { arrivalsOf } from '../compile/demand/arrivals.js';
import type { PastCoverage } from '../compile/demand/shares.js';
import { type Pin, withPins } from '../compile/pinned.js';
import { limits, readOptions } from '../errors/read-options.js';
import { finish, type Work } from '../kernel/work.js';
import type { Network } from '../model/graph.js';
import type { Society } from '../model/vocabulary.js';
import { decodeSteps } from '../plan/decode.js';
import { promisesOf } from '../plan/encode.js';
import {
  bansSchema,
  checkNetwork,
  historySchema,
  type Method,
  pinsSchema,
  policyOf,
  policyOption,
  societiesSchema,
} from '../plan/options.js';
import { instantSchema, levelsSchema, type Plan, parsePlan } from '../plan/plan.js';
import type { Ban } from '../policy/pair.js';
import type { Policy } from '../policy/policy.js';
import { LEVELS, type Level, type Problem, type Solution } from '../problem/problem.js';
import { checkSolutionSteps } from '../proof/check.js';
import { checkFirstCome } from '../proof/first-come.js';
import { throwUnlessOk } from '../proof/verdict.js';
import { enoughBy, finishAsync, type Limits, type Run, startRun, type Watch } from '../solve/control.js';
import { firstCome } from '../solve/greedy.js';

export interface MatchOptions extends Limits {
  /** Rules, terms, order and fairness; the default policy if absent. */
  readonly policy?: Policy | undefined;
  /** ISO 8601 with offset; by default the network's `asOf`. With neither, time plays no part and the plan says so. */
  readonly now?: string | undefined;
  /** A plan already published: level `keep` takes back as little of it as can be, by `degree` and notice where its linkages have a degree. */
  readonly previous?: Plan | undefined;
  /** Amounts that must be in the plan; everything else is best given them. */
  readonly pins?: readonly Pin[] | undefined;
  /** Pairs that must not be in the plan, whatever the rules say; what they name may be gone. */
  readonly bans?: readonly Ban[] | undefined;
  /** What earlier plans gave to the fair-share classes (`coverageHistory`): level `fair` then counts from there, so that who was last is first. */
  readonly history?: readonly PastCoverage[] | undefined;
  /** Only offers of these may serve, of 三社 say; all five if absent. What that leaves unmet says so, by rule `participation`. */
  readonly societies?: readonly Society[] | undefined;
  /**
   * `greedy`: first come, first served, as it is done by hand, to compare with. Needs take by `reportedAt` (unknown last), then by id, each
   * line from the cheapest offer with room first, and nothing moves again. The plan keeps every rule, cap, pin and ban, claims to be no more
   * than that (`status: 'greedy'`), and heeds neither `levels` nor limits; of `previous` it counts what is withdrawn.
   */
  readonly method?: Method | undefined;
  /** What a plan is judged by, in this order; `rank` cannot be left out. By default all four. */
  readonly levels?: readonly Level[] | undefined;
}

export interface MatchAsyncOptions extends MatchOptions, Watch {}

/** As `match`, with the problem solved by `solve`. */
export function matchNow(network: Network, options: MatchOptions, solve: SolveSteps): Plan {
  checkNetwork(network);
  const given = readOptions(shape, options);
  return finish(matchSteps(network, given, solve), enoughBy(given));
}

/** The search for a problem's solution, in steps. */
export type SolveSteps = (problem: Problem, levels: readonly Level[]) => Work<Solution>;

/** Who solves the problem of a call that is under way. */
export type Solve = (problem: Problem, levels: readonly Level[], run: Run) => Promise<Solution>;

/** As `matchAsync`, with the problem solved by `solve`; `end` may end it as well. */
export async function matchBy(
  network: Network,
  options: MatchAsyncOptions,
  solve: Solve,
  end?: AbortSignal,
): Promise<Plan> {
  checkNetwork(network);
  const given = readOptions({ ...shape, ...watchShape }, options);
  const run = startRun(
    given,
    given,
    [given.signal, end].filter((signal) => signal !== undefined),
  );
  const compiled = await finishAsync(compiledSteps(network, given), run);
  run.stage = 'solve';
  const solution =
    given.method === 'greedy'
      ? await finishAsync(greedySteps(compiled), run)
      : await solve(compiled.problem, levelsOf(given), run);
  run.stage = 'check';
  const gaps = await finishAsync(checkSteps(compiled, solution, given), run);
  run.stage = 'decode';
  return finishAsync(decodeSteps(compiled, solution, levelsOf(given), { method: given.method, gaps }), run);
}

const shape = {
  policy: z.optional(policyOption),
  now: z.optional(instantSchema),
  previous: z.optional(z.unknown()),
  pins: z.optional(pinsSchema),
  bans: z.optional(bansSchema),
  history: z.optional(historySchema),
  societies: z.optional(societiesSchema),
  method: z.optional(z.enum(['optimal', 'greedy'] satisfies Method[])),
  levels: z.optional(levelsSchema),
  ...limits,
};

const watchShape = {
  signal: z.optional(
    z.custom<AbortSignal>(
      (value) => typeof Reflect.get(Object(value), 'throwIfAborted') === 'function',
      'Must be an AbortSignal.',
    ),
  ),
  onProgress: z.optional(
    z.custom<NonNullable<Watch['onProgress']>>((value) => typeof value === 'function', 'Must be a function.'),
  ),
};

/** Options as they are after reading: the previous plan is parsed later, by its own schema. */
type Read = Omit<MatchOptions, 'previous'> & { readonly previous?: unknown };

function* matchSteps(network: Network, options: Read, solve: SolveSteps): Work<Plan> {
  const compiled = yield* compiledSteps(network, options);
  const solution = yield* options.method === 'greedy'
    ? greedySteps(compiled)
    : solve(compiled.problem, levelsOf(options));
  const gaps = yield* checkSteps(compiled, solution, options);
  return yield* decodeSteps(compiled, solution, levelsOf(options), { method: options.method, gaps });
}

function* greedySteps(compiled: Compiled): Work<Solution> {
  return yield* firstCome(compiled.problem, yield* arrivalsOf(compiled));
}

function levelsOf({ levels = LEVELS }: Read): readonly Level[] {
  return levels;
}

function* compiledSteps(network: Network, options: Read): Work<Compiled> {
  const { previous, pins = [] } = options;
  return withPins(
    yield* compileSteps(network, policyOf(options), {
      now: options.now ?? network.getAttribute('asOf'),
      previous: previous === undefined ? undefined : promisesOf(parsePlan(previous)),
      bans: options.bans,
      history: options.history,
    }),
    pins,
  );
}

/**
 * Gives, where there are wholes, what their searches leave open.
 *
 * @throws LinkageError `SELF_CHECK_FAILED`
 */
export function* checkSteps(
  compiled: Compiled,
  solution: Solution,
  options: Read,
): Work<readonly number[] | undefined> {
  const { problem } = compiled;
  const { checks, gaps } = yield* checkSolutionSteps(
    problem,
    solution.proved,
    solution,
    options.method === 'greedy' ? [] : levelsOf(options),
  );
  if (options.method === 'greedy') checks.push(yield* checkFirstCome(problem, yield* arrivalsOf(compiled), solution));
  throwUnlessOk(checks);
  return gaps;
}
