import sumBy from 'lodash-es/sumBy.js';
import type { Unpinned } from '../problem/pins.js';
import { type Order, type Shipment, ship } from './shipment.js';

/** What can be bought: lots of units of a root cap. */
export interface Ware {
  readonly cap: number;
  readonly lot: number;
  readonly lots: number;
  readonly price: number;
}

/** An order whose priced capacity is bought by the lot, and some of whose lines have one candidate each. */
export interface PricedOrder extends Omit<Order, 'priced' | 'cost'> {
  readonly wares: readonly Ware[];
  readonly singles: readonly number[];
}

/** The cheapest set found. */
export interface Bargain {
  readonly lots: readonly number[];
  readonly price: number;
  readonly flow: Float64Array;
  /** Bounds per candidate once single lines have one. */
  readonly max: Float64Array;
}

export interface Outcome {
  /** Absent: none was found. */
  readonly best?: Bargain;
  /** Nothing costs less; infinite: nothing does it at all, or for no more than the most. */
  readonly bound: number;
}

/** Flows after which the search is content with what it has. */
const MOST_FLOWS = 2000;

/** All that there is must not cost more than this in the figures that are worked with. */
const MOST_COST = 2 ** 52;

interface Branch {
  /** Lots per ware, at least and at most. */
  readonly least: readonly number[];
  readonly most: readonly number[];
  readonly max: Float64Array;
  readonly shipment: Shipment;
  readonly bound: number;
}

/**
 * The cheapest lots by which an order can be shipped whole. The relaxation in which lots can be split is one minimum-cost flow; where it buys a part of a lot, or
 * a single line is served by several, the search branches on that, the least bound first (Land & Doig 1960). Where every lot is one unit the first flow is the
 * answer.
 *
 * @param most costs beyond this count as none
 * @param enough the first set within `most` will do
 */
export function cheapest(purchase: PricedOrder, most = Number.POSITIVE_INFINITY, enough = false): Outcome {
  const { wares, singles, problem } = purchase;
  const scale = scaleOf(wares);
  const step = wares.reduce((divisor, { price }) => commonDivisor(divisor, price), 0);
  let flows = 0;
  let best: Bargain | undefined;
  const open: Branch[] = [];
  const ceiling = () => Math.min(most, best === undefined ? Number.POSITIVE_INFINITY : best.price - 1);

  function visit(least: readonly number[], highest: readonly number[], max: Float64Array): void {
    flows++;
    const priced = new Map(
      wares.map(({ cap, lot, price }, i) => [
        cap,
        { free: least[i]! * lot, paid: (highest[i]! - least[i]!) * lot, rate: Math.floor((price * scale) / lot) },
      ]),
    );
    const shipment = ship({ ...purchase, max, priced });
    if (shipment.left > 0) return;
    const base = sumBy(wares.map(({ price }, i) => price * least[i]!));
    const bound = base + roundedUp(Math.ceil(shipment.cost / scale), step);
    if (bound > ceiling()) return;
    open.push({ least, most: highest, max, shipment, bound });
    if (splitOf(problem, singles, shipment) !== undefined) return;
    const lots = usedOf(purchase, shipment).map((units, i) => Math.max(least[i]!, Math.ceil(units / wares[i]!.lot)));
    const price = sumBy(wares.map((ware, i) => ware.price * lots[i]!));
    if (price <= ceiling()) best = { lots, price, flow: shipment.flow, max };
  }

  visit(
    wares.map(() => 0),
    wares.map(({ lots }) => lots),
    onlyWhole(purchase),
  );
  let bound = Number.POSITIVE_INFINITY;
  while (open.length > 0 && !(enough && best)) {
    let at = 0;
    for (let i = 1; i < open.length; i++) if (open[i]!.bound < open[at]!.bound) at = i;
    const branch = open[at]!;
    if (branch.bound > ceiling()) break;
    if (flows >= MOST_FLOWS) {
      bound = Math.min(bound, branch.bound);
      break;
    }
    open.splice(at, 1);
    const { least, most: highest, max, shipment } = branch;
    const split = splitOf(problem, singles, shipment);
    if (split !== undefined) {
      visit(least, highest, closedBut(problem, max, split.line, split.candidate));
      visit(least, highest, without(max, split.candidate));
      continue;
    }
    const used = usedOf(purchase, shipment);
    const ware = fractionOf(wares, used, least);
    if (ware < 0) {
      // No lot is split, so that nothing here is cheaper but for rates that were rounded down.
      bound = Math.min(bound, branch.bound);
      continue;
    }
    const whole = Math.floor(used[ware]! / wares[ware]!.lot);
    visit(least, highest.with(ware, whole), max);
    visit(least.with(ware, whole + 1), highest, max);
  }
  const proved = Math.min(bound, best?.price ?? Number.POSITIVE_INFINITY);
  return { ...(best && { best }), bound: proved };
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

/** The ware of which the largest part of a lot is paid for nothing, −1: none is split. */
function fractionOf(wares: readonly Ware[], used: readonly number[], least: readonly number[]): number {
  let worst = -1;
  let loss = 0;
  wares.forEach(({ lot, price }, i) => {
    const lots = used[i]! / lot;
    if (price === 0 || lots <= least[i]! || Number.isInteger(lots)) return;
    const own = (Math.ceil(lots) - lots) * price;
    if (worst >= 0 && own <= loss) return;
    worst = i;
    loss = own;
  });
  return worst;
}

/** A single line that several candidates serve, with the one that gives most. */
function splitOf(problem: Unpinned, singles: readonly number[], { flow }: Shipment) {
  for (const line of singles) {
    let givers = 0;
    let candidate = -1;
    let most = 0;
    for (let p = problem.candidateStart[line]!; p < problem.candidateStart[line + 1]!; p++) {
      let units = 0;
      for (let a = problem.arcStart[p]!; a < problem.arcStart[p + 1]!; a++) units += flow[a]!;
      if (units === 0) continue;
      givers++;
      if (units > most) {
        most = units;
        candidate = p;
      }
    }
    if (givers > 1) return { line, candidate };
  }
  return undefined;
}

/** Bounds without the candidates of single lines that can never give all. */
function onlyWhole({ problem, singles, max, must }: PricedOrder): Float64Array {
  const own = max.slice();
  for (const n of singles)
    for (let p = problem.candidateStart[n]!; p < problem.candidateStart[n + 1]!; p++)
      if (own[p]! < must[n]!) own[p] = 0;
  return own;
}

function closedBut({ candidateStart }: Unpinned, max: Float64Array, line: number, only: number): Float64Array {
  const own = max.slice().fill(0, candidateStart[line]!, candidateStart[line + 1]!);
  own[only] = max[only]!;
  return own;
}

function without(max: Float64Array, candidate: number): Float64Array {
  const own = max.slice();
  own[candidate] = 0;
  return own;
}
