/**
 * The best choice about the wholes of small problems in column form.
 *
 * Lines are served one after the other in every way there is. Of all ways that leave the same capacities only one with the best figures is
 * kept: figures add up, so whatever comes later is as good for it as for the others.
 */
import type { Choice, Problem } from '../../src/problem/problem.js';
import { compareFigures, isOpen, ranksOf, wholesOf } from './choice-value.js';
import type { PairsLevel } from './pairs-types.js';
import { capsAbove, range } from './problem-value.js';

export { compareFigures, faultsOfChoice, figuresOfFlow } from './choice-value.js';

/** More choices than this are not looked at one by one, and more ends of a line than this are not kept: the call throws. */
export const MOST_CHOICES = 100_000;
export const MOST_ENDS = 100_000;

/** What is left of every cap, and the best figures that leave it so. */
interface End {
  readonly left: readonly number[];
  readonly figures: readonly number[];
}
type Ends = ReadonlyMap<string, End>;

/** Every choice there is, possible or not. */
export function* everyChoice(problem: Problem): Generator<Choice> {
  const { rank } = wholesOf(problem);
  const option = new Int32Array(rank.length).fill(-1);
  const candidate = new Int32Array(problem.demand.length).fill(-1);
  function* decide(t: number): Generator<Choice> {
    if (t === rank.length) {
      yield { option: option.slice(), candidate: candidate.slice() };
      return;
    }
    for (const decision of decisionsOf(problem, t)) {
      option[t] = decision.option;
      for (const [n, p] of decision.candidates) candidate[n] = p;
      yield* decide(t + 1);
      for (const [n] of decision.candidates) candidate[n] = -1;
    }
  }
  yield* decide(0);
}

/** The figures of a choice with the best flow that agrees with it; undefined when none does. */
export function figuresOfChoice(problem: Problem, choice: Choice, levels: readonly PairsLevel[]): number[] | undefined {
  const wholes = wholesOf(problem);
  let ends = start(problem);
  choice.option.forEach((o, t) => {
    if (o >= 0) ends = adding(ends, 2 * wholes.rank[t]!, wholes.value[t]!);
  });
  for (let n = 0; n < problem.demand.length; n++) {
    if (isOpen(wholes, choice, n)) ends = serving(problem, levels, ends, n, choice.candidate[n]!);
  }
  return bestOf(ends);
}

/** The best figures of all choices. */
export function bestFigures(problem: Problem, levels: readonly PairsLevel[]): number[] {
  const wholes = wholesOf(problem);
  let ends = start(problem);
  for (let n = 0; n < problem.demand.length; n++) {
    if (wholes.option[n]! < 0) ends = serving(problem, levels, ends, n, -1);
  }
  for (let t = 0; t < wholes.rank.length; t++) {
    const decided = new Map<string, End>();
    for (const { option, candidates } of decisionsOf(problem, t)) {
      let own = option < 0 ? ends : adding(ends, 2 * wholes.rank[t]!, wholes.value[t]!);
      for (const n of linesOfOption(problem, option)) own = serving(problem, levels, own, n, candidates.get(n) ?? -1);
      for (const end of own.values()) keepBest(decided, end);
    }
    ends = decided;
  }
  return bestOf(ends)!;
}

/** The choices that have the best figures, looked at one by one. */
export function bestChoices(problem: Problem, levels: readonly PairsLevel[]): Choice[] {
  const best = bestFigures(problem, levels);
  const choices: Choice[] = [];
  let count = 0;
  for (const choice of everyChoice(problem)) {
    if (++count > MOST_CHOICES) throw new Error(`More than ${MOST_CHOICES} choices`);
    const figures = figuresOfChoice(problem, choice, levels);
    if (figures !== undefined && compareFigures(figures, best) === 0) choices.push(choice);
  }
  return choices;
}

interface Decision {
  readonly option: number;
  /** Candidate per single line of the option that asks for something. */
  readonly candidates: ReadonlyMap<number, number>;
}

/** What can be decided about a whole: nothing, or an option and a candidate for each of its single lines. */
function decisionsOf(problem: Problem, t: number): Decision[] {
  const { optionStart, single } = wholesOf(problem);
  const decisions: Decision[] = [{ option: -1, candidates: new Map() }];
  for (let option = optionStart[t]!; option < optionStart[t + 1]!; option++) {
    let own: Decision[] = [{ option, candidates: new Map() }];
    for (const n of linesOfOption(problem, option)) {
      if (single[n] === 0 || problem.demand[n] === 0) continue;
      const able = range(problem.candidateStart[n]!, problem.candidateStart[n + 1]!);
      own = own.flatMap(({ candidates }) =>
        able.map((p) => ({ option, candidates: new Map([...candidates, [n, p]]) })),
      );
    }
    decisions.push(...own);
  }
  return decisions;
}

function linesOfOption(problem: Problem, option: number): Int32Array {
  const { lineStart, optionLines } = wholesOf(problem);
  return option < 0 ? new Int32Array() : optionLines.subarray(lineStart[option], lineStart[option + 1]);
}

/** Nothing served yet. A cap that holds all that is asked is as good as none. */
function start(problem: Problem): Ends {
  const asked = problem.demand.reduce((sum, units) => sum + units, 0);
  const left = Array.from(problem.capacity, (units) => (units >= asked ? Number.POSITIVE_INFINITY : units));
  const ends = new Map<string, End>();
  keepBest(ends, { left, figures: new Array<number>(2 * ranksOf(problem) + 2).fill(0) });
  return ends;
}

function adding(ends: Ends, place: number, gain: number): Ends {
  const added = new Map<string, End>();
  for (const [key, { left, figures }] of ends)
    added.set(key, { left, figures: figures.with(place, figures[place]! + gain) });
  return added;
}

/** The ends after line n is served too: whole where it must, by the chosen candidate alone where it is single. */
function serving(problem: Problem, levels: readonly PairsLevel[], ends: Ends, n: number, chosen: number): Ends {
  const { option, must, single, worth } = wholesOf(problem);
  const { candidateStart, arcStart, demand, max, previous, promise, cost } = problem;
  const ranks = ranksOf(problem);
  const whole = option[n]! >= 0 && must[n] === 1;
  const alone = option[n]! >= 0 && single[n] === 1;
  const arcs = range(candidateStart[n]!, candidateStart[n + 1]!)
    .filter((p) => !alone || p === chosen)
    .flatMap((p) =>
      range(arcStart[p]!, arcStart[p + 1]!).map((a) => ({ p, caps: capsAbove(problem, problem.head[a]!) })),
    );
  const served = new Map<string, End>();
  for (const end of ends.values()) {
    const left = [...end.left];
    const given = new Map(arcs.map(({ p }) => [p, 0]));
    const place = (arc: number, open: number): void => {
      if (arc < arcs.length) {
        const { p, caps } = arcs[arc]!;
        const put = (units: number) => {
          given.set(p, given.get(p)! + units);
          for (const cap of caps) left[cap]! -= units;
        };
        const most = Math.min(open, max[p]! - given.get(p)!, ...caps.map((cap) => left[cap]!));
        for (let units = 0; units <= most; units++) {
          put(units);
          place(arc + 1, open - units);
          put(-units);
        }
      } else if (open === 0 || !whole) {
        const figures = [...end.figures];
        figures[2 * problem.rank[n]! + 1]! += worth[n]! * (demand[n]! - open);
        for (const [p, units] of given) {
          if (levels.includes('keep')) figures[2 * ranks]! += Math.min(units, previous[p]!) * (promise?.[p] ?? 1);
          if (levels.includes('cost')) figures[2 * ranks + 1]! -= units * cost[p]!;
        }
        keepBest(served, { left: [...left], figures });
      }
    };
    place(0, demand[n]!);
  }
  if (served.size > MOST_ENDS) throw new Error(`More than ${MOST_ENDS} ends`);
  return served;
}

function keepBest(ends: Map<string, End>, end: End): void {
  const key = end.left.join();
  const other = ends.get(key);
  if (other === undefined || compareFigures(end.figures, other.figures) > 0) ends.set(key, end);
}

function bestOf(ends: Ends): number[] | undefined {
  let best: readonly number[] | undefined;
  for (const { figures } of ends.values()) if (best === undefined || compareFigures(figures, best) > 0) best = figures;
  return best && [...best];
}
