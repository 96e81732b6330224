import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type * as Library from '../src/index.js';
import { startChild } from './contestant.js';
import { processorTime } from './laps.js';
import { median } from './race.js';
import { cityRecords } from './records.js';
import { count, table, time, times } from './table.js';

const HERE = fileURLToPath(new URL('..', import.meta.url));
const ROUNDS = 3;

/** Seconds of processor time from records to a plan that its own check accepts, by the package that was built in a folder. */
export async function releasePipe(folder: string, needs: number): Promise<number> {
  const input = cityRecords({ needs });
  const { createNetwork, match, verify }: typeof Library = await import(
    pathToFileURL(join(folder, 'dist/index.js')).href
  );
  const start = processorTime();
  const network = createNetwork(input);
  const plan = match(network);
  const { ok } = verify(network, plan);
  if (!ok) throw new Error('the plan is not accepted');
  return processorTime() - start;
}

/** Records to a proved plan by this build and by that of another folder, in turns, each time in a fresh process. Gives the ratio. */
export async function printRelease(before: string, needs: number): Promise<number | undefined> {
  const folders = [HERE, resolve(before)];
  const bare = folders.find((folder) => !existsSync(join(folder, 'dist/index.js')));
  if (bare) {
    console.log(`\nNothing is built in ${bare}: npm run build there first.`);
    process.exitCode = 1;
    return undefined;
  }
  const seconds: number[][] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    for (const [i, folder] of folders.entries()) {
      const child = startChild(3600);
      const reply = await child.ask({ release: folder, needs });
      child.close();
      if (!('seconds' in reply)) {
        console.log(`\n${folder}: ${'missing' in reply ? reply.missing : 'no answer'}`);
        process.exitCode = 1;
        return undefined;
      }
      seconds[i]!.push(reply.seconds);
    }
  }
  const [now, then] = seconds.map(median) as [number, number];
  console.log(
    `\nRecords to a proved and verified plan, ${count(needs)} needs, ${ROUNDS} rounds in turns, processor time:\n`,
  );
  console.log(table(['this build', 'the release before', 'ratio'], [[time(now), time(then), times(now / then)]]));
  return now / then;
}
