import { startChild } from './contestant.js';
import type { Spec } from './families.js';
import type { Figures } from './goals.js';
import { count, table, time } from './table.js';

/** Events of a live flow, each row by a process of its own. */
export async function printLive({ live: figures }: Figures, specs: readonly Spec[], events: number): Promise<void> {
  const rows: string[][] = [];
  for (const spec of specs) {
    for (const levels of [
      ['rank', 'cost'],
      ['rank', 'fair', 'cost'],
    ] as const) {
      const child = startChild(600);
      const reply = await child.ask({ live: { spec, levels, events } });
      child.close();
      if (!('live' in reply)) {
        rows.push([
          spec.family,
          count(spec.pairs),
          levels.join(', '),
          'missing' in reply ? reply.missing : 'no answer',
        ]);
        process.exitCode = 1;
        continue;
      }
      const { live } = reply;
      if (!live.accepted) process.exitCode = 1;
      const { clock, processor } = live;
      figures.set(`${spec.family} ${levels.join(', ')}`, processor.median);
      rows.push([
        spec.family,
        count(live.pairs),
        levels.join(', '),
        ...[live.solve, live.open, clock.median, clock.p99, clock.most, processor.median, processor.p99].map(time),
        live.pivots.toFixed(0),
        live.changed.toFixed(1),
        live.accepted ? 'yes' : 'NO',
      ]);
    }
  }
  console.log('\nOne event of a live flow, settled and checked: by the clock, then of processor time:\n');
  const columns = ['solve', 'open', 'median', 'p99', 'most', 'processor median', 'p99', 'pivots', 'pairs changed'];
  console.log(table(['family', 'pairs', 'levels', ...columns, 'last plan as from nothing'], rows));
}

/** One change of a session on records. */
export async function printLiveRecords({ live }: Figures): Promise<void> {
  const child = startChild(600);
  const reply = await child.ask({ liveRecords: 20 });
  child.close();
  if ('seconds' in reply) live.set('records', reply.seconds);
  else process.exitCode = 1;
  const told = 'seconds' in reply ? time(reply.seconds) : 'missing' in reply ? reply.missing : 'no answer';
  console.log(
    `\nOne change of a session, 1,000 needs and 500 volunteers who can all serve all, processor time: ${told}`,
  );
}
