import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { SCRIPT_HASH, STYLE_HASH } from '../../../src/report/page-hashes.js';
import { PAGE_SCRIPT } from '../../../src/report/page-script.js';
import { PAGE_STYLE } from '../../../src/report/page-style.js';

const hashOf = (text: string) => `sha256-${createHash('sha256').update(text).digest('base64')}`;

describe('script and style of the page', () => {
  it('are those that the policy of the page allows', () => {
    expect([STYLE_HASH, SCRIPT_HASH]).toEqual([hashOf(PAGE_STYLE), hashOf(PAGE_SCRIPT)]);
  });

  it('cannot end their elements, nor be changed by how lines end', () => {
    for (const text of [PAGE_SCRIPT, PAGE_STYLE]) expect(text).not.toMatch(/<\/|<!--|\r/);
  });

  it('is a script that a compiler finds nothing wrong with', () => {
    const options: ts.CompilerOptions = {
      allowJs: true,
      checkJs: true,
      noEmit: true,
      target: ts.ScriptTarget.ES2022,
      lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
      types: [],
      noUnusedLocals: true,
      strict: false,
    };
    const host = ts.createCompilerHost(options);
    const { getSourceFile } = host;
    host.getSourceFile = (name, ...rest) =>
      name === 'page.js'
        ? ts.createSourceFile(name, PAGE_SCRIPT, ts.ScriptTarget.ES2022, true)
        : getSourceFile.call(host, name, ...rest);
    const found = ts.getPreEmitDiagnostics(ts.createProgram(['page.js'], options, host));
    const messages = found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
    // `find` answers any element; which one it is stands in the page.
    expect(messages.filter((message) => !/does not exist on type '(HTML)?Element'/.test(message))).toEqual([]);
  });

  it('is nothing that the core takes in', () => {
    const face = readFileSync(join(import.meta.dirname, '../../../src/index.ts'), 'utf8');
    expect(face).not.toContain('report/');
  });
});
