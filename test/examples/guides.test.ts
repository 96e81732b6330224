import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { runProgramOf } from '../support/program.js';
import { RICH } from '../support/samples.js';
import { ROOT, scratchFolder } from './run-example.js';

const text = readFileSync(join(ROOT, 'examples/guides.md'), 'utf8');
const [cookbook = '', certificate = '', embedding = ''] = text.split(/^## .+$/m).slice(1);
const blocksOf = (part: string, language: string): string[] =>
  [...part.matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, code = '']) => code);
const ENTRIES: Readonly<Record<string, string>> = {
  'five-society-linkage/io': 'src/io/index.ts',
  'five-society-linkage/report': 'src/report/index.ts',
  'five-society-linkage/shard': 'src/shard/index.ts',
  'five-society-linkage/worker': 'src/worker/index.ts',
  'five-society-linkage': 'src/index.ts',
};
const resolved = (code: string, at: (entry: string) => string): string =>
  Object.entries(ENTRIES).reduce((all, [name, entry]) => all.replaceAll(`'${name}'`, `'${at(entry)}'`), code);

const scratch = scratchFolder();

/** Runs a text as a program; gives what it prints. */
function run(name: string, code: string): string {
  const file = join(scratch, `${name}.mts`);
  writeFileSync(
    file,
    resolved(code, (entry) => join(ROOT, entry)),
  );
  const { status, stdout, stderr } = runProgramOf(file);
  expect([status, stderr]).toEqual([0, '']);
  return stdout;
}

const HAIKOU = join(ROOT, 'examples/haikou-scenario.ts');

describe('the policy cookbook', () => {
  const recipes = blocksOf(cookbook, 'ts');

  it('has recipes whose plans are proved, each another one than that of the default policy', () => {
    expect(recipes.length).toBeGreaterThanOrEqual(12);
    const program = `
import { createNetwork, definePolicy, match as solve, verify } from 'five-society-linkage';
import { haikouScenario } from '${HAIKOU}';
const city = haikouScenario(2026, 400);
// Some volunteers have been asked often.
const volunteers = city.volunteers.map((one, i) => ({ ...one, askedLast7Days: i % 4 }));
const network = createNetwork({ ...city, volunteers });
const told = (plan) => JSON.stringify([plan.linkages, plan.unmet.map(({ need, requirement, covered }) => [need, requirement, covered])]);
const usual = told(solve(network));
const match = (network, { timeLimit, ...made }) => {
  const plan = solve(network, { timeLimit, ...made });
  console.log(verify(network, plan, made).ok, told(plan) !== usual);
};
${recipes.map((recipe) => `{\n${recipe}}`).join('\n')}`;
    expect(run('cookbook', program)).toBe('true true\n'.repeat(recipes.length));
  });
});

describe('in Chinese', () => {
  const inChinese = (name: string): string => readFileSync(join(ROOT, `examples/zh/${name}.md`), 'utf8');

  it('the cookbook has the same recipes', () => {
    expect(blocksOf(inChinese('cookbook'), 'ts')).toEqual(blocksOf(cookbook, 'ts'));
  });

  it('the first plan prints what it shows', () => {
    const [program = '', words = ''] = blocksOf(inChinese('first-plan'), 'ts');
    const printed = run('first-plan', `${program}\n${words}`);
    expect(printed.startsWith(blocksOf(inChinese('first-plan'), 'text').join(''))).toBe(true);
    expect(printed).toMatch(/optimal true\n.*garden.*fire/s);
  });
});

describe('reading a certificate', () => {
  it('shows what its blocks print', () => {
    const program = `import { matchPairs } from 'five-society-linkage';\n${blocksOf(certificate, 'ts').join('\n')}`;
    expect(run('certificate', program)).toBe(blocksOf(certificate, 'text').join(''));
  });
});

describe('embedding', () => {
  const [server = '', , worker = ''] = blocksOf(embedding, 'ts');

  it('has a server that plans, tells of bad rows, and refuses what is none', () => {
    const program = `${server}
server.listen(0, async () => {
  const { port } = server.address();
  const ask = async (body) => {
    const answer = await fetch('http://localhost:' + port, { method: 'POST', body });
    const { ok, issues, details } = await answer.json();
    console.log(answer.status, ok, issues?.length, details?.length);
  };
  await ask(${JSON.stringify(JSON.stringify(RICH))});
  await ask('{"communities":[{"id":""}],"needs":[]}');
  await ask('[]');
  await ask('{');
  server.close();
  server.closeAllConnections();
});`;
    expect(run('server', program)).toBe(
      '200 true 0 undefined\n200 true 1 undefined\n400 undefined undefined 1\n400 undefined undefined 0\n',
    );
  });

  it('has a worker that plans by a preset', () => {
    const program = `
globalThis.self = { postMessage: (plan) => console.log(plan.status) };
${worker}
self.onmessage({ data: { preset: 'localFirst', records: ${JSON.stringify(RICH)} } });`;
    expect(run('worker', program)).toBe('optimal\n');
  });
});

it('has blocks whose types hold, as the README', () => {
  const known = `import { definePolicy, match, matchPairs, type Need, type Network, type Rule, type Term } from 'five-society-linkage';
declare const network: Network;\n`;
  const parts = [
    ...blocksOf(cookbook, 'ts').map((code) => known + code),
    known + blocksOf(certificate, 'ts').join('\n'),
    ...blocksOf(embedding, 'ts'),
    blocksOf(readFileSync(join(ROOT, 'README.md'), 'utf8'), 'ts').join('\n'),
  ].map((code) => resolved(`${code}\nexport {};`, (entry) => `../../${entry.replace(/ts$/, 'js')}`));
  const files = new Map(parts.map((code, i) => [join(ROOT, `test/examples/guides-${i}.virtual.ts`), code]));
  const config = ts.getParsedCommandLineOfConfigFile(
    join(ROOT, 'tsconfig.json'),
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: ({ messageText }) => expect(messageText).toBe('') },
  );
  const lib = ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'];
  const options = { ...config?.options, lib, noUnusedLocals: false };
  const host = ts.createCompilerHost(options);
  const { fileExists, getSourceFile } = host;
  host.fileExists = (path) => files.has(path) || fileExists.call(host, path);
  host.getSourceFile = (path, ...rest) => {
    const code = files.get(path);
    return code === undefined
      ? getSourceFile.call(host, path, ...rest)
      : ts.createSourceFile(path, code, ts.ScriptTarget.ES2022, true);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  const found = [...files.keys()].flatMap((file) => ts.getPreEmitDiagnostics(program, program.getSourceFile(file)));
  expect(found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))).toEqual([]);
});
