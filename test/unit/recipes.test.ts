import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = join(import.meta.dirname, '../../src');

/** Rows of the table "To add": what, its like, the files that are named. */
const ROWS = [
  ...readFileSync(join(SRC, 'README.md'), 'utf8')
    .split('## To add')[1]!
    .split('\n## ')[0]!
    .matchAll(/^\| (an? [^|]+) \| `(\w+)`[^|]*\|([^|]+)\|$/gm),
].map(([, what, like, files]) => ({
  what: what!,
  like: like!,
  files: [...files!.matchAll(/`([\w/-]+\.ts)`/g)].map(([, file]) => file!),
  isAll: !/where it (acts|is found)/.test(files!),
}));

const naming = (word: string) =>
  readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts') && new RegExp(`\\b${word}\\b`).test(readFileSync(join(SRC, path), 'utf8')))
    .sort();

describe('how to add', () => {
  it('is said of all that is added often', () => expect(ROWS.length).toBeGreaterThanOrEqual(9));

  it.each(ROWS)('$what: the files that are named have its like $like', ({ like, files, isAll, what }) => {
    expect(files.filter((file) => !existsSync(join(SRC, file)))).toEqual([]);
    const found = naming(like);
    expect(found).toEqual(expect.arrayContaining(files));
    // A unit is a word of the language, too.
    if (isAll && what !== 'a unit') expect(found).toEqual(files.toSorted());
  });
});
