import isEqual from 'lodash-es/isEqual.js';
import type { Promised } from '../compile/compiled.js';
import { bansByLine } from '../compile/demand/bans.js';
import type { Network } from '../model/graph.js';
import type { Provider, Volunteer } from '../model/records.js';
import { promisesOf } from '../plan/encode.js';
import type { Plan } from '../plan/plan.js';
import { type Given, lineKey, type PlanDiff, type Short } from '../plan/plan-diff.js';
import type { LiveNeed } from './asks.js';
import { begin } from './begin.js';
import { type Block, blockOf, type LivePair } from './block.js';
import type { Engine, LiveOptions, Step } from './engine.js';
import { shortOf } from './ledger.js';
import { batchOf, offerBoard } from './offer-board.js';
import { provenPlan } from './proven.js';
import type { Line, PlacedOffer } from './sides.js';
import { readSource } from './sources.js';
import { hasDegrees, isIncubated, isWhole } from './world.js';

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

  /** Adds a block to the flow. */
  function place(block: Block): void {
    const { candidateStart, offer, cost, max, arcStart, head, arcSlot } = block;
    const handles = block.leaves.map(([o, leaf]) => block.places[o]!.caps[leaf]!);
    for (const { place: o, need, capacity, parent } of block.caps) {
      const { needCaps } = block.places[o]!;
      const cap = flow.addCap(capacity, handles[parent]!);
      handles.push(cap);
      needCaps.set(need, [...(needCaps.get(need) ?? []), cap]);
    }
    block.lines.forEach((line, n) => {
      for (let p = candidateStart[n]!; p < candidateStart[n + 1]!; p++) {
        const at = block.places[offer[p]!]!;
        const heads: number[] = [];
        const slots: number[] = [];
        for (let a = arcStart[p]!; a < arcStart[p + 1]!; a++) {
          heads.push(handles[head[a]!]!);
          slots.push(arcSlot.length === 0 ? -1 : arcSlot[a]!);
        }
        const previous = previousOf(line, at, 0);
        const handle = flow.addCandidate(line.handle, { cost: cost[p]!, max: max[p]!, previous, heads });
        ledger.add(handle, line, at, slots);
      }
    });
  }

  /** What the step is about beside its amendments; `undefined`: it concerns the whole. */
  function scopeOf({ amended, options: next, register }: Step) {
    const { providers: sellers, needs: askers } = amended;
    const both = sellers.flatMap(({ before, after }) => [before, after]).filter((one) => one !== undefined);
    const incubated = both.some(isIncubated) && [...register.providers.values()].some(isIncubated);
    if (
      (next.now ?? undefined) !== (now.options.now ?? undefined) ||
      !isEqual(next.pins ?? [], now.options.pins ?? []) ||
      (next.previous !== now.options.previous && hasDegrees(next)) ||
      both.some(({ society }) => society === 'community') ||
      (both.some(isIncubated) && incubated !== world.incubates) ||
      askers.some(({ after }) => after !== undefined && isWhole(after)) ||
      register.slots().length !== world.slots.ids.length ||
      register.slots().some(({ id }, i) => id !== world.slots.ids[i])
    ) {
      return undefined;
    }
    const goneNeeds = new Map(askers.map(({ key, after }) => [key.slice('need:'.length), after]));
    for (const id of bannedOtherwise(now.options, next)) {
      const need = register.needs.get(`need:${id}`);
      if (need !== undefined && !goneNeeds.has(id)) goneNeeds.set(id, need);
    }
    const goneProviders = new Map<string, Provider | undefined>(sellers.map(({ key, after }) => [key, after]));
    for (const { key } of sellers) {
      for (const referrer of register.referrersOf(key)) {
        const ward = register.providers.get(referrer);
        if (ward?.society !== 'volunteer' || `volunteer:${ward.guardian}` !== key) continue;
        if (!goneProviders.has(referrer)) goneProviders.set(referrer, ward);
      }
    }
    // What is pinned is settled for the whole.
    if (next.pins?.some(({ need, provider }) => goneNeeds.has(need) || goneProviders.has(provider))) return undefined;
    return { needs: goneNeeds, providers: goneProviders };
  }

  function apply(step: Step): PlanDiff | undefined {
    const scope = scopeOf(step);
    if (scope === undefined) return undefined;
    const nextBans = bansByLine(step.options.bans ?? []);

    // First all that may throw, which changes nothing.
    const incoming: LiveNeed[] = [];
    for (const need of scope.needs.values()) {
      const ask = need && asks.read(need, nextBans);
      if (need !== undefined && ask === undefined) return undefined;
      if (ask) incoming.push(ask);
    }
    const around = {
      volunteers: { get: (id: string) => step.register.providers.get(`volunteer:${id}`) as Volunteer | undefined },
      assets: world.assets,
      incubates: world.incubates,
    };
    const arriving = [...scope.providers.values()]
      .filter((one) => one !== undefined)
      .map((one) => readSource([one], world.places, world.slots, around));
    const batches = arriving.map(({ places }) => batchOf(places, judging));
    const isGone = ({ supply }: PlacedOffer) => scope.providers.has(supply.key);
    const blocks = [
      ...incoming.map((ask) => ask.lines.flatMap((line) => [...board.find(line, isGone), ...inBatches(line)])),
      ...batches.map((batch) =>
        [...batch.buckets].flatMap(([bucket, services]) =>
          [...reachable(bucket, batch)].flatMap((line) => batch.judge(line, services)),
        ),
      ),
    ].map((pairs) => blockOf(pairs, world.policy));

    function inBatches(line: Line): LivePair[] {
      return batches.flatMap((batch) => {
        const services = batch.buckets.get(line.bucket);
        return services === undefined ? [] : batch.judge(line, services);
      });
    }

    function reachable(bucket: string, { places }: { readonly places: readonly PlacedOffer[] }): Set<Line> {
      const found = new Set<Line>();
      for (const { supply } of places) {
        for (const line of asks.index.find(bucket, supply)) {
          if (!scope!.needs.has(line.demand.need.id)) found.add(line);
        }
      }
      return found;
    }

    const dearest = blocks.reduce((most, { cost }) => cost.reduce((a, b) => Math.max(a, Math.abs(b)), most), largest);
    const leaving = [...scope.needs.keys()].flatMap((id) => asks.byNeed.get(id)?.lines ?? []);
    const coming = incoming.flatMap(({ lines: own }) => own);
    const places = sources.totals.places + arriving.reduce((sum, source) => sum + source.places.length, 0);
    if (!asks.fits(leaving, coming, places, dearest)) return undefined;

    // From here on nothing throws.
    largest = dearest;
    plan = undefined;
    ledger.open();
    for (const id of scope.needs.keys()) {
      const ask = asks.byNeed.get(id);
      if (ask === undefined) continue;
      for (const line of ask.lines) ledger.note(line);
      for (const short of ask.unknown) ledger.noteShort(short);
      asks.remove(ask);
    }
    for (const key of scope.providers.keys()) sources.remove(key);
    for (const source of arriving) sources.add(source);
    for (const batch of batches) board.add(batch);
    for (const ask of incoming) asks.add(ask);
    const was = promises;
    if (step.options.previous !== now.options.previous) promises = byNeed(step.options);
    for (const block of blocks) place(block);
    if (promises !== was) promise(new Set([...was.keys(), ...promises.keys()]));
    now = step;
    return ledger.settle(
      flow.settle().changed,
      coming,
      incoming.flatMap(({ unknown }) => unknown),
    );
  }

  /** Puts what is promised now on the candidates of these needs. */
  function promise(ids: Iterable<string>): void {
    for (const id of ids) {
      for (const line of asks.byNeed.get(id)?.lines ?? []) {
        for (const p of line.candidates) {
          flow.setCandidate(p, { previous: previousOf(line, ledger.placeOf[p]!, ledger.pinnedOf(p)) });
        }
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
function byNeed({ previous }: LiveOptions): Map<string, Promised[]> {
  const promises = new Map<string, Promised[]>();
  for (const one of previous === undefined ? [] : promisesOf(previous)) {
    const list = promises.get(one.need);
    if (list === undefined) promises.set(one.need, [one]);
    else list.push(one);
  }
  return promises;
}

/** Needs that bans name which are on one side only. */
function bannedOtherwise({ bans: a = [] }: LiveOptions, { bans: b = [] }: LiveOptions): string[] {
  if (a === b) return [];
  return [...a.filter((ban) => !b.includes(ban)), ...b.filter((ban) => !a.includes(ban))].map(({ need }) => need);
}
