import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect } from 'vitest';

export const ROOT = join(import.meta.dirname, '../..');

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
  const { FSL_DATA: _, FORCE_COLOR: __, ...rest } = process.env;
  const tsx = join(ROOT, 'node_modules/tsx/dist/cli.mjs');
  const result = spawnSync(process.execPath, [tsx, join('examples', name), ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...rest, NO_COLOR: '1', ...env },
    maxBuffer: 64 * 1024 * 1024,
  });
  return { status: result.status, stdout: result.stdout, stderr: result.stderr };
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
