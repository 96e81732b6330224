import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createNetwork,
  type ExplainedPair,
  explain,
  type Input,
  match,
  measures,
  type Plan,
  sentences,
} from '../../src/index.js';
import { applied } from '../support/apply-compared.js';
import { type NetworkCase, smallNetwork } from '../support/network-arbitrary.js';
import type { WrittenInput } from '../support/network-types.js';
import { runs } from '../support/runs.js';

/** Node keys of all providers that a pair can be asked about. */
function providersOf(input: WrittenInput): string[] {
  const kinds = ['communities', 'socialWorkers', 'organisations', 'volunteers', 'resources'] as const;
  const societies = ['community', 'socialWorker', 'organisation', 'volunteer', 'resource'];
  return kinds.flatMap((kind, k) =>
    (input[kind] ?? []).flatMap((row) =>
      'offers' in row || 'capabilities' in row ? [`${societies[k]}:${String(row.id)}`] : [],
    ),
  );
}

/** All pairs of a network with the verdict on each. */
function pairsIn({ input, bans }: NetworkCase, plan: Plan): ExplainedPair[] {
  const network = createNetwork(input as Input);
  const targets = input.needs.flatMap(({ id }) =>
    providersOf(input).map((provider) => ({ need: id, offer: { provider } })),
  );
  return explain(network, plan, targets, { bans }).flatMap(({ pairs }) => pairs);
}

const isRefused = ({ verdict, failed }: ExplainedPair) =>
  verdict === 'ruledOut' && !['capability', 'unit'].includes(failed[0]!.rule);

describe('explain on whole networks', () => {
  it('names what would have to change: with exactly that changed, the pair is eligible', () => {
    let refused = 0;
    fc.assert(
      fc.property(smallNetwork, fc.nat(), (one, choice) => {
        const { input, now, bans } = one;
        const plan = match(createNetwork(input as Input), { now, bans });
        const pairs = pairsIn(one, plan).filter(isRefused);
        const pair = pairs[choice % Math.max(1, pairs.length)];
        if (pair === undefined) return;
        refused++;
        for (const locale of ['zh', 'en'] as const) {
          for (const sentence of sentences({ about: 'pair', need: '', provider: '', pairs, names: {} }, locale)) {
            expect(sentence).toMatch(/[。.]$/);
            // No field is called by its name in the schema.
            expect(sentence).not.toMatch(/undefined|NaN|\[object|[{}]|(need|requirement|offer|provider|guardian)\.\w/);
          }
        }
        // Lifting a ban is no change of a record.
        const kept = pair.failed.some(({ rule }) => rule === 'banned') ? [] : bans;
        const askAgain = (changed: WrittenInput) => {
          const { need, provider, offer, requirement } = pair;
          const network = createNetwork(changed as Input);
          const target = { need, offer: { provider, offer } };
          const again = explain(network, match(network, { now, bans: kept }), target, { bans: kept });
          return again.pairs.find((other) => other.requirement === requirement)!;
        };
        let changed = applied(input, pair);
        let again = askAgain(changed);
        // A need that moves to another community meets other lists of communities: those are asked once more.
        if (pair.failed.some(({ compared }) => compared?.field === 'need.community')) {
          changed = applied(changed, again);
          again = askAgain(changed);
        }
        expect(again.failed).toEqual([]);
      }),
      runs(23),
    );
    expect(refused).toBeGreaterThan(10);
  });

  it('agrees with the plan, and can be said in both languages', () => {
    fc.assert(
      fc.property(smallNetwork, (one) => {
        const { input, now, levels, bans } = one;
        const network = createNetwork(input as Input);
        const plan = match(network, { now, levels, bans });
        const given = new Map<string, number>();
        for (const pair of pairsIn(one, plan)) {
          const key = JSON.stringify([pair.need, pair.requirement]);
          given.set(key, (given.get(key) ?? 0) + pair.quantity);
          expect(pair.verdict).not.toBe('stopped');
          expect(pair.verdict).not.toBe('promised');
          expect(pair.failed.length > 0).toBe(pair.verdict === 'ruledOut');
          expect(pair.verdict === 'used').toBe(pair.quantity > 0);
        }
        const needs = input.needs.map(({ id }) => ({ need: String(id) }));
        for (const explanation of explain(network, plan, needs, { bans })) {
          const id = explanation.need;
          for (const { requirement, covered, unmet, demanded } of explanation.requirements) {
            expect(given.get(JSON.stringify([id, requirement])) ?? 0).toBe(covered);
            expect(unmet === undefined).toBe(demanded !== 'unknown' && covered >= demanded);
          }
          for (const locale of ['zh', 'en'] as const) {
            for (const sentence of sentences(explanation, locale)) {
              expect(sentence).toMatch(/[。.]$/);
              expect(sentence).not.toMatch(/undefined|NaN|\[object|[{}]/);
            }
          }
        }
      }),
      runs(9),
    );
  });

  it('finds a reason for all that lies idle, and adds up', () => {
    fc.assert(
      fc.property(smallNetwork, ({ input, now, bans }) => {
        const network = createNetwork(input as Input);
        const plan = match(network, { now, bans });
        const figures = measures(network, plan, { bans });
        for (const { why, left, used, free } of figures.idle) {
          expect(why.code).not.toBe('stopped');
          expect(left === 'unlimited' || left > 0).toBe(true);
          expect(used).toBeGreaterThanOrEqual(0);
          expect(free).toBeGreaterThanOrEqual(0);
        }
        for (const { communities } of figures.coverage) {
          expect(communities.gini).toBeGreaterThanOrEqual(0);
          expect(communities.gini).toBeLessThan(1);
          expect(communities.jain).toBeGreaterThan(0);
          expect(communities.jain).toBeLessThanOrEqual(1);
        }
        expect(JSON.parse(JSON.stringify(figures))).toEqual(figures);
      }),
      runs(15),
    );
  });
});
