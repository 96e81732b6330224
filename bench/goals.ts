import type { Result } from './race.js';
import { percent, times } from './table.js';

/** Everything that a run measured; what it did not measure is absent. */
export interface Figures {
  /** By family and size as they were asked for. */
  readonly races: Map<string, readonly Result[]>;
  firstCall?: number;
  /** Bytes a pair over the input columns, per order. */
  readonly memory: Map<string, number | undefined>;
  workers?: WorkerRatios;
  pipe?: { readonly ratio: number; readonly bytes: number | undefined; readonly candidates: number };
}

/** How many times faster two workers are than one. */
export interface WorkerRatios {
  /** Medians by the clock. */
  readonly median: number;
  /** Least times by the clock. */
  readonly least: number;
  /** By processor time: as if each had a core of its own all the time. */
  readonly free: number;
}

export const raceKey = (family: string, pairs: number) => `${family} ${pairs}`;

/** What is aimed at, beside what was measured. */
export function goals(figures: Figures): string[][] {
  const { races, memory, firstCall, pipe, workers } = figures;
  const find = (race: string, name: string) => races.get(race)?.find((result) => result.name === name);
  const seconds = (race: string, name: string) => find(race, name)?.median;
  const M1 = raceKey('city', 1e6);
  const M5 = raceKey('city', 5e6);
  const K100 = raceKey('city', 1e5);
  const K10 = raceKey('city', 1e4);
  const GIANT = raceKey('giant', 1e6);
  const best = 'ours: rank, cost';
  const fair = 'ours: rank, fair, cost';
  const faster = (race: string, other: string, name = best) => over(seconds(race, other), seconds(race, name));
  /** Against LEMON with offers as sources, and against the way round that is faster for it. */
  const lemon = (race: string, kinds: readonly string[], name = best) =>
    ['LEQ', 'GEQ']
      .map((way) => `${way} ${kinds.map((kind) => times(faster(race, `LEMON ${way}${kind}`, name))).join(' / ')}`)
      .join('; ');
  const both = [', by component', ', whole'];
  const npm = (races.get(K100) ?? []).filter(({ name, missing }) => name.startsWith('npm') && missing === undefined);
  const fastest = npm.reduce<Result | undefined>((a, b) => (a && a.median <= b.median ? a : b), undefined);
  const perPair = (race: string, pairs: number) => over(seconds(race, best), pairs);
  const check = (name: string) => percent(over(find(M1, name)?.check, find(M1, name)?.median));
  const bytes = (order: string) => {
    const value = memory.get(order);
    return value === undefined ? '—' : `${value.toFixed(0)}`;
  };
  return [
    ['1M pairs, rank + cost, against LEMON by component / whole', '1.0× / 3.6×', '1.5× / 5×', lemon(M1, both)],
    ['5M pairs, the same', '1.2× / 8×', '1.7× / 13×', lemon(M5, both)],
    ['1M pairs, one giant component, against LEMON whole', '1.0×', '1.5×', lemon(GIANT, [', whole'])],
    ['1M pairs with fairness, against LEMON whole without', '2×', '3×', lemon(M1, [', whole'], fair)],
    ['fairness on against off, 1M', '≤ 1.8×', '≤ 1.3×', times(over(seconds(M1, fair), seconds(M1, best)))],
    [
      '100k pairs against the fastest npm peer',
      '100×',
      '200×',
      fastest ? `${times(faster(K100, fastest.name))} (${fastest.name})` : '—',
    ],
    ['first call against hot call, 10k', '≤ 5×', '≤ 2×', times(over(firstCall, seconds(K10, best)))],
    ['`checkSolution` against `solve`, 1M', '≤ 20 %', '≤ 10 %', `${check(best)}; with fairness ${check(fair)}`],
    [
      'records to plan against its solve',
      '≤ 4×',
      '≤ 2.5×',
      pipe ? `${times(pipe.ratio)} (${Math.round(pipe.candidates / 1000)}k candidates)` : '—',
    ],
    [
      'bytes a pair over the input columns, 1M',
      '≤ 40',
      '20',
      `${bytes('rank cost')}; with fairness ${bytes('rank fair cost')}`,
    ],
    ['bytes a candidate over the records, whole pipe', '≤ 200', '100', pipe?.bytes ? `${pipe.bytes.toFixed(0)}` : '—'],
    [
      'two workers, many components',
      '≥ 1.6×',
      '1.8×',
      workers
        ? `${times(workers.median)}; least times ${times(workers.least)}; by processor time ${times(workers.free)}`
        : '—',
    ],
    ['time per pair, 5M against 100k', '≤ 2.5×', '≤ 1.7×', times(over(perPair(M5, 5e6), perPair(K100, 1e5)))],
  ];
}

function over(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a / b;
}
