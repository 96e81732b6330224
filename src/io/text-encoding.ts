/** Bytes that are looked at for zeros: text has none, but in UTF-16 every Latin letter, comma and line break has one. */
const SAMPLE = 1024;

/**
 * The text of a file, or `undefined` where it is none. Tried in this order, so that the same bytes always give the same text:
 *
 * 1. a byte order mark of UTF-8 or UTF-16;
 * 2. UTF-16 without one, where the first bytes have zeros: at odd places the lower byte comes first;
 * 3. UTF-8, if every byte fits;
 * 4. GB18030 (with GBK and GB2312), which Chinese Excel writes, if every byte fits.
 *
 * O(bytes).
 */
export function decodeText(data: string | Uint8Array | ArrayBuffer): string | undefined {
  if (typeof data === 'string') return data.replace(/^\ufeff/, '');
  const bytes = data instanceof Uint8Array ? data : new Uint8Array(data);
  const marked = markOf(bytes) ?? zerosOf(bytes);
  return marked === undefined ? (decode(bytes, 'utf-8') ?? decode(bytes, 'gb18030')) : decode(bytes, marked);
}

function markOf([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}

function zerosOf(bytes: Uint8Array): string | undefined {
  const zeros = [0, 0];
  for (const [place, byte] of bytes.subarray(0, SAMPLE).entries()) if (byte === 0) zeros[place % 2]!++;
  const [even = 0, odd = 0] = zeros;
  return even + odd === 0 ? undefined : odd >= even ? 'utf-16le' : 'utf-16be';
}

function decode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
