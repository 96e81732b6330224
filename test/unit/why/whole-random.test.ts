import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  comparePlans,
  createNetwork,
  explain,
  type Input,
  match,
  measures,
  sentences,
  toMarkdown,
} from '../../../src/index.js';
import { type NetworkCase, smallNetwork } from '../../support/network-arbitrary.js';
import { runs } from '../../support/runs.js';

const SOME = [{ societies: ['volunteer'] }];
const OTHERS = [{ societies: ['community', 'socialWorker', 'organisation', 'resource'], role: 'carrier' }];

/** Networks whose needs are met whole, by patterns, by one provider, from a minimum on, or as before. */
const teamed: fc.Arbitrary<NetworkCase> = fc.tuple(smallNetwork, fc.infiniteStream(fc.nat(5))).map(([one, kinds]) => {
  const needs = one.input.needs.map((need) => {
    const kind = kinds.next().value;
    if (kind === 0) return { ...need, partial: false };
    if (kind === 1)
      return {
        ...need,
        patterns: [
          { id: 'p', requirements: SOME },
          { id: 'q', requirements: OTHERS },
        ],
      };
    if (kind === 5) return need;
    const lines = need.requirements?.map((line) =>
      kind < 4 ? { ...line, single: true } : { ...line, minimum: line.quantity === 'unknown' ? 0 : 1 },
    );
    return { ...need, ...(lines && { requirements: lines }) };
  });
  return { ...one, input: { ...one.input, needs } as NetworkCase['input'] };
});

function networkOf(input: NetworkCase['input']) {
  try {
    return createNetwork(input as Input);
  } catch {
    return undefined; // A pattern that nothing of its need is left in, a minimum above 0 where nothing is asked.
  }
}

describe('needs that are met whole, in random networks', () => {
  it('are explained as they came out, in both languages', () => {
    const outcomes = new Map<string, number>();
    fc.assert(
      fc.property(teamed, fc.constantFrom('optimal', 'greedy'), ({ input, now, levels, bans }, method) => {
        const network = networkOf(input);
        if (network === undefined) return;
        const plan = match(network, { now, levels, bans, method });
        if (plan === undefined) return;
        const targets = input.needs.map(({ id }) => ({ need: String(id) }));
        const told = explain(network, plan, targets, { bans });
        for (const { need, whole, requirements } of told) {
          const unmet = plan.unmet.filter((one) => one.need === need).map(({ requirement }) => requirement);
          const short = requirements.filter(({ demanded, covered }) => demanded === 'unknown' || covered < demanded);
          expect(short.map(({ requirement }) => requirement)).toEqual(unmet.toSorted());
          for (const one of short) expect(one.unmet).toBeDefined();
          if (whole === undefined) continue;
          outcomes.set(whole.outcome, (outcomes.get(whole.outcome) ?? 0) + 1);
          const linkage = plan.linkages.find((one) => one.need === need);
          if (linkage) expect([whole.outcome, whole.pattern]).toEqual(['met', linkage.pattern]);
          const must = short.filter(({ beyond }) => beyond === undefined);
          expect(must.length === 0).toBe(whole.outcome === 'met');
          if (whole.outcome === 'lacking') {
            const isShort = ({ unmet }: (typeof must)[number]) => unmet?.code !== 'team' || unmet.lacking !== 0;
            expect(must.filter(isShort)).toHaveLength(whole.lacking);
            for (const { pattern, lacking, unknown } of whole.others) {
              if (unknown === 0) expect(lacking, pattern).toBeGreaterThanOrEqual(whole.lacking);
            }
          }
        }
        for (const { provider } of measures(network, plan, { bans }).idle) {
          const pairs = explain(
            network,
            plan,
            targets.map((one) => ({ ...one, offer: { provider } })),
            { bans },
          );
          for (const { verdict } of pairs.flatMap((one) => one.pairs)) {
            expect(['stopped', 'promised']).not.toContain(verdict);
          }
          for (const locale of ['zh', 'en'] as const) expectClean(pairs.flatMap((one) => sentences(one, locale)));
        }
        for (const locale of ['zh', 'en'] as const) {
          expectClean(told.flatMap((one) => sentences(one, locale)));
          expect(toMarkdown(network, plan, { locale, bans })).not.toMatch(/undefined|NaN|\[object/);
        }
        const { needs } = comparePlans(network, plan, plan, { a: { bans }, b: { bans } });
        const met = targets.filter(({ need }) => !plan.unmet.some((one) => one.need === need));
        expect(needs.byUrgency.reduce((sum, one) => sum + one.met.a, 0)).toBe(met.length);
      }),
      runs(30),
    );
    for (const outcome of ['met', 'lacking', 'unknownQuantity']) expect(outcomes.get(outcome)).toBeGreaterThan(0);
  });
});

function expectClean(said: readonly string[]): void {
  for (const sentence of said) {
    expect(sentence).toMatch(/[。.]$/);
    expect(sentence).not.toMatch(/undefined|NaN|\[object|[{}]/);
  }
}
