import { startChild } from './contestant.js';
import { count, table, time } from './table.js';

/** Events of a live flow, each row by a process of its own. */
export async function printLive(full: boolean): Promise<void> {
  const rows: string[][] = [];
  for (const pairs of full ? [1e4, 1e5, 1e6] : [1e4, 1e6]) {
    for (const levels of [
      ['rank', 'cost'],
      ['rank', 'fair', 'cost'],
    ] as const) {
      const child = startChild(600);
      const reply = await child.ask({
        live: { spec: { family: 'city', pairs }, levels, events: full ? 10_000 : 2000 },
      });
      child.close();
      if (!('live' in reply)) {
        rows.push([count(pairs), levels.join(', '), 'missing' in reply ? reply.missing : 'no answer']);
        process.exitCode = 1;
        continue;
      }
      const { live } = reply;
      if (!live.accepted) process.exitCode = 1;
      const { clock, processor } = live;
      rows.push([
        count(live.pairs),
        levels.join(', '),
        ...[live.solve, live.open, clock.median, clock.p99, clock.most, processor.median, processor.p99].map(time),
        live.pivots.toFixed(0),
        live.changed.toFixed(1),
        live.accepted ? 'yes' : 'NO',
      ]);
    }
  }
  console.log('\nOne event of a live flow on **city**, settled and checked: by the clock, then of processor time:\n');
  const columns = ['solve', 'open', 'median', 'p99', 'most', 'processor median', 'p99', 'pivots', 'pairs changed'];
  console.log(table(['pairs', 'levels', ...columns, 'last plan as from nothing'], rows));
}
