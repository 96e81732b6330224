import { describe, expect, it } from 'vitest';
import { width } from '../../examples/terminal.js';
import { runExample } from './run-example.js';

describe('14-province', () => {
  it('is killed, goes on, and comes to the plan of one process', () => {
    const { status, stdout, stderr } = runExample('14-province.ts', ['--cities', '4']);
    expect([stderr, status]).toEqual(['', 0]);
    expect(stdout).toContain('Killed');
    expect(stdout.match(/✓/g)).toHaveLength(2);
    const [, parts, whole] = /from parts: ([0-9a-f]{64})\n +in one process: +([0-9a-f]{64})/.exec(stdout) ?? [];
    expect(parts).toBe(whole);
    expect(stdout.split('\n').filter((line) => width(line) > 110)).toEqual([]);
  });
});
