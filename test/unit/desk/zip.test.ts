import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { zipSync } from '../../../src/desk/zip.js';

describe('An archive of the command', () => {
  it('holds any files, byte by byte, each by its name, and is the same every time', () => {
    const names = fc.uniqueArray(
      fc.string({ minLength: 1, unit: 'grapheme' }).filter((name) => name !== '__proto__'),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(names, fc.array(fc.uint8Array({ maxLength: 3000 }), { minLength: 5, maxLength: 5 }), (all, data) => {
        const files = Object.fromEntries(all.map((name, i) => [name, data[i]!]));
        const packed = zipSync(files);
        expect(unzipSync(new Uint8Array(packed))).toEqual(files);
        expect(zipSync(files)).toEqual(packed);
      }),
    );
  });
});
