import type { Compiled } from '../compile/compiled.js';
import { bansByLine } from '../compile/demand/bans.js';
import { lotsBy } from '../compile/demand/pricing.js';
import { isInPortions, portionsBy } from '../compile/portions.js';
import { instantOf, supervisedBy } from '../compile/supply/offers.js';
import { placesOf } from '../compile/supply/places.js';
import { usualOf } from '../compile/supply/requests.js';
import { slotTable, windowsAsked } from '../compile/supply/slots.js';
import { getOrSet } from '../kernel/maps.js';
import { finish } from '../kernel/work.js';
import { type Network, recordsOf } from '../model/graph.js';
import { bySociety } from '../model/order.js';
import type { AssetDimension } from '../model/vocabulary.js';
import { encode } from '../plan/encode.js';
import { compiledFor, policyOf } from '../plan/made.js';
import type { Given } from '../plan/plan-diff.js';
import { placingOf } from '../policy/matters.js';
import { withoutPins } from '../problem/pins.js';
import { LEVELS, type Level } from '../problem/problem.js';
import { checkPlan } from '../proof/feasible.js';
import { loadLiveFlow } from '../solve/live/live-flow.js';
import { solve } from '../solve/solve.js';
import { asksOf } from './asks.js';
import type { LiveOptions } from './engine.js';
import { type Ledger, ledgerOf } from './ledger.js';
import type { Line, PlacedOffer } from './sides.js';
import { readSource, sourcesOf } from './sources.js';
import { hasDegrees, isIncubated, isWhole, type World } from './world.js';

/**
 * A network with its flow, settled.
 *
 * @param given what the plan gives, where it is known: of plans that are as good, it is that one
 * @returns nothing where the plan is more than a flow
 */
export function begin(network: Network, options: LiveOptions, given?: Iterable<Given>) {
  const policy = policyOf(options);
  const { providers, needs } = recordsOf(network);
  if (policy.lead || options.history?.length || needs.some(isWhole) || hasDegrees(options)) return undefined;
  const { levels = LEVELS, bans = [] } = options;
  if (policy.even === 'exact' || levels.at(-1) === 'even') return undefined;
  const instant = options.now ?? network.getAttribute('asOf');
  const now = instantOf(instant);
  const compiled = compiledFor(network, options, instant);
  const { problem } = compiled;
  const { share, ...rest } = withoutPins(problem);
  const places = placesOf(network);
  const slots = slotTable(network.getAttribute('slots'), now, windowsAsked(needs));
  const usual = usualOf(policy, network.getAttribute('catalogue'));
  const all = readSource(providers.toSorted(bySociety), { places, slots, usual });
  // How capacities that cross are split hangs on the whole; what is no whole portion may too.
  if (problem.crossing || all.forest.crossing.length > 0) return undefined;
  // What is unlimited stays so, however much more is asked.
  const capacity = rest.capacity.map((units, c) => (compiled.caps[c]!.isUnlimited ? Number.POSITIVE_INFINITY : units));
  if (!isInPortions({ ...rest, capacity })) return undefined;
  const units = startOf(compiled, levels, given);
  const loaded = loadLiveFlow({ ...rest, ...(problem.share && { share }), capacity }, levels, units);
  const { flow } = loaded;
  const ledger = ledgerOf(flow, slots);
  const communities = providers.filter((one) => one.society === 'community');
  const world: World = {
    policy,
    instant,
    levels,
    places,
    slots,
    usual,
    lotOf: lotsBy(network.getAttribute('catalogue')),
    portionOf: portionsBy(network.getAttribute('catalogue')),
    costScale: compiled.costScale,
    judging: { policy, now, byPlace: placingOf(policy) },
    assets: new Map(
      communities.map((one) => [one.id, new Set<AssetDimension>(one.assets?.map(({ dimension }) => dimension))]),
    ),
    equity: policy.fairShare === 'equal' ? new Map() : new Map(communities.map((one) => [one.id, one.equityWeight])),
    supervised: supervisedBy(providers),
    incubates: providers.some(isIncubated),
    flow,
    ledger,
  };

  const sources = sourcesOf(world);
  sources.add(all, loaded.caps);
  const asks = asksOf(world, compiled.ranks);
  const bansOf = bansByLine(bans);
  const numbers = new Map(compiled.lines.map(({ requirement }, n) => [requirement, n]));
  const lines: Line[] = [];
  const read = needs.map((need) => asks.read(need, bansOf)!);
  const asked = read.flatMap((ask) => ask.lines);
  if (!asks.fits([], asked, 0, 0)) return undefined;
  for (const ask of read) {
    for (const line of ask.lines) {
      const n = numbers.get(line.demand.requirement)!;
      lines[n] = line;
      line.pinned = problem.demand[n]! - rest.demand[n]!;
      line.handle = loaded.lines[n]!;
    }
    asks.add(ask, (line) => loaded.groups[problem.group[numbers.get(line.demand.requirement)!]!]!);
  }
  addCandidates(compiled, loaded.candidates, lines, all.places, ledger);
  const placeOf = new Map(all.places.map((place) => [place.supply.offer, place]));
  compiled.caps.forEach(({ offer, need }, c) => {
    if (need === undefined) return;
    const at = placeOf.get(offer!)!;
    getOrSet(at.needCaps, need, () => []).push(loaded.caps[c]!);
  });
  ledger.settle(flow.settle().changed, lines);
  return { world, asks, sources, all, dearest: largestCost(problem.cost) };
}

/** Puts the candidates of a problem into the ledger. */
function addCandidates(
  { problem: { candidateStart, arcStart, pinned }, candidates, arcSlot }: Compiled,
  handles: readonly number[],
  lines: readonly Line[],
  places: readonly PlacedOffer[],
  ledger: Ledger,
): void {
  lines.forEach((line, n) => {
    for (let p = candidateStart[n]!; p < candidateStart[n + 1]!; p++) {
      const heads = (column: Int32Array | Float64Array) => Array.from(column.subarray(arcStart[p]!, arcStart[p + 1]!));
      const at = places[candidates.offer[p]!]!;
      const ofHeads = arcSlot.length === 0 ? NO_SLOT : heads(arcSlot);
      ledger.add(handles[p]!, line, at, ofHeads, pinned && heads(pinned));
    }
  });
}

export function largestCost(cost: Float64Array): number {
  return cost.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
}

export type Begun = NonNullable<ReturnType<typeof begin>>;

const NO_SLOT = [-1];

/** The flow to begin with, but for what is pinned: what is given already, if that is possible still, else the best from scratch. */
function startOf(compiled: Compiled, levels: readonly Level[], given: Iterable<Given> | undefined): Float64Array {
  const { problem } = compiled;
  let flow: Float64Array | undefined;
  if (given !== undefined) {
    const linkages = Array.from(given, (one) => ({ need: one.need, allocations: [one] }));
    const known = encode(compiled, { linkages }).flow;
    if (finish(checkPlan(problem, known)).check.ok) flow = known;
  }
  flow ??= solve(problem, levels).flow;
  const { pinned } = problem;
  return pinned ? flow.map((units, a) => units - pinned[a]!) : flow;
}
