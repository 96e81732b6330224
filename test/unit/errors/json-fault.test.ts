import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonFault } from '../../../src/errors/json-fault.js';
import { runs } from '../../support/runs.js';

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('where a text stops being JSON', () => {
  it.each([
    ['', 1, 1],
    ['{"a":\n  [1, 2,]}', 2, 9],
    ['{"a": 1', 1, 8],
    ['{"a": tru}', 1, 7],
    ['[1] 2', 1, 5],
    ['\n\n"a\nb"', 3, 1],
    ['{,}', 1, 2],
    ['01', 1, 2],
  ])('%j: line %d, column %d', (text, line, column) => {
    expect(jsonFault(text)).toEqual({ line, column });
  });

  it('finds a fault exactly where the engine finds one', () => {
    const pieces = fc.array(
      fc.constantFrom(
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        '"a"',
        '"\\u00e9"',
        '"\\x"',
        '1',
        '-0',
        '1e5',
        '.5',
        'true',
        'nul',
        ' ',
        '\n',
        '"',
      ),
      { maxLength: 12 },
    );
    const broken = fc
      .tuple(fc.json({ maxDepth: 3 }), fc.nat(), fc.constantFrom('', ',', '"', '}', '0', ' '))
      .map(([text, where, what]) => {
        const at = where % (text.length + 1);
        return text.slice(0, at) + what + text.slice(at + 1);
      });
    fc.assert(
      fc.property(
        fc.oneof(
          pieces.map((all) => all.join('')),
          broken,
          fc.json(),
        ),
        (text) => {
          expect(jsonFault(text) === undefined).toBe(isJson(text));
        },
      ),
      runs(2000),
    );
  });

  it('is not slow on a long string, nor on deep nesting', () => {
    expect(jsonFault(`"${'\\n'.repeat(500_000)}`)).toEqual({ line: 1, column: 1 });
    expect(jsonFault('['.repeat(1_000_000))).toEqual({ line: 1, column: 1_000_001 });
  });
});
