import type { Compiled } from '../compile/compiled.js';
import { groupedBy } from '../kernel/grouped.js';
import { getOrSet } from '../kernel/maps.js';
import { type ClassColumns, openUnitsUpTo } from '../kernel/ordinal.js';
import type { Work } from '../kernel/work.js';
import { components, liveCaps } from '../problem/components.js';
import { wholeOf } from '../problem/part.js';
import { type Unpinned, withoutPins } from '../problem/pins.js';
import type { Problem } from '../problem/problem.js';
import type { Reason } from './plan.js';
import { numbers, type Residual, residualOf } from './residual.js';
import { type Usage, usageOfSteps } from './usage.js';

/** Looks at arcs, per arc of the problem, that all answers together may take at most. */
const PATIENCE = 300;

/**
 * Answers how much more would meet a line of a plan whose coverage is best: units of an offer that may serve whoever of the line's community asks for its capability in its
 * unit (its *area*), and nobody else.
 *
 * Let X be all units that come no later than the last one of the line's class in the order of service, and f(k) the most of X that can be served with k units more. Only one
 * arc of the flow grows, so f(k) is the lesser of f(0) + k and f(∞); and the line is met in every best plan just where f(k) = f(∞). So k = f(∞) − f(0) is the least that is
 * enough for sure, whatever it costs; nor can it be too little where only some of the area may use it. The plan at hand serves f(0) of X already, so that k is one maximum flow, from
 * the units of X that are not served to the lines of the area, in the residual graph of the plan. Without level `fair` X is all that its rank and those before ask.
 *
 * Where needs are met whole, more of them may be met with more; then what the area asks up to the line's rank is enough, and may be more than that. So it is where a
 * fair-share class is of several areas, or the flow would take too long.
 */
export function* enoughIn(
  compiled: Compiled,
  closed: Problem,
  usage: Usage,
  fair: boolean,
): Work<(line: number) => Reason['enough']> {
  const { problem } = compiled;
  const { wholes } = problem;
  const rest = withoutPins(closed);
  const { rank, demand } = rest;
  const areaOf = areasOf(compiled);
  const areas = yield* groupedBy(demand.length, numbers(demand), (n, add) => add(areaOf[n]!));
  const tangled = wholes && (yield* tangledLines(problem, fair));
  const classes = classesOf(rest, fair ? areaOf : undefined);
  const { pinned } = closed;
  const free = pinned ? yield* usageOfSteps(rest, usage.arc.map((units, a) => units - pinned[a]!)) : usage;
  const residual = yield* residualOf(rest, free, classes.ofLine);
  const reached = reachedFrom(residual, classes);
  let unmet = 1;
  for (let n = 0; n < demand.length; n++) if (usage.line[n]! < closed.demand[n]!) unmet++;
  const patience = Math.ceil((PATIENCE * (rest.head.length + demand.length)) / unmet);
  const known = new Map<number, Reason['enough']>();

  return (line) => {
    const own = areas.of(areaOf[line]!).filter((n) => rank[n]! <= rank[line]!);
    const all = { quantity: own.reduce((sum, n) => sum + problem.demand[n]!, 0), least: false };
    const option = wholes?.option[line] ?? -1;
    if (wholes && option >= 0) {
      const t = wholeOf(wholes.optionStart, option);
      const isAlone = wholes.optionStart[t + 1]! - wholes.optionStart[t]! === 1;
      return isAlone && wholes.option.every((o, n) => o !== option || own.includes(n)) ? all : undefined;
    }
    if (tangled && own.some((n) => tangled[n] === 1)) return all;
    const k = classes.ofLine[line]!;
    return getOrSet(known, k, () => {
      const last = { rank: rank[line]!, unit: classes.served[k]! + classes.demand[k]!, demand: classes.share[k]! };
      const limit = classes.isFair
        ? (c: number) => openUnitsUpTo(last, classes, c).through
        : (c: number) => (classes.rank[c]! <= last.rank ? classes.demand[c]! : 0);
      const isIn = (node: number) => reached[node]! <= last.rank;
      const quantity = residual.send([...own], residual.above, Number.POSITIVE_INFINITY, isIn, patience, limit);
      residual.restore();
      return quantity === undefined ? all : { quantity, least: classes.isFair || !fair };
    });
  };
}

/** Number of each line's area. */
function areasOf({ lines }: Compiled): Int32Array {
  const numbers = new Map<string, number>();
  return Int32Array.from(lines, ({ need, requirement: { capability, unit } }) =>
    getOrSet(numbers, JSON.stringify([need.community, capability.code, unit]), () => numbers.size),
  );
}

/** 1: what is done about needs met whole may change what the line gets. */
function* tangledLines(problem: Problem, fair: boolean): Work<Uint8Array> {
  const tangled = Uint8Array.from(problem.wholes!.option, (o) => (o >= 0 ? 1 : 0));
  for (const { lines } of yield* components(problem, liveCaps(problem), fair))
    if (lines.some((n) => tangled[n] === 1)) for (const n of lines) tangled[n] = 1;
  return tangled;
}

interface Classes extends ClassColumns {
  readonly ofLine: Int32Array;
  readonly isFair: boolean;
}

/** Fair-share classes if each is of one area, else one per line. */
function classesOf({ rank, demand, group, served, share }: Unpinned, areaOf: Int32Array | undefined): Classes {
  const first = new Map<number, number>();
  for (let n = 0; n < group.length; n++) if (!first.has(group[n]!)) first.set(group[n]!, n);
  const isFair = areaOf !== undefined && group.every((k, n) => areaOf[n] === areaOf[first.get(k)!]);
  if (!isFair) return { ofLine: numbers(demand), isFair, rank, demand, served: new Float64Array(demand.length), share: demand };
  const asked = new Float64Array(served.length);
  const rankOf = new Int32Array(served.length);
  for (let n = 0; n < group.length; n++) {
    asked[group[n]!]! += demand[n]!;
    rankOf[group[n]!] = rank[n]!;
  }
  return { ofLine: group, isFair, rank: rankOf, demand: asked, served, share };
}

/** Per node, the first rank of which units that are not served reach it. */
function reachedFrom({ given, firstClass, above, ahead }: Residual, { rank, demand }: Classes): Float64Array {
  const reached = new Float64Array(above).fill(Number.POSITIVE_INFINITY);
  const order = [...given.keys()].filter((k) => given[k]! < demand[k]!).sort((a, b) => rank[a]! - rank[b]!);
  for (const k of order) {
    const stack: number[] = [];
    const reach = (node: number) => {
      if (reached[node]! <= rank[k]!) return;
      reached[node] = rank[k]!;
      stack.push(node);
    };
    reach(firstClass + k);
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) ahead(node, reach);
  }
  return reached;
}
