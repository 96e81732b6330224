import type { Slots } from '../compile/supply/slots.js';
import {
  diffOf,
  type Given,
  type GivenAndShort,
  givenKey,
  lineKey,
  type PlanDiff,
  type Short,
} from '../plan/plan-diff.js';
import type { LiveFlow } from '../solve/live/live-flow.js';
import type { Line, PlacedOffer } from './sides.js';

export type Ledger = ReturnType<typeof ledgerOf>;

/** What a line lacks; `undefined`: nothing. */
export function shortOf({ demand: { need, requirement }, quantity, covered }: Line): Short | undefined {
  if (covered === quantity) return undefined;
  return { need: need.id, requirement: requirement.id, unit: requirement.unit, demanded: quantity, covered };
}

/** Candidates of the flow by handle, and what each gave when the plan was last settled. */
export function ledgerOf(flow: LiveFlow, { ids }: Slots) {
  const known = candidateLists();
  const { lineOf, placeOf, slotsOf, pinned } = known;
  /** Units by head, of candidates that give any. */
  const held = new Map<number, readonly number[]>();
  let before = emptyStanding();
  let touched = new Set<Line>();

  function tell(p: number, into: Map<string, Given>): void {
    const slots = slotsOf.get(p);
    held.get(p)?.forEach((quantity, i) => {
      if (quantity === 0) return;
      const one = givenOf(lineOf[p]!, placeOf[p]!, slots && ids[slots[i]!], quantity);
      into.set(givenKey(one), one);
    });
  }

  /** Notes a line as it was before it goes. */
  function note(line: Line): void {
    if (touched.has(line)) return;
    touched.add(line);
    tellShort(before.short, shortOf(line));
  }

  /** Notes what a candidate gives now. */
  function hold(p: number): void {
    const heads = slotsOf.get(p)?.length ?? 1;
    const fixed = pinned.get(p);
    const units = Array.from({ length: heads }, (_, i) => flow.units(p, i) + (fixed?.[i] ?? 0));
    if (units.some((quantity) => quantity > 0)) held.set(p, units);
    else held.delete(p);
  }

  return {
    lineOf,
    placeOf,
    pinnedOf: (p: number) => pinned.get(p)?.reduce((sum, units) => sum + units, 0) ?? 0,
    /** Notes a candidate, slots and fixed units of its heads. */
    add(p: number, line: Line, place: PlacedOffer, slots: readonly number[], fixed?: readonly number[]): void {
      known.add(p, line, place, slots);
      if (!fixed?.some((units) => units > 0)) return;
      pinned.set(p, fixed);
      held.set(p, fixed);
    },
    /** Forgets a candidate that is removed from the flow. */
    remove(p: number): void {
      tell(p, before.given);
      if (held.delete(p)) note(lineOf[p]!);
      known.remove(p);
    },
    open(): void {
      before = emptyStanding();
      touched = new Set();
    },
    note,
    /** Notes a requirement of unknown quantity before it goes. */
    noteShort: (short: Short) => tellShort(before.short, short),
    /** Takes over what the flow gives now; what was noted, with it, makes the difference. */
    settle(changed: readonly number[], lines: Iterable<Line>, unknown: Iterable<Short> = []): PlanDiff {
      const after = emptyStanding();
      for (const short of unknown) tellShort(after.short, short);
      for (const line of lines) touched.add(line);
      for (const p of changed) {
        tell(p, before.given);
        note(lineOf[p]!);
        hold(p);
      }
      for (const p of changed) tell(p, after.given);
      return diffOf(before, after, servedOf(touched, flow, after));
    },
    given() {
      const given = new Map<string, Given>();
      for (const p of held.keys()) tell(p, given);
      return given;
    },
  };
}

/** Keys of the lines that are covered, wholly or in part; what they lack is told. */
function servedOf(lines: Iterable<Line>, flow: LiveFlow, after: ReturnType<typeof emptyStanding>): Set<string> {
  const served = new Set<string>();
  for (const line of lines) {
    if (line.handle < 0) continue;
    line.covered = flow.served(line.handle) + line.pinned;
    tellShort(after.short, shortOf(line));
    const { need, requirement } = line.demand;
    if (line.covered > 0) served.add(lineKey({ need: need.id, requirement: requirement.id }));
  }
  return served;
}

function givenOf({ demand }: Line, { supply }: PlacedOffer, slot: string | undefined, quantity: number): Given {
  const { need, requirement } = demand;
  return {
    need: need.id,
    requirement: requirement.id,
    provider: supply.key,
    offer: supply.offer.id,
    ...(slot !== undefined && { slot }),
    unit: requirement.unit,
    quantity,
  };
}

/** Candidates by handle, and in the lists of their lines and places. */
function candidateLists() {
  const lineOf: Line[] = [];
  const placeOf: PlacedOffer[] = [];
  /** Where the handle stands in the list of its place. */
  const at: number[] = [];
  const slotsOf = new Map<number, readonly number[]>();
  /** Units that are fixed. */
  const pinned = new Map<number, readonly number[]>();
  return {
    lineOf,
    placeOf,
    slotsOf,
    pinned,
    add(p: number, line: Line, place: PlacedOffer, slots: readonly number[]): void {
      lineOf[p] = line;
      placeOf[p] = place;
      at[p] = place.candidates.push(p) - 1;
      line.candidates.push(p);
      if (slots.length > 1 || slots[0] !== -1) slotsOf.set(p, slots);
    },
    remove(p: number): void {
      slotsOf.delete(p);
      const { candidates } = placeOf[p]!;
      const last = candidates.pop()!;
      if (last !== p) {
        candidates[at[p]!] = last;
        at[last] = at[p]!;
      }
      const own = lineOf[p]!.candidates;
      own.splice(own.indexOf(p), 1);
    },
  };
}

function tellShort(into: Map<string, Short>, short: Short | undefined): void {
  if (short !== undefined) into.set(lineKey(short), short);
}

function emptyStanding() {
  return { given: new Map<string, Given>(), short: new Map<string, Short>() } satisfies GivenAndShort;
}
