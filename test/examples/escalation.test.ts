import { describe, expect, it } from 'vitest';
import { haikouScenario } from '../../examples/haikou-scenario.js';
import { width } from '../../examples/terminal.js';
import { createNetwork, escalate } from '../../src/index.js';
import { runExample } from './run-example.js';

const NEEDS = 300;
const { trace, stays } = escalate(createNetwork(haikouScenario(2026, NEEDS)), { reserve: 0.1 });

describe.each(['zh', 'en'] as const)('07-escalation in %s', (lang) => {
  const { status, stdout, stderr } = runExample('07-escalation.ts', ['--lang', lang, '--needs', String(NEEDS)]);

  it('runs alone, within 100 columns, and checks its plans', () => {
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('虚构');
    expect(stdout).toContain('✓');
    expect(stdout).not.toMatch(/undefined|NaN|\[object/);
    expect(stdout.split('\n').filter((line) => width(line) > 100)).toEqual([]);
  });

  it('tells how many needs were passed on, and how many stay', () => {
    const rows = stdout.split('\n').flatMap((line) => [...line.matchAll(/^\S.*?((?: +[\d,]+){3})$/g)]);
    const figures = rows.slice(0, 5).map(([, row = '']) => row.trim().split(/ +/).map(Number));
    const sums = [0, 1, 2].map((hop) => figures.reduce((sum, row) => sum + row[hop]!, 0));
    expect(sums).toEqual(['street', 'district', 'city'].map((from) => trace.filter((one) => one.from === from).length));
    const count = (reason: string) => String(stays.filter((one) => one.reason === reason).length);
    const told = /(\d+) (?:个在本级等候|wait where).*?(\d+) (?:个未获授权|may not)/.exec(stdout);
    expect(told?.slice(1)).toEqual([count('clock'), count('consent')]);
  });

  it('a joint plan meets at least as many of the urgent', () => {
    const row = stdout.split('\n').find((line) => /急（共|met, urgent/.test(line)) ?? '';
    const [tiered = 0, joint = 0] = row.trim().split(/ +/).slice(-2).map(Number);
    expect(tiered).toBeGreaterThan(0);
    expect(joint).toBeGreaterThanOrEqual(tiered);
  });
});
