/**
 * From records to the optimum, by plain loops over all pairs of a requirement and an offer.
 *
 * The rules and the terms are in network-rules.ts. What is left is a problem of our own, with caps as plain sets, whose best
 * value is found by enumeration where it is small and by HiGHS elsewhere.
 */
import type { Problem } from '../../src/problem/problem.js';
import type { ReadLine } from './network-read.js';
import { linesIn, lotOf } from './network-read.js';
import {
  isEitherOr,
  judgePairs,
  lastMoment,
  meetingSlots,
  type NetworkCandidate,
  type NetworkOptions,
  type RuleName,
  unapprovedLimit,
  validUntil,
} from './network-rules.js';
import type { NetworkAllocation, WrittenInput } from './network-types.js';
import type { PairsLevel } from './pairs-types.js';
import { columnsOf, flowsAtMost } from './problem-arbitrary.js';
import { problemByHighs } from './problem-highs.js';
import { enumerateProblem } from './problem-oracle.js';
import type { ProblemValue } from './problem-value.js';

export { judgePairs, type NetworkBan, type NetworkOptions, RULES, type RuleName } from './network-rules.js';

export interface NetworkModel {
  readonly problem: Problem;
  /** Aligned with the problem's lines; unknown quantities are left out. */
  readonly lines: readonly ReadLine[];
  readonly candidates: readonly NetworkCandidate[];
  /** Per arc: its candidate and its slot. */
  readonly arcs: readonly { readonly candidate: number; readonly slot: string | undefined }[];
  /** Rank tuple of every dense rank. */
  readonly ranks: readonly (readonly number[])[];
  readonly costScale: number;
}

const URGENCIES = ['urgent 急', 'difficult 难', 'worrying 愁', 'hoped 盼'];

function rankOf({ need }: ReadLine, now: number | undefined): [number, number] {
  const urgency = URGENCIES.findIndex((names) => names.split(' ').includes(need.urgency));
  const due = dueOf(need, urgency);
  const late = now !== undefined && due !== undefined && due < now;
  return [late ? Math.max(0, urgency - 1) : urgency, 6 - (need.severity ?? 3)];
}

/** Written, else 72 hours, fifteen days from Monday to Friday, 30 or 90 days after the report. */
function dueOf({ dueAt, reportedAt }: ReadLine['need'], urgency: number): number | undefined {
  if (dueAt !== undefined || reportedAt === undefined) return dueAt === undefined ? undefined : Date.parse(dueAt);
  const reported = Date.parse(reportedAt);
  const ahead = Date.parse(`${reportedAt.replace(/(Z|[+-]\d\d:\d\d)$/, '')}Z`) - reported;
  let days = [3, 0, 30, 90][urgency]!;
  for (let working = 0; urgency === 1 && working < 15; ) {
    days++;
    const weekday = new Date(reported + ahead + days * 86_400_000).getUTCDay();
    if (weekday !== 0 && weekday !== 6) working++;
  }
  return reported + days * 86_400_000;
}

/** The instance that the records mean. */
export function networkModel(input: WrittenInput, options: NetworkOptions = {}): NetworkModel {
  const written = options.now ?? input.asOf;
  const now = written === undefined ? undefined : Date.parse(written);
  const key = (line: ReadLine) => JSON.stringify([line.need.id, line.id]);
  const ranked = linesIn(input)
    .filter(({ quantity }) => quantity !== 'unknown')
    .map((line) => ({ line, rank: rankOf(line, now) }))
    .sort((a, b) => a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1]);
  const lines = ranked.map(({ line }) => line);
  const ranks = [...new Set(ranked.map(({ rank }) => rank.join()))];
  const allowed = judgePairs(input, options).filter(({ broken }) => broken.length === 0);
  const candidates = lines.flatMap((line) => allowed.filter((pair) => key(pair.line) === key(line)));
  const costScale = options.costScale ?? lines.map((l) => lotOf(input, l.capability, l.unit)).reduce(commonMultiple, 1);
  const total = lines.reduce((sum, { quantity }) => sum + Number(quantity), 0);

  // One arc per open common slot where somebody names or counts slots, else one arc.
  const arcs = candidates.flatMap(({ line, offer }, candidate) => {
    const slots = meetingSlots(line, offer, input, now);
    if (slots === undefined) return [{ candidate, slot: undefined as string | undefined }];
    const until = validUntil(line, offer, options.rulesOff ?? []);
    return slots
      .filter((slot) => (lastMoment(slot, input, now) ?? Number.NEGATIVE_INFINITY) < until)
      .map((slot) => ({ candidate, slot: slot as string | undefined }));
  });

  // Caps as sets of arcs; sets nest or are disjoint, so the smallest that holds an arc is its head.
  const caps = new Map<string, { capacity: number; arcs: Set<number> }>();
  const hold = (name: readonly unknown[], capacity: number, arc: number) => {
    const id = JSON.stringify(name);
    const entry = caps.get(id) ?? { capacity, arcs: new Set<number>() };
    entry.arcs.add(arc);
    caps.set(id, entry);
  };
  arcs.forEach(({ candidate, slot }, arc) => {
    const { line, offer } = candidates[candidate]!;
    const { cap } = offer.record;
    const own = [offer.provider, offer.id];
    // One place at a time; slots of this world do not overlap.
    const size = sizeOf(offer);
    if (slot !== undefined && size !== undefined && offer.unit !== 'item' && offer.unit !== 'fen') {
      const kind = offer.unit === 'minute' ? 'minutes' : 'places';
      const other = arcs.some(({ candidate: c, slot: s }) => {
        const { provider, unit } = candidates[c]!.offer;
        const isMoment = unit !== 'item' && unit !== 'fen';
        return s === slot && provider === offer.provider && isMoment && (unit === 'minute') !== (kind === 'minutes');
      });
      if (other) throw new Error(CROSS);
      const length = lengthOf(input, slot);
      if (kind === 'places') hold([offer.provider, 'at', slot], size, arc);
      else if (length !== undefined) hold([offer.provider, 'at', slot], size * length, arc);
    }
    // All slots of this world are within seven days.
    const asked = options.rulesOff?.includes('throttled') ? undefined : offer.record.askedLast7Days;
    const isMoment = (unit: string) => unit !== 'item' && unit !== 'fen';
    if (asked !== undefined && size !== undefined && isMoment(offer.unit)) {
      const isOther = ({ provider, unit }: NetworkCandidate['offer']) =>
        provider === offer.provider && isMoment(unit) && unit !== offer.unit;
      if (arcs.some(({ candidate: c }) => isOther(candidates[c]!.offer))) throw new Error(CROSS);
      const one = offer.unit === 'minute' ? 60 : offer.unit === 'person' ? size : 1;
      hold([offer.provider, 'asked'], Math.max(0, 5 - asked) * one, arc);
    }
    if (cap?.unit === offer.unit) {
      hold([offer.provider], cap.quantity, arc);
      if (cap.perSlot !== undefined) hold([offer.provider, { slot }], cap.perSlot, arc);
    }
    if (offer.society === 'socialWorker' && offer.record.caseload !== undefined && offer.unit === 'case') {
      const { open, max } = offer.record.caseload;
      hold([offer.provider, 'cases'], Math.max(0, max - open), arc);
    }
    // Of one requirement alone it is the bound of the pair, below.
    const limit = options.rulesOff?.includes('approval') ? undefined : unapprovedLimit(line, offer);
    if (limit !== undefined) {
      hold([...own, 'approved for', line.need.id], limit, arc);
      if (line.need.household !== undefined) hold([...own, 'household', line.need.household], limit, arc);
    }
    if (offer.society === 'socialWorker' && slot === undefined && isEitherOr(line, input))
      hold([...own, 'either or', line.need.id], 1, arc);
    if (offer.line.perNeed !== undefined && requirementsFor(candidates, candidates[candidate]!) > 1) {
      hold([...own, 'for', line.need.id], offer.line.perNeed, arc);
    }
    if (offer.quantity !== Number.POSITIVE_INFINITY) hold(own, offer.quantity, arc);
    if (offer.line.perSlot !== undefined) hold([...own, slot], offer.line.perSlot, arc);
  });
  const sets = nested([...caps.values()], arcs.length, total);

  const promised = new Map<string, number>();
  const pairName = (a: Pick<NetworkAllocation, 'need' | 'requirement' | 'provider' | 'offer'>) =>
    JSON.stringify([a.need, a.requirement, a.provider, a.offer]);
  for (const old of options.previous ?? [])
    promised.set(pairName(old), (promised.get(pairName(old)) ?? 0) + old.quantity);
  const nameOf = ({ line, offer }: NetworkCandidate) =>
    pairName({ need: line.need.id, requirement: line.id, provider: offer.provider, offer: offer.id });
  const names = new Set(candidates.map(nameOf));
  const gone = [...promised].reduce((sum, [name, units]) => sum + (names.has(name) ? 0 : units), 0);
  const groups = [...new Set(lines.map((line) => JSON.stringify([line.need.community, line.capability, line.unit])))];

  const problem = columnsOf({
    caps: sets.map(({ capacity, parent }) => ({ capacity, parent })),
    lostPromises: gone,
    lines: lines.map((line, n) => ({
      demand: Number(line.quantity),
      rank: ranks.indexOf(ranked[n]!.rank.join()),
      group: groups.indexOf(JSON.stringify([line.need.community, line.capability, line.unit])),
      candidates: candidates.flatMap((candidate, c) => {
        if (key(candidate.line) !== key(line)) return [];
        const cost = (candidate.costOfLot * costScale) / candidate.lot;
        if (!Number.isInteger(cost))
          throw new Error(`costScale ${costScale} is no multiple of the lot ${candidate.lot}`);
        const heads = arcs.flatMap((arc, a) =>
          arc.candidate === c ? [sets.findLastIndex((set) => set.arcs.has(a))] : [],
        );
        const max = mostOf(candidate, options.rulesOff ?? []);
        return [{ cost, max, previous: promised.get(nameOf(candidate)) ?? 0, heads }];
      }),
    })),
  });
  return { problem, lines, candidates, arcs, costScale, ranks: ranks.map((rank) => rank.split(',').map(Number)) };
}

/** As {@link networkModel}; nothing where capacities cross, as no forest of them is the whole truth then. */
export function nestedModel(input: WrittenInput, options: NetworkOptions = {}): NetworkModel | undefined {
  try {
    return networkModel(input, options);
  } catch (error) {
    if ((error as Error).message === CROSS) return undefined;
    throw error;
  }
}

const CROSS = 'Caps cross';

/** In how many places at once the provider can be; `undefined`: in any number. */
function sizeOf({ society, record }: NetworkCandidate['offer']): number | undefined {
  if (society === 'socialWorker') return 1;
  const { groupSize, kind } = record as { groupSize?: number; kind?: string };
  if (society === 'volunteer') return groupSize ?? 1;
  if (kind !== 'venue' && kind !== 'equipment') return undefined;
  const usual = 'session';
  const offers = record.offers ?? [{ ...record, id: '1' }];
  const sizes = offers.flatMap(({ unit = usual, quantity = 1, perSlot }) => {
    if (['minute', 'hour', 'item', 'fen', 'yuan'].includes(unit)) return [];
    const most = record.cap?.unit === unit ? record.cap.perSlot : undefined;
    const all = quantity === 'unlimited' ? Number.POSITIVE_INFINITY : quantity;
    return [Math.min(perSlot ?? all, most ?? Number.POSITIVE_INFINITY)];
  });
  return Math.max(1, ...sizes);
}

/** Minutes of a slot; `undefined`: not known. */
function lengthOf(input: WrittenInput, slot: string): number | undefined {
  const { start, end } = input.slots?.find(({ id }) => id === slot) ?? {};
  return start === undefined || end === undefined ? undefined : (Date.parse(end) - Date.parse(start)) / 60_000;
}

/** How many requirements of the candidate's need may have its offer. */
function requirementsFor(candidates: readonly NetworkCandidate[], { line, offer }: NetworkCandidate): number {
  let count = 0;
  for (const other of candidates) {
    const same = other.offer.provider === offer.provider && other.offer.id === offer.id;
    if (same && other.line.need.id === line.need.id) count++;
  }
  return count;
}

/** The most one requirement may have of an offer. */
function mostOf({ line, offer }: NetworkCandidate, off: readonly RuleName[]): number {
  const { perRequirement, perNeed } = offer.line;
  const bounds = [
    Number.MAX_SAFE_INTEGER,
    perRequirement ?? Number.MAX_SAFE_INTEGER,
    perNeed ?? Number.MAX_SAFE_INTEGER,
  ];
  if (!off.includes('approval')) bounds.push(unapprovedLimit(line, offer) ?? Number.MAX_SAFE_INTEGER);
  return Math.min(...bounds);
}

/** Sets from the largest down, each with the smallest earlier one around it. Throws when two of them cross. */
function nested(caps: readonly { capacity: number; arcs: Set<number> }[], arcs: number, total: number) {
  const all = { capacity: total, arcs: new Set(Array.from({ length: arcs }, (_, arc) => arc)) };
  const sorted = [all, ...[...caps].sort((a, b) => b.arcs.size - a.arcs.size)];
  return sorted.map((cap, c) => {
    const earlier = sorted.slice(0, c);
    const around = (other: { arcs: Set<number> }) => [...cap.arcs].every((arc) => other.arcs.has(arc));
    const crossing = earlier.some((other) => !around(other) && [...cap.arcs].some((arc) => other.arcs.has(arc)));
    if (crossing) throw new Error(CROSS);
    return { ...cap, parent: earlier.findLastIndex(around) };
  });
}

/** The flow on the model's arcs that the allocations mean. Throws for a pair or a slot that is not allowed. */
export function flowOfAllocations(model: NetworkModel, allocations: readonly NetworkAllocation[]): number[] {
  const flow = model.arcs.map(() => 0);
  for (const given of allocations) {
    const arc = model.arcs.findIndex(({ candidate, slot }) => {
      const { line, offer } = model.candidates[candidate]!;
      const same = line.need.id === given.need && line.id === given.requirement && offer.provider === given.provider;
      return same && offer.id === given.offer && slot === given.slot;
    });
    if (arc === -1) throw new Error(`Not allowed: ${JSON.stringify(given)}`);
    flow[arc]! += given.quantity;
  }
  return flow;
}

/** The optimum value of the model: by enumeration where it is small, else by HiGHS. */
export async function networkOptimum(model: NetworkModel, levels?: readonly PairsLevel[]): Promise<ProblemValue> {
  if (flowsAtMost(model.problem) <= 20_000) return enumerateProblem(model.problem, levels);
  return problemByHighs(model.problem, levels);
}

function commonMultiple(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y !== 0) [x, y] = [y, x % y];
  return (a / x) * b;
}
