import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildSync } from 'esbuild';

export const ROOT = join(import.meta.dirname, '../..');

/** Beside the packages, so that they are found from there. */
const FOLDER = join(ROOT, 'node_modules/.programs');
const made = new Map<string, string>();

/**
 * A program in TypeScript as one file for Node, bundled once a process with the packages it takes: to start it through a loader takes seconds of
 * processor time each time, and to find packages file by file half a second.
 *
 * @param path of the program, from the root of the project or absolute
 */
export function programOf(path: string): string {
  const known = made.get(path);
  if (known) return known;
  const source = join(ROOT, 'examples', 'any.ts');
  const name = createHash('sha256').update(path).digest('hex').slice(0, 16);
  const outfile = join(FOLDER, String(process.pid), `${name}.mjs`);
  buildSync({
    entryPoints: [path],
    absWorkingDir: ROOT,
    outfile,
    bundle: true,
    external: ['esbuild'],
    format: 'esm',
    platform: 'node',
    target: 'node20',
    // For packages that are not ES modules.
    banner: { js: `import { createRequire as $of } from 'node:module'; const require = $of(${JSON.stringify(source)});` },
    // What the examples read beside them.
    define: { 'import.meta.url': JSON.stringify(pathToFileURL(source).href) },
  });
  made.set(path, outfile);
  return outfile;
}

/** Runs a program, without colours. */
export function runProgramOf(
  path: string,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
  cwd = ROOT,
): SpawnSyncReturns<string> {
  const { FSL_DATA: _, FORCE_COLOR: __, ...rest } = process.env;
  return spawnSync(process.execPath, [programOf(path), ...args], {
    cwd,
    encoding: 'utf8',
    env: { ...rest, NO_COLOR: '1', ...env },
    maxBuffer: 64 * 1024 * 1024,
  });
}
