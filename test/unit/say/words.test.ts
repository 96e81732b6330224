import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { messages as en } from '../../../src/say/en/messages.js';
import * as tables from '../../../src/say/words.js';
import { messages as zh } from '../../../src/say/zh/messages.js';

const SRC = join(import.meta.dirname, '../../../src');
const CODE = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !/^say.(?:zh|en)\b|generated/.test(file))
  .map((file) => readFileSync(join(SRC, file), 'utf8'));
const ALL = CODE.join('\n');
/** What reads the tables: those that name one, and the page's script. */
const READERS = CODE.filter((text) => /_WORDS|HEADS|\bsaid\(/.test(text)).join('\n');

/** Names of values, wherever in a message they stand. */
function valuesIn(message: string): string[] {
  const found = new Set<string>();
  const visit = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return;
    // Text, `#` and the like (types 0 and 7) have no value.
    if ('type' in part && 'value' in part && part.type !== 0 && part.type !== 7) found.add(String(part.value));
    for (const inner of Object.values(part)) visit(inner);
  };
  visit(new IntlMessageFormat(message, 'en', undefined, { ignoreTag: true }).getAst());
  return [...found].toSorted();
}

/** Paths of the words of a table. */
function pathsIn(table: object, above: readonly string[] = []): string[][] {
  return Object.entries(table).flatMap(([key, word]) =>
    typeof word === 'object' && !Array.isArray(word) && !('zh' in word)
      ? pathsIn(word, [...above, key])
      : [[...above, key]],
  );
}

describe('the catalogue', () => {
  it.each(Object.entries(en))('has one set of values in both languages: %s', (id, message) => {
    expect(valuesIn(message)).toEqual(valuesIn(zh[id as keyof typeof zh]));
  });

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
