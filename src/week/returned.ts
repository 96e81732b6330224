import type { FaultCode } from '../errors/codes.js';
import { fold } from '../errors/nearest.js';
import { writtenMoment } from '../io/dates.js';
import { planCode } from '../io/dispatch/dispatch-lists.js';
import type { Table, TableIssue } from '../io/index.js';
import { amountIn } from '../io/settle/orders.js';
import { filledRows, isCalled, issueIn } from '../io/settle/plain-rows.js';
import { getOrSet, groupsBy } from '../kernel/maps.js';
import { type Bilingual, DEGREES, type Degree, SOCIETIES, SOCIETY_NAMES } from '../model/vocabulary.js';
import type { OutcomeEvent } from '../outcomes/events.js';
import type { Plan } from '../plan/plan.js';
import type { Ban } from '../policy/pair.js';
import { inBoth } from '../say/reading.js';
import { HEADS, LIST_WORDS, SECOND_WEEK } from '../say/words.js';
import type { KeptWeek } from './came-of.js';
import { fingerprint } from './shelf.js';

/** What people write under 结果 of a dispatch list. */
export type Result = keyof typeof LIST_WORDS.results | keyof typeof SECOND_WEEK.results;

/** What came back of plans. */
export interface Returned {
  /** The plan before as far as it still stands, with how far it has come. */
  readonly plan: Plan;
  /** Who declined what. */
  readonly bans: readonly Ban[];
  /** How many rows each result is of. */
  readonly counts: ReadonlyMap<Result, number>;
  /** Needs of which all was done. */
  readonly done: readonly string[];
  /** What is new of what happened. */
  readonly events: readonly OutcomeEvent[];
  readonly issues: readonly TableIssue[];
}

const both = ({ zh, en }: { readonly zh: string; readonly en: string }) => [zh, en];
const { task, need, line, provider, terms } = HEADS;
const COLUMNS = {
  need: both(need.id),
  requirement: both(line.id),
  society: both(provider.society),
  provider: both(provider.id),
  result: both(task.result),
  slot: both(terms.slots),
  actual: both(task.actual),
  unit: both(line.unit),
  doneOn: both(task.doneOn),
  plan: both(task.plan),
};

/** Whether a table is a dispatch list that may have been filled in. */
export const isDispatch = (table: Table): boolean => isCalled(table, ['派单', 'dispatch by']);

const RESULTS = new Map(
  Object.entries({ ...LIST_WORDS.results, ...SECOND_WEEK.results }).flatMap(([result, words]) =>
    both(words).flatMap((word) => [fold(word), fold(`已${word}`)].map((one) => [one, result as Result] as const)),
  ),
);
/** What still stands of the promise, and how firmly. */
const DEGREE_AFTER: Partial<Record<Result, Degree>> = { accepted: 'accepted', partly: 'running', started: 'running' };
const WORD_OF = { accepted: 'accept', started: 'start', declined: 'decline', noShow: 'noShow' } as const;
const END_OF = { closed: 'closeUnmet', withdrawn: 'withdraw' } as const;

const hashOf = (...parts: unknown[]): string => fingerprint(JSON.stringify(parts)).slice(0, 12);

type Allocation = Plan['linkages'][number]['allocations'][number];
type Row = ReturnType<typeof rowsIn>[number];

const rowsIn = (tables: readonly Table[]) =>
  tables.flatMap((table) =>
    filledRows(table, COLUMNS, ['slot', 'actual', 'unit', 'doneOn', 'plan']).flatMap((row) => {
      const society = SOCIETIES.find((one) => [one, ...both(SOCIETY_NAMES[one])].includes(row.society));
      const result = RESULTS.get(fold(row.result));
      const isFilled = society !== undefined && (result !== undefined || (row.result === '' && row.actual !== ''));
      return isFilled ? [{ ...row, table, result, provider: `${society}:${row.provider}` }] : [];
    }),
  );

/** Allocations by what a row names; of those of one slot, or of any. */
function allocationsOf(plan: Plan) {
  const byKey = groupsBy(
    plan.linkages.flatMap(({ need: id, allocations }) => allocations.map((one) => ({ id, one }))),
    ({ id, one }) => [JSON.stringify([id, one.requirement, one.provider])],
  );
  return (row: Row): Allocation[] => {
    const own = byKey.get(JSON.stringify([row.need, row.requirement, row.provider])) ?? [];
    return own.flatMap(({ one }) => (row.slot === '' || [undefined, row.slot].includes(one.slot) ? [one] : []));
  };
}

/** How much of each allocation was done: of one after the other, what is more of the last one. */
function shared(own: readonly Allocation[], quantity: number): number[] {
  let left = quantity;
  return own.map((one, i) => {
    const part = i === own.length - 1 ? left : Math.min(left, one.quantity);
    left -= part;
    return part;
  });
}

/**
 * What dispatch lists that people have filled in say of plans: a row is of the plan it names; where it names none, of the one before, unless an earlier one has just this row. What is
 * known is not new, and a row that says something else than it did takes back what it said was done. O(cells + allocations of all plans).
 *
 * @param until when the week begins that is planned now
 */
export function returnedIn(
  tables: readonly Table[],
  before: Plan,
  weeks: readonly KeptWeek[],
  known: readonly OutcomeEvent[],
  until: number,
): Returned {
  const ids = new Set(known.map(({ id }) => id));
  const byRow = groupsBy(known, ({ id }) => [id.slice(0, ROW)]);
  const voided = new Set(known.flatMap((one) => (one.type === 'void' ? [one.event] : [])));
  const finders = new Map(
    [...weeks.map((week) => week.plan), before].map((plan) => [planCode(plan), allocationsOf(plan)]),
  );
  const counts = new Map<Result, number>();
  const events: OutcomeEvent[] = [];
  const issues: TableIssue[] = [];
  const tell = (row: Row, { zh }: Bilingual, value: string, code: FaultCode, say: Parameters<typeof inBoth>[0]) =>
    issues.push(issueIn(row.table, row.row, zh, value, code, inBoth(say)));
  const said = new Map<Allocation, { readonly result: Result; readonly done: number | undefined }>();
  const isOfAnEarlier = (row: Row) =>
    weeks.some(
      ({ plan }) =>
        plan !== before && planCode(plan) !== planCode(before) && ids.has(`${rowOf(plan, row)}${saidBy(row)}0`),
    );

  for (const row of rowsIn(tables)) {
    const code = row.plan === '' ? planCode(before) : row.plan;
    const own = finders.get(code)?.(row) ?? [];
    if (own.length === 0 || (row.plan === '' && isOfAnEarlier(row))) continue;
    const { unit } = own[0]!;
    const planned = own.reduce((sum, one) => sum + one.quantity, 0);
    const quantity = row.actual === '' ? undefined : amountIn({ quantity: row.actual, unit: row.unit }, unit);
    const result = row.result ?? ((quantity ?? 0) < planned ? 'partly' : 'done');
    if (quantity === undefined && (row.actual !== '' || result === 'partly')) {
      const word = unit === 'minute' ? '小时' : unit === 'fen' ? '元' : '';
      tell(row, task.actual, row.actual, 'NOT_A_NUMBER', (words) => words.pinAmount(word));
      if (row.actual !== '') continue;
    }
    const at = weeks.findIndex(({ plan }) => planCode(plan) === code);
    if (code === planCode(before)) {
      counts.set(result, (counts.get(result) ?? 0) + 1);
      const parts = quantity === undefined ? [] : shared(own, quantity);
      for (const [i, one] of own.entries()) said.set(one, { result, done: parts[i] });
    }
    if (at < 0) continue;
    const when = whenOf(row, weeks, at, until);
    if (!when.isRead) tell(row, task.doneOn, row.doneOn, 'BAD_INSTANT', (words) => words.badDoneOn());
    const prefix = `${rowOf(weeks[at]!.plan, row)}${saidBy(row)}`;
    if (ids.has(`${prefix}0`)) continue;
    const source = [row.table.file, 'sheet' in row.table ? row.table.sheet : undefined, row.row];
    const base = { at: when.at, source: source.filter((one) => one !== undefined).join(' ') };
    const older = (byRow.get(prefix.slice(0, ROW)) ?? []).filter(
      ({ id, type }) => !voided.has(id) && ['done', 'noShow', 'decline'].includes(type),
    );
    const fresh = [
      ...older.map(({ id }): OutcomeEvent => ({ ...base, type: 'void', id: `${id}-`, event: id })),
      ...happenedBy(row, result, quantity, own).map(
        (one, i) => ({ ...base, ...one, id: `${prefix}${i}` }) as OutcomeEvent,
      ),
    ];
    for (const one of fresh) {
      ids.add(one.id);
      events.push(one);
      getOrSet(byRow, one.id.slice(0, ROW), () => []).push(one);
      if (one.type === 'void') voided.add(one.event);
    }
  }
  return { ...standing(before, said), counts, events, issues };
}

/** The plan that an event is of, by its id. */
export const planOf = (id: string): string => id.slice(0, 8);
/** Length of what names a row in an id. */
const ROW = 8 + 1 + 12 + 1;
const rowOf = (plan: Plan, row: Row): string =>
  `${planCode(plan)}/${hashOf(row.need, row.requirement, row.provider, row.slot)}/`;
const saidBy = ({ result, actual, unit, doneOn }: Row): string =>
  `${hashOf(result, actual, unit, ...(doneOn === '' ? [] : [doneOn]))}/`;

const DAY = 24 * 3_600_000;
/** Days begin by the clock of all of China. */
const isDay = (moment: number): boolean => (moment + DAY / 3) % DAY === 0;

/** When it was done: as it is written, a day at its noon, or when the slot of that day ends; where nothing is, when the slot ends. Always within the week of the plan. */
function whenOf({ slot, doneOn }: Row, weeks: readonly KeptWeek[], week: number, until: number) {
  const { records, start, plan } = weeks[week]!;
  const last = (weeks[week + 1]?.start ?? until) - 1;
  const end = Date.parse(records.slots.find(({ id }) => id === slot)?.end ?? '') || Number.POSITIVE_INFINITY;
  const written = writtenMoment(doneOn, plan.now);
  const long = isDay(written) ? DAY : 0;
  const isWithin = written <= last && written + long > start;
  const moment = isWithin && !(end > written && end <= written + long) ? written + long / 2 : end;
  return { at: new Date(Math.max(start, Math.min(moment, last))).toISOString(), isRead: doneOn === '' || isWithin };
}

type Unsaid<One> = One extends unknown ? Omit<One, 'id' | 'at' | 'source'> : never;

/** What a row says that happened: one thing, but for an amount that several offers share. */
function happenedBy(
  row: Row,
  result: Result,
  quantity: number | undefined,
  own: readonly Allocation[],
): Unsaid<OutcomeEvent>[] {
  const { need: id, requirement, provider: key } = row;
  const slot = own.every((one) => one.slot === row.slot) && { slot: row.slot };
  const named = { need: id, requirement, provider: key, ...slot };
  if (result === 'cancelled') return [];
  if (result === 'closed' || result === 'withdrawn') return [{ type: END_OF[result], need: id }];
  if (result !== 'done' && result !== 'partly') return [{ type: WORD_OF[result], ...named }];
  if (quantity === undefined) return [{ type: result === 'done' ? 'done' : 'start', ...named }];
  return shared(own, quantity).flatMap((units, i) => {
    const { offer, slot: at } = own[i]!;
    return units > 0 ? [{ type: 'done', ...named, ...(at !== undefined && { slot: at }), offer, quantity: units }] : [];
  });
}

/** What still stands of a plan, by what was said of its allocations. */
function standing(
  before: Plan,
  said: ReadonlyMap<Allocation, { readonly result: Result; readonly done: number | undefined }>,
): Pick<Returned, 'plan' | 'bans' | 'done'> {
  const bans: Ban[] = [];
  const open = new Set<string>(before.unmet.map(({ need: id }) => id));
  const linkages = before.linkages.flatMap((linkage) => {
    const byDegree = new Map<Degree | undefined, Allocation[]>();
    for (const one of linkage.allocations) {
      const { result, done = result === 'done' ? one.quantity : 0 } = said.get(one) ?? {};
      if (result === 'declined')
        bans.push({ need: linkage.need, requirement: one.requirement, provider: one.provider });
      const quantity = result === 'partly' ? Math.max(0, one.quantity - done) : one.quantity;
      if (done < one.quantity) open.add(linkage.need);
      if (quantity === 0 || (result !== undefined && DEGREE_AFTER[result] === undefined)) continue;
      const degree = result === undefined ? linkage.degree : DEGREE_AFTER[result];
      getOrSet(byDegree, degree, () => []).push(quantity === one.quantity ? one : { ...one, quantity });
    }
    return [...byDegree].map(([degree, allocations]) => {
      const { degree: _, ...rest } = linkage;
      return { ...rest, ...(degree !== undefined && { degree }), allocations };
    });
  });
  const done = [...new Set(before.linkages.map(({ need: id }) => id))].filter((id) => !open.has(id));
  return { plan: said.size === 0 ? before : { ...before, linkages }, bans, done };
}

/** A plan whose linkages are as far as those of the plan before that they go on with, as far as all of a linkage is. */
export function withDegrees(plan: Plan, before: Plan | undefined): Plan {
  const degrees = new Map<string, Degree>();
  const keyOf = (id: string, one: Plan['linkages'][number]['allocations'][number]) =>
    JSON.stringify([id, one.requirement, one.provider, one.offer, one.slot]);
  for (const { need: id, degree, allocations } of before?.linkages ?? [])
    if (degree !== undefined) for (const one of allocations) degrees.set(keyOf(id, one), degree);
  if (degrees.size === 0) return plan;
  const linkages = plan.linkages.map((linkage) => {
    const own = linkage.allocations.map((one) => degrees.get(keyOf(linkage.need, one)));
    const least = Math.min(...own.map((degree) => (degree === undefined ? -1 : DEGREES.indexOf(degree))));
    return least < 0 ? linkage : { ...linkage, degree: DEGREES[least]! };
  });
  return { ...plan, linkages };
}
