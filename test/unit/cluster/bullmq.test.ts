import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { provinceOf } from '../../../examples/province.js';
import { bullmqEngine } from '../../../src/cluster/bullmq.js';
import { createNetwork, match } from '../../../src/index.js';
import { programOf } from '../../support/program.js';
import { ended, fileHashes, provinceCluster, receiptsOf, textOfRun } from '../../support/province-cluster.js';
import { TIMES } from '../../support/runs.js';

/** A server of Redis or Valkey, by name or path: `.ci/redis.sh` says which there is. */
const SERVER = process.env['FSL_REDIS'];

const base = mkdtempSync(join(tmpdir(), 'fsl-'));
const children = new Set<ChildProcess>();
afterAll(async () => {
  await Promise.all([...children].map((child) => child.kill('SIGKILL') && ended(child)));
  rmSync(base, { recursive: true, force: true });
});

function run(file: string, args: readonly string[], env: Record<string, string> = {}): ChildProcess {
  const child = spawn(file, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
  children.add(child.once('exit', () => children.delete(child)));
  return child;
}

const said = async (child: ChildProcess, words: string) => {
  for await (const chunk of child.stdout!) if (String(chunk).includes(words)) return;
};

async function killed(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await ended(child);
}

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

it('says where no server answers', async () => {
  const message = expect.stringMatching(/^No queue answers at 127.0.0.1:1\./);
  await expect(bullmqEngine('redis://:secret@127.0.0.1:1')).rejects.toEqual(
    expect.objectContaining({ code: 'WORKER_FAILED', message }),
  );
});

describe.skipIf(!SERVER)(`a run over ${SERVER}`, () => {
  it('is the same, whoever is killed', async () => {
    const port = await freePort();
    const server = () =>
      run(SERVER!, [
        '--port',
        String(port),
        '--bind',
        '127.0.0.1',
        '--dir',
        base,
        '--appendonly',
        'yes',
        '--appendfsync',
        'always',
        '--save',
        '',
      ]);
    const size = { cities: 12, streets: 4, communities: 3, needs: 4 * TIMES, pause: 200, folder: join(base, 'parts') };
    const queue = `redis://127.0.0.1:${port}`;
    const start = (role?: 'worker') =>
      run(process.execPath, [programOf('test/support/province-cluster.ts')], {
        FSL_CLUSTER: JSON.stringify({ ...size, queue, role }),
      });
    const until = async (step: string, count: number) => {
      while (receiptsOf(size.folder, step) < count) await new Promise((resolve) => setTimeout(resolve, 20));
    };
    let store = server();
    await said(store, 'Ready to accept');
    const workers = [1, 2, 3, 4].map(() => start('worker'));
    await Promise.all(workers.map((worker) => said(worker, 'ready')));
    let starter = start();
    const crash = async () => {
      await killed(store);
      store = server();
      await said(store, 'Ready to accept');
    };
    const replace = async () => {
      await killed(workers.shift()!);
      workers.push(start('worker'));
    };
    await until('frame', 2);
    await replace();
    await until('frame', 5);
    await crash();
    await until('shard', 1);
    await killed(starter);
    await replace();
    starter = start();
    await until('shard', 4);
    await crash();
    await replace();
    const before = fileHashes(size.folder);
    let root = '';
    for await (const chunk of starter.stdout!) root += chunk;
    const setup = provinceCluster(size);
    const whole = match(createNetwork(provinceOf(size).whole()));
    expect(root.trim()).toBe(Reflect.get(whole.certificate!, 'root'));
    expect(await textOfRun(setup)).toBe(JSON.stringify(whole));
    const after = fileHashes(size.folder);
    for (const [file, sha256] of before) expect(after.get(file), file).toBe(sha256);
  });
});
