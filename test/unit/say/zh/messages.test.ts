import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { messages } from '../../../../src/say/zh/messages.js';

/** What a message says besides its values. */
function textsIn(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return [];
  if ('type' in part && 'value' in part && part.type === 0) return [String(part.value)];
  return Object.values(part).flatMap(textsIn);
}

describe('Chinese messages', () => {
  it.each(Object.entries(messages))('are punctuated as Chinese is: %s', (_, message) => {
    const parts = new IntlMessageFormat(message, 'zh', undefined, { ignoreTag: true }).getAst();
    for (const text of textsIn(parts)) expect(text).not.toMatch(/[,;:?!()"]/);
  });
});
