import { finish } from '../kernel/work.js';
import { digestOfColumns } from '../problem/digest.js';

/** The folder of results, on a disk or in a page: files by their paths in it. */
export interface Shelf {
  /** Nothing where it is not there. */
  read(file: string): Promise<Uint8Array | undefined>;
  write(file: string, data: string | Uint8Array): Promise<void>;
  remove(file: string): Promise<void>;
  /** Paths of the files in a folder of it. */
  list(folder: string): Promise<readonly string[]>;
}

const utf8 = { in: new TextDecoder(), out: new TextEncoder() };

export const bytesOf = (data: string | Uint8Array): Uint8Array =>
  typeof data === 'string' ? utf8.out.encode(data) : data;

/** A folder that is nowhere but in memory. */
export function shelfOf(files: Map<string, Uint8Array>): Shelf {
  return {
    read: async (file) => files.get(file),
    write: async (file, data) => void files.set(file, bytesOf(data)),
    remove: async (file) => void files.delete(file),
    list: async (folder) => [...files.keys()].filter((file) => file.startsWith(`${folder}/`)),
  };
}

export async function textIn(shelf: Shelf, file: string): Promise<string | undefined> {
  const data = await shelf.read(file);
  return data && utf8.in.decode(data);
}

/** Tells files apart; no secret depends on it. O(size) */
export const fingerprint = (data: string | Uint8Array): string => finish(digestOfColumns([bytesOf(data)], [], []));
