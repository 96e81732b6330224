import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runProgramOf } from '../support/program.js';
import { ROOT, scratchFolder } from './run-example.js';

const FOLDER = join(ROOT, 'src/kernel');
const FACE = join(FOLDER, 'index.ts');
const scratch = scratchFolder();

/** The examples in docstrings of a file, as code. */
function examplesIn(file: string): string[] {
  const blocks = readFileSync(join(FOLDER, file), 'utf8').matchAll(/ \* ```ts\n((?: \*.*\n)*?) \* ```/g);
  return [...blocks].map(([, code = '']) => code.replaceAll(/^ \* ?/gm, ''));
}

describe('an example in a docstring of the kernel prints what stands beside it', () => {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.ts') && examplesIn(file).length > 0);

  it('in each header that has one', () => {
    expect(files).toEqual(['min-cost-flow.ts', 'network-simplex.ts']);
  });

  it.each(files.flatMap((file) => examplesIn(file).map((code, i) => [file, i, code] as const)))(
    '%s %i',
    (file, i, code) => {
      const path = join(scratch, `${file}.${i}.mts`);
      writeFileSync(path, code.replaceAll("'five-society-linkage/kernel'", `'${FACE}'`));
      const { stdout, stderr } = runProgramOf(path);
      const told = [...code.matchAll(/^console\.log\(.*\); \/\/ (.*)$/gm)].map(([, text]) => text);
      expect(stderr).toBe('');
      expect(stdout.trimEnd().split('\n')).toEqual(told);
      expect(told.length).toBeGreaterThan(0);
    },
  );
});
