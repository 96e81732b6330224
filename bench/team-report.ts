import { startChild } from './contestant.js';
import { count, percent, table, time } from './table.js';
import { ABOUT_TEAMS, TEAM_FAMILIES, type TeamSpec, teamsOf } from './team-instances.js';
import type { TeamAnswer } from './team-solvers.js';

const SOLVERS = ['ours', 'highs'] as const;
/** Teams up to which HiGHS is asked. */
const MOST = 1000;

/** Teams by us and, up to a size, by HiGHS as mixed-integer programs: value, bound and time side by side, a fresh process for every row. */
export async function printTeams(full: boolean): Promise<void> {
  const seconds = full ? 60 : 5;
  const families = full ? TEAM_FAMILIES : TEAM_FAMILIES.slice(0, 1);
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

/** Small teams of every family by both, which must agree. */
export async function teamAgreement(): Promise<void> {
  const rows: string[][] = [];
  for (const family of TEAM_FAMILIES) {
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
