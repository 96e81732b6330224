// What a page loads at first, minified and compressed, with and without what we use; fails where it has grown past a limit. The build has its ES modules
// file by file, so that apps load just this.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

/** In kB, of our own code and with what it uses. */
const LIMITS = [
  ['all of it', "export * from './dist/index.js'", 242, 294.5],
  ['records, a plan, its check', "export { createNetwork, match, verify } from './dist/index.js'", 111.5, 142.5],
  [
    'the same, solved in workers',
    "export { createNetwork, verify } from './dist/index.js'; export { openWorkers } from './dist/worker/index.js'",
    97.5,
    128.5,
  ],
  ['plans in parts', "export * from './dist/shard/index.js'", 97, 127.5],
  ['bare pairs', "export { matchPairs, verifyPairs } from './dist/index.js'", 23.5, 28.8],
  ['places', "export { matchPlaces, verifyPlaces } from './dist/index.js'", 26.3, 31.6],
];
const APART = ['graphology', 'zod', 'lodash-es', 'intl-messageformat', 'kdbush'];

async function weigh(contents, external) {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: process.cwd(), sourcefile: 'page.js' },
    outdir: 'page',
    bundle: true,
    minify: true,
    splitting: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'browser',
    external,
    logLevel: 'error',
  });
  const { outputs } = metafile;
  // What is imported when it is needed is not loaded at first.
  const first = new Set(Object.keys(outputs).filter((name) => outputs[name].entryPoint === 'page.js'));
  for (const name of first) {
    for (const { path, kind, external: apart } of outputs[name].imports) {
      if (kind === 'import-statement' && !apart) first.add(path);
    }
  }
  const files = outputFiles.filter(({ path }) => [...first].some((name) => path.endsWith(name)));
  return files.reduce((sum, { contents: bytes }) => sum + gzipSync(bytes, { level: 9 }).length / 1000, 0);
}

for (const [what, source, most, mostWhole] of LIMITS) {
  const own = await weigh(source, APART);
  const whole = await weigh(source, []);
  const [alone, used] = [own, whole].map((size) => size.toFixed(1));
  console.log(`${alone} kB of its own (limit ${most}), ${used} with what it uses (limit ${mostWhole}): ${what}`);
  if (own > most || whole > mostWhole) process.exitCode = 1;
}
console.log(`counted apart: ${APART.join(', ')}`);

const [{ size }] = JSON.parse(execFileSync('npm', ['pack', '--dry-run', '--json'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
console.log(`${(size / 1000).toFixed(0)} kB packed (limit 2500)`);
if (size > 2_500_000) process.exitCode = 1;

const page = readFileSync('dist/desk.html');
const packed = gzipSync(page, { level: 9 }).length;
console.log(`${(page.length / 1e6).toFixed(2)} MB desk.html (limit 2.2), ${(packed / 1000).toFixed(0)} kB compressed (limit 750)`);
if (page.length > 2_200_000 || packed > 750_000) process.exitCode = 1;
