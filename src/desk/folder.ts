import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { LinkageError } from '../errors/linkage-error.js';
import { readFiles } from '../io/index.js';
import { DESK_WORDS } from '../say/words.js';
import { haveRecords, POLICY, type ReadSheets, readSheets } from '../week/read-sheets.js';
import { diskShelf } from './disk.js';

export interface FolderOptions {
  readonly locale: 'zh' | 'en';
  readonly out: string;
  readonly carry?: readonly string[] | undefined;
  /** A file of settings in place of those of the folder. */
  readonly policy?: string | undefined;
}

/**
 * Reads the sheets of a folder, what people have filled in of lists that the desk wrote, and how plans are to be made.
 *
 * @throws LinkageError `UNREADABLE_FILE`; `INVALID_OPTIONS` for settings that cannot be used
 */
export async function readFolder(folder: string, { locale, out, carry, policy }: FolderOptions): Promise<ReadSheets> {
  const results = `${relative(folder, out).replaceAll('\\', '/')}/`;
  const all = (await readFiles(folder)).filter(({ file }) => !file.startsWith(results));
  if (!haveRecords(all)) throw new LinkageError('UNREADABLE_FILE', DESK_WORDS[locale].noTables(folder));
  const file = policy ?? (all.some((table) => table.file === POLICY) ? join(folder, POLICY) : undefined);
  return readSheets(all, diskShelf(out), { carry, policy: file && (await readFile(file, 'utf8')) });
}
