import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { width } from '../../src/desk/terminal.js';
import { runExample, scratchFolder } from './run-example.js';

const scratch = scratchFolder();

describe.each(['zh', 'en'] as const)('06-spreadsheets in %s', (lang) => {
  const { status, stdout, stderr } = runExample('06-spreadsheets.ts', ['--lang', lang], { TMPDIR: scratch });

  it('finds the faults, plans the rest and ends well', () => {
    expect([status, stderr]).toEqual([0, '']);
    for (const fault of ['好几回', '12,5', '4.60105E+11', '非常急', 'c9']) expect(stdout).toContain(fault);
    expect(stdout).toContain(lang === 'zh' ? '已证明' : 'Proved');
    // Only paths of the machine may be longer.
    const long = stdout.split('\n').filter((line) => width(line) > 100 && !line.includes(scratch));
    expect(long).toEqual([]);
  });

  it('shares what is scarce fairly, and lists no formula that runs', () => {
    const lists = join(/(\S+)[\\/]plan\.json/.exec(stdout)![1]!, 'lists');
    const texts = readdirSync(lists).map((file) => readFileSync(join(lists, file), 'utf8'));
    expect(texts.some((text) => text.includes(',1650,') && text.includes(',1350,'))).toBe(true);
    expect(texts.filter((text) => /(?:^|[,\n"])=/m.test(text.replaceAll('"\'=', '')))).toEqual([]);
  });
});
