import { startChild } from './contestant.js';
import { count, percent, table, time } from './table.js';
import type { WholeSpec, WholeTimes } from './whole-pipe.js';

const PATIENCE = 3600;

/** Needs that are met whole: from records to a plan in fresh processes. */
export async function printWhole(full: boolean): Promise<void> {
  const rows: string[][] = [];
  for (const spec of full
    ? [...cities(10_000, 60_000), ...cities(10_000).slice(2, 4)]
    : cities(2000, 5000).slice(2, 4)) {
    const found = await wholePipe(spec);
    if (typeof found === 'string') {
      rows.push([nameOf(spec), found]);
      process.exitCode = 1;
      continue;
    }
    const { lines, candidates, stages, ranks, status, bytes, peak, accepted } = found;
    if (!accepted) process.exitCode = 1;
    rows.push([
      nameOf(spec),
      `${count(lines)} / ${count(candidates)}`,
      time(stages.createNetwork + stages.compile),
      `${time(stages.solve)} (${spec.timeLimit === undefined ? 'none' : time(spec.timeLimit / 1000)})`,
      time(stages.check),
      time(stages.decode),
      ranks.map(({ value }) => count(value)).join(' · '),
      ranks.map(({ value, bound }) => percent((bound - value) / Math.max(value, 1))).join(' · '),
      ranks.map(({ greedy }) => count(greedy)).join(' · '),
      `${(bytes.plan / 1e6).toFixed(1)} / ${(bytes.certificate / 1e6).toFixed(1)} MB`,
      `${count(peak / 1e6)} MB`,
      accepted ? status : 'NOT accepted',
    ]);
  }
  console.log('\nNeeds met whole, from records to a plan by all levels, first call in a fresh process:\n');
  const heads = ['lines / candidates', 'records, compile', 'solve (limit)', 'check', 'decode'];
  const figures = ['value by rank', 'gap by rank', 'greedy', 'plan / certificate', 'memory', 'status'];
  console.log(table(['city', ...heads, ...figures], rows));
}

/** Whether a small city's plan is accepted and no worse than first come, first served. */
export async function wholeAgrees(): Promise<boolean> {
  for (const spec of cities(300).filter((_, i) => i % 2 === 0)) {
    const found = await wholePipe({ ...spec, workLimit: 5_000_000 });
    if (typeof found === 'string' || !found.accepted) return false;
    const first = found.ranks.find(({ value, greedy }) => value !== greedy);
    if (first && first.value < first.greedy) return false;
  }
  return true;
}

/** Much and little met whole, little and much room, districts and one giant. */
function cities(needs: number, timeLimit?: number): WholeSpec[] {
  const limit = timeLimit === undefined ? {} : { timeLimit };
  return [10, 50, 100].flatMap((whole) =>
    [needs / 100, 0].flatMap((districts) =>
      (whole === 50 && districts === 0 ? [90, 120] : [90]).map((room) => ({ needs, whole, room, districts, ...limit })),
    ),
  );
}

function nameOf({ whole, room, districts }: WholeSpec): string {
  return `${whole} % whole, room for ${room} %, ${districts === 0 ? 'one giant' : `${districts} districts`}`;
}

async function wholePipe(spec: WholeSpec): Promise<WholeTimes | string> {
  const child = startChild(PATIENCE);
  const reply = await child.ask({ whole: spec });
  child.close();
  if ('whole' in reply) return reply.whole;
  return 'missing' in reply ? reply.missing : 'no answer';
}
