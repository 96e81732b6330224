import { randomIntegers } from '../../kernel/random.js';
import type { Stoppable } from '../../kernel/work.js';
import type { TeamPlan, TeamProblem } from '../../problem/team-problem.js';

/** The single lines of a plan as they can be moved, whatever else it gives. */
type Singles = ReturnType<typeof singlesOf>;

function singlesOf(problem: TeamProblem, { quantity }: TeamPlan) {
  const { demand, single, lineOf, offer, use, capacity } = problem;
  const room = capacity.slice();
  /** Pair of a line, and its place among the lines of an offer. */
  const at = new Int32Array(demand.length).fill(-1);
  const place = new Int32Array(demand.length);
  const held: number[][] = Array.from(capacity, () => []);
  const lines: number[] = [];
  for (let p = 0; p < quantity.length; p++) {
    if (quantity[p] === 0) continue;
    const l = lineOf[p]!;
    room[offer[p]!]! -= single[l] === 1 ? use[p]! : quantity[p]!;
    if (single[l] === 0) continue;
    at[l] = p;
    lines.push(l);
    place[l] = held[offer[p]!]!.push(l) - 1;
  }
  return { problem, quantity, room, at, place, held, lines };
}

function go(
  { problem: { demand, offer, use }, quantity, room, at, place, held }: Singles,
  l: number,
  to: number,
): void {
  const from = at[l]!;
  quantity[from] = 0;
  quantity[to] = demand[l]!;
  room[offer[from]!]! += use[from]!;
  room[offer[to]!]! -= use[to]!;
  const left = held[offer[from]!]!;
  const last = left.pop()!;
  if (last !== l) {
    left[place[l]!] = last;
    place[last] = place[l]!;
  }
  place[l] = held[offer[to]!]!.push(l) - 1;
  at[l] = to;
}

const priceOf = ({ cost, demand, lineOf }: TeamProblem, p: number) => cost[p]! * demand[lineOf[p]!]!;

/**
 * Moves lines to other offers while that makes a plan cheaper: units of a plain line, a single line alone, or with one that makes room for it by going to
 * any third offer or to the one it leaves; tells whether a single line moved. In the end no shift, and no swap of single lines, is cheaper.
 * A pass is O(Σ pairs of a line · lines at an offer · pairs).
 */
export function shiftLines(problem: TeamProblem, plan: TeamPlan): boolean {
  const singles = singlesOf(problem, plan);
  const { pairStart, offer, use } = problem;
  const { room, at, held, lines } = singles;
  const price = (p: number) => priceOf(problem, p);
  const cheapest = new Float64Array(at.length);
  for (const l of lines) {
    let least = price(at[l]!);
    for (let p = pairStart[l]!; p < pairStart[l + 1]!; p++) least = Math.min(least, price(p));
    cheapest[l] = least;
  }
  /** The pair by which a line at the offer of `p` makes room for it, where that pays. */
  const wayOut = (l: number, p: number): number => {
    const from = at[l]!;
    const more = price(p) - price(from);
    for (const k of held[offer[p]!]!) {
      const own = at[k]!;
      if (more + cheapest[k]! - price(own) >= 0 || room[offer[p]!]! + use[own]! < use[p]!) continue;
      for (let q = pairStart[k]!; q < pairStart[k + 1]!; q++) {
        const free = room[offer[q]!]! + (offer[q] === offer[from] ? use[from]! : 0);
        if (q !== own && use[q]! <= free && more + price(q) - price(own) < 0) return q;
      }
    }
    return -1;
  };
  let moved = false;
  const served = Array.from(at.keys()).filter((l) => problem.single[l] === 0 || at[l]! >= 0);
  for (let i = 0, quiet = 0; quiet < served.length; i = (i + 1) % served.length, quiet++) {
    const l = served[i]!;
    if (at[l]! < 0) {
      if (shiftUnits(singles, l)) quiet = 0;
      continue;
    }
    for (let p = pairStart[l]!; p < pairStart[l + 1]!; p++) {
      if (p === at[l]) continue;
      const fits = use[p]! <= room[offer[p]!]!;
      const out = fits ? -1 : wayOut(l, p);
      if (fits ? price(p) >= price(at[l]!) : out < 0) continue;
      if (out >= 0) go(singles, problem.lineOf[out]!, out);
      go(singles, l, p);
      moved = true;
      quiet = 0;
    }
  }
  return moved;
}

/** Moves units of a plain line to cheaper pairs; tells whether there were any. */
function shiftUnits({ problem: { pairStart, offer, cost, max }, quantity, room }: Singles, l: number): boolean {
  let moved = false;
  for (let p = pairStart[l]!; p < pairStart[l + 1]!; p++) {
    for (let q = pairStart[l]!; q < pairStart[l + 1]! && quantity[p]! > 0; q++) {
      const units = Math.min(quantity[p]!, max[q]! - quantity[q]!, room[offer[q]!]!);
      if (cost[q]! >= cost[p]! || units <= 0) continue;
      quantity[p]! -= units;
      quantity[q]! += units;
      room[offer[p]!]! += units;
      room[offer[q]!]! -= units;
      moved = true;
    }
  }
  return moved;
}

/** Warmth at first, in what a line loses at its second-best offer; what room left over counts in the end, against its price; work between two pauses. */
const WARMTH = 0.3;
const LEFT = 0.5;
const PAUSE = 1000;
/** Of so many moves that few, or that many, may find no offer beyond its capacity: else that counts more, or less. */
const KEPT = { least: 100, most: 300, change: 1.03 };

/**
 * The same moves by chance, uphill too, and less and less (annealing: Kirkpatrick, Gelatt & Vecchi 1983), over what lines cost with the room that they take at
 * prices `worth`; offers may give more than they have on the way, at a price that finds itself, and room left over gains a price, too. Rewrites `quantity`
 * with the cheapest plan it came by. Pseudo-random with a seed, and without a logarithm: the same on every machine.
 */
export function* wander(
  problem: TeamProblem,
  plan: TeamPlan,
  worth: ArrayLike<number>,
  seed: number,
  moves: number,
): Stoppable<void> {
  const singles = singlesOf(problem, plan);
  const { pairStart, offer, use } = problem;
  const { room, at, held, lines } = singles;
  /** Lines and pairs that they left since the cheapest. */
  const log: number[] = [];
  const roll = randomIntegers(seed);
  const own = Float64Array.from(offer, (o, p) => priceOf(problem, p) + worth[o]! * use[p]!);
  const tries = Int32Array.from(offer.keys());
  let warmth = 0;
  for (const l of lines) {
    const order = tries.subarray(pairStart[l]!, pairStart[l + 1]!).sort((a, b) => own[a]! - own[b]! || a - b);
    warmth += (WARMTH * (own[order[1] ?? order[0]!]! - own[order[0]!]!)) / lines.length;
  }
  const pairOf = (l: number) => tries[pairStart[l]! + roll(1 + roll(pairStart[l + 1]! - pairStart[l]!))]!;
  let beyond = 0;
  let price = worth.length === 0 ? 0 : Array.from(worth).reduce((sum, x) => sum + x, 1e-3) / worth.length;
  let sum = 0;
  let best = 0;
  for (let i = 0, kept = 0; i < moves && lines.length > 0; i++) {
    const part = i / moves;
    if (i % PAUSE === PAUSE - 1) {
      if (yield PAUSE) break;
      price *= kept < KEPT.least ? KEPT.change : kept > KEPT.most ? 1 / KEPT.change : 1;
      kept = 0;
    }
    if (beyond === 0) kept++;
    const l = lines[roll(lines.length)]!;
    const p = pairOf(l);
    const from = at[l]!;
    if (p === from) continue;
    const [a, b] = [offer[from]!, offer[p]!];
    let dearer = own[p]! - own[from]!;
    let [less, more] = [-use[from]!, use[p]!];
    // Every other time a line of that offer comes here instead.
    const rival = roll(2) === 0 && held[b]!.length > 0 ? held[b]![roll(held[b]!.length)]! : -1;
    const back = rival < 0 ? -1 : pairAt(problem, rival, a);
    if (back >= 0) {
      dearer += own[back]! - own[at[rival]!]!;
      less += use[back]!;
      more -= use[at[rival]!]!;
    }
    const [roomA, roomB] = [room[a]! - less, room[b]! - more];
    const over = Math.max(0, -roomA) + Math.max(0, -roomB) - Math.max(0, -room[a]!) - Math.max(0, -room[b]!);
    const idle =
      worth[a]! * (Math.max(0, roomA) - Math.max(0, room[a]!)) +
      worth[b]! * (Math.max(0, roomB) - Math.max(0, room[b]!));
    const bold = warmth * (1 - part) * (Math.clz32(roll(2 ** 30)) - 1);
    if (dearer + price * over + LEFT * part * idle > bold) continue;
    sum += priceOf(problem, p) - priceOf(problem, from);
    if (back >= 0) {
      sum += priceOf(problem, back) - priceOf(problem, at[rival]!);
      log.push(rival, at[rival]!);
      go(singles, rival, back);
    }
    log.push(l, from);
    go(singles, l, p);
    beyond += over;
    if (beyond > 0 || sum >= best) continue;
    best = sum;
    log.length = 0;
  }
  for (let from = log.pop(); from !== undefined; from = log.pop()) go(singles, log.pop()!, from);
}

/** The pair of a line with an offer, −1 for none. */
function pairAt({ pairStart, offer }: TeamProblem, l: number, o: number): number {
  for (let p = pairStart[l]!; p < pairStart[l + 1]!; p++) if (offer[p] === o) return p;
  return -1;
}
