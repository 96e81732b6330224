import { type Compiled, DATE_UNKNOWN, PLACE_UNKNOWN } from '../compile/compiled.js';
import { exactDot } from '../kernel/exact.js';
import { eachInSteps, finish, rowsInSteps, sortedInSteps, type Work } from '../kernel/work.js';
import { byCodeUnit, byRank } from '../model/order.js';
import type { Offer, Provider, Requirement } from '../model/records.js';
import type { Role, Society } from '../model/vocabulary.js';
import { rangesInSteps } from '../problem/columns.js';
import { asSplit } from '../problem/crossing.js';
import type { Choice, Level, Solution } from '../problem/problem.js';
import type { RankBound } from '../proof/split-check.js';
import { certificateOf, type ProvedIsland, provedIslands } from './certificate.js';
import { isBest, reportedLines, reportedSkipped, takenLines, wholeFigures } from './choice.js';
import { coverageOf } from './coverage.js';
import type { Method } from './made.js';
import type { Allocation, DateDoubt, Linkage, Plan, Unmet } from './plan.js';
import { type CoverageKnown, reasonsIn, unknownQuantity } from './reasons.js';
import { roleOf } from './roles.js';
import { type Usage, usageOfSteps } from './usage.js';

/**
 * The plan that a solution stands for. Linkages and unmet requirements come in the order of service: rank, need id,
 * requirement id. Does not ask whether the solution is right: that is for `checkSolution`.
 *
 * O(arcs × depth of the caps), and O(n log n) for what is sorted.
 */
export function decode(...given: Parameters<typeof decodeSteps>): Plan {
  return finish(decodeSteps(...given));
}

/** What a plan is decoded by besides the solution. */
export interface DecodeOptions {
  readonly method?: Method | undefined;
  /** Where there are wholes, what `checkSolution` found their searches to leave open. */
  readonly gaps?: readonly number[] | undefined;
  /** Where capacities were split, what it found of each rank. */
  readonly bounds?: readonly RankBound[] | undefined;
  /** What the problem's islands are, where that is known. */
  readonly leaves?: readonly Uint8Array[] | undefined;
  /** Without what is unmet, and why: for plans that are only compared. */
  readonly brief?: boolean | undefined;
}

/** Lines and candidates after which decoding pauses: some milliseconds. */
const PAUSE = 2000;

/** As {@link decode}, in steps; it does not stop before its end. */
export function* decodeSteps(...given: Parameters<typeof decodedSteps>): Work<Plan> {
  return (yield* decodedSteps(...given)).plan;
}

/** As {@link decodeSteps}, with what is proved of what hangs together. */
export function* decodedSteps(
  given: Compiled,
  solution: Solution,
  levels: readonly Level[],
  { method = 'optimal', gaps, bounds = [], leaves, brief = false }: DecodeOptions = {},
): Work<{ plan: Plan; islands: readonly ProvedIsland[] }> {
  const { islands, split } = yield* provedIslands(given, solution, levels, leaves);
  const compiled = { ...given, problem: asSplit(given.problem, solution.flow, split) };
  const { problem, now, costScale, words, idlePins = [] } = compiled;
  const { chosen } = solution;
  const greedy = method === 'greedy';
  const stopped = solution.proved.length < levels.length;
  const known = greedy ? 'greedy' : solution.proved.includes('rank') ? 'best' : 'open';
  const usage = yield* usageOfSteps(problem, solution.flow);
  let withdrawn = problem.lostPromises;
  const { previous } = problem;
  yield* rangesInSteps(previous.length, (from, to) => {
    for (let p = from; p < to; p++)
      if (previous[p]! > usage.candidate[p]!) withdrawn += previous[p]! - usage.candidate[p]!;
  });
  const reported = reportedLines(problem, chosen?.choice.option, usage, known === 'best');
  const doubts = yield* dateDoubtsOf(compiled, usage);
  const cost = exactDot(problem.cost, usage.candidate);
  yield problem.cost.length;
  const plan: Plan = {
    version: 2,
    status: greedy
      ? 'greedy'
      : stopped
        ? 'stopped'
        : isBest(gaps) && bounds.every(({ covered, bound }) => bound <= covered)
          ? 'optimal'
          : 'bounded',
    ...(now !== undefined && { now }),
    timeRules: now !== undefined,
    levels: [...levels],
    provedLevels: [...solution.proved],
    linkages: yield* linkagesOf(compiled, usage, chosen?.choice),
    unmet: brief ? [] : yield* unmetOf(compiled, usage, chosen?.choice, reported, known, levels.includes('fair')),
    coverage: yield* coverageOf(compiled, usage, reported),
    ...(chosen && gaps && { teams: wholeFigures(compiled, chosen.choice, gaps, levels) }),
    ...(bounds.length > 0 && {
      time: {
        byRank: bounds.flatMap((one, r) => (one.bound > 0 ? { rank: [...compiled.ranks[r]!], ...one } : [])),
      },
    }),
    withdrawn,
    cost,
    costScale,
    ...(words && { words: { ...words } }),
    ...(compiled.idleBans.length > 0 && { idleBans: compiled.idleBans.map((ban) => ({ ...ban })) }),
    ...(idlePins.length > 0 && { idlePins: idlePins.map((pin) => ({ ...pin })) }),
    ...(doubts.length > 0 && { dateDoubts: doubts }),
    certificate: yield* certificateOf(given, islands, levels),
  };
  return { plan, islands };
}

function* linkagesOf(compiled: Compiled, usage: Usage, choice: Choice | undefined): Work<Linkage[]> {
  const { problem, lines, ranks } = compiled;
  const taken = choice && takenLines(problem, choice.option);
  const linkages: Linkage[] = [];
  const tuples = ranks.map((rank) => [...rank]);
  for (let n = 0, seen = 0; n < lines.length; ) {
    if (seen >= PAUSE) {
      yield seen;
      seen = 0;
    }
    const { need } = lines[n]!;
    const rank = tuples[problem.rank[n]!]!;
    const allocations: Allocation[] = [];
    let pattern: string | undefined;
    // A need's lines stand together, because they share its rank.
    for (; lines[n]?.need.id === need.id; n++) {
      addAllocations(compiled, usage, n, allocations);
      if (taken?.[n] === 1) pattern ??= lines[n]!.requirement.pattern;
      seen += 1 + problem.candidateStart[n + 1]! - problem.candidateStart[n]!;
    }
    if (allocations.length === 0) continue;
    const { id, community, urgency } = need;
    // A list that grew keeps room for many more.
    linkages.push(linkageOf({ need: id, community, urgency, rank, pattern }, allocations.slice()));
  }
  return linkages;
}

/** What a need is given, as all that is given to it says. */
export function linkageOf(
  {
    pattern,
    ...need
  }: Pick<Linkage, 'need' | 'community' | 'urgency' | 'rank'> & { readonly pattern: string | undefined },
  allocations: Allocation[],
): Linkage {
  const lead = mostGiving(allocations, 'lead', 'socialWorker');
  const carrier = mostGiving(allocations, 'carrier', 'organisation');
  return {
    ...need,
    ...(pattern !== undefined && { pattern }),
    ...(lead !== undefined && { lead }),
    ...(carrier !== undefined && { carrier }),
    platform: `community:${need.community}`,
    volunteers: providersOf(allocations, ({ society }) => society === 'volunteer'),
    resources: providersOf(allocations, ({ society }) => society === 'resource'),
    ...(allocations.some(({ role }) => role !== undefined) && {
      helpers: providersOf(allocations, (one) => roleOf(one) === 'helper'),
      supplements: providersOf(allocations, (one) => roleOf(one) === 'supplement'),
    }),
    allocations,
  };
}

function addAllocations(compiled: Compiled, usage: Usage, line: number, allocations: Allocation[]): void {
  const { problem, lines, offers, candidates, slots, arcSlot } = compiled;
  const { requirement } = lines[line]!;
  if (usage.line[line] === 0) return;
  for (let p = problem.candidateStart[line]!; p < problem.candidateStart[line + 1]!; p++) {
    if (usage.candidate[p] === 0) continue;
    const { provider, offer, key } = offers[candidates.offer[p]!]!;
    for (let a = problem.arcStart[p]!; a < problem.arcStart[p + 1]!; a++) {
      if (usage.arc[a] === 0) continue;
      const slot = slots[arcSlot[a]!];
      allocations.push({
        requirement: requirement.id,
        society: provider.society,
        provider: key,
        offer: offer.id,
        quantity: usage.arc[a]!,
        unit: requirement.unit,
        capability: requirement.capability.code,
        ...(requirement.role !== undefined && { role: requirement.role }),
        ...(slot !== undefined && { slot }),
        cost: problem.cost[p]! + 0,
        ...((candidates.flags[p]! & PLACE_UNKNOWN) !== 0 && { placeUnknown: true as const }),
      });
    }
  }
}

/** The first date by which a pair may no longer be: of the offer, or of a check that is asked for. */
export function firstDate(requirement: Requirement, provider: Provider, offer: Offer): string {
  const asked = provider.checks.filter(({ code }) => requirement.checks.includes(code));
  const dates = [offer, ...asked].flatMap(({ expiresAt }) => expiresAt ?? []);
  return dates.reduce((first, date) => (Date.parse(date) < Date.parse(first) ? date : first));
}

/** What is given though a date may have passed, in the order of lines. O(candidates). */
function* dateDoubtsOf({ lines, offers, problem, candidates, doubtDates }: Compiled, usage: Usage): Work<DateDoubt[]> {
  const doubts: DateDoubt[] = [];
  yield* rowsInSteps(problem.candidateStart, (n, from, to) => {
    for (let p = from; p < to; p++) {
      if ((candidates.flags[p]! & DATE_UNKNOWN) === 0 || usage.candidate[p] === 0) continue;
      const { need, requirement } = lines[n]!;
      const { provider, offer, key } = offers[candidates.offer[p]!]!;
      const expiresAt = doubtDates?.get(p) ?? firstDate(requirement, provider, offer);
      doubts.push({ need: need.id, requirement: requirement.id, provider: key, offer: offer.id, expiresAt });
    }
  });
  return doubts;
}

/** Who gives the largest quantity of any unit in a role, or of a society where none is given; the first in the order of ids if several do. */
function mostGiving(allocations: readonly Allocation[], role: Role, society: Society): string | undefined {
  const named = allocations.filter((one) => one.role === role);
  const own = named.length > 0 ? named : allocations.filter((one) => one.role === undefined && one.society === society);
  if (own.length < 2) return own[0]?.provider;
  const totals = new Map<string, { provider: string; quantity: number }>();
  for (const { provider, unit, quantity } of own) {
    const key = JSON.stringify([provider, unit]);
    totals.set(key, { provider, quantity: quantity + (totals.get(key)?.quantity ?? 0) });
  }
  return [...totals.values()].sort((a, b) => b.quantity - a.quantity || byCodeUnit(a.provider, b.provider))[0]
    ?.provider;
}

function providersOf(allocations: readonly Allocation[], isOwn: (one: Allocation) => boolean): string[] {
  const own = allocations.filter(isOwn).map((one) => one.provider);
  return own.length < 2 ? own : [...new Set(own)].sort(byCodeUnit);
}

function* unmetOf(
  compiled: Compiled,
  usage: Usage,
  choice: Choice | undefined,
  reported: Uint8Array | undefined,
  known: CoverageKnown,
  fair: boolean,
): Work<Unmet[]> {
  const { problem, lines, ranks } = compiled;
  const reason = yield* reasonsIn(compiled, usage, known, fair, choice);
  const unmet: Unmet[] = [];
  const tuples = ranks.map((rank) => [...rank]);
  let seen = 0;
  for (const [n, line] of lines.entries()) {
    if (seen >= PAUSE) {
      yield seen;
      seen = 0;
    }
    seen += 1 + problem.candidateStart[n + 1]! - problem.candidateStart[n]!;
    const demanded = problem.demand[n]!;
    const covered = usage.line[n]!;
    if (covered < demanded && reported?.[n] !== 0) {
      unmet.push({ ...heading(line, tuples[problem.rank[n]!]!), demanded, covered, reason: yield* reason(n) });
    }
  }
  const skipped = reportedSkipped(compiled);
  // Lines are in this order already.
  if (skipped.length === 0) return unmet;
  yield* eachInSteps(skipped, (line) => {
    const demanded = line.requirement.quantity;
    if (demanded === 0) return;
    unmet.push({ ...heading(line, [...line.rank]), demanded, covered: 0, reason: unknownQuantity(line) });
  });
  return yield* sortedInSteps(
    unmet,
    (a, b) => byRank(a.rank, b.rank) || byCodeUnit(a.need, b.need) || byCodeUnit(a.requirement, b.requirement),
  );
}

function heading({ need, requirement }: Compiled['lines'][number], rank: number[]) {
  return {
    need: need.id,
    requirement: requirement.id,
    community: need.community,
    urgency: need.urgency,
    rank,
    capability: requirement.capability.code,
    unit: requirement.unit,
  };
}
