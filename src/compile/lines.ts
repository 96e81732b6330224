import { eachInSteps, sortedInSteps, type Work } from '../kernel/work.js';
import { byCodeUnit } from '../model/order.js';
import type { Need } from '../model/records.js';
import type { Policy } from '../policy/policy.js';
import { callbackError } from './callbacks.js';
import type { GroupRef, LineRef } from './compiled.js';
import { leadLines } from './lead.js';
import type { Ask } from './offer-index.js';
import { byRank } from './order.js';

/** A line before it is numbered. */
export interface RankedLine extends LineRef {
  readonly rank: readonly number[];
}

/** Lines to be matched, and those of unknown quantity. */
export interface Lines {
  readonly lines: RankedLine[];
  readonly skipped: RankedLine[];
}

/**
 * All requirements, sorted by (rank, need id, requirement id); with those for lead workers that the policy adds.
 *
 * @param caseUnit in which social workers offer casework
 * @throws LinkageError `BAD_RANK` for a rank that is no list of integers, or whose function threw.
 */
export function* linesOf(
  needs: readonly Need[],
  policy: Policy,
  now: number | undefined,
  caseUnit: string,
): Work<Lines> {
  const all: RankedLine[] = [];
  yield* eachInSteps(needs, (need) => {
    const rank = rankOf(need, policy, now);
    for (const requirement of need.requirements) all.push({ need, requirement, rank });
    if (policy.lead) for (const requirement of leadLines(need, caseUnit)) all.push({ need, requirement, rank });
  });
  const sorted = yield* sortedInSteps(
    all,
    (a, b) =>
      byRank(a.rank, b.rank) || byCodeUnit(a.need.id, b.need.id) || byCodeUnit(a.requirement.id, b.requirement.id),
  );
  const lines: RankedLine[] = [];
  const skipped: RankedLine[] = [];
  yield* eachInSteps(sorted, (line) => {
    (line.requirement.quantity === 'unknown' ? skipped : lines).push(line);
  });
  return { lines, skipped };
}

function rankOf(need: Need, policy: Policy, now: number | undefined): readonly number[] {
  let rank: readonly number[];
  try {
    rank = policy.rank(need, now);
  } catch (cause) {
    throw callbackError('BAD_RANK', ['rank'], `The policy's rank threw for need \`${need.id}\`.`, cause);
  }
  // Copied first: `every` passes over holes.
  const figures = Array.isArray(rank) ? Array.from<number>(rank) : [Number.NaN];
  if (figures.every(Number.isSafeInteger)) return figures.map((figure) => figure + 0);
  throw callbackError('BAD_RANK', ['rank'], `The rank of need \`${need.id}\` is no list of integers.`, rank);
}

/** The rank tuples, and the number of each line's. */
export interface Ranks {
  readonly ranks: (readonly number[])[];
  readonly rank: Int32Array;
}

/** Dense ranks of sorted lines. */
export function* numberRanks(lines: readonly RankedLine[]): Work<Ranks> {
  const ranks: (readonly number[])[] = [];
  const rank = new Int32Array(lines.length);
  yield* eachInSteps(lines, (line, n) => {
    const last = ranks.at(-1);
    if (last === undefined || byRank(last, line.rank) !== 0) ranks.push(line.rank);
    rank[n] = ranks.length - 1;
  });
  return { ranks, rank };
}

/** The classes, and the number of each line's. */
export interface Groups {
  readonly groups: GroupRef[];
  readonly group: Int32Array;
}

/**
 * Fair-share classes of lines: (rank, unit, what the policy's `fairBy` says), numbered by first line.
 *
 * @throws LinkageError `BAD_FAIR_BY` if `fairBy` throws or gives something else than a string or `undefined`.
 */
export function* numberGroups(lines: readonly Ask[], rank: Int32Array, policy: Policy): Work<Groups> {
  const groups: GroupRef[] = [];
  /** Numbers of one rank's classes, by unit and key: lines come rank after rank. */
  let numbers = new Map<string, Map<string, number>>();
  const group = new Int32Array(lines.length);
  yield* eachInSteps(lines, (line, n) => {
    const key = fairKey(line, policy);
    const { unit } = line.requirement;
    if (n > 0 && rank[n] !== rank[n - 1]) numbers = new Map();
    let ofUnit = numbers.get(unit);
    if (ofUnit === undefined) numbers.set(unit, (ofUnit = new Map()));
    const known = key === undefined ? undefined : ofUnit.get(key);
    group[n] = known ?? groups.push({ rank: rank[n]!, unit, key }) - 1;
    if (key !== undefined && known === undefined) ofUnit.set(key, group[n]!);
  });
  return { groups, group };
}

function fairKey({ need, requirement, spot }: Ask, policy: Policy): string | undefined {
  let key: unknown;
  try {
    key = policy.fairBy(need, requirement, spot);
  } catch (cause) {
    throw callbackError('BAD_FAIR_BY', ['fairBy'], `The policy's fairBy threw for need \`${need.id}\`.`, cause);
  }
  if (key === undefined || typeof key === 'string') return key;
  throw callbackError('BAD_FAIR_BY', ['fairBy'], `The class of need \`${need.id}\` is no string.`, key);
}
