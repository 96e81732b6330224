import { describe, expect, it } from 'vitest';
import { escaped, escapedSentence, grouped, measured, percent, table } from '../../../src/say/format.js';
import { amountOf, listed, shown } from '../../../src/say/phrase.js';
import { word } from '../../../src/say/rule-words.js';

describe('figures in words', () => {
  it('have their thousands apart, and shares that are 100% only where all is covered', () => {
    expect([0, 999, 1000, 1234567].map(grouped)).toEqual(['0', '999', '1,000', '1,234,567']);
    expect(percent(9999, 10_000)).toBe('99.9%');
    expect(percent(10, 10)).toBe('100%');
    expect(percent(1, 100_000)).toBe('<0.1%');
    expect(percent(0, 5)).toBe('0%');
  });

  it.each([
    [150, 'fen', '1.50 元', '¥1.50'],
    [90, 'minute', '1 小时 30 分钟', '1 h 30 min'],
    [2, 'session', '2 次', '2 sessions'],
    [1, 'session', '1 次', '1 session'],
    [3, '__proto__', '3 __proto__', '3 __proto__'],
  ])('%d %s', (count, unit, zh, en) => {
    expect([amountOf(count, unit, 'zh'), amountOf(count, unit, 'en')]).toEqual([zh, en]);
  });

  it('are joined and named by the language', () => {
    expect([listed(['a', 'b'], 'zh'), listed(['a', 'b'], 'en')]).toEqual(['a、b', 'a, b']);
    expect(word('rule', 'constructor', undefined, 'zh')).toBe('constructor');
    expect(word('rule', 'window', undefined, 'en')).not.toBe('window');
  });
});

describe('names in words', () => {
  it('are on one line, turn nothing around, and are cut to a sane length', () => {
    expect(shown('a\n\tb\u202ec\u2028d')).toBe('a bc d');
    expect(shown('名'.repeat(61))).toBe(`${'名'.repeat(60)}…`);
    expect(shown('😀😀😀', 2)).toBe('😀😀…');
  });

  it('are no markup in a table cell', () => {
    expect(escaped('<b>|*x*\n[y](http://z)')).toBe('&lt;b&gt;\\|\\*x\\* \\[y\\](http\\://z)');
    expect(escapedSentence('www.a & b')).toBe('www\\.a &amp; b');
    expect(measured(2, 'a|b', 'en')).toBe('2 a\\|b');
    expect(table(['a', 'b>'], [['1', '2']])).toEqual(['| a | b |', '| :-- | --: |', '| 1 | 2 |']);
  });
});
