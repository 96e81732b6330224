import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { LinkageError } from '../errors/linkage-error.js';
import { planTables } from '../io/index.js';
import { needsOf } from '../model/network.js';
import { DESK_WORDS } from '../say/words.js';
import { PLAN } from '../week/kept-weeks.js';
import { writeOut } from '../week/results.js';
import { changesTable } from '../week/since-last.js';
import {
  keptFiles,
  listFiles,
  listsOf,
  planWeek,
  readingTables,
  readWeek,
  reportOf,
  sentOf,
  type WeekOptions,
} from '../week/week.js';
import { diskShelf } from './disk.js';
import { type FolderOptions, readFolder } from './folder.js';
import { progressBar } from './progress.js';
import { type DeskTime, summary, summaryOfNothing, summaryOfReading } from './summary.js';
import { keepInLibrary, libraryShelf } from './with-library.js';

export interface DeskOptions extends FolderOptions, Omit<WeekOptions, 'previous' | 'policy' | 'settings'> {
  readonly locale: 'zh' | 'en';
  /** The plan only, without lists and report. */
  readonly planOnly?: boolean | undefined;
  /** A file with the plan before. */
  readonly previous?: string | undefined;
}

/** What the desk has to say. */
export interface DeskRun {
  readonly ok: boolean;
  readonly text: string;
}

/**
 * From sheets to lists: reads the CSV files and workbooks of a folder, and the records of a library, which keeps the plan, matches, keeping what the last plan promised, verifies, and writes what was wrong with the sheets, the
 * plan, whom to tell what, its lists, a report and a graph for Gephi, in place of what the last run wrote. Where no need was read, only
 * what was wrong: then it is not ok.
 *
 * @throws LinkageError as `readFiles` and `match`; `UNREADABLE_FILE` also for a folder without sheets
 */
export async function runDesk(folder: string, options: DeskOptions): Promise<DeskRun> {
  const { policy: _, previous, planOnly, access, ...rest } = options;
  const { locale, out } = rest;
  if (folder !== '' && resolve(folder) === resolve(out, 'lists'))
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
    const disk = diskShelf(out);
    const shelf = access ? libraryShelf(access, disk) : disk;
    const text = previous === undefined ? undefined : await readFile(previous, 'utf8');
    const given: WeekOptions = { ...rest, previous: text === undefined ? undefined : { file: previous!, text } };
    const week = await readWeek(await readFolder(folder, options), shelf, given);
    took('read');
    const reading = { ...week.read, times, locale, told: week.earlier.told };
    if (needsOf(week.read.network).length === 0) {
      const kept = await writeOut(disk, await listFiles(readingTables(week.read, locale), given));
      return { ok: false, text: summaryOfNothing({ ...reading, kept, files: [join(out, 'lists')] }) };
    }
    const made = await planWeek(week, given, {
      at(stage, work) {
        if (stage === 'verify') took('match');
        progress.at(stage, work);
      },
    });
    took('verify');
    progress.at('lists');
    const { network, issues } = made.read;
    const { plan, proof, changes, returned, came } = made;
    const lists = planOnly ? undefined : planTables(network, plan, { locale });
    const told = changes ? [changesTable(network, changes, locale)] : [];
    const files = await listFiles(lists ? listsOf(made, lists, given) : told, given);
    if (lists) for (const [file, sent] of sentOf(made, locale)) files.set(file, sent);
    took('lists');
    if (lists) {
      progress.at('report');
      files.set('report.html', await reportOf(made, lists, given));
      took('report');
    }
    const lasting = keptFiles(made);
    const kept = await writeOut(disk, files, lasting);
    if (access) await keepInLibrary(access, plan, lasting);
    // The last row of the overview is the sentence that provinces publish.
    const outcome = String(lists?.[0]?.rows.at(-1)?.[1] ?? '');
    const written = [...(lists ? ['lists'] : []), PLAN, ...(lists ? ['report.html'] : [])].map((file) =>
      join(out, file),
    );
    const all = { ...reading, issues, plan, proof, outcome, changes, returned, came, kept, files: written };
    return { ok: proof.ok, text: summary(all) };
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
