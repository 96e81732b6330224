import { finish } from '../src/kernel/work.js';
import type { Level, Solution } from '../src/problem/problem.js';
import { startRun } from '../src/solve/control.js';
import { splitSteps } from '../src/solve/split.js';
import { threadStarter } from '../src/worker/host.js';
import { openPool } from '../src/worker/pool.js';
import { solveIn } from '../src/worker/solve-apart.js';
import { instanceOf, type Spec } from './families.js';
import type { WorkerRatios } from './goals.js';
import { median } from './race.js';
import type { Run } from './report.js';
import { count, percent, table, time, times } from './table.js';

/** Seconds by the clock, median and least, and of processor time, median: other work on the machine stretches the later ones less. */
export interface Seconds {
  readonly clock: number;
  readonly least: number;
  readonly processor: number;
}

/** One warm worker and two, from columns to columns; and what two do one after the other. */
export interface WorkerTimes {
  readonly one: Seconds;
  readonly two: Seconds;
  /** What two workers cost on top of solving: the search for components, the columns of the parts; the merge. */
  readonly split: Seconds;
  readonly merge: Seconds;
  /** The slower part alone, by one worker. */
  readonly part: Seconds;
}

/** One worker against two, in turns; the check, which is the same for both, is left out. */
export async function workerTimes(spec: Spec, levels: readonly Level[], rounds: number): Promise<WorkerTimes> {
  const { problem } = instanceOf(spec);
  const pool = openPool(threadStarter(new URL('./thread.mjs', import.meta.url))!, 2);
  const laps = { one: [] as Seconds[], two: [] as Seconds[], split: [] as Seconds[], merge: [] as Seconds[] };
  const parts: Seconds[][] = [[], []];
  const run = () => startRun({}, {}, []);
  try {
    for (let round = 0; round < rounds + 2; round++) {
      await timed(laps.two, () => solveIn(pool, 2)(problem, levels, run()));
      await timed(laps.one, () => solveIn(pool, 1)(problem, levels, run()));
      const split = await timed(laps.split, () => finish(splitSteps(problem, levels, 2)));
      if (!split) throw new Error(`${spec.family} of ${spec.pairs} pairs does not fall into parts`);
      const solutions: Solution[] = [];
      for (const [i, part] of split.parts.entries()) {
        solutions.push(await timed(parts[i]!, () => solveIn(pool, 1)(part, levels, run())));
      }
      await timed(laps.merge, () => finish(split.merge(solutions)));
    }
  } finally {
    pool.close();
  }
  const [first, second] = parts.map(middle) as [Seconds, Seconds];
  return {
    one: middle(laps.one),
    two: middle(laps.two),
    split: middle(laps.split),
    merge: middle(laps.merge),
    part: first.processor > second.processor ? first : second,
  };
}

async function timed<T>(laps: Seconds[], work: () => T | Promise<T>): Promise<T> {
  const start = performance.now();
  const before = process.cpuUsage();
  const value = await work();
  const { user, system } = process.cpuUsage(before);
  const clock = (performance.now() - start) / 1000;
  laps.push({ clock, least: clock, processor: (user + system) / 1e6 });
  return value;
}

/** The first two rounds warm up both threads. */
function middle(laps: readonly Seconds[]): Seconds {
  const later = laps.slice(2);
  const clocks = later.map(({ clock }) => clock);
  return { clock: median(clocks), least: Math.min(...clocks), processor: median(later.map((lap) => lap.processor)) };
}

/** How many times faster two workers are: medians, least times, and processor time, where each has a core of its own all the time. */
export function ratios({ one, two, split, merge, part }: WorkerTimes): WorkerRatios {
  const longest = split.processor + part.processor + merge.processor;
  return { median: one.clock / two.clock, least: one.least / two.least, free: one.processor / longest };
}

export async function printWorkers({ full, figures }: Run): Promise<void> {
  const rows: string[][] = [];
  for (const levels of [
    ['rank', 'cost'],
    ['rank', 'fair', 'cost'],
  ] as const) {
    const found = await workerTimes({ family: 'city', pairs: 1e6 }, levels, full ? 9 : 5);
    const faster = ratios(found);
    if (levels.length === 3) figures.workers = faster;
    const { one, two, split, merge, part } = found;
    const extra = split.processor + merge.processor;
    rows.push([
      levels.join(', '),
      ...[one.clock, two.clock].map(time),
      `${times(faster.median)} (${times(faster.least)})`,
      ...[one, split, part, merge].map(({ processor }) => time(processor)),
      `${time(extra)} (${percent(extra / one.processor)})`,
      times(faster.free),
    ]);
  }
  const clock = ['one', 'two', 'one / two (least)'];
  const processor = ['one', 'split', 'slower part', 'merge', 'split + merge', 'one / (split + part + merge)'];
  console.log(
    `\nOne warm worker and two on **city**, ${count(1e6)} pairs, medians by the clock; then of processor time:\n`,
  );
  console.log(table(['levels', ...clock, ...processor], rows));
}
