// Types for CommonJS: those of the ES modules under other names. Rolling them up twice takes as long again as the rest of the build.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

for (const file of readdirSync('dist').filter((name) => name.endsWith('.d.ts'))) {
  const text = readFileSync(join('dist', file), 'utf8');
  const common = text.replace(/(from '\.\/[^']+)\.js'/g, "$1.cjs'");
  writeFileSync(join('dist', file.replace(/\.d\.ts$/, '.d.cts')), common);
}
