import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { cityRecords } from '../../../bench/records.js';
import { createNetwork, definePolicy, type MatchOptions, match } from '../../../src/index.js';
import { openWorkers, type Workers } from '../../../src/worker/index.js';
import { runText, threadFile } from '../../support/program.js';
import { codeUrl, threadThat } from '../../support/threads.js';

const THREAD = threadFile();

const network = createNetwork(cityRecords({ needs: 200 }));
const best = match(network);
const workers = openWorkers({ workers: 2, url: THREAD });
const opened: Workers[] = [workers];
const open = (url: URL) => {
  const others = openWorkers({ workers: 1, url });
  opened.push(others);
  return others;
};

afterAll(() => {
  for (const each of opened) each.close();
});
afterEach(() => void vi.restoreAllMocks());

describe('workers', () => {
  const one = best.linkages[0]!;
  const given = one.allocations[0]!;
  const pair = { need: one.need, requirement: given.requirement, provider: given.provider };
  const previous = { ...best, linkages: best.linkages.slice(3) };
  it.each<[string, MatchOptions]>([
    ['no options', {}],
    ['pins', { pins: [{ ...pair, quantity: 1 }] }],
    ['bans', { bans: [pair] }],
    ['a plan before', { previous }],
    ['levels', { levels: ['rank', 'cost'] }],
    ['some societies', { societies: ['socialWorker', 'volunteer'] }],
    ['first come, first served', { method: 'greedy' }],
    [
      'functions of a policy',
      { policy: definePolicy({ terms: { mine: ({ need }) => need.severity }, fairBy: () => 'all' }) },
    ],
    ['limits', { workLimit: 1e9, timeLimit: 3_600_000 }],
  ])('give the plan of match, byte for byte, with %s', async (_, options) => {
    expect(JSON.stringify(await workers.match(network, options))).toBe(JSON.stringify(match(network, options)));
  });

  it('give the plan of match, byte for byte, where needs are met whole, stopped or not', async () => {
    const input = cityRecords({ needs: 60 });
    const needs = input.needs.map((need, n) => ({
      ...need,
      ...(n % 2 === 0 && { partial: false, beneficiaries: 1 + (n % 5) }),
    }));
    const teams = createNetwork({ ...input, needs });
    for (const limits of [{}, { workLimit: 0 }, { workLimit: 2000 }, { workLimit: 1e9 }]) {
      const plan = await workers.match(teams, limits);
      expect(plan.teams!.byRank.some(({ met }) => met > 0)).toBe(true);
      expect(JSON.stringify(plan)).toBe(JSON.stringify(match(teams, limits)));
    }
  });

  it('fault 89: a work limit stops where it does without workers', async () => {
    const seen = new Set<string>();
    for (let workLimit = 0; workLimit <= 1_000_000; workLimit = workLimit * 3 + 5000) {
      const plan = await workers.match(network, { workLimit });
      expect(JSON.stringify(plan)).toBe(JSON.stringify(match(network, { workLimit })));
      seen.add(plan.provedLevels.join());
    }
    expect(seen.size).toBeGreaterThan(1);
  });

  it('fault 84: a time limit gives a plan that is flagged', async () => {
    const plan = await workers.match(network, { timeLimit: 0 });
    expect(plan.status).toBe('stopped');
  });

  it('serve any number of calls at the same time, with a signal of all of them, without a warning', async () => {
    const warned = vi.spyOn(process, 'emitWarning');
    const small = createNetwork(cityRecords({ needs: 20 }));
    const { signal } = new AbortController();
    const plans = await Promise.all(Array.from({ length: 30 }, () => workers.match(small, { signal })));
    expect(plans).toEqual(Array.from({ length: 30 }, () => match(small)));
    await new Promise((resolve) => setImmediate(resolve));
    expect(warned).not.toHaveBeenCalled();
  });

  it('fault 86: serve calls at the same time', async () => {
    const other = createNetwork(cityRecords({ needs: 200 }));
    const plans = await Promise.all([workers.match(network), workers.match(other), workers.match(network)]);
    expect(plans).toEqual([best, match(other), best]);
  });

  it('tell the stage and the work done, rising', async () => {
    const large = createNetwork(cityRecords({ needs: 3000 }));
    const seen: { stage: string; work: number }[] = [];
    await workers.match(large, { onProgress: (progress) => seen.push(progress) });
    expect(new Set(seen.map(({ stage }) => stage))).toContain('solve');
    expect(seen.map(({ work }) => work)).toEqual(seen.map(({ work }) => work).sort((a, b) => a - b));
  });

  it('refuse what match refuses, and what is not theirs', async () => {
    await expect(workers.match({} as never)).rejects.toMatchObject({ code: 'INVALID_NETWORK' });
    await expect(workers.match(network, { signal: {} as AbortSignal })).rejects.toMatchObject({
      code: 'INVALID_OPTIONS',
    });
    for (const options of [
      { workers: 0 },
      { workers: 1.5 },
      { workers: 65 },
      { workers: '2' },
      { url: 3 },
      { worker: 2 },
    ]) {
      expect(() => openWorkers(options as object)).toThrow(expect.objectContaining({ code: 'INVALID_OPTIONS' }));
    }
  });
});

describe('what ends a call', () => {
  it('fault 83: an abort, before and during the search', async () => {
    await expect(workers.match(network, { signal: AbortSignal.abort() })).rejects.toThrow('abort');
    const stop = new AbortController();
    const call = open(threadThat('for (;;);')).match(network, {
      signal: stop.signal,
      onProgress: () => {},
    });
    setTimeout(() => stop.abort(new Error('enough')), 500);
    await expect(call).rejects.toThrow('enough');
    expect(await workers.match(network)).toEqual(best);
  });

  it('fault 88: a worker that fails', async () => {
    await expect(open(codeUrl("throw new Error('no stamps')")).match(network)).rejects.toMatchObject({
      code: 'WORKER_FAILED',
      cause: new Error('no stamps'),
      message: expect.stringMatching(/no stamps.*Its file is data:.*five-society-linkage\/worker-thread/s),
    });
  });

  it('fault 88: closing, during the search and while the records are read; afterwards nothing begins', async () => {
    const stuck = open(threadThat('for (;;);'));
    const calls = [stuck.match(network), stuck.match(network)];
    setTimeout(() => stuck.close(), 500);
    for (const call of calls) await expect(call).rejects.toMatchObject({ code: 'WORKERS_CLOSED' });
    await expect(stuck.match(network)).rejects.toMatchObject({ code: 'WORKERS_CLOSED' });
    stuck.close();
    const early = open(THREAD);
    const call = early.match(createNetwork(cityRecords({ needs: 2000 })));
    early.close();
    await expect(call).rejects.toMatchObject({ code: 'WORKERS_CLOSED' });
  });
});

describe('where there are no workers', () => {
  it('fault 88: the calling thread does it', async () => {
    vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined as never);
    const none = open(codeUrl("throw new Error('no stamps')"));
    vi.restoreAllMocks();
    expect(await none.match(network)).toEqual(best);
    expect((await none.match(network, { workLimit: 0 })).status).toBe('stopped');
    const call = none.match(network);
    none.close();
    await expect(call).rejects.toMatchObject({ code: 'WORKERS_CLOSED' });
  });
});

describe('a process', () => {
  it('ends by itself while workers are idle, and not before they are done', () => {
    const script = `
      import { createNetwork } from './src/index.ts';
      import { openWorkers } from './src/worker/index.ts';
      import { cityRecords } from './bench/records.ts';
      const workers = openWorkers({ url: new URL('${THREAD}') });
      workers.match(createNetwork(cityRecords({ needs: 50 }))).then(({ status }) => console.log(status));`;
    const { stdout, status } = runText(script);
    expect({ stdout, status }).toEqual({ stdout: 'optimal\n', status: 0 });
  });
});
