import { LinkageError } from '../../errors/linkage-error.js';
import type { Bilingual } from '../../model/vocabulary.js';
import { inBoth } from '../../say/reading.js';
import { peer } from '../peer.js';

/** A part of an archive, as its directory tells of it. */
interface Part {
  readonly deflated: boolean;
  readonly start: number;
  /** Bytes, packed and unpacked. */
  readonly packed: number;
  readonly size: number;
}

/** What workbooks may come to unpacked; longest lists of a city are a tenth of it. */
const MOST_BYTES = 100 * 1024 * 1024;
/** Fed to the unpacker in pieces: what swells further than the directory says is given up at once. */
const PIECE = 16 * 1024;
const END = 0x06054b50;
const ENTRY = 0x02014b50;
const END_LENGTH = 22;
const LONGEST_COMMENT = 65_535;

/** A file that cannot be read, and why, in both languages. */
export function unreadable(file: string, said: Bilingual): LinkageError {
  const fault = { code: 'UNREADABLE_FILE' as const, path: [file], value: undefined, message: said.en, said };
  return new LinkageError('UNREADABLE_FILE', 'This file cannot be read.', [fault]);
}

/** The parts of an archive by their names, as its directory lists them; `undefined`: this is none, or a part is missing. O(parts). */
function directoryOf(bytes: Uint8Array): Map<string, Part> | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const last = bytes.length - END_LENGTH;
  let end = last;
  while (end >= 0 && end >= last - LONGEST_COMMENT && view.getUint32(end, true) !== END) end--;
  if (end < 0 || view.getUint32(end, true) !== END) return undefined;
  const parts = new Map<string, Part>();
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (at + 46 > end || view.getUint32(at, true) !== ENTRY) return undefined;
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true)) as number[];
    const [packed, size, local] = [20, 24, 42].map((offset) => view.getUint32(at + offset, true)) as number[];
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength!));
    if (local! + 30 > end) return undefined;
    const start = local! + 30 + view.getUint16(local! + 26, true) + view.getUint16(local! + 28, true);
    if (start + packed! > end) return undefined;
    const deflated = view.getUint16(at + 10, true) === 8;
    parts.set(name.replace(/^\//, ''), { deflated, start, packed: packed!, size: size! });
    at += 46 + nameLength! + extra! + comment!;
  }
  return parts;
}

export interface Archive {
  has(name: string): boolean;
  /** The text of a part; `undefined` where there is none of this name. */
  text(name: string): string | undefined;
}

/**
 * The parts of a packed file. Nothing is unpacked before it is asked for, and nothing where the directory says that all the XML comes to
 * more than {@link MOST_BYTES}. Takes the optional package `fflate`.
 *
 * @throws LinkageError `UNREADABLE_FILE`, `PEER_MISSING`
 */
export async function openArchive(file: string, bytes: Uint8Array): Promise<Archive> {
  const { Inflate } = await peer<typeof import('fflate')>('fflate', 'Workbooks');
  const parts = directoryOf(bytes);
  if (!parts)
    throw unreadable(
      file,
      inBoth((words) => words.noBook),
    );
  let sum = 0;
  for (const [name, { size }] of parts) if (/\.(?:xml|rels)$/i.test(name)) sum += size;
  const tooMuch = () =>
    unreadable(
      file,
      inBoth((words) => words.swells(MOST_BYTES / 1024 / 1024)),
    );
  if (sum > MOST_BYTES) throw tooMuch();

  function unpack({ deflated, start, packed, size }: Part): Uint8Array {
    if (!deflated) return bytes.subarray(start, start + packed);
    const whole = new Uint8Array(size);
    let at = 0;
    const inflate = new Inflate((piece) => {
      if (at + piece.length > size) throw tooMuch();
      whole.set(piece, at);
      at += piece.length;
    });
    for (let from = start; from < start + packed; from += PIECE) {
      const to = Math.min(from + PIECE, start + packed);
      inflate.push(bytes.subarray(from, to), to === start + packed);
    }
    return whole.subarray(0, at);
  }

  return {
    has: (name) => parts.has(name),
    text(name) {
      const part = parts.get(name);
      if (!part) return undefined;
      try {
        return new TextDecoder().decode(unpack(part));
      } catch (error) {
        throw error instanceof LinkageError
          ? error
          : unreadable(
              file,
              inBoth((words) => words.noBook),
            );
      }
    },
  };
}
