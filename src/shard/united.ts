import type { CapRef, Compiled, GroupRef, LineRef, OfferRef } from '../compile/compiled.js';
import { finiteCapacity } from '../compile/pairs/pair-bounds.js';
import { getOrSet } from '../kernel/maps.js';
import { byCodeUnit, byRank } from '../model/order.js';
import type { Need, Offer, Provider, Requirement } from '../model/records.js';
import { SOCIETIES, type Society } from '../model/vocabulary.js';
import { range } from '../problem/columns.js';
import type { Crossing, Problem, Wholes } from '../problem/problem.js';
import type { ShardColumns } from './open-part.js';
import type { Open, OpenCap, OpenIds, OpenLine, OpenOffer } from './shard-part.js';

/** What all open parts have in common. */
export type Common = Pick<Compiled, 'offered' | 'costScale' | 'now' | 'words'>;

/** An open part, and where the entries of its lines and candidates begin. */
interface Source extends ShardColumns {
  readonly ids: Omit<OpenIds, 'promised'>;
  readonly candidateStart: Int32Array;
  readonly arcStart: Int32Array;
  readonly optionStart: Int32Array;
  readonly lineStart: Int32Array;
}

/** Which source each entry is from, and its number there. */
interface Entries {
  readonly from: Int32Array;
  readonly at: Int32Array;
}

/** Things of several sources as numbers of one: those of one name are the same. */
interface Numbered {
  /** The first entry of each. */
  readonly first: Entries;
  /** By source, the new number of each of its own. */
  readonly of: readonly Int32Array[];
}

/** Open parts as one problem, in the order that the whole would have: lines by rank, need and requirement; offers and caps by provider. O(size · log). */
export function united(
  opens: readonly { readonly ids: Source['ids']; readonly columns: Open['columns'] }[],
  common: Common,
): Compiled {
  const sources = opens.map(({ ids, columns }) => sourceOf(ids, columns as unknown as ShardColumns));
  const gather = (name: keyof ShardColumns, { from, at }: Entries): Float64Array => {
    const own = new Float64Array(at.length);
    for (let i = 0; i < own.length; i++) own[i] = sources[from[i]!]![name][at[i]!]!;
    return own;
  };
  const lineAt = (i: number): OpenLine => sources[lines.from[i]!]!.ids.lines[lines.at[i]!]!;
  const rankAt = (source: Source, i: number) => source.ids.ranks[source.rank[i]!]!;
  const lines = sortedLines(sources, rankAt);
  const pairs = below(lines, sources, 'candidateStart');
  const arcs = below(pairs, sources, 'arcStart');
  const ranks: (readonly number[])[] = [];
  const rank = new Int32Array(lines.at.length);
  for (let n = 0; n < rank.length; n++) {
    const own = rankAt(sources[lines.from[n]!]!, lines.at[n]!);
    const last = ranks.at(-1);
    if (last === undefined || byRank(last, own) !== 0) ranks.push(own);
    rank[n] = ranks.length - 1;
  }
  const classes = unitedGroups(sources, lines, rank, ranks);
  const offers = numberedBy(
    sources,
    (source) => source.ids.offers,
    ({ key, id }) => JSON.stringify([key, id]),
    (a, b) => byKey(a.key, b.key) || byCodeUnit(a.id, b.id),
  );
  const caps = orderedCaps(sources, pairs);
  const slots = [...new Set(sources.flatMap(({ ids }) => ids.slots))].sort();
  const mapped = (name: 'offer' | 'head', { of }: Numbered, { from, at }: Entries) =>
    at.map((x, i) => of[from[i]!]![sources[from[i]!]![name][x]!]!);
  const offer = mapped('offer', offers, pairs);
  const head = mapped('head', caps, arcs);
  const capIds = Array.from(caps.first.at, (c, i) => sources[caps.first.from[i]!]!.ids.caps[c]!);
  const problem = problemOf({ sources, lines, pairs, arcs, caps, capIds, rank, classes, head, gather });
  const slotAt = new Map(slots.map((slot, s) => [slot, s]));
  const arcSlot = arcs.at.map((a, i) => {
    const { arcSlot: own, ids } = sources[arcs.from[i]!]!;
    return own[a]! < 0 ? -1 : slotAt.get(ids.slots[own[a]!]!)!;
  });
  const rules = sources[0]?.ids.rules ?? [];
  const counts = new Int32Array(rules.length * rank.length);
  for (let n = 0; n < rank.length; n++) {
    const { counts: own, demand } = sources[lines.from[n]!]!;
    for (let rule = 0; rule < rules.length; rule++)
      counts[rule * rank.length + n] = own[rule * demand.length + lines.at[n]!]!;
  }
  return {
    problem,
    ...refsOf(
      Array.from(rank, (_, n) => lineAt(n)),
      Array.from(offers.first.at, (o, i) => sources[offers.first.from[i]!]!.ids.offers[o]!),
      capIds,
    ),
    skipped: [],
    candidates: { offer, flags: Uint8Array.from(gather('flags', pairs)) },
    arcSlot: arcSlot.some((s) => s >= 0) ? arcSlot : new Int32Array(0),
    slots,
    ranks,
    groups: classes.refs,
    turnedAway: {
      capable: Int32Array.from(gather('capable', lines)),
      unit: Int32Array.from(gather('unit', lines)),
      rules,
      counts,
    },
    idleBans: [],
    ...common,
    doubtDates: datesOf(sources, pairs),
  };
}

interface Joined {
  readonly sources: readonly Source[];
  readonly lines: Entries;
  readonly pairs: Entries;
  readonly arcs: Entries;
  readonly caps: OrderedCaps;
  readonly capIds: readonly OpenCap[];
  readonly rank: Int32Array;
  readonly classes: ReturnType<typeof unitedGroups>;
  readonly head: Int32Array;
  readonly gather: (name: keyof ShardColumns, entries: Entries) => Float64Array;
}

function problemOf({ sources, lines, pairs, arcs, caps, capIds, rank, classes, head, gather }: Joined): Problem {
  const startOf = (name: 'pairs' | 'arcs', { from, at }: Entries) => {
    const start = new Int32Array(at.length + 1);
    for (let i = 0; i < at.length; i++) start[i + 1] = start[i]! + sources[from[i]!]![name][at[i]!]!;
    return start;
  };
  const arcStart = startOf('arcs', pairs);
  const max = gather('max', pairs);
  const parent = Int32Array.from(caps.first.at, (c, i) => {
    const above = sources[caps.first.from[i]!]!.parent[c]!;
    return above < 0 ? -1 : caps.of[caps.first.from[i]!]![above]!;
  });
  const limits = gather('capacity', caps.first).map((units, c) =>
    capIds[c]!.isUnlimited ? Number.POSITIVE_INFINITY : units,
  );
  const promise = gather('promise', pairs);
  const pinned = gather('pinned', arcs);
  const portions = { ofGroup: classes.ofGroup, ofCap: gather('ofCap', caps.first) };
  const isOver = (units: number) => units > 1;
  const wholes = unitedWholes(sources, lines, rank, gather);
  const crossing = unitedRows(sources, caps, gather('weight', lines));
  return {
    demand: gather('demand', lines),
    rank,
    group: classes.group,
    served: classes.served,
    share: classes.share,
    candidateStart: startOf('pairs', lines),
    cost: gather('cost', pairs),
    max,
    previous: gather('previous', pairs),
    ...(promise.some(isOver) && { promise }),
    arcStart,
    head,
    capacity: finiteCapacity({ capacity: limits, parent }, head, arcStart, max),
    parent,
    ...(pinned.some((units) => units > 0) && { pinned }),
    lostPromises: 0,
    ...([...portions.ofGroup, ...portions.ofCap].some(isOver) && { portions }),
    load: {
      full: gather('full', caps.first),
      given: gather('given', caps.first),
      fine: gather('fine', caps.first),
      steps: sources[0]?.steps[0] ?? 0,
    },
    ...(wholes && { wholes }),
    ...(crossing && { crossing }),
  };
}

function sourceOf(ids: Source['ids'], columns: ShardColumns): Source {
  const sums = (sizes: Int32Array) => {
    const start = new Int32Array(sizes.length + 1);
    for (let i = 0; i < sizes.length; i++) start[i + 1] = start[i]! + sizes[i]!;
    return start;
  };
  return {
    ids,
    ...columns,
    candidateStart: sums(columns.pairs),
    arcStart: sums(columns.arcs),
    optionStart: sums(columns.options),
    lineStart: sums(columns.optionSize),
  };
}

function entriesOf(list: readonly (readonly [from: number, at: number])[]): Entries {
  return { from: Int32Array.from(list, ([from]) => from), at: Int32Array.from(list, ([, at]) => at) };
}

function sortedLines(sources: readonly Source[], rankAt: (source: Source, i: number) => readonly number[]): Entries {
  const all = sources.flatMap(({ demand }, s) => Array.from(demand, (_, i): [number, number] => [s, i]));
  if (sources.length > 1)
    all.sort(([s, i], [t, j]) => {
      const [a, b] = [sources[s]!.ids.lines[i]!, sources[t]!.ids.lines[j]!];
      return (
        byRank(rankAt(sources[s]!, i), rankAt(sources[t]!, j)) ||
        byCodeUnit(a.need, b.need) ||
        byCodeUnit(a.requirement, b.requirement)
      );
    });
  return entriesOf(all);
}

/** What stands below some entries, in their order. */
function below({ from, at }: Entries, sources: readonly Source[], name: 'candidateStart' | 'arcStart'): Entries {
  let size = 0;
  for (let i = 0; i < at.length; i++) size += sources[from[i]!]![name][at[i]! + 1]! - sources[from[i]!]![name][at[i]!]!;
  const own = { from: new Int32Array(size), at: new Int32Array(size) };
  let to = 0;
  for (let i = 0; i < at.length; i++) {
    const start = sources[from[i]!]![name];
    for (let x = start[at[i]!]!; x < start[at[i]! + 1]!; x++) {
      own.from[to] = from[i]!;
      own.at[to++] = x;
    }
  }
  return own;
}

/** Things of all sources, sorted, those of one name once. */
function numberedBy<T>(
  sources: readonly Source[],
  listOf: (source: Source) => readonly T[],
  nameOf: (one: T, from: number) => string,
  compare: (a: T, b: T) => number,
): Numbered {
  const all = sources.flatMap((source, s) => listOf(source).map((one, i) => ({ one, s, i })));
  if (sources.length > 1) all.sort((a, b) => compare(a.one, b.one));
  const of = sources.map((source) => new Int32Array(listOf(source).length));
  const first: [number, number][] = [];
  const numbers = new Map<string, number>();
  for (const { one, s, i } of all) of[s]![i] = getOrSet(numbers, nameOf(one, s), () => first.push([s, i]) - 1);
  return { first: entriesOf(first), of };
}

function partsOfKey(key: string): [Society, string] {
  const end = key.indexOf(':');
  return [key.slice(0, end) as Society, key.slice(end + 1)];
}

function byKey(a: string, b: string): number {
  const [[one, id], [other, its]] = [partsOfKey(a), partsOfKey(b)];
  return SOCIETIES.indexOf(one) - SOCIETIES.indexOf(other) || byCodeUnit(id, its);
}

/** With the block of each cap below an offer, by source. */
interface OrderedCaps extends Numbered {
  readonly blocks: readonly (readonly string[])[];
}

const BELOW = ['household', 'need', 'lines'] as const;

/** Caps of offers by provider and place; then those below them, kind by kind, by the first candidate that leads to their block. */
function orderedCaps(sources: readonly Source[], pairs: Entries): OrderedCaps {
  const isBelow = ({ below }: OpenCap) => below !== undefined;
  /** Per source and cap, the first of all candidates that leads to its block. */
  const firstPair = sources.map(({ ids }) => new Float64Array(ids.caps.length).fill(Number.POSITIVE_INFINITY));
  if (sources.some(({ ids }) => ids.caps.some(isBelow)))
    pairs.at.forEach((p, i) => {
      const s = pairs.from[i]!;
      const { arcStart, head, parent } = sources[s]!;
      for (let a = arcStart[p]!; a < arcStart[p + 1]!; a++)
        for (let c = head[a]!; c >= 0; c = parent[c]!) firstPair[s]![c] = Math.min(firstPair[s]![c]!, i);
    });
  const blocks = new Map<string, number>();
  const named = sources.map(({ ids }, s) => {
    let block = '';
    return ids.caps.map((cap, c) => {
      const { key, offer, need, below, place } = cap;
      if (below === undefined) return { cap, block: '', name: JSON.stringify([key, place]) };
      // What is for one need is in one part.
      if (place === 0) block = JSON.stringify([key, offer, below, need, ...(below === 'household' ? [] : [s, c])]);
      blocks.set(block, Math.min(blocks.get(block) ?? Number.POSITIVE_INFINITY, firstPair[s]![c]!));
      return { cap, block, name: `${block} ${place}` };
    });
  });
  const turn = ({ below }: OpenCap) => (below === undefined ? -1 : BELOW.indexOf(below));
  const places = new Map(sources.map((source, s) => [source, s]));
  const all = numberedBy(
    sources,
    (source) => named[places.get(source)!]!,
    ({ name }) => name,
    (a, b) =>
      turn(a.cap) - turn(b.cap) ||
      (a.cap.below === undefined ? byKey(a.cap.key, b.cap.key) : blocks.get(a.block)! - blocks.get(b.block)!) ||
      a.cap.place - b.cap.place,
  );
  return { ...all, blocks: named.map((own) => own.map(({ block }) => block)) };
}

/** Fair-share classes by first line: those of one rank, unit and key are one, wherever their lines are. */
function unitedGroups(
  sources: readonly Source[],
  lines: Entries,
  rank: Int32Array,
  ranks: readonly (readonly number[])[],
) {
  const numbers = new Map<string, number>();
  const refs: GroupRef[] = [];
  const [served, share, ofGroup]: [number[], number[], number[]] = [[], [], []];
  const known = sources.map(({ served: own }) => new Int32Array(own.length).fill(-1));
  const group = Int32Array.from(rank, (r, n) => {
    const s = lines.from[n]!;
    const source = sources[s]!;
    const g = source.group[lines.at[n]!]!;
    if (known[s]![g]! >= 0) return known[s]![g]!;
    const { unit, key } = source.ids.groups[g]!;
    const name = key === undefined ? JSON.stringify([s, g]) : JSON.stringify([ranks[r], unit, key]);
    const isNew = !numbers.has(name);
    const own = getOrSet(numbers, name, () => refs.push({ rank: r, unit, key }) - 1);
    known[s]![g] = own;
    served[own] = source.served[g]!;
    // What history counts is in the share of every part.
    share[own] = source.share[g]! + (isNew ? 0 : share[own]! - source.past[g]!);
    ofGroup[own] = source.ofGroup[g]!;
    return own;
  });
  const column = (list: readonly number[]) => Float64Array.from(list);
  return { group, refs, served: column(served), share: column(share), ofGroup: column(ofGroup) };
}

function unitedWholes(
  sources: readonly Source[],
  lines: Entries,
  rank: Int32Array,
  gather: (name: keyof ShardColumns, entries: Entries) => Float64Array,
): Wholes | undefined {
  if (sources.every(({ options }) => options.length === 0)) return undefined;
  const lineAt = sources.map(({ demand }) => new Int32Array(demand.length));
  lines.at.forEach((i, n) => {
    lineAt[lines.from[n]!]![i] = n;
  });
  const all = sources.flatMap((source, s) =>
    Array.from(source.options, (_, t) => {
      const options = range(source.optionStart[t]!, source.optionStart[t + 1]!).map((o) =>
        Array.from(source.optionLines.subarray(source.lineStart[o]!, source.lineStart[o + 1]!), (i) => lineAt[s]![i]!),
      );
      return { options, value: source.value[t]!, first: Math.min(...options.flat()), turn: t };
    }),
  );
  all.sort((a, b) => a.first - b.first || a.turn - b.turn);
  const option = new Int32Array(rank.length).fill(-1);
  const lists = all.flatMap(({ options }) => options);
  lists.forEach((list, o) => {
    for (const n of list) option[n] = o;
  });
  const sums = (sizes: readonly number[]) =>
    Int32Array.from([0, ...sizes]).map((_, i, own) => (i > 0 ? (own[i]! += own[i - 1]!) : 0));
  return {
    rank: Int32Array.from(all, ({ first }) => rank[first]!),
    value: Float64Array.from(all, ({ value }) => value),
    optionStart: sums(all.map(({ options }) => options.length)),
    lineStart: sums(lists.map((list) => list.length)),
    optionLines: Int32Array.from(lists.flat()),
    option,
    must: Uint8Array.from(gather('must', lines)),
    single: Uint8Array.from(gather('single', lines)),
    worth: gather('worth', lines),
  };
}

/** PartRows by their first cap; those of one provider, or of one household, are in every part that it is in, as far as their caps are. */
function unitedRows(sources: readonly Source[], caps: OrderedCaps, weight: Float64Array): Crossing | undefined {
  const rows = new Map<string, { limit: number; parts: Map<number, number> }>();
  sources.forEach(({ ids, rowStart, rowCap, rowTimes, rowLimit }, s) => {
    for (let r = 0; r < rowLimit.length; r++) {
      const first = rowCap[rowStart[r]!]!;
      const name = caps.blocks[s]![first] || JSON.stringify([ids.caps[first]!.key, ids.rows[r]]);
      const { parts } = getOrSet(rows, name, () => ({ limit: rowLimit[r]!, parts: new Map() }));
      for (let i = rowStart[r]!; i < rowStart[r + 1]!; i++) parts.set(caps.of[s]![rowCap[i]!]!, rowTimes[i]!);
    }
  });
  if (rows.size === 0) return undefined;
  const all = [...rows.values()].map(({ limit, parts }) => ({ limit, parts: [...parts].sort(([a], [b]) => a - b) }));
  all.sort((a, b) => a.parts[0]![0] - b.parts[0]![0]);
  const parts = all.flatMap((row) => row.parts);
  const start = Int32Array.of(0, ...all.map((row) => row.parts.length));
  for (let r = 0; r < all.length; r++) start[r + 1]! += start[r]!;
  return {
    start,
    cap: Int32Array.from(parts, ([cap]) => cap),
    times: Float64Array.from(parts, ([, times]) => times),
    limit: Float64Array.from(all, ({ limit }) => limit),
    weight,
  };
}

function datesOf(sources: readonly Source[], pairs: Entries): ReadonlyMap<number, string> {
  const dates = sources.map(({ ids }) => new Map(ids.doubts));
  const found = new Map<number, string>();
  if (dates.some(({ size }) => size > 0))
    pairs.at.forEach((p, i) => {
      const date = dates[pairs.from[i]!]!.get(p);
      if (date !== undefined) found.set(i, date);
    });
  return found;
}

/** What stands for records where only ids are known: as much of them as a plan says. */
function refsOf(lines: readonly OpenLine[], offers: readonly OpenOffer[], caps: readonly OpenCap[]) {
  const needs = new Map<string, Need>();
  const providers = new Map<string, Provider>();
  const known = new Map<string, OfferRef>();
  const providerOf = (key: string) =>
    getOrSet(providers, key, () => {
      const [society, id] = partsOfKey(key);
      return { society, id } as Provider;
    });
  const offerRefs = offers.map(({ key, id, unit }): OfferRef => {
    const ref = { provider: providerOf(key), offer: { id, unit } as Offer, key };
    known.set(JSON.stringify([key, id]), ref);
    return ref;
  });
  return {
    lines: lines.map(({ need, community, urgency, requirement, capability, unit, ...rest }): LineRef => {
      const own = () => ({ id: need, community, urgency }) as Need;
      const asked = { id: requirement, capability: { code: capability, level: 1 }, unit, ...rest };
      return { need: getOrSet(needs, need, own), requirement: asked as Requirement };
    }),
    offers: offerRefs,
    caps: caps.map(({ key, offer, place: _, ...rest }): CapRef => {
      const named = offer === undefined ? undefined : known.get(JSON.stringify([key, offer]));
      const own = named?.offer ?? ({ id: offer ?? '', unit: rest.unit } as Offer);
      return { provider: providerOf(key), ...(offer !== undefined && { offer: own }), ...rest };
    }),
  };
}
