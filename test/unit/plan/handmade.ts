import type { Compiled } from '../../../src/compile/compiled.js';
import type { Need, Offer, Provider, Requirement } from '../../../src/model/records.js';
import type { Society, Urgency } from '../../../src/model/vocabulary.js';
import { LEVELS, type Solution } from '../../../src/problem/problem.js';

/** A line in the order of service; its need's urgency follows from the rank. */
export interface HandLine {
  need: string;
  requirement?: string;
  demand: number;
  rank?: number;
  community?: string;
  capability?: string;
  unit?: string;
  /** Offers with the capability, those of another unit, and those each rule turned away. */
  capable?: number;
  otherUnit?: number;
  rules?: Record<string, number>;
}

/** An offer with a cap of its own, below `parent` (a cap number) if given. Caps of providers come first. */
export interface HandOffer {
  provider: `${Society}:${string}`;
  offer?: string;
  capacity: number;
  unit?: string;
  parent?: number;
}

/** A candidate with the units on it, in the order of lines, then offers; with slots, one cap and one figure per slot. */
export interface HandPair {
  line: number;
  offer: number;
  units: number;
  max?: number;
  cost?: number;
  previous?: number;
  placeUnknown?: true;
}

export interface Hand {
  lines: HandLine[];
  offers: HandOffer[];
  pairs: HandPair[];
  /** Capacities of provider caps, numbered from 0, above the offers' caps. */
  providerCaps?: number[];
  skipped?: { need: string; capable: number }[];
  lostPromises?: number;
  now?: string;
}

const URGENCIES: readonly Urgency[] = ['urgent', 'difficult', 'worrying', 'hoped'];

/** A compiled problem and its solution, written out by hand. */
export function handmade(hand: Hand): { compiled: Compiled; solution: Solution } {
  const { lines, offers, pairs, providerCaps = [] } = hand;
  const rules = [...new Set(lines.flatMap((line) => Object.keys(line.rules ?? {})))];
  const ref = (line: HandLine) => ({
    need: {
      id: line.need,
      community: line.community ?? 'datong',
      urgency: URGENCIES[line.rank ?? 0]!,
    } as unknown as Need,
    requirement: {
      id: line.requirement ?? '1',
      capability: { code: line.capability ?? 'escort', level: 1 },
      unit: line.unit ?? 'session',
      quantity: line.demand,
    } as unknown as Requirement,
  });
  const offerRefs = offers.map(({ provider, offer = '1', unit = 'session' }) => {
    const [society, id] = provider.split(':');
    return { provider: { society, id } as Provider, offer: { id: offer, unit } as Offer, key: provider };
  });
  const total = lines.reduce((sum, line) => sum + line.demand, 0);
  const starts = Int32Array.from({ length: lines.length + 1 }, (_, n) => pairs.filter((pair) => pair.line < n).length);
  const compiled: Compiled = {
    problem: {
      demand: Float64Array.from(lines, (line) => line.demand),
      rank: Int32Array.from(lines, (line) => line.rank ?? 0),
      group: Int32Array.from(lines, (_, n) => n),
      candidateStart: starts,
      cost: Float64Array.from(pairs, (pair) => pair.cost ?? 0),
      max: Float64Array.from(pairs, (pair) => pair.max ?? Math.min(total, lines[pair.line]!.demand)),
      previous: Float64Array.from(pairs, (pair) => pair.previous ?? 0),
      arcStart: Int32Array.from({ length: pairs.length + 1 }, (_, p) => p),
      head: Int32Array.from(pairs, (pair) => providerCaps.length + pair.offer),
      capacity: Float64Array.from([...providerCaps, ...offers.map((offer) => offer.capacity)]),
      parent: Int32Array.from([...providerCaps.map(() => -1), ...offers.map((offer) => offer.parent ?? -1)]),
      lostPromises: hand.lostPromises ?? 0,
    },
    lines: lines.map(ref),
    skipped: (hand.skipped ?? []).map(({ need, capable }) => ({
      need: ref({ need, demand: 0 }).need,
      requirement: { ...ref({ need, demand: 0 }).requirement, quantity: 'unknown' },
      rank: [0, 3],
      capable,
      unit: 0,
    })),
    offers: offerRefs,
    candidates: {
      offer: Int32Array.from(pairs, (pair) => pair.offer),
      flags: Uint8Array.from(pairs, (pair) => (pair.placeUnknown ? 1 : 0)),
    },
    caps: [],
    arcSlot: new Int32Array(pairs.length).fill(-1),
    slots: [],
    ranks: URGENCIES.map((_, rank) => [rank, 3]),
    groups: [],
    offered: {},
    turnedAway: {
      capable: Int32Array.from(lines, (line, n) => line.capable ?? starts[n + 1]! - starts[n]!),
      unit: Int32Array.from(lines, (line) => line.otherUnit ?? 0),
      rules,
      counts: Int32Array.from(rules.flatMap((rule) => lines.map((line) => line.rules?.[rule] ?? 0))),
    },
    costScale: 1,
    idleBans: [],
    ...(hand.now !== undefined && { now: hand.now }),
  };
  const caps = compiled.problem.capacity.length;
  const prices = {
    marks: [],
    position: new Int32Array(caps).fill(-1),
    keep: new Float64Array(caps),
    cost: new Float64Array(caps).fill(-0),
  };
  return { compiled, solution: { flow: Float64Array.from(pairs, (pair) => pair.units), prices, proved: LEVELS } };
}
