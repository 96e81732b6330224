import { compile } from '../src/compile/compile.js';
import { createNetwork, definePolicy, type Input, match, verify } from '../src/index.js';
import { decode } from '../src/plan/decode.js';
import { LEVELS } from '../src/problem/problem.js';
import { checkSolution } from '../src/proof/check.js';
import { solve } from '../src/solve/solve.js';
import { type Stages, startLaps } from './laps.js';

/** Seconds of every stage from records to a plan, and of verifying that plan from its records again. */
export interface PipeTimes {
  readonly candidates: number;
  readonly stages: Stages;
  readonly verify: number;
  readonly accepted: boolean;
}

/** The stages of `match` one by one, by all levels. */
export function timePipe(input: Input): PipeTimes {
  const { seconds, lap } = startLaps<keyof Stages | 'verify'>();
  const network = lap('createNetwork', createNetwork(input));
  const compiled = lap('compile', compile(network, definePolicy()));
  const solution = lap('solve', solve(compiled.problem, LEVELS));
  const { ok } = lap('check', checkSolution(compiled.problem, LEVELS, solution));
  const plan = lap('decode', decode(compiled, solution, LEVELS));
  const verdict = lap('verify', verify(network, plan));
  const { verify: verifying, ...stages } = seconds;
  return { candidates: compiled.problem.cost.length, stages, verify: verifying, accepted: ok && verdict.ok };
}

/** The pipe as an app runs it. */
export function runPipe(input: Input): unknown {
  return match(createNetwork(input));
}
