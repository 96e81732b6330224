import compact from 'lodash-es/compact.js';
import { LinkageError } from '../errors/linkage-error.js';
import { createNetwork } from '../model/network.js';
import {
  type Frame,
  frameOf,
  joinFrames,
  type Manifest,
  manifestOf,
  type Open,
  type Part,
  type PartRows,
  partText,
  planJoint,
  planShard,
  type Shard,
} from '../shard/index.js';
import type { ClusterJob, Flow, RunStep } from './job-engine.js';
import { keeperOf, type Receipt, sha256Hex } from './parts.js';
import { refuseOthers, runMarkOf, type Setup } from './setup.js';

/** A run as whoever takes part in it sees it. */
export type Steps = Awaited<ReturnType<typeof stepsOf>>;

/** File systems differ in what a name may be. */
function placeOf({ step, key }: Pick<ClusterJob, 'step' | 'key'>): string {
  if (key === undefined) return step;
  return `${step}-${/^[0-9a-z-]{1,40}$/.test(key) ? key : `x${sha256Hex(key)}`}`;
}

/**
 * The steps of a run, each a pure function of the source and of what steps below it came to. Whatever a step comes to is kept, so that it may be done twice, by anybody.
 *
 * frame of each shard → join → plan of each shard → joint → merge
 */
export async function stepsOf(setup: Setup) {
  const { source, options = {} } = setup;
  const { keys, mark } = await runMarkOf(setup);
  const run = sha256Hex(JSON.stringify(mark));
  const keeper = keeperOf(setup.parts, run);
  const need = async (step: RunStep, key?: string): Promise<Receipt> => {
    const found = await keeper.receipt(placeOf({ step, key }));
    if (!found) throw new LinkageError('INVALID_OPTIONS', `Step ${placeOf({ step, key })} of the run is not done.`);
    return found;
  };
  const kept = async <T>(step: RunStep, key?: string) => keeper.takeJson<T>((await need(step, key)).data!);
  const frame = () => kept<Frame>('join');
  const receipts = async () => Promise.all(keys.map((key) => need('shard', key)));
  const opens = async () => compact(await Promise.all((await receipts()).map(keeper.open)));
  const sources = async () =>
    Promise.all([...(await receipts()), await need('joint')].filter(({ head }) => head).map(keeper.source));
  const shardOf = async (key: string): Promise<Shard> => {
    const { input, guests } = await source.shard(key);
    return { key, network: createNetwork(input), guests };
  };
  const partOf = (part: Part, open?: Open) => keeper.keepPart(part, sha256Hex(partText(part)), open);
  const told = async (data: unknown): Promise<Receipt> => ({ data: await keeper.keepJson(data) });
  const done: Record<RunStep, (key: string) => Promise<Receipt>> = {
    frame: async (key) => told(frameOf(await shardOf(key), options)),
    join: async () => told(joinFrames(await Promise.all(keys.map((key) => kept<Frame>('frame', key))))),
    async shard(key) {
      const { part, open } = planShard(await shardOf(key), await frame(), options);
      return partOf(part, open);
    },
    async joint() {
      const all = await opens();
      return all.length === 0 ? {} : partOf(planJoint(all, await frame(), options));
    },
    merge: async () => told(await manifestOf(await sources(), await frame(), options)),
  };
  return {
    keys,
    mark,
    options,
    /** Does a job, unless it was done. @throws LinkageError `INVALID_OPTIONS` for one of another run; whatever steps, source and parts throw */
    async handle(job: ClusterJob): Promise<void> {
      refuseOthers(mark, job.mark);
      const place = placeOf(job);
      if (!(await keeper.receipt(place))) await keeper.sign(place, await done[job.step](job.key ?? ''));
    },
    /** What is left of both halves of a run: first all frames, then all plans. */
    async flows(): Promise<Flow[]> {
      const left = async (step: RunStep): Promise<Flow[]> => {
        const found = await Promise.all(keys.map((key) => keeper.receipt(placeOf({ step, key }))));
        return keys.filter((_, i) => !found[i]).map((key) => ({ job: { step, key, mark }, below: [] }));
      };
      const over = (step: RunStep, below: Flow[]): Flow => ({ job: { step, mark }, below });
      return [over('join', await left('frame')), over('merge', [over('joint', await left('shard'))])];
    },
    manifest: () => kept<Manifest>('merge'),
    frame,
    opens,
    shardOf,
    /** Parts as they are merged. */
    sources,
    /** A part in memory; nothing where there is none. */
    async part(key?: string): Promise<Part | undefined> {
      const receipt = await need(key === undefined ? 'joint' : 'shard', key);
      if (!receipt.head) return undefined;
      const { head, rows } = await keeper.source(receipt);
      const [linkages, unmet, dateDoubts, leaves] = await Promise.all([
        listOf(rows('linkages')),
        listOf(rows('unmet')),
        listOf(rows('dateDoubts')),
        listOf(rows('leaves')),
      ]);
      return { ...head, linkages, unmet, dateDoubts, leaves };
    },
  };
}

async function listOf<T>(rows: PartRows<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const row of rows) list.push(row);
  return list;
}
