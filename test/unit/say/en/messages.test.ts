import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { messages } from '../../../../src/say/en/messages.js';
import { messages as zh } from '../../../../src/say/zh/messages.js';

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

describe('English messages', () => {
  it.each(Object.entries(messages))('take the values that the Chinese take: %s', (id, message) => {
    expect(valuesIn(message)).toEqual(valuesIn(zh[id as keyof typeof zh]));
  });
});
