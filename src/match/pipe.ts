import * as z from 'zod/mini';
import type { Compiled } from '../compile/compiled.js';
import { arrivalsOf } from '../compile/demand/arrivals.js';
import { functionOption, readOptions } from '../errors/read-options.js';
import { says } from '../errors/zod-issues.js';
import { finish, type Stoppable, type Work } from '../kernel/work.js';
import type { Network } from '../model/graph.js';
import { decodeSteps } from '../plan/decode.js';
import { compiledBefore, compiledForSteps, type Made, madeWith } from '../plan/made.js';
import { checkNetwork } from '../plan/options.js';
import type { Plan } from '../plan/plan.js';
import { LEVELS, type Level, type Problem, type Solution } from '../problem/problem.js';
import { checkSolutionSteps, type SolutionVerdict } from '../proof/check.js';
import { checkFirstCome } from '../proof/first-come.js';
import { throwUnlessOk } from '../proof/verdict.js';
import { enoughBy, finishAsync, type Run, startRun, type Watch } from '../solve/control.js';
import { firstCome } from '../solve/greedy.js';

export interface MatchAsyncOptions extends Made, Watch {}

/** As `match`, with the problem solved by `solve`. */
export function matchNow(network: Network, options: Made, solve: SolveSteps): Plan {
  checkNetwork(network);
  const given = readOptions(madeWith, options);
  return finish(matchSteps(network, given, solve), enoughBy(given));
}

/** As `matchBeside`, with the problem solved by `solve`. */
export function matchAgain(network: Network, options: Made, solve: SolveSteps): Plan {
  const given = readOptions(madeWith, options);
  const compiled = compiledBefore(network, given, nowOf(network, given));
  return finish(solvedSteps(compiled, given, solve, true), enoughBy(given));
}

/** The search for a problem's solution, in steps. */
export type SolveSteps = (problem: Problem, levels: readonly Level[]) => Stoppable<Solution>;

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
  const given = readOptions({ ...madeWith, ...watchShape }, options);
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
  const judged = await finishAsync(checkSteps(compiled, solution, given), run);
  run.stage = 'decode';
  return finishAsync(decodeSteps(compiled, solution, levelsOf(given), { method: given.method, ...judged }), run);
}

const watchShape = {
  signal: z.optional(
    z.custom<AbortSignal>(
      (value) => typeof Reflect.get(Object(value), 'throwIfAborted') === 'function',
      says('INVALID_OPTION', 'an AbortSignal'),
    ),
  ),
  onProgress: z.optional(functionOption<NonNullable<Watch['onProgress']>>()),
};

function* matchSteps(network: Network, options: Made, solve: SolveSteps): Stoppable<Plan> {
  return yield* solvedSteps(yield* compiledSteps(network, options), options, solve);
}

function* solvedSteps(compiled: Compiled, options: Made, solve: SolveSteps, brief = false): Stoppable<Plan> {
  const solution = yield* options.method === 'greedy'
    ? greedySteps(compiled)
    : solve(compiled.problem, levelsOf(options));
  const judged = yield* checkSteps(compiled, solution, options);
  return yield* decodeSteps(compiled, solution, levelsOf(options), { method: options.method, ...judged, brief });
}

function* greedySteps(compiled: Compiled): Work<Solution> {
  return yield* firstCome(compiled.problem, yield* arrivalsOf(compiled));
}

function levelsOf({ levels = LEVELS }: Made): readonly Level[] {
  return levels;
}

const nowOf = (network: Network, { now }: Made): string | undefined => now ?? network.getAttribute('asOf');

function compiledSteps(network: Network, made: Made): Work<Compiled> {
  return compiledForSteps(network, made, nowOf(network, made));
}

/**
 * Gives what searches leave open.
 *
 * @throws LinkageError `SELF_CHECK_FAILED`
 */
export function* checkSteps(
  compiled: Compiled,
  solution: Solution,
  options: Made,
): Work<Pick<SolutionVerdict, 'gaps' | 'bounds'>> {
  const { problem } = compiled;
  const { checks, gaps, bounds } = yield* checkSolutionSteps(
    problem,
    solution.proved,
    solution,
    options.method === 'greedy' ? [] : levelsOf(options),
  );
  if (options.method === 'greedy') checks.push(yield* checkFirstCome(problem, yield* arrivalsOf(compiled), solution));
  throwUnlessOk(checks);
  return { ...(gaps && { gaps }), ...(bounds && { bounds }) };
}
