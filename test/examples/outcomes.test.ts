import { describe, expect, it } from 'vitest';
import { width } from '../../examples/terminal.js';
import { runExample } from './run-example.js';

describe.each(['zh', 'en'] as const)('12-outcomes in %s', (lang) => {
  it('runs alone, within 100 columns; every plan holds and the bank adds up', () => {
    const { status, stdout, stderr } = runExample('12-outcomes.ts', ['--lang', lang]);
    expect([stderr, status]).toEqual(['', 0]);
    expect(stdout).toContain('虚构');
    expect(stdout).toContain('✓');
    expect(stdout).not.toMatch(/undefined|NaN|\[object/);
    expect(stdout.split('\n').filter((line) => width(line) > 100)).toEqual([]);
    // A row a week, and more is served from within once the west has volunteers of its own.
    const shares = [...stdout.matchAll(/^\d+(?: +\d+){3} +(\d+)%/gm)].map(([, share]) => Number(share));
    expect(shares).toHaveLength(8);
    const sum = (some: readonly number[]) => some.reduce((a, b) => a + b, 0);
    expect(sum(shares.slice(4))).toBeGreaterThan(sum(shares.slice(0, 4)));
  });
});
