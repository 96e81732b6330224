import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { LinkageError } from '../errors/linkage-error.js';
import { readFiles } from '../io/index.js';
import type { LibraryAccess } from '../library/index.js';
import { DESK_WORDS } from '../say/words.js';
import { haveRecords, POLICY, type ReadSheets, readSheets } from '../week/read-sheets.js';
import { diskShelf } from './disk.js';
import { librarySheets } from './with-library.js';

export interface FolderOptions {
  readonly locale: 'zh' | 'en';
  readonly out: string;
  readonly carry?: readonly string[] | undefined;
  /** A file of settings in place of those of the folder. */
  readonly policy?: string | undefined;
  /** A library, of which the records are too. */
  readonly access?: LibraryAccess | undefined;
  readonly now?: string | undefined;
}

/**
 * Reads the sheets of a folder and of a library, what people have filled in of lists that the desk wrote, and how plans are to be made.
 *
 * @throws LinkageError `UNREADABLE_FILE`; `INVALID_OPTIONS` for settings that cannot be used
 */
export async function readFolder(folder: string, options: FolderOptions): Promise<ReadSheets> {
  const { locale, out, carry, policy, access, now } = options;
  const results = `${relative(folder, out).replaceAll('\\', '/')}/`;
  const kept = access && (await librarySheets(access, now));
  const files = folder === '' ? [] : (await readFiles(folder)).filter(({ file }) => !file.startsWith(results));
  const all = [...(kept?.tables ?? []), ...files];
  if (!haveRecords(all)) throw new LinkageError('UNREADABLE_FILE', DESK_WORDS[locale].noTables(folder));
  const file = policy ?? (all.some((table) => table.file === POLICY) ? join(folder, POLICY) : undefined);
  const read = await readSheets(all, diskShelf(out), { carry, policy: file && (await readFile(file, 'utf8')) });
  return { ...read, issues: [...(kept?.issues ?? []), ...read.issues] };
}
