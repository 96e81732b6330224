// What a browser loads at first of our own code, minified and compressed, without what it uses; fails where it has grown past its limit.
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

/** In kB. */
const LIMITS = [
  ['all of it', "export * from './src/index.ts'", 156],
  ['records, a plan, its check', "export { createNetwork, match, verify } from './src/index.ts'", 70],
  [
    'the same, solved in workers',
    "export { createNetwork, verify } from './src/index.ts'; export { openWorkers } from './src/worker/index.ts'",
    61,
  ],
  ['bare pairs', "export { matchPairs, verifyPairs } from './src/index.ts'", 19],
];
const APART = ['graphology', 'zod', 'lodash-es', 'intl-messageformat', 'kdbush'];

async function weigh(contents, external) {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: process.cwd(), loader: 'ts', sourcefile: 'page.ts' },
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
  // What is imported when it is needed is not loaded at first.
  const first = new Set(Object.keys(metafile.outputs).filter((name) => metafile.outputs[name].entryPoint === 'page.ts'));
  for (const name of first) {
    for (const { path, kind, external: apart } of metafile.outputs[name].imports) {
      if (kind === 'import-statement' && !apart) first.add(path);
    }
  }
  const files = outputFiles.filter(({ path }) => [...first].some((name) => path.endsWith(name)));
  return files.reduce((sum, { contents: bytes }) => sum + gzipSync(bytes, { level: 9 }).length / 1000, 0);
}

for (const [what, source, limit] of LIMITS) {
  const own = await weigh(source, APART);
  const whole = await weigh(source, []);
  console.log(`${own.toFixed(1)} kB of its own (limit ${limit}), ${whole.toFixed(1)} with what it uses: ${what}`);
  if (own > limit) process.exitCode = 1;
}
console.log(`counted apart: ${APART.join(', ')}`);
