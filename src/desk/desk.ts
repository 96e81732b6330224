import { join, resolve } from 'node:path';
import isEqual from 'lodash-es/isEqual.js';
import sumBy from 'lodash-es/sumBy.js';
import uniqWith from 'lodash-es/uniqWith.js';
import { LinkageError } from '../errors/linkage-error.js';
import { comparePlans } from '../figures/compare.js';
import { coverageHistory } from '../figures/history.js';
import {
  assignPlan,
  doublesTable,
  issuesTable,
  onePageEach,
  planTables,
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
import { match, matchAsync } from '../match/match.js';
import type { Network } from '../model/graph.js';
import { needsOf } from '../model/network.js';
import type { Made } from '../plan/made.js';
import type { Plan } from '../plan/plan.js';
import { verify } from '../plan/verify.js';
import type { Ban } from '../policy/pair.js';
import { definePolicy } from '../policy/policy.js';
import { type Charts, report } from '../report/index.js';
import { inBoth } from '../say/reading.js';
import { DESK_WORDS, SHEETS } from '../say/words.js';
import { readPlan } from '../why/view.js';
import { type AskedLists, askedTables, comparedWith } from './asked.js';
import { type FolderOptions, type ReadFolder, readFolder } from './folder.js';
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
  pastPlanOf,
} from './kept-weeks.js';
import { type OutFiles, writeOut } from './out-folder.js';
import { progressBar } from './progress.js';
import { type Returned, returnedIn, withDegrees } from './returned.js';
import { type Changes, changesOf, changesTable } from './since-last.js';
import { type DeskTime, summary, summaryOfNothing, summaryOfReading } from './summary.js';

export interface DeskOptions extends FolderOptions, AskedLists {
  /** Lists as files of CSV, not as a workbook. */
  readonly csv?: boolean | undefined;
  /** The plan only, without lists and report. */
  readonly planOnly?: boolean | undefined;
  readonly now?: string | undefined;
  /** A file with the plan before. */
  readonly previous?: string | undefined;
  /** Whether the plan before does not count. */
  readonly fresh?: boolean | undefined;
}

/** What the desk has to say. */
export interface DeskRun {
  readonly ok: boolean;
  readonly text: string;
}

/**
 * From sheets to lists: reads the CSV files and workbooks of a folder, matches, keeping what the last plan promised, verifies, and writes what was wrong with the sheets, the
 * plan, whom to tell what, its lists, a report and, where `graphology-gexf` is installed, a graph for Gephi, in place of what the last run wrote. Where no need was read, only
 * what was wrong: then it is not ok.
 *
 * @throws LinkageError as `readFiles` and `match`; `UNREADABLE_FILE` also for a folder without sheets
 */
export async function runDesk(folder: string, options: DeskOptions): Promise<DeskRun> {
  const { locale, out } = options;
  if (resolve(folder) === resolve(out, 'lists'))
    throw new LinkageError('UNREADABLE_FILE', DESK_WORDS[locale].overSheets);
  const progress = progressBar(locale);
  const times = new Map<DeskTime, number>();
  let start = performance.now();
  const took = (stage: DeskTime): void => {
    times.set(stage, performance.now() - start);
    start = performance.now();
  };
  try {
    progress.at('read');
    const read = await readFolder(folder, options);
    const last = await earlierIn(out, options);
    const returned = last.plan && returnedIn(read.returned, last.plan);
    const earlier = { ...last, plan: returned?.plan };
    const declined = declinedIn(last, returned, read.network);
    took('read');
    const reading = { ...read, times, locale, told: earlier.told };
    if (needsOf(read.network).length === 0) {
      const kept = await writeOut(out, await listFiles(readingTables(read, locale), options));
      return { ok: false, text: summaryOfNothing({ ...reading, kept, files: [join(out, 'lists')] }) };
    }
    const {
      plan: best,
      made,
      refused,
    } = await planned(withBans(read, declined), earlier, options.now, (stage, work) => progress.at(stage, work));
    const plan = withDegrees(best, earlier.plan);
    took('match');
    progress.at('verify');
    const proof = verify(read.network, plan, made);
    took('verify');
    const week: Week = {
      read: { ...read, issues: [...read.issues, ...refused] },
      earlier: last,
      plan: readPlan(read.network, plan, made),
      made,
      declined,
    };
    progress.at('lists');
    const changes = earlier.plan && changesOf(read.network, earlier.plan, plan);
    const lists = options.planOnly ? undefined : planTables(read.network, week.plan, { locale });
    const files = lists
      ? await filesOf(week, lists, changes, options)
      : await listFiles(changes ? [changesTable(read.network, changes, locale)] : [], options);
    took('lists');
    if (lists) {
      progress.at('report');
      files.set('report.html', await reportOf(week, lists, options));
      took('report');
    }
    const kept = await writeOut(out, files, keptFiles(week));
    // The last row of the overview is the sentence that provinces publish.
    const outcome = String(lists?.[0]?.rows.at(-1)?.[1] ?? '');
    const written = [...(lists ? ['lists'] : []), PLAN, ...(lists ? ['report.html'] : [])].map((file) =>
      join(out, file),
    );
    const told = {
      ...reading,
      issues: week.read.issues,
      plan,
      proof,
      outcome,
      changes,
      returned,
      kept,
      files: written,
    };
    return { ok: proof.ok, text: summary(told) };
  } finally {
    progress.end();
  }
}

/** What is wrong with the sheets of a folder, in words; nothing is planned or written. */
export async function runDoctor(folder: string, options: FolderOptions): Promise<DeskRun> {
  const read = await readFolder(folder, options);
  const ok = read.issues.length === 0 && needsOf(read.network).length > 0;
  return { ok, text: summaryOfReading({ ...read, ...options, times: new Map(), files: [], told: [], kept: [] }) };
}

/** Who declined what that is still asked for, now or in weeks before. */
const declinedIn = ({ made }: Earlier, returned: Returned | undefined, network: Network): Ban[] =>
  uniqWith([...(made.declined ?? []), ...(returned?.bans ?? [])], isEqual).filter(({ need }) =>
    network.hasNode(`need:${need}`),
  );

/** Who declined is not asked for the same again. */
const withBans = (read: ReadFolder, declined: readonly Ban[]): ReadFolder => ({
  ...read,
  orders: { ...read.orders, bans: [...read.orders.bans, ...declined] },
});

/** A plan with all that it was made of. */
interface Week {
  readonly read: ReadFolder;
  readonly earlier: Earlier;
  readonly plan: Plan;
  readonly made: Made;
  readonly declined: readonly Ban[];
}

/** The plan; pins that cannot be kept are left out, and told. */
async function planned(
  { network, policy, orders, acrossWeeks }: ReadFolder,
  earlier: Earlier,
  now: string | undefined,
  onProgress: (stage: 'compile' | 'solve' | 'check' | 'decode', work?: number) => void,
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
      const plan = await matchAsync(network, { ...made, onProgress: ({ stage, work }) => onProgress(stage, work) });
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

const readingTables = ({ issues, hints, tables, doubles }: ReadFolder, locale: 'zh' | 'en'): WrittenTable[] => [
  issuesTable([...issues, ...hints], { locale }),
  tablesTable(tables, { locale }),
  wordsTable([...issues, ...hints], { locale, tables }),
  doublesTable(doubles, { locale }),
];

/** Lists as files: a workbook, or CSV where that is asked for or the package for workbooks is not there. */
async function listFiles(
  tables: readonly WrittenTable[],
  { locale, csv = false }: DeskOptions,
): Promise<Map<string, string | Uint8Array>> {
  const book = csv || tables.length === 0 ? undefined : await ifInstalled(toWorkbook(tables));
  return new Map<string, string | Uint8Array>(
    book
      ? [[`lists/${DESK_WORDS[locale].workbook}`, book]]
      : tables.map((table) => [`lists/${table.file}`, toCsv(table)]),
  );
}

async function filesOf(
  { read, earlier, plan, made }: Week,
  tables: readonly WrittenTable[],
  changes: Changes | undefined,
  options: DeskOptions,
) {
  const { locale } = options;
  const files = await listFiles(
    [
      ...(changes ? [changesTable(read.network, changes, locale)] : []),
      ...withCarried(tables, read.carried, locale).map((table) =>
        table.sheet === SHEETS.byProvider[locale] ? onePageEach(table) : table,
      ),
      ...askedTables(read, plan, made, [...archived(earlier).past, pastPlanOf(plan)], options),
      ...readingTables(read, locale),
    ],
    options,
  );
  const graph = await ifInstalled(toGexf(assignPlan(read.network, plan), { locale }));
  if (graph !== undefined) files.set('plan.gexf', graph);
  return files;
}

/** The plan, what it was made with, and those before it: what the next run goes on from. */
function keptFiles({ read: { network, policy, acrossWeeks }, earlier, plan, made, declined }: Week): OutFiles {
  const { files } = archived(earlier);
  const { previous, policy: __, now: ___, ...rest } = made;
  const beside: MadeFile = {
    ...rest,
    ...(policy && { policy }),
    ...(declined.length > 0 && { declined }),
    ...(previous && { previous: LAST_PLAN }),
    ...(acrossWeeks && { after: coverageHistory(network, plan) }),
  };
  const before: [string, string][] = previous ? [[LAST_PLAN, jsonOf(previous)]] : [];
  return new Map([...files, ...before, [MADE, jsonOf(beside)], [PLAN, jsonOf(plan)]]);
}

/** The page, beside what serving whoever came first would give, or what it is to be compared with. */
async function reportOf(
  { read: { network, tables }, plan, made }: Week,
  lists: readonly WrittenTable[],
  options: DeskOptions,
): Promise<string> {
  const charts = await ifInstalled(peer<Charts>('echarts', 'Charts'));
  const { other, made: madeOther, before } = comparedWith(network, made, options.compare);
  const comparison = comparePlans(network, other, plan, { a: madeOther });
  const without = match(network, { ...made, levels: plan.levels.filter((level) => level !== 'fair') });
  const found = sumBy(tables, (table) => (table.record === 'needs' ? table.found : 0));
  return report(network, plan, { charts, locale: options.locale, found, lists, comparison, before, without });
}
