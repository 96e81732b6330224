import { readFileSync, writeFileSync } from 'node:fs';
import { bestOfLemon, type Result } from './race.js';
import { percent, times } from './table.js';

/** Everything that a run measured; what it did not measure is absent. */
export interface Figures {
  /** By family and size as they were asked for. */
  readonly races: Map<string, readonly Result[]>;
  firstCall?: number;
  /** Bytes a pair over the input columns, per order. */
  readonly memory: Map<string, number | undefined>;
  workers?: WorkerRatios;
  pipe?: { readonly ratio: number; readonly bytes: number | undefined };
  /** Records to a proved plan, against the release before. */
  release?: number | undefined;
  /** Seconds of an event: of a live flow by family and levels, and of a session from records. */
  readonly live: Map<string, number>;
  /** Gap by instance and seconds. */
  readonly gaps: Map<string, number>;
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

/** What is aimed at, and what was measured. Less is better, but for those of which `more` is. */
interface Goal {
  readonly name: string;
  readonly must: number;
  readonly aim: number;
  readonly here: number | undefined;
  readonly more?: true;
  readonly told: (value: number) => string;
}

export const raceKey = (family: string, pairs: number) => `${family} ${pairs}`;

const ours = 'ours: rank, cost';
const fair = 'ours: rank, fair, cost';
const bytes = (value: number) => value.toFixed(0);
const milliseconds = (seconds: number) => `${(1000 * seconds).toFixed(1)} ms`;

export function goalsOf({ races, memory, firstCall, workers, pipe, release, live, gaps }: Figures): Goal[] {
  const find = (race: string, name: string) => races.get(race)?.find((result) => result.name.startsWith(name));
  const seconds = (race: string, name: string) => find(race, name)?.median;
  const [K10, K100, M1, M5] = [1e4, 1e5, 1e6, 5e6].map((pairs) => raceKey('city', pairs)) as [
    string,
    string,
    string,
    string,
  ];
  const lemon = (race: string) => bestOfLemon(races.get(race) ?? [])?.median;
  const npm = (races.get(K100) ?? []).filter(({ name, missing }) => name.startsWith('npm') && missing === undefined);
  const fastest = npm.length > 0 ? Math.min(...npm.map(({ median }) => median)) : undefined;
  const check = (name: string) => over(find(M1, name)?.check, seconds(M1, name));
  const slower = (family: string) => over(seconds(raceKey(family, 1e5), ours), lemon(raceKey(family, 1e5)));
  const ahead = (name: string, race: string, must: number, aim: number): Goal => ({
    name: `${name}, rank + cost, against LEMON's best`,
    ...{ must, aim, here: over(lemon(race), seconds(race, ours)), more: true, told: times },
  });
  return [
    ahead('1M pairs', M1, 1, 1.5),
    ahead('1M pairs, one giant component', raceKey('giant', 1e6), 1, 1.5),
    ahead('5M pairs', M5, 1.2, 1.7),
    {
      name: 'fairness on against off, 1M',
      must: 1.9,
      aim: 1.3,
      here: over(seconds(M1, fair), seconds(M1, ours)),
      told: times,
    },
    {
      name: 'all levels at 1M, against LEMON whole, LEQ, without fairness',
      ...{ must: 3, aim: 5, here: over(seconds(M1, 'LEMON LEQ, whole'), seconds(M1, fair)), more: true, told: times },
    },
    ...['ties', 'unit', 'abundant', 'scarce', 'chain', 'hub'].map(
      (family): Goal => ({
        name: `${family}, 100k, slower than LEMON's best`,
        must: 2,
        aim: 1,
        here: slower(family),
        told: times,
      }),
    ),
    { name: 'check of the proof as part of solve, 1M', must: 0.15, aim: 0.08, here: check(ours), told: percent },
    {
      name: 'check of the proof as part of solve, 1M, with fairness',
      must: 0.15,
      aim: 0.08,
      here: check(fair),
      told: percent,
    },
    {
      name: 'records to a proved plan, 1M candidates, against the release before',
      must: 0.5,
      aim: 0.3,
      here: release,
      told: times,
    },
    { name: 'bytes a candidate over the records, whole pipe', must: 160, aim: 100, here: pipe?.bytes, told: bytes },
    ...['giant rank, fair, cost', 'hub rank, cost', 'hub rank, fair, cost'].map(
      (which): Goal => ({
        name: `live event, 100k, ${which}`,
        must: 0.01,
        aim: 0.003,
        here: live.get(which),
        told: milliseconds,
      }),
    ),
    {
      name: 'live from records, 1,000 × 500 all to all, one change',
      ...{ must: 0.03, aim: 0.01, here: live.get('records'), told: milliseconds },
    },
    {
      name: 'teams 10,000, supply 86 %: gap in the last rank, 60 s',
      must: 0.1,
      aim: 0.02,
      here: gaps.get('teams'),
      told: percent,
    },
    ...[2, 30].map(
      (limit): Goal => ({
        name: `generalised assignment, the harder kinds: worst cost over its bound, ${limit} s`,
        ...{
          must: limit === 2 ? 0.04 : 0.02,
          aim: limit === 2 ? 0.02 : 0.01,
          here: gaps.get(`assignment ${limit}`),
          told: percent,
        },
      }),
    ),
    {
      name: '100k pairs, against the fastest npm peer',
      must: 100,
      aim: 200,
      here: over(fastest, seconds(K100, ours)),
      more: true,
      told: times,
    },
    {
      name: 'first call against hot call, 10k',
      must: 5,
      aim: 2,
      here: over(firstCall, seconds(K10, ours)),
      told: times,
    },
    { name: 'records to plan against its solve', must: 4, aim: 2.5, here: pipe?.ratio, told: times },
    { name: 'bytes a pair over the input columns, 1M', must: 40, aim: 20, here: memory.get('rank cost'), told: bytes },
    {
      name: 'bytes a pair over the input columns, 1M, with fairness',
      must: 40,
      aim: 20,
      here: memory.get('rank fair cost'),
      told: bytes,
    },
    {
      name: 'two workers, many components, by processor time',
      must: 1.6,
      aim: 1.8,
      here: workers?.free,
      more: true,
      told: times,
    },
    {
      name: 'time per pair, 5M against 100k',
      ...{ must: 2.5, aim: 1.7, here: over(over(seconds(M5, ours), 50), seconds(K100, ours)), told: times },
    },
  ];
}

const RECORD = new URL('./recorded.json', import.meta.url);
/** What the machine alone may change: no figure is worse for it. */
const NOISE = 0.15;

/** Rows of a table of what was measured. */
export function goalRows(goals: readonly Goal[]): string[][] {
  return goals
    .filter(({ here }) => here !== undefined)
    .map(({ name, must, aim, here, more, told }) => {
      const sign = more ? '≥' : '≤';
      return [name, `${sign} ${told(must)}`, `${sign} ${told(aim)}`, told(here!)];
    });
}

/** One line for each figure that is worse than the last recorded one. */
export function worseThanRecorded(goals: readonly Goal[]): string[] {
  const recorded = readRecord();
  return goals.flatMap(({ name, here, more, told }) => {
    const before = recorded[name];
    if (before === undefined || here === undefined) return [];
    const isWorse = more ? here < before * (1 - NOISE) : here > before * (1 + NOISE);
    return isWorse ? [`worse: ${name}: ${told(here)}, recorded ${told(before)}`] : [];
  });
}

/** Keeps what was measured, and of what was not what is kept already. */
export function record(goals: readonly Goal[]): void {
  const kept = readRecord();
  const measured = goals.flatMap(({ name, here }) =>
    here === undefined ? [] : [[name, Number(here.toPrecision(3))] as const],
  );
  writeFileSync(RECORD, `${JSON.stringify({ ...kept, ...Object.fromEntries(measured) }, null, 2)}\n`);
}

function readRecord(): Readonly<Record<string, number>> {
  return JSON.parse(readFileSync(RECORD, 'utf8'));
}

function over(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a / b;
}
