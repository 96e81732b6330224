import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { provinceOf } from '../../../examples/province.js';
import type { ClusterEngine, ClusterJob } from '../../../src/cluster/job-engine.js';
import { jobsOf } from '../../../src/cluster/job-engine.js';
import { folderParts, keeperOf } from '../../../src/cluster/parts.js';
import { openWorker, runCluster, verifyCluster } from '../../../src/cluster/run.js';
import { createNetwork, match } from '../../../src/index.js';
import { programOf } from '../../support/program.js';
import {
  ended,
  fileHashes,
  type ProvinceCluster,
  provinceCluster,
  receiptsOf,
  textOfRun,
} from '../../support/province-cluster.js';
import { TIMES } from '../../support/runs.js';

const SIZE = { cities: 5, streets: 3, communities: 2, needs: 3 * TIMES };
const WHOLE = match(createNetwork(provinceOf(SIZE).whole()));
const ROOT_OF_ALL: unknown = Reflect.get(WHOLE.certificate!, 'root');
const PROGRAM = 'test/support/province-cluster.ts';

const base = mkdtempSync(join(tmpdir(), 'fsl-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));
let folders = 0;
const folder = () => join(base, String(folders++));

const LinkageFault = (code: string, message: RegExp) =>
  expect.objectContaining({ name: 'LinkageError', code, message: expect.stringMatching(message) });

describe('a run', () => {
  it('makes up the plan of match, in this thread', async () => {
    const setup = provinceCluster({ ...SIZE, folder: folder() });
    const told: string[] = [];
    const manifest = await runCluster(setup, {
      onProgress: ({ stage, done, of }) => told.push(`${stage} ${done}/${of}`),
    });
    expect(manifest.root).toBe(ROOT_OF_ALL);
    expect(await textOfRun(setup)).toBe(JSON.stringify(WHOLE));
    expect(manifest.parts.map(({ key }) => key)).toEqual(['01', '02', '03', '04', '05', 'joint']);
    expect(told).toEqual([
      ...[1, 2, 3, 4, 5, 6].map((i) => `frames ${i}/6`),
      ...[1, 2, 3, 4, 5, 6, 7].map((i) => `plans ${i}/7`),
    ]);
    // Again: all of it is there.
    const before = fileHashes(base);
    expect(await runCluster(setup)).toEqual(manifest);
    expect(fileHashes(base)).toEqual(before);
  });

  it('makes up the same in threads, one of which ends in the middle', async () => {
    const parts = folder();
    const ends = join(base, 'ended');
    process.env['FSL_CLUSTER'] = JSON.stringify({ ...SIZE, folder: parts, ends });
    const setup = provinceCluster({ ...SIZE, folder: parts, url: pathToFileURL(programOf(PROGRAM)).href });
    const manifest = await runCluster(setup, { threads: 2 }).finally(() => delete process.env['FSL_CLUSTER']);
    expect(existsSync(ends)).toBe(true);
    expect(manifest.root).toBe(ROOT_OF_ALL);
    expect(await textOfRun(setup)).toBe(JSON.stringify(WHOLE));
  });

  it('goes on where whoever started it was killed, and writes nothing anew', async () => {
    const size: ProvinceCluster = { ...SIZE, folder: folder(), pause: 60 };
    const start = () =>
      spawn(process.execPath, [programOf(PROGRAM)], { env: { ...process.env, FSL_CLUSTER: JSON.stringify(size) } });
    // In the middle of frames; in the middle of plans.
    for (const step of ['frame', 'shard']) {
      const starter = start();
      while (receiptsOf(size.folder, step) < 2) await new Promise((resolve) => setTimeout(resolve, 5));
      starter.kill('SIGKILL');
      await ended(starter);
    }
    expect(receiptsOf(size.folder, 'shard')).toBeLessThan(5);
    const before = fileHashes(size.folder);
    const setup = provinceCluster(size);
    expect((await runCluster(setup)).root).toBe(ROOT_OF_ALL);
    expect(await textOfRun(setup)).toBe(JSON.stringify(WHOLE));
    const after = fileHashes(size.folder);
    for (const [file, sha256] of before) expect(after.get(file), file).toBe(sha256);
  });

  it('ends by its signal, and goes on', async () => {
    const setup = provinceCluster({ ...SIZE, folder: folder() });
    const end = new AbortController();
    const reason = new Error('enough');
    const onProgress = ({ done }: { done: number }) => done === 3 && end.abort(reason);
    await expect(runCluster(setup, { signal: end.signal, onProgress: (p) => void onProgress(p) })).rejects.toBe(reason);
    expect((await runCluster(setup)).root).toBe(ROOT_OF_ALL);
  });

  it('tells what a thread threw', async () => {
    const code = `
      import { parentPort } from 'node:worker_threads';
      parentPort.on('message', () => { throw new RangeError('out of paper') });`;
    const url = `data:text/javascript,${encodeURIComponent(code)}`;
    await expect(runCluster({ ...provinceCluster({ ...SIZE, folder: folder() }), url })).rejects.toEqual(
      LinkageFault('WORKER_FAILED', /out of paper/),
    );
    const dead = `data:text/javascript,${encodeURIComponent('process.exit(3)')}`;
    await expect(runCluster({ ...provinceCluster({ ...SIZE, folder: folder() }), url: dead })).rejects.toEqual(
      LinkageFault('WORKER_FAILED', /ended at frame 01/),
    );
  });

  it('refuses what is no run', async () => {
    const setup = provinceCluster({ ...SIZE, folder: folder() });
    const of = (keys: string[]) => ({ ...setup, source: { ...setup.source, shards: () => keys } });
    await expect(runCluster(of([]))).rejects.toEqual(LinkageFault('INVALID_OPTIONS', /no shard/));
    await expect(runCluster(of(['01', '01']))).rejects.toEqual(
      LinkageFault('INVALID_OPTIONS', /Shard 01 is there twice/),
    );
    await expect(runCluster(setup, { threads: 0 })).rejects.toEqual(LinkageFault('INVALID_OPTIONS', /threads/));
    await expect(textOfRun(setup)).rejects.toEqual(LinkageFault('INVALID_OPTIONS', /is not done/));
    await expect(openWorker(setup)).rejects.toEqual(LinkageFault('INVALID_OPTIONS', /engine/));
  });
});

/** Every job twice, by whichever worker. */
function twice(): ClusterEngine & { workers: ((job: ClusterJob) => Promise<void>)[]; seen: ClusterJob[] } {
  const workers: ((job: ClusterJob) => Promise<void>)[] = [];
  const seen: ClusterJob[] = [];
  return {
    workers,
    seen,
    work: async (handle) => {
      workers.push(handle);
      return async () => void workers.splice(workers.indexOf(handle), 1);
    },
    async flow(tree) {
      for (const job of jobsOf(tree)) {
        seen.push(job);
        const travelled = JSON.parse(JSON.stringify(job)) as ClusterJob;
        await Promise.all(workers.map((handle) => handle(travelled)));
      }
    },
  };
}

describe('workers', () => {
  it('may do a job at the same time; jobs carry keys only', async () => {
    const engine = twice();
    const setup = provinceCluster({ ...SIZE, folder: folder() }, async () => engine);
    const workers = [await openWorker(setup), await openWorker(setup)];
    expect((await runCluster(setup)).root).toBe(ROOT_OF_ALL);
    expect(await textOfRun(setup)).toBe(JSON.stringify(WHOLE));
    expect(Math.max(...engine.seen.map((job) => JSON.stringify(job).length))).toBeLessThan(500);
    await Promise.all(workers.map((worker) => worker.close()));
    await Promise.all(workers.map((worker) => worker.ended));
    expect(engine.workers).toEqual([]);
  });

  it.each([
    ['edition', { source: { ...provinceOf(SIZE), edition: 'last week' } }],
    ['options', { options: { workLimit: 5 } }],
    ['shards', { source: provinceOf({ ...SIZE, cities: 4 }) }],
  ])('of another %s refuse, and end', async (name, other) => {
    const engine = twice();
    const setup = provinceCluster({ ...SIZE, folder: folder() }, async () => engine);
    const worker = await openWorker({ ...setup, ...other });
    const refused = LinkageFault(
      'INVALID_OPTIONS',
      new RegExp(`another ${name === 'shards' ? '(shards|edition)' : name}`),
    );
    await expect(runCluster(setup)).rejects.toEqual(refused);
    await expect(worker.ended).rejects.toEqual(refused);
    expect(engine.workers).toEqual([]);
  });

  it('of another version refuse', async () => {
    const engine = twice();
    const setup = provinceCluster({ ...SIZE, folder: folder() }, async () => engine);
    const worker = await openWorker(setup);
    const mark = { version: '0.0.1', edition: '', shards: '', options: '' };
    await expect(engine.workers[0]!({ step: 'frame', key: '01', mark })).rejects.toEqual(
      LinkageFault('INVALID_OPTIONS', /another version/),
    );
    await expect(worker.ended).rejects.toEqual(LinkageFault('INVALID_OPTIONS', /another version/));
  });
});

describe('what is kept', () => {
  it('is never other bytes under one key', async () => {
    const keeper = keeperOf(folderParts(folder()), 'run');
    await keeper.sign('frame-1', { data: 'a' });
    await keeper.sign('frame-1', { data: 'a' });
    await expect(keeper.sign('frame-1', { data: 'b' })).rejects.toEqual(
      LinkageFault('SELF_CHECK_FAILED', /run\/frame-1 came out with other bytes/),
    );
    expect(await keeper.receipt('frame-1')).toEqual({ data: 'a' });
  });

  it('is refused where it is missing or spoilt, with the name of the part', async () => {
    const parts = folder();
    const setup = provinceCluster({ ...SIZE, folder: parts });
    const manifest = await runCluster(setup);
    expect(await verifyCluster(setup, manifest)).toMatchObject({ ok: true });
    const receipt = join(parts, readdirSync(parts)[0]!, 'shard-03');
    const [piece = ''] = JSON.parse(readFileSync(receipt, 'utf8')).rows.linkages;
    const file = join(receipt, '..', piece);
    const bytes = readFileSync(file);
    const faults = async () => (await verifyCluster(setup, manifest)).checks.filter(({ ok }) => !ok);
    writeFileSync(file, Buffer.concat([bytes.subarray(0, 40), Buffer.from('x'), bytes.subarray(41)]));
    await expect(textOfRun(setup)).rejects.toEqual(LinkageFault('SELF_CHECK_FAILED', /is not what was written/));
    expect(await faults()).toEqual([expect.objectContaining({ detail: expect.stringMatching(/^Part 03/) })]);
    rmSync(file);
    await expect(textOfRun(setup)).rejects.toEqual(LinkageFault('SELF_CHECK_FAILED', /is missing/));
    expect(await faults()).toEqual([expect.objectContaining({ detail: expect.stringMatching(/^Part 03/) })]);
  });
});
