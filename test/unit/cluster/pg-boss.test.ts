import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { provinceOf } from '../../../examples/province.js';
import { openWorker, runCluster } from '../../../src/cluster/index.js';
import { type Boss, pgBossEngine } from '../../../src/cluster/pg-boss.js';
import { createNetwork, match } from '../../../src/index.js';
import { provinceCluster, textOfRun } from '../../support/province-cluster.js';

const SIZE = { cities: 3, streets: 2, communities: 2, needs: 2 };
const base = mkdtempSync(join(tmpdir(), 'fsl-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));

/** The package is for Node 22.12 and later, so that it is no dependency of ours: here where somebody installed it, with PGlite. */
async function realBoss(): Promise<(Boss & { stop(options: object): Promise<void> }) | undefined> {
  const [boss, lite] = ['pg-boss', '@electric-sql/pglite'];
  try {
    const [{ PgBoss, fromPglite }, { PGlite }] = await Promise.all([import(boss!), import(lite!)]);
    const made = new PgBoss({ backend: 'pglite', db: fromPglite(await PGlite.create()) });
    await made.start();
    return made;
  } catch {
    return undefined;
  }
}

/** As pg-boss hands out jobs: those whose dependencies are done, again where they threw. */
function smallBoss(limit: number): Boss & { worked: string[] } {
  type Known = { ref: string; data: object; dependsOn: string[]; state: string; output?: unknown; tries: number };
  const jobs = new Map<string, Known>();
  const workers = new Map<string, (jobs: { data: unknown }[]) => Promise<void>>();
  const worked: string[] = [];
  const turn = async () => {
    for (const handle of workers.values())
      for (const job of jobs.values()) {
        if (job.state !== 'created' || job.dependsOn.some((id) => jobs.get(id)!.state !== 'completed')) continue;
        worked.push(job.ref);
        await handle([{ data: JSON.parse(JSON.stringify(job.data)) }]).then(
          () => (job.state = 'completed'),
          ({ message }: Error) => {
            if (++job.tries < limit) return;
            Object.assign(job, { state: 'failed', output: { message } });
          },
        );
      }
  };
  let flows = 0;
  return {
    worked,
    createQueue: async () => {},
    async flow(list) {
      const name = (ref: string) => `${flows}/${ref}`;
      for (const { ref, data, dependsOn } of list)
        jobs.set(name(ref), { ref, data, dependsOn: dependsOn.map(name), state: 'created', tries: 0 });
      const ids = Object.fromEntries(list.map(({ ref }) => [ref, name(ref)]));
      flows++;
      return ids;
    },
    async getJobById(_, id) {
      await turn();
      return jobs.get(id)!;
    },
    async work(_, __, handle) {
      workers.set('w', handle);
      return 'w';
    },
    offWork: async (_, { id }) => void workers.delete(id),
  };
}

const boss = await realBoss();
afterAll(() => boss?.stop({ graceful: false }));

describe('a run over pg-boss', () => {
  const known: [name: string, boss: Boss][] = [['a small one', smallBoss(3)]];
  if (boss) known.push(['pg-boss on PGlite', boss]);

  it.each(known)('has the plan of match: %s', async (name, one) => {
    const setup = provinceCluster({ ...SIZE, folder: join(base, name) }, () => pgBossEngine(one));
    const worker = await openWorker(setup);
    await runCluster(setup);
    expect(await textOfRun(setup)).toBe(JSON.stringify(match(createNetwork(provinceOf(SIZE).whole()))));
    await worker.close();
  });

  it.skipIf(!boss)('is skipped where pg-boss and PGlite are not installed', () => expect(boss).toBeDefined());

  it('says which job was given up', async () => {
    const setup = provinceCluster({ ...SIZE, folder: join(base, 'none') }, () => pgBossEngine(smallBoss(2)));
    const broken = { ...setup, source: { ...setup.source, shard: () => Promise.reject(new Error('no records')) } };
    const same = smallBoss(2);
    const worker = await openWorker({ ...broken, engine: () => pgBossEngine(same) });
    const run = runCluster({ ...broken, engine: () => pgBossEngine(same) });
    await expect(run).rejects.toMatchObject({
      code: 'WORKER_FAILED',
      message: 'Step frame 01 was given up: no records',
    });
    expect(same.worked.filter((ref) => ref === '0')).toHaveLength(2);
    await worker.close();
  });
});
