import { beforeAll, describe, expect, it } from 'vitest';
import { haikouScenario } from '../../examples/haikou-scenario.js';
import { width } from '../../examples/terminal.js';
import { createNetwork, type MatchOptions, match } from '../../src/index.js';
import { runExample } from './run-example.js';

const NEEDS = 400;
const network = createNetwork(haikouScenario(2026, NEEDS));
const societies = ['community', 'socialWorker', 'organisation'] as const;
const plans = ([{ societies, method: 'greedy' }, { societies }, { method: 'greedy' }, {}] satisfies MatchOptions[]).map(
  (options) => match(network, options),
);

/** The four figures of the row that begins so. */
function figures(text: string, title: string): number[] {
  const row = text.split('\n').find((line) => line.startsWith(title)) ?? '';
  return row
    .slice(title.length)
    .replace(/^.*?\)|^.*?）/, '')
    .trim()
    .split(/\s{2,}/)
    .map((figure) => Number(figure.replace(/[,%]/g, '')));
}

describe.each(['zh', 'en'] as const)('05-three-vs-five in %s', (lang) => {
  let status: number | null = null;
  let stdout = '';
  let stderr = '';
  beforeAll(() => {
    ({ status, stdout, stderr } = runExample('05-three-vs-five.ts', ['--lang', lang, '--needs', String(NEEDS)]));
  });
  const say = (zh: string, en: string) => (lang === 'zh' ? zh : en);

  it('runs alone, within 100 columns, and checks its plans', () => {
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toContain('虚构');
    expect(stdout).toContain('✓');
    expect(stdout.split('\n').filter((line) => width(line) > 100)).toEqual([]);
    expect(stdout).not.toMatch(/undefined|NaN|\[object/);
  });

  it('counts the needs met in each of the four plans', () => {
    const { needs } = haikouScenario(2026, NEEDS);
    for (const [urgency, en] of [
      ['急', 'urgent'],
      ['难', 'difficult'],
      ['愁', 'worrying'],
      ['盼', 'hoped'],
    ] as const) {
      const own = needs.filter((need) => need.urgency === urgency).map(({ id }) => id);
      const met = plans.map(({ unmet }) => {
        const short = new Set(unmet.map(({ need }) => need));
        return own.filter((id) => !short.has(id)).length;
      });
      expect(figures(stdout, say(`满足的需求 ${urgency}`, `needs met, ${urgency} ${en}`))).toEqual(met);
    }
  });

  it('gives the share of money covered, and shows what five societies and a proof add', () => {
    const shares = plans.map(({ coverage }) => {
      const { covered, demanded } = coverage.byUnit.find(({ unit }) => unit === 'fen')!;
      return Number(((100 * covered) / demanded).toFixed(1));
    });
    expect(figures(stdout, say('覆盖率 资金', 'covered, money'))).toEqual(shares);
    const [threeHand = 0, threeBest = 0, fiveHand = 0, fiveBest = 0] = figures(
      stdout,
      say('满足的需求 急', 'needs met, 急 urgent'),
    );
    expect(threeHand).toBeLessThan(threeBest);
    expect(fiveHand).toBeLessThan(fiveBest);
    expect(threeBest).toBeLessThan(fiveHand);
    const taking = figures(stdout, say('参与的供给方', 'providers that take part'));
    const giving = plans.map(
      ({ linkages }) => new Set(linkages.flatMap((one) => one.allocations.map((a) => a.provider))),
    );
    expect(taking).toEqual(giving.map(({ size }) => size));
  });
});
