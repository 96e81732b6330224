import { createHash, randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { LinkageError } from '../errors/linkage-error.js';
import type { Open, Part, PartHead, PartSource } from '../shard/index.js';

export function sha256Hex(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Where parts are kept, whatever it is: a folder, a database, an object store. Keys are `[0-9a-z-]+/[0-9a-z-]+`, the run before the slash. */
export interface Parts {
  /** Keeps bytes, whole or not at all, where the key has none yet; else nothing is written, and the answer is `false`. Once it answers they stay. */
  put(key: string, bytes: Uint8Array): Promise<boolean>;
  get(key: string): Promise<Uint8Array | undefined>;
}

/**
 * Parts in a folder, made where it is not there: a file each, on the disk before it has its name. Processes, and machines that share the folder, may write at once.
 *
 * @throws whatever the disk throws
 */
export function folderParts(folder: string): Parts {
  return {
    async put(key, bytes) {
      const path = join(folder, key);
      const draft = `${path}.${randomUUID()}`;
      await mkdir(dirname(path), { recursive: true });
      try {
        const file = await open(draft, 'wx');
        try {
          await file.writeFile(bytes);
          await file.sync();
        } finally {
          await file.close();
        }
        // A name that is there is never given again; `rename` would.
        await link(draft, path);
        return true;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
        throw error;
      } finally {
        await rm(draft, { force: true });
      }
    },
    get: (key) =>
      readFile(join(folder, key)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined;
        throw error;
      }),
  };
}

type RowName = Exclude<keyof Part, keyof PartHead>;
type OpenColumns = Open['columns'];
const ROWS = ['linkages', 'unmet', 'dateDoubts', 'leaves'] as const satisfies RowName[];
/** Characters of rows in a piece, about: whoever merges has one piece of every part in hand. */
const PIECE = 1 << 18;

/** What is kept of a step, small and last: whoever finds it finds all that it names, by SHA-256. */
export interface Receipt {
  readonly head?: string;
  readonly sha256?: string;
  readonly rows?: Readonly<Record<RowName, readonly string[]>>;
  readonly open?: { readonly ids: string; readonly columns: string };
  /** The frame of a shard or of the whole, or the manifest. */
  readonly data?: string;
}

export type Keeper = ReturnType<typeof keeperOf>;

/** The parts of one run: pieces by their own SHA-256, packed, and receipts by the names of their steps. */
export function keeperOf(parts: Parts, run: string) {
  const keep = async (bytes: Uint8Array | string): Promise<string> => {
    const name = sha256Hex(bytes);
    await parts.put(`${run}/${name}`, gzipSync(bytes, { level: 1 }));
    return name;
  };
  const take = async (name: string): Promise<Buffer> => {
    const packed = await parts.get(`${run}/${name}`);
    const bytes = packed && unpacked(packed);
    if (!bytes || sha256Hex(bytes) !== name)
      throw spoilt(`${run}/${name}`, packed ? 'is not what was written' : 'is missing');
    return bytes;
  };
  const keepJson = (value: unknown) => keep(JSON.stringify(value));
  const takeJson = async <T>(name: string): Promise<T> => JSON.parse(String(await take(name))) as T;
  return {
    keepJson,
    takeJson,
    async receipt(step: string): Promise<Receipt | undefined> {
      const bytes = await parts.get(`${run}/${step}`);
      return bytes && (JSON.parse(String(Buffer.from(bytes))) as Receipt);
    },
    /** @throws LinkageError `SELF_CHECK_FAILED` where the step has come to something else before */
    async sign(step: string, receipt: Receipt): Promise<void> {
      const key = `${run}/${step}`;
      const bytes = Buffer.from(JSON.stringify(receipt));
      if (await parts.put(key, bytes)) return;
      const before = await parts.get(key);
      if (!before || !bytes.equals(before)) throw spoilt(key, 'came out with other bytes than before');
    },
    /** `sha256` of its text (`partText`). */
    async keepPart(part: Part, sha256: string, open?: Open): Promise<Receipt> {
      const { linkages, unmet, dateDoubts, leaves, ...head } = part;
      const all = { linkages, unmet, dateDoubts, leaves };
      const rows = { linkages: [], unmet: [], dateDoubts: [], leaves: [] } as Record<RowName, string[]>;
      for (const name of ROWS) for (const piece of piecesOf(all[name])) rows[name].push(await keep(piece));
      const { columns, ...ids } = open ?? {};
      return {
        head: await keepJson(head),
        sha256,
        rows,
        ...(columns && { open: { ids: await keepJson(ids), columns: await keep(bytesOfColumns(columns)) } }),
      };
    },
    /** As it is merged: a piece of each list in hand. */
    async source({ head, sha256, rows }: Receipt): Promise<PartSource> {
      return {
        head: await takeJson<PartHead>(head!),
        sha256: sha256!,
        async *rows(name) {
          for (const piece of rows![name]) yield* await takeJson<Part[typeof name][number][]>(piece);
        },
      };
    },
    async open({ open }: Receipt): Promise<Open | undefined> {
      return open && { ...(await takeJson<Open>(open.ids)), columns: columnsFrom(await take(open.columns)) };
    },
  };
}

function unpacked(bytes: Uint8Array): Buffer | undefined {
  try {
    return gunzipSync(bytes);
  } catch {
    return undefined;
  }
}

function spoilt(key: string, what: string): LinkageError {
  return new LinkageError('SELF_CHECK_FAILED', `Part ${key} ${what}. Maybe start the run anew in an empty place.`);
}

/** Lists of rows as JSON, each of about as many characters. */
function* piecesOf(rows: readonly unknown[]): Generator<string> {
  let texts: string[] = [];
  let size = 0;
  for (const row of rows) {
    const text = JSON.stringify(row);
    size += texts.push(text) && text.length;
    if (size < PIECE) continue;
    yield `[${texts.join()}]`;
    [texts, size] = [[], 0];
  }
  if (texts.length > 0) yield `[${texts.join()}]`;
}

const KINDS = { Float64Array, Int32Array, Uint8Array };

/** Columns one after the other, the widest first, so that each lies where its kind may; before them how many, and what they are. */
function bytesOfColumns(columns: OpenColumns): Uint8Array {
  const list = Object.entries(columns).sort(([, a], [, b]) => b.BYTES_PER_ELEMENT - a.BYTES_PER_ELEMENT);
  const names = JSON.stringify(list.map(([name, column]) => [name, column.constructor.name, column.length]));
  // Blanks to a multiple of eight.
  const head = names.padEnd(Math.ceil(Buffer.byteLength(names) / 8) * 8);
  return Buffer.concat([
    new Uint8Array(new Float64Array([head.length]).buffer),
    Buffer.from(head),
    ...list.map(([, { buffer, byteOffset, byteLength }]) => new Uint8Array(buffer, byteOffset, byteLength)),
  ]);
}

function columnsFrom(bytes: Buffer): OpenColumns {
  // In a buffer of its own, where columns begin at multiples of eight.
  const { buffer } = Uint8Array.from(bytes);
  let at = 8 + new Float64Array(buffer, 0, 1)[0]!;
  const names = JSON.parse(bytes.toString('utf8', 8, at)) as [string, keyof typeof KINDS, number][];
  return Object.fromEntries(
    names.map(([name, kind, length]) => {
      const column = new KINDS[kind](buffer, at, length);
      at += column.byteLength;
      return [name, column];
    }),
  );
}
