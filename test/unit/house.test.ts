import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkHouse, importsOf, MAX_FILES, MAX_FUNCTION, readHouse, type SourceFile } from '../support/import-rules.js';

const SRC = join(import.meta.dirname, '../../src');

function readSource(): SourceFile[] {
  return readdirSync(SRC, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.[cm]?tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: relative(SRC, path).split(sep).join('/'), text: readFileSync(path, 'utf8') }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

const HOUSE = readHouse(readFileSync(join(SRC, 'README.md'), 'utf8'));

/** A made-up source tree: path → text. */
function breaches(tree: Record<string, string>): string[] {
  return checkHouse(
    Object.entries(tree).map(([path, text]) => ({ path, text })),
    HOUSE,
  );
}

describe('the house', () => {
  it('stands', () => {
    const files = readSource();
    expect(files.map((file) => file.path)).toContain('index.ts');
    expect(
      [...new Set(files.map(({ path }) => path.split('/')[0]!))].filter((folder) => folder !== 'README.md').toSorted(),
    ).toEqual([...HOUSE.keys()].toSorted());
    expect(checkHouse(files, HOUSE)).toEqual([]);
  });
});

const UNIT = import.meta.dirname;
const TESTS = readdirSync(UNIT, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name));
const folderOf = (base: string, path: string) => relative(base, dirname(path)).split(sep).join('/');

/** Folders of the sources, and those that tests of the same folder import from. */
const folders = new Set(readSource().map(({ path }) => posix.dirname(path)));
const named = new Set(
  TESTS.filter((path) => path.endsWith('.test.ts')).flatMap((path) =>
    importsOf({ path, text: readFileSync(path, 'utf8') })
      .map((name) => folderOf(SRC, join(dirname(path), name)))
      .filter((folder) => folder === folderOf(UNIT, path)),
  ),
);

describe('the tests', () => {
  it('mirror the sources', () => {
    expect(TESTS.map((path) => folderOf(UNIT, path) || '.').filter((folder) => !folders.has(folder))).toEqual([]);
  });

  it('name every folder of the sources', () => {
    // What runs in pages has its tests in test/browser.
    const apart = new Set(['.', 'report/page', 'page', 'page/parts', 'page/views']);
    expect([...folders].filter((folder) => !apart.has(folder) && !named.has(folder))).toEqual([]);
  });
});

describe('the checker', () => {
  it('accepts own folder, what it stands on, packages and the machine where it is let in', () => {
    expect(
      breaches({
        'errors/linkage-error.ts': 'export const a = 1;',
        'kernel/index.ts': "export * from './flow.js';",
        'kernel/flow.ts': 'export const b = 1;',
        'model/network.ts':
          "import { z } from 'zod';\nimport { a } from '../errors/linkage-error.js';\nexport { z, a };",
        'solve/solve.ts': "import { b } from '../kernel/index.js';\nexport { b };",
        'match/match.ts': "import { b } from '../solve/solve.js';\nexport { b };",
        'worker/host.ts':
          "import { b } from '../match/match.js';\nimport { Worker } from 'node:worker_threads';\nexport { b, Worker };",
        'index.ts':
          "/** Face. */\nexport { b } from './match/match.js';\nexport type { a } from './errors/linkage-error.js';",
      }),
    ).toEqual([]);
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ['a higher floor', { 'model/a.ts': "import '../plan/b.js';", 'plan/b.ts': '' }, /model does not stand on plan/],
    ['a type of a higher floor', { 'model/a.ts': "import type { B } from '../plan/b.js';", 'plan/b.ts': '' }, /plan/],
    ['a higher floor by re-export', { 'proof/a.ts': "export * from '../solve/b.js';", 'solve/b.ts': '' }, /solve/],
    ['a higher floor, loaded late', { 'policy/a.ts': "void import('../match/b.js');", 'match/b.ts': '' }, /match/],
    [
      'a higher floor inside a type',
      { 'policy/a.ts': "type T = import('../match/b.js').T;", 'match/b.ts': '' },
      /match/,
    ],
    ['a neighbour', { 'io/a.ts': "import '../report/b.js';", 'report/b.ts': '' }, /io does not stand on report/],
    ['the other tower', { 'solve/a.ts': "import '../model/b.js';", 'model/b.ts': '' }, /solve does not stand on model/],
    ['a proof that knows compile', { 'proof/a.ts': "import '../compile/b.js';", 'compile/b.ts': '' }, /compile/],
    ['the kernel with an errand', { 'kernel/a.ts': "import '../errors/b.js';", 'errors/b.ts': '' }, /errors/],
    ['the kernel with a package', { 'kernel/a.ts': "import _ from 'lodash-es';" }, /lodash-es/],
    ['a solver known outside the pipe', { 'plan/a.ts': "import '../solve/b.js';", 'solve/b.ts': '' }, /solve/],
    ['the machine in the middle', { 'plan/a.ts': "import fs from 'node:fs';" }, /node:fs/],
    ['logic in the face', { 'index.ts': 'export const a = 1;' }, /more than re-export/],
    [
      'an import in the face',
      { 'index.ts': "import './match/b.js';", 'match/b.ts': '' },
      /more than re-export|does not/,
    ],
    ['a way out of src', { 'match/a.ts': "import '../../package.json';" }, /outside src/],
    ['a file that is not there', { 'match/a.ts': "import './gone.js';" }, /not there/],
    ['a folder without a floor', { 'utils/a.ts': '' }, /no floor/],
    ['a circle', { 'plan/a.ts': "import './b.js';", 'plan/b.ts': "import type { A } from './a.js';" }, /circle/],
    ['two files of one name', { 'plan/a.ts': '', 'why/a.ts': '' }, /plan\/a.ts and why\/a.ts/],
    ['two files of one name in a language', { 'say/zh/a.ts': '', 'why/zh/a.ts': '' }, /zh\/a.ts stands in/],
    [
      'two exports of one name',
      { 'plan/a.ts': 'export const c = 1;', 'why/b.ts': 'export type c = 1;' },
      /c stands in/,
    ],
    ['a function that is too long', { 'plan/a.ts': `function a() {${'\n'.repeat(MAX_FUNCTION)}}` }, /81 lines/],
    [
      'a folder that is too full',
      Object.fromEntries(Array.from({ length: MAX_FILES + 1 }, (_, i) => [`plan/f${i}.ts`, ''])),
      /26 files/,
    ],
  ])('refuses %s', (_, tree, message) => {
    const found = breaches(tree);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(message);
  });

  it('lets a long function stand where the reason is beside it', () => {
    expect(breaches({ 'plan/a.ts': `// long: one loop\nfunction a() {${'\n'.repeat(MAX_FUNCTION)}}` })).toEqual([]);
  });

  it('lets one name stand in every language', () => {
    const text = 'export const a = 1;';
    expect(breaches({ 'say/zh/b.ts': text, 'say/en/b.ts': text, 'say/b.ts': text })).toEqual([]);
  });

  it('does not take strings and comments for imports', () => {
    expect(importsOf({ path: 'a.ts', text: "// import './b.js'\nconst c = `import './d.js'`;" })).toEqual([]);
  });
});
