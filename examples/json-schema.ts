import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { inputJsonSchema } from '../src/index.js';
import { readArguments } from './arguments.js';

const { positionals } = readArguments(
  {
    call: 'npm run schema -- [dist/schema.json]',
    about:
      'Writes the JSON Schema of the input, for an editor that completes and checks records while they are written.',
  },
  {},
  1,
);
const file = positionals[0] ?? 'dist/schema.json';
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, `${JSON.stringify(inputJsonSchema(), null, 2)}\n`);
console.log(file);
