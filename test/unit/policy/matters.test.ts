import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compile } from '../../../src/compile/compile.js';
import type { CompileOptions } from '../../../src/compile/compiled.js';
import { createNetwork } from '../../../src/model/network.js';
import type { Input } from '../../../src/model/records.js';
import { RULES, TERMS } from '../../../src/policy/built-in.js';
import { mattersOf } from '../../../src/policy/matters.js';
import type { Pair } from '../../../src/policy/pair.js';
import { definePolicy } from '../../../src/policy/policy.js';
import { smallNetwork } from '../../support/network-arbitrary.js';
import { runs } from '../../support/runs.js';
import { inputs } from '../compile/inputs.js';

/** The built-in functions as anybody's: asked about every pair. */
const rules = Object.fromEntries(
  [...RULES]
    .filter(([name]) => name !== 'reach')
    .map(([name, { forbids, limits, until, perHousehold, requests }]) => [
      name,
      {
        forbids: (pair: Pair) => forbids(pair),
        ...(limits && { limits }),
        ...(until && { until }),
        perHousehold,
        requests,
      },
    ]),
);
const terms = Object.fromEntries([...TERMS].map(([name, term]) => [name, (pair: Pair) => term(pair)]));

it('what wraps a function says nothing of where it matters', () => {
  expect(mattersOf(RULES.get('age')!.forbids)).not.toEqual(mattersOf(rules['age']!.forbids));
});

it('every rule and term, asked only where it can matter, answers as if asked about every pair', () => {
  const forbidding = new Set<string>();
  let costs = 0;
  const same = (input: Input, now: string | undefined, bans?: CompileOptions['bans']) => {
    const network = createNetwork(input);
    const some = compile(network, definePolicy(), { now, bans });
    const all = compile(network, definePolicy({ rules, terms }), { now, bans });
    expect(some.problem).toEqual(all.problem);
    expect(some.turnedAway).toEqual(all.turnedAway);
    expect(some.candidates).toEqual(all.candidates);
    const { rules: names, counts } = some.turnedAway;
    counts.forEach((count, i) => {
      if (count > 0) forbidding.add(names[i % names.length]!);
    });
    costs += new Set(some.problem.cost).size;
  };
  fc.assert(
    fc.property(smallNetwork, ({ input, now, bans }) => same(input as Input, now, bans)),
    runs(75),
  );
  fc.assert(
    fc.property(inputs(false), fc.constantFrom(undefined, '2026-03-07T05:00:00Z'), (input, now) => same(input, now)),
    runs(75),
  );
  // The networks are of the kind that can tell.
  expect([...forbidding].sort()).toEqual([...RULES.keys()].sort());
  expect(costs).toBeGreaterThan(200);
});
