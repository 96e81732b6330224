import { type Compiled, type SkippedLine, turnedAwayByRule } from '../compile/compiled.js';
import { eachInSteps, type Work } from '../kernel/work.js';
import { range } from '../problem/columns.js';
import { closed } from '../problem/given.js';
import type { Choice } from '../problem/problem.js';
import { lackingOf, standingIn } from './choice.js';
import { bottlenecksIn } from './cuts.js';
import { enoughIn } from './enough.js';
import { holdersIn, isNeedCap } from './holders.js';
import type { Holder, Reason } from './plan.js';
import { headsOf } from './room.js';
import type { Usage } from './usage.js';

/** What is known of the coverage of a plan: that it is best, nothing, or that every line took all it could when its turn came. */
export type CoverageKnown = 'best' | 'open' | 'greedy';

/**
 * Answers why a line is not wholly covered. Ask in ascending order of lines; all answers together cost
 * O(arcs × depth of the caps + lines × rules), and what {@link enoughIn} costs.
 */
export function* reasonsIn(
  compiled: Compiled,
  usage: Usage,
  known: CoverageKnown,
  fair: boolean,
  choice?: Choice,
): Work<(line: number) => Work<Reason>> {
  const { turnedAway, lines, caps } = compiled;
  const { wholes } = compiled.problem;
  const problem =
    wholes && choice ? { ...compiled.problem, ...closed(compiled.problem, wholes, choice) } : compiled.problem;
  const { demand, candidateStart, rank } = problem;
  const unused = wholes ? emptied(usage) : usage;
  const held = yield* holdersIn({ problem, caps }, usage);
  let bottleneck: ReturnType<typeof bottlenecksIn> extends Work<infer T> ? T | undefined : never;
  let enough: ReturnType<typeof enoughIn> extends Work<infer T> ? T | undefined : never;
  const isCounted = caps.some(({ isRequests }) => isRequests);
  const standing = standingIn(compiled.problem, usage, known === 'best');

  const holdersAt = (arcs: readonly number[], count: number) => ({
    heldBy: arcs.map((arc) => holderAt(compiled, usage, arc)),
    heldByCount: count,
  });

  return function* (line) {
    if (known === 'best') enough ??= yield* enoughIn(compiled, problem, usage, fair);
    const more = enough && (yield* enough.of(line));
    const facts = {
      capable: turnedAway.capable[line]!,
      unit: turnedAway.unit[line]!,
      rules: Object.fromEntries(turnedAwayByRule(turnedAway, line)),
    };
    const from = candidateStart[line]!;
    const to = candidateStart[line + 1]!;
    const asked = isCounted ? countAskedOften({ problem, caps }, usage, from, to) : 0;
    // In the order of the schema, so that a plan is written as it is read.
    const rest = { ...(more && { enough: { ...more } }), ...(asked > 0 && { asked }) };
    if (from === to) return { code: facts.capable === 0 ? 'noOffer' : 'ruledOut', ...facts, ...rest };
    if (demand[line] === 0) {
      // Its whole is not served. Where even all there is would not be enough, nobody is in the way.
      const isEnough = lackingOf(compiled.problem, unused, line) === 0;
      if (isEnough && known === 'open') return { code: 'stopped', ...facts, ...rest };
      const lacking = lackingOf(compiled.problem, standing(line), line);
      const { arcs, count } = held(from, to);
      const isHeld = isEnough && lacking > 0 && count > 0;
      return { code: 'team', ...facts, ...(isHeld && holdersAt(arcs, count)), ...rest, lacking };
    }

    let open = from;
    while (open < to && !isOpen({ problem, caps }, usage, open)) open++;
    if (open === to) return { code: 'bounded', ...facts, ...rest };
    if (known === 'open') return { code: 'stopped', ...facts, ...rest };

    const { unit } = lines[line]!.requirement;
    const { arcs, count, capacity: inTheWay, worst } = held(from, to);
    // What its own minimum holds is not held by others.
    if (
      count === arcs.length &&
      arcs.every((arc) => isMinimumOf(compiled, line, usage.lineOf[usage.candidateOf[arc]!]!))
    ) {
      const demanded = inTheWay + demand[line]! - usage.line[line]!;
      const cut = { needs: 1, lines: 1, demanded, capacity: inTheWay, unit };
      return { code: 'exhausted', ...facts, cut, ...rest };
    }
    const holders = holdersAt(arcs, count);
    if (known === 'greedy') return { code: 'heldByEarlier', ...facts, ...holders, ...rest };
    bottleneck ??= yield* bottlenecksIn(problem, usage, yield* needNumbers(compiled), enough?.residual);
    const { set: _, ...cut } = yield* bottleneck(line);
    return { code: codeOf(line, worst), ...facts, ...holders, cut: { ...cut, unit }, ...rest };
  };

  function codeOf(line: number, worst: number): Reason['code'] {
    if (rank[worst]! < rank[line]!) return 'heldByHigherRanks';
    if (wholes && wholes.option[worst]! >= 0 && wholes.must[worst] === 1) return 'heldByTeams';
    // Without a pin no worse rank holds what a better one could use.
    return rank[worst]! > rank[line]! ? 'pinned' : 'sharedFairly';
  }
}

/** Whether nothing but what others hold keeps a candidate from giving more. */
function isOpen({ problem, caps }: Pick<Compiled, 'problem' | 'caps'>, usage: Usage, p: number): boolean {
  const { max, capacity, parent, arcStart, head } = problem;
  if (usage.candidate[p]! >= max[p]!) return false;
  for (let a = arcStart[p]!; a < arcStart[p + 1]!; a++) {
    let c = head[a]!;
    while (c >= 0 && usage.cap[c]! < capacity[c]!) c = parent[c]!;
    if (c < 0 || !isNeedCap(caps[c])) return true;
  }
  return false;
}

/** How many of some candidates could give more if their providers could be asked more often. */
function countAskedOften(
  { problem, caps }: Pick<Compiled, 'problem' | 'caps'>,
  usage: Usage,
  from: number,
  to: number,
): number {
  const { capacity, parent, max } = problem;
  const isFull = (c: number) => caps[c]?.isRequests && usage.cap[c]! >= capacity[c]!;
  return range(from, to).filter(
    (p) =>
      usage.candidate[p]! < max[p]! &&
      headsOf(problem, p).some((head) => {
        let c = head;
        while (c >= 0 && !isFull(c)) c = parent[c]!;
        return c >= 0;
      }),
  ).length;
}

function isMinimumOf({ lines }: Compiled, line: number, other: number): boolean {
  const { need, requirement } = lines[line]!;
  return lines[other]!.need === need && lines[other]!.requirement.id === requirement.beyond;
}

function emptied(usage: Usage): Usage {
  const none = (column: Float64Array) => new Float64Array(column.length);
  return { ...usage, cap: none(usage.cap), candidate: none(usage.candidate), line: none(usage.line) };
}

/** The reason of a requirement that does not say how much it needs, or comes only with one that does not. */
export function unknownQuantity({ capable, unit }: SkippedLine): Reason {
  return { code: 'unknownQuantity', capable, unit, rules: {} };
}

/** The allocation on an arc, of what is in use if nothing else is said. */
export function holderAt(compiled: Compiled, usage: Usage, arc: number, quantity: number = usage.arc[arc]!): Holder {
  const p = usage.candidateOf[arc]!;
  const { need, requirement } = compiled.lines[usage.lineOf[p]!]!;
  const { key, offer } = compiled.offers[compiled.candidates.offer[p]!]!;
  const slot = compiled.slots[compiled.arcSlot[arc]!];
  return {
    need: need.id,
    requirement: requirement.id,
    provider: key,
    offer: offer.id,
    ...(slot !== undefined && { slot }),
    quantity,
  };
}

/** The needs of the lines, numbered. A need's lines stand together, because they share its rank. */
export function* needNumbers({ lines }: Compiled): Work<Int32Array> {
  const numbers = new Int32Array(lines.length);
  yield* eachInSteps(lines, ({ need }, n) => {
    if (n > 0) numbers[n] = numbers[n - 1]! + (need.id === lines[n - 1]!.need.id ? 0 : 1);
  });
  return numbers;
}
