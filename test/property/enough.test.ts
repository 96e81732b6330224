import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/compile/compile.js';
import { createNetwork, type Input, match, type Plan, type Unmet } from '../../src/index.js';
import { defaultPolicy } from '../../src/policy/policy.js';
import type { Level, Problem } from '../../src/problem/problem.js';
import { solve } from '../../src/solve/solve.js';
import { dice, seeds } from '../support/dice.js';
import { smallNetwork } from '../support/network-arbitrary.js';
import { flowsAtMost } from '../support/problem-arbitrary.js';
import { compareValues, enumerateProblem, valueOfProblem } from '../support/problem-oracle.js';
import { runs } from '../support/runs.js';
import { wholeNetwork } from '../support/whole-network.js';

/** Goods, money and people for needs of three communities; reaches, bounds and promises here and there. */
const plainNetwork = fc.tuple(seeds, fc.constantFrom(3, 5, 9)).map(([seed, most]): Input => {
  const roll = dice(seed);
  const codes = ['460105001001', '460105001002', '460105002001'];
  const some = <T>(list: readonly T[]) => list.filter((_, i) => i === roll(list.length) || roll(2) === 0);
  const one = <T>(list: readonly T[]) => list[roll(list.length)]!;
  return {
    catalogue: [],
    communities: codes.map((adminCode, i) => ({ id: 'abc'[i]!, adminCode })),
    resources: Array.from({ length: 1 + roll(3) }, (_, i) => ({
      id: `r${i}`,
      kind: 'goods' as const,
      capabilities: roll(3) === 0 ? ['x', 'y'] : [one(['x', 'x', 'y'])],
      quantity: roll(most),
      unit: 'item',
      ...(roll(2) === 0 && { reach: { within: some(codes) } }),
      ...(roll(5) === 0 && { perRequirement: 1 + roll(3) }),
      ...(roll(5) === 0 && { perNeed: 1 + roll(3) }),
    })),
    needs: Array.from({ length: 3 + roll(4) }, (_, i) => {
      const line = () => ({ capability: one(['x', 'x', 'y']), quantity: 1 + roll(most), unit: 'item' });
      return {
        id: `n${i}`,
        community: one(['a', 'a', 'b', 'c']),
        urgency: one(['急', '急', '难'] as const),
        ...(roll(4) === 0 ? { requirements: [line(), line()] } : line()),
      };
    }),
  };
});

const CODES: Readonly<Record<string, string>> = { a: '460105001001', b: '460105001002', c: '460105002001' };

/** The records with so much more for a community. */
function withMore(input: Input, { community, capability, unit }: Unmet, quantity: number): Input {
  const more = { id: 'more', kind: 'goods' as const, capabilities: [capability], quantity, unit };
  return {
    ...input,
    resources: [...(input.resources ?? []), { ...more, community, reach: { within: [CODES[community]!] } }],
  };
}

const isMet = (plan: Plan, { need, requirement }: Unmet) =>
  plan.unmet.every((one) => one.need !== need || one.requirement !== requirement);

/** Whether some plan that is best by coverage and fairness leaves a line short. */
function mayLack(problem: Problem, line: number, levels: readonly Level[]): boolean {
  const groups = Math.max(...problem.group) + 1;
  const share = Float64Array.from({ length: groups }, (_, g) =>
    problem.demand.reduce((sum, units, n) => sum + (problem.group[n] === g ? units : 0), 0),
  );
  const best = (one: Problem) =>
    valueOfProblem(
      { ...one, demand: problem.demand },
      flowsAtMost(one) < 20_000 ? enumerateProblem(one, levels).flow : solve(one, levels).flow,
    );
  const less = problem.demand.with(line, problem.demand[line]! - 1);
  return compareValues(best({ ...problem, share }), best({ ...problem, demand: less, share }), levels) === 0;
}

describe('what is said to be enough', () => {
  it('meets its line, and less may not', () => {
    let said = 0;
    let more = 0;
    fc.assert(
      fc.property(plainNetwork, fc.boolean(), (input, fair) => {
        const levels: Level[] = fair ? ['rank', 'fair', 'keep', 'cost'] : ['rank', 'keep', 'cost'];
        for (const one of match(createNetwork(input), { levels }).unmet) {
          const { quantity, least } = one.reason.enough!;
          expect(least).toBe(true);
          expect(isMet(match(createNetwork(withMore(input, one, quantity)), { levels }), one)).toBe(true);
          const { problem, lines } = compile(createNetwork(withMore(input, one, quantity - 1)), defaultPolicy, {});
          const line = lines.findIndex(
            ({ need, requirement }) => need.id === one.need && requirement.id === one.requirement,
          );
          expect(mayLack(problem, line, fair ? ['rank', 'fair'] : ['rank'])).toBe(true);
          said++;
          if (quantity > Number(one.demanded) - one.covered) more++;
        }
      }),
      runs(60),
    );
    expect(said).toBeGreaterThan(100);
    expect(more).toBeGreaterThan(30);
  });
});
