import { LinkageError } from '../../errors/linkage-error.js';
import { rowsInSteps, type Work } from '../../kernel/work.js';
import type { Policy } from '../../policy/policy.js';
import { type CompileOptions, MAX_CANDIDATES } from '../compiled.js';
import type { DemandSide } from '../demand/demand-side.js';
import type { RecordFacts } from '../record-facts.js';
import { countPairs } from '../supply/offer-index.js';
import type { SupplySide } from '../supply/supply-side.js';
import { type Arcs, arcsOf } from './arcs.js';
import { type Found, findCandidates } from './candidates.js';
import { boundsOf, capsOfArcs, finiteCapacity, type NeedForest, withNeedCaps } from './pair-bounds.js';

/** Which offers each line may have, at what cost, how much of them, and through which caps. */
export interface PairSide extends Found, Omit<Arcs, 'leaf'> {
  /** Cap at the end of each arc. */
  readonly head: Int32Array;
  /** Most units of each candidate. */
  readonly max: Float64Array;
  /** The caps of the offers, with those that stand below them. */
  readonly forest: NeedForest;
}

/** Pairs that are looked at, at most, for every candidate that is allowed: rules may turn many away. */
const PAIRS_PER_CANDIDATE = 4;

/** Room for this many times the pairs that a sample tells of. */
const SLACK = 1.25;

/**
 * The third stage: lines meet offers. O(pairs that the index finds · (rules + terms)).
 *
 * @throws LinkageError `CANDIDATES_TOO_MANY`, `BAD_RULE`, `BAD_TERM`, `COST_TOO_LARGE`
 */
export function* pairSide(
  demand: DemandSide,
  supply: SupplySide,
  policy: Policy,
  { now, slots }: RecordFacts,
  { maxCandidates = MAX_CANDIDATES }: CompileOptions,
): Work<PairSide> {
  const { lines, demandOf, factor } = demand;
  const { offers, services, columns, index } = supply;
  const maxPairs = PAIRS_PER_CANDIDATE * maxCandidates;
  // Too many are refused before there is anything per candidate.
  const pairs = yield* countPairs(lines, demandOf, index, maxPairs);
  const about = Math.ceil(SLACK * pairs);
  const search = { lines, demandOf, services, columns, index, policy, now, maxCandidates, maxPairs, about };
  if (pairs > maxCandidates) yield* findCandidates(search, true);
  const found = yield* findCandidates(search);
  const { candidateStart, cost } = found;
  let largest = 0;
  yield* rowsInSteps(candidateStart, (n, from, to) => {
    for (let p = from; p < to; p++) {
      cost[p]! *= factor[n]!;
      largest = Math.max(largest, Math.abs(cost[p]!));
    }
  });
  checkCosts(largest, Math.min(lines.length, offers.length));
  const max = yield* boundsOf(lines, offers, found, policy);
  const bounded = { candidateStart, offer: found.offer, max };
  const withFlags = { ...bounded, flags: found.flags };
  const { leaf, ...arcs } = yield* arcsOf(lines, demandOf, offers, withFlags, supply.forest, slots, policy);
  const forest = yield* withNeedCaps(supply.forest, lines, offers, bounded, { ...arcs, leaf }, policy);
  const head = yield* capsOfArcs(bounded, { ...arcs, leaf }, forest);
  const capacity = finiteCapacity(forest, head, arcs.arcStart, max);
  return { ...found, max, forest: { ...forest, capacity }, ...arcs, head };
}

/** An augmenting path costs up to (2k + 1) · Cmax, k the smaller number of lines and offers. */
function checkCosts(largest: number, k: number): void {
  if ((2 * k + 1) * largest <= Number.MAX_SAFE_INTEGER) return;
  const message = `(2 · ${k} + 1) times the largest cost of a unit, ${largest}, is beyond 2^53 − 1.`;
  throw new LinkageError(
    'COST_TOO_LARGE',
    `${message} Maybe smaller scales of terms, or lots with a smaller common multiple.`,
  );
}
