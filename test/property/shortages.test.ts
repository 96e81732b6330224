import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/compile/compile.js';
import { createNetwork, type Input, match, type Need, type Plan, sentences, shortages } from '../../src/index.js';
import { needsOf } from '../../src/model/network.js';
import { defaultPolicy } from '../../src/policy/policy.js';
import { candidateOf } from '../../src/problem/columns.js';
import { smallNetwork } from '../support/network-arbitrary.js';
import { runs } from '../support/runs.js';
import { wholeNetwork } from '../support/whole-network.js';

const sums = (rows: readonly { unit: string; units: number }[]) => {
  const byUnit: Record<string, number> = {};
  for (const { unit, units } of rows) if (units > 0) byUnit[unit] = (byUnit[unit] ?? 0) + units;
  return byUnit;
};

const unmetOf = (plan: Plan) =>
  sums(
    plan.unmet.map(({ unit, demanded, covered, reason }) => ({
      unit,
      units: demanded === 'unknown' || reason.code === 'unknownQuantity' ? 0 : demanded - covered,
    })),
  );

/** The records with what was inferred from offers written down. */
function settled(input: Input): Input {
  const needs: readonly Need[] = needsOf(createNetwork(input));
  return { ...input, needs: needs as unknown as Input['needs'] };
}

describe('shortages', () => {
  it('add up to what the plan leaves unmet, in words too; so do the cuts', () => {
    let whole = 0;
    fc.assert(
      fc.property(wholeNetwork, ({ input, now, levels, bans }) => {
        const network = createNetwork(input);
        const plan = match(network, { now, levels, bans });
        const answer = shortages(network, plan, { bans });
        expect(sums(answer.shortages.map(({ unit, unmet }) => ({ unit, units: unmet })))).toEqual(unmetOf(plan));
        const alone = answer.shortages.map((one) => ({ unit: one.unit, units: one.unmet - one.whole }));
        expect(sums(answer.cuts.map(({ unit, lacking }) => ({ unit, units: lacking })))).toEqual(sums(alone));
        for (const one of answer.shortages) {
          expect(one.demanded - one.covered).toBe(one.unmet);
          expect(one.byRank.reduce((sum, { unmet }) => sum + unmet, 0)).toBe(one.unmet);
          expect(one.reasons.reduce((sum, { unmet }) => sum + unmet, 0)).toBe(one.unmet);
          whole += one.whole;
        }
        // Of a plan that was not brought to its end no cut is told.
        const byHand = match(network, { now, bans, method: 'greedy' });
        const short = shortages(network, byHand, { bans });
        expect(short.cuts).toEqual([]);
        expect(sums(short.shortages.map(({ unit, unmet }) => ({ unit, units: unmet })))).toEqual(unmetOf(byHand));
        for (const cut of answer.cuts) {
          expect(cut.lacking).toBe(cut.demanded - cut.capacity);
          expect(cut.lacking).toBeGreaterThan(0);
        }
        expect(JSON.parse(JSON.stringify(answer))).toEqual(answer);
        for (const locale of ['zh', 'en'] as const)
          expect(sentences(answer, locale).join('\n')).not.toMatch(/undefined|NaN|\[object/);
      }),
      runs(30),
    );
    expect(whole).toBeGreaterThan(30);
  });

  it('are served by just as much more capacity', () => {
    let raised = 0;
    fc.assert(
      fc.property(smallNetwork, ({ input: written, now, bans }) => {
        const input = settled(written as Input);
        const network = createNetwork(input);
        const plan = match(network, { now, bans });
        const { status, shortages: all } = shortages(network, plan, { bans });
        expect(status).toBe(plan.time ? 'bounded' : 'exact');
        for (const one of all) {
          const society = one.societies.find((each) => each !== 'community');
          if (society === undefined) continue;
          const list = `${society}s` as 'volunteers';
          const extra = {
            id: 'extra',
            capabilities: [{ code: one.capability, level: 5 as const }],
            community: one.communities[0]!,
            unit: one.unit,
            quantity: one.unmet,
            reach: { within: ['46'] },
            checks: [{ code: 'police' }, { code: 'health' }],
            ...(society === 'resource' && { kind: 'goods' }),
            ...(society === 'socialWorker' && { months: 99 }),
            // As many as are asked for can be there at once.
            ...(society === 'volunteer' && { groupSize: one.unmet }),
          };
          const extras =
            society === 'socialWorker'
              ? Array.from({ length: one.unmet }, (_, i) => ({ ...extra, id: `extra${i}`, quantity: 1 }))
              : [extra];
          const more = createNetwork({ ...input, [list]: [...(input[list] ?? []), ...extras] });
          const { lines, offers, candidates, problem } = compile(more, defaultPolicy, { now: plan.now, bans });
          const offer = offers.findIndex(({ key }) => key.startsWith(`${society}:extra`));
          const own = lines.flatMap(({ need, requirement }, n) =>
            requirement.capability.code === one.capability &&
            plan.unmet.some((line) => line.need === need.id && line.requirement === requirement.id) &&
            one.communities.includes(need.community)
              ? [n]
              : [],
          );
          if (own.some((n) => candidateOf(problem.candidateStart, candidates.offer, n, offer) < 0)) continue;
          const next = match(more, { now, bans });
          // Where times cross, more for some may be less for others.
          if (plan.time || next.status !== 'optimal') continue;
          const after = unmetOf(next)[one.unit] ?? 0;
          expect(unmetOf(plan)[one.unit]! - after).toBe(one.unmet);
          raised++;
        }
      }),
      runs(30),
    );
    expect(raised).toBeGreaterThan(50);
  });

  it('names what is short, where, for whom and why', () => {
    const network = createNetwork({
      stations: [{ id: 's', name: { zh: '大同街道', en: 'Datong' }, tier: 'street', adminCode: '460105001' }],
      communities: [
        { id: 'a', adminCode: '460105001001' },
        { id: 'b', adminCode: '460105001002' },
        { id: 'c', adminCode: '460106001001' },
      ],
      volunteers: [{ id: '1', community: 'a', capabilities: ['escort'], quantity: 3 }],
      needs: [
        { id: '1', community: 'a', urgency: '急', capability: 'escort', quantity: 2 },
        { id: '2', community: 'b', urgency: '难', capability: 'escort', quantity: 4 },
        { id: '3', community: 'c', urgency: '难', capability: 'escort', quantity: 1, societies: ['volunteer'] },
        { id: '4', community: 'c', urgency: '难', capability: 'escort', quantity: 'unknown' },
      ],
    });
    const answer = shortages(network, match(network));
    expect(answer.shortages).toEqual([
      {
        capability: 'escort',
        unit: 'session',
        societies: ['community', 'socialWorker', 'organisation', 'volunteer', 'resource'],
        place: 'station:s',
        communities: ['b'],
        needs: 1,
        demanded: 4,
        covered: 1,
        unmet: 3,
        whole: 0,
        byRank: [{ rank: [1, 3], needs: 1, unmet: 3 }],
        reasons: [{ code: 'heldByHigherRanks', unmet: 3 }],
        cuts: [0],
      },
      {
        capability: 'escort',
        unit: 'session',
        societies: ['volunteer'],
        place: 'street:460106001',
        communities: ['c'],
        needs: 1,
        demanded: 1,
        covered: 0,
        unmet: 1,
        whole: 0,
        byRank: [{ rank: [1, 3], needs: 1, unmet: 1 }],
        reasons: [{ code: 'ruledOut', unmet: 1 }],
        cuts: [1],
      },
    ]);
    expect(answer.cuts).toEqual([
      { unit: 'session', needs: 2, lines: 2, demanded: 6, capacity: 3, lacking: 3 },
      { unit: 'session', needs: 1, lines: 1, demanded: 1, capacity: 0, lacking: 1 },
    ]);
    expect(sentences(answer, 'zh')).toMatchInlineSnapshot(`
      [
        "大同街道缺陪同就医 3 次：1 个需求要 4 次（优先级 1.3 缺 3 次）。",
        "相关 2 个需求共要 6 次，可用的供给只有 3 次，已全部用上：无论怎样调配，仍缺 3 次。",
        "460106001 缺陪同就医 1 次：1 个需求要 1 次（优先级 1.3 缺 1 次），须由社区志愿者承担。",
        "相关 1 个需求共要 1 次，没有可用的供给。",
      ]
    `);
    expect(sentences(answer, 'en')).toMatchInlineSnapshot(`
      [
        "Datong lacks escort to hospital, 3 sessions: one need asks 4 sessions (rank 1.3: 3 sessions short).",
        "2 needs ask 6 sessions, what could serve holds 3 sessions and is in use: however it is shared, the shortage is 3 sessions.",
        "460106001 lacks escort to hospital, 1 session: one need asks 1 session (rank 1.3: 1 session short), to come from volunteer.",
        "One need asks 1 session, and there is nothing that could serve.",
      ]
    `);
    const nothing = createNetwork({ communities: [{ id: 'a' }], needs: [] });
    expect(sentences(shortages(nothing, match(nothing)), 'en')).toEqual([
      'Nothing is short: every need that says how much is met.',
    ]);
  });
});
