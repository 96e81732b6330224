// What the core entry weighs in a browser bundle, minified and compressed, without what it uses; fails where it has grown past its limit.
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

/** In kB: all of it, a plan for a network, bare pairs. */
const LIMITS = [
  ["export * from './src/index.ts'", 156],
  ["export { createNetwork, match, verify } from './src/index.ts'", 70],
  ["export { matchPairs, verifyPairs } from './src/index.ts'", 19],
];
const APART = ['graphology', 'zod', 'lodash-es', 'intl-messageformat', 'kdbush'];

async function weigh(contents, external) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: process.cwd(), loader: 'ts' },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    external,
    logLevel: 'error',
  });
  return gzipSync(outputFiles[0].contents, { level: 9 }).length / 1000;
}

for (const [source, limit] of LIMITS) {
  const own = await weigh(source, APART);
  const whole = await weigh(source, []);
  console.log(`${own.toFixed(1)} kB of its own (limit ${limit}), ${whole.toFixed(1)} with what it uses: ${source}`);
  if (own > limit) process.exitCode = 1;
}
console.log(`counted apart: ${APART.join(', ')}`);
