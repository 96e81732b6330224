import { LinkageError } from '../errors/linkage-error.js';
import { type Table, type TableIssue, writeTables } from '../io/index.js';
import { type LibraryAccess, openLibrary, seenWhole } from '../library/index.js';
import type { OutcomeEvent } from '../outcomes/events.js';
import type { Plan } from '../plan/plan.js';
import { EVENTS } from '../week/came-of.js';
import { fromJson } from '../week/json-file.js';
import { pastPlanOf } from '../week/kept-weeks.js';
import type { OutFiles } from '../week/results.js';
import { bytesOf, fingerprint, type Shelf } from '../week/shelf.js';

export interface LibraryOptions {
  /** A folder or a URL. */
  readonly library?: string | undefined;
  readonly station?: string | undefined;
  readonly actor?: string | undefined;
}

/** Works with a library that is open meanwhile; without one where none is named. Where it has one station only, that is meant. */
export async function withLibrary<T>(
  { library: source, station, actor }: LibraryOptions,
  work: (access: LibraryAccess | undefined) => Promise<T>,
): Promise<T> {
  if (source === undefined) return work(undefined);
  const library = await openLibrary(source);
  try {
    const all = await library.stations();
    const named = station ?? (all.length === 1 ? all[0]!.id : undefined);
    if (named === undefined) {
      const message = `Expected --station, one of ${all.map(({ id }) => id).join(', ') || 'those that library init enrols'}.`;
      throw new LinkageError('UNKNOWN_STATION', message);
    }
    return await work(library.as({ station: named, actor }));
  } finally {
    await library.close();
  }
}

/** The records of a library as sheets, and why some that are seen are not among them. */
export async function librarySheets(
  access: LibraryAccess,
  now: string | undefined,
): Promise<{ tables: Table[]; issues: TableIssue[] }> {
  const seen = await access.input();
  const { input, issues } = seenWhole({ ...seen, ...(now !== undefined && { asOf: now }) });
  const tables = writeTables(input).filter(({ rows }) => rows.length > 1);
  return { tables: tables.map(({ file, sheet, rows }) => ({ file, sheet, rows })), issues };
}

/** A folder of results of which what lasts is in the library: what happened, and the last plans with what they were made of. */
export function libraryShelf(access: LibraryAccess, disk: Shelf): Shelf {
  return {
    ...disk,
    async read(file) {
      if (file !== EVENTS) return (await access.lastPart(file)) ?? disk.read(file);
      return bytesOf((await access.events()).map((event) => `${JSON.stringify(event)}\n`).join(''));
    },
  };
}

/** Keeps a plan with all that the next run goes on from, published, and enters what happened. */
export async function keepInLibrary(access: LibraryAccess, plan: Plan, lasting: OutFiles): Promise<void> {
  const { [EVENTS]: events = '', ...parts } = Object.fromEntries(lasting);
  const lines = new TextDecoder().decode(bytesOf(events)).split('\n');
  await access.enter(lines.flatMap((line) => (line === '' ? [] : [fromJson(line) as OutcomeEvent])));
  const files = Object.entries(parts);
  const id = fingerprint(JSON.stringify(files.map(([file, data]) => [file, fingerprint(data)])));
  const { certificate } = plan;
  const root = 'root' in certificate ? certificate.root : certificate.digest;
  await access.keep({ id, root, summary: pastPlanOf(plan), parts: files });
  await access.publish(id);
}
