/**
 * Speed and memory beside peers: the same instances in the same run, in turns, outcomes compared exactly.
 *
 *   npm run bench              a minute or two
 *   npm run bench -- --check   small instances, agreement only; needs neither a compiler nor LEMON
 *   npm run bench -- --full    up to five million pairs, more families and peers: about an hour
 *   npm run bench -- table     every figure of the table of goals; or some of them: kernel, families, pipe, live, teams, assignment
 *
 * `--before <folder>` takes turns with what is built there, the release before; `--record` keeps the figures as those that later ones are held against.
 */
import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { FAMILY_NAMES, type Spec } from './families.js';
import { goalRows, goalsOf, record, worseThanRecorded } from './goals.js';
import { buildLemon } from './lemon.js';
import { printLive, printLiveRecords } from './live-report.js';
import { pipe } from './measures.js';
import { PEERS } from './peers.js';
import { LEMON, npmEntries, OURS, OURS_FAIR, OURS_ROWS, race, startPool } from './race.js';
import { printRelease } from './release.js';
import {
  failIfDifferent,
  printFamilies,
  printFirstCalls,
  printMemory,
  printPipes,
  printRace,
  type Run,
} from './report.js';
import { printStable } from './stable.js';
import { table } from './table.js';
import { printAssignment, printScarceTeams, printTeams, teamAgreement } from './team-report.js';
import { printWhole, wholeAgrees } from './whole-report.js';
import { printWorkers } from './workers.js';

const { values: told, positionals } = parseArgs({
  options: {
    check: { type: 'boolean' },
    full: { type: 'boolean', default: false },
    record: { type: 'boolean' },
    before: { type: 'string' },
  },
  allowPositionals: true,
});
const lemon = buildLemon();
const run: Run = {
  full: told.full,
  driver: 'driver' in lemon ? lemon.driver : undefined,
  figures: { races: new Map(), memory: new Map(), live: new Map(), gaps: new Map() },
};
const date = new Date().toISOString().slice(0, 10);
const load = loadavg()[0]!.toFixed(1);
const processor = cpus()[0]?.model ?? 'unknown processor';
console.log(`${date}, Node ${process.version}, ${cpus().length} × ${processor}, load ${load} before the start.`);
console.log('missing' in lemon ? `Without LEMON: ${lemon.missing}.` : `${lemon.version}.`);
console.log(`From npm: ${PEERS.map(({ name }) => `${name} ${versionOf(name)}`).join(', ')}.`);
if (told.check) await agreement();
else {
  await (positionals.length > 0 ? parts(positionals) : measure());
  const goals = goalsOf(run.figures);
  console.log(`\n${table(['goal', 'must', 'aim', 'here'], goalRows(goals))}`);
  for (const line of worseThanRecorded(goals)) console.log(line);
  if (told.record) record(goals);
}
if ('clean' in lemon) lemon.clean();

/** Every family, small, by everybody. */
async function agreement(): Promise<void> {
  const pool = startPool(run.driver);
  const rows: string[][] = [];
  for (const family of FAMILY_NAMES) {
    const spec = { family, pairs: 600 };
    const ours = family === 'soft' ? [OURS] : [OURS, OURS_FAIR, OURS_ROWS];
    const results = await race(spec, [...ours, ...LEMON, ...npmEntries(spec)], { rounds: 1, patience: 10, pool });
    failIfDifferent(results);
    const silent = results.filter(({ missing }) => missing !== undefined);
    const others = results.filter(({ agrees, missing }) => !agrees && missing === undefined);
    rows.push([
      family,
      `${results.filter(({ agrees }) => agrees).length} of ${results.length - silent.length}`,
      others.map(({ name }) => name).join('; ') || '—',
      silent.map(({ name, missing }) => `${name}: ${missing}`).join('; ') || '—',
    ]);
  }
  pool.close();
  console.log(`\n${table(['instance', 'agree', 'do NOT', 'no answer'], rows)}`);
  await teamAgreement();
  const found = await pipe(500);
  const accepted = typeof found !== 'string' && found.times.accepted;
  if (!accepted) process.exitCode = 1;
  console.log(`\nThe plan of 500 needs from records is ${accepted ? 'accepted' : 'NOT accepted'}.`);
  const whole = await wholeAgrees();
  if (!whole) process.exitCode = 1;
  console.log(`Plans of 300 needs, some met whole, are ${whole ? 'accepted' : 'NOT accepted, or worse than by hand'}.`);
}

/** Rows of the table of goals. */
async function parts(names: readonly string[]): Promise<void> {
  const { figures } = run;
  const all: Readonly<Record<string, () => Promise<unknown>>> = {
    async kernel() {
      for (const pairs of [1e5, 1e6, 5e6]) await printRace(run, { family: 'city', pairs }, [OURS, OURS_FAIR]);
      await printRace(run, { family: 'giant', pairs: 1e6 }, [OURS, OURS_FAIR]);
    },
    families: () => printFamilies(run, 1e5),
    async pipe() {
      await printPipes(run, [50_000]);
      if (told.before !== undefined) figures.release = await printRelease(told.before, 50_000);
    },
    async live() {
      await printLive(
        figures,
        ['giant' as const, 'hub' as const].map((family) => ({ family, pairs: 1e5 })),
        1000,
      );
      await printLiveRecords(figures);
    },
    teams: () => printScarceTeams(figures),
    assignment: () => printAssignment(figures),
  };
  const wanted = names.includes('table') ? Object.keys(all) : names;
  const unknown = wanted.find((name) => !Object.hasOwn(all, name));
  if (unknown !== undefined) throw new Error(`There is no part ${unknown}; there are ${Object.keys(all).join(', ')}.`);
  for (const name of wanted) await all[name]!();
}

async function measure(): Promise<void> {
  const { full } = run;
  for (const pairs of full ? [1e3, 1e4, 1e5, 1e6, 5e6] : [1e4, 1e5, 1e6]) {
    const spec: Spec = { family: 'city', pairs };
    const npm = npmEntries(spec).filter(({ solver }) => full || solver === 'highs');
    const rows = full ? pairs <= 1e6 : pairs <= 1e5;
    await printRace(run, spec, [OURS, OURS_FAIR, ...(rows ? [OURS_ROWS] : []), ...(pairs <= 1e5 ? npm : [])]);
  }
  if (full) {
    await printRace(run, { family: 'giant', pairs: 1e6 }, [OURS, OURS_FAIR]);
    const unit: Spec = { family: 'unit', pairs: 1e4 };
    await printRace(run, unit, [OURS, ...npmEntries(unit)]);
    await printFamilies(run, 1e5);
    await printWorkers(run);
  }
  await printFirstCalls(run);
  await printMemory(run);
  await printPipes(run, full ? [1000, 10_000, 50_000] : [10_000]);
  await printTeams(full);
  await printWhole(full);
  printStable(full);
  await printLive(
    run.figures,
    (full ? [1e4, 1e5, 1e6] : [1e4, 1e6]).map((pairs) => ({ family: 'city', pairs })),
    full ? 10_000 : 2000,
  );
}

function versionOf(name: string): string {
  try {
    const text = readFileSync(new URL(`../node_modules/${name}/package.json`, import.meta.url), 'utf8');
    return (JSON.parse(text) as { version: string }).version;
  } catch {
    return '(not installed)';
  }
}
