import * as z from 'zod';
import { compileSteps } from './compile/compile.js';
import { type Pin, withPins } from './compile/pinned.js';
import { LEVELS, type Level } from './compile/problem.js';
import { LinkageError } from './errors.js';
import { finish, type Work } from './kernel/work.js';
import type { Network } from './model/graph.js';
import { decodeSteps } from './plan/decode.js';
import { promisesOf } from './plan/encode.js';
import { bansSchema, checkNetwork, pinsSchema, policyOption, readOptions } from './plan/options.js';
import { instantSchema, levelsSchema, type Plan, parsePlan } from './plan/plan.js';
import type { Ban } from './policy/pair.js';
import { defaultPolicy, type Policy } from './policy/policy.js';
import { checkSolutionSteps } from './proof/check.js';
import { enoughBy, finishAsync, type Limits, type Stage, type Watch } from './solve/control.js';
import { solveSteps } from './solve/solve.js';

export interface MatchOptions extends Limits {
  /** Rules, terms, order and fairness; the default policy if absent. */
  readonly policy?: Policy | undefined;
  /** ISO 8601 with offset; by default the network's `asOf`. With neither, time plays no part and the plan says so. */
  readonly now?: string | undefined;
  /** A plan already published: level `keep` takes back as little of it as can be. */
  readonly previous?: Plan | undefined;
  /** Amounts that must be in the plan; everything else is best given them. */
  readonly pins?: readonly Pin[] | undefined;
  /** Pairs that must not be in the plan, whatever the rules say; what they name may be gone. */
  readonly bans?: readonly Ban[] | undefined;
  /** What a plan is judged by, in this order; `rank` cannot be left out. By default all four. */
  readonly levels?: readonly Level[] | undefined;
}

export interface MatchAsyncOptions extends MatchOptions, Watch {}

/**
 * The best plan for a network: urgent first, fair within a rank, promises kept, best fit. Shortage is no error; what stays
 * unmet is in the plan, with its reason. The same records in any order give the same plan, byte for byte, on any machine.
 *
 * With `timeLimit` or `workLimit` it may stop early: then `status` is `stopped` and `provedLevels` says what holds all the same.
 * The limits are for the search; reading the records and writing the plan take what they take.
 *
 * @throws LinkageError before work starts: `INVALID_NETWORK`, `INVALID_OPTIONS`, `INVALID_PLAN` (of `previous`), `INVALID_PINS`,
 *   `CROSSING_CAPS`, `TEAMS_NOT_SUPPORTED`, `SUM_TOO_LARGE`, `COST_TOO_LARGE`, `CANDIDATES_TOO_MANY`, `BAD_RULE`, `BAD_TERM`; and
 *   `SELF_CHECK_FAILED` instead of a plan whose proof does not hold, which is a fault of this library: please report it.
 */
export function match(network: Network, options: MatchOptions = {}): Plan {
  const { run, enough } = prepare(network, options, shape);
  return finish(run, enough);
}

/**
 * As {@link match}, giving way to the event loop every few milliseconds, so that it can be watched and aborted: at a million candidates
 * an abort is heard within about 50 ms, whatever the run is at. The network and the options are read before the first pause, a `previous` plan
 * at some 30 µs a linkage: later changes do not count.
 *
 * @throws as `match`; and the reason of `signal`; and what `onProgress` throws
 */
export async function matchAsync(network: Network, options: MatchAsyncOptions = {}): Promise<Plan> {
  const { signal, onProgress } = options;
  const { run, enough, stage } = prepare(network, options, { ...shape, ...watchShape });
  return finishAsync(run, enough, { signal, onProgress }, stage);
}

const limit = z.number().min(0).optional();
const shape = {
  policy: policyOption.optional(),
  now: instantSchema.optional(),
  previous: z.unknown().optional(),
  pins: pinsSchema.optional(),
  bans: bansSchema.optional(),
  levels: levelsSchema.optional(),
  timeLimit: limit,
  workLimit: z.int().min(0).optional(),
};

const watchShape = {
  signal: z
    .custom<AbortSignal>(
      (value) => typeof Reflect.get(Object(value), 'throwIfAborted') === 'function',
      'Must be an AbortSignal.',
    )
    .optional(),
  onProgress: z
    .custom<NonNullable<Watch['onProgress']>>((value) => typeof value === 'function', 'Must be a function.')
    .optional(),
};

function prepare(network: Network, given: MatchOptions, known: typeof shape) {
  checkNetwork(network);
  const options = readOptions(known, given);
  let stage: Stage = 'compile';
  const run = steps(network, options, (next) => {
    stage = next;
  });
  return { run, enough: enoughBy(options), stage: () => stage };
}

/** Options as they are after reading: the previous plan is parsed later, by its own schema. */
type Read = Omit<MatchOptions, 'previous'> & { readonly previous?: unknown };

function* steps(network: Network, options: Read, enter: (stage: Stage) => void): Work<Plan> {
  const { policy = defaultPolicy, previous, pins = [], levels = [...LEVELS] } = options;
  const compiled = withPins(
    yield* compileSteps(network, policy, {
      now: options.now ?? network.getAttribute('asOf'),
      previous: previous === undefined ? undefined : promisesOf(parsePlan(previous)),
      bans: options.bans,
    }),
    pins,
  );
  enter('solve');
  const solution = yield* solveSteps(compiled.problem, levels);
  enter('check');
  const { ok, checks } = yield* checkSolutionSteps(compiled.problem, solution.proved, solution);
  if (!ok) {
    const faults = checks
      .filter((check) => !check.ok)
      .map(({ name, detail }) => ({ code: 'SELF_CHECK_FAILED', path: [name], value: undefined, message: detail }));
    throw new LinkageError('SELF_CHECK_FAILED', 'The plan did not pass its own check and is withheld.', faults);
  }
  enter('decode');
  return yield* decodeSteps(compiled, solution, levels);
}
