import { LinkageError } from '../../errors/linkage-error.js';
import type { Work } from '../../kernel/work.js';
import type { Policy } from '../../policy/policy.js';
import { grown } from '../../problem/columns.js';
import type { Candidates, LineRef, TurnedAway } from '../compiled.js';
import { type OfferIndex, tooManyPairs } from '../supply/offer-index.js';
import type { Service } from '../supply/offers.js';
import type { ServiceColumns } from '../supply/service-columns.js';
import { PLACING, pairJudge } from './pair-judge.js';
import type { Demand } from './pairing.js';

/** Candidates of all lines, and why the other offers are none. */
export interface Found extends Candidates {
  readonly candidateStart: Int32Array;
  /** Of one lot. */
  readonly cost: Float64Array;
  readonly turnedAway: TurnedAway;
}

/** What is searched, for whom, and how far. */
export interface Search {
  readonly lines: readonly LineRef[];
  readonly demandOf: (line: LineRef) => Demand;
  readonly services: readonly Service[];
  readonly columns: ServiceColumns;
  readonly index: OfferIndex;
  readonly policy: Policy;
  readonly now: number | undefined;
  readonly maxCandidates: number;
  readonly maxPairs: number;
  /** About as many candidates as will be found, or more. */
  readonly about: number;
}

/** Pairs after which the search pauses: some milliseconds. */
const PAUSE = 2000;

/**
 * All pairs of a line and an offer that have capability and unit in common and that no rule forbids, with their cost.
 *
 * O(pairs that the index finds · rules that matter), not O(lines · offers).
 *
 * @param counting finds and counts without keeping anything, to see whether there are too many
 * @throws LinkageError `CANDIDATES_TOO_MANY`; `BAD_RULE` or `BAD_TERM`, naming function and pair, for one that throws or
 * does not give a boolean or an integer.
 */
export function* findCandidates(search: Search, counting = false): Work<Found> {
  const { lines, demandOf, columns, index, policy, maxCandidates, maxPairs, about } = search;
  const judge = yield* pairJudge(search, lines[0] && demandOf(lines[0]));
  const room = counting ? 0 : lines.length;
  const candidateStart = new Int32Array(room + 1);
  const capable = new Int32Array(room);
  const unit = new Int32Array(room);
  const counts = new Int32Array(room * policy.rules.size);
  // Memory that is not written is not taken: rather too much room than columns that are copied.
  const expected = counting ? 0 : Math.min(about, maxCandidates);
  let offer = new Int32Array(expected);
  let flags = new Uint8Array(expected);
  let cost = new Float64Array(expected);
  let size = 0;
  let pairs = 0;

  let inHand = 0;
  let work = 0;
  for (const [n, ref] of lines.entries()) {
    const line = demandOf(ref);
    const found = index.find(line);
    if ((pairs += found.length) > maxPairs) throw tooManyPairs(pairs, maxPairs);
    if (!counting) {
      const count = index.count(line);
      capable[n] = count.capable;
      unit[n] = count.unit;
      // What is not found a rule that goes by place forbids; without one, all is found.
      counts[PLACING * room + n] = count.capable - count.unit - found.length;
    }
    for (let at = 0; at < found.length; at += PAUSE) {
      const part = found.subarray(at, at + PAUSE);
      grow(part.length);
      inHand = n;
      judge.each(line, part, allow, turnAway);
      work += part.length;
      if (work < PAUSE) continue;
      yield work;
      work = 0;
    }
    work += 1;
    candidateStart[n + 1] = size;
  }
  return {
    candidateStart,
    offer: offer.subarray(0, size),
    flags: flags.subarray(0, size),
    cost: cost.subarray(0, size),
    turnedAway: { capable, unit, rules: [...policy.rules.keys()], counts },
  };

  function grow(more: number): void {
    if (counting) return;
    offer = grown(offer, size + more);
    flags = grown(flags, size + more);
    cost = grown(cost, size + more);
  }

  function allow(s: number, flag: number, figure: number): void {
    if (size === maxCandidates) {
      const message = `More than ${maxCandidates} candidates, by line ${inHand + 1} of ${lines.length}.`;
      throw new LinkageError('CANDIDATES_TOO_MANY', message);
    }
    if (!counting) {
      offer[size] = columns.offer[s]!;
      flags[size] = flag;
      cost[size] = figure;
    }
    size++;
  }

  function turnAway(rule: number): void {
    if (!counting) counts[rule * room + inHand]!++;
  }
}
