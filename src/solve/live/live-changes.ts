import * as ARC from '../../kernel/arc.js';
import { UNBOUNDED } from '../../kernel/flow-graph.js';
import {
  addArc,
  addFlow,
  addNode,
  arcsIn,
  arcsOut,
  boundOf,
  CAP,
  CLASS,
  DYING,
  dropArc,
  dropNode,
  emptyGraph,
  IN_TREE,
  JOINT,
  LINE,
  ROOT,
  spoil,
  touch,
} from '../../kernel/live-graph.js';
import { openHead, plant, rehang, setPrice, uproot } from '../../kernel/live-tree.js';
import * as NODE from '../../kernel/node.js';
import { FINE, loadsOf } from '../../problem/load.js';
import type { Level } from '../../problem/problem.js';

/**
 * A live problem as a graph. A candidate with one cap is an arc from its line to it, and a second one for the units that were promised; with several, the
 * arcs lead to a joint, which leads to the caps.
 */
export type LiveState = ReturnType<typeof emptyState>;

export const emptyState = (levels: readonly Level[]) => ({
  g: emptyGraph(levels.includes('fair')),
  /** 1 where promises count, and where cost counts; otherwise 0. */
  keeps: levels.includes('keep') ? 1 : 0,
  priced: levels.includes('cost') ? 1 : 0,
  /** 0 where load does not count; otherwise in how many steps it does. */
  steps: levels.includes('even') ? STEPS : 0,
  /** Per root cap whose use is load, its arcs to the root, one per step. */
  loads: new Map<number, CapLoad & { readonly arcs: readonly number[] }>(),
  /** Per candidate, the arc of units that were not promised, and that of those that were (−1: none), which leave the line. */
  plain: [] as number[],
  kept: [] as number[],
  max: [] as number[],
  previous: [] as number[],
  cost: [] as number[],
  /** Candidates whose handles can be given out, and will be after the next settlement. */
  free: [] as number[],
  gone: [] as number[],
});

/** What the use of a cap is counted against, at least given + capacity, and what is given of it already (see `Load`). */
export interface CapLoad {
  readonly full: number;
  readonly given: number;
  /** How many units are handed out together; absent: 1. */
  readonly portion?: number | undefined;
  /** 1: its steps are fine; absent: 0. */
  readonly fine?: number | undefined;
}

/** Promises and load share a number: a promise counts so much, the load of a step is its number. */
export const PROMISE = 128;

/** Into how many steps load is told apart: with {@link FINE} of each fewer than half of {@link PROMISE}. */
const STEPS = 4;

export function flowOf({ g }: LiveState, a: number): number {
  return a < 0 ? 0 : g.amount[a * ARC.AMOUNT]!;
}

export function headOf({ g }: LiveState, a: number): number {
  return g.link[a * ARC.LINK + ARC.HEAD]!;
}

export function tailOf({ g }: LiveState, a: number): number {
  return g.link[a * ARC.LINK + ARC.TAIL]!;
}

/** Class of a line, parent of a cap. */
export function above({ g }: LiveState, v: number): number {
  return g.link[g.own[v]! * ARC.LINK + ARC.HEAD]!;
}

function inTree({ g }: LiveState, v: number): boolean {
  return g.tree[v * NODE.TREE + NODE.DEPTH]! >= 0;
}

export function isJoint(s: LiveState, p: number): boolean {
  return s.g.kind[headOf(s, s.plain[p]!)] === JOINT;
}

/** The arcs that a candidate's cost is on: those of a joint by head. */
export function pricedArcs(s: LiveState, p: number): number[] {
  if (isJoint(s, p)) return arcsOut(s.g, headOf(s, s.plain[p]!));
  return s.kept[p]! < 0 ? [s.plain[p]!] : [s.plain[p]!, s.kept[p]!];
}

/** Units of a candidate over all its heads. */
export function unitsOf(s: LiveState, p: number): number {
  return flowOf(s, s.plain[p]!) + flowOf(s, s.kept[p]!);
}

export function candidatesOf({ g }: LiveState, n: number): Set<number> {
  const all = new Set(arcsOut(g, n).map((a) => g.link[a * ARC.LINK + ARC.OWNER]!));
  all.delete(-1);
  return all;
}

/** Changes the flow of an arc, which may take away the room on it. */
function add({ g }: LiveState, a: number, units: number): void {
  addFlow(g, a, units);
  g.suspects.push(a);
}

/** Units of a line become unmet, or are not any more. */
function leaveUnmet(s: LiveState, n: number, units: number): void {
  const k = above(s, n);
  add(s, s.g.own[n]!, units);
  add(s, s.g.own[k]!, units);
  touch(s.g, n);
  spoil(s.g, k);
}

/** A line asks for more, or for less of what is unmet. O(1). */
function ask(s: LiveState, n: number, more: number): void {
  for (const v of [n, above(s, n)]) s.g.order[v * NODE.ORDER + NODE.ASKED]! += more;
  leaveUnmet(s, n, more);
}

function setDemand(s: LiveState, n: number, demand: number): void {
  const more = demand - s.g.order[n * NODE.ORDER + NODE.ASKED]!;
  let over = -more - flowOf(s, s.g.own[n]!);
  const all = candidatesOf(s, n);
  for (const p of all) if (over > 0) over -= withdraw(s, p, over);
  ask(s, n, more);
  for (const p of all) arrange(s, p);
}

/** Takes units away from a candidate, up to `most`; they are unmet now. Gives how many. */
export function withdraw(s: LiveState, p: number, most: number): number {
  const taken = unserve(s, p, most);
  let left = isJoint(s, p) ? taken : 0;
  for (const a of left > 0 ? pricedArcs(s, p) : []) {
    const units = Math.min(left, flowOf(s, a));
    if (units > 0) carry(s, a, -units);
    left -= units;
  }
  return taken;
}

/** Takes units away from the arcs that leave a candidate's line, first those that were not promised. */
function unserve(s: LiveState, p: number, most: number): number {
  let taken = 0;
  for (const a of [s.plain[p]!, s.kept[p]!]) {
    const units = Math.min(most - taken, flowOf(s, a));
    if (units > 0) serve(s, a, -units);
    taken += units;
  }
  return taken;
}

/** Gives units to an arc that leaves a line, and to what it leads to where that is a cap. */
function serve(s: LiveState, a: number, units: number): void {
  if (s.g.kind[headOf(s, a)] === CAP) carry(s, a, units);
  else add(s, a, units);
  leaveUnmet(s, tailOf(s, a), -units);
}

/** Gives units to an arc to a cap, and to the caps above. */
function carry(s: LiveState, a: number, units: number): void {
  touch(s.g, tailOf(s, a));
  add(s, a, units);
  for (let c = headOf(s, a); c !== ROOT; c = above(s, c)) {
    fill(s, c, units);
    touch(s.g, c);
  }
}

/** The arcs of a cap to its parent or the root, by rising load. */
function arcsUp({ g, loads }: LiveState, c: number): readonly number[] {
  return loads.get(c)?.arcs ?? [g.own[c]!];
}

/** Gives units to a cap's own arcs, the least loaded first, or takes them away, the most loaded first. */
function fill(s: LiveState, c: number, units: number): void {
  const arcs = arcsUp(s, c);
  let left = units;
  for (let i = 0; i < arcs.length && left !== 0; i++) {
    const a = units > 0 ? arcs[i]! : arcs[arcs.length - 1 - i]!;
    const room = s.g.amount[a * ARC.AMOUNT + ARC.CAPACITY]! - flowOf(s, a);
    const by = arcs.length === 1 ? left : units > 0 ? Math.min(left, Math.max(0, room)) : Math.max(left, -flowOf(s, a));
    if (by !== 0) add(s, a, by);
    left -= by;
  }
}

export function capacityOf(s: LiveState, c: number): number {
  return arcsUp(s, c).reduce((sum, a) => sum + s.g.amount[a * ARC.AMOUNT + ARC.CAPACITY]!, 0);
}

/** Gives a candidate units at its heads, as far as is known possible. */
export function placeUnits(s: LiveState, p: number, units: readonly number[]): void {
  const total = units.reduce((sum, n) => sum + n, 0);
  if (total === 0) return;
  const promised = s.kept[p]! < 0 ? 0 : Math.min(total, s.keeps * s.previous[p]!, s.max[p]!);
  if (promised > 0) serve(s, s.kept[p]!, promised);
  if (total > promised) serve(s, s.plain[p]!, total - promised);
  for (const [i, a] of isJoint(s, p) ? pricedArcs(s, p).entries() : []) if (units[i]! > 0) carry(s, a, units[i]!);
}

/** Takes units away from whoever has them of a cap. */
function empty(s: LiveState, c: number, over: number): void {
  const { g } = s;
  let left = over;
  for (const a of arcsIn(g, c)) {
    if (left === 0) return;
    const units = Math.min(left, flowOf(s, a));
    if (units === 0) continue;
    left -= units;
    const from = tailOf(s, a);
    if (g.kind[from] === CAP) empty(s, from, units);
    else if (g.kind[from] === LINE) serve(s, a, -units);
    else {
      carry(s, a, -units);
      unserve(s, g.link[a * ARC.LINK + ARC.OWNER]!, units);
    }
  }
}

function setCandidate(s: LiveState, p: number, max: number, previous: number, cost: number): void {
  s.max[p] = max;
  s.previous[p] = previous;
  const over = unitsOf(s, p) - max;
  if (over > 0) withdraw(s, p, over);
  arrange(s, p);
  s.cost[p] = cost;
  for (const a of pricedArcs(s, p)) setPrice(s.g, a, s.priced * cost);
}

/** Bounds of a candidate's arcs, and its units on the right ones. */
function arrange(s: LiveState, p: number): void {
  const { g } = s;
  const plain = s.plain[p]!;
  const n = tailOf(s, plain);
  const max = s.max[p]!;
  const promised = s.keeps * Math.min(s.previous[p]!, max);
  if (promised > 0 && s.kept[p]! < 0) {
    const a = addArc(g, n, headOf(s, plain), p, 0);
    s.kept[p] = a;
    g.amount[a * ARC.AMOUNT + ARC.COST] = g.amount[plain * ARC.AMOUNT + ARC.COST]!;
    g.amount[a * ARC.AMOUNT + ARC.KEEP] = -PROMISE;
  }
  const bound = boundOf(max, g.order[n * NODE.ORDER + NODE.ASKED]!);
  bind(s, plain, bound === UNBOUNDED ? UNBOUNDED : max - promised);
  touch(g, n);
  const own = s.kept[p]!;
  if (own < 0) return;
  bind(s, own, promised);
  const shift = Math.min(promised, unitsOf(s, p)) - flowOf(s, own);
  if (shift === 0) return;
  add(s, own, shift);
  add(s, plain, -shift);
}

function bind({ g }: LiveState, a: number, capacity: number): void {
  if (g.amount[a * ARC.AMOUNT + ARC.CAPACITY] === capacity) return;
  g.amount[a * ARC.AMOUNT + ARC.CAPACITY] = capacity;
  g.suspects.push(a);
}

function removeCandidate(s: LiveState, p: number): void {
  const { g } = s;
  withdraw(s, p, Number.POSITIVE_INFINITY);
  const arcs = s.kept[p]! < 0 ? [s.plain[p]!] : [s.plain[p]!, s.kept[p]!];
  const to = headOf(s, arcs[0]!);
  if (g.kind[to] === JOINT) {
    if (inTree(s, to)) uproot(g, to);
    arcs.push(...arcsOut(g, to));
    dropNode(g, to);
  }
  for (const a of arcs) {
    const tail = tailOf(s, a);
    touch(g, tail);
    g.amount[a * ARC.AMOUNT + ARC.CAPACITY] = 0;
    if ((g.link[a * ARC.LINK + ARC.STATE]! & IN_TREE) !== 0) {
      rehang(g, g.tree[tail * NODE.TREE + NODE.JOIN] === 2 * a ? tail : headOf(s, a));
    }
    dropArc(g, a);
  }
  s.gone.push(p);
}

/** Takes away a node with nothing but its own arcs. */
function removeNode(s: LiveState, v: number): void {
  if (inTree(s, v)) uproot(s.g, v);
  for (const a of arcsUp(s, v)) dropArc(s.g, a);
  s.loads.delete(v);
  dropNode(s.g, v);
}

/** @param load where it is another one: the cap was added with one */
function setCapacity(s: LiveState, c: number, capacity: number, load?: CapLoad): void {
  const { g } = s;
  const loaded = s.loads.get(c);
  if (loaded && load) s.loads.set(c, { ...loaded, ...load });
  const arcs = arcsUp(s, c);
  const used = arcs.reduce((sum, a) => sum + flowOf(s, a), 0);
  if (used > capacity) empty(s, c, used - capacity);
  if (loaded) bindSteps(s, c, arcs, capacity);
  else bind(s, g.own[c]!, capacity);
  touch(g, c);
  if (inTree(s, c) && capacity === 0) kill(s, c);
  else if (!inTree(s, c) && isOpen(s, c)) revive(s, c);
}

/** Spreads a capacity over the arcs of a cap whose use is load, and the units it gives; one of them that can carry units is its own. */
function bindSteps(s: LiveState, c: number, arcs: readonly number[], capacity: number): void {
  const { full, given, portion, fine = 0 } = s.loads.get(c)!;
  const used = arcs.reduce((sum, a) => sum + flowOf(s, a), 0);
  const load = { full: [full], given: [given], steps: s.steps, fine: [fine] };
  const room = new Map(loadsOf(load, 0, capacity, portion).map(([units, step]) => [step, units]));
  let left = used;
  let first = -1;
  arcs.forEach((a, i) => {
    const units = room.get(fine ? i + 1 : (i + 1) * FINE) ?? 0;
    const by = Math.min(left, units) - flowOf(s, a);
    if (by !== 0) add(s, a, by);
    bind(s, a, units);
    left -= flowOf(s, a);
    if (units > 0 && first < 0) first = a;
  });
  if (first >= 0) s.g.own[c] = first;
}

function isOpen(s: LiveState, c: number): boolean {
  return capacityOf(s, c) > 0 && inTree(s, above(s, c));
}

/** Takes a cap that carries nothing any more out of the tree, with the caps below it and the joints that have no other. */
function kill(s: LiveState, top: number): void {
  const { g } = s;
  const dying = [top];
  for (const c of dying) {
    g.mark[c]! |= DYING;
    for (const a of g.kind[c] === CAP ? arcsIn(g, c) : []) {
      const v = tailOf(s, a);
      const dies = g.kind[v] === CAP || (g.kind[v] === JOINT && openHead(g, v) < 0);
      if (dies && inTree(s, v)) dying.push(v);
    }
  }
  for (const v of dying) if (inTree(s, v)) uproot(g, v);
  for (const v of dying) g.mark[v]! &= ~DYING;
}

/** Puts a cap into the tree, with the caps below it that can carry units, and their joints. */
function revive(s: LiveState, c: number): void {
  const { g } = s;
  plant(g, c, g.own[c]!);
  for (const a of arcsIn(g, c)) {
    const v = tailOf(s, a);
    if (inTree(s, v)) continue;
    if (g.kind[v] === JOINT) plant(g, v, a);
    else if (isOpen(s, v)) revive(s, v);
  }
}

/** What is known of a fair-share class. */
export interface GroupOptions {
  /** What coverage is counted against; less than units served and asked together counts as these. */
  readonly share?: number | undefined;
  /** Units served elsewhere. */
  readonly served?: number | undefined;
  /** How many units are handed out together: all quantities are multiples of it, or some shares may be none; 1 unless told. */
  readonly portion?: number | undefined;
}

export interface CandidateOptions {
  readonly cost: number;
  readonly max: number;
  /** Units promised, 0 unless told. */
  readonly previous?: number | undefined;
}

/** The demand side: fair-share classes and lines. */
export function demandOf(s: LiveState) {
  const { g } = s;
  const setGroup = (k: number, { share, served, portion }: GroupOptions) => {
    if (share !== undefined) g.order[k * NODE.ORDER + NODE.LEAST_SHARE] = share;
    if (served !== undefined) g.order[k * NODE.ORDER + NODE.SERVED] = served;
    if (portion !== undefined) g.order[k * NODE.ORDER + NODE.PORTION] = portion;
    spoil(g, k);
  };
  return {
    /** A fair-share class. `rank`: any finite number, smaller is served first. */
    addGroup(rank: number, options: GroupOptions = {}): number {
      const k = addNode(g, CLASS);
      g.order[k * NODE.ORDER + NODE.OWN_RANK] = rank;
      for (const field of [NODE.SERVED, NODE.ASKED, NODE.LEAST_SHARE]) g.order[k * NODE.ORDER + field] = 0;
      g.own[k] = addArc(g, k, ROOT, -1, UNBOUNDED);
      plant(g, k, g.own[k]!);
      setGroup(k, options);
      return k;
    },
    setGroup,
    /** It must be without lines. */
    removeGroup: (k: number) => removeNode(s, k),
    addLine(group: number, demand: number): number {
      const n = addNode(g, LINE);
      g.order[n * NODE.ORDER + NODE.ASKED] = 0;
      g.own[n] = addArc(g, n, group, -1, UNBOUNDED);
      plant(g, n, g.own[n]!);
      ask(s, n, demand);
      return n;
    },
    setDemand: (n: number, demand: number) => setDemand(s, n, demand),
    /** With its candidates. */
    removeLine(n: number): void {
      setDemand(s, n, 0);
      for (const p of candidatesOf(s, n)) removeCandidate(s, p);
      removeNode(s, n);
    },
  };
}

/** The supply side: caps, and candidates that lead to them. */
export function supplyOf(s: LiveState) {
  const { g } = s;
  return {
    /**
     * @param parent enclosing cap, −1 for none
     * @param load of a root cap whose use is load, which level `even` spreads in quarters
     */
    addCap(capacity: number, parent: number, load?: CapLoad): number {
      const c = addNode(g, CAP);
      const isLoaded = load !== undefined && load.full > 0 && parent < 0 && s.steps > 0;
      const fine = load?.fine === 1;
      const arcs = Array.from({ length: isLoaded ? s.steps * (fine ? FINE : 1) : 1 }, () =>
        addArc(g, c, parent < 0 ? ROOT : parent, -1, 0),
      );
      if (isLoaded) {
        arcs.forEach((a, step) => {
          g.amount[a * ARC.AMOUNT + ARC.KEEP] = fine ? step + 1 : (step + 1) * FINE;
        });
        s.loads.set(c, { ...load, arcs });
      }
      g.own[c] = arcs[0]!;
      setCapacity(s, c, capacity);
      return c;
    },
    setCapacity: (c: number, capacity: number, load?: CapLoad) => setCapacity(s, c, capacity, load),
    /** It must be without candidates and caps below it. */
    removeCap(c: number): void {
      setCapacity(s, c, 0);
      removeNode(s, c);
    },
    addCandidate(line: number, { heads, ...own }: CandidateOptions & { readonly heads: readonly number[] }): number {
      const p = s.free.pop() ?? s.max.length;
      s.max[p] = s.previous[p] = s.cost[p] = 0;
      s.kept[p] = -1;
      let to = heads[0]!;
      if (heads.length !== 1) {
        to = addNode(g, JOINT);
        // The last arc that is added comes first.
        for (const head of heads.toReversed()) addArc(g, to, head, p, UNBOUNDED);
        const open = openHead(g, to);
        if (open >= 0) plant(g, to, open);
      }
      s.plain[p] = addArc(g, line, to, p, 0);
      setCandidate(s, p, own.max, own.previous ?? 0, own.cost);
      return p;
    },
    /** What is not named stays as it is. */
    setCandidate(p: number, own: Partial<CandidateOptions>): void {
      setCandidate(s, p, own.max ?? s.max[p]!, own.previous ?? s.previous[p]!, own.cost ?? s.cost[p]!);
    },
    removeCandidate: (p: number) => removeCandidate(s, p),
  };
}
