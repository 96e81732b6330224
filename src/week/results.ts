import { fromJson } from './json-file.js';
import { bytesOf, fingerprint, type Shelf, textIn } from './shelf.js';

/** What a run writes, by its path in the folder of results. */
export type OutFiles = ReadonlyMap<string, string | Uint8Array>;

const MANIFEST = 'manifest.json';
/** Where lists go that people have filled in. */
export const FILLED = 'filled-in';

/** A path that stays inside, whatever a manifest says. */
const isInside = (file: string): boolean => !/^(?:[\\/]|[a-z]:)/i.test(file) && !file.split(/[\\/]/).includes('..');

/** What the last run wrote and is still there, each as it was written or changed by somebody since. */
async function lastFiles(shelf: Shelf): Promise<{ file: string; data: Uint8Array; isOurs: boolean }[]> {
  const text = await textIn(shelf, MANIFEST);
  const listed = text === undefined ? undefined : fromJson(text);
  const all = await Promise.all(
    Object.entries(Object(listed)).map(async ([file, sum]) => {
      const data = isInside(file) ? await shelf.read(file) : undefined;
      return data === undefined ? [] : [{ file, data, isOurs: fingerprint(data) === sum }];
    }),
  );
  return all.flat();
}

/** Files that the last run wrote and somebody has filled in since, and those that were filled in before. */
export async function filledIn(shelf: Shelf): Promise<{ readonly name: string; readonly data: Uint8Array }[]> {
  const now = (await lastFiles(shelf)).flatMap(({ file, data, isOurs }) => (isOurs ? [] : [{ name: file, data }]));
  const before = (await shelf.list(FILLED)).map(async (name) => ({ name, data: (await shelf.read(name))! }));
  return [...now, ...(await Promise.all(before))];
}

/**
 * Writes the files of a run in place of those of the run before, which `manifest.json` names. What somebody has changed of those is kept in {@link FILLED};
 * what is not ours stays as it is. Gives what was kept.
 *
 * @param lasting files that the next run goes on from, and does not remove
 */
export async function writeOut(shelf: Shelf, files: OutFiles, lasting: OutFiles = new Map()): Promise<string[]> {
  const kept: string[] = [];
  for (const { file, data, isOurs } of await lastFiles(shelf)) {
    if (!isOurs) {
      const to = `${FILLED}/${fingerprint(data).slice(0, 8)} ${file.split('/').at(-1)}`;
      await shelf.write(to, data);
      kept.push(to);
    }
    await shelf.remove(file);
  }
  const manifest: Record<string, string> = {};
  for (const [file, data] of [...lasting, ...files]) {
    await shelf.write(file, data);
    if (!lasting.has(file)) manifest[file] = fingerprint(bytesOf(data));
  }
  await shelf.write(MANIFEST, `${JSON.stringify(manifest, null, 1)}\n`);
  return kept;
}
