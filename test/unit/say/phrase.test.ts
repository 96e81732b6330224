import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { messages as en } from '../../../src/say/en/messages.js';
import { phrase } from '../../../src/say/phrase.js';
import { type MessageId, messages as zh } from '../../../src/say/zh/messages.js';

/** Names of the values that a message takes. */
function namesIn(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return [];
  const own = 'type' in part && 'value' in part && part.type !== 0 ? [String(part.value)] : [];
  return [...own, ...Object.values(part).flatMap(namesIn)];
}

/** Figures beside which plurals and groups of digits turn. */
const FIGURES = [0, 1, 2, 5, 1000, 1_234_567, 0.5, -1];

describe('phrase', () => {
  it.each(Object.keys(zh) as MessageId[])('says what IntlMessageFormat says, but for blanks: %s', (id) => {
    for (const [locale, messages] of [
      ['zh', zh],
      ['en', en],
    ] as const) {
      const format = new IntlMessageFormat(messages[id], locale, undefined, { ignoreTag: true });
      const names = [...new Set(namesIn(format.getAst()))];
      for (const [i, figure] of FIGURES.entries()) {
        // Of several values each has another figure; those that are plain text take a figure as well.
        const values = Object.fromEntries(names.map((name, n) => [name, FIGURES[(i + n) % FIGURES.length]!]));
        for (const given of [values, Object.fromEntries(names.map((name) => [name, figure]))])
          expect(phrase(locale, id, given)).toBe(String(format.format(given)));
      }
    }
  });
});
