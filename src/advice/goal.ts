import groupBy from 'lodash-es/groupBy.js';
import sumBy from 'lodash-es/sumBy.js';
import uniq from 'lodash-es/uniq.js';
import { groupsBy } from '../kernel/maps.js';
import { finish, type Stoppable } from '../kernel/work.js';
import { range } from '../problem/columns.js';
import { type Component, components, liveCaps } from '../problem/components.js';
import { closed } from '../problem/given.js';
import { wholeOf } from '../problem/part.js';
import { type Unpinned, withoutPins } from '../problem/pins.js';
import type { Choice } from '../problem/problem.js';
import type { View } from '../why/view.js';
import { type Bargain, cheapest, type PricedOrder, type Ware } from './purchase.js';
import { type Shared, ship } from './shipment.js';

/** What is to be reached: by whom nothing may be lost, and what is to be had more: wholes first, then units of each list in turn. */
export interface FixGoal extends Omit<PricedOrder, 'shared' | 'wares' | 'due'> {
  readonly more: readonly Shared['rooms'][];
  /** Of a need or a rank: its lines. */
  readonly own: readonly number[];
  /** What the plan gives. */
  readonly flow: Float64Array;
}

/** What is reached. */
export interface Reach {
  /** Units of each list of the goal. */
  readonly units: readonly number[];
  /** The cheapest set found. */
  readonly best: Bargain;
  /** Nothing that reaches as much costs less. */
  readonly bound: number;
  /** False: a search came to its end before it was settled whether more can be reached, or as much for less. */
  readonly proved: boolean;
}

/** The problem without pins, what the plan gives and covers of it, and what it has chosen of needs that are met whole. */
export interface PlanState {
  readonly problem: Unpinned;
  readonly flow: Float64Array;
  readonly covered: Float64Array;
  readonly choice: Choice | undefined;
  readonly parts: readonly Component[];
}

export function planState({ compiled, usage, choice: chosen }: View): PlanState {
  const problem = withoutPins(compiled.problem);
  const { wholes, candidateStart } = problem;
  const { pinned } = compiled.problem;
  // Candidates have other numbers where there are more of them: who serves a single line is seen from what it gets.
  const candidate = Int32Array.from(problem.demand, (_, n) => {
    const own = wholes?.single[n] === 1 ? range(candidateStart[n]!, candidateStart[n + 1]!) : [];
    return own.find((p) => usage.candidate[p]! > 0) ?? -1;
  });
  return {
    problem,
    flow: pinned ? usage.arc.map((units, a) => units - pinned[a]!) : usage.arc,
    covered: usage.line.map((units, n) => units - (compiled.problem.demand[n]! - problem.demand[n]!)),
    choice: chosen && { option: chosen.option, candidate },
    parts: finish(components(problem, liveCaps(problem), false)),
  };
}

/** All requirements keep at least what they have, and some get more. Needs that are not met whole stay so, but for those that are `open`. */
export function goalOfLines(standing: PlanState, lines: readonly number[], open: readonly number[][] = []): FixGoal {
  const { problem, covered: must, flow } = standing;
  const own = ownOf(standing);
  const part = partWith(standing, lines, []);
  return { problem, part, must, max: own.max, open, more: [roomsOf(own, must, lines)], own: lines, flow };
}

/** Options that may be served of the wholes of some lines that are not. */
export function openIn({ problem: { wholes }, choice }: PlanState, lines: readonly number[]): number[][] {
  if (!wholes || !choice) return [];
  const options = uniq(lines.map((n) => wholes.option[n]!)).filter(
    (o) => o >= 0 && choice.option[wholeOf(wholes.optionStart, o)]! < 0,
  );
  return Object.values(groupBy(options, (o) => wholeOf(wholes.optionStart, o)));
}

/** The most of every rank in turn, whoever has it now; what is met whole keeps that. */
export function goalOfRanks(standing: PlanState, wares: readonly Ware[]): FixGoal {
  const { problem, covered, flow } = standing;
  const { wholes, rank } = problem;
  const own = ownOf(standing);
  const caps = wares.map(({ cap }) => cap);
  const part = partWith(standing, [], caps);
  const isDue = (n: number) => wholes !== undefined && wholes.option[n]! >= 0 && wholes.must[n] === 1;
  const must = covered.map((units, n) => (isDue(n) ? units : 0));
  const byRank = groupsBy(part.lines, (n) => [rank[n]!]);
  const more = [...byRank].sort(([a], [b]) => a - b).map(([, lines]) => roomsOf(own, must, lines));
  return { problem, part, must, max: own.max, open: [], more, own: [], flow };
}

/** What lines lack. */
function roomsOf({ demand }: Pick<Unpinned, 'demand'>, must: Float64Array, lines: readonly number[]): Shared['rooms'] {
  return lines.map((line) => ({ line, room: demand[line]! - must[line]! })).filter(({ room }) => room > 0);
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

/** What is asked and bounded by what is chosen now. */
function ownOf({ problem, choice }: PlanState): Pick<Unpinned, 'demand' | 'max'> {
  return choice && problem.wholes ? closed(problem, problem.wholes, choice) : problem;
}

/**
 * The most that can be reached of the wholes, then of every list in turn, for no more than the budget, and the cheapest way to it. What can be reached grows
 * with what is paid, so each figure is found by halving: O(lists · log units · searches). Told to stop, it gives the most found so far.
 */
export function* farthest(goal: FixGoal, wares: readonly Ware[], budget = Number.POSITIVE_INFINITY): Stoppable<Reach> {
  const { must, max, flow } = goal;
  let best: Bargain = { lots: wares.map(() => 0), price: 0, flow, must, max };
  let proved = true;
  let stopped = false;
  const amounts = [0, ...goal.more.map(() => 0)];
  const open: number[][] = [];
  const orderOf = ([due, ...units]: readonly number[]): PricedOrder => ({
    ...goal,
    wares,
    open,
    due: due!,
    shared: goal.more.map((rooms, i) => ({ units: units[i]!, rooms })),
  });
  function* isReached(wanted: readonly number[]): Stoppable<boolean> {
    const found = yield* cheapest(orderOf(wanted), budget);
    if (found.best) best = found.best;
    else if (Number.isFinite(found.bound)) proved = false;
    stopped = found.stopped;
    return found.best !== undefined;
  }
  // What cannot be served even by itself is no choice.
  for (const own of goal.open) {
    const able: number[] = [];
    for (const o of own) {
      if (stopped) break;
      const alone = yield* cheapest({ ...orderOf(amounts), open: [[o]], due: 1 }, budget);
      if (alone.bound < Number.POSITIVE_INFINITY) able.push(o);
      stopped = alone.stopped;
    }
    if (able.length > 0) open.push(able);
  }
  const priced = new Map(wares.map(({ cap, lot, lots }) => [cap, { free: lot * lots, paid: 0, rate: 0 }]));
  const all = [open.length, ...goal.more.map((rooms) => sumBy(rooms, ({ room }) => room))];
  for (const [i, most] of all.entries()) {
    // Nobody gets more where everything is there and nothing need be served whole.
    const shipment = i === 0 || stopped ? undefined : yield* ship({ ...orderOf(amounts.with(i, most)), priced });
    let high = most - (shipment?.left ?? 0);
    for (let next = high; amounts[i]! < high && !stopped; next = Math.ceil((amounts[i]! + high) / 2)) {
      if (yield* isReached(amounts.with(i, next))) amounts[i] = next;
      else high = next - 1;
    }
  }
  const last = stopped ? { best, bound: 0 } : yield* cheapest(orderOf(amounts), budget, best);
  return {
    units: amounts.slice(1),
    best: last.best!,
    bound: last.bound,
    proved: proved && !stopped && last.bound === last.best!.price,
  };
}
