import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');
export const NPM = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/** Runs a program and gives its output; when it fails, the output is in the error. */
export function runProgram(program: string, args: string[], cwd: string): string {
  try {
    return execFileSync(program, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`${program} ${args.join(' ')}\n${stdout ?? ''}${stderr ?? ''}`, { cause: error });
  }
}

/** Builds the package where there is no build, or one older than its sources. */
export function buildIfNeeded(): void {
  if (needsBuild()) runProgram(NPM, ['run', 'build'], ROOT);
}

function needsBuild(): boolean {
  const dist = join(ROOT, 'dist');
  if (!existsSync(join(dist, 'index.d.cts'))) return true;
  const built = Math.min(...filesBelow(dist).map((path) => statSync(path).mtimeMs));
  const sources = [...filesBelow(join(ROOT, 'src')), join(ROOT, 'tsup.config.ts'), join(ROOT, 'package.json')];
  return sources.some((path) => statSync(path).mtimeMs > built);
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
