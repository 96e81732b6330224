import { compile } from '../src/compile/compile.js';
import { LEVELS } from '../src/compile/problem.js';
import { createNetwork, definePolicy, type Input, match, verify } from '../src/index.js';
import { decode } from '../src/plan/decode.js';
import { checkSolution } from '../src/proof/check.js';
import { solve } from '../src/solve/solve.js';

/** Seconds of every stage from records to a plan, and of verifying that plan from its records again. */
export interface PipeTimes {
  readonly candidates: number;
  readonly stages: Readonly<Record<'createNetwork' | 'compile' | 'solve' | 'check' | 'decode', number>>;
  readonly verify: number;
  readonly accepted: boolean;
}

/** The stages of `match` one by one, by all levels. */
export function timePipe(input: Input): PipeTimes {
  const laps = [performance.now()];
  const lap = <T>(value: T): T => {
    laps.push(performance.now());
    return value;
  };
  const network = lap(createNetwork(input));
  const compiled = lap(compile(network, definePolicy()));
  const solution = lap(solve(compiled.problem, LEVELS));
  const { ok } = lap(checkSolution(compiled.problem, LEVELS, solution));
  const plan = lap(decode(compiled, solution, LEVELS));
  const verdict = lap(verify(network, plan));
  const [createNetworkTime, compileTime, solveTime, check, decodeTime, verifyTime] = laps
    .slice(1)
    .map((at, i) => (at - laps[i]!) / 1000) as [number, number, number, number, number, number];
  return {
    candidates: compiled.problem.cost.length,
    stages: {
      createNetwork: createNetworkTime,
      compile: compileTime,
      solve: solveTime,
      check,
      decode: decodeTime,
    },
    verify: verifyTime,
    accepted: ok && verdict.ok,
  };
}

/** The pipe as an app runs it. */
export function runPipe(input: Input): unknown {
  return match(createNetwork(input));
}
