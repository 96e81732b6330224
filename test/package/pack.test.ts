import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildIfNeeded, NPM, ROOT, runProgram } from '../support/build.js';
import { fieldsOf, silentIn } from '../support/field-words.js';

const CONSUMER = join(import.meta.dirname, 'consumer');
/** What the README leads on to. */
const LINKED = [
  'CONTRIBUTING.md',
  'bench/RESULTS.md',
  'examples/README.md',
  'examples/data/SOURCE.md',
  'examples/en/handbook.md',
  'examples/guides.md',
  'examples/zh/handbook.md',
  'src/README.md',
];
const NPX = process.platform === 'win32' ? 'npx.cmd' : 'npx';
const TSC = join(ROOT, 'node_modules/typescript/bin/tsc');

let project = '';
let packed: string[] = [];

const node = (args: string[]): string => runProgram(process.execPath, args, project);

/** The packed tarball, installed into an empty project, as a stranger would. */
beforeAll(() => {
  buildIfNeeded();
  project = mkdtempSync(join(tmpdir(), 'five-society-linkage-'));
  const [pack] = JSON.parse(runProgram(NPM, ['pack', '--json', '--pack-destination', project], ROOT));
  packed = pack.files.map((file: { path: string }) => file.path);
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'stranger', private: true }));
  runProgram(NPM, ['install', '--prefer-offline', '--no-audit', '--no-fund', join(project, pack.filename)], project);
  for (const name of ['esm.mjs', 'cjs.cjs', 'sample.mjs', 'smallest.json'])
    copyFileSync(join(CONSUMER, name), join(project, name));
  for (const name of ['typed.mts', 'typed.cts']) copyFileSync(join(CONSUMER, 'typed.txt'), join(project, name));
  copyFileSync(join(CONSUMER, 'typed.txt'), join(project, 'typed.ts'));
});

afterAll(() => {
  if (project) rmSync(project, { recursive: true, force: true });
});

describe('the packed tarball', () => {
  it('holds the build, its types and the papers, and nothing else', () => {
    const pages = ['examples/en/library.md', 'examples/zh/library.md'];
    const papers = ['LICENSE', 'README.md', 'CHANGELOG.md', 'package.json', ...pages, ...LINKED];
    expect(packed).toEqual(expect.arrayContaining(papers));
    for (const entry of ['index', 'io', 'kernel', 'library', 'report', 'shard', 'worker']) {
      for (const end of ['cjs', 'd.ts', 'd.cts']) expect(packed).toContain(`dist/${entry}.${end}`);
      expect(packed).toContain(entry === 'index' ? 'dist/index.js' : `dist/${entry}/index.js`);
    }
    for (const [entry, file] of [
      ['cluster', 'index'],
      ['bullmq', 'bullmq'],
      ['pg-boss', 'pg-boss'],
    ] as const)
      expect(packed).toEqual(
        expect.arrayContaining([`dist/${entry}.cjs`, `dist/${entry}.d.ts`, `dist/cluster/${file}.js`]),
      );
    expect(packed).toContain('dist/worker/worker-thread.js');
    expect(packed).toContain('dist/desk.cjs');
    expect(packed.filter((path) => !path.startsWith('dist/') && !papers.includes(path))).toEqual([]);
  });

  it('holds whatever the README links to', () => {
    const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
    const links = [...readme.matchAll(/\]\(([^)#]+)[^)]*\)/g)].map(([, link = '']) => link);
    const relative = links.filter((link) => !/^[a-z]+:/.test(link));
    expect(relative).toEqual(expect.arrayContaining(LINKED));
    expect(relative.filter((link) => !packed.includes(link))).toEqual([]);
  });

  it('says in its types what every field is', () => {
    const fields = fieldsOf(join(ROOT, 'dist/index.d.ts'));
    expect(fields.size).toBeGreaterThan(500);
    // What a rule or a term is stands in the guide.
    expect(silentIn(fields).filter((field) => !/^PolicyData\.(?:rules|terms)\./.test(field))).toEqual([]);
  });

  it('works as an ES module', () => expect(node(['esm.mjs'])).toMatch(/^esm ok/));

  it('works from CommonJS', () => expect(node(['cjs.cjs'])).toMatch(/^cjs ok/));

  it('has a command that goes from templates to lists', () => {
    const bin = join(project, 'node_modules/five-society-linkage/dist/desk.cjs');
    const command = (...args: string[]) => node([bin, ...args]);
    const template = ['--no-install', 'five-society-linkage', 'template', 'lists', '--csv'];
    expect(runProgram(NPX, template, project).trim().split('\n').length).toBeGreaterThan(8);
    // Examples count for nothing until they are made one's own.
    const lists = join(project, 'lists');
    for (const file of readdirSync(lists)) {
      const text = readFileSync(join(lists, file), 'utf8');
      writeFileSync(join(lists, file), text.replaceAll('示例', '本站'));
    }
    expect(command('desk', 'lists')).toContain('out');
    // Workbooks and charts need no other package.
    expect(readdirSync(join(project, 'out/lists'))).toEqual(['五社联动方案.xlsx']);
    expect(readFileSync(join(project, 'out/report.html'), 'utf8')).toContain('<svg class="chart"');
    command('desk', 'lists', '--csv');
    expect(readdirSync(join(project, 'out/lists')).length).toBeGreaterThan(15);
    expect(readFileSync(join(project, 'out/plan.json'), 'utf8')).toMatch(/"status":"optimal"/);
    expect(readFileSync(join(project, 'out/report.html'), 'utf8')).toMatch(/^<!doctype html>/);
  });

  it('has a file for workers that imports nothing, so that it can be put anywhere', () => {
    const file = join(project, 'node_modules/five-society-linkage/dist/worker/worker-thread.js');
    expect(readFileSync(file, 'utf8')).not.toMatch(/^import\b|\brequire\(|\bimport\(/m);
  });

  it('keeps its insides to itself', () => {
    const inside =
      "import('five-society-linkage/dist/index.js').then(() => 'open', (error) => error.code).then(console.log)";
    expect(node(['-e', inside]).trim()).toBe('ERR_PACKAGE_PATH_NOT_EXPORTED');
  });

  it.each([
    ['nodenext', { module: 'nodenext', moduleResolution: 'nodenext' }, ['typed.mts', 'typed.cts']],
    ['bundler', { module: 'esnext', moduleResolution: 'bundler' }, ['typed.ts']],
  ])('has types that hold under %s resolution, without skipLibCheck', (name, resolution, files) => {
    const strict = { strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true };
    // zod's own types name URL, which comes with the DOM library or with Node's types.
    const whole = { noEmit: true, target: 'es2022', lib: ['es2023', 'dom'], types: [], skipLibCheck: false };
    const config = `tsconfig.${name}.json`;
    writeFileSync(
      join(project, config),
      JSON.stringify({ compilerOptions: { ...resolution, ...strict, ...whole }, files }),
    );
    expect(node([TSC, '--project', config])).toBe('');
  });
});
