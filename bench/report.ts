import { ABOUT, FAMILY_NAMES, instanceOf, type Spec } from './families.js';
import { type Figures, raceKey } from './goals.js';
import { firstCall, pipe, solveMemory } from './measures.js';
import { bestOfLemon, type Entry, lemonEntries, OURS, OURS_FAIR, type Result, race, startPool } from './race.js';
import { count, percent, table, time, times } from './table.js';

/** What is measured with, how thoroughly, and where the figures go. */
export interface Run {
  readonly full: boolean;
  /** LEMON's driver, where it could be built. */
  readonly driver: string | undefined;
  readonly figures: Figures;
}

/** One race by fresh processes, as a table; LEMON takes part in all its models. */
export async function printRace(run: Run, spec: Spec, entries: readonly Entry[]): Promise<void> {
  const all = [...entries, ...(await lemonEntries(run.driver, spec))];
  const { family, pairs } = spec;
  const rounds = pairs <= 2e4 ? 41 : pairs <= 2e5 ? 9 : run.full ? 5 : 3;
  const pool = startPool(run.driver);
  const results = await race(spec, all, { rounds, patience: run.full ? 20 : 2, pool });
  pool.close();
  run.figures.races.set(raceKey(family, pairs), results);
  failIfDifferent(results);
  const { demand, capacity, head } = instanceOf(spec).problem;
  const sizes = `${count(demand.length)} lines, ${count(capacity.length)} offers`;
  console.log(`\n**${family}**, ${count(head.length)} pairs, ${sizes} (${ABOUT[family]})\n`);
  const base = results[0]!.median;
  const rows = results.map(({ name, first, least, median, check, agrees, missing, rounds: made }) => {
    if (missing !== undefined) return [name, missing, '', '', '', '', '', ''];
    const ratio = times(median / base);
    return [name, time(first), time(least), time(median), time(check), ratio, `${made}`, agrees ? 'yes' : 'NO'];
  });
  console.log(table(['solver', 'first call', 'least', 'median', 'check', '× ours', 'rounds', 'agrees'], rows));
}

/** Medians of every other family, one a row, by the same processes, beside the fastest of LEMON's models. */
export async function printFamilies(run: Run, pairs: number): Promise<void> {
  const pool = startPool(run.driver);
  const rows: string[][] = [];
  for (const family of FAMILY_NAMES.filter((name) => name !== 'city')) {
    // Soft penalties leave one rank and no classes to be fair to.
    const spec = { family, pairs };
    const taking = [OURS, ...(family === 'soft' ? [] : [OURS_FAIR]), ...(await lemonEntries(run.driver, spec))];
    const results = await race(spec, taking, { rounds: 5, patience: 0, pool });
    run.figures.races.set(raceKey(family, pairs), results);
    failIfDifferent(results);
    const base = results[0]!.median;
    const fair = results.find(({ name }) => name === OURS_FAIR.name);
    const lemon = bestOfLemon(results);
    const cells = [fair, lemon].map((one) => (one ? `${time(one.median)} (${times(one.median / base)})` : '—'));
    rows.push([
      family,
      ABOUT[family],
      time(base),
      ...cells,
      lemon?.name ?? '—',
      results.every(({ agrees }) => agrees) ? 'yes' : 'NO',
    ]);
  }
  pool.close();
  console.log(`\nOther families at ${count(pairs)} pairs, median of processor time (× ours: rank, cost):\n`);
  console.log(table(['family', 'what it is', OURS.name, OURS_FAIR.name, "LEMON's best", 'which', 'agree'], rows));
}

export async function printFirstCalls({ full, figures }: Run): Promise<void> {
  const rows: string[][] = [];
  for (const pairs of full ? [1e3, 1e4, 1e5] : [1e4]) {
    for (const { name, order } of [OURS, OURS_FAIR]) {
      const first = await firstCall({ family: 'city', pairs }, order, full ? 9 : 5);
      const hot = figures.races.get(raceKey('city', pairs))?.find((result) => result.name === name)?.median;
      if (pairs === 1e4 && order === OURS.order) figures.firstCall = first;
      rows.push([count(pairs), name, time(first), time(hot), times(hot && first / hot)]);
    }
  }
  console.log(`\nFirst call in a fresh process (median of ${full ? 9 : 5}) and hot call:\n`);
  console.log(table(['pairs', 'solver', 'first', 'hot', 'ratio'], rows));
}

export async function printMemory({ full, figures }: Run): Promise<void> {
  const rows: string[][] = [];
  const city: Spec = { family: 'city', pairs: 1e6 };
  const large: Spec[] = [
    { family: 'giant', pairs: 1e6 },
    { family: 'city', pairs: 5e6 },
  ];
  for (const spec of [city, ...(full ? large : [])]) {
    for (const { name, order } of [OURS, OURS_FAIR]) {
      const { columns, peak } = await solveMemory(spec, order);
      if (spec === city) figures.memory.set(order, peak);
      rows.push([spec.family, count(spec.pairs), name, columns.toFixed(0), peak?.toFixed(0) ?? 'not measured here']);
    }
  }
  console.log('\nBytes a pair: the input columns, and the peak of `solve` and its check on top of them:\n');
  console.log(table(['family', 'pairs', 'solver', 'input', 'on top'], rows));
}

export async function printPipes({ figures }: Run, sizes: readonly number[]): Promise<void> {
  const rows: string[][] = [];
  for (const needs of sizes) {
    const found = await pipe(needs);
    if (typeof found === 'string') {
      rows.push([count(needs), found]);
      process.exitCode = 1;
      continue;
    }
    const { candidates, stages, verify, accepted } = found.times;
    if (!accepted) process.exitCode = 1;
    const all = Object.values(stages).reduce((sum, seconds) => sum + seconds, 0);
    figures.pipe = { ratio: all / stages.solve, bytes: found.peak };
    rows.push([
      count(needs),
      count(candidates),
      ...Object.values(stages).map((seconds) => `${time(seconds)} (${percent(seconds / all)})`),
      time(all),
      times(all / stages.solve),
      `${time(verify)} (${percent(verify / all)})`,
      found.peak?.toFixed(0) ?? '—',
    ]);
  }
  const stages = ['createNetwork', 'compile', 'solve', 'check', 'decode'];
  console.log('\nFrom records to a plan by all levels, first call in a fresh process, processor time:\n');
  console.log(table(['needs', 'candidates', ...stages, 'all', '× solve', 'verify', 'bytes a candidate'], rows));
}

/** A disagreement fails the run, and so does silence of ours. */
export function failIfDifferent(results: readonly Result[]): void {
  const bad = results.some(
    ({ name, agrees, missing }) => !agrees && (missing === undefined || name.startsWith('ours')),
  );
  if (bad) process.exitCode = 1;
}
