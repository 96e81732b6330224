import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { fromJson } from './json-file.js';

/** What a run writes, by its path in the folder of results. */
export type OutFiles = ReadonlyMap<string, string | Uint8Array>;

const MANIFEST = 'manifest.json';
/** Where lists go that people have filled in. */
export const FILLED = 'filled-in';

const digestOf = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');

/** A path that stays inside, whatever a manifest says. */
const isInside = (file: string): boolean => !isAbsolute(file) && !file.split(/[\\/]/).includes('..');

const readIf = (path: string): Promise<Uint8Array | undefined> => readFile(path).catch(() => undefined);

/** What the last run wrote and is still there, each as it was written or changed by somebody since. */
async function lastFiles(out: string): Promise<{ file: string; data: Uint8Array; isOurs: boolean }[]> {
  const text = await readIf(join(out, MANIFEST));
  const listed = text === undefined ? undefined : fromJson(String(text));
  const all = await Promise.all(
    Object.entries(Object(listed)).map(async ([file, digest]) => {
      const data = isInside(file) ? await readIf(join(out, file)) : undefined;
      return data === undefined ? [] : [{ file, data, isOurs: digestOf(data) === digest }];
    }),
  );
  return all.flat();
}

/** Files that the last run wrote and somebody has filled in since. */
export async function filledIn(out: string): Promise<{ file: string; data: Uint8Array }[]> {
  return (await lastFiles(out)).filter(({ isOurs }) => !isOurs);
}

/**
 * Writes the files of a run in place of those of the run before, which `manifest.json` names. What somebody has changed of those is kept in {@link FILLED};
 * what is not ours stays as it is. Gives what was kept.
 *
 * @param lasting files that the next run goes on from, and does not remove
 */
export async function writeOut(out: string, files: OutFiles, lasting: OutFiles = new Map()): Promise<string[]> {
  const kept: string[] = [];
  for (const { file, data, isOurs } of await lastFiles(out)) {
    if (isOurs) {
      await rm(join(out, file));
      continue;
    }
    const to = join(FILLED, `${digestOf(data).slice(0, 8)} ${file.split('/').at(-1)}`);
    await mkdir(join(out, FILLED), { recursive: true });
    await rename(join(out, file), join(out, to));
    kept.push(to);
  }
  const manifest: Record<string, string> = {};
  for (const [file, data] of [...lasting, ...files]) {
    await mkdir(dirname(join(out, file)), { recursive: true });
    await writeFile(join(out, file), data);
    if (!lasting.has(file)) manifest[file] = digestOf(data);
  }
  await mkdir(out, { recursive: true });
  await writeFile(join(out, MANIFEST), `${JSON.stringify(manifest, null, 1)}\n`);
  return kept;
}
