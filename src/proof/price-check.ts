import { compareMarks, compareOrdinals, indexOfMark, type Mark, type Ordinal, ordinalOf } from '../kernel/ordinal.js';
import { rowsInSteps, type Work } from '../kernel/work.js';
import { loadAt } from '../problem/load.js';
import type { Unpinned } from '../problem/pins.js';
import type { Level, Prices, Problem, Solution } from '../problem/problem.js';
import type { Units } from './feasible.js';
import { compare, compareTo, HIGH, isEmpty, lowerHigh, openIntervals, raiseLow, reopen, SPAN } from './interval.js';
import { type Check, checkOf } from './verdict.js';

/**
 * Dual feasibility and complementary slackness, from the supply side up.
 *
 * Units go root → cap → line → class → root; node v has a value π(v), one more unit there being worth that much. Along every
 * connection from u to v at cost c: in use means π(v) − c ≥ π(u), room to spare means π(v) − c ≤ π(u). The prices give π for the
 * caps; a root cap whose use is load has the load of its last unit below its price and that of its next above. The demand side is a forest (joint ⊂ line ⊂ class), so its values need not be told: from the candidates up, each node
 * gets the interval of values that its own connections allow, and a proof exists exactly where no interval is empty and every
 * class's interval fits between the ordinals of its last served and its next unit.
 */
export function* checkPrices(
  problem: Unpinned,
  levels: readonly Level[],
  solution: Pick<Solution, 'flow' | 'prices'>,
  usage: Units,
): Work<Check[]> {
  const { prices } = solution;
  const shape = yield* checkShape(problem, prices);
  if (!shape.ok) return [shape];
  const values = valuesOf(levels, prices);
  const supply = yield* checkSupply(problem, levels, values, usage);
  return [shape, supply, yield* checkDemand(problem, levels, solution, values, usage)];
}

/** The caps' prices as values in their order, four numbers each, with that of nothing at the end. */
function valuesOf(levels: readonly Level[], { marks, position, keep, load, cost }: Prices): Float64Array {
  const [third, last] = inOrder(levels, load, cost);
  const values = new Float64Array(HIGH * (position.length + 1));
  for (let c = 0; c < position.length; c++) {
    const at = HIGH * c;
    values[at] = position[c]! < 0 ? marks.length : position[c]!;
    values[at + 1] = keep[c]!;
    if (third) values[at + 2] = third[c]!;
    if (last) values[at + 3] = last[c]!;
  }
  values[HIGH * position.length] = marks.length;
  return values;
}

/** Load and cost, the one that comes first at first. */
function inOrder<T, U>(levels: readonly Level[], load: T, cost: U): readonly [T | U, T | U] {
  return levels.at(-1) === 'even' ? [cost, load] : [load, cost];
}

/** Marks, caps, classes, or lines and candidates after which the check pauses. */
const PAUSE = 5000;

function* checkShape({ capacity }: Problem, { marks, position, keep, load, cost }: Prices): Work<Check> {
  const fail = (fault: string) => checkOf('marks', fault);
  const caps = capacity.length;
  if (position.length !== caps || keep.length !== caps || cost.length !== caps || (load && load.length !== caps))
    return fail('prices do not fit the caps');
  for (let j = 0; j < marks.length; j++) {
    if (j % PAUSE === PAUSE - 1) yield PAUSE;
    const { rank, unit, demand, offset, portion = 1 } = marks[j]!;
    const whole = [rank, unit, demand, offset, portion].every(Number.isSafeInteger);
    if (!whole || rank < 0 || unit < 1 || unit > demand || portion < 1)
      return fail(`mark ${j} is none: rank ${rank}, unit ${unit} of ${demand}`);
    if (j > 0 && compareMarks(marks[j - 1]!, marks[j]!) >= 0) return fail(`mark ${j} is out of order`);
  }
  for (let c = 0; c < caps; c++) {
    if (c % PAUSE === PAUSE - 1) yield PAUSE;
    const at = position[c]!;
    if (at < -1 || at >= marks.length) return fail(`cap ${c} has no mark ${at}`);
    if (![keep[c], cost[c], load?.[c] ?? 0].every(Number.isSafeInteger)) return fail(`cap ${c} has no integer price`);
  }
  return checkOf('marks', '');
}

function* checkSupply(
  { capacity, parent, load, portions }: Problem,
  levels: readonly Level[],
  values: Float64Array,
  usage: Units,
): Work<Check> {
  const even = levels.includes('even') ? load : undefined;
  const none = HIGH * capacity.length;
  const nothing = values[none]!;
  for (let c = 0; c < capacity.length; c++) {
    if (c % PAUSE === PAUSE - 1) yield PAUSE;
    const above = parent[c]!;
    const used = usage.cap[c]!;
    const full = above < 0 && even ? even.full[c]! : 0;
    // Positive where the cap's price is above its parent's, with what a unit costs there.
    const difference = (units: number) => {
      if (!even || full === 0) return compareTo(values, HIGH * c, values, above < 0 ? none : HIGH * above);
      const own = loadAt(even, c, units, capacity[c]!, portions?.ofCap[c]);
      const [third, last] = inOrder(levels, own, 0);
      return 0 - compare(values, HIGH * c, nothing, 0, third, last);
    };
    if (used < capacity[c]! && difference(used + 1) > 0) {
      return checkOf('supply', `cap ${c} has room for ${capacity[c]! - used} more but a price above its parent's`);
    }
    if (used > 0 && difference(used) < 0) {
      return checkOf('supply', `cap ${c} is used but priced below its parent`);
    }
  }
  return checkOf('supply', '');
}

function* checkDemand(
  problem: Unpinned,
  levels: readonly Level[],
  { flow, prices }: Pick<Solution, 'flow' | 'prices'>,
  values: Float64Array,
  usage: Units,
): Work<Check> {
  const { demand, rank, group, candidateStart, cost, max, previous, promise, arcStart, head } = problem;
  const fair = levels.includes('fair');
  const priced = levels.includes('cost') ? 1 : 0;
  const kept = levels.includes('keep') ? 1 : 0;
  const costFirst = levels.at(-1) === 'even';
  const charged = prices.cost;
  const classCount = fair ? group.reduce((most, g) => Math.max(most, g + 1), 0) : demand.length;
  const asked = new Float64Array(classCount);
  const served = new Float64Array(classCount);
  const classRank = new Int32Array(classCount);
  const classes = openIntervals(classCount);
  // The line at hand, and the joint at hand.
  const own = openIntervals(2);

  let fault = '';
  yield* rowsInSteps(
    candidateStart,
    (n, from, to) => {
      fault ||= passLine(n, from, to);
    },
    undefined,
    PAUSE,
  );
  if (fault !== '') return checkOf('demand', fault);
  const columns = { ...problem, rank: classRank, portion: problem.portions?.ofGroup };
  const placeOf = (k: number, unit: number): Ordinal =>
    fair ? ordinalOf(columns, k, unit) : { rank: classRank[k]!, unit: 1, demand: 1 };
  return yield* checkClasses(classes, { asked, served }, (k, unit) => positionOf(prices.marks, placeOf(k, unit)));

  /** Narrows the interval of a line by its candidates, and that of its class by its own. */
  function passLine(n: number, from: number, to: number): string {
    reopen(own, 0);
    for (let p = from; p < to; p++) {
      const bound = max[p]!;
      if (bound === 0) continue;
      const units = usage.candidate[p]!;
      const promised = kept === 0 ? 0 : Math.min(previous[p]!, bound);
      const count = promised > 0 ? (promise?.[p] ?? 1) : 1;
      const first = arcStart[p]!;
      const last = arcStart[p + 1]!;
      // A single arc without a promise is its own joint.
      const joint = promised === 0 && last - first === 1 ? 0 : 1;
      if (joint === 1) reopen(own, 1);
      for (let a = first; a < last; a++) {
        const at = HIGH * head[a]!;
        const total = charged[head[a]!]! + priced * cost[p]!;
        if (!Number.isSafeInteger(total)) return `candidate ${p}: price and cost are too large together`;
        if (promised > 0 && !Number.isSafeInteger(values[at + 1]! - count))
          return `candidate ${p}: price and promise are too large together`;
        const third = costFirst ? total : values[at + 2]!;
        const rest = costFirst ? values[at + 3]! : total;
        if (flow[a]! > 0) raiseLow(own, joint, values[at]!, values[at + 1]!, third, rest);
        // An arc of a joint has room for the whole bound, so only the joint can be full.
        if (joint === 1 || units < bound) lowerHigh(own, joint, values[at]!, values[at + 1]!, third, rest);
      }
      if (joint === 0) continue;
      if (isEmpty(own, 1)) return `candidate ${p}: its arcs are not the best of its slots`;
      passJoint(own, units, promised, bound, count);
    }
    if (isEmpty(own, 0)) return `line ${n} would be served better by other candidates`;
    const k = fair ? group[n]! : n;
    asked[k]! += demand[n]!;
    served[k]! += usage.line[n]!;
    classRank[k] = rank[n]!;
    // A line that is not served has nothing in use, so its low is the least.
    raiseLow(classes, k, own[0]!, own[1]!, own[2]!, own[3]!);
    if (usage.line[n]! < demand[n]!) lowerHigh(classes, k, own[4]!, own[5]!, own[6]!, own[7]!);
    return '';
  }
}

/**
 * Whether every class's interval is there and fits between its last served and its next unit.
 *
 * @param at position of a unit of a class, from 1
 */
function* checkClasses(
  classes: Float64Array,
  { asked, served }: { readonly asked: Float64Array; readonly served: Float64Array },
  at: (k: number, unit: number) => number,
): Work<Check> {
  const fail = (fault: string) => checkOf('demand', fault);
  for (let k = 0; k < asked.length; k++) {
    if (k % PAUSE === PAUSE - 1) yield PAUSE;
    if (isEmpty(classes, k)) return fail(`class ${k}: other lines of it would be served better`);
    const units = served[k]!;
    if (units > 0 && compare(classes, SPAN * k, at(k, units), 0, 0, 0) < 0)
      return fail(`class ${k} holds units that are worth more elsewhere`);
    if (units < asked[k]! && compare(classes, SPAN * k + HIGH, at(k, units + 1), 0, 0, 0) > 0)
      return fail(`class ${k} could be given one more unit`);
  }
  return checkOf('demand', '');
}

/**
 * Narrows a line's interval (the first) by a candidate, the joint of its arcs (the second): up to `promised` units are worth `count` kept
 * each, the others nothing, and all arcs below share one value.
 */
function passJoint(own: Float64Array, units: number, promised: number, max: number, count: number): void {
  const kept = Math.min(units, promised);
  const [low, high] = [SPAN, SPAN + HIGH];
  if (kept > 0) raiseLow(own, 0, own[low]!, own[low + 1]! - count, own[low + 2]!, own[low + 3]!);
  if (units > kept) raiseLow(own, 0, own[low]!, own[low + 1]!, own[low + 2]!, own[low + 3]!);
  if (kept < promised) lowerHigh(own, 0, own[high]!, own[high + 1]! - count, own[high + 2]!, own[high + 3]!);
  if (units - kept < max - promised) lowerHigh(own, 0, own[high]!, own[high + 1]!, own[high + 2]!, own[high + 3]!);
}

/** Where an ordinal lies on the scale of positions: at its mark, or half-way between its neighbours. */
function positionOf(marks: readonly Mark[], ordinal: Ordinal): number {
  const at = indexOfMark(marks, ordinal);
  const isThere = marks[at]?.offset === 0 && compareOrdinals(marks[at], ordinal) === 0;
  return isThere ? at : at - 0.5;
}
