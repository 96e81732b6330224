import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNetwork, definePolicy, explain, type Input, match, type Pair, readPlan } from '../../../src/index.js';
import { readView } from '../../../src/why/view.js';
import { dice, seeds } from '../../support/dice.js';
import { smallNetwork } from '../../support/network-arbitrary.js';
import { runs } from '../../support/runs.js';

/** More rules than a mask has bits, and a term of one's own. */
const many = definePolicy({
  rules: Object.fromEntries(
    Array.from({ length: 12 }, (_, k) => [
      `own${k}`,
      ({ provider, need }: Pair) => (provider.id.length + need.id.length + k) % 5 === 0,
    ]),
  ),
  terms: { own: ({ provider }: Pair) => provider.id.length },
});

describe('nearest misses', () => {
  it('are the offers that fail by the fewest rules, of all that have the capability', () => {
    let told = 0;
    fc.assert(
      fc.property(smallNetwork, seeds, fc.boolean(), ({ input, now, bans }, seed, isOwn) => {
        const roll = dice(seed);
        const volunteers = Array.from({ length: roll(8) }, (_, i) => ({
          ...input.volunteers?.[0],
          id: `more${i}`,
          community: input.communities[roll(input.communities.length)]!.id,
        }));
        const network = createNetwork({
          ...input,
          ...(input.volunteers?.[0] && { volunteers: [...input.volunteers, ...volunteers] }),
        } as Input);
        const made = { bans, ...(isOwn && { policy: many }) };
        const plan = readPlan(network, match(network, { ...made, now }), made);
        const { sight, compiled } = readView(network, plan, made);
        for (const { need } of plan.unmet) {
          for (const { requirement, nearestMisses } of explain(network, plan, { need }, made).requirements) {
            const line = compiled.lines.find((one) => one.need.id === need && one.requirement.id === requirement);
            if (line === undefined || nearestMisses.length === 0) continue;
            const ways = [...sight.offers.keys()].flatMap((offer) => {
              const failed = sight.failures(line, offer);
              const [first] = failed;
              if (first === undefined || first.rule === 'capability') return [];
              const count = first.rule === 'unit' ? Number.POSITIVE_INFINITY : failed.length;
              const cost = (sight.terms(line, offer) ?? []).reduce((sum, one) => sum + one.cost, 0);
              return [{ offer, count, cost }];
            });
            ways.sort((a, b) => (a.count === b.count ? 0 : a.count - b.count) || a.cost - b.cost || a.offer - b.offer);
            const names = ways
              .slice(0, 5)
              .map(({ offer }) => [sight.offers[offer]!.key, sight.offers[offer]!.offer.id]);
            expect(nearestMisses.map(({ provider, offer }) => [provider, offer])).toEqual(names);
            told += names.length;
          }
        }
      }),
      runs(40),
    );
    expect(told).toBeGreaterThan(200);
  });
});
