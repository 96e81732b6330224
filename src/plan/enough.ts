import sumBy from 'lodash-es/sumBy.js';
import type { Compiled } from '../compile/compiled.js';
import { find, unite } from '../kernel/flow-graph.js';
import { groupedBy } from '../kernel/grouped.js';
import { getOrSet } from '../kernel/maps.js';
import { type ClassColumns, openUnitsUpTo, ordinalOf } from '../kernel/ordinal.js';
import type { Work } from '../kernel/work.js';
import { type Component, components, liveCaps } from '../problem/components.js';
import { linesOfOption, wholeOf } from '../problem/part.js';
import { type Unpinned, withoutPins } from '../problem/pins.js';
import type { Problem, Wholes } from '../problem/problem.js';
import type { Reason } from './plan.js';
import { numbers, type Residual, residualOf } from './residual.js';
import { type Usage, usageOfSteps } from './usage.js';

/** Looks at arcs that all answers about what hangs together may take at most: where that is large so many, and a few for each arc; where it is small so many for each arc. */
const PATIENCE = { all: 1e6, perArc: 35, most: 300 };

/**
 * Answers how much more would meet a line of a plan whose coverage is best: units of an offer that may serve whoever of the line's community asks for its capability in its
 * unit (its *area*), and nobody else.
 *
 * Let X be all units that come no later than the last one of the line's class in the order of service, and f(k) the most of X that can be served with k units more. Only one
 * arc of the flow grows, so f(k) is the lesser of f(0) + k and f(∞); and the line is met in every best plan just where f(k) = f(∞). So k = f(∞) − f(0) is the least that is
 * enough for sure, whatever it costs; nor is it too little where only some of the area may use it. The plan at hand serves f(0) of X already, so that k is one maximum flow, from
 * the units of X that are not served to the lines of the area, in the residual graph of the plan. Without level `fair` X is all that its rank and those before ask.
 *
 * Where needs are met whole, more of them may be met with more; then what the area asks up to the line's rank is enough, and may be more than that. So it is where a
 * fair-share class is of several areas, or the flow would take too long. Of a need that is met whole see {@link lackingTogether}.
 */
export function* enoughIn(compiled: Compiled, closed: Problem, usage: Usage, fair: boolean): Work<Enough> {
  const { problem } = compiled;
  const { wholes } = problem;
  const rest = withoutPins(closed);
  const { rank, demand } = rest;
  const areaOf = areasOf(compiled);
  const areas = yield* groupedBy(demand.length, numbers(demand), (n, add) => add(areaOf[n]!));
  const { ranks } = compiled;
  const upTo = new Map<number, readonly number[]>();
  /** The lines of a line's area that come no later than those of its rank. */
  const areaUpTo = (line: number) =>
    getOrSet(upTo, areaOf[line]! * ranks.length + rank[line]!, () =>
      Array.from(areas.of(areaOf[line]!)).filter((n) => rank[n]! <= rank[line]!),
    );
  const parts = yield* components(problem, liveCaps(problem), fair);
  const regionOf = regionsOf(parts, areaOf, fair ? rest.group : undefined);
  const classes = classesOf(rest, fair ? areaOf : undefined, regionOf);
  const { pinned } = closed;
  const free = pinned
    ? yield* usageOfSteps(
        rest,
        usage.arc.map((units, a) => units - pinned[a]!),
      )
    : usage;
  const residual = yield* residualOf(rest, free, classes.ofLine);
  const reached = yield* reachedFrom(residual, classes);
  const patience = patienceBy(rest, regionOf, (n) => usage.line[n]! < closed.demand[n]!);
  const known = new Map<readonly number[] | number, Reason['enough']>();
  const together = wholes && (yield* lackingTogether(problem, usage, parts, areaUpTo, patience));
  const tangled = wholes && tangledLines(problem, parts);

  function enoughFor(own: readonly number[], line: number): Reason['enough'] {
    const all = { quantity: sumBy(own, (n) => problem.demand[n]!), kind: 'most' as const };
    if (tangled && (tangled[line] === 1 || own.some((n) => tangled[n] === 1))) return all;
    const k = classes.ofLine[line]!;
    const last = ordinalOf(classes, k, classes.demand[k]!);
    const isFair = classes.isFair[line] === 1;
    const limit = isFair
      ? (c: number) => openUnitsUpTo(last, classes, c).through
      : (c: number) => (classes.rank[c]! <= last.rank ? classes.demand[c]! : 0);
    const isIn = (node: number) => reached[node]! <= last.rank;
    const quantity = residual.send({ starts: own, end: residual.above, isIn }, patience(line), limit);
    residual.restore();
    return quantity === undefined ? all : { quantity, kind: isFair || !fair ? 'least' : 'most' };
  }

  function* of(line: number): Work<Reason['enough']> {
    const option = wholes?.option[line] ?? -1;
    if (wholes && together && option >= 0) {
      const quantity = yield* together(line);
      if (quantity !== undefined) return quantity === 0 ? undefined : { quantity, kind: 'together' };
      const isAlone = linesOfOption(wholes, option).every((n) => askedIn(compiled, n) === askedIn(compiled, line));
      if (!isAlone || !onlyOption(wholes, option)) return undefined;
    }
    // Of one rank and area they are alike, but for the class they are in.
    const own = areaUpTo(line);
    return getOrSet(known, classes.isFair[line] === 1 ? classes.ofLine[line]! : own, () => enoughFor(own, line));
  }

  return { of, ...(classes.isFair.every((it) => it === 1) && !pinned && { residual }) };
}

interface Enough {
  of(line: number): Work<Reason['enough']>;
  /** Of the plan, by fair-share classes; absent where another one was made. */
  readonly residual?: Residual;
}

/**
 * Answers how much more each requirement of a need that is met whole lacks, if that can be said for sure: all these amounts together are enough, and none can do without another.
 * So it is where, as far as anything of it can reach, all that comes before it is met, no other need of its rank is met whole, and nobody has a choice. Then every best plan
 * meets it as soon as a flow can, and what a maximum flow leaves is what is lacking. `undefined`: it cannot be said.
 */
function* lackingTogether(
  problem: Problem,
  usage: Usage,
  parts: readonly Component[],
  areaUpTo: (line: number) => readonly number[],
  patience: (line: number) => number,
): Work<(line: number) => Work<number | undefined>> {
  const { demand, rank, pinned, candidateStart, arcStart } = problem;
  const wholes = problem.wholes!;
  const partOf = new Int32Array(demand.length).fill(-1);
  parts.forEach(({ lines }, i) => {
    for (const n of lines) partOf[n] = i;
  });
  const known = new Map<number, ReadonlyMap<number, number> | undefined>();
  const before = new Map<number, Residual>();

  function hasPins(n: number): boolean {
    const end = pinned ? arcStart[candidateStart[n + 1]!]! : 0;
    for (let a = arcStart[candidateStart[n]!]!; a < end; a++) if (pinned![a]! > 0) return true;
    return false;
  }

  function isInTheWay(n: number, option: number, r: number): boolean {
    const other = wholes.option[n]!;
    if (other === option || demand[n] === 0) return wholes.single[n] === 1;
    if (rank[n] === r) return other >= 0;
    return usage.line[n]! < demand[n]! || (other >= 0 && !(onlyOption(wholes, other) && wholes.single[n] === 0));
  }

  function* lackingOf(option: number): Work<ReadonlyMap<number, number> | undefined> {
    const own = linesOfOption(wholes, option).filter((n) => wholes.must[n] === 1);
    const r = rank[own[0]!]!;
    const isPeople = wholes.value[wholeOf(wholes.optionStart, option)]! > 0;
    if (!isPeople || !onlyOption(wholes, option)) return undefined;
    const near = new Set<number>();
    for (const n of own) {
      for (const other of areaUpTo(n)) {
        if (hasPins(other) || isInTheWay(other, option, r)) return undefined;
        if (partOf[other]! >= 0) near.add(partOf[other]!);
      }
    }
    for (const i of near)
      if (parts[i]!.lines.some((n) => hasPins(n) || (rank[n]! <= r && isInTheWay(n, option, r)))) return undefined;
    const { lineOf, candidateOf, arc } = usage;
    const held = arc.map((units, a) => (rank[lineOf[candidateOf[a]!]!]! < r ? units : 0));
    const residual = before.get(r) ?? (yield* residualOf(problem, yield* usageOfSteps(problem, held), numbers(demand)));
    before.set(r, residual);
    const isIn = (node: number) => node < residual.firstClass;
    const found = new Map<number, number>();
    for (const n of own) {
      const sent = residual.send({ starts: [n], end: residual.below, most: demand[n]!, isIn }, patience(n));
      if (sent === undefined) break;
      found.set(n, demand[n]! - sent);
    }
    residual.restore();
    return found.size === own.length ? found : undefined;
  }

  return function* (line) {
    const option = wholes.option[line]!;
    if (!known.has(option)) known.set(option, yield* lackingOf(option));
    return known.get(option)?.get(line);
  };
}

/** The requirement as it was asked, of a minimum and of what goes beyond it. */
function askedIn({ lines }: Compiled, line: number): string {
  const { need, requirement } = lines[line]!;
  return JSON.stringify([need.id, requirement.beyond ?? requirement.id]);
}

function onlyOption({ optionStart }: Wholes, option: number): boolean {
  const t = wholeOf(optionStart, option);
  return optionStart[t + 1]! - optionStart[t]! === 1;
}

/** Number of each line's area. */
function areasOf({ lines }: Compiled): Int32Array {
  const numbers = new Map<string, number>();
  return Int32Array.from(lines, ({ need, requirement: { capability, unit } }) =>
    getOrSet(numbers, JSON.stringify([need.community, capability.code, unit]), () => numbers.size),
  );
}

/** 1: what is done about needs met whole may change what the line gets. */
function tangledLines({ wholes }: Problem, parts: readonly Component[]): Uint8Array {
  const tangled = Uint8Array.from(wholes!.option, (o) => (o >= 0 ? 1 : 0));
  for (const { lines } of parts) if (lines.some((n) => tangled[n] === 1)) for (const n of lines) tangled[n] = 1;
  return tangled;
}

/** Per line, the first line of what one answer may look at: what hangs together, and areas and classes whole. */
function regionsOf(parts: readonly Component[], areaOf: Int32Array, group: Int32Array | undefined): Int32Array {
  const sets = numbers(areaOf);
  const first = new Map<number, number>();
  for (const { lines } of parts) for (const n of lines) unite(sets, lines[0]!, n);
  for (const column of group ? [areaOf, group] : [areaOf]) {
    first.clear();
    for (let n = 0; n < column.length; n++)
      unite(
        sets,
        getOrSet(first, column[n]!, () => n),
        n,
      );
  }
  return areaOf.map((_, n) => find(sets, n));
}

function patienceBy({ candidateStart, arcStart }: Problem, regionOf: Int32Array, isUnmet: (line: number) => boolean) {
  const size = new Float64Array(regionOf.length);
  const unmet = new Float64Array(regionOf.length).fill(1);
  regionOf.forEach((region, n) => {
    size[region]! += 1 + arcStart[candidateStart[n + 1]!]! - arcStart[candidateStart[n]!]!;
    if (isUnmet(n)) unmet[region]!++;
  });
  return (line: number) => {
    const all = size[regionOf[line]!]!;
    return Math.ceil(Math.min(PATIENCE.most * all, PATIENCE.all + PATIENCE.perArc * all) / unmet[regionOf[line]!]!);
  };
}

interface Classes extends ClassColumns {
  readonly ofLine: Int32Array;
  /** Per line, 1: all classes of its region are of one area each. */
  readonly isFair: Uint8Array;
}

/** Fair-share classes where each of a region is of one area, else one per line. */
function classesOf(
  { rank, demand, group, served, share, portions }: Unpinned,
  areaOf: Int32Array | undefined,
  regionOf: Int32Array,
): Classes {
  const first = new Map<number, number>();
  const isMixed = new Set<number>();
  for (let n = 0; n < group.length; n++) {
    const other = getOrSet(first, group[n]!, () => n);
    if (areaOf?.[n] !== areaOf?.[other]) isMixed.add(regionOf[n]!);
  }
  const isFair = Uint8Array.from(regionOf, (region) => (areaOf && !isMixed.has(region) ? 1 : 0));
  const groups = served.length;
  const column = (own: ArrayLike<number>) =>
    Float64Array.from({ length: groups + demand.length }, (_, k) => own[k] ?? 0);
  const columns = {
    ofLine: group.map((g, n) => (isFair[n] === 1 ? g : groups + n)),
    isFair,
    rank: new Int32Array(groups + demand.length),
    demand: new Float64Array(groups + demand.length),
    served: column(served),
    share: column(share),
    ...(portions && { portion: column(portions.ofGroup).map((units) => units || 1) }),
  };
  for (let n = 0; n < group.length; n++) {
    const k = columns.ofLine[n]!;
    columns.rank[k] = rank[n]!;
    columns.demand[k]! += demand[n]!;
    if (isFair[n] === 0) columns.share[k] = demand[n]!;
  }
  return columns;
}

/** Nodes after which a walk pauses. */
const PAUSE = 10_000;

/** A rank after all others. */
const UNREACHED = 2 ** 31 - 1;

/** Per node, the first rank of which units that are not served reach it. */
function* reachedFrom({ given, firstClass, above, ahead }: Residual, { rank, demand }: Classes): Work<Int32Array> {
  const reached = new Int32Array(above).fill(UNREACHED);
  const order = Array.from(numbers(given)).filter((k) => given[k]! < demand[k]!);
  let seen = 0;
  for (const k of order.sort((a, b) => rank[a]! - rank[b]!)) {
    const stack: number[] = [];
    const reach = (node: number) => {
      if (reached[node]! <= rank[k]!) return;
      reached[node] = rank[k]!;
      stack.push(node);
    };
    reach(firstClass + k);
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      if (++seen % PAUSE === 0) yield PAUSE;
      ahead(node, reach);
    }
  }
  return reached;
}
