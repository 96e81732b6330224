import type { Bilingual } from '../model/vocabulary.js';
import type { Policy } from './policy.js';

/** Words of a policy's own rules and terms: `rule:…`, `term:…`, and `fix:…` for what would help against a rule. */
export type OwnWords = Readonly<Record<string, Bilingual>> | undefined;

/** The words that a policy brings along; `undefined`: none. */
export function ownWordsOf({ rules, terms }: Policy): OwnWords {
  const own = [
    ...[...rules].flatMap(([name, { words, fix }]) => [
      [`rule:${name}`, words] as const,
      [`fix:${name}`, fix] as const,
    ]),
    ...[...terms].map(([name, { words }]) => [`term:${name}`, words] as const),
  ].flatMap(([key, words]) => (words ? [[key, words] as const] : []));
  return own.length === 0 ? undefined : Object.fromEntries(own);
}
