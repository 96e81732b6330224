import { startChild } from './contestant.js';
import type { Figures } from './goals.js';
import { count, percent, table, time } from './table.js';
import { ABOUT_TEAMS, TEAM_FAMILIES, type TeamSpec, teamsOf } from './team-instances.js';
import type { TeamAnswer } from './team-solvers.js';

const SOLVERS = ['ours', 'highs'] as const;
/** Teams up to which HiGHS is asked. */
const MOST = 1000;

/** Teams by us and, up to a size, by HiGHS as mixed-integer programs: value, bound and time side by side, a fresh process for every row. */
export async function printTeams(full: boolean): Promise<void> {
  const seconds = full ? 60 : 5;
  const families = full ? TEAM_FAMILIES.filter((name) => !isAssignment(name)) : TEAM_FAMILIES.slice(0, 1);
  const rows: string[][] = [];
  for (const family of families) {
    const large = family === 'volunteers' ? 4000 : 10_000;
    for (const teams of full ? [100, 1000, large] : [100]) {
      rows.push(...(await rowsOf({ family, teams }, seconds)));
    }
  }
  console.log(`\nTeams, up to ${seconds} s each; per rank value, ≤ bound where they differ, and the largest gap:\n`);
  const head = ['instance', 'teams', 'pairs', 'solver', 'time', 'value by rank', 'gap', 'cost', 'check', 'all proved'];
  console.log(table(head, rows));
  console.log(`\n${families.map((family) => `*${family}*: ${ABOUT_TEAMS[family]}.`).join(' ')}`);
}

/** Where supply is short: the gap of the last rank after a minute. */
export async function printScarceTeams({ gaps }: Figures): Promise<void> {
  const answer = await answerOf({ family: 'city, 86 %', teams: 10_000 }, 'ours', 60);
  if (typeof answer === 'string' || answer.accepted !== true) {
    process.exitCode = 1;
    console.log(`\n10,000 teams: ${typeof answer === 'string' ? answer : 'REFUSED'}`);
    return;
  }
  const all = answer.values.map((value, r) => (answer.bounds[r]! - value) / Math.max(value, 1));
  gaps.set('teams', all.at(-1)!);
  console.log(
    `\n10,000 teams, supply 86 %, 60 s: value ${answer.values.join(', ')}, gaps ${all.map(percent).join(', ')}`,
  );
}

const KINDS = ['assignment C', 'assignment D', 'assignment E'] as const;
const isAssignment = (family: string) => (KINDS as readonly string[]).includes(family);

/** Generalised assignment of the harder kinds, 5, 10 and 20 agents: cost over its bound after 2 s and after 30 s. */
export async function printAssignment({ gaps }: Figures): Promise<void> {
  const rows: string[][] = [];
  for (const family of KINDS) {
    for (const [seed, teams] of [
      [6, 100],
      [7, 100],
      [8, 200],
    ] as const) {
      const row = [family, count([5, 10, 20][seed % 3]!), count(teams)];
      for (const limit of [2, 30]) {
        const answer = await answerOf({ family, teams, seed }, 'ours', limit);
        const { cost, costBound, accepted } = typeof answer === 'string' ? ({} as Partial<TeamAnswer>) : answer;
        if (accepted !== true) process.exitCode = 1;
        const gap = cost === undefined || costBound === undefined ? undefined : (cost - costBound) / costBound;
        if (gap !== undefined) gaps.set(`assignment ${limit}`, Math.max(gap, gaps.get(`assignment ${limit}`) ?? 0));
        row.push(typeof answer === 'string' ? answer : `${count(cost!)} (${percent(gap)})`);
      }
      rows.push(row);
    }
  }
  console.log('\nGeneralised assignment, cost (over its bound):\n');
  console.log(table(['kind', 'agents', 'jobs', '2 s', '30 s'], rows));
}

/** Small teams of every family by both, which must agree. */
export async function teamAgreement(): Promise<void> {
  const rows: string[][] = [];
  for (const family of TEAM_FAMILIES.filter((name) => !isAssignment(name))) {
    const [ours, highs] = await Promise.all(SOLVERS.map((solver) => answerOf({ family, teams: 30 }, solver, 60)));
    const agree =
      typeof ours === 'object' &&
      typeof highs === 'object' &&
      ours.accepted === true &&
      [ours.proved, highs.proved].every(Boolean) &&
      `${ours.values} at ${ours.cost}` === `${highs.values} at ${highs.cost}`;
    if (!agree) process.exitCode = 1;
    rows.push([family, agree ? 'yes' : 'NO', [ours, highs].filter((one) => typeof one === 'string').join('; ') || '—']);
  }
  console.log(`\n${table(['30 teams', 'ours and HiGHS agree', 'no answer'], rows)}`);
}

async function rowsOf(spec: TeamSpec, seconds: number): Promise<string[][]> {
  const { teams } = teamsOf(spec);
  const pairs = teams.reduce((sum, { lines }) => sum + lines.reduce((all, line) => all + line.pairs.length, 0), 0);
  const rows: string[][] = [];
  for (const solver of SOLVERS) {
    const start = [spec.family, count(teams.length), count(pairs), solver === 'ours' ? solver : `npm ${solver}`];
    if (solver === 'highs' && teams.length > MOST) continue;
    const answer = await answerOf(spec, solver, seconds);
    if (typeof answer === 'string') {
      rows.push([...start, answer, '', '', '', '', '']);
      continue;
    }
    const { values, bounds, cost, check, proved, accepted } = answer;
    if (accepted === false) process.exitCode = 1;
    const told = values.map((value, r) => (value === bounds[r] ? `${value}` : `${value} ≤ ${bounds[r]}`)).join(', ');
    const gap = values.reduce((most, value, r) => Math.max(most, (bounds[r]! - value) / Math.max(value, 1)), 0);
    const price = cost === undefined ? '—' : count(cost);
    const words = accepted === false ? 'REFUSED' : proved ? 'yes' : 'no';
    rows.push([...start, time(answer.seconds), told, percent(gap), price, time(check), words]);
  }
  return rows;
}

async function answerOf(spec: TeamSpec, solver: string, seconds: number): Promise<TeamAnswer | string> {
  // HiGHS looks at the clock only now and then.
  const child = startChild(3 * seconds + 60);
  const reply = await child.ask({ teams: spec, solver, seconds });
  child.close();
  return 'teams' in reply ? reply.teams : 'missing' in reply ? reply.missing : 'no answer';
}
