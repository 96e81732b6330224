import { pointOf } from '../../kernel/place/sphere.js';
import type { Work } from '../../kernel/work.js';
import { liesInRadius, NO, type Reachable, UNKNOWN, YES } from '../../policy/by-place.js';
import { mattersOf, placingOf } from '../../policy/matters.js';
import type { Policy } from '../../policy/policy.js';
import { PLACE_UNKNOWN } from '../compiled.js';
import { metresTo } from '../supply/circles.js';
import type { Service } from '../supply/offers.js';
import type { ServiceColumns } from '../supply/service-columns.js';
import { judgesOf } from './judging.js';
import { bitOf, masksOf } from './masks.js';
import { type Demand, PairInHand, UNMEASURED } from './pairing.js';

/** Services, and who judges them. */
export interface JudgedServices {
  readonly services: readonly Service[];
  readonly columns: ServiceColumns;
  readonly policy: Policy;
  readonly now: number | undefined;
}

/** Judges pairs of a line and a service that have capability and unit in common. */
export interface PairJudge {
  /**
   * Calls `allow` with every service of `found` that no rule forbids, its flags and its cost by the lot, and `turnAway` with the number of the first rule that forbids
   * another one.
   *
   * @throws LinkageError `BAD_RULE`, `BAD_TERM`, `COST_TOO_LARGE`; what `allow` throws
   */
  each(
    line: Demand,
    found: Int32Array,
    allow: (service: number, flags: number, cost: number) => void,
    turnAway?: (rule: number) => void,
  ): void;
}

/** Number of the rule that goes by place, where there is one. */
export const PLACING = 0;

/** Metres between two places are never more. */
const FARTHEST = 20_100_000;

/**
 * Place and distance are worked out on columns. Of the other rules and terms, only those are asked that can matter to the line or to the
 * offer (see policy/matters.ts); a pair of which none can is never made an object. O(services · functions) to make.
 *
 * @param anyLine some line, if there is one, by which services can be asked at all
 */
export function* pairJudge(
  { services, columns, policy, now }: JudgedServices,
  anyLine: Demand | undefined,
): Work<PairJudge> {
  const { community, radius, remote } = columns;
  const rules = [...policy.rules.values()];
  const { firstForbidding, costOf } = judgesOf(policy);
  const ruleMasks = yield* masksOf(
    rules.map((rule) => rule.forbids),
    services,
    anyLine,
    now,
  );
  const terms = [...policy.terms.values()].map(({ term }) => term);
  const termMasks = yield* masksOf(terms, services, anyLine, now);
  // Asked by itself, as it also tells which places are not known.
  const byPlace = placingOf(policy);
  const asked = byPlace === undefined ? ~0 : ~bitOf(PLACING);
  const travelNumber = terms.findIndex((term) => mattersOf(term).byDistance);
  const travelScale = [...policy.terms.values()][travelNumber]?.scale ?? 0;
  const travelOnly = Number.isSafeInteger(travelScale * FARTHEST) ? bitOf(travelNumber) : 0;
  const aroundOnly = bitOf(terms.findIndex((term) => mattersOf(term).bySurroundings));
  const around = costsAround(services, columns, (pair) => costOf(pair, aroundOnly));

  return {
    each(line, found, allow, turnAway) {
      const pair = new PairInHand(line, now);
      around.next();
      const point = line.place.location && pointOf(line.place.location);
      const home = columns.communities.get(line.need.community) ?? -2;
      const mayBeRemote = line.requirement.remote;
      const ruleMask = ruleMasks.ofLine(line);
      const termMask = termMasks.ofLine(line);
      for (let i = 0; i < found.length; i++) {
        const s = found[i]!;
        const isRemote = mayBeRemote && remote[s] === 1;
        let metres = UNMEASURED;
        let reached: Reachable = YES;
        if (byPlace !== undefined && community[s] !== home && !isRemote) {
          if (radius[s]! >= 0 && point !== undefined) {
            metres = metresTo(columns, s, point);
            reached = liesInRadius(metres, radius[s]!);
          } else {
            pair.show(services[s]!);
            reached = byPlace.reaches(pair);
          }
        }
        let forbidding = reached === NO ? PLACING : -1;
        const mayForbid = (ruleMask | ruleMasks.ofService[s]!) & asked;
        if (reached !== NO && mayForbid !== 0) {
          pair.show(services[s]!, metres);
          forbidding = firstForbidding(pair, mayForbid);
        }
        if (forbidding !== -1) {
          turnAway?.(forbidding);
          continue;
        }
        let cost = 0;
        const mayCost = termMask | termMasks.ofService[s]!;
        if ((mayCost & ~aroundOnly) === travelOnly && mayCost !== 0 && point !== undefined && !isRemote) {
          if (metres === UNMEASURED) metres = metresTo(columns, s, point);
          const travel = travelScale * metres;
          const figure = travel + ((mayCost & aroundOnly) === 0 ? 0 : around.cost(pair, s));
          if (Number.isSafeInteger(figure)) {
            allow(s, reached === UNKNOWN ? PLACE_UNKNOWN : 0, figure);
            continue;
          }
        }
        if (mayCost !== 0) {
          pair.show(services[s]!, metres);
          cost = costOf(pair, mayCost);
        }
        allow(s, reached === UNKNOWN ? PLACE_UNKNOWN : 0, cost);
      }
    },
  };
}

/** What a term that goes by surroundings costs a line: asked once for each of them. */
function costsAround(
  services: readonly Service[],
  { surroundings }: ServiceColumns,
  costOf: (pair: PairInHand) => number,
) {
  const costs = new Float64Array(services.length);
  const knownOf = new Int32Array(services.length);
  let line = 0;
  return {
    next: () => line++,
    cost(pair: PairInHand, s: number): number {
      const around = surroundings[s]!;
      if (knownOf[around] !== line) {
        pair.show(services[s]!);
        costs[around] = costOf(pair);
        knownOf[around] = line;
      }
      return costs[around]!;
    },
  };
}
