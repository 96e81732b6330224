import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT, runExample } from './run-example.js';

const FILE = '01-quick-start.ts';

describe('01-quick-start', () => {
  it('runs alone and prints the plan, what is short and the proof', () => {
    const { status, stdout, stderr } = runExample(FILE);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout.trimEnd().split('\n')).toEqual([
      'fire: 300000 fen from resource:fund',
      'clinic: 1 case from socialWorker:w1',
      'clinic: 120 minute from volunteer:v1',
      'roof: 1 session from organisation:o1',
      'garden: 200000 fen from resource:fund',
      'garden: 200000 of 400000 fen, heldByHigherRanks: fire',
      'optimal true',
    ]);
  });

  it('is the first block of the README, and fits one screen', () => {
    const source = readFileSync(join(ROOT, 'examples', FILE), 'utf8').replace(
      '../src/index.js',
      'five-society-linkage',
    );
    const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
    expect(/```ts\n([\s\S]*?)```/.exec(readme)?.[1]).toBe(source);
    expect(source.split('\n').length).toBeLessThanOrEqual(50);
  });
});
