import * as z from 'zod/mini';
import { jsonFault } from '../errors/json-fault.js';
import { type Fault, LinkageError, printable } from '../errors/linkage-error.js';
import { finish } from '../kernel/work.js';
import { buildGraph, type Facts, type Network, providerKey } from '../model/graph.js';
import type { Given } from '../plan/plan-diff.js';
import { type Policy, policyAgain, policyText } from '../policy/policy.js';
import { digestOfColumns } from '../problem/digest.js';
import type { LiveOptions } from './engine.js';

export interface SessionState {
  readonly facts: Facts;
  readonly options: LiveOptions;
  /** What the plan gives: of plans that are as good, it is this one. */
  readonly given: readonly Given[];
}

/** What others write beside these is let be. */
const saved = z.object({ version: z.union([z.literal(1), z.literal(2)]), digest: z.string(), state: z.unknown() });

/** The state as JSON, with a fingerprint that tells whether it is still what was written. O(size). */
export function writeState({ facts, options: { policy, ...options }, given }: SessionState): string {
  const bare = (list: Facts['stations'] | Facts['providers'] | Facts['needs']) => list.map(({ record }) => record);
  const records = {
    attributes: facts.attributes,
    stations: bare(facts.stations),
    providers: bare(facts.providers),
    needs: bare(facts.needs),
  };
  const state = JSON.stringify({ records, options, policy: policy && policyText(policy), given });
  return `{"version":2,"digest":"${digestOf(state)}","state":${state}}`;
}

/**
 * The network and the options of a saved state.
 *
 * @param policy what the caller says its policy is
 * @throws LinkageError `INVALID_STATE` for a text that is not just what was saved; `INVALID_OPTIONS` for another policy
 */
export function readState(
  text: string,
  policy: Policy | undefined,
): Omit<SessionState, 'facts'> & { network: Network } {
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
  const {
    records,
    options,
    given,
    policy: told,
  } = data.state as Omit<SessionState, 'facts'> & {
    policy?: string;
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
  // A session of version 1 says nothing of its policy.
  const own = data.version === 1 || (told ?? policy) === undefined ? policy : samePolicy(told ?? '{}', policy);
  return { network, given, options: { ...options, ...(own && { policy: own }) } };
}

/** The policy that was saved: the one given or, where it is plain data, made again. */
function samePolicy(saved: string, policy: Policy | undefined): Policy {
  const same = policy ?? policyAgain(saved);
  const given = same && policyText(same);
  if (same && given === saved) return same;
  const message = `Expected the policy it was saved with, ${saved}, found ${given ?? 'none'}. Maybe pass \`policy\` as it was.`;
  const fault: Fault = { code: 'INVALID_OPTION', path: ['policy'], value: printable(given), message };
  throw new LinkageError('INVALID_OPTIONS', 'This session was saved with another policy.', [fault]);
}

function digestOf(text: string): string {
  return finish(digestOfColumns([], [], [text]));
}

function refused(why: string): LinkageError {
  return new LinkageError('INVALID_STATE', `This is no saved session. ${why}`);
}
