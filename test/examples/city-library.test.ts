import { describe, expect, it } from 'vitest';
import { width } from '../../examples/terminal.js';
import { runExample } from './run-example.js';

describe('13-city-library', () => {
  it('runs alone, within 100 columns; what each sees, who was late, and the next week', () => {
    const { status, stdout, stderr } = runExample('13-city-library.ts', ['--lang', 'zh']);
    expect([stderr, status]).toEqual(['', 0]);
    expect(stdout).not.toMatch(/undefined|NaN|\[object|✗/);
    expect(stdout.match(/✓/g)).toHaveLength(9);
    expect(stdout.split('\n').filter((line) => width(line) > 100)).toEqual([]);
    // Volunteers, workers, needs: a street sees its own two and one of each other's; a district both of its streets.
    const seen = [...stdout.matchAll(/ (4601\d*) +(\d+) +(\d+) +(\d+)$/gm)].map(([, ...row]) => row.map(Number));
    expect(seen).toEqual([
      [4601, 6, 3, 7],
      [460106, 5, 2, 7],
      [460106001, 4, 2, 7],
      [460106002, 4, 2, 7],
      [460108001, 4, 1, 7],
    ]);
    expect(stdout.replace(/\s+/g, ' ')).toContain('was changed by anna of east at ');
  });

  it('says in one sentence where the server is not there', () => {
    const { status, stdout, stderr } = runExample('13-city-library.ts', ['--url', 'postgres://127.0.0.1:1/none']);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^The server of the library cannot be reached: .+\n$/);
  });
});
