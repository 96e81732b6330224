import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Comparison,
  comparePlans,
  comparisonSentences,
  comparisonToMarkdown,
  createNetwork,
  explain,
  type Input,
  match,
  measures,
  type Plan,
  readPlan,
  type Society,
  verify,
} from '../../src/index.js';
import { type NetworkCase, smallNetwork } from '../support/network-arbitrary.js';
import { greedyFlow } from '../support/network-greedy.js';
import { flowOfAllocations, nestedModel } from '../support/network-oracle.js';
import type { WrittenNeed } from '../support/network-types.js';
import { SOCIETIES } from '../support/network-world.js';
import { compareValues, valueOfProblem } from '../support/problem-oracle.js';
import { runs } from '../support/runs.js';

/** Some of one instant, written in two zones; the second is earlier than the first by its text only. */
const REPORTED = ['2026-02-02T01:00:00+08:00', '2026-02-01T17:00:00Z', '2026-02-01T20:00:00Z', '2026-01-05T00:00:00Z'];

/** Networks whose needs came at some time or other. */
const reportedNetwork: fc.Arbitrary<NetworkCase> = fc
  .tuple(smallNetwork, fc.infiniteStream(fc.constantFrom(undefined, ...REPORTED)))
  .map(([one, times]) => {
    const needs = one.input.needs.map((need): WrittenNeed => {
      const reportedAt = times.next().value;
      return reportedAt === undefined ? need : { ...need, reportedAt };
    });
    return { ...one, input: { ...one.input, needs } };
  });

const someSocieties = fc.subarray([...SOCIETIES] as Society[], { minLength: 1 });

const allocationsOf = (plan: Plan) =>
  plan.linkages.flatMap(({ need, allocations }) => allocations.map((one) => ({ need, ...one })));

describe('first come, first served', () => {
  it('is what its definition gives, verifies, and never beats the best plan at level rank', () => {
    fc.assert(
      fc.property(reportedNetwork, ({ input, now, bans }) => {
        const network = createNetwork(input as Input);
        const plan = match(network, { now, bans, method: 'greedy' });
        const best = match(network, { now, bans });
        const model = nestedModel(input, { now, bans, costScale: plan.costScale });
        if (model === undefined) return;
        const flow = flowOfAllocations(model, allocationsOf(plan));
        expect(flow).toEqual(greedyFlow(model));
        const value = valueOfProblem(model.problem, flow);
        const bestValue = valueOfProblem(model.problem, flowOfAllocations(model, allocationsOf(best)));
        expect(compareValues(value, bestValue, ['rank'])).toBeLessThanOrEqual(0);
        // Nothing is left open, as after a limit.
        expect(measures(network, plan, { bans }).idle.map(({ why }) => why.code)).not.toContain('stopped');
        const targets = input.needs.map(({ id }) => ({ need: id }));
        const verdicts = explain(network, plan, targets, { bans }).flatMap(({ requirements }) =>
          requirements.flatMap(({ alternatives }) => alternatives.map((pair) => pair.verdict)),
        );
        expect(verdicts.filter((one) => one === 'stopped' || one === 'promised')).toEqual([]);
        const verdict = verify(network, JSON.parse(JSON.stringify(plan)), { bans });
        expect(verdict.checks.filter((check) => !check.ok)).toEqual([]);
      }),
      runs(24),
    );
  });

  it('is refused once a unit is taken back or moved', () => {
    fc.assert(
      fc.property(reportedNetwork, fc.nat(), ({ input, now, bans }, at) => {
        const network = createNetwork(input as Input);
        const plan = match(network, { now, bans, method: 'greedy' });
        const all = plan.linkages.flatMap(({ allocations }) => allocations);
        fc.pre(all.length > 0);
        all[at % all.length]!.quantity--;
        expect(verify(network, plan, { bans }).ok).toBe(false);
      }),
      runs(12),
    );
  });
});

describe('some of the five societies', () => {
  it('give the plan of the network in which the others offer nothing', () => {
    fc.assert(
      fc.property(reportedNetwork, someSocieties, fc.boolean(), ({ input, now, levels, bans }, societies, greedy) => {
        const options = { now, levels, bans, ...(greedy && { method: 'greedy' as const }) };
        // Units that were inferred from offers are written down before the offers go.
        const needs: object[] = [];
        createNetwork(input as Input).forEachNode((_, node) => {
          if (node.kind === 'need') needs.push(node.record);
        });
        const whole = { ...input, needs } as unknown as Input;
        const network = createNetwork(whole);
        const plan = match(network, { ...options, societies });
        expect(bare(plan)).toEqual(bare(match(createNetwork(without(whole, societies)), options)));
        const verdict = verify(network, plan, { bans, societies });
        expect(verdict.checks.filter((check) => !check.ok)).toEqual([]);
      }),
      runs(12),
    );
  });
});

/** The plan without its certificate, and without what reasons say of offers that are no candidates. */
function bare({ certificate: _, ...plan }: Plan) {
  return {
    ...plan,
    unmet: plan.unmet.map(({ reason: { capable: _, unit: __, rules: ___, code, ...reason }, ...line }) => ({
      ...line,
      reason: { ...reason, code: code === 'noOffer' ? 'ruledOut' : code },
    })),
  };
}

const OFFERED = ['offers', 'capabilities', 'quantity', 'unit', 'hours', 'windows', 'perSlot', 'perRequirement'].concat(
  ...[['perNeed', 'reach', 'eligibility', 'purposes', 'restriction', 'approval', 'expiresAt', 'cap']],
);

/** The records without what providers of other societies offer. */
function without(input: Input, societies: readonly Society[]): Input {
  const bareOf = <T extends object>(society: Society, records: readonly T[] = []): T[] =>
    records.map((record) =>
      societies.includes(society)
        ? record
        : (Object.fromEntries(Object.entries(record).filter(([key]) => !OFFERED.includes(key))) as T),
    );
  return {
    ...input,
    communities: bareOf('community', input.communities),
    socialWorkers: bareOf('socialWorker', input.socialWorkers),
    organisations: bareOf('organisation', input.organisations),
    volunteers: bareOf('volunteer', input.volunteers),
    resources: bareOf('resource', input.resources),
  };
}

describe('comparePlans', () => {
  it('turns round with the plans, and finds nothing between a plan and itself', () => {
    fc.assert(
      fc.property(reportedNetwork, someSocieties, ({ input, now, bans }, societies) => {
        const network = createNetwork(input as Input);
        const a = match(network, { now, bans, societies, method: 'greedy' });
        const b = match(network, { now, bans });
        const forth = comparePlans(network, a, b, { a: { bans, societies }, b: { bans } });
        expect(comparePlans(network, b, a, { a: { bans }, b: { bans, societies } })).toEqual(turned(forth));
        expect(JSON.parse(JSON.stringify(forth))).toEqual(forth);
        expect(JSON.stringify(comparePlans(network, b, b, { a: { bans }, b: { bans } }))).not.toMatch(
          /"difference":(?!0[,}])/,
        );
        // Plans that were read bring with them what they were made with.
        const read = [readPlan(network, a, { bans, societies }), readPlan(network, b, { bans })] as const;
        expect(comparePlans(network, ...read)).toEqual(forth);
        for (const locale of ['zh', 'en'] as const) {
          const said = [...comparisonSentences(forth, { locale }), comparisonToMarkdown(forth, { locale })].join('\n');
          expect(said).not.toMatch(/undefined|NaN|Infinity|\[object/);
        }
      }),
      runs(6),
    );
  });
});

/** What the comparison is the other way round. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  if ('difference' in value) {
    const { a, b, difference } = value as Comparison['participation']['mean'];
    return { a: b, b: a, difference: 0 - difference };
  }
  const fields = Object.entries(value).map(([key, one]) => [OTHER.get(key) ?? key, turned(one)]);
  return Object.fromEntries(fields);
}

const OTHER = new Map([
  ['onlyA', 'onlyB'],
  ['onlyB', 'onlyA'],
]);
