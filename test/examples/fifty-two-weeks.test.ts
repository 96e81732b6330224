import { describe, expect, it } from 'vitest';
import { width } from '../../examples/terminal.js';
import { runExample } from './run-example.js';

describe.each(['zh', 'en'] as const)('08-fifty-two-weeks in %s', (lang) => {
  it('runs alone, within 100 columns; who was last is better off over the weeks, and no week covers less', () => {
    const { status, stdout, stderr } = runExample('08-fifty-two-weeks.ts', ['--lang', lang, '--weeks', '12']);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('虚构');
    expect(stdout).toContain('✓');
    expect(stdout).not.toMatch(/undefined|NaN|\[object/);
    expect(stdout.split('\n').filter((line) => width(line) > 100)).toEqual([]);
    const rows = [...stdout.matchAll(/^\S.*?((?: +[\d.]+%){5})$/gm)].map(([, row = '']) =>
      row
        .trim()
        .split(/ +/)
        .map((cell) => Number(cell.replace('%', ''))),
    );
    expect(rows).toHaveLength(5);
    for (const [mean = 0, before = 0, after = 0, wide = 0, narrow = 0] of rows) {
      expect(after).toBeGreaterThanOrEqual(before);
      expect(after).toBeLessThanOrEqual(mean);
      expect(narrow).toBeLessThan(wide);
    }
  });
});
