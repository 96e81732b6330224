import { randomIntegers } from '../src/kernel/random.js';
import type { Level } from '../src/problem/problem.js';
import { checkSolution } from '../src/proof/check.js';
import { loadLiveFlow } from '../src/solve/live/live-flow.js';
import { solve } from '../src/solve/solve.js';
import { instanceOf, type Spec } from './families.js';
import { outcomeOf } from './outcome.js';

export interface LiveSpec {
  readonly spec: Spec;
  readonly levels: readonly Level[];
  readonly events: number;
}

/** Seconds of one event and its settlement: by the clock, and of processor time, which other work on the machine stretches less. */
export interface LiveTimes {
  readonly pairs: number;
  /** To solve from nothing; to load and settle what that found. */
  readonly solve: number;
  readonly open: number;
  readonly clock: Spread;
  readonly processor: Spread;
  readonly pivots: number;
  /** Pairs whose units an event changes, on average. */
  readonly changed: number;
  /** Whether the last plan proves itself and is as good as one from nothing. */
  readonly accepted: boolean;
}

interface Spread {
  readonly median: number;
  readonly p99: number;
  readonly most: number;
}

const EVENTS = ['need added', 'need removed', 'offer removed', 'offer back', 'need changed', 'offer changed'] as const;
/** Events before the measured ones, so that code is warm. */
const WARM_UP = 500;

/** One event after another, each settled and checked: needs like those of the city come and go, offers too, and quantities change. */
export function liveTimes({ spec, levels, events }: LiveSpec): LiveTimes {
  const { problem } = instanceOf(spec);
  const { demand, group, candidateStart, head, cost, capacity } = problem;
  const random = randomIntegers(2);
  const start = performance.now();
  const { flow: units } = solve(problem, levels);
  const solved = performance.now();
  const loaded = loadLiveFlow(problem, levels, units);
  const { flow, groups, caps } = loaded;
  flow.settle();
  const opened = performance.now();

  const needs = loaded.lines.map((line, n) => ({
    line,
    candidates: loaded.candidates.slice(candidateStart[n], candidateStart[n + 1]),
  }));
  const closed: number[] = [];
  const clock: number[] = [];
  const processor: number[] = [];
  let pivots = 0;
  let changed = 0;
  for (let i = -WARM_UP; i < events; i++) {
    const kind = EVENTS[random(EVENTS.length)]!;
    const n = random(demand.length);
    const at = random(needs.length);
    const offer =
      kind === 'offer back' && closed.length > 0 ? closed.splice(random(closed.length), 1)[0]! : random(caps.length);
    const quantity = 1 + random(6);
    const shift = random(200);
    const before = process.cpuUsage();
    const begin = performance.now();
    if (kind === 'need added') {
      const line = flow.addLine(groups[group[n]!]!, quantity);
      const candidates: number[] = [];
      for (let p = candidateStart[n]!; p < candidateStart[n + 1]!; p++) {
        const heads = [caps[head[p]!]!];
        candidates.push(flow.addCandidate(line, { cost: cost[p]! + shift, max: quantity, heads }));
      }
      needs.push({ line, candidates });
    } else if (kind === 'need removed') {
      flow.removeLine(needs[at]!.line);
      needs[at] = needs.at(-1)!;
      needs.pop();
    } else if (kind === 'need changed') flow.setDemand(needs[at]!.line, quantity);
    else if (kind === 'offer removed') flow.setCapacity(caps[offer]!, 0);
    else flow.setCapacity(caps[offer]!, kind === 'offer back' ? capacity[offer]! : quantity);
    const settled = flow.settle();
    const end = performance.now();
    const { user, system } = process.cpuUsage(before);
    if (kind === 'offer removed') closed.push(offer);
    if (i < 0) continue;
    clock.push((end - begin) / 1000);
    processor.push((user + system) / 1e6);
    pivots += settled.pivots;
    changed += settled.changed.length;
  }
  const last = flow.snapshot({
    lines: needs.map(({ line }) => line),
    caps,
    candidates: needs.flatMap(({ candidates }) => candidates),
  });
  const fresh = outcomeOf(last.problem, solve(last.problem, levels).flow);
  const own = outcomeOf(last.problem, last.solution.flow);
  return {
    pairs: problem.head.length,
    solve: (solved - start) / 1000,
    open: (opened - solved) / 1000,
    clock: spreadOf(clock),
    processor: spreadOf(processor),
    pivots: pivots / events,
    changed: changed / events,
    accepted: checkSolution(last.problem, levels, last.solution).ok && JSON.stringify(own) === JSON.stringify(fresh),
  };
}

function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
  return { median: at(0.5), p99: at(0.99), most: at(1) };
}
