import omit from 'lodash-es/omit.js';
import sumBy from 'lodash-es/sumBy.js';
import type { Pin } from '../compile/compiled.js';
import { finish } from '../kernel/work.js';
import { match } from '../match/match.js';
import type { Network } from '../model/graph.js';
import { encode } from '../plan/encode.js';
import type { Plan } from '../plan/plan.js';
import { holderAt } from '../plan/reasons.js';
import { usageOf } from '../plan/usage.js';
import { range } from '../problem/columns.js';
import { enoughBy, type Limits } from '../solve/control.js';
import type { View } from '../why/view.js';
import type { FixGoal, PlanState, Reach } from './goal.js';
import type { Ware } from './purchase.js';
import { ship } from './shipment.js';

/** What `match` makes of it by itself, if that will do; else the plan that proves the price, and what is to be had besides. */
export function confirmed(
  view: View,
  then: Network,
  standing: PlanState,
  wares: readonly Ware[],
  goal: FixGoal,
  found: Reach,
  limits: () => Limits,
): { pins: Pin[]; result: Plan } {
  const { plan, made, compiled } = view;
  const { levels, now } = plan;
  const { pins: own = [] } = made;
  const again = (pins: readonly Pin[]) => match(then, { ...omit(made, ['method']), now, levels, pins, ...limits() });
  const free = again(own);
  if (isServed(usageOf(compiled.problem, encode(compiled, free).flow).line)) return { pins: [], result: free };
  const pins = pinsOf(view, goal, wares, found, limits());
  const isMeant = (pin: Pin) =>
    pins.some(
      (one) =>
        one.need === pin.need &&
        one.provider === pin.provider &&
        (pin.requirement ?? one.requirement) === one.requirement &&
        (pin.offer ?? one.offer) === one.offer &&
        (pin.slot ?? one.slot) === one.slot,
    );
  return { pins, result: again([...own.filter((pin) => !isMeant(pin)), ...pins]) };

  /** Whether all that is promised is there, and no requirement of a better rank has less. */
  function isServed(after: Float64Array): boolean {
    const { rank, demand } = compiled.problem;
    /** Units that a line has beyond what it must get. */
    const beyond = (n: number) => after[n]! - found.best.must[n]! - (demand[n]! - goal.problem.demand[n]!);
    const isFirst = (n: number) => goal.own.length > 0 && rank[n]! < rank[goal.own[0]!]!;
    const isNew = (n: number) => goal.own.includes(n) && found.best.must[n]! > standing.covered[n]!;
    return (
      goal.more.every((rooms, i) => sumBy(rooms, ({ line }) => beyond(line)) >= found.units[i]!) &&
      goal.part.lines.every((n) => beyond(n) >= 0 || !(isFirst(n) || isNew(n)))
    );
  }
}

/** The plan that proves the price, at its best fit, as pins. */
function pinsOf(
  { compiled, usage }: View,
  goal: FixGoal,
  wares: readonly Ware[],
  { best, units }: Reach,
  limits: Limits,
): Pin[] {
  const { problem } = goal;
  const priced = new Map(wares.map(({ cap, lot }, i) => [cap, { free: lot * best.lots[i]!, paid: 0, rate: 0 }]));
  const shared = goal.more.map((rooms, i) => ({ units: units[i]!, rooms }));
  const { must, max } = best;
  const fit = ship({ ...goal, must, max, shared, priced, cost: problem.cost });
  const { flow } = finish(fit, enoughBy(limits)) ?? best;
  const { candidateStart, arcStart } = problem;
  const arcs = Array.from(goal.part.lines, (n) =>
    range(arcStart[candidateStart[n]!]!, arcStart[candidateStart[n + 1]!]!),
  );
  // With what is pinned of it already.
  const whole = (a: number) => flow[a]! + (compiled.problem.pinned?.[a] ?? 0);
  return arcs.flat().flatMap((a) => (flow[a] === 0 ? [] : [holderAt(compiled, usage, a, whole(a))]));
}
