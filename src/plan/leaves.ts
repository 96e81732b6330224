import type { Compiled, OfferCounts } from '../compile/compiled.js';
import { commonDivisor } from '../compile/demand/pricing.js';
import { getOrSet } from '../kernel/maps.js';
import { type Hash, hexOf, openHash } from '../kernel/sha256.js';
import type { Work } from '../kernel/work.js';
import { ownersOf } from '../problem/columns.js';
import { type Component, liveCaps } from '../problem/components.js';
import { placesInRows } from '../problem/crossing.js';
import { wholeOf } from '../problem/part.js';
import type { Level } from '../problem/problem.js';
import type { IslandProof } from './plan.js';

/**
 * The fingerprints of what hangs together in a plan, and the one of them all.
 *
 * An island's first 32 bytes are the SHA-256 of what it is, by ids and rank tuples, in its own numbers: nothing of it hangs on what else there is, so whoever has only its records comes to the same. The
 * second are that of the first, of what was decided and of the prices that prove it. Those of all islands, in the order of their first lines, are the leaves of a tree: any of them can be checked alone.
 */
export interface Leaf {
  readonly problem: Uint8Array;
  readonly all: Uint8Array;
}

/** Numbers of an island's own, in the order in which things are met. */
function numbering(size: number) {
  const own = new Int32Array(size).fill(-1);
  let list: number[] = [];
  return {
    /** −1: not met. */
    own,
    meet: (x: number): number => (own[x] = list.push(x) - 1),
    clear(): number[] {
      const all = list;
      for (const x of all) own[x] = -1;
      list = [];
      return all;
    },
    all: () => list,
  };
}

/** Answers which caps stand over an island's candidates, in the order in which these lead to them; those above come last. */
export function capsBy({ candidateStart, arcStart, head, parent }: Compiled['problem'], live: Uint8Array) {
  const caps = numbering(parent.length);
  return ({ lines, caps: all }: Component): readonly number[] => {
    for (const n of all.length > 0 ? lines : []) {
      const end = arcStart[candidateStart[n + 1]!]!;
      for (let a = arcStart[candidateStart[n]!]!; a < end; a++)
        if (live[head[a]!] && caps.own[head[a]!] === -1) caps.meet(head[a]!);
    }
    for (const c of caps.all()) if (parent[c]! >= 0 && caps.own[parent[c]!] === -1) caps.meet(parent[c]!);
    return caps.clear();
  };
}

/** What is written with. */
type Pen = ReturnType<typeof penOf>;

function penOf(compiled: Compiled, levels: readonly Level[]) {
  const { problem, offers } = compiled;
  const { group, parent, crossing, demand } = problem;
  const groups = group.reduce((most, g) => Math.max(most, g + 1), 0);
  const share = problem.share ?? new Float64Array(groups);
  if (!problem.share) for (let n = 0; n < group.length; n++) share[group[n]!]! += demand[n]!;
  return {
    ...compiled,
    hash: openHash(),
    fair: levels.includes('fair'),
    share,
    live: liveCaps(problem),
    own: { group: numbering(groups), offer: numbering(offers.length), cap: numbering(parent.length) },
    rowAt: crossing && placesInRows(crossing, parent.length),
    rowOf: crossing && ownersOf(crossing.start),
  };
}

/** Writes the fingerprints of islands, one after the other. Near-linear. */
export function leafWriter(compiled: Compiled, levels: readonly Level[]) {
  const pen = penOf(compiled, levels);
  const { hash, own } = pen;
  const { candidateStart, arcStart } = compiled.problem;
  const capsOf = capsBy(compiled.problem, pen.live);
  return {
    capsOf,
    /** Of what an island is. */
    problem(island: Component, caps = capsOf(island)): Uint8Array {
      for (const c of caps) own.cap.meet(c);
      writeLines(pen, island);
      writeCaps(pen);
      writeWholes(pen, island);
      for (const each of Object.values(own)) each.clear();
      return hash.end();
    },
    /** Of that, and of what was decided and proved of it. */
    all(what: Uint8Array, { lines }: Component, flow: Float64Array, proof: IslandProof | undefined): Uint8Array {
      hash.number(3);
      hash.bytes(what);
      let [firstArc, before] = [0, -1];
      for (const n of lines) {
        const [from, to] = [arcStart[candidateStart[n]!]!, arcStart[candidateStart[n + 1]!]!];
        for (let a = from; a < to; a++) {
          if (flow[a] === 0) continue;
          hash.number(firstArc + a - from - before);
          hash.number(flow[a]!);
          before = firstArc + a - from;
        }
        firstArc += to - from;
      }
      hash.number(0);
      if (proof) writeProof(hash, proof, compiled.costScale);
      return hash.end();
    },
  };
}

function writeLines(pen: Pen, island: Component): void {
  const { hash, problem, lines, ranks, candidates, arcSlot, slots, costScale, fair, share, live, own } = pen;
  const { candidateStart, arcStart, head, cost, max, previous, promise, group, pinned, portions } = problem;
  const [capAt, offerAt, groupAt] = [own.cap.own, own.offer.own, own.group.own];
  const kept: number[][] = [];
  const fixed: number[][] = [];
  const timed: [number, string][] = [];
  const scale = sharedBy(island, pen);
  hash.number(0);
  hash.number(costScale / scale);
  hash.number(island.lines.length);
  let [pairsBefore, arcsBefore] = [0, 0];
  for (const n of island.lines) {
    const { need, requirement } = lines[n]!;
    hash.text(need.id);
    hash.text(requirement.id);
    hash.numbers(ranks[problem.rank[n]!]!);
    const demand = problem.demand[n]!;
    hash.number(demand);
    const g = group[n]!;
    if (fair) hash.number(groupAt[g]! + 1);
    if (fair && groupAt[g] === -1) {
      own.group.meet(g);
      for (const x of [problem.served?.[g] ?? 0, share[g]!, portions?.ofGroup[g] ?? 1]) hash.number(x);
    }
    const from = candidateStart[n]!;
    const to = candidateStart[n + 1]!;
    hash.number(to - from);
    for (let p = from; p < to; p++) {
      const o = candidates.offer[p]!;
      const first = arcStart[p]!;
      const end = arcStart[p + 1]!;
      // Mostly a candidate has one arc, and room for all that is asked.
      const isBound = max[p]! < demand;
      const isWide = end - first !== 1;
      hash.number(4 * (offerAt[o]! + 1) + (isBound ? 2 : 0) + (isWide ? 1 : 0));
      if (offerAt[o] === -1) writeOffer(pen, o);
      hash.number(scale === 1 ? cost[p]! : cost[p]! / scale);
      if (isBound) hash.number(max[p]!);
      if (isWide) hash.number(end - first);
      for (let a = first; a < end; a++) {
        hash.number(live[head[a]!] ? capAt[head[a]!]! + 1 : 0);
        if (pinned && pinned[a]! > 0) fixed.push([arcsBefore + a - first, pinned[a]!]);
        if (arcSlot.length > 0 && arcSlot[a]! >= 0) timed.push([arcsBefore + a - first, slots[arcSlot[a]!]!]);
      }
      arcsBefore += end - first;
      if (previous[p]! > 0) kept.push([pairsBefore + p - from, previous[p]!, promise?.[p] ?? 1]);
    }
    pairsBefore += to - from;
  }
  writeList(hash, kept);
  writeList(hash, fixed);
  hash.number(timed.length);
  for (const [a, slot] of timed) {
    hash.number(a);
    hash.text(slot);
  }
}

function writeOffer({ hash, offers, own }: Pen, o: number): void {
  own.offer.meet(o);
  hash.text(offers[o]!.key);
  hash.text(offers[o]!.offer.id);
}

/** What few lines, candidates or arcs have, by their own numbers. */
function writeList(hash: Hash, entries: readonly (readonly number[])[]): void {
  hash.number(entries.length);
  for (const entry of entries) for (const x of entry) hash.number(x);
}

function writeCaps({ hash, problem, caps: refs, own, rowAt, rowOf }: Pen): void {
  const { capacity, parent, load, portions, crossing } = problem;
  const caps = own.cap.all();
  for (const c of caps) {
    hash.number(refs[c]?.isUnlimited ? 0 : capacity[c]! + 1);
    hash.number(parent[c]! < 0 ? 0 : own.cap.own[parent[c]!]! + 1);
    for (const x of [load?.full[c] ?? 0, load?.given[c] ?? 0, load?.fine?.[c] ?? 0, portions?.ofCap[c] ?? 1])
      hash.number(x);
  }
  const rows = new Set(crossing ? caps.flatMap((c) => (rowAt![c]! < 0 ? [] : rowOf![rowAt![c]!]!)) : []);
  hash.number(rows.size);
  for (const r of rows) {
    const { limit, start, cap, times } = crossing!;
    hash.number(limit[r]!);
    const parts: number[][] = [];
    for (let i = start[r]!; i < start[r + 1]!; i++)
      if (own.cap.own[cap[i]!] !== -1) parts.push([own.cap.own[cap[i]!]!, times[i]!]);
    writeList(hash, parts);
  }
}

function writeWholes({ hash, problem: { wholes } }: Pen, { lines }: Component): void {
  const isNone = !wholes || lines.every((n) => wholes.option[n]! < 0);
  hash.number(isNone ? 0 : 1);
  if (isNone) return;
  const options = new Map<number, number>();
  const numbers = new Map<number, number>();
  for (const n of lines) {
    const o = wholes.option[n]!;
    hash.number(wholes.worth[n]!);
    hash.number(o < 0 ? 0 : getOrSet(options, o, () => options.size) + 1);
    if (o < 0) continue;
    const t = wholeOf(wholes.optionStart, o);
    const number = getOrSet(numbers, t, () => numbers.size);
    for (const x of [number, wholes.value[t]!, wholes.must[n]!, wholes.single[n]!]) hash.number(x);
  }
}

/** The largest number that divides the scale of costs and all costs of an island: what these are then hangs on the island alone. */
function sharedBy(
  { lines }: Component,
  { problem: { candidateStart, cost }, costScale }: Pick<Compiled, 'problem' | 'costScale'>,
): number {
  let shared = costScale;
  for (const n of lines)
    for (let p = candidateStart[n]!; p < candidateStart[n + 1]! && shared > 1; p++)
      if (cost[p]! % shared !== 0) shared = commonDivisor(shared, Math.abs(cost[p]!));
  return shared;
}

function writeProof(hash: Hash, { marks, position, keep, load, cost, teams, split }: IslandProof, costScale: number) {
  hash.number(marks.length);
  for (const { rank, unit, demand, offset, portion = 1 } of marks) {
    hash.numbers(rank);
    for (const x of [unit, demand, offset, portion]) hash.number(x);
  }
  hash.numbers(position);
  hash.numbers(keep);
  hash.numbers(load ?? []);
  const shared = cost.reduce((all, x) => commonDivisor(all, Math.abs(x)), costScale);
  hash.number(costScale / shared);
  hash.numbers(cost.map((x) => x / shared));
  hash.text(teams ? JSON.stringify(teams) : '');
  hash.text(split ? JSON.stringify(split) : '');
}

/** What all leaves are of. */
export interface Stem {
  readonly now: string | undefined;
  readonly levels: readonly Level[];
  /** Of load (see `Load`). */
  readonly steps: number;
  /** How many offers there are of a capability, by unit. */
  readonly offered: OfferCounts;
}

/**
 * The root of a tree of leaves that come one after the other, as in RFC 6962: an inner node is the hash of the two below it, a last one alone goes up as it is. Then of that root and of what all leaves
 * have in common. O(log leaves) of memory.
 */
export function rootOfLeaves({ now, levels, steps, offered }: Stem) {
  const hash = openHash();
  const open: (Uint8Array | undefined)[] = [];
  const node = (left: Uint8Array, right: Uint8Array) => {
    hash.number(1);
    hash.bytes(left);
    hash.bytes(right);
    return hash.end();
  };
  return {
    add(leaf: Uint8Array): void {
      let up = leaf;
      let height = 0;
      for (; open[height]; height++) {
        up = node(open[height]!, up);
        open[height] = undefined;
      }
      open[height] = up;
    },
    root(): string {
      const rest = open.filter((one) => one !== undefined);
      const top = rest.length > 0 ? rest.reduce((right, left) => node(left, right)) : new Uint8Array(0);
      hash.number(2);
      hash.text(now ?? '');
      hash.text(levels.join());
      hash.number(steps);
      for (const code of Object.keys(offered).sort()) {
        hash.text(code);
        for (const unit of Object.keys(offered[code]!).sort()) {
          hash.text(unit);
          hash.number(offered[code]![unit]!);
        }
      }
      hash.bytes(top);
      return hexOf(hash.end());
    },
  };
}

/** Both roots of all leaves. */
export function* rootsOf(leaves: Iterable<Leaf>, stem: Stem): Work<{ digest: string; root: string }> {
  const [digest, root] = [rootOfLeaves(stem), rootOfLeaves(stem)];
  let seen = 0;
  for (const { problem, all } of leaves) {
    digest.add(problem);
    root.add(all);
    if (++seen % 1000 === 0) yield 1000;
  }
  return { digest: digest.root(), root: root.root() };
}
