import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/compile/compile.js';
import { createNetwork, type Input, match, type Plan, type Unmet } from '../../src/index.js';
import { usageOf } from '../../src/plan/usage.js';
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
  const some = <T>(list: readonly T[]) => {
    const sure = roll(list.length);
    return list.filter((_, i) => i === sure || roll(2) === 0);
  };
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
      flowsAtMost(one) < 300 ? enumerateProblem(one, levels).flow : solve(one, levels).flow,
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
          const { quantity, kind } = one.reason.enough!;
          expect(kind).toBe('least');
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
      runs(25),
    );
    expect(said).toBeGreaterThan(40);
    expect(more).toBeGreaterThan(15);
  });

  it('meets its line whatever else the offer may serve of the area, whatever it costs, and where needs are met whole', () => {
    const said = { least: 0, most: 0, together: 0 };
    fc.assert(
      fc.property(fc.oneof(smallNetwork, wholeNetwork), seeds, ({ input, now, levels, bans }, seed) => {
        const roll = dice(seed);
        const network = createNetwork(input as Input);
        const { problem, lines } = compile(network, defaultPolicy, { now: now ?? network.getAttribute('asOf'), bans });
        const areaOf = (n: number) => {
          const { need, requirement } = lines[n]!;
          return JSON.stringify([need.community, requirement.capability.code, requirement.unit]);
        };
        /** A minimum, and what goes beyond it, may be had from the same offers. */
        const isOne = (n: number, line: number) => {
          const asked = ({ requirement }: (typeof lines)[number]) => requirement.beyond ?? requirement.id;
          return lines[n]!.need === lines[line]!.need && asked(lines[n]!) === asked(lines[line]!);
        };
        const numberOf = new Map(
          lines.map(({ need, requirement }, n) => [JSON.stringify([need.id, requirement.id]), n]),
        );
        const plan = match(network, { now, levels, bans });
        const told = plan.unmet.flatMap((one) => {
          const line = numberOf.get(JSON.stringify([one.need, one.requirement]));
          return line === undefined || !one.reason.enough ? [] : [{ line, need: one.need, ...one.reason.enough }];
        });
        for (const one of told) {
          const isTogether = one.kind === 'together';
          const all = isTogether ? told.filter(({ need, kind }) => need === one.need && kind === 'together') : [one];
          said[one.kind]++;
          const isMet = (given: typeof all) => {
            let more: Problem = problem;
            for (const { line, quantity } of given) {
              const area = [...lines.keys()].filter(
                (n) => isOne(n, line) || (areaOf(n) === areaOf(line) && roll(3) > 0),
              );
              more = withOffer(more, area, quantity, roll(2) * roll(100_000));
            }
            const { flow } = solve(more, levels);
            const units = usageOf(more, flow).line;
            return all.every(({ line }) => units[line] === more.demand[line]);
          };
          expect(isMet(all)).toBe(true);
          if (isTogether) for (const without of all) expect(isMet(all.filter((each) => each !== without))).toBe(false);
        }
      }),
      runs(40),
    );
    expect(said.least).toBeGreaterThan(50);
    expect(said.most).toBeGreaterThan(20);
    expect(said.together).toBeGreaterThan(5);
  });
});

/** The problem with one offer more, of which some lines may have what they ask. */
function withOffer(problem: Problem, own: readonly number[], quantity: number, cost: number): Problem {
  const { candidateStart, arcStart, capacity } = problem;
  const columns = {
    cost: [] as number[],
    max: [] as number[],
    previous: [] as number[],
    promise: [] as number[],
    head: [] as number[],
  };
  const starts = { candidates: [0], arcs: [0] };
  for (let n = 0; n < problem.demand.length; n++) {
    for (let p = candidateStart[n]!; p < candidateStart[n + 1]!; p++) {
      columns.cost.push(problem.cost[p]!);
      columns.max.push(problem.max[p]!);
      columns.previous.push(problem.previous[p]!);
      columns.promise.push(problem.promise?.[p] ?? 1);
      columns.head.push(...problem.head.subarray(arcStart[p]!, arcStart[p + 1]!));
      starts.arcs.push(columns.head.length);
    }
    if (own.includes(n)) {
      columns.cost.push(cost);
      columns.max.push(problem.demand[n]!);
      columns.previous.push(0);
      columns.promise.push(1);
      columns.head.push(capacity.length);
      starts.arcs.push(columns.head.length);
    }
    starts.candidates.push(columns.cost.length);
  }
  return {
    ...problem,
    candidateStart: Int32Array.from(starts.candidates),
    arcStart: Int32Array.from(starts.arcs),
    cost: Float64Array.from(columns.cost),
    max: Float64Array.from(columns.max),
    previous: Float64Array.from(columns.previous),
    promise: Float64Array.from(columns.promise),
    head: Int32Array.from(columns.head),
    capacity: Float64Array.from([...capacity, quantity]),
    parent: Int32Array.from([...problem.parent, -1]),
    ...(problem.load && {
      load: {
        ...problem.load,
        full: Float64Array.from([...problem.load.full, 0]),
        given: Float64Array.from([...problem.load.given, 0]),
      },
    }),
  };
}
