/**
 * The best choice about wholes as one integer program, goal after goal, by HiGHS.
 *
 * Besides the flow (see `problem-highs.ts`) there is a yes/no column per option and per candidate of a single line. What HiGHS says is
 * read as a choice and a flow, must have no faults, and is valued in exact integers.
 */
import type { Choice, Problem } from '../../src/problem/problem.js';
import { faultsOfChoice, figuresOfFlow, ranksOf, wholesOf } from './choice-value.js';
import { type Goal, goalAfterGoal, row } from './highs-goals.js';
import type { PairsLevel } from './pairs-types.js';
import { flowProgram } from './problem-highs.js';
import { candidatesOf, linesOf, range } from './problem-value.js';

/** The best figures of all choices. Throws when HiGHS fails or its rounded answer does not check out. */
export async function bestFiguresByHighs(problem: Problem, levels: readonly PairsLevel[]): Promise<number[]> {
  const figures = await figuresByHighs(problem, levels);
  if (figures === undefined) throw new Error('There is always the choice of nothing');
  return figures;
}

/** The figures of a choice with the best flow that agrees with it; undefined when none does. */
export function figuresOfChoiceByHighs(
  problem: Problem,
  choice: Choice,
  levels: readonly PairsLevel[],
): Promise<number[] | undefined> {
  return figuresByHighs(problem, levels, choice);
}

async function figuresByHighs(
  problem: Problem,
  levels: readonly PairsLevel[],
  fixed?: Choice,
): Promise<number[] | undefined> {
  const wholes = wholesOf(problem);
  const lines = linesOf(problem);
  const candidates = candidatesOf(problem);
  const { rows, bounds, whole, unitsOf } = flowProgram(problem);
  const binary: string[] = [];
  const yesNo = (name: string, given: boolean | undefined) => {
    binary.push(name);
    if (given !== undefined) rows.push(row([[1, name]], '=', given ? 1 : 0));
  };

  // y: the option is taken.
  const options = Array.from(wholes.rank, (_, t) => range(wholes.optionStart[t]!, wholes.optionStart[t + 1]!));
  options.forEach((own) => {
    for (const o of own) yesNo(`y${o}`, fixed?.option.includes(o));
    rows.push(
      row(
        own.map((o) => [1, `y${o}`]),
        '<=',
        1,
      ),
    );
  });
  problem.demand.forEach((demand, n) => {
    const option = wholes.option[n]!;
    if (option < 0) return;
    const units = unitsOf((arc) => lines[candidates[arc]!] === n);
    rows.push(row([...units, [-demand, `y${option}`]], wholes.must[n] === 1 ? '=' : '<=', 0));
    if (wholes.single[n] === 0 || demand === 0) return;
    // z: the candidate serves the line.
    const own = range(problem.candidateStart[n]!, problem.candidateStart[n + 1]!);
    for (const p of own) {
      yesNo(`z${p}`, fixed && fixed.candidate[n] === p);
      rows.push(row([...unitsOf((arc) => candidates[arc] === p), [-demand, `z${p}`]], '<=', 0));
    }
    rows.push(row([...own.map((p) => [1, `z${p}`] as const), [-1, `y${option}`]], '=', 0));
  });

  const goals: Goal[] = [];
  for (let rank = 0; rank < ranksOf(problem); rank++) {
    goals.push({
      sense: 'Maximize',
      sum: options.flatMap((own, t) =>
        wholes.rank[t] === rank ? own.map((o) => [wholes.value[t]!, `y${o}`] as const) : [],
      ),
    });
    goals.push({
      sense: 'Maximize',
      sum: candidates.flatMap((p, arc) =>
        problem.rank[lines[p]!] === rank ? [[wholes.worth[lines[p]!]!, `x${arc}`] as const] : [],
      ),
    });
  }
  if (levels.includes('keep'))
    goals.push({ sense: 'Maximize', sum: lines.map((_, p) => [problem.promise?.[p] ?? 1, `k${p}`]) });
  if (levels.includes('cost'))
    goals.push({ sense: 'Minimize', sum: candidates.map((p, arc) => [problem.cost[p]!, `x${arc}`]) });
  // Whatever no goal asks about still has to be possible.
  goals.push({ sense: 'Minimize', sum: binary.map((name) => [1, name]) });

  // The presolve of HiGHS 1.15 breaks down on one in about a thousand of these, and is known to err (ERGO-Code/HiGHS#3274).
  const columns = await goalAfterGoal({ rows, bounds, whole, binary, presolve: 'off' }, goals);
  if (columns === undefined) return undefined;
  const taken = (name: string) => columns.get(name) === 1;
  const choice: Choice = {
    option: Int32Array.from(options, (own) => own.find((o) => taken(`y${o}`)) ?? -1),
    candidate: Int32Array.from(problem.demand, (_, n) => {
      return range(problem.candidateStart[n]!, problem.candidateStart[n + 1]!).find((p) => taken(`z${p}`)) ?? -1;
    }),
  };
  const flow = candidates.map((_, arc) => columns.get(`x${arc}`) ?? 0);
  const faults = faultsOfChoice(problem, choice, flow);
  if (faults.length > 0) throw new Error(`HiGHS: ${faults.join('; ')}`);
  return figuresOfFlow(problem, choice, flow, levels);
}
