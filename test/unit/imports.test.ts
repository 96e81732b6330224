import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkHouse, importsOf, MAX_LINES, type SourceFile } from '../support/import-rules.js';

const SRC = join(import.meta.dirname, '../../src');

function readSource(): SourceFile[] {
  return readdirSync(SRC, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.[cm]?tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: relative(SRC, path).split(sep).join('/'), text: readFileSync(path, 'utf8') }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** A made-up source tree: path → text. */
function breaches(tree: Record<string, string>): string[] {
  return checkHouse(Object.entries(tree).map(([path, text]) => ({ path, text })));
}

describe('the house', () => {
  it('stands: every file of src imports its own folder or a lower floor', () => {
    const files = readSource();
    expect(files.map((file) => file.path)).toContain('index.ts');
    expect(checkHouse(files)).toEqual([]);
  });
});

describe('the checker', () => {
  it('accepts own folder, lower floors, packages and the pipe', () => {
    expect(
      breaches({
        'errors.ts': 'export const a = 1;',
        'kernel/index.ts': "export * from './flow.js';",
        'kernel/flow.ts': 'export const b = 1;',
        'model/network.ts': "import { z } from 'zod';\nimport { a } from '../errors.js';\nexport { z, a };",
        'solve/solve.ts': "import { b } from '../kernel/index.js';\nexport { b };",
        'match.ts': "import { b } from './solve/solve.js';\nexport { b };",
        'live.ts': "import { b } from './match.js';\nexport { b };",
        'worker/host.ts':
          "import { b } from '../live.js';\nimport { Worker } from 'node:worker_threads';\nexport { b, Worker };",
        'index.ts': "/** Face. */\nexport { b } from './match.js';\nexport type { a } from './errors.js';",
      }),
    ).toEqual([]);
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ['a higher floor', { 'model/a.ts': "import '../plan/b.js';", 'plan/b.ts': '' }, /floor 1.*floor 6/],
    [
      'a higher floor, type only',
      { 'model/a.ts': "import type { B } from '../plan/b.js';", 'plan/b.ts': '' },
      /floor 6/,
    ],
    ['a higher floor by re-export', { 'proof/a.ts': "export * from '../solve/b.js';", 'solve/b.ts': '' }, /floor 5/],
    ['a higher floor, loaded late', { 'policy/a.ts': "void import('../match.js');", 'match.ts': '' }, /floor 8/],
    ['a higher floor inside a type', { 'policy/a.ts': "type T = import('../match.js').T;", 'match.ts': '' }, /floor 8/],
    ['a neighbour on the same floor', { 'io/a.ts': "import '../report/b.js';", 'report/b.ts': '' }, /floor 7.*floor 7/],
    ['the kernel with an errand', { 'kernel/a.ts': "import '../errors.js';", 'errors.ts': '' }, /ground floor/],
    ['the kernel with a package', { 'kernel/a.ts': "import _ from 'lodash-es';" }, /ground floor.*lodash-es/],
    ['errors.ts with an errand', { 'errors.ts': "import './kernel/a.js';", 'kernel/a.ts': '' }, /ground floor/],
    ['a solver known outside the pipe', { 'plan/a.ts': "import '../solve/b.js';", 'solve/b.ts': '' }, /only the pipe/],
    ['the machine in the middle', { 'plan/a.ts': "import fs from 'node:fs';" }, /node:fs/],
    ['logic in the face', { 'index.ts': 'export const a = 1;' }, /more than re-export/],
    ['an import in the face', { 'index.ts': "import './match.js';", 'match.ts': '' }, /more than re-export/],
    ['a way out of src', { 'match.ts': "import '../package.json';" }, /outside src/],
    ['a file that is not there', { 'match.ts': "import './gone.js';" }, /not there/],
    ['a folder without a floor', { 'utils/a.ts': '' }, /no floor/],
    ['a file that is too long', { 'model/a.ts': '\n'.repeat(MAX_LINES + 1) }, /401 lines/],
  ])('refuses %s', (_, tree, message) => {
    const found = breaches(tree);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(message);
  });

  it('does not take strings and comments for imports', () => {
    expect(importsOf({ path: 'a.ts', text: "// import './b.js'\nconst c = `import './d.js'`;" })).toEqual([]);
  });
});
