import { describe, expect, it } from 'vitest';
import { padEnd, padStart, textBar, textTable, width, wrap } from '../../../src/desk/terminal.js';

describe('text in a terminal', () => {
  it('is as wide as its characters, whatever their colour', () => {
    expect(['', 'abc', '社区', 'a社', '\u001b[31m红\u001b[0m', '（）', 'ｱ'].map(width)).toEqual([0, 3, 4, 3, 2, 4, 1]);
    expect([padEnd('社', 4), padStart('社', 4), padEnd('社区', 3)]).toEqual(['社  ', '  社', '社区']);
  });

  it('has bars that are full only where all is, and empty only where nothing is', () => {
    expect([0, 1, 50, 99, 100].map((part) => textBar(part, 100, 4))).toEqual(['░░░░', '█░░░', '██░░', '███░', '████']);
    expect(textBar(0, 0, 2)).toBe('░░');
  });

  it('has tables whose columns stand under each other', () => {
    expect(
      textTable(
        ['名称', 'n'],
        [
          ['大同社区', '1'],
          ['a', '1,000'],
        ],
      ),
    ).toBe('名称          n\n────────  ─────\n大同社区      1\na         1,000');
  });

  it('is broken into lines that are no wider than told, words whole, no mark at the start of a line', () => {
    const text = '志愿者 7 可服务，但距离超过上限（3 公里）。 The volunteer could serve, but is too far away.';
    for (const columns of [16, 24, 40]) {
      const lines = wrap(text, columns, '  ').split('\n');
      expect(Math.max(...lines.map(width))).toBeLessThanOrEqual(columns);
      for (const line of lines) expect(line.trimStart()).not.toMatch(/^[，。）、]/);
      expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      for (const word of ['volunteer', 'serve,']) expect(lines.some((line) => line.includes(word))).toBe(true);
    }
  });
});
