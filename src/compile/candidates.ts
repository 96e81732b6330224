import { LinkageError } from '../errors.js';
import type { Work } from '../kernel/work.js';
import type { Policy } from '../policy/policy.js';
import { type Answer, liesInRadius, NO, reach, reaches, UNKNOWN, YES } from '../policy/rules/reach.js';
import { travel } from '../policy/terms/travel.js';
import { metresTo } from './circles.js';
import { grown } from './columns.js';
import { type Candidates, type LineRef, PLACE_UNKNOWN, type TurnedAway } from './compiled.js';
import { judgesOf } from './judging.js';
import { bitOf, masksOf } from './masks.js';
import { type OfferIndex, tooManyPairs } from './offer-index.js';
import type { Service } from './offers.js';
import { type Demand, PairInHand, UNMEASURED } from './pairing.js';
import type { ServiceColumns } from './service-columns.js';
import { pointOf } from './sphere.js';

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

/** Metres between two places are never more. */
const FARTHEST = 20_100_000;

/**
 * All pairs of a line and an offer that have capability and unit in common and that no rule forbids, with their cost.
 *
 * Reach and travel are worked out on columns. Of the other rules and terms, only those are asked that can matter to the line or to the
 * offer (see policy/matters.ts); a pair of which none can is never made an object.
 *
 * O(pairs that the index finds · rules that matter), not O(lines · offers).
 *
 * @param counting finds and counts without keeping anything, to see whether there are too many
 * @throws LinkageError `CANDIDATES_TOO_MANY`; `BAD_RULE` or `BAD_TERM`, naming function and pair, for one that throws or
 * does not give a boolean or an integer.
 */
export function* findCandidates(search: Search, counting = false): Work<Found> {
  const { lines, demandOf, services, columns, index, policy, now, maxCandidates, maxPairs, about } = search;
  const { community, radius, remote } = columns;
  const rules = [...policy.rules.values()];
  const { firstForbidding, costOf } = judgesOf(policy);
  const anyLine = lines[0] && demandOf(lines[0]);
  const ruleMasks = yield* masksOf(
    rules.map((rule) => rule.forbids),
    services,
    anyLine,
    now,
  );
  const terms = [...policy.terms.values()].map(({ term }) => term);
  const termMasks = yield* masksOf(terms, services, anyLine, now);
  // Asked by itself, as it also tells which places are not known; and it counts what the index left out.
  const reachNumber = index.byPlace ? rules.indexOf(reach) : -1;
  const allButReach = ~bitOf(reachNumber);
  const travelNumber = terms.indexOf(travel);
  const travelScale = [...policy.terms.values()][travelNumber]?.scale ?? 0;
  const travelOnly = Number.isSafeInteger(travelScale * FARTHEST) ? bitOf(travelNumber) : 0;

  const room = counting ? 0 : lines.length;
  const candidateStart = new Int32Array(room + 1);
  const capable = new Int32Array(room);
  const unit = new Int32Array(room);
  const counts = new Int32Array(room * rules.length);
  // Memory that is not written is not taken: rather too much room than columns that are copied.
  const expected = counting ? 0 : Math.min(about, maxCandidates);
  let offer = new Int32Array(expected);
  let flags = new Uint8Array(expected);
  let cost = new Float64Array(expected);
  let size = 0;
  let pairs = 0;

  let work = 0;
  for (const [n, ref] of lines.entries()) {
    const line = demandOf(ref);
    const found = index.find(line);
    if ((pairs += found.length) > maxPairs) throw tooManyPairs(pairs, maxPairs);
    if (!counting) {
      const count = index.count(line);
      capable[n] = count.capable;
      unit[n] = count.unit;
      if (index.byPlace) counts[reachNumber * room + n] = count.capable - count.unit - found.length;
    }
    for (let at = 0; at < found.length; at += PAUSE) {
      const part = found.subarray(at, at + PAUSE);
      judge(line, n, part);
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

  function judge(line: Demand, n: number, found: Int32Array): void {
    if (!counting) {
      offer = grown(offer, size + found.length);
      flags = grown(flags, size + found.length);
      cost = grown(cost, size + found.length);
    }
    const pair = new PairInHand(line, now);
    const point = line.spot.location && pointOf(line.spot.location);
    const home = columns.communities.get(line.need.community) ?? -2;
    const mayBeRemote = line.requirement.remote;
    const ruleMask = ruleMasks.ofLine(line);
    const termMask = termMasks.ofLine(line);
    for (let i = 0; i < found.length; i++) {
      const s = found[i]!;
      const isRemote = mayBeRemote && remote[s] === 1;
      let metres = UNMEASURED;
      let reached: Answer = YES;
      if (index.byPlace && community[s] !== home && !isRemote) {
        if (radius[s]! >= 0 && point !== undefined) {
          metres = metresTo(columns, s, point);
          reached = liesInRadius(metres, radius[s]!);
        } else {
          pair.show(services[s]!);
          reached = reaches(pair);
        }
      }
      let forbidding = reached === NO ? reachNumber : -1;
      const mayForbid = (ruleMask | ruleMasks.ofService[s]!) & allButReach;
      if (reached !== NO && mayForbid !== 0) {
        pair.show(services[s]!, metres);
        forbidding = firstForbidding(pair, mayForbid);
      }
      if (forbidding !== -1) {
        if (!counting) counts[forbidding * room + n]!++;
        continue;
      }
      if (size === maxCandidates) {
        const message = `More than ${maxCandidates} candidates, by line ${n + 1} of ${lines.length}.`;
        throw new LinkageError('CANDIDATES_TOO_MANY', message);
      }
      if (!counting) {
        offer[size] = columns.offer[s]!;
        flags[size] = reached === UNKNOWN ? PLACE_UNKNOWN : 0;
        const mayCost = termMask | termMasks.ofService[s]!;
        if (mayCost === 0) cost[size] = 0;
        else if (mayCost === travelOnly && point !== undefined && !isRemote) {
          // The term matters: so the offer's place is known.
          cost[size] = travelScale * (metres === UNMEASURED ? metresTo(columns, s, point) : metres);
        } else {
          pair.show(services[s]!, metres);
          cost[size] = costOf(pair, mayCost);
        }
      }
      size++;
    }
  }
}
