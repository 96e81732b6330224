import type { Compiled, Offered } from '../compile/compiled.js';
import { commonDivisor } from '../compile/demand/pricing.js';
import { type Hash, hexOf, openHash } from '../kernel/sha256.js';
import type { Work } from '../kernel/work.js';
import { ownersOf } from '../problem/columns.js';
import { type Component, liveCaps } from '../problem/components.js';
import { placesInRows } from '../problem/crossing.js';
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
    /** Calls `meet` when it is met first. */
    of(x: number, meet?: () => void): number {
      if (own[x] === -1) {
        own[x] = list.push(x) - 1;
        meet?.();
      }
      return own[x]!;
    },
    has: (x: number) => own[x] !== -1,
    number: (x: number) => own[x]!,
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
    for (const n of all.length > 0 ? lines : [])
      for (let a = arcStart[candidateStart[n]!]!; a < arcStart[candidateStart[n + 1]!]!; a++)
        if (live[head[a]!]) caps.of(head[a]!);
    for (const c of caps.all()) if (parent[c]! >= 0) caps.of(parent[c]!);
    return caps.clear();
  };
}

/** The fingerprints of islands one after the other; `undefined` proof: of what they are alone. Near-linear. */
export function leafWriter(compiled: Compiled, levels: readonly Level[]) {
  const { problem, lines, offers, candidates, caps: refs, arcSlot, slots, ranks, costScale } = compiled;
  const { candidateStart, arcStart, head, capacity, parent, group, pinned, load, portions, crossing, wholes } = problem;
  const fair = levels.includes('fair');
  const groups = group.reduce((most, g) => Math.max(most, g + 1), 0);
  const share = problem.share ?? new Float64Array(groups);
  if (!problem.share) for (let n = 0; n < group.length; n++) share[group[n]!]! += problem.demand[n]!;
  const own = { group: numbering(groups), offer: numbering(offers.length), cap: numbering(parent.length) };
  const live = liveCaps(problem);
  const capsOf = capsBy(problem, live);
  const rowAt = crossing && placesInRows(crossing, parent.length);
  const rowOf = crossing && ownersOf(crossing.start);
  const hash = openHash();

  /** What few lines, candidates or arcs have, by their own numbers. */
  const listed = (entries: readonly (readonly number[])[]) => {
    hash.number(entries.length);
    for (const entry of entries) for (const x of entry) hash.number(x);
  };

  function writeLines(island: Component): void {
    const previous: number[][] = [];
    const fixed: number[][] = [];
    const timed: [number, string][] = [];
    const scale = sharedBy(island, compiled);
    hash.number(0);
    hash.number(costScale / scale);
    hash.number(island.lines.length);
    let [firstCandidate, firstArc] = [0, 0];
    for (const n of island.lines) {
      const { need, requirement } = lines[n]!;
      hash.text(need.id);
      hash.text(requirement.id);
      hash.numbers(ranks[problem.rank[n]!]!);
      hash.number(problem.demand[n]!);
      if (fair) {
        const g = group[n]!;
        const isNew = !own.group.has(g);
        hash.number(own.group.of(g));
        if (isNew) for (const x of [problem.served?.[g] ?? 0, share[g]!, portions?.ofGroup[g] ?? 1]) hash.number(x);
      }
      const [from, to] = [candidateStart[n]!, candidateStart[n + 1]!];
      hash.number(to - from);
      for (let p = from; p < to; p++) {
        const o = candidates.offer[p]!;
        const isNew = !own.offer.has(o);
        hash.number(own.offer.of(o));
        if (isNew) {
          hash.text(offers[o]!.key);
          hash.text(offers[o]!.offer.id);
        }
        hash.number(problem.cost[p]! / scale);
        hash.number(problem.max[p]!);
        const [first, end] = [arcStart[p]!, arcStart[p + 1]!];
        hash.number(end - first);
        for (let a = first; a < end; a++) {
          hash.number(live[head[a]!] ? own.cap.of(head[a]!) + 1 : 0);
          if (pinned && pinned[a]! > 0) fixed.push([firstArc + a - first, pinned[a]!]);
          if (arcSlot.length > 0 && arcSlot[a]! >= 0) timed.push([firstArc + a - first, slots[arcSlot[a]!]!]);
        }
        firstArc += end - first;
        if (problem.previous[p]! > 0)
          previous.push([firstCandidate + p - from, problem.previous[p]!, problem.promise?.[p] ?? 1]);
      }
      firstCandidate += to - from;
    }
    listed(previous);
    listed(fixed);
    hash.number(timed.length);
    for (const [a, slot] of timed) {
      hash.number(a);
      hash.text(slot);
    }
  }

  function writeCaps(caps: readonly number[]): void {
    for (const c of caps) own.cap.of(c);
    for (const c of caps) {
      hash.number(refs[c]?.isUnlimited ? 0 : capacity[c]! + 1);
      hash.number(parent[c]! < 0 ? 0 : own.cap.number(parent[c]!) + 1);
      for (const x of [load?.full[c] ?? 0, load?.given[c] ?? 0, load?.fine?.[c] ?? 0, portions?.ofCap[c] ?? 1])
        hash.number(x);
    }
    const crossed = crossing ? caps.flatMap((c) => (rowAt![c]! < 0 ? [] : rowOf![rowAt![c]!]!)) : [];
    const rows = new Set(crossed);
    hash.number(rows.size);
    if (!crossing) return;
    for (const r of rows) {
      hash.number(crossing.limit[r]!);
      const parts: number[][] = [];
      for (let i = crossing.start[r]!; i < crossing.start[r + 1]!; i++)
        if (own.cap.has(crossing.cap[i]!)) parts.push([own.cap.number(crossing.cap[i]!), crossing.times[i]!]);
      listed(parts);
    }
  }

  function writeWholes({ lines: all }: Component): void {
    const first = wholes ? all.findIndex((n) => wholes.option[n]! >= 0) : -1;
    hash.number(first < 0 ? 0 : 1);
    if (!wholes || first < 0) return;
    const options = numbering(wholes.lineStart.length - 1);
    const numbers = numbering(wholes.rank.length);
    const whole = ownersOf(wholes.optionStart);
    hash.number(1);
    for (const n of all) {
      const o = wholes.option[n]!;
      hash.number(wholes.worth[n]!);
      hash.number(o < 0 ? 0 : options.of(o) + 1);
      if (o < 0) continue;
      const t = whole[o]!;
      for (const x of [numbers.of(t), wholes.value[t]!, wholes.must[n]!, wholes.single[n]!]) hash.number(x);
    }
  }

  return {
    capsOf,
    /** Of what an island is. */
    problem(island: Component): Uint8Array {
      const caps = capsOf(island);
      writeLines(island);
      writeCaps(caps);
      writeWholes(island);
      for (const each of Object.values(own)) each.clear();
      return hash.end();
    },
    /** Of that, and of what was decided and proved of it. */
    all(what: Uint8Array, { lines: all }: Component, flow: Float64Array, proof: IslandProof | undefined): Uint8Array {
      hash.number(3);
      hash.bytes(what);
      let [firstArc, before] = [0, -1];
      for (const n of all) {
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
      if (proof) writeProof(hash, proof, costScale);
      return hash.end();
    },
  };
}

/** The largest number that divides the scale of costs and all costs of an island: what these are then hangs on the island alone. */
function sharedBy({ lines }: Component, { problem: { candidateStart, cost }, costScale }: Compiled): number {
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
  readonly offered: Offered;
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
