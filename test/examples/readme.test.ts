import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runProgramOf } from '../support/program.js';
import { ROOT, runExample, scratchFolder } from './run-example.js';

const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
const blocks = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = '']) => code);
const scratch = scratchFolder();

describe('the README', () => {
  it('shows the output that its first block prints', () => {
    expect(readme).toContain(`\`\`\`text\n${runExample('01-quick-start.ts').stdout}\`\`\``);
  });

  it('has blocks that run one after the other and prove what they make', () => {
    const file = join(scratch, 'readme.mts');
    const source = join(ROOT, 'src/index.ts');
    writeFileSync(file, blocks.join('\n').replaceAll("'five-society-linkage'", `'${source}'`));
    const { status, stdout, stderr } = runProgramOf(file);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toMatch(/optimal true\n/);
    expect(stdout.trimEnd()).toMatch(/true$/);
  });

  it('names the two commands, and the same version as the changelog and the package', () => {
    expect(readme).toContain('npm ci && npm run demo');
    expect(readme).toContain('npm ci && npm test');
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    expect(readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8')).toContain(`## [${version}]`);
  });
});
