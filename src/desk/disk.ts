import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Shelf } from '../week/shelf.js';

/** A folder of results on the disk. */
export const diskShelf = (out: string): Shelf => ({
  read: (file) => readFile(join(out, file)).catch(() => undefined),
  async write(file, data) {
    await mkdir(dirname(join(out, file)), { recursive: true });
    await writeFile(join(out, file), data);
  },
  remove: (file) => rm(join(out, file), { force: true }),
  list: async (folder) => (await readdir(join(out, folder)).catch(() => [])).map((name) => `${folder}/${name}`),
});
