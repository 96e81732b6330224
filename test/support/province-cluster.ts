import type { ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type ProvinceSize, provinceOf } from '../../examples/province.js';
import { bullmqEngine } from '../../src/cluster/bullmq.js';
import {
  type ClusterEngine,
  type ClusterSource,
  clusterPlan,
  defineCluster,
  folderParts,
  openWorker,
  runCluster,
  type Setup,
} from '../../src/cluster/index.js';
import { isThread } from '../../src/cluster/threads.js';

export interface ProvinceCluster extends ProvinceSize {
  readonly folder: string;
  /** Its module; without, jobs are done in the calling thread. */
  readonly url?: string;
  /** Records of shards are awaited so long, in milliseconds. */
  readonly pause?: number;
  /** Once this file is not there, whoever reads records makes it and ends. */
  readonly ends?: string;
}

/** A small province, as a module of a cluster. */
export function provinceCluster(
  { folder, url, pause = 0, ends, ...size }: ProvinceCluster,
  engine?: () => Promise<ClusterEngine>,
) {
  const all = provinceOf(size);
  const source: ClusterSource = {
    ...all,
    async shard(key) {
      if (ends !== undefined && !existsSync(ends)) {
        writeFileSync(ends, '');
        process.exit(7);
      }
      await new Promise((resolve) => setTimeout(resolve, pause));
      return all.shard(key);
    },
  };
  return defineCluster({ url, source, parts: folderParts(folder), engine });
}

export async function textOfRun(setup: Setup): Promise<string> {
  let text = '';
  for await (const piece of clusterPlan(setup)) text += piece;
  return text;
}

/** Files below a folder; a draft is none. */
function filesBelow(path: string): string[] {
  const all = existsSync(path) ? readdirSync(path, { recursive: true, withFileTypes: true }) : [];
  const files = all.filter((entry) => entry.isFile() && !entry.name.includes('.'));
  return files.map(({ parentPath, name }) => join(parentPath, name));
}

export function fileHashes(path: string): Map<string, string> {
  return new Map(filesBelow(path).map((file) => [file, createHash('sha256').update(readFileSync(file)).digest('hex')]));
}

/** How many shards have gone through a step. */
export const receiptsOf = (path: string, step: string): number =>
  filesBelow(path).filter((file) => file.includes(`/${step}-`)).length;

export const ended = (child: ChildProcess): Promise<unknown> => new Promise((resolve) => child.once('exit', resolve));

/** Who takes part in a run over a queue, as processes of their own. */
export interface Part {
  readonly queue?: string;
  /** `module`: somebody else does something with it; else it starts the run. */
  readonly role?: 'worker' | 'module';
}

const given = process.env['FSL_CLUSTER'];

export default given === undefined ? undefined : await started(JSON.parse(given));

/** A program that starts a run, or does the jobs of one; its threads load it too. */
async function started({ queue, role, ...size }: ProvinceCluster & Part) {
  const engine = queue === undefined ? undefined : () => bullmqEngine(queue, { lock: 4000 });
  const url = pathToFileURL(process.argv[1]!).href;
  const setup = provinceCluster(role === 'module' ? size : { ...size, url }, engine);
  if (isThread || role === 'module') return setup;
  if (role === 'worker') {
    const { ended } = await openWorker(setup, { threads: 1 });
    console.log('ready');
    await ended;
  } else console.log((await runCluster(setup, { threads: 2 })).root);
  return setup;
}
