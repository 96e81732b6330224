import { startChild } from './contestant.js';
import type { Spec } from './families.js';
import type { PipeTimes } from './pipe.js';
import { median } from './race.js';

const PATIENCE = 3600;

/** Seconds of the first call in fresh processes, median. */
export async function firstCall(spec: Spec, order: string, processes: number): Promise<number> {
  const seconds: number[] = [];
  for (let i = 0; i < processes; i++) {
    const child = startChild(PATIENCE);
    await child.ask({ load: spec, solver: 'ours' });
    const reply = await child.ask({ solve: order });
    if ('answer' in reply) seconds.push(reply.answer.seconds);
    child.close();
  }
  return median(seconds);
}

/**
 * Bytes a pair at the peak of a solve over its input columns, and of those columns. In a process whose code is warm; median of three, since it
 * depends on when garbage is collected.
 */
export async function solveMemory(spec: Spec, order: string): Promise<{ columns: number; peak: number | undefined }> {
  const child = startChild(PATIENCE);
  for (const small of [2000, 20_000]) {
    await child.ask({ load: { family: spec.family, pairs: small }, solver: 'ours' });
    await child.ask({ solve: order });
  }
  const reply = await child.ask({ load: spec, solver: 'ours' });
  const peaks: number[] = [];
  for (let i = 0; i < 3; i++) {
    const memory = await child.ask({ peak: order });
    if ('bytes' in memory && memory.bytes !== undefined) peaks.push(memory.bytes);
  }
  child.close();
  if (!('loaded' in reply)) return { columns: Number.NaN, peak: undefined };
  const { pairs, bytes } = reply.loaded;
  return { columns: bytes / pairs, peak: peaks.length > 0 ? median(peaks) / pairs : undefined };
}

/** From records to a plan: the stages in a fresh process, and in another one the bytes at the peak over the records. */
export async function pipe(needs: number): Promise<{ times: PipeTimes; peak: number | undefined } | string> {
  const timed = startChild(PATIENCE);
  const reply = await timed.ask({ pipe: needs });
  timed.close();
  if (!('pipe' in reply)) return 'missing' in reply ? reply.missing : 'no answer';
  const measured = startChild(PATIENCE);
  const memory = await measured.ask({ pipePeak: needs });
  measured.close();
  const bytes = 'bytes' in memory ? memory.bytes : undefined;
  return { times: reply.pipe, peak: bytes === undefined ? undefined : bytes / reply.pipe.candidates };
}
