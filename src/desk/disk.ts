import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { getOrSet } from '../kernel/maps.js';
import type { Shelf } from '../week/shelf.js';

/** A folder of results on the disk. */
export function diskShelf(out: string): Shelf {
  const folders = new Map<string, Promise<unknown>>();
  return {
    read: (file) => readFile(join(out, file)).catch(() => undefined),
    async write(file, data) {
      const folder = dirname(join(out, file));
      await getOrSet(folders, folder, () => mkdir(folder, { recursive: true }));
      await writeFile(join(out, file), data);
    },
    remove: (file) => rm(join(out, file), { force: true }),
    list: async (folder) => (await readdir(join(out, folder)).catch(() => [])).map((name) => `${folder}/${name}`),
  };
}
