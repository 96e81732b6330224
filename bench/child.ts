/**
 * A solver in a process of its own: what it leaves in memory or in compiled code touches nobody else, its first call is a first call, and
 * it can be ended when it takes too long. It is told what to do by messages (see `contestant.ts`).
 */
import { instanceOf, type Spec } from './families.js';
import { processorTime } from './laps.js';
import { type LiveSpec, type LiveTimes, liveTimes } from './live.js';
import { liveRecordTimes } from './live-records.js';
import { peakOf } from './memory.js';
import { type Answer, prepareOurs } from './ours.js';
import { outcomeOf } from './outcome.js';
import { PEERS } from './peers.js';
import { type PipeTimes, runPipe, timePipe } from './pipe.js';
import { cityRecords } from './records.js';
import { releasePipe } from './release.js';
import { type TeamSpec, teamsOf } from './team-instances.js';
import { solveHighs, solveOurs, type TeamAnswer } from './team-solvers.js';
import { timeWhole, type WholeSpec, type WholeTimes } from './whole-pipe.js';

export type Request =
  | { readonly load: Spec; readonly solver: string }
  | { readonly solve: string }
  | { readonly peak: string }
  | { readonly pipe: number }
  | { readonly pipePeak: number }
  | { readonly live: LiveSpec }
  | { readonly liveRecords: number }
  | { readonly release: string; readonly needs: number }
  | { readonly teams: TeamSpec; readonly solver: string; readonly seconds: number }
  | { readonly whole: WholeSpec };

export type Reply =
  | { readonly loaded: { readonly pairs: number; readonly bytes: number } }
  | { readonly missing: string }
  | { readonly answer: Answer }
  | { readonly pipe: PipeTimes }
  | { readonly teams: TeamAnswer }
  | { readonly live: LiveTimes }
  | { readonly seconds: number }
  | { readonly whole: WholeTimes }
  | { readonly bytes: number | undefined };

let run: ((order: string) => Answer) | undefined;

process.on('message', (request: Request) => {
  reply(request).then(
    (message) => process.send?.(message),
    (error: unknown) => process.send?.({ missing: wordsOf(error) }),
  );
});

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND' ? 'not installed' : error.message.split('\n')[0]!;
}

async function reply(request: Request): Promise<Reply> {
  if ('load' in request) return load(request.load, request.solver);
  if ('solve' in request) return { answer: run!(request.solve) };
  if ('peak' in request) return { bytes: peakOf(() => run!(request.peak)) };
  if ('pipe' in request) return { pipe: timePipe(cityRecords({ needs: request.pipe })) };
  if ('liveRecords' in request) return { seconds: liveRecordTimes(request.liveRecords) };
  if ('release' in request) return { seconds: await releasePipe(request.release, request.needs) };
  if ('live' in request) return { live: liveTimes(request.live) };
  if ('teams' in request) {
    const { teams, solver, seconds } = request;
    return { teams: await (solver === 'ours' ? solveOurs : solveHighs)(teamsOf(teams), seconds) };
  }
  if ('whole' in request) return { whole: timeWhole(request.whole) };
  const input = cityRecords({ needs: request.pipePeak });
  return { bytes: peakOf(() => runPipe(input)) };
}

async function load(spec: Spec, solver: string): Promise<Reply> {
  run = undefined;
  const instance = instanceOf(spec);
  const { problem } = instance;
  if (solver === 'ours') {
    run = prepareOurs(instance);
  } else {
    const peer = PEERS.find(({ name }) => name === solver);
    if (!peer) throw new Error(`there is no peer ${solver}`);
    const solve = await peer.prepare(instance);
    run = () => {
      const start = processorTime();
      const units = solve();
      return { seconds: processorTime() - start, ...outcomeOf(problem, units) };
    };
  }
  const columns = Object.values(problem).filter((column): column is Float64Array => ArrayBuffer.isView(column));
  const bytes = columns.reduce((sum, { byteLength }) => sum + byteLength, 0);
  return { loaded: { pairs: problem.head.length, bytes } };
}
