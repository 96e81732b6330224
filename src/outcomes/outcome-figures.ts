import sumBy from 'lodash-es/sumBy.js';
import * as z from 'zod/mini';
import { readOptions } from '../errors/read-options.js';
import type { Amount } from '../figures/measures.js';
import { groupsBy } from '../kernel/maps.js';
import { whole } from '../model/fields.js';
import { byCodeUnit } from '../model/order.js';
import type { DoneService, Episode, Replayed } from './replay.js';
import type { AllocationOutcome } from './weeks.js';

const options = {
  /** Hours after being reported within which a need should be answered; 24 if absent. — 登记后多少小时内应响应；不填为 24。 */
  responseHours: z._default(whole(1), 24),
  /** Score from which people count as satisfied; 4 if absent. — 满意度几分起算满意；不填为 4。 */
  satisfied: z._default(whole(1, 5), 4),
  /** Hours from which a volunteer has one star, two, and so on; 100, 300, 600, 1000, 1500 if absent. — 一星至五星志愿者所需的服务小时数；不填为 100、300、600、1000、1500。 */
  stars: z._default(z.readonly(z.array(whole())), () => [100, 300, 600, 1000, 1500]),
  /** Minutes that volunteers had given before, by node key; none if absent. — 志愿者此前的服务分钟数；不填为无。 */
  before: z._default(z.record(z.string(), whole()), () => ({})),
  /** What one unit of goods is worth, in fen, by capability. — 物资的单价（分），按能力代码。 */
  prices: z._default(z.record(z.string(), whole()), () => ({})),
};
export interface OutcomeOptions extends z.input<z.ZodMiniObject<typeof options>> {}

/** How many of how many. */
export interface Rate {
  /** How many. — 个数。 */
  readonly count: number;
  /** Of how many. — 总数。 */
  readonly of: number;
  /** count / of, to four decimals; absent where there is nothing to count. — 比率，四位小数；无可计则无此项。 */
  readonly share?: number;
}

/** Planned and done, apart. */
export interface PlannedAndDone {
  /** What quantities are counted in, `fen` and `minute` for money and time. — 数量的单位；金额为分，时间为分钟。 */
  readonly unit: string;
  /** What plans gave, without what the next plan has again. — 计划数量，不含转入下一份方案的。 */
  readonly planned: number;
  /** What was done. — 实际完成数量。 */
  readonly done: number;
}

/** Figures of some needs and of what was done for them. Quantities are never added across units. */
export interface OutcomeRow {
  /** How many needs there were. — 需求数。 */
  readonly needs: number;
  /** Done. — 已办结。 */
  readonly done: number;
  /** Begun and not done. — 办理中。 */
  readonly partly: number;
  /** Nothing was done yet. — 尚未办理。 */
  readonly open: number;
  /** Closed unmet. — 未满足而结案。 */
  readonly closedUnmet: number;
  /** Withdrawn. — 已撤回。 */
  readonly withdrawn: number;
  /** By unit. — 按单位：计划与完成。 */
  readonly amounts: readonly PlannedAndDone[];
  /** Answered in time, of needs that were answered or whose time to be is over; who withdrew before that is left out. — 响应率：按时响应数除以已响应或已到期的需求数。 */
  readonly response: Rate;
  /** Done, of needs that are done or closed unmet. — 解决率：办结数除以办结与未满足结案之和。 */
  readonly resolution: Rate;
  /** Satisfied, of those who said. — 满意率：满意数除以评价数。 */
  readonly satisfaction: Rate;
  /** Done by the due date, of needs with one that are done or past it; withdrawn ones are left out. — 按时办结率：按期办结数除以已办结或已到期的需求数。 */
  readonly onTime: Rate;
  /** Goal reached as expected or better, of those who said. — 目标达成率：0 分以上者除以评定数。 */
  readonly goal: Rate;
  /** Needs whose matter had been done before, of all. — 重复诉求率：事项此前已办结的需求占比。 */
  readonly repeats: Rate;
  /** By who had served the need before, of services to needs that somebody had served. — 服务连续性：由原服务方继续的次数占比。 */
  readonly continuity: Rate;
  /** By providers of the need's own community, of all services. — 本地供给率（内生动力）：由本社区供给的次数占比。 */
  readonly local: Rate;
  /** Volunteers who gave by more than one plan, of those who gave. — 志愿者留存率：在多份方案中服务者占比。 */
  readonly returned: Rate;
  /** Minutes that volunteers gave. — 志愿服务分钟数。 */
  readonly volunteerMinutes: number;
  /** Money of charitable resources that was given, in fen. — 慈善资金支出，分。 */
  readonly money: number;
  /** Goods of charitable resources that were given and have a price, in fen. — 已计价的慈善物资折价，分。 */
  readonly goodsValue: number;
  /** Goods that have no price, by unit. — 未计价的慈善物资，按单位。 */
  readonly goodsUnpriced: readonly Amount[];
}

/** What came of plans, in figures. Definitions and their sources: examples/README.md, outcomes. */
export interface OutcomeFigures {
  /** All together. — 合计。 */
  readonly all: OutcomeRow;
  /** Community by community, by id. — 按社区。 */
  readonly communities: readonly (OutcomeRow & {
    /** Id of the community. — 社区编号。 */
    readonly community: string;
  })[];
  /** Plan by plan, for before and after. — 逐份方案的序列，用于前后对比。 */
  readonly weeks: readonly OutcomeWeek[];
  /** Volunteers who gave, by node key. — 服务过的志愿者。 */
  readonly volunteers: readonly {
    /** Node key of the volunteer. — 志愿者，如 volunteer:7。 */
    readonly provider: string;
    /** Minutes given, with those before. — 累计服务分钟数，含此前的。 */
    readonly minutes: number;
    /** Stars that come of it. — 星级。 */
    readonly stars: number;
  }[];
}

/** What came of one plan. */
export interface OutcomeWeek {
  /** Instant of the plan. — 方案时刻。 */
  readonly now: string;
  /** Needs that came. — 新增需求数。 */
  readonly came: number;
  /** Needs that were done before the next plan. — 本期办结数。 */
  readonly done: number;
  /** Needs that were not closed by then. — 期末未结需求数。 */
  readonly left: number;
  /** By unit; what the next plan has again counts there. — 按单位：计划与完成。 */
  readonly amounts: readonly PlannedAndDone[];
  /** By providers of the need's own community, of all services. — 本地供给率（内生动力）。 */
  readonly local: Rate;
}

/**
 * Figures of what came of plans, planned and done apart. O(allocations + needs + services).
 *
 * @throws LinkageError `INVALID_OPTIONS`
 */
export function outcomeFigures(replayed: Replayed, given: OutcomeOptions = {}): OutcomeFigures {
  const chosen = readOptions(options, given);
  const { needs, allocations, services, weeks, now } = replayed;
  const needsBy = groupsBy(needs, ({ community }) => [community]);
  const plannedBy = groupsBy(allocations, ({ community }) => [community]);
  const servicesBy = groupsBy(services, ({ community }) => [community]);
  const minutes = new Map<string, number>(Object.entries(chosen.before));
  for (const { provider, quantity } of services.filter(isVolunteered))
    minutes.set(provider, (minutes.get(provider) ?? 0) + quantity);
  return {
    all: rowOf(needs, allocations, services, now, chosen),
    communities: [...needsBy.keys()].sort(byCodeUnit).map((community) => {
      const [own, planned, served] = [needsBy, plannedBy, servicesBy].map((map) => map.get(community) ?? []);
      return {
        community,
        ...rowOf(own as Episode[], planned as AllocationOutcome[], served as DoneService[], now, chosen),
      };
    }),
    weeks: weeks.map((start, week) => weekOf(replayed, week, start)),
    volunteers: [...minutes]
      .sort(([a], [b]) => byCodeUnit(a, b))
      .map(([provider, given]) => ({
        provider,
        minutes: given,
        stars: chosen.stars.filter((hours) => given >= 60 * hours).length,
      })),
  };
}

export const isVolunteered = ({ society, unit }: DoneService): boolean => society === 'volunteer' && unit === 'minute';

function rowOf(
  needs: readonly Episode[],
  allocations: readonly AllocationOutcome[],
  services: readonly DoneService[],
  now: string,
  { responseHours, satisfied, prices }: z.output<z.ZodMiniObject<typeof options>>,
): OutcomeRow {
  const count = (state: Episode['state']) => needs.filter((one) => one.state === state).length;
  const instant = Date.parse(now);
  const answerBy = ({ reportedAt }: Episode) => Date.parse(reportedAt) + responseHours * 3_600_000;
  const endOf = ({ closedAt = now }: Episode) => Date.parse(closedAt);
  const isDone = ({ state }: Episode) => state === 'done';
  const rated = needs.filter(({ satisfaction }) => satisfaction !== undefined);
  const aimed = needs.filter(({ goal }) => goal !== undefined);
  const repeated = services.filter(({ again }) => again !== undefined);
  const volunteers = groupsBy(
    services.filter(({ society }) => society === 'volunteer'),
    ({ provider }) => [provider],
  );
  const resources = services.filter(({ society, kind }) => society === 'resource' && kind !== 'venue');
  const goods = resources.filter(({ unit }) => unit !== 'fen');
  const priceOf = ({ capability }: DoneService) => (Object.hasOwn(prices, capability) ? prices[capability] : undefined);
  return {
    needs: needs.length,
    done: count('done'),
    partly: count('partly'),
    open: count('open'),
    closedUnmet: count('closedUnmet'),
    withdrawn: count('withdrawn'),
    amounts: amountsOf(allocations, services),
    response: rateOf(
      needs.filter(
        (one) =>
          one.respondedAt !== undefined ||
          answerBy(one) < (one.state === 'withdrawn' ? Math.min(endOf(one), instant) : instant),
      ),
      (one) => one.respondedAt !== undefined && Date.parse(one.respondedAt) <= answerBy(one),
    ),
    resolution: rateOf(
      needs.filter(({ state }) => state === 'done' || state === 'closedUnmet'),
      isDone,
    ),
    satisfaction: rateOf(rated, ({ satisfaction = 0 }) => satisfaction >= satisfied),
    onTime: rateOf(
      needs.filter(
        (one) =>
          one.dueAt !== undefined && one.state !== 'withdrawn' && (isDone(one) || Date.parse(one.dueAt) < instant),
      ),
      (one) => isDone(one) && endOf(one) <= Date.parse(one.dueAt!),
    ),
    goal: rateOf(aimed, ({ goal = -1 }) => goal >= 0),
    repeats: rateOf(needs, ({ repeat }) => repeat),
    continuity: rateOf(repeated, ({ again }) => again === true),
    local: rateOf(services, ({ local }) => local),
    returned: rateOf([...volunteers.values()], (own) => new Set(own.map(({ week }) => week)).size > 1),
    volunteerMinutes: sumBy(services.filter(isVolunteered), 'quantity'),
    money: sumBy(
      resources.filter(({ unit }) => unit === 'fen'),
      'quantity',
    ),
    goodsValue: sumBy(goods, (one) => one.quantity * (priceOf(one) ?? 0)),
    goodsUnpriced: amountsOf(
      [],
      goods.filter((one) => priceOf(one) === undefined),
    ).map(({ unit, done }) => ({ unit, quantity: done })),
  };
}

function rateOf<T>(all: readonly T[], counts: (one: T) => boolean): Rate {
  const count = all.filter((one) => counts(one)).length;
  const of = all.length;
  return { count, of, ...(of > 0 && { share: Math.round((count / of) * 1e4) / 1e4 }) };
}

function amountsOf(allocations: readonly AllocationOutcome[], services: readonly DoneService[]): PlannedAndDone[] {
  const units = new Map<string, { planned: number; done: number }>();
  const at = (unit: string) => {
    if (!units.has(unit)) units.set(unit, { planned: 0, done: 0 });
    return units.get(unit)!;
  };
  for (const { unit, planned, carried } of allocations) at(unit).planned += planned - carried;
  for (const { unit, quantity } of services) at(unit).done += quantity;
  return [...units].sort(([a], [b]) => byCodeUnit(a, b)).map(([unit, both]) => ({ unit, ...both }));
}

function weekOf({ needs, allocations, services, weeks }: Replayed, week: number, now: string): OutcomeWeek {
  const start = Date.parse(now);
  const end = week + 1 < weeks.length ? Date.parse(weeks[week + 1]!) : Infinity;
  const isWithin = (at: string) => (week === 0 || Date.parse(at) >= start) && Date.parse(at) < end;
  const served = services.filter(({ at }) => isWithin(at));
  return {
    now,
    came: needs.filter((one) => one.week === week).length,
    done: needs.filter(({ state, closedAt }) => state === 'done' && isWithin(closedAt!)).length,
    left: needs.filter((one) => one.week <= week && !(one.closedAt && Date.parse(one.closedAt) < end)).length,
    amounts: amountsOf(
      allocations.filter((one) => one.week === week),
      served,
    ),
    local: rateOf(served, ({ local }) => local),
  };
}
