import { faultOf, finding } from '../errors/findings.js';
import { LinkageError } from '../errors/linkage-error.js';
import { eachInSteps, finish, type Work } from '../kernel/work.js';
import { instant } from '../model/fields.js';
import type { Network } from '../model/graph.js';
import { ownWordsOf } from '../policy/own-words.js';
import type { Policy } from '../policy/policy.js';
import type { Crossing } from '../problem/problem.js';
import type { Compiled, CompileOptions, OfferRef, SkippedLine } from './compiled.js';
import { idleBans } from './demand/bans.js';
import { checkFigures } from './demand/choice-lines.js';
import { type DemandSide, demandSide } from './demand/demand-side.js';
import { type PairSide, pairSide } from './pairs/pair-side.js';
import { promisesOnCandidates } from './pairs/promises.js';
import { portionsBy, portionsOf } from './portions.js';
import { type RecordFacts, recordFactsOf } from './record-facts.js';
import { loadOf } from './supply/loads.js';
import type { CrossingRow } from './supply/nest.js';
import { instantOf } from './supply/offers.js';
import { type SupplySide, supplySide } from './supply/supply-side.js';

/**
 * The matching problem of a network under a policy, with what its numbers stand for.
 *
 * The same facts give the same columns, whatever the order of the records and whatever the machine. Nothing looks at all
 * pairs: O(pairs that the index finds · (rules + terms) + records · log records).
 *
 * @throws LinkageError `INVALID_OPTIONS`, `BAD_RULE`, `BAD_TERM`, `BAD_RANK`,
 * `BAD_FAIR_BY`, and for the limits of exact arithmetic and memory `SUM_TOO_LARGE`, `COST_TOO_LARGE`,
 * `COST_SCALE_TOO_LARGE`, `CANDIDATES_TOO_MANY`.
 */
export function compile(network: Network, policy: Policy, options: CompileOptions = {}): Compiled {
  return finish(compileSteps(network, policy, options));
}

/**
 * As {@link compile}, in steps; it does not stop before its end. The network is read before the first pause.
 *
 * Four stages: what is asked, what is there, which pairs may be, and the problem of all that.
 */
export function* compileSteps(network: Network, policy: Policy, options: CompileOptions = {}): Work<Compiled> {
  const facts = yield* recordFactsOf(network, readNow(options.now), options.whole);
  const demand = yield* demandSide(facts, policy, options);
  const supply = yield* supplySide(facts, policy, options.whole);
  const pairs = yield* pairSide(demand, supply, policy, facts, options);
  return yield* assembled(facts, demand, supply, pairs, policy, options);
}

/**
 * The last stage: the columns as one problem, with what was promised, and what its numbers stand for. What only the search asked for is
 * not kept. O(lines + offers + candidates).
 *
 * @throws LinkageError `INVALID_OPTIONS`, `SUM_TOO_LARGE`, `COST_TOO_LARGE`
 */
function* assembled(
  { slots, now, needs, providers, catalogue }: RecordFacts,
  { lines, skipped: unknown, demand, rank, ranks, group, groups, shares, wholes, costScale }: DemandSide,
  { offers, index }: SupplySide,
  { candidateStart, offer, flags, cost, turnedAway, max, forest, arcStart, head, arcSlot }: PairSide,
  policy: Policy,
  options: CompileOptions,
): Work<Compiled> {
  const { caps, capacity, parent } = forest;
  const words = ownWordsOf(policy);
  const bounded = { candidateStart, offer, max };
  const promises = yield* promisesOnCandidates(options.previous ?? [], lines, offers, bounded, slots, now);
  if (wholes && wholes.rank.length > 0) checkFigures(wholes, { demand, candidateStart, cost, ...promises });
  const skipped: SkippedLine[] = [];
  yield* eachInSteps(unknown, (line) => {
    skipped.push({ ...line, ...index.count(line) });
  });
  yield cost.length;
  const offerRefs: OfferRef[] = [];
  yield* eachInSteps(offers, ({ provider, offer, key }) => {
    offerRefs.push({ provider, offer, key });
  });
  const ofWholes = wholes && { wholes };
  const { portions } = yield* portionsOf(lines, group, caps, portionsBy(catalogue));
  const crossing = forest.crossing.length > 0 && { crossing: crossingOf(forest.crossing, lines) };
  const load = loadOf(forest, policy.even === 'exact');
  const ofPairs = { candidateStart, cost, max, ...promises, arcStart, head, capacity, parent };
  return {
    problem: {
      demand,
      rank,
      group,
      ...shares,
      ...ofWholes,
      ...ofPairs,
      ...crossing,
      load,
      ...(portions && { portions }),
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
    offered: index.offered(),
    costScale,
    ...(words && { words }),
    idleBans: idleBans(options.bans ?? [], needs, providers),
    ...(options.now !== undefined && { now: options.now }),
  };
}

/** Rows as columns; where they bring units together, an hour counts as one of any other. */
function crossingOf(all: readonly CrossingRow[], lines: Compiled['lines']): Crossing {
  // A cap is in one row at most.
  const sorted = all.map(({ limit, parts }) => ({ limit, parts: parts.toSorted((a, b) => a.cap - b.cap) }));
  const rows = sorted.sort((a, b) => a.parts[0]!.cap - b.parts[0]!.cap);
  const parts = rows.flatMap((row) => row.parts);
  const start = Int32Array.of(0, ...rows.map((row) => row.parts.length));
  for (let r = 0; r < rows.length; r++) start[r + 1]! += start[r]!;
  return {
    start,
    cap: Int32Array.from(parts, ({ cap }) => cap),
    times: Float64Array.from(parts, ({ times }) => times),
    limit: Float64Array.from(rows, ({ limit }) => limit),
    weight: Float64Array.from(lines, ({ requirement }) => (requirement.unit === 'minute' ? 1 : 60)),
  };
}

function readNow(now: string | undefined): number | undefined {
  if (now === undefined || instant.safeParse(now).success) return instantOf(now);
  const fault = faultOf(finding('BAD_INSTANT', 'a real instant with its offset', now), ['now'], now);
  throw new LinkageError('INVALID_OPTIONS', 'The time cannot be used.', [fault]);
}
