/** Bytes that are looked at for zeros: text has none, but in UTF-16 every Latin letter, comma and line break has one. */
const SAMPLE = 1024;
/** One of so many bytes is zero in UTF-16, and hardly one by damage. */
const ZEROS = 20;
/** A share of characters that do not fit, above which bytes are no text of an encoding. Of Chinese in GBK four of five are no UTF-8. */
const NOT_UTF8 = 0.5;
const NO_TEXT = 0.1;

/** A text, and whether some of its bytes fit nowhere: they are `\ufffd` in it. */
export interface DecodedText {
  readonly text: string;
  readonly damaged: boolean;
}

/**
 * The text of a file, or `undefined` where it is none. The same bytes always give the same text:
 *
 * 1. a byte order mark of UTF-8 or UTF-16 says which it is;
 * 2. UTF-16 without one, where the first bytes have zeros: at odd places the lower byte comes first;
 * 3. else UTF-8, unless most of what is not ASCII does not fit: one damaged character makes no other encoding of it;
 * 4. else GB18030 (with GBK and GB2312), which Chinese Excel writes.
 *
 * In the encoding that it is, hardly anything may fail to fit. O(bytes).
 */
export function decodeText(data: string | Uint8Array | ArrayBuffer): DecodedText | undefined {
  if (typeof data === 'string') return { text: data.replace(/^\ufeff/, ''), damaged: false };
  const bytes = data instanceof Uint8Array ? data : new Uint8Array(data);
  const marked = markOf(bytes) ?? zerosOf(bytes);
  if (marked !== undefined) return decode(bytes, marked, NO_TEXT);
  return decode(bytes, 'utf-8', NOT_UTF8) ?? decode(bytes, 'gb18030', NO_TEXT);
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
  return (even + odd) * ZEROS < Math.min(bytes.length, SAMPLE) || even + odd === 0
    ? undefined
    : odd >= even
      ? 'utf-16le'
      : 'utf-16be';
}

/** Nothing where more than `most` of what is not ASCII does not fit. */
function decode(bytes: Uint8Array, encoding: string, most: number): DecodedText | undefined {
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), damaged: false };
  } catch {
    const text = new TextDecoder(encoding).decode(bytes);
    let [faults, others] = [0, 0];
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === 0xfffd) faults++;
      else if (code > 127) others++;
    }
    return faults > most * (faults + others) ? undefined : { text, damaged: true };
  }
}
