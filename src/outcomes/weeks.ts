import * as z from 'zod/mini';
import type { Path, Report } from '../errors/fault-list.js';
import { LinkageError } from '../errors/linkage-error.js';
import { nearestWord } from '../errors/nearest.js';
import { parseBy } from '../errors/zod-issues.js';
import { groupsBy } from '../kernel/maps.js';
import type { Network } from '../model/graph.js';
import { providerKey } from '../model/graph.js';
import { needsOf, providersOf } from '../model/network.js';
import type { Need, Provider } from '../model/records.js';
import type { Made } from '../plan/made.js';
import { checkNetwork } from '../plan/options.js';
import { type Plan, planSchema } from '../plan/plan.js';
import type { Happened } from './events.js';

/** A plan with the network that it is of. */
export interface Week {
  /** The records as they were. — 当时的记录。 */
  readonly network: Network;
  /** The plan; its `now`, or the `asOf` of the network, is when the week begins. — 方案；其“现在”（或数据截至的时刻）为一周之始。 */
  readonly plan: Plan;
  /** What it was made with. — 生成方案时的选项。 */
  readonly made?: Made | undefined;
}

export type AllocationState =
  | 'planned'
  | 'accepted'
  | 'declined'
  | 'started'
  | 'partly'
  | 'done'
  | 'noShow'
  | 'withdrawn';

/** What became of an allocation of a plan. */
export interface AllocationOutcome {
  /** Which plan, counted from 0. — 第几份方案，从 0 起。 */
  readonly week: number;
  /** Id of the need. — 需求编号。 */
  readonly need: string;
  /** Id of the need's community. — 需求所在社区的编号。 */
  readonly community: string;
  /** Id of the requirement. — 需求项编号。 */
  readonly requirement: string;
  /** Node key of the provider, such as `volunteer:7`. — 供给方，如 volunteer:7。 */
  readonly provider: string;
  /** Id of the offer within the provider. — 供给编号。 */
  readonly offer: string;
  /** Id of the slot, where the plan has one. — 时段编号，方案有时段时给出。 */
  readonly slot?: string;
  /** Code of the capability. — 能力代码。 */
  readonly capability: string;
  /** What quantities are counted in, `fen` and `minute` for money and time. — 数量的单位；金额为分，时间为分钟。 */
  readonly unit: string;
  /** What the plan gives, in `unit`. — 计划数量，按单位计。 */
  readonly planned: number;
  /** What of it the next plan has again, since it was not done: counted there. — 未完成而转入下一份方案的数量，在后者计入。 */
  carried: number;
  /** What was done, in `unit`; may be more than was planned. — 实际完成，按单位计；可多于计划。 */
  done: number;
  /** The last word on it; `done` once all that was planned is. — 状态：以最后一次记录为准；完成计划数量即为完成。 */
  state: AllocationState;
}

/** A week as read: by need its allocations, in the order of the plan. */
export interface OpenWeek {
  readonly now: string;
  readonly start: number;
  readonly needs: readonly Need[];
  readonly providers: ReadonlyMap<string, Provider>;
  readonly allocations: readonly AllocationOutcome[];
}

/** What is read of a plan. */
const read = z.looseObject({ now: planSchema.shape.now, linkages: planSchema.shape.linkages });

/**
 * Reads plans in the order of their time. O(records + allocations).
 *
 * @throws LinkageError `INVALID_NETWORK`, `PLAN_MISMATCH` for a plan of other needs
 */
export function readWeeks(weeks: readonly Week[], report: Report): OpenWeek[] {
  const listed = (parseBy(z.array(z.looseObject({})), weeks, ['weeks'], report) ?? []) as unknown as typeof weeks;
  const open = listed.map(({ network, plan: given }, week): OpenWeek => {
    checkNetwork(network);
    const at = ['weeks', week, 'plan'];
    const plan = parseBy(read, given, at, report) ?? { linkages: [] };
    const now = plan.now ?? network.getAttribute('asOf');
    if (now === undefined)
      report('REQUIRED', [...at, 'now'], undefined, 'expected the instant of the plan, found nothing.');
    const stray = plan.linkages.find(({ need }) => !network.hasNode(`need:${need}`));
    if (stray) throw new LinkageError('PLAN_MISMATCH', `Plan ${week} serves need "${stray.need}", which is not there.`);
    const allocations = plan.linkages.flatMap(({ need, community, allocations: all }) =>
      all.map(({ requirement, provider, offer, slot, capability, unit, quantity }): AllocationOutcome => {
        const named = { week, need, community, requirement, provider, offer, ...(slot !== undefined && { slot }) };
        return { ...named, capability, unit, planned: quantity, carried: 0, done: 0, state: 'planned' };
      }),
    );
    return {
      now: now ?? '',
      start: Date.parse(now ?? ''),
      needs: needsOf(network),
      providers: new Map(providersOf(network).map((one) => [providerKey(one), one])),
      allocations,
    };
  });
  if (open.length === 0) report('EMPTY', ['weeks'], [], 'expected at least one plan, found none.');
  open.forEach(({ start, now }, week) => {
    if (week > 0 && start <= open[week - 1]!.start)
      report(
        'CONTRADICTION',
        ['weeks', week, 'plan', 'now'],
        now,
        'this is not after the plan above. Maybe sort them.',
      );
  });
  return open;
}

const NAMES = ['provider', 'requirement', 'offer', 'slot'] as const;

/** Finds what events are about: of the plans that were there already, in the last that has it. O(allocations of the need) an event. */
export function finderOf(weeks: readonly OpenWeek[], report: Report) {
  const byNeed = groupsBy(
    weeks.flatMap((week) => week.allocations),
    ({ need }) => [need],
  );
  const began = new Map<string, number>();
  for (const { needs, start } of weeks) for (const { id } of needs) if (!began.has(id)) began.set(id, start);

  function tooEarly(one: Happened, i: number): void {
    report(
      'CONTRADICTION',
      ['events', i, 'at'],
      one.at,
      'this is before the plan that it is about. Maybe the day is mistyped.',
    );
  }

  return {
    /** Whether the need was there. */
    hasNeed(one: Happened, i: number): boolean {
      const start = began.get(one.need);
      if (start !== undefined && start <= Date.parse(one.at)) return true;
      if (start !== undefined) tooEarly(one, i);
      else dangling(['events', i, 'need'], one.need, 'there is no such need.', began.keys(), report);
      return false;
    },
    /** Allocations that are meant; none where there is a fault. */
    allocations(one: Happened & { provider: string }, i: number): readonly AllocationOutcome[] {
      const isKnown = began.has(one.need);
      const left = narrowed(byNeed.get(one.need) ?? [], one, isKnown, byNeed.keys(), ['events', i], report);
      const before = left.filter(({ week }) => weeks[week]!.start <= Date.parse(one.at));
      if (left.length > 0 && before.length === 0) tooEarly(one, i);
      const last = before.at(-1)?.week;
      const meant = before.filter(({ week }) => week === last);
      return isOne(meant, 'quantity' in one ? one.quantity : undefined, ['events', i], report) ? meant : [];
    },
  };
}

/** What an event names of allocations. */
export type Naming = Pick<
  Extract<Happened, { provider: string }>,
  'need' | 'provider' | 'requirement' | 'offer' | 'slot'
>;

/** Those of a need's allocations that are meant; where there are none, tells which name is wrong. */
export function narrowed<T extends Partial<Naming>>(
  ofNeed: readonly T[],
  one: Naming,
  isKnown: boolean,
  needs: Iterable<string>,
  path: Path,
  report: Report,
): readonly T[] {
  let left = ofNeed;
  if (left.length === 0) {
    const what = isKnown ? 'the plan gives nothing to this need.' : 'there is no such need.';
    dangling([...path, 'need'], one.need, what, needs, report);
  }
  for (const name of NAMES) {
    const wanted = one[name];
    if (wanted === undefined || left.length === 0) continue;
    const fitting = left.filter((allocation) => allocation[name] === wanted);
    const known = left.flatMap((allocation) => allocation[name] ?? []);
    if (fitting.length === 0)
      dangling([...path, name], wanted, `the plan has no allocation of this ${name} here.`, known, report);
    left = fitting;
  }
  return left;
}

/** A quantity is of one allocation. */
export function isOne(meant: readonly unknown[], quantity: number | undefined, path: Path, report: Report): boolean {
  if (meant.length < 2 || quantity === undefined) return true;
  const message = `${meant.length} allocations are meant. Maybe name requirement, offer and slot, or leave it out for all.`;
  report('CONTRADICTION', [...path, 'quantity'], quantity, message);
  return false;
}

function dangling(path: Path, value: string, what: string, known: Iterable<string>, report: Report): void {
  const near = nearestWord(value, new Set(known));
  report('DANGLING_REFERENCE', path, value, near === undefined ? what : `${what} Maybe '${near}'.`);
}
