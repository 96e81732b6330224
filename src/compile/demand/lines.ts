import { getOrSet } from '../../kernel/maps.js';
import { eachInSteps, type Work } from '../../kernel/work.js';
import { byCodeUnit, byRank } from '../../model/order.js';
import type { Need, Requirement } from '../../model/records.js';
import type { Policy } from '../../policy/policy.js';
import { callbackError } from '../callbacks.js';
import type { GroupRef, LineRef } from '../compiled.js';
import type { Places } from '../supply/places.js';
import { leadLines } from './lead-lines.js';

/** A line before it is numbered. */
export interface RankedLine extends LineRef {
  readonly rank: readonly number[];
}

/** Lines to be matched, and those of unknown quantity, with all that comes only together with them. */
export interface Lines {
  readonly lines: RankedLine[];
  readonly skipped: RankedLine[];
}

/**
 * All requirements of needs that are sorted by id, sorted by (rank, need id, requirement id), with those for lead workers that the policy adds. Those of one
 * rank share its tuple.
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
  const byTuple = new Map<string, Lines & { readonly rank: readonly number[] }>();
  yield* eachInSteps(needs, (need) => {
    const own = rankOf(need, policy, now);
    const tuple = own.join();
    const { rank, lines, skipped } = getOrSet(byTuple, tuple, () => ({ rank: own, lines: [], skipped: [] }));
    const asked = policy.lead ? need.requirements.concat(leadLines(need, caseUnit)) : need.requirements;
    for (const requirement of asked.toSorted((a, b) => byCodeUnit(a.id, b.id))) {
      (isUnknown(need, requirement) ? skipped : lines).push({ need, requirement, rank });
    }
  });
  const sorted = [...byTuple.values()].sort((a, b) => byRank(a.rank, b.rank));
  return { lines: sorted.flatMap(({ lines }) => lines), skipped: sorted.flatMap(({ skipped }) => skipped) };
}

/** Whether its quantity is unknown or, where its need is met whole, another one's of its pattern. */
function isUnknown(need: Need, requirement: Requirement): boolean {
  if (need.partial) return requirement.quantity === 'unknown';
  return need.requirements.some(({ quantity, pattern }) => quantity === 'unknown' && pattern === requirement.pattern);
}

/** @throws LinkageError `BAD_RANK` */
export function rankOf(need: Need, policy: Policy, now: number | undefined): readonly number[] {
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
export function* numberGroups(
  lines: readonly LineRef[],
  rank: Int32Array,
  policy: Policy,
  places: Places,
): Work<Groups> {
  const groups: GroupRef[] = [];
  /** Numbers of one rank's classes, by unit and key: lines come rank after rank. */
  let numbers = new Map<string, Map<string, number>>();
  const group = new Int32Array(lines.length);
  yield* eachInSteps(lines, (line, n) => {
    const key = fairKey(line, policy, places);
    const { unit } = line.requirement;
    if (n > 0 && rank[n] !== rank[n - 1]) numbers = new Map();
    const ofUnit = getOrSet(numbers, unit, () => new Map<string, number>());
    const begin = () => groups.push({ rank: rank[n]!, unit, key }) - 1;
    group[n] = key === undefined ? begin() : getOrSet(ofUnit, key, begin);
  });
  return { groups, group };
}

/** @throws LinkageError `BAD_FAIR_BY` */
export function fairKey({ need, requirement }: LineRef, policy: Policy, places: Places): string | undefined {
  let key: unknown;
  try {
    key = policy.fairBy(need, requirement, places.ofNeed(need));
  } catch (cause) {
    throw callbackError('BAD_FAIR_BY', ['fairBy'], `The policy's fairBy threw for need \`${need.id}\`.`, cause);
  }
  if (key === undefined || typeof key === 'string') return key;
  throw callbackError('BAD_FAIR_BY', ['fairBy'], `The class of need \`${need.id}\` is no string.`, key);
}
