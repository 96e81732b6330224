import { groupsBy } from '../../kernel/maps.js';
import { byCodeUnit } from '../../model/order.js';
import type { Plan } from '../../plan/plan.js';
import { listed, phrase } from '../../say/phrase.js';
import { HEADS, LIST_WORDS, SHEETS } from '../../say/words.js';
import { perView } from '../../why/per-view.js';
import type { View } from '../../why/view.js';
import { type GivenRow, givenRows, type Laid, onDay } from '../laid.js';
import { ofGift, ofNeed, ofPeople } from '../plan-lists.js';
import { type Columns, joined, tableOf } from '../sheet.js';
import type { WrittenTable } from '../tables.js';

/** What somebody is to do for a need, in one slot: all that the plan takes for it, out of whichever offers. */
export interface DispatchTask extends GivenRow {
  readonly start: string | undefined;
  readonly end: string | undefined;
  /** Node keys: who leads, and who else gives something. */
  readonly lead: string | undefined;
  readonly others: readonly string[];
  /** Node keys of where it is: venues that the plan gives to the need, and its community. */
  readonly places: readonly string[];
}

/** By provider, in the order of societies and ids, each by time. O(allocations). */
export const tasksIn = perView((view: View): DispatchTask[] => {
  const { network, plan, compiled } = view;
  const slots = new Map(network.getAttribute('slots').map((slot) => [slot.id, slot]));
  const leads = new Map(plan.linkages.map(({ need, lead }) => [need, lead]));
  const given = givenRows(view);
  const byNeed = groupsBy(given, ({ need }) => [need]);
  const alike = groupsBy(given, ({ key, need, requirement, slots: own }) => [
    JSON.stringify([key, need.id, requirement.id, own]),
  ]);
  const tasks = [...alike.values()].map((own): DispatchTask => {
    const [one] = own as [GivenRow];
    const slot = one.slots.length === 1 ? slots.get(one.slots[0]!) : undefined;
    const all = byNeed.get(one.need)!;
    const isVenue = ({ provider }: GivenRow) => provider.society === 'resource' && provider.kind === 'venue';
    const keys = (rows: readonly GivenRow[]) => [...new Set(rows.map(({ key }) => key))];
    const venues = keys(all.filter(isVenue));
    const lead = leads.get(one.need.id);
    return {
      ...one,
      quantity: own.reduce((sum, { quantity }) => sum + quantity, 0),
      start: slot?.start,
      end: slot?.end,
      lead,
      others: keys(all.filter((other) => !isVenue(other))).filter((key) => key !== one.key && key !== lead),
      places: [...venues, `community:${one.need.community}`],
    };
  });
  const places = new Map(compiled.offers.map(({ key }, place) => [key, place]));
  const at = ({ start, need: { dueAt = '' } }: DispatchTask) => start ?? `\uffff${dueAt || '\uffff'}`;
  return tasks.sort((a, b) => places.get(a.key)! - places.get(b.key)! || byCodeUnit(at(a), at(b)));
});

/** Others that are named; of more, how many. */
const MOST_NAMED = 3;

/** Who else comes, by name. */
export function namedOf({ others }: DispatchTask, { name, locale }: Laid): string {
  const said = listed(others.slice(0, MOST_NAMED).map(name), locale);
  return others.length > MOST_NAMED ? phrase(locale, 'dispatch.more', { names: said, count: others.length }) : said;
}

/** A plan as rows of its dispatch lists name it. */
export const planCode = ({ certificate }: Plan): string => certificate.digest.slice(0, 8);

/** 派单表: who goes where, when and for whom; by provider for those who go, by station for those who are visited. The last columns are to be filled in. */
export function dispatchSheets(all: Laid): WrittenTable[] {
  const tasks = tasksIn(all.view);
  const { locale, name, placeOf } = all;
  const [id, urgency, community, street] = ofNeed(all) as Columns<DispatchTask> & { length: 4 };
  const who = [HEADS.provider.name, ({ key }: DispatchTask) => name(key)] as const;
  const results = Object.values(LIST_WORDS.results).map((word) => word[locale]);
  const when: Columns<DispatchTask> = [
    [HEADS.terms.start, ({ start }) => onDay(start)],
    [HEADS.terms.end, ({ end }) => onDay(end)],
  ];
  const what: Columns<DispatchTask> = [
    [HEADS.line.capability, ({ requirement }) => all.skill(requirement.capability)],
    ...ofGift(all),
    [HEADS.dates.dueAt, ({ need }) => onDay(need.dueAt, { end: true })],
    ...ofPeople(all),
    [HEADS.task.place, ({ places }) => joined(all, places.map(name))],
    [HEADS.task.lead, ({ lead }) => (lead === undefined ? '' : name(lead))],
    [HEADS.task.others, (task) => namedOf(task, all)],
  ];
  const blank = () => '';
  const done: Columns<DispatchTask> = [
    [HEADS.task.received, blank, { width: 7 }],
    [HEADS.task.result, blank, { width: 10, choices: `"${results.join(',')}"` }],
    [HEADS.task.actual, blank, { width: 10 }],
    [HEADS.task.doneOn, blank, { width: 10 }],
    [HEADS.match.note, blank, { width: 16 }],
  ];
  const apart = { printed: false };
  const ids: Columns<DispatchTask> = [
    [HEADS.line.id, ({ requirement }) => requirement.id, apart],
    [HEADS.provider.society, ({ provider }) => all.society(provider.society), apart],
    [HEADS.provider.id, ({ provider }) => provider.id, apart],
    [HEADS.task.plan, () => planCode(all.view.plan), apart],
  ];
  const keyed = tasks.map((task) => {
    const { need } = task;
    return { task, key: `${placeOf(need).stations[0]?.id ?? ''}\0${need.community}\0${need.id}` };
  });
  const byStation = keyed.sort((a, b) => byCodeUnit(a.key, b.key)).map(({ task }) => task);
  return [
    tableOf(all, SHEETS.byProvider, tasks, [who, ...when, ...what, urgency!, ...done, id!, ...ids]),
    tableOf(all, SHEETS.byStation, byStation, [
      street!,
      community!,
      urgency!,
      id!,
      ...when,
      who,
      ...what,
      ...done,
      ...ids,
    ]),
  ];
}

/**
 * A dispatch list by provider, of `planTables`, with what each is to do on pages of its own when it is printed: to hand out.
 *
 * @example
 * writeFileSync('派单.xlsx', await toWorkbook([onePageEach(list)]));
 */
export function onePageEach(table: WrittenTable): WrittenTable {
  const [head = [], ...rows] = table.rows;
  const at = [HEADS.provider.society, HEADS.provider.id].map(({ zh, en }) =>
    head.findIndex((one) => one === zh || one === en),
  );
  const who = rows.map((row) => JSON.stringify(at.map((column) => row[column])));
  return { ...table, pages: who.flatMap((one, i) => (i > 0 && one !== who[i - 1] ? [i + 1] : [])) };
}
