import uniq from 'lodash-es/uniq.js';
import { finish } from '../kernel/work.js';
import { type Component, components, liveCaps } from '../problem/components.js';
import { closed } from '../problem/given.js';
import { wholeOf } from '../problem/part.js';
import { type Unpinned, withoutPins } from '../problem/pins.js';
import type { Choice } from '../problem/problem.js';
import type { View } from '../why/view.js';
import { type Bargain, cheapest, type PricedOrder, type Ware } from './purchase.js';
import { type Shared, ship } from './shipment.js';

/** What is to be reached: by whom nothing may be lost, and who is to get more, the first list first. */
export interface FixGoal extends Omit<PricedOrder, 'shared' | 'wares'> {
  readonly more: readonly Shared['rooms'][];
  /** Of a need or a rank: its lines. */
  readonly own: readonly number[];
}

/** What is reached. */
export interface Reach {
  /** Units of each list of the goal. */
  readonly units: readonly number[];
  /** The cheapest set; absent: not even what must be can be had. */
  readonly best?: Bargain;
  /** Nothing that reaches as much costs less. */
  readonly bound: number;
  /** False: a search came to its end before it was settled whether more can be reached, or as much for less. */
  readonly proved: boolean;
}

/** The problem without pins, what the plan covers of it, and what it has chosen of needs that are met whole. */
export interface PlanState {
  readonly problem: Unpinned;
  readonly covered: Float64Array;
  readonly choice: Choice | undefined;
  readonly parts: readonly Component[];
}

export function planState({ compiled, usage, plan }: View): PlanState {
  const problem = withoutPins(compiled.problem);
  const { wholes, candidateStart } = problem;
  const option = Int32Array.from(plan.certificate.teams?.option ?? []);
  // Candidates have other numbers where there are more of them: who serves a single line is seen from what it gets.
  const candidate = Int32Array.from(problem.demand, (_, n) => {
    if (wholes?.single[n] !== 1) return -1;
    for (let p = candidateStart[n]!; p < candidateStart[n + 1]!; p++) if (usage.candidate[p]! > 0) return p;
    return -1;
  });
  return {
    problem,
    covered: usage.line.map((units, n) => units - (compiled.problem.demand[n]! - problem.demand[n]!)),
    choice: problem.wholes && plan.certificate.teams && { option, candidate },
    parts: finish(components(problem, liveCaps(problem), false)),
  };
}

/**
 * All requirements keep at least what they have, and some get more: all in turn. Needs that are not met whole stay so, but for `taken`.
 *
 * @param taken options to be served, of wholes that are not
 */
export function goalOfLines(standing: PlanState, lines: readonly number[], taken: readonly number[] = []): FixGoal {
  const { problem, covered } = standing;
  const { wholes } = problem;
  const choice = withOptions(standing, taken);
  const own = choice && wholes ? closed(problem, wholes, choice) : problem;
  const must = covered.slice();
  const isTaken = new Set(taken);
  const singles: number[] = [];
  for (let n = 0; n < must.length; n++) {
    if (!wholes || !isTaken.has(wholes.option[n]!) || wholes.must[n] === 0) continue;
    must[n] = problem.demand[n]!;
    if (wholes.single[n] === 1) singles.push(n);
  }
  const rooms = lines
    .filter((n) => !isTaken.has(wholes?.option[n] ?? -1) && own.demand[n]! > must[n]!)
    .map((n) => ({ line: n, room: own.demand[n]! - must[n]! }));
  const part = partWith(standing, lines, []);
  return { problem, part, must, max: own.max, singles, more: [rooms], own: lines };
}

/** The most of every rank in turn, whoever has it now; what is met whole keeps that. */
export function goalOfRanks(standing: PlanState, wares: readonly Ware[]): FixGoal {
  const { problem, covered, choice } = standing;
  const { wholes, rank } = problem;
  const own = choice && wholes ? closed(problem, wholes, choice) : problem;
  const part = partWith(
    standing,
    [],
    wares.map(({ cap }) => cap),
  );
  const isDue = (n: number) => wholes !== undefined && wholes.option[n]! >= 0 && wholes.must[n] === 1;
  const must = covered.map((units, n) => (isDue(n) ? units : 0));
  const more = uniq([...part.lines].map((n) => rank[n]!))
    .sort((a, b) => a - b)
    .map((r) =>
      [...part.lines]
        .filter((n) => rank[n] === r && own.demand[n]! > must[n]!)
        .map((n) => ({ line: n, room: own.demand[n]! - must[n]! })),
    );
  return { problem, part, must, max: own.max, singles: [], more, own: [] };
}

/** Every part that holds some of the lines or caps, as one. */
function partWith({ parts }: PlanState, lines: readonly number[], caps: readonly number[]): Component {
  const wanted = { lines: new Set(lines), caps: new Set(caps) };
  const own = parts.filter(
    (part) => part.lines.some((n) => wanted.lines.has(n)) || part.caps.some((c) => wanted.caps.has(c)),
  );
  return {
    lines: Int32Array.from(own.flatMap((part) => [...part.lines])),
    caps: Int32Array.from(own.flatMap((part) => [...part.caps])),
  };
}

function withOptions({ problem: { wholes }, choice }: PlanState, taken: readonly number[]): Choice | undefined {
  if (!wholes || !choice) return undefined;
  const option = choice.option.slice();
  for (const o of taken) option[wholeOf(wholes.optionStart, o)] = o;
  return { ...choice, option };
}

/**
 * The most that can be reached of every list in turn for no more than the budget, and the cheapest way to it. What can be reached grows with what is paid, so
 * each figure is found by halving: O(lists · log units · searches).
 */
export function farthest(goal: FixGoal, wares: readonly Ware[], budget = Number.POSITIVE_INFINITY): Reach {
  let proved = true;
  const units = goal.more.map(() => 0);
  const purchase = (amounts: readonly number[]): PricedOrder => ({
    ...goal,
    wares,
    shared: goal.more.map((rooms, i) => ({ units: amounts[i]!, rooms })),
  });
  const isReached = (amounts: readonly number[]) => {
    const { best, bound } = cheapest(purchase(amounts), budget, true);
    if (!best && Number.isFinite(bound)) proved = false;
    return best !== undefined;
  };
  if (!isReached(units)) return { units, bound: Number.POSITIVE_INFINITY, proved };
  goal.more.forEach((rooms, i) => {
    const all = rooms.reduce((sum, { room }) => sum + room, 0);
    const priced = new Map(wares.map(({ cap, lot, lots }) => [cap, { free: lot * lots, paid: 0, rate: 0 }]));
    const { left } = ship({ ...purchase(units.with(i, all)), priced });
    let low = 0;
    let high = all - left;
    for (let next = high; low < high; next = Math.ceil((low + high) / 2)) {
      if (isReached(units.with(i, next))) low = next;
      else high = next - 1;
    }
    units[i] = low;
  });
  const { best, bound } = cheapest(purchase(units), budget);
  return { units, ...(best && { best }), bound, proved: proved && bound === best?.price };
}
