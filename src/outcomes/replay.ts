import * as z from 'zod/mini';
import { type Report, reporter } from '../errors/fault-list.js';
import { notOnTheList } from '../errors/findings.js';
import { type Fault, LinkageError } from '../errors/linkage-error.js';
import { readOptions } from '../errors/read-options.js';
import { getOrSet, groupsBy } from '../kernel/maps.js';
import { instant } from '../model/fields.js';
import { byCodeUnit } from '../model/order.js';
import type { Need, Provider } from '../model/records.js';
import type { ResourceKind, Society, Urgency } from '../model/vocabulary.js';
import { type Happened, type OutcomeEvent, readEvents } from './events.js';
import { type AllocationOutcome, finderOf, type OpenWeek, readWeeks, type Week } from './weeks.js';

export type EpisodeState = 'open' | 'partly' | 'done' | 'closedUnmet' | 'withdrawn';

/** A need from when it came until it is closed; one that is reported again after that is another. */
export interface Episode {
  /** Id of the need. — 需求编号。 */
  readonly need: string;
  /** What it is about, as option `matter` tells. — 所涉事项，由选项 matter 指定的字段给出。 */
  readonly matter: string;
  /** Id of the need's community. — 需求所在社区的编号。 */
  readonly community: string;
  /** How urgent it is. — 紧急程度。 */
  readonly urgency: Urgency;
  /** The first plan that has it, counted from 0. — 首次列入的方案，从 0 起。 */
  readonly week: number;
  /** Instant at which it was reported; if unknown, that of the first plan that has it. — 登记时刻；不明则为首份方案的时刻。 */
  readonly reportedAt: string;
  /** Instant by which it should be met, where the record says. — 应满足的截止时刻，有记录时给出。 */
  readonly dueAt?: string;
  /** The same matter was done before. — 同一事项此前已办结。 */
  readonly repeat: boolean;
  /** What became of it. — 状态。 */
  state: EpisodeState;
  /** First instant at which somebody accepted, began or did something. — 首次响应（接受、开始或完成）的时刻。 */
  respondedAt?: string;
  /** Instant at which it was done, closed or withdrawn. — 办结、结案或撤回的时刻。 */
  closedAt?: string;
  /** Last word on how satisfied people are, 1 to 5. — 满意度，1 至 5。 */
  satisfaction?: number;
  /** Last word on the goal, −2 to 2. — 目标达成度，−2 至 2。 */
  goal?: number;
  /** Node keys of those who did something, the first one first. — 实际服务方，先后有序。 */
  readonly servedBy: string[];
  /** By requirement: the most that a plan was asked, and what was done. — 按需求项：各方案所要的最大数量，与实际完成。 */
  readonly lines: {
    /** Id of the requirement. — 需求项编号。 */
    readonly requirement: string;
    /** What quantities are counted in, `fen` and `minute` for money and time. — 数量的单位；金额为分，时间为分钟。 */
    readonly unit: string;
    /** Which of the need's patterns it is of. — 属于需求的哪个服务模式。 */
    readonly pattern?: string;
    /** The most that a plan was asked. — 各方案所要的最大数量。 */
    asked: number | 'unknown';
    /** What was done of it. — 实际完成数量。 */
    done: number;
  }[];
}

/** Something that was done. */
export interface DoneService {
  /** Id of the event. — 记录编号。 */
  readonly event: string;
  /** Instant at which it was done. — 完成时刻。 */
  readonly at: string;
  /** The plan it was done by, counted from 0. — 所属方案，从 0 起。 */
  readonly week: number;
  /** Id of the need. — 需求编号。 */
  readonly need: string;
  /** Id of the need's community. — 需求所在社区的编号。 */
  readonly community: string;
  /** Node key of the provider, such as `volunteer:7`. — 供给方，如 volunteer:7。 */
  readonly provider: string;
  /** Which of the five societies. — 五社之一。 */
  readonly society: Society;
  /** What a resource is. — 资源类型。 */
  readonly kind?: ResourceKind;
  /** Id of the offer within the provider. — 供给编号。 */
  readonly offer: string;
  /** Code of the capability. — 能力代码。 */
  readonly capability: string;
  /** What quantities are counted in, `fen` and `minute` for money and time. — 数量的单位；金额为分，时间为分钟。 */
  readonly unit: string;
  /** How much was done, in `unit`. — 完成多少，按单位计。 */
  readonly quantity: number;
  /** The provider is of the need's own community. — 供给方属需求所在社区。 */
  readonly local: boolean;
  /** Somebody had served the need before: whether it was this provider. — 需求此前已有人服务时：是否同一供给方。 */
  readonly again?: boolean;
}

/** What is known of a provider by events alone. */
export interface ProviderOutcome {
  /** Node key, such as `volunteer:7`. — 供给方，如 volunteer:7。 */
  readonly provider: string;
  /** How often it came: events `done`. — 到岗次数（完成记录数）。 */
  shows: number;
  /** How often it did not come. — 失约次数。 */
  noShows: number;
  /** How often it declined. — 谢绝次数。 */
  declines: number;
  /** Minutes given. — 服务分钟数。 */
  minutes: number;
  /** Events `done` in the thirty days up to `now`. — 截至“现在”近 30 天完成的次数。 */
  servedLast30Days: number;
  /** Cases of the last plan that it accepted or began and has not done. — 末份方案中已接或在办而未完成的个案数。 */
  openCases: number;
}

/** What became of plans. Plain JSON. */
export interface Replayed {
  /** Instant up to which it is counted. — 统计截至的时刻。 */
  readonly now: string;
  /** Instants of the plans. — 各方案的时刻。 */
  readonly weeks: readonly string[];
  /** Allocations, plan by plan. — 逐份方案的分配。 */
  readonly allocations: readonly AllocationOutcome[];
  /** Needs, in the order in which they came. — 需求，按出现先后。 */
  readonly needs: readonly Episode[];
  /** What was done, by time. — 实际完成，按时间。 */
  readonly services: readonly DoneService[];
  /** Providers of whom there are events, by node key. — 有记录的供给方。 */
  readonly providers: readonly ProviderOutcome[];
}

export interface ReplayOptions {
  /** Instant up to which events count; that of the last event or plan if absent. — 统计截至的时刻；不填为最后一条记录或方案的时刻。 */
  readonly now?: string | undefined;
  /** Field of needs that tells the same matter again, such as one of your own; `id` if absent. — 需求的哪个字段表示同一事项；不填为编号。 */
  readonly matter?: string | undefined;
}

const replayOptions = { now: z.optional(instant), matter: z.optional(z.string()) };

/**
 * What became of plans by what happened since: events name allocations and needs of the last plan that has them. They count in the order of their time, each id once;
 * so a list may be given again and again as it grows. O(records + allocations + events · log events).
 *
 * A need is done when all its lines are, or all of one of its patterns; asked is the most that any plan was asked of a line, so it does not matter whether rows
 * of a later week are reduced by what was done.
 *
 * @throws LinkageError `INVALID_INPUT`, with all faults: besides shape and time, `DANGLING_REFERENCE` (with the nearest name), `DUPLICATE_ID`, `CONTRADICTION`;
 *   `INVALID_NETWORK`, `PLAN_MISMATCH`
 */
export function replay(weeks: readonly Week[], events: readonly OutcomeEvent[], options: ReplayOptions = {}): Replayed {
  const { now, matter = 'id' } = readOptions(replayOptions, options);
  const faults: Fault[] = [];
  const report = reporter(faults);
  const until = Date.parse(now ?? '');
  const open = readWeeks(weeks, report).filter(({ start }) => !(start > until));
  const happened = readEvents(events, report).filter(({ event }) => !(Date.parse(event.at) > until));
  const find = finderOf(open, report);
  const found = happened.flatMap(({ event, i }): { event: Happened; allocations: readonly AllocationOutcome[] }[] => {
    const allocations = 'provider' in event ? find.allocations(event, i) : [];
    const isKnown = 'provider' in event ? allocations.length > 0 : find.hasNeed(event, i);
    return isKnown ? [{ event, allocations }] : [];
  });
  if (now !== undefined && open.length === 0)
    report('CONTRADICTION', ['now'], now, 'this is before every plan. Maybe leave it out.');
  checkMatter(matter, open, report);
  if (faults.length > 0) throw new LinkageError('INVALID_INPUT', 'These events cannot be counted.', faults);
  const instants = [...open, ...happened.map(({ event }) => ({ now: event.at, start: Date.parse(event.at) }))];
  const last = instants.reduce((a, b) => (b.start > a.start ? b : a), { now: '', start: -Infinity });
  const book = bookOf(open, matter);
  let next = 0;
  for (const { event, allocations } of found) {
    while (next < open.length && open[next]!.start <= Date.parse(event.at)) book.begin(next++);
    book.enter(event, allocations);
  }
  while (next < open.length) book.begin(next++);
  carry(open);
  const end = now ?? last.now;
  return {
    now: end,
    weeks: open.map((week) => week.now),
    allocations: open.flatMap((week) => week.allocations),
    needs: book.needs,
    services: book.services,
    providers: providersAt(Date.parse(end), book, open.at(-1)!),
  };
}

function checkMatter(matter: string, weeks: readonly OpenWeek[], report: Report): void {
  if (matter === 'id') return;
  const fields = new Set(weeks.flatMap(({ needs }) => needs.flatMap((need) => Object.keys(need))));
  if (!fields.has(matter)) report('UNKNOWN_WORD', ['matter'], matter, notOnTheList(matter, [...fields].sort())[1]);
}

/** What counts as recent: thirty days. */
export const MONTH = 30 * 86_400_000;

/** What is known so far. */
function bookOf(weeks: readonly OpenWeek[], matter: string) {
  const needs: Episode[] = [];
  const services: DoneService[] = [];
  const current = new Map<string, Episode>();
  const done = new Set<string>();
  let latest = 0;
  const providers = new Map<string, ProviderOutcome>();
  const providerOf = (provider: string) =>
    getOrSet(providers, provider, () => {
      return { provider, shows: 0, noShows: 0, declines: 0, minutes: 0, servedLast30Days: 0, openCases: 0 };
    });

  function begin(week: number): void {
    latest = week;
    for (const need of weeks[week]!.needs) {
      let episode = current.get(need.id);
      if (!episode || isNew(episode, need)) {
        episode = episodeOf(need, week, weeks[week]!.now, matter, done);
        current.set(need.id, episode);
        needs.push(episode);
      }
      for (const { id, unit, pattern, quantity } of need.requirements) {
        const line = episode.lines.find((one) => one.requirement === id);
        if (!line) {
          episode.lines.push({ requirement: id, unit, ...(pattern && { pattern }), asked: quantity, done: 0 });
        } else if (line.asked === 'unknown' || (quantity !== 'unknown' && quantity > line.asked)) line.asked = quantity;
      }
    }
  }

  function serve(event: Happened & { type: 'done' }, one: AllocationOutcome, episode: Episode): void {
    const quantity = event.quantity ?? Math.max(0, one.planned - one.done);
    one.done += quantity;
    one.state = one.done >= one.planned ? 'done' : 'partly';
    const line = episode.lines.find(({ requirement }) => requirement === one.requirement);
    if (line) line.done += quantity;
    if (one.unit === 'minute') providerOf(one.provider).minutes += quantity;
    services.push(serviceOf(event, one, episode, quantity, weeks[one.week]!.providers.get(one.provider)));
  }

  function enter(event: Happened, allocations: readonly AllocationOutcome[]): void {
    const episode = current.get(event.need)!;
    const { at } = event;
    if (event.type === 'satisfaction' || event.type === 'goal') {
      episode[event.type] = event.score;
    } else if (!('provider' in event)) {
      episode.state = event.type === 'withdraw' ? 'withdrawn' : 'closedUnmet';
      episode.closedAt = at;
      for (const one of weeks[latest]!.allocations)
        if (one.need === event.need && UNDER_WAY.has(one.state)) one.state = 'withdrawn';
    } else {
      const provider = providerOf(event.provider);
      if (event.type === 'done') provider.shows++;
      if (event.type === 'noShow') provider.noShows++;
      if (event.type === 'decline') provider.declines++;
      if (event.type !== 'noShow' && event.type !== 'decline') episode.respondedAt ??= at;
      if (event.type !== 'done') {
        for (const one of allocations) if (one.done < one.planned) one.state = WORD_ON[event.type];
        return;
      }
      for (const one of allocations) serve(event, one, episode);
      if (!episode.servedBy.includes(event.provider)) episode.servedBy.push(event.provider);
      settle(episode, at);
      if (episode.state === 'done') done.add(episode.matter);
    }
  }

  return { needs, services, begin, enter, providers, providerOf };
}

function serviceOf(
  { id, at }: Happened,
  { week, need, provider, offer, capability, unit }: AllocationOutcome,
  { community, servedBy }: Episode,
  quantity: number,
  record: Provider | undefined,
): DoneService {
  return {
    event: id,
    at,
    week,
    need,
    community,
    provider,
    society: provider.slice(0, provider.indexOf(':')) as Society,
    ...(record?.society === 'resource' && { kind: record.kind }),
    offer,
    capability,
    unit,
    quantity,
    local: record?.community === community,
    ...(servedBy.length > 0 && { again: servedBy.includes(provider) }),
  };
}

/** Providers with what is counted at the end. */
function providersAt(now: number, { services, providers, providerOf }: ReturnType<typeof bookOf>, last: OpenWeek) {
  const counted = new Set<string>();
  for (const { event, provider, at } of services) {
    if (counted.has(event) || now - Date.parse(at) >= MONTH) continue;
    counted.add(event);
    providerOf(provider).servedLast30Days++;
  }
  for (const { provider, unit, state, planned, done } of last.allocations)
    if (unit === 'case' && IN_HAND.has(state)) providerOf(provider).openCases += planned - done;
  return [...providers.values()].sort((a, b) => byCodeUnit(a.provider, b.provider));
}

const WORD_ON = { accept: 'accepted', decline: 'declined', start: 'started', noShow: 'noShow' } as const;
const IN_HAND: ReadonlySet<string> = new Set(['accepted', 'started', 'partly']);
const UNDER_WAY: ReadonlySet<string> = new Set(['planned', ...IN_HAND]);

/** Whether a row is another need than the one that was closed: it was reported after that. */
function isNew({ closedAt }: Episode, { reportedAt }: Need): boolean {
  return closedAt !== undefined && reportedAt !== undefined && Date.parse(reportedAt) > Date.parse(closedAt);
}

function episodeOf(need: Need, week: number, now: string, matter: string, done: ReadonlySet<string>): Episode {
  const { id, community, urgency, reportedAt = now, dueAt } = need;
  const about = String(Reflect.get(need, matter) ?? id);
  const said = { need: id, matter: about, community, urgency, week, reportedAt, ...(dueAt !== undefined && { dueAt }) };
  return { ...said, repeat: done.has(about), state: 'open', servedBy: [], lines: [] };
}

/** Done is a need whose lines are, or those of one of its patterns. */
function settle(episode: Episode, at: string): void {
  if (episode.state === 'done') return;
  const ways = [...groupsBy(episode.lines, ({ pattern = '' }) => [pattern]).values()];
  const isDone = ways.some((lines) => lines.every(({ asked, done }) => done >= (asked === 'unknown' ? 1 : asked)));
  if (isDone) {
    episode.state = 'done';
    episode.closedAt = at;
  } else if (episode.state === 'open') episode.state = 'partly';
}

/** What was not done and is in the next plan again, under the same names but for the slot. */
function carry(weeks: readonly OpenWeek[]): void {
  const keyOf = ({ need, requirement, provider, offer }: AllocationOutcome) =>
    JSON.stringify([need, requirement, provider, offer]);
  weeks.slice(1).forEach(({ allocations }, before) => {
    const again = new Map<string, number>();
    for (const one of allocations) again.set(keyOf(one), (again.get(keyOf(one)) ?? 0) + one.planned);
    for (const one of weeks[before]!.allocations) {
      if (!UNDER_WAY.has(one.state)) continue;
      const left = again.get(keyOf(one)) ?? 0;
      one.carried = Math.min(Math.max(0, one.planned - one.done), left);
      again.set(keyOf(one), left - one.carried);
    }
  });
}
