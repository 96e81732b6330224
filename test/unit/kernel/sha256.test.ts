import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hexOf, openHash } from '../../../src/kernel/sha256.js';
import { runs } from '../../support/runs.js';

const of = (bytes: ArrayLike<number>) => {
  const hash = openHash();
  hash.bytes(bytes);
  return hexOf(hash.end());
};

describe('SHA-256', () => {
  // FIPS 180-4, examples of NIST.
  it.each([
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
    ['a'.repeat(1_000_000), 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0'],
  ])('of %.20s', (text, digest) => {
    expect(of(new TextEncoder().encode(text))).toBe(digest);
  });

  it('is that of other implementations, for any length around a block and around what is gathered', () => {
    for (const length of [55, 56, 57, 63, 64, 65, 119, 120, 65_535, 65_536, 65_537, 65_592, 131_072]) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 37) % 256);
      expect(of(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'));
    }
  });

  it('tells apart what is written, and begins anew', () => {
    const entry = fc.oneof(fc.maxSafeInteger(), fc.string());
    const list = fc.array(entry, { maxLength: 4 });
    const hash = openHash();
    const written = (entries: readonly (number | string)[]) => {
      for (const one of entries) {
        hash.number(typeof one === 'string' ? 1 : 0);
        if (typeof one === 'string') hash.text(one);
        else hash.number(one);
      }
      return hexOf(hash.end());
    };
    fc.assert(
      fc.property(list, list, (one, other) => {
        const same = JSON.stringify(one) === JSON.stringify(other);
        expect(written(one) === written(other)).toBe(same);
      }),
      runs(300),
    );
    const near = [0, 1, -1, 63, 64, -64, 8191, 8192, 2 ** 31, 2 ** 32, 2 ** 53 - 1, 1 - 2 ** 53];
    expect(new Set(near.map((x) => written([x]))).size).toBe(near.length);
  });
});
