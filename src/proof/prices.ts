import type { Rest } from '../compile/pins.js';
import type { Level, Prices, Problem, Solution } from '../compile/problem.js';
import { compareMarks, type Mark, type Ordinal } from '../kernel/ordinal.js';
import type { Work } from '../kernel/work.js';
import type { Check, Usage } from './feasible.js';
import { compareValues, greater, LEAST, lesser, MOST, plusKeep, type Value } from './value.js';

/**
 * Dual feasibility and complementary slackness, from the supply side up.
 *
 * Units go root → cap → line → class → root; node v has a value π(v), one more unit there being worth that much. Along every
 * connection from u to v at cost c: in use means π(v) − c ≥ π(u), room to spare means π(v) − c ≤ π(u). The prices give π for the
 * caps. The demand side is a forest (joint ⊂ line ⊂ class), so its values need not be told: from the candidates up, each node
 * gets the interval of values that its own connections allow, and a proof exists exactly where no interval is empty and every
 * class's interval fits between the ordinals of its last served and its next unit.
 */
export function* checkPrices(
  problem: Rest,
  levels: readonly Level[],
  solution: Pick<Solution, 'flow' | 'prices'>,
  usage: Usage,
): Work<Check[]> {
  const { prices } = solution;
  const shape = yield* checkShape(problem, prices);
  if (!shape.ok) return [shape];
  const supply = yield* checkSupply(problem, prices, usage);
  return [shape, supply, yield* checkDemand(problem, levels, solution, usage)];
}

/** Marks, caps, classes, or lines and candidates after which the check pauses. */
const PAUSE = 5000;

function* checkShape({ capacity }: Problem, { marks, position, keep, cost }: Prices): Work<Check> {
  const fail = (detail: string): Check => ({ name: 'marks', ok: false, detail });
  const caps = capacity.length;
  if (position.length !== caps || keep.length !== caps || cost.length !== caps)
    return fail('prices do not fit the caps');
  for (let j = 0; j < marks.length; j++) {
    if (j % PAUSE === PAUSE - 1) yield PAUSE;
    const { rank, unit, demand, offset } = marks[j]!;
    const whole = [rank, unit, demand, offset].every(Number.isSafeInteger);
    if (!whole || rank < 0 || unit < 1 || unit > demand)
      return fail(`mark ${j} is none: rank ${rank}, unit ${unit} of ${demand}`);
    if (j > 0 && compareMarks(marks[j - 1]!, marks[j]!) >= 0) return fail(`mark ${j} is out of order`);
  }
  for (let c = 0; c < caps; c++) {
    if (c % PAUSE === PAUSE - 1) yield PAUSE;
    const at = position[c]!;
    if (at < -1 || at >= marks.length) return fail(`cap ${c} has no mark ${at}`);
    if (!Number.isSafeInteger(keep[c]!) || !Number.isSafeInteger(cost[c]!))
      return fail(`cap ${c} has no integer price`);
  }
  return { name: 'marks', ok: true, detail: '' };
}

/** Price of a cap; no mark is worth less than any. */
function priceOf({ marks, position, keep, cost }: Prices, c: number, extra: number): Value {
  const at = position[c]!;
  return { position: at < 0 ? marks.length : at, keep: keep[c]!, cost: cost[c]! + extra };
}

function* checkSupply({ capacity, parent }: Problem, prices: Prices, usage: Usage): Work<Check> {
  const nothing: Value = { position: prices.marks.length, keep: 0, cost: 0 };
  for (let c = 0; c < capacity.length; c++) {
    if (c % PAUSE === PAUSE - 1) yield PAUSE;
    const above = parent[c]! < 0 ? nothing : priceOf(prices, parent[c]!, 0);
    const difference = compareValues(priceOf(prices, c, 0), above);
    const used = usage.cap[c]!;
    if (used < capacity[c]! && difference > 0) {
      return {
        name: 'supply',
        ok: false,
        detail: `cap ${c} has room for ${capacity[c]! - used} more but a price above its parent's`,
      };
    }
    if (used > 0 && difference < 0) {
      return { name: 'supply', ok: false, detail: `cap ${c} is used but priced below its parent` };
    }
  }
  return { name: 'supply', ok: true, detail: '' };
}

/** Values that a node may have: at least `low`, at most `high`. */
interface Interval {
  low: Value;
  high: Value;
}

function* checkDemand(
  problem: Rest,
  levels: readonly Level[],
  { flow, prices }: Pick<Solution, 'flow' | 'prices'>,
  usage: Usage,
): Work<Check> {
  const { demand, rank, group, candidateStart, max, arcStart } = problem;
  const fail = (detail: string): Check => ({ name: 'demand', ok: false, detail });
  const fair = levels.includes('fair');
  const classCount = fair ? group.reduce((most, g) => Math.max(most, g + 1), 0) : demand.length;
  const asked = new Float64Array(classCount);
  const served = new Float64Array(classCount);
  const classRank = new Int32Array(classCount);
  const intervals: Interval[] = Array.from({ length: classCount }, () => ({ low: LEAST, high: MOST }));

  let seen = 0;
  for (let n = 0; n < demand.length; n++) {
    if (seen >= PAUSE) {
      yield seen;
      seen = 0;
    }
    seen += 1 + candidateStart[n + 1]! - candidateStart[n]!;
    const line: Interval = { low: LEAST, high: MOST };
    for (let p = candidateStart[n]!; p < candidateStart[n + 1]!; p++) {
      if (max[p] === 0) continue;
      const candidate: Interval = { low: LEAST, high: MOST };
      for (let a = arcStart[p]!; a < arcStart[p + 1]!; a++) {
        const value = priceOf(prices, problem.head[a]!, levels.includes('cost') ? problem.cost[p]! : 0);
        if (!Number.isSafeInteger(value.cost)) return fail(`candidate ${p}: price and cost are too large together`);
        if (flow[a]! > 0) candidate.low = greater(candidate.low, value);
        // An arc has room for the candidate's whole bound, so only the joint above it can be full.
        candidate.high = lesser(candidate.high, value);
      }
      const promised = levels.includes('keep') ? Math.min(problem.previous[p]!, max[p]!) : 0;
      if (!passJoint(candidate, line, usage.candidate[p]!, promised, max[p]!)) {
        return fail(`candidate ${p}: its arcs are not the best of its slots`);
      }
    }
    if (compareValues(line.low, line.high) > 0) return fail(`line ${n} would be served better by other candidates`);
    const k = fair ? group[n]! : n;
    asked[k]! += demand[n]!;
    served[k]! += usage.line[n]!;
    classRank[k] = rank[n]!;
    const interval = intervals[k]!;
    // A line that is not served has nothing in use, so its low is the least.
    interval.low = greater(interval.low, line.low);
    if (usage.line[n]! < demand[n]!) interval.high = lesser(interval.high, line.high);
  }

  for (let k = 0; k < classCount; k++) {
    if (k % PAUSE === PAUSE - 1) yield PAUSE;
    const { low, high } = intervals[k]!;
    if (compareValues(low, high) > 0) return fail(`class ${k}: other lines of it would be served better`);
    const at = (unit: number): Value => ({
      position: positionOf(
        prices.marks,
        fair
          ? { rank: classRank[k]!, unit: problem.served[k]! + unit, demand: problem.share[k]! }
          : { rank: classRank[k]!, unit: 1, demand: 1 },
      ),
      keep: 0,
      cost: 0,
    });
    if (served[k]! > 0 && compareValues(low, at(served[k]!)) > 0)
      return fail(`class ${k} holds units that are worth more elsewhere`);
    if (served[k]! < asked[k]! && compareValues(at(served[k]! + 1), high) > 0)
      return fail(`class ${k} could be given one more unit`);
  }
  return { name: 'demand', ok: true, detail: '' };
}

/**
 * Narrows a line's interval by a candidate, the joint of its arcs: up to `promised` units are worth 1 kept each, the others
 * nothing, and all arcs below share one value. False where no value of the joint fits its arcs.
 */
function passJoint(joint: Interval, line: Interval, units: number, promised: number, max: number): boolean {
  if (compareValues(joint.low, joint.high) > 0) return false;
  const kept = Math.min(units, promised);
  if (kept > 0) line.low = greater(line.low, plusKeep(joint.low, -1));
  if (units > kept) line.low = greater(line.low, joint.low);
  if (kept < promised) line.high = lesser(line.high, plusKeep(joint.high, -1));
  if (units - kept < max - promised) line.high = lesser(line.high, joint.high);
  return true;
}

/** Where an ordinal lies on the scale of positions: at its mark, or half-way between its neighbours. */
function positionOf(marks: readonly Mark[], ordinal: Ordinal): number {
  const wanted = { ...ordinal, offset: 0 };
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareMarks(marks[middle]!, wanted) < 0) low = middle + 1;
    else high = middle;
  }
  return low < marks.length && compareMarks(marks[low]!, wanted) === 0 ? low : low - 0.5;
}
