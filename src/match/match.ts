import type { Network } from '../model/graph.js';
import type { Made } from '../plan/made.js';
import type { Plan } from '../plan/plan.js';
import { solveAsync, solveSteps } from '../solve/solve.js';
import { type MatchAsyncOptions, matchAgain, matchBy, matchNow } from './pipe.js';

/**
 * The best plan for a network: urgent first, fair within a rank, promises kept, best fit. Shortage is no error; what stays
 * unmet is in the plan, with its reason. The same records in any order give the same plan, byte for byte, on any machine.
 *
 * With `timeLimit` or `workLimit` it may stop early: then `status` is `stopped` and `provedLevels` says what holds all the same.
 * The limits are for the search, which then goes through its problem a few times more at most; reading the records, checking and writing the plan take what
 * they take. What the search had not come to of needs that are met whole is bounded by what they ask for.
 *
 * @throws LinkageError before work starts: `INVALID_NETWORK`, `INVALID_OPTIONS`, `INVALID_PLAN` (of `previous`), `INVALID_PINS`,
 *   `SUM_TOO_LARGE`, `COST_TOO_LARGE`, `CANDIDATES_TOO_MANY`, `BAD_RULE`, `BAD_TERM`; and
 *   `SELF_CHECK_FAILED` instead of a plan whose proof does not hold, which is a fault of this library: please report it.
 */
export function match(network: Network, options: Made = {}): Plan {
  return matchNow(network, options, solveSteps);
}

/**
 * As {@link match}, giving way to the event loop every few milliseconds, so that it can be watched and aborted: at a million candidates
 * an abort is heard within about 50 ms, whatever the run is at. The network and the options are read before the first pause, a `previous` plan
 * at some 30 µs a linkage: later changes do not count.
 *
 * @throws as `match`; and the reason of `signal`; and what `onProgress` throws
 */
export async function matchAsync(network: Network, options: MatchAsyncOptions = {}): Promise<Plan> {
  return matchBy(network, options, solveAsync);
}

/**
 * As {@link match}, to compare with: of a network of which nobody wrote into a record since a plan was made of it, so that what was compiled last is not compiled again, and without what is
 * unmet.
 *
 * @throws as `match`
 */
export function matchBeside(network: Network, options: Made): Plan {
  return matchAgain(network, options, solveSteps);
}
