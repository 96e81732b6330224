import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect } from 'vitest';
import { ROOT, runProgramOf } from '../support/program.js';

export { ROOT };

export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs an example as its user would, without colours. */
export function runExample(
  name: string,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Run {
  const { status, stdout, stderr } = runProgramOf(join('examples', name), args, env);
  return { status, stdout, stderr };
}

/** An empty folder that is gone after the tests of the file. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'fsl-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** An example without its data says where to get them, and ends with exit code 2. */
export function expectToAskForData(name: string, source: string): void {
  for (const args of [[], [join(ROOT, 'nowhere')]]) {
    const { status, stdout, stderr } = runExample(name, args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(source);
  }
}
