import { bansByLine } from '../compile/demand/bans.js';
import { portionOfCap } from '../compile/portions.js';
import { getOrSet, groupsBy } from '../kernel/maps.js';
import type { Network } from '../model/graph.js';
import type { Volunteer } from '../model/records.js';
import { promisesOf } from '../plan/encode.js';
import type { Plan } from '../plan/plan.js';
import { type Given, lineKey, type PlanDiff, type Short } from '../plan/plan-diff.js';
import { range } from '../problem/columns.js';
import type { LiveNeed } from './asks.js';
import { type Begun, begin, largestCost } from './begin.js';
import { type Block, blockOf } from './block.js';
import type { Engine, LiveOptions, Step } from './engine.js';
import { shortOf } from './ledger.js';
import { type Batch, batchOf, type OfferBoard, offerBoard } from './offer-board.js';
import { provenPlan } from './proven.js';
import { type Scope, scopeOf } from './scope.js';
import type { Line, PlacedOffer } from './sides.js';
import { readSource, type Source } from './sources.js';
import type { World } from './world.js';

/**
 * Keeps the flow itself, and changes it line by line and offer by offer with the parts of `compile/` that see one of them. It does not go what concerns
 * the whole: needs that are met whole, lead workers, what is pinned; another time, other communities, slots or lots. First all is read and judged that may
 * throw, then the flow is changed. O(what the offers or lines in hand may be matched with + what the plan changes).
 *
 * @param given what the plan gives, where it is known: of plans that are as good, it is that one
 * @returns nothing where it cannot serve
 */
export function warmEngine(network: Network, options: LiveOptions, given?: Iterable<Given>): Engine | undefined {
  const begun = begin(network, options, given);
  if (begun === undefined) return undefined;
  const { world, asks, sources } = begun;
  const { flow, ledger, judging } = world;
  const board = offerBoard(begun.all.places, judging);
  let now: Pick<Step, 'options' | 'network'> = { options, network: () => network };
  let promises = byNeed(options);
  let largest = begun.dearest;
  let plan: Plan | undefined;

  /** Units promised, but for those that are fixed. */
  function previousOf({ demand: { need, requirement } }: Line, { supply: { key, offer } }: PlacedOffer, fixed: number) {
    const one = promises
      .get(need.id)
      ?.find((p) => p.requirement === requirement.id && p.provider === key && p.offer === offer.id);
    return one === undefined ? 0 : Math.max(0, one.quantity - fixed);
  }

  function apply(step: Step): PlanDiff | undefined {
    const scope = scopeOf(step, now.options, world);
    // First all that may throw, which changes nothing.
    const coming = scope && readComing(step, scope, begun!, board);
    if (scope === undefined || coming === undefined) return undefined;
    const leaving = [...scope.needs.keys()].flatMap((id) => asks.byNeed.get(id) ?? []);
    const gone = leaving.flatMap((need) => need.lines);
    const lines = coming.needs.flatMap((need) => need.lines);
    const places = coming.batches.reduce((sum, batch) => sum + batch.places.length, sources.totals.places);
    if (step.options.previous !== now.options.previous && hasOddPromise(step, world)) return undefined;
    const dearest = coming.blocks.reduce((most, { cost }) => Math.max(most, largestCost(cost)), largest);
    if (!asks.fits(gone, lines, places, dearest)) return undefined;

    // From here on nothing throws.
    largest = dearest;
    plan = undefined;
    ledger.open();
    for (const need of leaving) {
      for (const line of need.lines) ledger.note(line);
      for (const short of need.unknown) ledger.noteShort(short);
      asks.remove(need);
    }
    for (const key of scope.providers.keys()) sources.remove(key);
    for (const source of coming.sources) sources.add(source);
    for (const batch of coming.batches) board.add(batch);
    for (const need of coming.needs) asks.add(need);
    const was = promises;
    if (step.options.previous !== now.options.previous) promises = byNeed(step.options);
    for (const block of coming.blocks) addBlock(world, block, (line, place) => previousOf(line, place, 0));
    if (promises !== was) promise(new Set([...was.keys(), ...promises.keys()]));
    now = step;
    return ledger.settle(
      flow.settle().changed,
      lines,
      coming.needs.flatMap(({ unknown }) => unknown),
    );
  }

  /** Puts what is promised now on the candidates of these needs. */
  function promise(ids: Iterable<string>): void {
    for (const line of [...ids].flatMap((id) => asks.byNeed.get(id)?.lines ?? [])) {
      for (const p of line.candidates) {
        flow.setCandidate(p, { previous: previousOf(line, ledger.placeOf[p]!, ledger.pinnedOf(p)) });
      }
    }
  }

  return {
    plan: () => (plan ??= provenPlan(now.network(), now.options, world, sources)),
    standing() {
      const short = new Map<string, Short>();
      for (const { lines: own, unknown } of asks.byNeed.values()) {
        for (const one of [...own.map(shortOf), ...unknown]) if (one !== undefined) short.set(lineKey(one), one);
      }
      return { given: ledger.given(), short };
    },
    apply,
  };
}

/** What a published plan promises, by need. */
function byNeed({ previous }: LiveOptions) {
  return groupsBy(previous === undefined ? [] : promisesOf(previous), ({ need }) => [need]);
}

/** Whether a promise is no whole number of portions. */
function hasOddPromise({ options, register: { needs } }: Step, { portionOf }: World): boolean {
  return [...byNeed(options).values()].flat().some(({ need, requirement, quantity }) => {
    const line = needs.get(need)?.requirements.find(({ id }) => id === requirement);
    return line !== undefined && quantity % portionOf(line.capability.code, line.unit) > 0;
  });
}

/** What comes with a step: read and judged, a batch and a block per source, and not in the flow yet; `undefined`: the rank of a need finds no place, or capacities cross. */
function readComing(step: Step, scope: Scope, { world, asks }: Begun, board: OfferBoard) {
  const bansOf = bansByLine(step.options.bans ?? []);
  const needs: LiveNeed[] = [];
  for (const need of scope.needs.values()) {
    if (need === undefined) continue;
    const read = asks.read(need, bansOf);
    if (read === undefined) return undefined;
    needs.push(read);
  }
  const around = {
    volunteers: { get: (id: string) => step.register.providers.get(`volunteer:${id}`) as Volunteer | undefined },
    assets: world.assets,
    supervised: world.supervised,
    incubates: world.incubates,
  };
  const sources = [...scope.providers.values()]
    .filter((one) => one !== undefined)
    .map((one) => readSource([one], world, around));
  const isOdd = ({ forest: { caps, capacity } }: Source) =>
    caps.some((cap, c) => capacity[c]! % portionOfCap(cap, world.portionOf) > 0);
  if (sources.some((source) => source.forest.crossing.length > 0 || isOdd(source))) return undefined;
  const batches = sources.map(({ places }) => batchOf(places, world.judging));
  const isGone = ({ supply }: PlacedOffer) => scope.providers.has(supply.key);
  const judged = (batch: Batch, bucket: string, lines: Iterable<Line>) => {
    const services = batch.buckets.get(bucket);
    return services === undefined ? [] : [...lines].flatMap((line) => batch.judge(line, services));
  };
  const pairs = [
    ...needs.map(({ lines }) =>
      lines.flatMap((line) => [
        ...board.find(line, isGone),
        ...batches.flatMap((batch) => judged(batch, line.bucket, [line])),
      ]),
    ),
    ...batches.map((batch) =>
      [...batch.buckets.keys()].flatMap((bucket) => {
        const found = batch.places.flatMap(({ supply }) => [...asks.index.find(bucket, supply)]);
        const stay = found.filter(({ demand }) => !scope.needs.has(demand.need.id));
        return judged(batch, bucket, new Set(stay));
      }),
    ),
  ];
  const blocks = pairs.map((own) => blockOf(own, world.policy, world.slots));
  if (blocks.some((block) => block.crosses || !isWholeBlock(block, world))) return undefined;
  return { needs, sources, batches, blocks };
}

/** Whether every bound of a block is a whole number of portions. */
function isWholeBlock({ lines, candidateStart, max, caps, places }: Block, { portionOf }: World): boolean {
  const isWhole = ({ quantity, demand: { requirement } }: Line, n: number) => {
    const portion = portionOf(requirement.capability.code, requirement.unit);
    const bounds = max.subarray(candidateStart[n]!, candidateStart[n + 1]!);
    return bounds.every((units) => Math.min(units, quantity) % portion === 0);
  };
  const portionAt = (place: number) => {
    const { provider, offer } = places[place]!.supply;
    return portionOfCap({ provider, offer, unit: offer.unit }, portionOf);
  };
  return lines.every(isWhole) && caps.every(({ place, capacity }) => !(capacity % portionAt(place) > 0));
}

function addBlock({ flow, ledger }: World, block: Block, previousOf: (line: Line, place: PlacedOffer) => number): void {
  const { candidateStart, offer, cost, max, arcStart, head, arcSlot } = block;
  const handles = block.leaves.map(([o, leaf]) => block.places[o]!.caps[leaf]!);
  for (const { place, need, capacity, parent } of block.caps) {
    const { needCaps } = block.places[place]!;
    const cap = flow.addCap(capacity, handles[parent]!);
    handles.push(cap);
    getOrSet(needCaps, need, () => []).push(cap);
  }
  block.lines.forEach((line, n) => {
    for (let p = candidateStart[n]!; p < candidateStart[n + 1]!; p++) {
      const place = block.places[offer[p]!]!;
      const arcs = range(arcStart[p]!, arcStart[p + 1]!);
      const heads = arcs.map((a) => handles[head[a]!]!);
      const slots = arcs.map((a) => arcSlot[a] ?? -1);
      const previous = previousOf(line, place);
      const handle = flow.addCandidate(line.handle, { cost: cost[p]!, max: max[p]!, previous, heads });
      ledger.add(handle, line, place, slots);
    }
  });
}
