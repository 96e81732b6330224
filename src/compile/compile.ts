import { LinkageError, printable } from '../errors/linkage-error.js';
import { eachInSteps, finish, rowsInSteps, sortedInSteps, type Work } from '../kernel/work.js';
import { instant } from '../model/fields.js';
import { type Network, recordsOf } from '../model/graph.js';
import { byCodeUnit, bySociety } from '../model/order.js';
import type { Policy } from '../policy/policy.js';
import { reach } from '../policy/rules/reach.js';
import {
  type Compiled,
  type CompileOptions,
  type LineRef,
  MAX_CANDIDATES,
  type OfferRef,
  type SkippedLine,
} from './compiled.js';
import { bansByLine } from './demand/bans.js';
import { checkFigures, wholesOf } from './demand/choice-lines.js';
import { unitOfCasework } from './demand/lead.js';
import { linesOf, numberGroups, numberRanks } from './demand/lines.js';
import { pricingOf } from './demand/pricing.js';
import { sharesOf, weightsOf } from './demand/shares.js';
import { arcsOf } from './pairs/arcs.js';
import { findCandidates } from './pairs/candidates.js';
import { boundsOf, withNeedCaps } from './pairs/pair-bounds.js';
import type { Demand } from './pairs/pairing.js';
import { promisesOnCandidates } from './pairs/promises.js';
import { forestOf } from './supply/caps.js';
import { countPairs, indexOffers } from './supply/offer-index.js';
import { instantOf, servicesOf, suppliesOf } from './supply/offers.js';
import { placesOf } from './supply/places.js';
import { columnsOfServices } from './supply/service-columns.js';
import { slotTable } from './supply/slots.js';

/** Pairs that are looked at, at most, for every candidate that is allowed: rules may turn many away. */
const PAIRS_PER_CANDIDATE = 4;

/** Room for this many times the pairs that a sample tells of. */
const SLACK = 1.25;

/**
 * The matching problem of a network under a policy, with what its numbers stand for.
 *
 * The same facts give the same columns, whatever the order of the records and whatever the machine. Nothing looks at all
 * pairs: O(pairs that the index finds · (rules + terms) + records · log records).
 *
 * @throws LinkageError `INVALID_OPTIONS`, `CROSSING_CAPS`, `BAD_RULE`, `BAD_TERM`, `BAD_RANK`,
 * `BAD_FAIR_BY`, and for the limits of exact arithmetic and memory `SUM_TOO_LARGE`, `COST_TOO_LARGE`,
 * `COST_SCALE_TOO_LARGE`, `CANDIDATES_TOO_MANY`.
 */
export function compile(network: Network, policy: Policy, options: CompileOptions = {}): Compiled {
  return finish(compileSteps(network, policy, options));
}

/** As {@link compile}, in steps; it does not stop before its end. The network is read before the first pause. */
export function* compileSteps(network: Network, policy: Policy, options: CompileOptions = {}): Work<Compiled> {
  const now = readNow(options.now);
  const places = placesOf(network);
  const slots = slotTable(network.getAttribute('slots'), now);
  const catalogue = network.getAttribute('catalogue');
  const records = recordsOf(network);
  // From here on the network is not looked at.
  yield records.providers.length + records.needs.length;
  const providers = yield* sortedInSteps(records.providers, bySociety);
  const needs = yield* sortedInSteps(records.needs, (a, b) => byCodeUnit(a.id, b.id));
  const caseUnit = policy.lead ? unitOfCasework(providers) : '';
  const { lines, skipped: unknown } = yield* linesOf(needs, policy, now, caseUnit);
  const bansOf = bansByLine(options.bans ?? []);
  // Worked out when asked for, since for all lines at once it takes more room than the lines.
  const demandOf = ({ need, requirement }: LineRef): Demand => ({
    need,
    requirement,
    spot: places.ofNeed(need),
    slots: requirement.windows && slots.open(slots.of(requirement.windows)),
    bans: bansOf(need.id, requirement),
  });
  const offers = yield* suppliesOf(providers, places, slots);
  const demand = new Float64Array(lines.length);
  yield* eachInSteps(lines, ({ requirement }, n) => {
    demand[n] = requirement.quantity as number;
  });
  const totalDemand = sumOfDemands(demand);
  const { ranks, rank } = yield* numberRanks(lines);
  const { groups, group } = yield* numberGroups(lines, rank, policy, places);
  const weightOf = policy.fairShare === 'equal' ? undefined : weightsOf(providers, policy.fairShare);
  const shares = yield* sharesOf(lines, { ranks, rank, groups, group }, demand, weightOf, options.history ?? []);
  const { costScale, factor } = yield* pricingOf(lines, catalogue);
  const wholes = yield* wholesOf(lines, rank, catalogue, policy.lead);

  const offerForest = yield* forestOf(offers, slots, totalDemand);
  const services = yield* servicesOf(offers);
  const maxCandidates = options.maxCandidates ?? MAX_CANDIDATES;
  const byPlace = policy.rules.get('reach') === reach;
  const maxPairs = PAIRS_PER_CANDIDATE * maxCandidates;
  const columns = yield* columnsOfServices(services);
  const index = yield* indexOffers(services, columns, byPlace);
  // Too many are refused before there is anything per candidate.
  const pairs = yield* countPairs(lines, demandOf, index, maxPairs);
  const search = {
    lines,
    demandOf,
    services,
    columns,
    index,
    policy,
    now,
    maxCandidates,
    maxPairs,
    about: Math.ceil(SLACK * pairs),
  };
  if (pairs > maxCandidates) yield* findCandidates(search, true);
  const found = yield* findCandidates(search);
  const { candidateStart, offer, flags, cost, turnedAway } = found;
  let largest = 0;
  yield* rowsInSteps(candidateStart, (n, from, to) => {
    for (let p = from; p < to; p++) {
      cost[p]! *= factor[n]!;
      largest = Math.max(largest, Math.abs(cost[p]!));
    }
  });
  checkCosts(largest, Math.min(lines.length, offers.length));

  const max = yield* boundsOf(lines, offers, { candidateStart, offer }, policy);
  const forest = yield* withNeedCaps(offerForest, lines, offers, { candidateStart, offer }, policy);
  const { arcStart, head, arcSlot } = yield* arcsOf(lines, demandOf, offers, candidateStart, offer, forest);
  yield head.length;
  const bounded = { candidateStart, offer, max };
  const promises = yield* promisesOnCandidates(options.previous ?? [], lines, offers, bounded, slots, now);
  if (wholes) checkFigures(wholes, { demand, candidateStart, cost, ...promises });
  const skipped: SkippedLine[] = [];
  yield* eachInSteps(unknown, (line) => {
    skipped.push({ ...line, ...index.count(line) });
  });
  yield cost.length;
  // What only the search asked for is not kept.
  const offerRefs: OfferRef[] = [];
  yield* eachInSteps(offers, ({ provider, offer, key }) => {
    offerRefs.push({ provider, offer, key });
  });
  const { caps, capacity, parent } = forest;
  return {
    problem: {
      demand,
      rank,
      group,
      ...shares,
      ...(wholes && { wholes }),
      candidateStart,
      cost,
      max,
      ...promises,
      arcStart,
      head,
      capacity,
      parent,
    },
    lines,
    skipped,
    offers: offerRefs,
    candidates: { offer, flags },
    caps,
    arcSlot,
    slots: slots.ids,
    ranks,
    groups,
    turnedAway,
    costScale,
    ...(options.now !== undefined && { now: options.now }),
  };
}

function readNow(now: string | undefined): number | undefined {
  if (now === undefined || instant.safeParse(now).success) return instantOf(now);
  const message = 'Must be an instant with offset, such as `2026-03-07T09:00:00+08:00`.';
  const fault = { code: 'INVALID_OPTION', path: ['now'], value: printable(now), message };
  throw new LinkageError('INVALID_OPTIONS', 'The time cannot be used.', [fault]);
}

function sumOfDemands(demand: Float64Array): number {
  const sum = demand.reduce((total, quantity) => total + quantity, 0);
  if (sum <= Number.MAX_SAFE_INTEGER) return sum;
  throw new LinkageError('SUM_TOO_LARGE', `The sum of all demands, ${sum}, is beyond 2^53 − 1.`);
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
