import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inputJsonSchema } from '../../src/index.js';
import { ROOT, runExample, scratchFolder } from './run-example.js';

const scratch = scratchFolder();

describe('json-schema', () => {
  it('writes the schema to the file named', () => {
    const file = join(scratch, 'deep', 'schema.json');
    const { status, stdout, stderr } = runExample('json-schema.ts', [file]);
    expect([status, stdout, stderr]).toEqual([0, `${file}\n`, '']);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(inputJsonSchema());
  });
});

describe('the index of the examples', () => {
  it('names every file of the folder', () => {
    const index = readFileSync(join(ROOT, 'examples/README.md'), 'utf8');
    const files = readdirSync(join(ROOT, 'examples')).filter((file) => file.endsWith('.ts'));
    const missing = files.filter((file) => !index.includes(file) && !file.startsWith('haikou-'));
    expect(missing).toEqual([]);
  });
});
