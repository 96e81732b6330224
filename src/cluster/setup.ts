import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LinkageError } from '../errors/linkage-error.js';
import { byCodeUnit } from '../model/order.js';
import type { Input } from '../model/records.js';
import { type Policy, policyText } from '../policy/policy.js';
import type { ShardOptions } from '../shard/index.js';
import type { ClusterEngine, RunMark } from './job-engine.js';
import { type Parts, sha256Hex } from './parts.js';

/** What a shard is made of. */
export interface ShardRecords {
  /** Its own records, and its guests with all that they name, as for `createNetwork`. — 本片的记录，以及外来供给方及其所指，格式同 createNetwork。 */
  readonly input: Input;
  /** Node keys of providers that are at home in another shard; none if absent. — 属于其他分片的供给方；不填为无。 */
  readonly guests?: readonly string[] | undefined;
}

/** Where records come from: a database, files, a generator. Whoever plans a shard asks for it here; jobs carry keys only. */
export interface ClusterSource {
  /** Which state of the records this is: where they have changed it is another, and nothing kept of one is taken for the other's. */
  readonly edition: string;
  /** Keys of all shards, in any order. */
  shards(): readonly string[] | Promise<readonly string[]>;
  /** The same for the same key, whoever asks. */
  shard(key: string): ShardRecords | Promise<ShardRecords>;
}

/** What all who take part in a run must have alike, and where they find it. */
export interface Setup {
  readonly source: ClusterSource;
  /** Where parts are kept: one place for all. */
  readonly parts: Parts;
  /** What plans are made with; `previous`, `pins` and `bans` are those of the whole. */
  readonly options?: ShardOptions | undefined;
  /** The module whose default export this is: `import.meta.url`. Its threads load it; without, jobs are done in the calling thread. */
  readonly url?: string | undefined;
  /** Who hands out jobs to workers; without, they are done where the run is started. */
  readonly engine?: (() => ClusterEngine | Promise<ClusterEngine>) | undefined;
}

/** Keys of shards, ascending, and what marks a run of them. @throws LinkageError `INVALID_OPTIONS` for keys twice or none */
export async function runMarkOf({ source, options = {} }: Setup): Promise<{ keys: string[]; mark: RunMark }> {
  const keys = [...(await source.shards())].sort(byCodeUnit);
  const twice = keys.find((key, i) => key === keys[i + 1]);
  if (twice !== undefined || keys.length === 0)
    throw new LinkageError(
      'INVALID_OPTIONS',
      twice === undefined ? 'There is no shard.' : `Shard ${twice} is there twice.`,
    );
  const { policy, ...rest } = options;
  const all = JSON.stringify([policy && textOfPolicy(policy), rest]);
  return {
    keys,
    mark: {
      version: ownVersion(),
      edition: source.edition,
      shards: sha256Hex(JSON.stringify(keys)),
      options: sha256Hex(all),
    },
  };
}

/** Functions by their text: what they close over nobody sees, so that it belongs into the edition. */
function textOfPolicy(policy: Policy): string {
  const text = policyText(policy);
  if (!text.includes('"function"')) return text;
  return JSON.stringify([text, policy], (_, value) =>
    value instanceof Map ? [...value] : typeof value === 'function' ? String(value) : value,
  );
}

/** @throws LinkageError `INVALID_OPTIONS` where a job is of another run than this worker's */
export function refuseOthers(own: RunMark, job: RunMark): void {
  for (const name of Object.keys(own) as (keyof RunMark)[])
    if (own[name] !== job[name])
      throw new LinkageError(
        'INVALID_OPTIONS',
        `This worker has another ${name} (${own[name]}) than the run (${job[name]}). Maybe start it anew with what the run has.`,
      );
}

/** The folder of the package that this runs from, whether it is built or not. */
export function ownFolder(): string {
  // In CommonJS it is a path.
  const here = import.meta.url.startsWith('file:') ? fileURLToPath(import.meta.url) : import.meta.url;
  return ['..', '../..']
    .map((up) => join(dirname(here), up))
    .find((folder) => existsSync(join(folder, 'package.json')))!;
}

export const ownVersion = (): string => JSON.parse(readFileSync(join(ownFolder(), 'package.json'), 'utf8')).version;
