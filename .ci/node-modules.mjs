// What Node loads: the CommonJS build, under names for `import` as well, so that both ways share one code and one state, and no import reads hundreds of files.
// And the types of CommonJS, which are those of the ES modules: rolling them up twice takes as long again as the rest of the build.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { transformSync } from 'esbuild';

const DIST = join(import.meta.dirname, '../dist');
const require = createRequire(import.meta.url);

mkdirSync(join(DIST, 'node'), { recursive: true });
for (const entry of ['index', 'cluster', 'bullmq', 'pg-boss', 'io', 'kernel', 'library', 'report', 'shard', 'worker']) {
  const names = Object.keys(require(join(DIST, `${entry}.cjs`))).join(', ');
  // By `require`: an `import` of CommonJS is read twice, first for its names.
  const load = `import { createRequire } from 'node:module';\nconst it = createRequire(import.meta.url)('../${entry}.cjs');`;
  writeFileSync(join(DIST, 'node', `${entry}.js`), `${load}\nexport const { ${names} } = it;\n`);
}
// What the command brings of other packages is nobody's to read here.
for (const file of readdirSync(DIST).filter((name) => /^drawing-.*\.cjs$/.test(name))) {
  const { code } = transformSync(readFileSync(join(DIST, file), 'utf8'), { minify: true, legalComments: 'inline' });
  writeFileSync(join(DIST, file), code);
}
for (const file of readdirSync(DIST).filter((name) => name.endsWith('.d.ts'))) {
  const text = readFileSync(join(DIST, file), 'utf8').replace(/(from '\.\/[^']+)\.js'/g, "$1.cjs'");
  writeFileSync(join(DIST, file.replace(/\.d\.ts$/, '.d.cts')), text);
}
