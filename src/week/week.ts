import isEqual from 'lodash-es/isEqual.js';
import sumBy from 'lodash-es/sumBy.js';
import uniqWith from 'lodash-es/uniqWith.js';
import { LinkageError } from '../errors/linkage-error.js';
import { comparePlans } from '../figures/compare.js';
import { coverageHistory } from '../figures/history.js';
import { planCode } from '../io/dispatch/dispatch-lists.js';
import {
  assignPlan,
  doublesTable,
  issuesTable,
  onePageEach,
  type TableIssue,
  tablesTable,
  toCsv,
  toGexf,
  toWorkbook,
  type WrittenTable,
  withCarried,
  wordsTable,
} from '../io/index.js';
import { peer } from '../io/peer.js';
import { issueIn } from '../io/settle/plain-rows.js';
import { matchAsync, matchBeside } from '../match/match.js';
import type { Network } from '../model/graph.js';
import type { Made } from '../plan/made.js';
import type { Plan } from '../plan/plan.js';
import { verifyBeside } from '../plan/verify.js';
import type { Ban } from '../policy/pair.js';
import { definePolicy } from '../policy/policy.js';
import type { Verdict } from '../proof/verdict.js';
import { type Charts, report } from '../report/index.js';
import type { Locale } from '../say/phrase.js';
import { inBoth } from '../say/reading.js';
import { DESK_WORDS, SHEETS } from '../say/words.js';
import { readOwnPlan } from '../why/view.js';
import { type AskedLists, askedTables, comparedWith } from './asked.js';
import {
  bringUp,
  type CameOf,
  cameOf,
  cameOfTables,
  EVENTS,
  eventsIn,
  keptRecords,
  keptWeeksIn,
  startAfter,
} from './came-of.js';
import { handedOut } from './handed-out.js';
import { ifInstalled } from './if-installed.js';
import {
  archived,
  type Earlier,
  earlierIn,
  historyFor,
  jsonOf,
  LAST_PLAN,
  MADE,
  type MadeFile,
  PLAN,
  type PlanBefore,
  pastPlanOf,
  WEEK,
} from './kept-weeks.js';
import type { ReadSheets, SheetsOptions } from './read-sheets.js';
import type { OutFiles } from './results.js';
import { planOf, type Returned, returnedIn, withDegrees } from './returned.js';
import type { Shelf } from './shelf.js';
import { type Changes, changesOf, changesTable } from './since-last.js';
import type { DeskStage } from './stages.js';

export interface WeekOptions extends AskedLists, SheetsOptions {
  readonly locale: Locale;
  readonly now?: string | undefined;
  /** In place of the last plan of the folder of results. */
  readonly previous?: PlanBefore | undefined;
  /** Whether the plan before does not count. */
  readonly fresh?: boolean | undefined;
  /** Lists as files of CSV, not as a workbook. */
  readonly csv?: boolean | undefined;
}

/** What may take a while says how far it is, and can be stopped. */
export interface Watching {
  readonly signal?: AbortSignal | undefined;
  readonly at: (stage: DeskStage, work?: number) => void;
}

/** Sheets, and what is known of the weeks before. */
export interface ReadWeek {
  readonly read: ReadSheets;
  /** As it was handed out. */
  readonly earlier: Earlier;
  readonly returned: Returned | undefined;
  readonly came: CameOf | undefined;
  readonly declined: readonly Ban[];
  /** Files of what happened and of what the outcome of this plan is counted by. */
  readonly kept: readonly (readonly [string, string])[];
}

/** Brings what was read up to what came of the plans before. */
export async function readWeek(read: ReadSheets, shelf: Shelf, options: WeekOptions): Promise<ReadWeek> {
  const earlier = await earlierIn(shelf, options);
  const { returned, came, kept } = await outcomesIn(read, earlier, shelf, options);
  return { read, earlier, returned, came, declined: declinedIn(earlier, returned, read.network), kept };
}

/** Matches, keeping what the last plan promised, and verifies. */
export async function planWeek(week: ReadWeek, { now }: WeekOptions, watching: Watching): Promise<MadeWeek> {
  const { read, declined, returned } = week;
  const { network } = read;
  const last = { ...week.earlier, plan: returned?.plan };
  const { plan: best, made, refused } = await planned(withBans(read, declined), last, now, watching);
  const plan = withDegrees(best, last.plan);
  watching.at('verify');
  const proof = verifyBeside(network, plan, made);
  return {
    ...week,
    read: { ...read, issues: [...read.issues, ...(returned?.issues ?? []), ...refused] },
    plan: readOwnPlan(network, plan, made),
    made,
    proof,
    changes: last.plan && changesOf(network, last.plan, plan),
  };
}

/** What came of the plans before, by the dispatch lists that came back now and before; records are brought up to it. */
async function outcomesIn(
  { network, returned: tables }: ReadSheets,
  last: Earlier,
  shelf: Shelf,
  { now, previous }: WeekOptions,
) {
  const week = jsonOf(keptRecords(network));
  if (last.plan === undefined) return { kept: [[WEEK, week]] as const };
  const weeks = previous === undefined ? await keptWeeksIn(shelf, last) : [];
  const until = startAfter(now ?? network.getAttribute('asOf'), weeks.at(-1)?.start ?? 0);
  const known = await eventsIn(shelf);
  const returned = returnedIn(tables, last.plan, weeks, known, until);
  const events = [...known, ...returned.events];
  const codes = new Set(weeks.map(({ plan }) => planCode(plan)));
  const own = events.filter(({ id }) => codes.has(planOf(id)));
  const came = own.length > 0 ? cameOf(weeks, own, network, until) : undefined;
  bringUp(network, came?.broughtUp);
  const kept: [string, string][] = [
    [WEEK, week],
    ...(returned.events.length > 0 ? [[EVENTS, events.map(jsonOf).join('')] as [string, string]] : []),
  ];
  return { returned, came, kept };
}

/** Who declined what that is still asked for, now or in weeks before. */
const declinedIn = ({ made }: Earlier, returned: Returned | undefined, network: Network): Ban[] =>
  uniqWith([...(made.declined ?? []), ...(returned?.bans ?? [])], isEqual).filter(({ need }) =>
    network.hasNode(`need:${need}`),
  );

/** Who declined is not asked for the same again. */
const withBans = (read: ReadSheets, declined: readonly Ban[]): ReadSheets => ({
  ...read,
  orders: { ...read.orders, bans: [...read.orders.bans, ...declined] },
});

/** A plan with all that it was made of. */
export interface MadeWeek extends ReadWeek {
  readonly plan: Plan;
  readonly made: Made;
  readonly proof: Verdict;
  /** Since the plan before; absent where there is none. */
  readonly changes: Changes | undefined;
}

/** The plan; pins that cannot be kept are left out, and told. */
async function planned(
  { network, policy, orders, acrossWeeks }: ReadSheets,
  earlier: Earlier,
  now: string | undefined,
  { signal, at }: Watching,
): Promise<{ plan: Plan; made: Made; refused: TableIssue[] }> {
  const history = acrossWeeks ? historyFor(earlier, now ?? network.getAttribute('asOf')) : undefined;
  const refused: TableIssue[] = [];
  const open = new Set(orders.pins.keys());
  for (;;) {
    const numbers = [...open];
    const made: Made = {
      ...(policy && { policy: definePolicy(policy) }),
      ...(now !== undefined && { now }),
      ...(earlier.plan && { previous: earlier.plan }),
      ...(numbers.length > 0 && { pins: numbers.map((i) => orders.pins[i]!) }),
      ...(orders.bans.length > 0 && { bans: orders.bans }),
      ...(history && { history }),
    };
    try {
      const plan = await matchAsync(network, { ...made, signal, onProgress: ({ stage, work }) => at(stage, work) });
      return { plan, made, refused };
    } catch (error) {
      if (!(error instanceof LinkageError) || error.code !== 'INVALID_PINS') throw error;
      for (const { path, code, value, message } of error.details) {
        const i = numbers[Number(path[1])]!;
        const { table, row } = orders.pinsAt[i]!;
        if (open.delete(i))
          refused.push(
            issueIn(
              table,
              row,
              '供给方',
              value,
              code,
              inBoth((words) => words.pinRefused(message)),
            ),
          );
      }
    }
  }
}

export const readingTables = ({ issues, hints, tables, doubles }: ReadSheets, locale: Locale): WrittenTable[] => [
  issuesTable([...issues, ...hints], { locale }),
  tablesTable(tables, { locale }),
  wordsTable([...issues, ...hints], { locale, tables }),
  doublesTable(doubles, { locale }),
];

/** Lists as files: a workbook, or CSV where that is asked for or the package for workbooks is not there. */
export async function listFiles(
  tables: readonly WrittenTable[],
  { locale, csv = false }: WeekOptions,
): Promise<Map<string, string | Uint8Array>> {
  const book = csv || tables.length === 0 ? undefined : await ifInstalled(toWorkbook(tables));
  return new Map<string, string | Uint8Array>(
    book
      ? [[`lists/${DESK_WORDS[locale].workbook}`, book]]
      : tables.map((table) => [`lists/${table.file}`, toCsv(table)]),
  );
}

/** All lists, those of who is to be told first. */
export function listsOf(
  { read, earlier, plan, made, came, changes }: MadeWeek,
  tables: readonly WrittenTable[],
  options: WeekOptions,
): WrittenTable[] {
  const { locale } = options;
  return [
    ...(changes ? [changesTable(read.network, changes, locale)] : []),
    ...withCarried(tables, read.carried, locale).map((table) =>
      table.sheet === SHEETS.byProvider[locale] ? onePageEach(table) : table,
    ),
    ...(came ? cameOfTables(read.network, came, locale) : []),
    ...askedTables(read, plan, made, [...archived(earlier).past, pastPlanOf(plan)], options),
    ...readingTables(read, locale),
  ];
}

/** What is written beside lists: texts and calendars to send, a graph for Gephi. */
export function sentOf({ read: { network }, plan }: MadeWeek, locale: Locale): [file: string, text: string][] {
  return [...handedOut(network, plan, locale), ['plan.gexf', toGexf(assignPlan(network, plan), { locale })]];
}

/** The plan, what it was made with, and those before it: what the next run goes on from. */
export function keptFiles({
  read: { network, policy, acrossWeeks },
  earlier,
  plan,
  made,
  declined,
  came,
  kept,
}: MadeWeek): OutFiles {
  const { files } = archived(earlier);
  const { previous, policy: __, now: ___, ...rest } = made;
  const beside: MadeFile = {
    ...rest,
    ...(policy && { policy }),
    ...(declined.length > 0 && { declined }),
    ...(earlier.made.since && { since: earlier.made.since }),
    ...(came && { broughtUp: came.broughtUp }),
    ...(previous && { previous: LAST_PLAN }),
    ...(acrossWeeks && { after: coverageHistory(network, plan) }),
  };
  const before: [string, string][] = previous ? [[LAST_PLAN, jsonOf(previous)]] : [];
  return new Map([...files, ...kept, ...before, [MADE, jsonOf(beside)], [PLAN, jsonOf(plan)]]);
}

/** The page, beside what serving whoever came first would give, or what it is to be compared with. */
export async function reportOf(
  { read: { network, tables, maker }, plan, made }: MadeWeek,
  lists: readonly WrittenTable[],
  options: WeekOptions,
): Promise<string> {
  const charts = await ifInstalled(peer<Charts>('echarts', 'Charts'));
  // What is compiled as the plan was comes first: only the last one compiled is kept.
  const levels = plan.levels.filter((level) => level !== 'fair');
  const without = readOwnPlan(network, matchBeside(network, { ...made, levels }), made);
  const { other, before } = comparedWith(network, made, options.compare);
  const comparison = comparePlans(network, other, plan);
  const found = sumBy(tables, (table) => (table.record === 'needs' ? table.found : 0));
  return report(network, plan, { charts, locale: options.locale, maker, found, lists, comparison, before, without });
}
