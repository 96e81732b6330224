import * as z from 'zod/mini';
import { jsonFault } from '../errors/json-fault.js';
import { LinkageError } from '../errors/linkage-error.js';
import { finish } from '../kernel/work.js';
import { buildGraph, type Facts, type Network, providerKey } from '../model/graph.js';
import type { Given } from '../plan/plan-diff.js';
import { digestOfColumns } from '../problem/digest.js';
import type { LiveOptions } from './engine.js';

/** What a session is, but for its policy, which may hold functions. */
export interface SessionState {
  readonly facts: Facts;
  readonly options: Omit<LiveOptions, 'policy'>;
  /** What the plan gives: of plans that are as good, it is this one. */
  readonly given: readonly Given[];
}

const saved = z.object({ version: z.literal(1), digest: z.string(), state: z.unknown() });

/** The state as JSON, with a fingerprint that tells whether it is still what was written. O(size). */
export function writeState({ facts, options, given }: SessionState): string {
  const bare = (list: Facts['stations'] | Facts['providers'] | Facts['needs']) => list.map(({ record }) => record);
  const records = {
    attributes: facts.attributes,
    stations: bare(facts.stations),
    providers: bare(facts.providers),
    needs: bare(facts.needs),
  };
  const state = JSON.stringify({ records, options, given });
  return `{"version":1,"digest":"${digestOf(state)}","state":${state}}`;
}

/**
 * The network and the options of a saved state.
 *
 * @throws LinkageError `INVALID_STATE` for a text that is not just what was saved
 */
export function readState(text: string): Omit<SessionState, 'facts'> & { network: Network } {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    const { line, column } = jsonFault(text) ?? {};
    throw refused(`It is no JSON from line ${line}, column ${column} on.`);
  }
  const { data } = saved.safeParse(found);
  if (data === undefined) throw refused('It is of no known version.');
  if (digestOf(JSON.stringify(data.state)) !== data.digest) throw refused('It was changed since.');
  const { records, ...others } = data.state as Omit<SessionState, 'facts'> & {
    records: { attributes: Facts['attributes'] } & {
      [K in 'stations' | 'providers' | 'needs']: Facts[K][number]['record'][];
    };
  };
  const { attributes, stations, providers, needs } = records;
  const network = buildGraph({
    attributes,
    stations: stations.map((record) => ({ key: `station:${record.id}`, record })),
    providers: providers.map((record) => ({ key: providerKey(record), record })),
    needs: needs.map((record) => ({ key: `need:${record.id}`, record })),
  } as Facts);
  return { network, ...others };
}

function digestOf(text: string): string {
  return finish(digestOfColumns([], [], [text]));
}

function refused(why: string): LinkageError {
  return new LinkageError('INVALID_STATE', `This is no saved session. ${why}`);
}
