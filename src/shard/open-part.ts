import { type CapRef, type Compiled, DATE_UNKNOWN, type LineRef } from '../compile/compiled.js';
import { providerKey } from '../model/graph.js';
import { firstDate } from '../plan/decode.js';
import { range, rowsOf } from '../problem/columns.js';
import type { Component } from '../problem/components.js';
import { countArcs, wholeNumbers } from '../problem/part.js';
import { withoutPins } from '../problem/pins.js';
import type { Problem, Wholes } from '../problem/problem.js';
import type { OpenCap, OpenColumns, OpenIds, OpenLine } from './shard-part.js';

/** What the columns of an open part are; all of one length where they belong together. */
export type ShardColumns = ReturnType<typeof columnsIn>;

/**
 * Some of what hangs together in a problem, as columns and ids, with all caps over it. O(size).
 *
 * @param pastOf what history counts of a class in its share
 */
export function selected(compiled: Compiled, islands: readonly Component[], pastOf: (group: number) => number) {
  const { problem, lines, offers, candidates, caps, slots, ranks, groups, turnedAway } = compiled;
  const own = Int32Array.from(islands.flatMap(({ lines: each }) => [...each])).sort();
  const picked = pickedOf(compiled, own, islands);
  const columns = columnsIn(compiled, own, picked, pastOf);
  const doubts: [number, string][] = [];
  picked.pairs.forEach((p, i) => {
    if ((candidates.flags[p]! & DATE_UNKNOWN) === 0) return;
    const { requirement } = lines[picked.lineOf[i]!]!;
    const { provider, offer } = offers[candidates.offer[p]!]!;
    doubts.push([i, firstDate(requirement, provider, offer)]);
  });
  const ids: Omit<OpenIds, 'promised'> = {
    ranks,
    slots,
    rules: turnedAway.rules,
    lines: Array.from(own, (n) => lineAsIds(lines[n]!)),
    groups: Array.from(picked.groups, (g) => {
      const { unit, key } = groups[g]!;
      return { unit, ...(key !== undefined && { key }) };
    }),
    offers: Array.from(picked.offers, (o) => {
      const { key, offer } = offers[o]!;
      return { key, id: offer.id, unit: offer.unit };
    }),
    caps: capsAsIds(caps, picked.caps),
    rows: rowPlaces(compiled, picked.caps),
    doubts,
  };
  return { ids, columns: columns as OpenColumns, size: { lines: own.length, candidates: problem.cost.length } };
}

function lineAsIds({ need, requirement }: LineRef): OpenLine {
  const { role, pattern, beyond } = requirement;
  return {
    need: need.id,
    community: need.community,
    urgency: need.urgency,
    requirement: requirement.id,
    capability: requirement.capability.code,
    unit: requirement.unit,
    ...(role !== undefined && { role }),
    ...(pattern !== undefined && { pattern }),
    ...(beyond !== undefined && { beyond }),
  };
}

/** Caps by provider and place; below an offer, those of one block by the first of them. */
function capsAsIds(caps: readonly CapRef[], own: Int32Array): OpenCap[] {
  const places = new Int32Array(caps.length);
  for (let c = 1; c < caps.length; c++) {
    const isOn = caps[c]!.below ? caps[c] === caps[c - 1] : caps[c]!.provider === caps[c - 1]!.provider;
    places[c] = isOn ? places[c - 1]! + 1 : 0;
  }
  return Array.from(own, (c) => {
    const { provider, offer, unit, need, below, isRequests, isUnlimited } = caps[c]!;
    return {
      key: providerKey(provider),
      place: places[c]!,
      unit,
      ...(offer && { offer: offer.id }),
      ...(need !== undefined && below && { need, below }),
      ...(isRequests && { isRequests }),
      ...(isUnlimited && { isUnlimited }),
    };
  });
}

/** Of the rows that have some of the caps, the place among all rows of their provider. */
function rowPlaces({ problem: { crossing }, caps }: Compiled, own: Int32Array): number[] {
  const isOwn = new Set(own);
  const counts = new Map<unknown, number>();
  const places: number[] = [];
  for (let r = 0; crossing && r < crossing.limit.length; r++) {
    const row = crossing.cap.subarray(crossing.start[r]!, crossing.start[r + 1]!);
    const { provider } = caps[row[0]!]!;
    const place = counts.get(provider) ?? 0;
    counts.set(provider, place + 1);
    if (row.some((c) => isOwn.has(c))) places.push(place);
  }
  return places;
}

/** Which candidates, arcs, offers, groups and caps belong to some lines, ascending. */
function pickedOf({ problem, candidates, offers, caps }: Compiled, lines: Int32Array, islands: readonly Component[]) {
  const { candidateStart, arcStart, head, parent, group } = problem;
  let size = 0;
  for (const n of lines) size += candidateStart[n + 1]! - candidateStart[n]!;
  const pairs = new Int32Array(size);
  const lineOf = new Int32Array(size);
  const arcs = new Int32Array(countArcs(problem, lines));
  let [pair, arc] = [0, 0];
  const inOffers = new Uint8Array(offers.length);
  const inCaps = new Uint8Array(caps.length);
  for (const { caps: own } of islands) for (const c of own) inCaps[c] = 1;
  for (const n of lines)
    for (let p = candidateStart[n]!; p < candidateStart[n + 1]!; p++) {
      pairs[pair] = p;
      lineOf[pair++] = n;
      inOffers[candidates.offer[p]!] = 1;
      for (let a = arcStart[p]!; a < arcStart[p + 1]!; a++) {
        arcs[arc++] = a;
        for (let c = head[a]!; c >= 0 && inCaps[c] === 0; c = parent[c]!) inCaps[c] = 1;
      }
    }
  const marked = (marks: Uint8Array) => Int32Array.from(range(0, marks.length).filter((i) => marks[i] === 1));
  return {
    pairs,
    lineOf,
    arcs,
    offers: marked(inOffers),
    caps: marked(inCaps),
    groups: Int32Array.from(new Set(Array.from(lines, (n) => group[n]!))),
  };
}

function columnsIn(
  { problem, candidates, arcSlot, turnedAway, lines: all }: Compiled,
  lines: Int32Array,
  { pairs, arcs, offers, caps, groups }: ReturnType<typeof pickedOf>,
  pastOf: (group: number) => number,
) {
  const { candidateStart, arcStart, head, capacity, parent, load, portions, crossing, pinned, promise } = problem;
  const { served, share } = withoutPins({ ...problem, pinned: undefined } as unknown as Problem);
  const capAt = placesIn(caps, capacity.length);
  const offerAt = placesIn(
    offers,
    offers.reduce((most, o) => Math.max(most, o + 1), 0),
  );
  const groupAt = placesIn(
    groups,
    groups.reduce((most, g) => Math.max(most, g + 1), 0),
  );
  const rows = rowsAmong(crossing, capAt);
  const count = (rules: number) => new Int32Array(rules * lines.length);
  const counts = count(turnedAway.rules.length);
  for (let rule = 0; rule < turnedAway.rules.length; rule++)
    lines.forEach((n, i) => {
      counts[rule * lines.length + i] = turnedAway.counts[rule * all.length + n]!;
    });
  return {
    demand: rowsOf(problem.demand, lines),
    rank: rowsOf(problem.rank, lines),
    group: Int32Array.from(lines, (n) => groupAt[problem.group[n]!]!),
    capable: rowsOf(turnedAway.capable, lines),
    unit: rowsOf(turnedAway.unit, lines),
    counts,
    pairs: Int32Array.from(lines, (n) => candidateStart[n + 1]! - candidateStart[n]!),
    served: rowsOf(served, groups),
    share: rowsOf(share, groups),
    past: Float64Array.from(groups, pastOf),
    ofGroup: Float64Array.from(groups, (g) => portions?.ofGroup[g] ?? 1),
    offer: pairs.map((p) => offerAt[candidates.offer[p]!]!),
    flags: rowsOf(candidates.flags, pairs),
    cost: rowsOf(problem.cost, pairs),
    max: rowsOf(problem.max, pairs),
    previous: rowsOf(problem.previous, pairs),
    promise: promise ? rowsOf(promise, pairs) : new Float64Array(pairs.length).fill(1),
    arcs: pairs.map((p) => arcStart[p + 1]! - arcStart[p]!),
    head: arcs.map((a) => capAt[head[a]!]!),
    arcSlot: arcs.map((a) => arcSlot[a] ?? -1),
    pinned: pinned ? rowsOf(pinned, arcs) : new Float64Array(arcs.length),
    capacity: rowsOf(capacity, caps),
    parent: Int32Array.from(caps, (c) => (parent[c]! < 0 ? -1 : capAt[parent[c]!]!)),
    full: Float64Array.from(caps, (c) => load?.full[c] ?? 0),
    given: Float64Array.from(caps, (c) => load?.given[c] ?? 0),
    fine: Float64Array.from(caps, (c) => load?.fine?.[c] ?? 0),
    ofCap: Float64Array.from(caps, (c) => portions?.ofCap[c] ?? 1),
    ...rows,
    weight: Float64Array.from(lines, (n) => crossing?.weight[n] ?? 0),
    ...wholesAmong(problem.wholes, lines),
    steps: Float64Array.of(load?.steps ?? 0),
  };
}

function placesIn(picked: Int32Array, length: number): Int32Array {
  const places = new Int32Array(length).fill(-1);
  picked.forEach((x, i) => {
    places[x] = i;
  });
  return places;
}

/** PartRows as far as their caps are among those picked. */
function rowsAmong(crossing: Problem['crossing'], capAt: Int32Array) {
  const start = [0];
  const cap: number[] = [];
  const times: number[] = [];
  const limit: number[] = [];
  for (let r = 0; crossing && r < crossing.limit.length; r++) {
    for (let i = crossing.start[r]!; i < crossing.start[r + 1]!; i++) {
      if (capAt[crossing.cap[i]!]! < 0) continue;
      cap.push(capAt[crossing.cap[i]!]!);
      times.push(crossing.times[i]!);
    }
    if (cap.length === start.at(-1)) continue;
    start.push(cap.length);
    limit.push(crossing.limit[r]!);
  }
  return {
    rowStart: Int32Array.from(start),
    rowCap: Int32Array.from(cap),
    rowTimes: Float64Array.from(times),
    rowLimit: Float64Array.from(limit),
  };
}

/** Wholes of some lines, which have theirs whole: per whole how many options, per option how many lines. */
function wholesAmong(wholes: Wholes | undefined, lines: Int32Array) {
  const at = new Map(Array.from(lines, (n, i) => [n, i]));
  const own = wholes ? wholeNumbers(wholes, lines) : [];
  const options = own.flatMap((t) => range(wholes!.optionStart[t]!, wholes!.optionStart[t + 1]!));
  const all = options.map((o) =>
    Array.from(wholes!.optionLines.subarray(wholes!.lineStart[o]!, wholes!.lineStart[o + 1]!)),
  );
  return {
    value: Float64Array.from(own, (t) => wholes!.value[t]!),
    options: Int32Array.from(own, (t) => wholes!.optionStart[t + 1]! - wholes!.optionStart[t]!),
    optionSize: Int32Array.from(all, (list) => list.length),
    optionLines: Int32Array.from(all.flat(), (n) => at.get(n)!),
    must: Uint8Array.from(lines, (n) => wholes?.must[n] ?? 0),
    single: Uint8Array.from(lines, (n) => wholes?.single[n] ?? 0),
    worth: Float64Array.from(lines, (n) => wholes?.worth[n] ?? 0),
  };
}
