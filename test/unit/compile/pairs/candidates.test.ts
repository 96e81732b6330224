import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compile } from '../../../../src/compile/compile.js';
import { PLACE_UNKNOWN, turnedAwayByRule } from '../../../../src/compile/compiled.js';
import { createNetwork } from '../../../../src/model/network.js';
import { RULES } from '../../../../src/policy/built-in.js';
import { UNKNOWN } from '../../../../src/policy/by-place.js';
import type { Pair, Rule } from '../../../../src/policy/pair.js';
import { definePolicy } from '../../../../src/policy/policy.js';
import { reach, reaches } from '../../../../src/policy/rules/reach.js';
import { runs } from '../../../support/runs.js';
import { inputs } from '../inputs.js';

const NOW = '2026-03-07T05:00:00Z';

const keyOf = ({ need, requirement, provider, offer }: Pick<Pair, 'need' | 'requirement' | 'provider' | 'offer'>) =>
  JSON.stringify([need.id, requirement.id, provider.society, provider.id, offer.id]);

it('finds by index what looking at all pairs finds', () => {
  // A rule of one's own in place of `reach` switches the index of places off; this one also notes what it let through.
  const unknown = new Set<string>();
  const noting: Rule = (pair) => {
    if (reaches(pair) === UNKNOWN) unknown.add(keyOf(pair));
    return reach.forbids(pair);
  };
  const others = Object.fromEntries([...RULES.keys()].filter((name) => name !== 'reach').map((name) => [name, false]));
  let candidates = 0;
  let turnedAway = 0;
  let flagged = 0;
  fc.assert(
    fc.property(inputs(false), fc.boolean(), (input, hasOthers) => {
      const rules = hasOthers ? {} : others;
      const now = hasOthers ? NOW : undefined;
      unknown.clear();
      const network = createNetwork(input);
      const found = compile(network, definePolicy({ rules }), { now });
      const all = compile(network, definePolicy({ rules: { ...rules, reach: noting } }), { now });
      expect(found.problem).toEqual(all.problem);
      expect(found.candidates.offer).toEqual(all.candidates.offer);
      expect(found.turnedAway).toEqual(all.turnedAway);
      found.lines.forEach(({ need, requirement }, n) => {
        for (let p = found.problem.candidateStart[n]!; p < found.problem.candidateStart[n + 1]!; p++) {
          const key = keyOf({ need, requirement, ...found.offers[found.candidates.offer[p]!]! });
          const isFlagged = found.candidates.flags[p] === PLACE_UNKNOWN;
          expect(isFlagged).toBe(unknown.has(key));
          if (isFlagged) flagged++;
        }
      });
      candidates += found.candidates.offer.length;
      turnedAway += found.turnedAway.counts.subarray(0, found.lines.length).reduce((a, b) => a + b, 0);
    }),
    runs(200),
  );
  // The networks are of the kind that can tell.
  expect(candidates).toBeGreaterThan(200);
  expect(turnedAway).toBeGreaterThan(200);
  expect(flagged).toBeGreaterThan(20);
});

it('accounts for every offer that has the capability', () => {
  fc.assert(
    fc.property(inputs(false), (input) => {
      const { problem, lines, offers, turnedAway, skipped } = compile(createNetwork(input), definePolicy(), {
        now: NOW,
      });
      lines.forEach(({ requirement }, n) => {
        const capable = offers.filter(({ offer }) =>
          offer.capabilities.some(({ code }) => code === requirement.capability.code),
        );
        expect(turnedAway.capable[n]).toBe(capable.length);
        expect(turnedAway.unit[n]).toBe(capable.filter(({ offer }) => offer.unit !== requirement.unit).length);
        const byRule = turnedAwayByRule(turnedAway, n).reduce((sum, [, count]) => sum + count, 0);
        const candidates = problem.candidateStart[n + 1]! - problem.candidateStart[n]!;
        expect(turnedAway.unit[n]! + byRule + candidates).toBe(capable.length);
      });
      for (const { requirement, capable } of skipped) {
        const code = requirement.capability.code;
        expect(capable).toBe(offers.filter(({ offer }) => offer.capabilities.some((own) => own.code === code)).length);
      }
      expect(lines.length + skipped.length).toBe(input.needs.flatMap((need) => need.requirements ?? []).length);
    }),
  );
});
