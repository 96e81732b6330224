// What the core entry weighs in a browser bundle, minified and compressed, with and without what it uses; fails where it has grown past a limit. The
// build has its ES modules file by file, so that apps load just this.
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

/** In kB, by itself and with what it uses: all of it, a plan for a network, bare pairs. */
const LIMITS = [
  ["export * from './src/index.ts'", 156, 218],
  ["export { createNetwork, match, verify } from './src/index.ts'", 69, 95],
  ["export { matchPairs, verifyPairs } from './src/index.ts'", 30, 36],
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

for (const [source, most, mostWhole] of LIMITS) {
  const own = await weigh(source, APART);
  const whole = await weigh(source, []);
  const [alone, used] = [own, whole].map((size) => size.toFixed(1));
  console.log(`${alone} kB of its own (limit ${most}), ${used} with what it uses (limit ${mostWhole}): ${source}`);
  if (own > most || whole > mostWhole) process.exitCode = 1;
}
console.log(`counted apart: ${APART.join(', ')}`);
