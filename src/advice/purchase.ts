import maxBy from 'lodash-es/maxBy.js';
import minBy from 'lodash-es/minBy.js';
import sumBy from 'lodash-es/sumBy.js';
import type { Stoppable } from '../kernel/work.js';
import { range, sumOf } from '../problem/columns.js';
import { linesOfOption } from '../problem/part.js';
import type { Unpinned } from '../problem/pins.js';
import { type Order, type Shared, type Shipment, ship } from './shipment.js';

/** What can be bought: lots of units of a root cap. */
export interface Ware {
  readonly cap: number;
  readonly lot: number;
  readonly lots: number;
  readonly price: number;
}

/** An order whose priced capacity is bought by the lot, and some of whose lines are served whole or not at all. */
export interface PricedOrder extends Omit<Order, 'priced' | 'cost'> {
  readonly wares: readonly Ware[];
  /** Options that may be served besides, by whole. */
  readonly open: readonly (readonly number[])[];
  /** How many of these wholes must be. */
  readonly due: number;
}

/** A set, and how it serves. */
export interface Bargain extends Pick<Order, 'must' | 'max'> {
  readonly lots: readonly number[];
  readonly price: number;
  readonly flow: Float64Array;
}

export interface Outcome {
  /** The cheapest set found; absent: none was. */
  readonly best?: Bargain;
  /** Nothing costs less; infinite: nothing does it at all, or for no more than the most. */
  readonly bound: number;
  /** Told to stop before the end. */
  readonly stopped: boolean;
}

/** Flows after which the search is content with what it has. */
const MOST_FLOWS = 2000;

/** All that there is must not cost more than this in the figures that are worked with. */
const MOST_COST = 2 ** 52;

/** What is settled in a part of the search. */
interface Settled extends Pick<PricedOrder, 'must' | 'max' | 'open' | 'due'> {
  /** Lots per ware, at least and at most. */
  readonly least: readonly number[];
  readonly most: readonly number[];
  /** Lines that one candidate must serve whole. */
  readonly singles: readonly number[];
}

interface Branch extends Settled {
  readonly shipment: Shipment;
  readonly bound: number;
}

/**
 * The cheapest lots by which an order can be shipped whole. The relaxation in which lots can be split, and what is to be served whole can be served in part
 * and by several, is one minimum-cost flow; where it does so, the search branches on that: down to a first set, then the least bound first (Land & Doig
 * 1960). Where every lot is one unit and nothing is to be served whole, the first flow is the answer. Told to stop, it gives the best so far, and a bound
 * that holds.
 *
 * @param most costs beyond this count as none
 * @param known a set of which a cheaper one is sought; without it the first within `most` will do
 */
export function* cheapest(order: PricedOrder, most: number, known?: Bargain): Stoppable<Outcome> {
  const { wares, problem } = order;
  const scale = scaleOf(wares);
  const step = wares.reduce((divisor, { price }) => commonDivisor(divisor, price), 0);
  let best = known;
  const ceiling = () => Math.min(most, best === undefined ? Number.POSITIVE_INFINITY : best.price - 1);
  const branches: Branch[] = [];

  /** Whether it came to its end. */
  function* visit(settled: Settled): Stoppable<boolean> {
    const { least, most: highest, must, max, open, due, singles } = settled;
    if (open.length < due) return true;
    const priced = new Map(
      wares.map(({ cap, lot, price }, i) => [
        cap,
        { free: least[i]! * lot, paid: (highest[i]! - least[i]!) * lot, rate: Math.floor((price * scale) / lot) },
      ]),
    );
    const shared = due === 0 ? order.shared : [...order.shared, inPart(problem, settled)];
    const shipment = yield* ship({ ...order, must, max, shared, priced });
    if (shipment === undefined) return false;
    const base = sumBy(wares.map(({ price }, i) => price * least[i]!));
    const bound = base + roundedUp(Math.ceil(shipment.cost / scale), step);
    if (shipment.left > 0 || bound > ceiling()) return true;
    branches.push({ ...settled, shipment, bound });
    if (due > 0 || bySeveral(problem, singles, shipment) !== undefined) return true;
    const lots = usedOf(order, shipment).map((units, i) => Math.max(least[i]!, Math.ceil(units / wares[i]!.lot)));
    const price = sumBy(wares.map((ware, i) => ware.price * lots[i]!));
    if (price <= ceiling()) best = { lots, price, flow: shipment.flow, must, max };
    return true;
  }

  let parts: readonly Settled[] = [rootOf(order)];
  /** Nothing of the parts costs less, and nothing of what could not be split any more. */
  let bound = 0;
  let closed = Number.POSITIVE_INFINITY;
  let isCut = false;
  let stopped = false;
  for (let flows = 0; known !== undefined || best === undefined; ) {
    const before = branches.length;
    for (const part of parts) {
      stopped = flows < MOST_FLOWS && !(yield* visit(part));
      isCut = stopped || flows++ === MOST_FLOWS;
      if (isCut) break;
    }
    if (isCut) {
      closed = Math.min(closed, bound, ...branches.map((branch) => branch.bound));
      break;
    }
    const isDown = best === undefined && branches.length > before;
    const [branch] = branches.splice(isDown ? -1 : cheapestOf(branches), 1);
    if (branch === undefined) break;
    bound = branch.bound;
    parts = bound > ceiling() ? [] : partsOf(order, branch);
    if (parts.length === 0) closed = Math.min(closed, bound);
  }
  return { ...(best && { best }), bound: Math.min(closed, best?.price ?? Number.POSITIVE_INFINITY), stopped };
}

/** The last of those with the least bound. */
function cheapestOf(branches: readonly Branch[]): number {
  return branches.reduce((at, { bound }, i) => (bound <= branches[at]!.bound ? i : at), 0);
}

function rootOf({ problem, wares, must, max: whole, open, due }: PricedOrder): Settled {
  const { candidateStart, arcStart, head, parent, capacity, demand } = problem;
  const max = whole.slice();
  const roomOf = (cap: number): number =>
    cap < 0 ? Number.POSITIVE_INFINITY : Math.min(capacity[cap]!, roomOf(parent[cap]!));
  // What can never give all of a single line.
  for (const n of singlesOf(problem, open.flat())) {
    for (let p = candidateStart[n]!; p < candidateStart[n + 1]!; p++) {
      const room = sumBy(head.subarray(arcStart[p]!, arcStart[p + 1]!), roomOf);
      if (Math.min(max[p]!, room) < demand[n]!) max[p] = 0;
    }
  }
  return { must, max, open, due, singles: [], least: wares.map(() => 0), most: wares.map(({ lots }) => lots) };
}

/** A branch in two parts, the more promising one last; none: nothing in it is split. */
function partsOf(order: PricedOrder, branch: Branch): Settled[] {
  const { problem, wares } = order;
  const { least, most, must, max, singles, open, due, shipment } = branch;
  const single = bySeveral(problem, singles, shipment);
  if (single !== undefined) {
    const { line, candidate } = single;
    return [max.with(candidate, 0), closedBut(problem, max, line, candidate)].map((own) => ({ ...branch, max: own }));
  }
  if (due > 0) {
    const option = fullest(problem, open.flat(), shipment);
    const others = open.map((own) => own.filter((o) => o !== option)).filter((own) => own.length > 0);
    const taken = must.slice();
    for (const n of linesDue(problem, [option])) taken[n] = problem.demand[n]!;
    return [
      { ...branch, open: others },
      {
        ...branch,
        must: taken,
        singles: [...singles, ...singlesOf(problem, [option])],
        open: open.filter((own) => !own.includes(option)),
        due: due - 1,
      },
    ];
  }
  const used = usedOf(order, shipment);
  const ware = fractionOf(wares, used, least);
  if (ware === undefined) return [];
  const whole = Math.floor(used[ware]! / wares[ware]!.lot);
  return [
    { ...branch, least: least.with(ware, whole + 1) },
    { ...branch, most: most.with(ware, whole) },
  ];
}

/** Lines that options serve whole. */
function linesDue({ wholes }: Unpinned, options: readonly number[]): number[] {
  return options.flatMap((o) => [...linesOfOption(wholes!, o)]).filter((n) => wholes!.must[n] === 1);
}

function singlesOf(problem: Unpinned, options: readonly number[]): number[] {
  return linesDue(problem, options).filter((n) => problem.wholes!.single[n] === 1);
}

/** What so many wholes more ask for at least, whichever they are, by whatever lines. */
function inPart(problem: Unpinned, { open, due }: Settled): Shared {
  const { demand } = problem;
  const sizes = open.map((own) => Math.min(...own.map((o) => sumBy(linesDue(problem, [o]), (n) => demand[n]!))));
  return {
    units: sumBy(sizes.sort((a, b) => a - b).slice(0, due)),
    rooms: linesDue(problem, open.flat()).map((line) => ({ line, room: demand[line]! })),
  };
}

/** The option that lacks least. */
function fullest(problem: Unpinned, options: readonly number[], { flow }: Shipment): number {
  const { demand, candidateStart, arcStart } = problem;
  const lacking = (o: number) =>
    sumBy(
      linesDue(problem, [o]),
      (n) => demand[n]! - sumOf(flow, arcStart[candidateStart[n]!]!, arcStart[candidateStart[n + 1]!]!),
    );
  return minBy(options, lacking)!;
}

/** What rates are told in: so that all are whole numbers or, where these would be too large, rounded down by next to nothing. */
function scaleOf(wares: readonly Ware[]): number {
  const scale = wares.reduce((multiple, { lot }) => (multiple / commonDivisor(multiple, lot)) * lot, 1);
  const all = sumBy(wares, ({ price, lots }) => price * lots);
  return all * scale <= MOST_COST ? scale : Math.max(1, Math.floor(MOST_COST / all));
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}

function roundedUp(price: number, step: number): number {
  return step === 0 ? price : Math.ceil(price / step) * step;
}

/** Units used of every ware. */
function usedOf({ problem, wares }: PricedOrder, { flow }: Shipment): number[] {
  const { head, parent } = problem;
  const place = new Map(wares.map(({ cap }, i) => [cap, i]));
  const used = wares.map(() => 0);
  for (let a = 0; a < flow.length; a++) {
    if (flow[a] === 0) continue;
    let cap = head[a]!;
    while (parent[cap]! >= 0) cap = parent[cap]!;
    const i = place.get(cap);
    if (i !== undefined) used[i]! += flow[a]!;
  }
  return used;
}

/** The ware of which the largest part of a lot is paid for nothing; `undefined`: none is split. */
function fractionOf(wares: readonly Ware[], used: readonly number[], least: readonly number[]): number | undefined {
  const lots = wares.map(({ lot }, i) => used[i]! / lot);
  const split = [...wares.keys()].filter((i) => wares[i]!.price > 0 && lots[i]! > least[i]! && lots[i]! % 1 > 0);
  return maxBy(split, (i) => (Math.ceil(lots[i]!) - lots[i]!) * wares[i]!.price);
}

/** A single line that several candidates serve, with the one that gives most. */
function bySeveral({ candidateStart, arcStart }: Unpinned, singles: readonly number[], { flow }: Shipment) {
  for (const line of singles) {
    const gives = (p: number) => sumOf(flow, arcStart[p]!, arcStart[p + 1]!);
    const givers = range(candidateStart[line]!, candidateStart[line + 1]!).filter((p) => gives(p) > 0);
    if (givers.length > 1) return { line, candidate: maxBy(givers, gives)! };
  }
  return undefined;
}

function closedBut({ candidateStart }: Unpinned, max: Float64Array, line: number, only: number): Float64Array {
  return max
    .slice()
    .fill(0, candidateStart[line]!, candidateStart[line + 1]!)
    .with(only, max[only]!);
}
