import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { LinkageError } from '../errors/linkage-error.js';
import { comparePlans } from '../figures/compare.js';
import {
  assignPlan,
  doublesTable,
  importTables,
  issuesTable,
  planTables,
  readFiles,
  tablesTable,
  toCsv,
  toGexf,
  toWorkbook,
  type WrittenTable,
  withCarried,
  wordsTable,
} from '../io/index.js';
import { peer } from '../io/peer.js';
import { match, matchAsync } from '../match/match.js';
import { needsOf } from '../model/network.js';
import { verify } from '../plan/verify.js';
import { type Charts, report } from '../report/index.js';
import { DESK_WORDS } from '../say/words.js';
import { readPlan } from '../why/view.js';
import { ifInstalled } from './if-installed.js';
import { progressBar } from './progress.js';
import { type DeskTime, summary, summaryOfNothing } from './summary.js';

export interface DeskOptions {
  readonly locale: 'zh' | 'en';
  /** Folder for what is written. */
  readonly out: string;
  /** All lists in one workbook, too: it takes the optional package `write-excel-file`, and a while. */
  readonly xlsx: boolean;
  /** Words of headers whose columns go with the dispatch lists, and nowhere else. */
  readonly carry?: readonly string[];
}

/** What the desk has to say. */
export interface DeskRun {
  readonly ok: boolean;
  readonly text: string;
}

/**
 * From sheets to lists: reads the CSV files and workbooks of a folder, matches, verifies, and writes what was wrong with the sheets, the
 * plan, its lists, a report and, where `graphology-gexf` is installed, a graph for Gephi. Where no need was read, only what was wrong: then it is not ok.
 *
 * @throws LinkageError as `readFiles` and `match`; `UNREADABLE_FILE` also for a folder without sheets
 */
export async function runDesk(folder: string, { locale, out, xlsx, carry = [] }: DeskOptions): Promise<DeskRun> {
  const words = DESK_WORDS[locale];
  const listed = join(out, 'lists');
  if (resolve(folder) === resolve(listed)) {
    throw new LinkageError('UNREADABLE_FILE', words.overSheets);
  }
  const progress = progressBar(locale);
  const times = new Map<DeskTime, number>();
  let start = performance.now();
  const took = (stage: DeskTime): void => {
    times.set(stage, performance.now() - start);
    start = performance.now();
  };
  try {
    progress.at('read');
    const results = `${relative(folder, out).replaceAll('\\', '/')}/`;
    const given = (await readFiles(folder)).filter(({ file }) => !file.startsWith(results));
    if (given.length === 0) throw new LinkageError('UNREADABLE_FILE', words.noTables(folder));
    const { network, issues, hints, tables, carried, doubles } = importTables(given, { carry });
    const reading = [
      issuesTable([...issues, ...hints], { locale }),
      tablesTable(tables, { locale }),
      wordsTable([...issues, ...hints], { locale }),
      doublesTable(doubles, { locale }),
    ];
    const writeLists = async (lists: readonly WrittenTable[]): Promise<void> => {
      await mkdir(listed, { recursive: true });
      for (const table of lists) await writeFile(join(listed, table.file), toCsv(table));
    };
    took('read');
    if (needsOf(network).length === 0) {
      await writeLists(reading);
      return { ok: false, text: summaryOfNothing({ network, issues, tables, times, files: [listed], locale }) };
    }
    const plan = await matchAsync(network, { onProgress: ({ stage, work }) => progress.at(stage, work) });
    took('match');
    progress.at('verify');
    const proof = verify(network, plan);
    took('verify');
    const read = readPlan(network, plan);
    progress.at('lists');
    const lists = planTables(network, read, { locale });
    const made = [...withCarried(lists, carried, locale), ...reading];
    const files = { plan: join(out, 'plan.json'), report: join(out, 'report.html') };
    await writeLists(made);
    await writeFile(files.plan, `${JSON.stringify(plan)}\n`);
    if (xlsx) await writeFile(join(listed, DESK_WORDS[locale].workbook), await toWorkbook(made));
    const graph = await ifInstalled(toGexf(assignPlan(network, read), { locale }));
    if (graph !== undefined) await writeFile(join(out, 'plan.gexf'), graph);
    took('lists');
    progress.at('report');
    const charts = await ifInstalled(peer<Charts>('echarts', 'Charts'));
    // Beside the plan that serving whoever came first would give.
    const comparison = comparePlans(network, match(network, { method: 'greedy' }), read);
    const without = match(network, { levels: plan.levels.filter((level) => level !== 'fair') });
    const before = { zh: DESK_WORDS.zh.byHand, en: DESK_WORDS.en.byHand };
    await writeFile(files.report, report(network, read, { charts, locale, lists, comparison, before, without }));
    took('report');
    // The last row of the overview is the sentence that provinces publish.
    const outcome = String(made[0]?.rows.at(-1)?.[1] ?? '');
    const written = [listed, files.plan, files.report];
    const told = { network, plan, proof, issues, tables, outcome, times, files: written, locale };
    return { ok: proof.ok, text: summary(told) };
  } finally {
    progress.end();
  }
}
