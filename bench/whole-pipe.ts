import { compile } from '../src/compile/compile.js';
import { createNetwork, definePolicy, match, type Plan, verify } from '../src/index.js';
import { finish } from '../src/kernel/work.js';
import { decode } from '../src/plan/decode.js';
import { LEVELS } from '../src/problem/problem.js';
import { checkSolution } from '../src/proof/check.js';
import { enoughBy } from '../src/solve/control.js';
import { solveSteps } from '../src/solve/solve.js';
import { type Stages, startLaps } from './laps.js';
import { type WholeShape, wholeRecords } from './whole.js';

/** A city to match, and after how many milliseconds, or how much work, the search is to stop. */
export interface WholeSpec extends WholeShape {
  readonly timeLimit?: number;
  readonly workLimit?: number;
}

/** Seconds of every stage, the plan's figures by rank, and its bytes as JSON. */
export interface WholeTimes {
  readonly lines: number;
  readonly candidates: number;
  readonly stages: Stages;
  readonly ranks: readonly Rank[];
  readonly status: Plan['status'];
  readonly bytes: { readonly plan: number; readonly certificate: number };
  /** Most bytes that the process held, records and code included. */
  readonly peak: number;
  readonly accepted: boolean;
}

export interface Rank {
  readonly needs: number;
  readonly met: number;
  readonly value: number;
  readonly bound: number;
  /** What first come, first served reaches. */
  readonly greedy: number;
}

/** The stages of `match` one by one, by all levels. */
export function timeWhole(spec: WholeSpec): WholeTimes {
  const input = wholeRecords(spec);
  const { seconds, lap } = startLaps<keyof Stages>();
  const network = lap('createNetwork', createNetwork(input));
  const compiled = lap('compile', compile(network, definePolicy()));
  const { problem } = compiled;
  const solution = lap('solve', finish(solveSteps(problem, LEVELS), enoughBy(spec)));
  const { ok, gaps } = lap('check', checkSolution(problem, solution.proved, solution, LEVELS));
  const plan = lap('decode', decode(compiled, solution, LEVELS, { gaps }));
  const peak = process.resourceUsage().maxRSS * 1024;
  const greedy = match(network, { method: 'greedy' });
  const metBy = metOf(greedy);
  const ranks = plan.teams!.byRank.map(({ rank, needs, met, value, bound }) => {
    let own = 0;
    for (const need of input.needs!) {
      const isOf = URGENCIES.indexOf(need.urgency as never) === rank[0];
      if (isOf && (need.patterns || need.partial === false) && metBy.has(need.id)) own += need.beneficiaries ?? 1;
    }
    return { needs, met, value, bound, greedy: own };
  });
  return {
    lines: problem.demand.length,
    candidates: problem.cost.length,
    stages: seconds,
    ranks,
    status: plan.status,
    bytes: { plan: JSON.stringify(plan).length, certificate: JSON.stringify(plan.certificate).length },
    peak,
    accepted: ok && verify(network, plan).ok,
  };
}

const URGENCIES = ['urgent', 'difficult', 'worrying', 'hoped'] as const;

/** Needs that a plan gives anything: one that is met whole gets all or nothing. */
function metOf({ linkages }: Plan): Set<string> {
  return new Set(linkages.map(({ need }) => need));
}
