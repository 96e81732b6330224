import { rowsInSteps, type Work } from '../kernel/work.js';
import { isOneEach } from '../problem/columns.js';
import { firstBroken, usedOf } from '../problem/crossing.js';
import type { Problem } from '../problem/problem.js';
import { type Check, checkOf } from './verdict.js';

/** Units used of every line, candidate and cap. */
export type Units = ReturnType<typeof noUnits>;

const noUnits = ({ demand, cost, capacity, arcStart }: Problem, flow: Float64Array) => ({
  line: new Float64Array(demand.length),
  /** The flow itself where every candidate has one arc. */
  candidate: isOneEach(arcStart) ? flow : new Float64Array(cost.length),
  cap: new Float64Array(capacity.length),
});

/** Primal feasibility: holds the flow against every bound of the problem, and adds it up, as far as it is feasible. O(arcs + caps). */
export function* checkPlan(problem: Problem, flow: Float64Array): Work<{ check: Check; usage: Units }> {
  const usage = noUnits(problem, flow);
  const fault = yield* firstFault(problem, flow, usage);
  return { check: checkOf('feasible', fault), usage };
}

/** What is wrong first, or nothing; fills `usage` on the way. */
function* firstFault(problem: Problem, flow: Float64Array, usage: Units): Work<string> {
  const { demand, candidateStart, max, arcStart, head, capacity, parent, pinned, crossing } = problem;
  if (flow.length !== head.length) return `${flow.length} arcs in the solution, ${head.length} in the problem`;
  let fault = '';
  yield* rowsInSteps(candidateStart, (n, from, to) => {
    fault ||= faultOfLine(n, from, to);
  });
  if (fault !== '') return fault;
  // Parents have smaller numbers, so children are complete when their turn comes.
  for (let c = capacity.length - 1; c >= 0; c--) {
    if (usage.cap[c]! > capacity[c]!) return `cap ${c} gives ${usage.cap[c]}, it holds ${capacity[c]}`;
    if (parent[c]! >= 0) usage.cap[parent[c]!]! += usage.cap[c]!;
  }
  const row = crossing ? firstBroken(crossing, usage.cap) : -1;
  return row < 0 ? '' : `row ${row} uses ${usedOf(crossing!, row, usage.cap)}, it holds ${crossing!.limit[row]}`;

  function faultOfLine(n: number, from: number, to: number): string {
    let line = 0;
    for (let p = from; p < to; p++) {
      let units = 0;
      for (let a = arcStart[p]!; a < arcStart[p + 1]!; a++) {
        const f = flow[a]!;
        const least = pinned?.[a] ?? 0;
        if (!Number.isSafeInteger(f) || f < least) return `arc ${a} carries ${f}: not an integer ≥ ${least}`;
        units += f;
        usage.cap[head[a]!]! += f;
      }
      if (units > max[p]!) return `candidate ${p} is given ${units}, at most ${max[p]} may be`;
      if (usage.candidate !== flow) usage.candidate[p] = units;
      line += units;
    }
    if (line > demand[n]!) return `line ${n} is given ${line}, it asks ${demand[n]}`;
    usage.line[n] = line;
    return '';
  }
}
