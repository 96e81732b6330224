import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BuildOptions, buildSync } from 'esbuild';

export const ROOT = join(import.meta.dirname, '../..');

/** Beside the packages, so that they are found from there. */
const FOLDER = join(ROOT, 'node_modules/.programs');
const made = new Map<string, string>();
let texts = 0;
/** Programs read what stands beside the examples. */
const BESIDE = pathToFileURL(join(ROOT, 'examples', 'any.ts')).href;

function bundle(entry: Pick<BuildOptions, 'entryPoints' | 'stdin'>, outfile: string): void {
  buildSync({
    ...entry,
    absWorkingDir: ROOT,
    outfile,
    bundle: true,
    external: ['esbuild'],
    format: 'esm',
    platform: 'node',
    target: 'node20',
    // For packages that are not ES modules.
    banner: { js: `import { createRequire as $of } from 'node:module'; const require = $of('${BESIDE}');` },
    define: { 'import.meta.url': `'${BESIDE}'` },
  });
}

/**
 * A program in TypeScript as one file for Node, bundled once a process with the packages it takes: to start it through a loader takes seconds of
 * processor time each time, and to find packages file by file half a second.
 *
 * @param path of the program, from the root of the project or absolute
 */
export function programOf(path: string): string {
  const known = made.get(path);
  if (known) return known;
  const name = createHash('sha256').update(path).digest('hex').slice(0, 16);
  const outfile = join(FOLDER, String(process.pid), `${name}.mjs`);
  bundle({ entryPoints: [path] }, outfile);
  made.set(path, outfile);
  return outfile;
}

/** The file of the threads, from the sources. */
export const threadFile = (): URL => pathToFileURL(programOf('src/worker/thread.ts'));

/** Runs a program of this text, which imports from the root of the project; gives what it prints. */
export function runText(code: string, flags: readonly string[] = []): SpawnSyncReturns<string> {
  const outfile = join(FOLDER, String(process.pid), `text-${texts++}.mjs`);
  bundle({ stdin: { contents: code, resolveDir: ROOT, loader: 'ts' } }, outfile);
  return spawnSync(process.execPath, [...flags, outfile], { cwd: ROOT, encoding: 'utf8' });
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
