import { describe, expect, it } from 'vitest';
import { width } from '../../examples/terminal.js';
import { runExample } from './run-example.js';

describe.each(['zh', 'en'] as const)('11-fund-vote in %s', (lang) => {
  it('runs alone, within 100 columns, and checks what it counts', () => {
    const { status, stdout, stderr } = runExample('11-fund-vote.ts', ['--lang', lang]);
    expect([stderr, status]).toEqual(['', 0]);
    expect(stdout).toContain('虚构');
    expect(stdout).toContain('✓');
    expect(stdout.split('\n').filter((line) => width(line) > 100)).toEqual([]);
    expect(stdout).not.toMatch(/undefined|NaN|\[object/);
    // Equal shares leave fewer with nothing than most votes first.
    const left =
      lang === 'zh' ? /均等份额法 (\d+) 人，得票优先 (\d+) 人/ : /: (\d+) by\s+equal\s+shares,\s+(\d+)\s+by\s+most/;
    const [, shares, votes] = left.exec(stdout)!.map(Number);
    expect(shares).toBeLessThan(votes!);
  });
});
