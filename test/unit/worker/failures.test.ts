import { afterEach, describe, expect, it, vi } from 'vitest';
import { instanceOf } from '../../../bench/families.js';
import { startRun } from '../../../src/solve/control.js';
import { solve } from '../../../src/solve/solve.js';
import { openPool } from '../../../src/worker/pool.js';
import { solveIn } from '../../../src/worker/solve-apart.js';
import { runText, threadFile } from '../../support/program.js';
import { codeUrl, threadThat, watched } from '../../support/threads.js';

const THREAD = threadFile();

const LEVELS = ['rank', 'fair', 'keep', 'cost'] as const;
const { problem } = instanceOf({ family: 'city', pairs: 3000 });
/** Long enough to be interrupted. */
const large = instanceOf({ family: 'giant', pairs: 60_000 }).problem;
const run = (...signals: AbortSignal[]) => startRun({}, {}, signals);

const pools: { close(): void }[] = [];
afterEach(() => {
  for (const pool of pools.splice(0)) pool.close();
});

/** No patience with threads measures the machine. */
const HOUR = 3_600_000;

/** A pool of threads of one kind; `most` parts of at least one arc. */
function open(url: URL, most = 1, patience = HOUR) {
  const seen = watched(url);
  const pool = openPool(seen.start, most, patience);
  pools.push(pool);
  return { ...seen, pool, solve: solveIn(pool, most, 1) };
}

/** Says that it is at work, and never ends. */
const BUSY = threadThat("parentPort.postMessage({ kind: 'progress', work: 1 }); for (;;);");

const FAILED = { name: 'LinkageError', code: 'WORKER_FAILED' };

describe('a thread that fails', () => {
  it.each<[string, URL, RegExp]>([
    ['ends on a task', threadThat('process.exit(3)'), /code 3/],
    ['throws on a task', threadThat("throw new RangeError('out of paper')"), /RangeError: out of paper/],
    ['says what nobody understands', threadThat("parentPort.postMessage({ kind: 'tea' })"), /nobody understands/],
    ['says nothing at all', threadThat('parentPort.postMessage(undefined)'), /nobody understands/],
    [
      'has a solution of another problem',
      threadThat(
        "parentPort.postMessage({ kind: 'solved', work: 1, solution: { flow: new Float64Array(1), prices: {}, proved: [] } })",
      ),
      /nobody understands/,
    ],
    ['has no solution', threadThat("parentPort.postMessage({ kind: 'solved', work: 1 })"), /nobody understands/],
    ['says twice that it is there', threadThat("parentPort.postMessage({ kind: 'ready' })"), /nobody understands/],
    [
      'speaks before it is asked',
      codeUrl("import { parentPort } from 'node:worker_threads'; parentPort.postMessage({ kind: 'solved' })"),
      /nobody understands/,
    ],
    ['throws while it loads', codeUrl("throw new Error('no stamps')"), /no stamps/],
    ['has a file with errors', codeUrl('const = 1'), /SyntaxError/],
    ['ends while it loads', codeUrl('process.exit(0)'), /code 0/],
    ['has no file', new URL('file:///nowhere/worker-thread.js'), /Cannot find/],
    ['has a place where no file can be', new URL('https://example.org/worker-thread.js'), /scheme/],
  ])('fault 88: that %s rejects the call, and leaves no thread behind', async (_, url, words) => {
    const { solve, threads, gone } = open(url);
    await expect(solve(problem, LEVELS, run())).rejects.toMatchObject({
      ...FAILED,
      message: expect.stringMatching(words),
    });
    await vi.waitFor(() => expect(gone()).toBe(threads.length), HOUR);
  });

  it('fault 88: that cannot even be tried rejects the call, and is tried once', async () => {
    let tries = 0;
    const pool = openPool(() => {
      tries++;
      throw new TypeError('no threads today');
    }, 3);
    await expect(solveIn(pool, 3, 1)(problem, LEVELS, run())).rejects.toMatchObject(FAILED);
    expect(tries).toBe(1);
  });

  it('fault 88: that loads and never speaks is given up', async () => {
    const { solve } = open(
      codeUrl("import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => {})"),
      1,
      300,
    );
    await expect(solve(problem, LEVELS, run())).rejects.toMatchObject({
      ...FAILED,
      message: expect.stringMatching(/0\.3 s/),
    });
  });

  it('fault 88: that runs out of memory rejects the call', () => {
    const script = `
      import { openPool } from './src/worker/pool.ts';
      import { solveIn } from './src/worker/solve-apart.ts';
      import { startRun } from './src/solve/control.ts';
      import { instanceOf } from './bench/families.ts';
      import { threadThat, watched } from './test/support/threads.ts';
      const greedy = threadThat('const all = []; for (;;) all.push(new Array(1000).fill(all.length + 0.5))');
      const { problem } = instanceOf({ family: 'city', pairs: 300 });
      solveIn(openPool(watched(greedy).start, 1), 1)(problem, ['rank'], startRun({}, {}, [])).catch((e) => console.log(e.code, e.cause.code));`;
    const { stdout } = runText(script, ['--max-old-space-size=80']);
    expect(stdout).toBe('WORKER_FAILED ERR_WORKER_OUT_OF_MEMORY\n');
  });

  it('fault 88: that is ended from outside, mid-run, rejects the call; the next one gets a fresh thread', async () => {
    const { solve, threads, gone } = open(THREAD);
    const first = solve(large, LEVELS, run());
    await vi.waitFor(() => expect(threads.length).toBe(1), HOUR);
    setTimeout(() => threads[0]!.end(), 50);
    await expect(first).rejects.toMatchObject(FAILED);
    expect(gone()).toBe(1);
    expect(await solve(problem, LEVELS, run())).toEqual(expect.objectContaining({ proved: LEVELS }));
    expect(threads.length).toBe(2);
  });

  it('fault 88: takes the other parts of its problem with it, and nobody else’s', async () => {
    // The first thread of all ends on its task, the others work.
    const bad = watched(threadThat('process.exit(3)'));
    const good = watched(THREAD);
    let count = 0;
    const pool = openPool((hearing) => (count++ === 0 ? bad : good).start(hearing), 2, HOUR);
    pools.push(pool);
    const solveTwo = solveIn(pool, 2, 1);
    const calls = await Promise.allSettled([solveTwo(problem, LEVELS, run()), solveTwo(problem, LEVELS, run())]);
    expect(calls).toContainEqual({ status: 'rejected', reason: expect.objectContaining(FAILED) });
    expect(calls).toContainEqual({ status: 'fulfilled', value: solve(problem, LEVELS) });
    expect(bad.threads.length + good.threads.length).toBe(count);
  });
});

describe('the file of the threads', () => {
  it('fault 88: refuses a bad message in words, and goes on', async () => {
    const replies: unknown[] = [];
    // How far it is may be told at any time.
    const heard = (reply: { readonly kind: string }) => {
      if (reply.kind !== 'progress') replies.push(reply);
    };
    const thread = watched(THREAD).start({ heard, lost: () => {} });
    pools.push({ close: () => thread.end() });
    const next = () => vi.waitFor(() => replies.shift() ?? expect.fail('not yet'), HOUR);
    expect(await next()).toEqual({ kind: 'ready' });
    thread.post('tea', []);
    expect(await next()).toEqual({ kind: 'failed', error: expect.objectContaining({ name: 'TypeError' }) });
    thread.post({ problem, levels: LEVELS, limits: {} }, []);
    expect(await next()).toMatchObject({ kind: 'solved', solution: solve(problem, LEVELS) });
  });
});

describe('an abort', () => {
  it('fault 83: mid-run rejects with the reason before any timer and ends the run; the next call gets a fresh thread', async () => {
    const { solve, threads, gone } = open(BUSY);
    const stop = new AbortController();
    const onProgress = vi.fn();
    const heard: string[] = [];
    const call = solve(problem, LEVELS, startRun({}, { onProgress }, [stop.signal])).catch((reason: Error) =>
      heard.push(reason.message),
    );
    await vi.waitFor(() => expect(onProgress).toHaveBeenCalled(), HOUR);
    setTimeout(() => heard.push('a timer'));
    stop.abort(new Error('enough'));
    await call;
    expect(heard).toEqual(['enough']);
    await vi.waitFor(() => expect(gone()).toBe(1), HOUR);
    void solve(problem, LEVELS, run()).catch(() => {});
    expect(threads.length).toBe(2);
  });

  it('fault 83: of a call that is still waiting takes no thread from the one before it', async () => {
    const { solve, threads, gone } = open(THREAD);
    const stop = new AbortController();
    const first = solve(large, LEVELS, run());
    const second = solve(problem, LEVELS, run(stop.signal));
    const third = solve(problem, LEVELS, run());
    stop.abort(new Error('enough'));
    await expect(second).rejects.toThrow('enough');
    expect((await first).proved).toEqual(LEVELS);
    expect((await third).proved).toEqual(LEVELS);
    expect([threads.length, gone()]).toEqual([1, 0]);
  });

  it('fault 83: before the call, nothing is started', async () => {
    const { solve, threads } = open(THREAD);
    await expect(solve(problem, LEVELS, run(AbortSignal.abort(new Error('enough'))))).rejects.toThrow('enough');
    expect(threads.length).toBe(0);
  });

  it('fault 87: what `onProgress` throws ends the run', async () => {
    const { solve, gone } = open(BUSY);
    const onProgress = () => {
      throw new TypeError('mine');
    };
    await expect(solve(problem, LEVELS, startRun({}, { onProgress }, []))).rejects.toThrow(new TypeError('mine'));
    await vi.waitFor(() => expect(gone()).toBe(1), HOUR);
  });
});

describe('threads', () => {
  it('are started when they are needed, kept, and shared by calls at the same time', async () => {
    const { solve: solveTwo, threads, gone } = open(THREAD, 2);
    expect(threads.length).toBe(0);
    const whole = solve(problem, LEVELS);
    const all = await Promise.all([1, 2, 3].map(() => solveTwo(problem, LEVELS, run())));
    for (const solution of all) expect(solution).toEqual(whole);
    expect(await solveTwo(problem, LEVELS, run())).toEqual(whole);
    expect([threads.length, gone()]).toEqual([2, 0]);
  });

  it('fault 89: however many, give the solution of the calling thread', async () => {
    const whole = solve(problem, LEVELS);
    const columns = structuredClone(problem);
    for (const most of [1, 2, 3]) {
      expect(await open(THREAD, most).solve(problem, LEVELS, run())).toEqual(whole);
      expect(problem).toEqual(columns);
    }
  });
});
