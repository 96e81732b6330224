/**
 * A province over workers, one of which is killed: `npx tsx examples/14-province.ts [--cities 8] [--seed 2026] [--threads 2] [--url redis://127.0.0.1:6379]`
 *
 * Every city is a shard. Parts are kept in a folder, so that the run goes on where it was killed, and comes to the plan that one process comes to, byte for byte.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isMainThread } from 'node:worker_threads';
import { bullmqEngine } from '../src/cluster/bullmq.js';
import {
  clusterPlan,
  defineCluster,
  folderParts,
  openWorker,
  runCluster,
  verifyCluster,
} from '../src/cluster/index.js';
import { createNetwork, match } from '../src/index.js';
import { readArguments, wholeFrom } from './arguments.js';
import { provinceOf } from './province.js';

const usage = {
  call: 'npx tsx examples/14-province.ts [--cities 8] [--seed 2026] [--threads 2] [--url redis://127.0.0.1:6379]',
  about: `Plans an invented province city by city, kills a worker in the middle, and goes on.

  --cities   how many cities, of 40 communities each (8); at least 2, at most 90
  --seed     another province (2026)
  --threads  jobs at once in a process (2)
  --url      a server of Redis or Valkey for the queue, or of PostgreSQL; without, all is done in this process and one more`,
};
const { values } = readArguments(usage, {
  cities: { type: 'string', default: '8' },
  seed: { type: 'string', default: '2026' },
  threads: { type: 'string', default: '2' },
  url: { type: 'string' },
});
const cities = Math.min(90, wholeFrom(usage, 'cities', values.cities, 2));
const seed = wholeFrom(usage, 'seed', values.seed);
const threads = Math.min(64, wholeFrom(usage, 'threads', values.threads, 1));

/** Processes and threads of a run know from here what they are, and where parts are. */
const { PROVINCE_ROLE: role } = process.env;
const folder = (process.env['PROVINCE_PARTS'] ??= mkdtempSync(join(tmpdir(), 'province-')));
const province = provinceOf({ cities, streets: 5, communities: 8, needs: 6, seed });
const { url } = values;

export const setup = defineCluster({
  // What threads load: this file. In a module of your own, `import.meta.url`.
  url: pathToFileURL(process.argv[1]!.replace(/14-province\.ts$/, 'province-thread.mjs')).href,
  source: province,
  parts: folderParts(folder),
  ...(url && { engine: () => bullmqEngine(url, { lock: 5000, queue: `province-${seed}` }) }),
});

if (isMainThread) {
  if (role === 'worker') await (await openWorker(setup, { threads })).ended;
  else if (role === 'starter') await runCluster(setup, { threads });
  else await show().finally(() => rmSync(folder, { recursive: true, force: true }));
}

async function show(): Promise<void> {
  console.log(
    `An invented province: ${cities} cities, ${cities * 40} communities. Engine: ${url ? new URL(url).protocol : 'threads of this process'}`,
  );
  const workers = url ? [start('worker'), start('worker')] : [];
  // With a queue a worker is killed, and another one takes its job; without, whoever started the run, threads and all.
  const victim = workers[0] ?? start('starter');
  const running = url ? runCluster(setup) : undefined;
  while (plannedIn(folder) < 2 && victim.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 10));
  victim.kill('SIGKILL');
  console.log(`Killed (kill -9) with some of ${cities} cities planned.`);
  const manifest = await (running ?? runCluster(setup, { threads }));
  for (const worker of workers) worker.kill('SIGKILL');

  const hash = createHash('sha256');
  for await (const piece of clusterPlan(setup)) hash.update(piece);
  const parts = hash.digest('hex');
  const plan = match(createNetwork(province.whole()));
  const whole = createHash('sha256').update(JSON.stringify(plan)).digest('hex');
  const joint = manifest.parts.find(({ key }) => key === 'joint');
  const lines = manifest.parts.reduce((sum, part) => sum + part.lines, 0);
  console.log(
    `${manifest.parts.length} parts, ${lines} requirements; ${joint?.lines ?? 0} of them hang together across cities, over a fund and a hotline.`,
  );
  console.log(`SHA-256 of the plan, from parts: ${parts}`);
  console.log(`              in one process:    ${whole} ${parts === whole ? '✓' : '✗'}`);
  console.log(`Root ${manifest.root}`);
  const { ok } = await verifyCluster(setup, manifest);
  console.log(`Checked part by part, from the records: ${ok ? '✓' : '✗'}`);
  if (!ok || parts !== whole) process.exitCode = 1;
}

/** This file again, as another process. */
function start(as: 'worker' | 'starter'): ChildProcess {
  const env = { ...process.env, PROVINCE_ROLE: as };
  return spawn(process.execPath, [...process.execArgv, ...process.argv.slice(1)], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** How many cities are planned, by what is kept of them. */
function plannedIn(path: string): number {
  return readdirSync(path, { recursive: true }).filter((name) => /shard-\d+$/.test(String(name))).length;
}
