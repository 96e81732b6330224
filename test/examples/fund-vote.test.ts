import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { width } from '../../examples/terminal.js';
import { runExample, scratchFolder } from './run-example.js';

describe.each(['zh', 'en'] as const)('11-fund-vote in %s', (lang) => {
  it('runs alone, within 100 columns, and checks what it counts', () => {
    const { status, stdout, stderr } = runExample('11-fund-vote.ts', ['--lang', lang]);
    expect([stderr, status]).toEqual(['', 0]);
    expect(stdout).toContain('虚构');
    expect(stdout).toContain('✓');
    expect(stdout.split('\n').filter((line) => width(line) > 100)).toEqual([]);
    expect(stdout).not.toMatch(/undefined|NaN|\[object/);
    // Equal shares leave fewer with nothing than most votes first.
    const left =
      lang === 'zh' ? /均等份额法 (\d+) 人，得票优先 (\d+) 人/ : /: (\d+) by\s+equal\s+shares,\s+(\d+)\s+by\s+most/;
    const [, shares, votes] = left.exec(stdout)!.map(Number);
    expect(shares).toBeLessThan(votes!);
  });
});

it('11-fund-vote counts what sheets say', () => {
  const folder = scratchFolder();
  writeFileSync(join(folder, '项目.csv'), '编号,名称,金额,社区\na,坡道,1000,东\nb,菜园,600,西\nc,课堂,500,西\n');
  writeFileSync(join(folder, '投票.csv'), '投票人,项目\n1,a\n2,a\n3,b、c\n');
  const { status, stdout, stderr } = runExample('11-fund-vote.ts', ['--sheets', folder, '--budget', '1500']);
  expect([stderr, status]).toEqual(['', 0]);
  // Two pay 500 each for the ramp; the third has 500 for the lessons, and not 600 for the garden.
  const row = (name: string) =>
    stdout
      .split('\n')
      .find((line) => line.startsWith(name))
      ?.trim()
      .split(/\s+/);
  expect([row('坡道'), row('菜园'), row('课堂')]).toEqual([
    ['坡道', '1,000', '2', '✓', '✓'],
    ['菜园', '600', '1'],
    ['课堂', '500', '1', '✓', '✓'],
  ]);
  expect(stdout).not.toContain('虚构');
});
