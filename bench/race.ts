import minBy from 'lodash-es/minBy.js';
import { type Contestant, startLemonSolver, startSolver } from './contestant.js';
import { instanceOf, type Spec } from './families.js';
import { fastestRule } from './lemon.js';
import type { Answer } from './ours.js';
import { isFairerAnswer, objectiveOf } from './outcome.js';
import { PEERS } from './peers.js';

/** One row of a race: who, by which order. */
export interface Entry {
  readonly name: string;
  readonly solver: string;
  readonly order: string;
}

export interface Result {
  readonly name: string;
  /** Seconds of processor time: the first call, the fastest and the median of the later ones (the first where it is the only one). */
  readonly first: number;
  readonly least: number;
  readonly median: number;
  /** Seconds the check took, median; ours only. */
  readonly check: number | undefined;
  readonly rounds: number;
  /** The same outcome as the first entry's; with fairness, the same coverage at no less cost; ours: and a proof that is accepted. */
  readonly agrees: boolean;
  /** Why there are no figures. */
  readonly missing?: string;
}

export const OURS: Entry = { name: 'ours: rank, cost', solver: 'ours', order: 'rank cost' };
export const OURS_FAIR: Entry = { name: 'ours: rank, fair, cost', solver: 'ours', order: 'rank fair cost' };
export const OURS_ROWS: Entry = { name: 'ours: matchPairs on plain rows', solver: 'ours', order: 'rows rank cost' };

/** Both ways round that LEMON can be given the model: with offers as its sources (LEQ) or with lines (GEQ). */
export const LEMON: readonly Entry[] = [
  { name: 'LEMON LEQ, by component', solver: 'lemon', order: 'components' },
  { name: 'LEMON LEQ, whole', solver: 'lemon', order: 'whole' },
  { name: 'LEMON GEQ, by component', solver: 'lemon', order: 'components geq' },
  { name: 'LEMON GEQ, whole', solver: 'lemon', order: 'whole geq' },
];

/** LEMON in all its models, each with the pivot rule that is fastest on this instance. */
export async function lemonEntries(driver: string | undefined, spec: Spec): Promise<readonly Entry[]> {
  if (driver === undefined) return [];
  const entries: Entry[] = [];
  for (const { name, solver, order: model } of LEMON) {
    const order = await fastestRule(driver, instanceOf(spec), model);
    const rule = order.slice(model.length);
    entries.push({ name: rule === '' ? name : `${name},${rule}`, solver, order });
  }
  return entries;
}

/** The fastest of LEMON's, the strongest opponent there is. */
export function bestOfLemon(results: readonly Result[]): Result | undefined {
  return minBy(
    results.filter(({ name, missing }) => name.startsWith('LEMON') && missing === undefined),
    'median',
  );
}

/** Peers of npm that can take an instance of this family. */
export function npmEntries({ family }: Spec): Entry[] {
  return PEERS.filter(({ unit, covers }) => (!unit || family === 'unit') && (!covers || family !== 'soft')).map(
    ({ name }) => ({ name: `npm ${name}`, solver: name, order: '' }),
  );
}

/** Seconds that one request may take: of a peer from npm, and of ours or LEMON. */
const LIMIT = 60;
const OWN_LIMIT = 600;

/** Solvers, each in a process of its own that is started when it is first asked for. */
export function startPool(driver: string | undefined) {
  const solvers = new Map<string, Contestant>();
  return {
    has: (solver: string) => driver !== undefined || solver !== 'lemon',
    get(solver: string): Contestant {
      const known = solvers.get(solver);
      if (known) return known;
      const started =
        solver === 'lemon'
          ? startLemonSolver(driver!, OWN_LIMIT)
          : startSolver(solver, isPeer(solver) ? LIMIT : OWN_LIMIT);
      solvers.set(solver, started);
      return started;
    },
    close(): void {
      for (const contestant of solvers.values()) contestant.close();
    },
  };
}

/**
 * Everybody solves the same instance, in turns, and is compared with the first entry.
 *
 * @param pool entries that it cannot serve (LEMON, where it could not be built) are left out
 * @param patience seconds that a peer from npm may take in all; after that, and two calls, it has had its rounds
 */
export async function race(
  spec: Spec,
  entries: readonly Entry[],
  { rounds, patience, pool }: { rounds: number; patience: number; pool: ReturnType<typeof startPool> },
): Promise<Result[]> {
  const taking = entries.filter(({ solver }) => pool.has(solver));
  const instance = instanceOf(spec);
  const problems = new Map<string, string>();
  for (const solver of new Set(taking.map((entry) => entry.solver))) {
    const most = PEERS.find(({ name }) => name === solver)?.mostPairs ?? Number.POSITIVE_INFINITY;
    const missing = spec.pairs > most ? 'not tried: its full table is too large' : await pool.get(solver).load(spec);
    if (missing !== undefined) problems.set(solver, missing);
  }
  const runs = taking.map((entry) => ({ entry, answers: [] as Answer[], spent: 0, agrees: true }));
  let best: Answer | undefined;
  for (let round = 0; round < rounds; round++) {
    for (const run of runs) {
      const { solver, order } = run.entry;
      if (problems.has(solver) || (round > 1 && run.spent > patience && isPeer(solver))) continue;
      const start = performance.now();
      const answer = await pool.get(solver).solve(order);
      run.spent += (performance.now() - start) / 1000;
      if (typeof answer === 'string') {
        problems.set(solver, answer);
        continue;
      }
      best ??= answer;
      run.answers.push(answer);
      const same = order.includes('fair')
        ? isFairerAnswer(answer, best)
        : objectiveOf(instance, answer) === objectiveOf(instance, best);
      run.agrees &&= same && answer.accepted !== false;
    }
  }
  return runs.map(({ entry, answers, agrees }) => {
    const seconds = answers.map((answer) => answer.seconds);
    const later = seconds.length > 1 ? seconds.slice(1) : seconds;
    const checks = answers.flatMap(({ check }) => (check === undefined ? [] : [check]));
    const missing = problems.get(entry.solver);
    return {
      name: entry.name,
      first: seconds[0] ?? Number.NaN,
      least: Math.min(...later),
      median: median(later),
      check: checks.length > 0 ? median(checks) : undefined,
      rounds: answers.length,
      agrees: agrees && answers.length > 0,
      ...(missing !== undefined && answers.length === 0 && { missing }),
    };
  });
}

function isPeer(solver: string): boolean {
  return solver !== 'ours' && solver !== 'lemon';
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
