import { existsSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { type ProvinceSize, provinceOf } from '../../examples/province.js';
import { defineCluster, type Engine, folderParts, runCluster, type Source } from '../../src/cluster/index.js';
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
  engine?: () => Promise<Engine>,
) {
  const all = provinceOf(size);
  const source: Source = {
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

const given = process.env['FSL_CLUSTER'];

export default given === undefined ? undefined : await started(JSON.parse(given));

/** A program that starts a run, and in its threads does the jobs. */
async function started(size: ProvinceCluster) {
  const setup = provinceCluster({ ...size, url: pathToFileURL(process.argv[1]!).href });
  if (!isThread) console.log((await runCluster(setup, { threads: 2 })).root);
  return setup;
}
