import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as tables from '../../../src/say/words.js';
import { messages as zh } from '../../../src/say/zh/messages.js';

const SRC = join(import.meta.dirname, '../../../src');
const CODE = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !/^say.(?:zh|en)\b|generated/.test(file))
  .map((file) => readFileSync(join(SRC, file), 'utf8'));
const ALL = CODE.join('\n');
/** What reads the tables: those that name one, and what runs in pages. */
const READERS = CODE.filter((text) => /_WORDS|HEADS|\bsaid\(|\bown\b/.test(text)).join('\n');

/** Paths of the words of a table. */
function pathsIn(table: object, above: readonly string[] = []): string[][] {
  return Object.entries(table).flatMap(([key, word]) =>
    typeof word === 'object' && !Array.isArray(word) && !('zh' in word)
      ? pathsIn(word, [...above, key])
      : [[...above, key]],
  );
}

describe('the catalogue', () => {
  it('says nothing that is never said', () => {
    // `rule` and `term` are kinds of words.
    const families = ['rule.', 'term.', ...new Set(ALL.match(/(?<=`)[a-z.]+\.(?=\$\{)/g))];
    const isSaid = (id: string) =>
      ALL.includes(`'${id}'`) ||
      families.some((family) => id.startsWith(family) && new RegExp(`\\b${id.split('.').at(-1)}\\b`).test(ALL));
    expect(Object.keys(zh).filter((id) => !isSaid(id))).toEqual([]);
  });

  it.each(Object.entries(tables))('has no word that nobody reads: %s', (_, table) => {
    // By its name, or with all of its group: `states[state]`, `{ states }`.
    const isRead = (path: readonly string[]) =>
      new RegExp(`[.'{,]\\s*${path.at(-1)}\\b`).test(READERS) ||
      new RegExp(`[.{,]\\s*${path.at(-2) ?? 'words'}(?:\\[|,| \\}|\\))`).test(READERS);
    expect(pathsIn('zh' in table ? table.zh : table).filter((path) => !isRead(path))).toEqual([]);
  });
});
