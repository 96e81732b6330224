import { issuesTable, readFiles, readTables, writeTables } from '../io/index.js';
import { kindOf } from '../io/sheets/which-table.js';
import { type LibraryRecord, openLibrary, seenWhole } from '../library/index.js';
import type { Collection } from '../model/records.js';
import { DESK_WORDS } from '../say/words.js';
import type { DeskRun } from './desk.js';
import { type SheetsWritten, writeSheets } from './templates.js';
import { type LibraryOptions, withLibrary } from './with-library.js';

export interface LibraryCommandOptions extends LibraryOptions, SheetsWritten {
  readonly since?: string | undefined;
}

/** Each by how many words come after the library. */
export const LIBRARY_COMMANDS = { init: 1, import: 1, export: 1, history: 2 } as const;

/** What is done with a library beside planning from it. */
export async function runLibrary(
  [command, source = '', first = '', second = '']: readonly string[],
  options: LibraryCommandOptions,
): Promise<DeskRun> {
  const words = DESK_WORDS[options.locale].library;
  const within = <T>(work: Parameters<typeof withLibrary<T>>[1]) => withLibrary({ ...options, library: source }, work);
  switch (command as keyof typeof LIBRARY_COMMANDS) {
    case 'init':
      return { ok: true, text: words.stations(await enrolFrom(source, first)) };
    case 'import':
      return within(async (access) => {
        const { done, issues } = await access!.import(await readFiles(first), { since: options.since });
        const table = issuesTable(issues, options).rows.slice(1);
        const told = table.map((row) => row.filter((cell) => cell !== '').join(' '));
        return { ok: issues.length === 0, text: [words.imported(done.length, issues.length), ...told].join('\n') };
      });
    case 'export':
      return within(async (access) => {
        const tables = writeTables(seenWhole(await access!.input()).input, options);
        return { ok: true, text: (await writeSheets(first, tables, options)).join('\n') };
      });
    case 'history':
      return within(async (access) => {
        const collection = kindOf(first)?.collection ?? first;
        const all = await access!.history(collection as Collection, second);
        return { ok: all.length > 0, text: all.map((one) => lineOf(one, words.actions)).join('\n') || words.nothing };
      });
  }
}

/** Opens a library, the first time too, and enrols the stations of sheets by their areas. */
async function enrolFrom(source: string, folder: string): Promise<string> {
  const library = await openLibrary(source);
  try {
    const { stations = [] } = folder === '' ? {} : readTables(await readFiles(folder)).input;
    await library.enrol(
      stations.flatMap(({ id, adminCode }) => (adminCode === undefined ? [] : [{ id, area: adminCode }])),
    );
    return (await library.stations()).map(({ id, area }) => `${id} ${area}`).join('\n');
  } finally {
    await library.close();
  }
}

function lineOf(
  { version, action, at, actor, station, source = '', row, record }: LibraryRecord,
  actions: Record<typeof action, string>,
) {
  const whence = `${source}${row === undefined ? '' : ` ${row}`}`;
  return [version, at, actions[action], `${actor} (${station})`, whence, record && JSON.stringify(record)]
    .filter(Boolean)
    .join('  ');
}
