import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorCodes, faultCodes } from '../../../src/errors/codes.js';

const SRC = join(import.meta.dirname, '../../../src');
const source = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('codes.ts'))
  .map((file) => readFileSync(join(SRC, file), 'utf8'))
  .join('\n');

/** Codes of one word are told from other constants by their place. */
const ONE_WORD =
  /(?:report|tell|fault|refuse|finding|says|LinkageError)\(\s*'([A-Z]+)'|code: '([A-Z]+)'|'(EMPTY|REQUIRED|NEGATIVE)'/g;

const found = new Set([
  ...[...source.matchAll(/'([A-Z]+(?:_[A-Z]+)+)'/g)].map(([, code = '']) => code),
  ...[...source.matchAll(ONE_WORD)].map(([, a, b, c]) => a ?? b ?? c ?? ''),
]);
const listed = new Set([...Object.keys(errorCodes), ...Object.keys(faultCodes)]);

describe('the catalogue of codes', () => {
  it('has every code that the sources give', () => {
    expect([...found].filter((code) => !listed.has(code)).sort()).toEqual([]);
  });

  it('has no code that nobody gives', () => {
    expect([...listed].filter((code) => !found.has(code)).sort()).toEqual([]);
  });

  it('has every code of a LinkageError among the errors', () => {
    const thrown = [...source.matchAll(/LinkageError\(\s*'([A-Z_]+)'/g)].map(([, code = '']) => code);
    expect(thrown.filter((code) => !(code in errorCodes))).toEqual([]);
  });

  it('is the table of the guide', () => {
    const guide = readFileSync(join(SRC, '../examples/README.md'), 'utf8');
    const rows = Object.entries({ ...errorCodes, ...faultCodes }).map(
      ([code, { when, then }]) => `| \`${code}\` | ${when} | ${then} |`,
    );
    expect(rows.filter((row) => !guide.includes(`${row}\n`))).toEqual([]);
  });

  it('says when and what to do, in sentences', () => {
    for (const { when, then } of [...Object.values(errorCodes), ...Object.values(faultCodes)]) {
      expect(when).toMatch(/[.…]$/);
      expect(then).toMatch(/\.$/);
    }
  });
});
