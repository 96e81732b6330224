import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { inputJsonSchema } from '../src/index.js';

/**
 * The JSON Schema of the input as a file, for an editor that completes and checks records while they are written.
 *
 *   npm run schema -- [dist/schema.json]
 */
const file = process.argv[2] ?? 'dist/schema.json';
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, `${JSON.stringify(inputJsonSchema(), null, 2)}\n`);
console.log(file);
