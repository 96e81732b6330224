import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  coverageHistory,
  createNetwork,
  definePolicy,
  type Input,
  match,
  matchAsync,
  measures,
  type PastCoverage,
  parsePlan,
  verify,
} from '../../../src/index.js';
import { openWorkers } from '../../../src/worker/index.js';
import { threadFile } from '../../support/program.js';
import { runs } from '../../support/runs.js';
import { thrown } from '../../support/thrown.js';

const VILLAGES = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];

/** One week: a fund that is too small, and villages that ask for some of it. */
function week(asked: readonly number[], fund: number, weights: readonly number[] = []) {
  const input: Input = {
    // Single fen, not portions.
    catalogue: [],
    communities: asked.map((_, i) => ({ id: VILLAGES[i]!, equityWeight: weights[i] ?? 1 })),
    resources: [{ id: 'fund', kind: 'fund', capabilities: ['relief'], quantity: fund, unit: 'fen' }],
    needs: asked.flatMap((quantity, i) =>
      quantity === 0
        ? []
        : [
            {
              id: `n${i}`,
              community: VILLAGES[i]!,
              urgency: '难' as const,
              capability: 'relief',
              quantity,
              unit: 'fen',
            },
          ],
    ),
  };
  return createNetwork(input);
}
const given = (plan: ReturnType<typeof match>) =>
  Object.fromEntries(plan.linkages.map(({ community, allocations }) => [community, allocations[0]?.quantity]));
const classOf = (community: string) => JSON.stringify([community, 'relief']);
const past = (community: string, covered: number, share: number): PastCoverage => ({
  rank: [1, 3],
  unit: 'fen',
  key: classOf(community),
  covered,
  share,
});

describe('history', () => {
  it('who was last is first: one unit a week for seven villages goes round', () => {
    const network = week([1, 1, 1, 1, 1, 1, 1], 1);
    let history: PastCoverage[] = [];
    const turns = new Set<string>();
    const forgetful = new Set<string>();
    for (let k = 0; k < 7; k++) {
      const plan = match(network, { history });
      expect(verify(network, plan, { history }).ok).toBe(true);
      turns.add(Object.keys(given(plan)).join());
      forgetful.add(Object.keys(given(match(network))).join());
      history = coverageHistory(network, plan, { history });
    }
    expect([...turns].sort()).toEqual(VILLAGES);
    expect(forgetful.size).toBe(1);
    expect(history).toEqual(VILLAGES.map((village) => past(village, 1, 7)));
  });

  it('counts units from where the past left off, exactly', () => {
    // a had 30 of 100, b 10 of 100; now both ask 50 and there are 40: both come to 40 of 150.
    const network = week([50, 50], 40);
    const history = [past('a', 30, 100), past('b', 10, 100)];
    expect(given(match(network, { history }))).toEqual({ a: 10, b: 30 });
    expect(given(match(network))).toEqual({ a: 20, b: 20 });
  });

  it('costs no coverage, and is told in the figures of fairness', () => {
    const network = week([50, 50], 40);
    const history = [past('a', 30, 100), past('b', 10, 100)];
    const plan = match(network, { history });
    expect(plan.coverage.byRank).toEqual(match(network).coverage.byRank);
    // (30 + 10) / 150 and (10 + 30) / 150
    expect(measures(network, plan, { history }).fairness[0]?.classes).toMatchObject({ minimum: 0.2667, gini: 0 });
    expect(thrown(() => measures(network, plan)).code).toBe('PLAN_MISMATCH');
  });

  it('knows equity weights, what is absent this week, and entries of one class twice', () => {
    const policy = definePolicy({ fairShare: 'equityWeight' });
    const network = week([30, 30], 30, [1, 2]);
    const before = [past('z', 1, 2), past('z', 2, 3)];
    const first = match(network, { policy, history: before });
    expect(given(first)).toEqual({ a: 10, b: 20 });
    const history = coverageHistory(network, first, { policy, history: before });
    expect(history).toEqual([past('a', 10, 30), past('b', 20, 60), past('z', 3, 5)]);
  });

  it('a plan made with another history does not verify', () => {
    const network = week([50, 50], 40);
    const history = [past('a', 30, 100)];
    const plan = match(network, { history });
    expect(verify(network, plan).ok).toBe(false);
    expect(verify(network, plan, { history: [past('a', 31, 100)] }).ok).toBe(false);
    expect(verify(network, parsePlan(JSON.stringify(plan)), { history }).ok).toBe(true);
  });

  it('classes of one requirement have none, nor those of other ranks and units', () => {
    const network = week([50, 50], 40);
    const alone = definePolicy({ fairBy: () => undefined });
    expect(coverageHistory(network, match(network, { policy: alone }), { policy: alone })).toEqual([]);
    const elsewhere = [
      { ...past('a', 30, 100), unit: 'item' },
      { ...past('a', 30, 100), rank: [0, 3] },
    ];
    expect(given(match(network, { history: elsewhere }))).toEqual({ a: 20, b: 20 });
  });

  it('is refused where more is covered than it counts against, and beyond 2^53 − 1', () => {
    const network = week([50, 50], 40);
    expect(thrown(() => match(network, { history: [past('a', 2, 1)] }))).toMatchObject({ code: 'INVALID_OPTIONS' });
    const huge = [past('a', 0, Number.MAX_SAFE_INTEGER)];
    expect(thrown(() => match(network, { history: huge }))).toMatchObject({ code: 'SUM_TOO_LARGE' });
  });

  it('is the same off the main thread', async () => {
    const network = week([50, 50, 7], 40);
    const history = [past('a', 30, 100), past('b', 10, 100)];
    const plan = match(network, { history });
    expect(await matchAsync(network, { history })).toEqual(plan);
    const workers = openWorkers({ url: threadFile() });
    expect(await workers.match(network, { history })).toEqual(plan);
    workers.close();
  });

  it('random weeks: no unit could go to a class that would be worse off even with it', () => {
    const weeks = fc.array(
      fc.tuple(
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 3, maxLength: 7 }),
        fc.integer({ min: 0, max: 30 }),
      ),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(weeks, (all) => {
        let history: PastCoverage[] = [];
        for (const [asked, fund] of all) {
          const network = week(asked, fund);
          const plan = match(network, { history });
          expect(verify(network, plan, { history }).ok).toBe(true);
          const now = coverageHistory(network, plan, { history });
          const got = given(plan);
          for (const one of now) {
            for (const other of now) {
              const giver = VILLAGES.findIndex((id) => classOf(id) === one.key);
              const taker = VILLAGES.findIndex((id) => classOf(id) === other.key);
              const gives = (got[VILLAGES[giver]!] ?? 0) > 0;
              const wants = (got[VILLAGES[taker]!] ?? 0) < (asked[taker] ?? 0);
              if (!gives || !wants || one === other) continue;
              // One unit moved must not leave the worse-off of the two better off than before.
              const before = Math.min(one.covered * other.share, other.covered * one.share);
              const after = Math.min((one.covered - 1) * other.share, (other.covered + 1) * one.share);
              expect(after).toBeLessThanOrEqual(before);
            }
          }
          history = now;
        }
      }),
      runs(40),
    );
  });
});
