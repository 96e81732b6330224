import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createNetwork,
  type Input,
  LinkageError,
  match,
  type Partner,
  type Pin,
  type Plan,
  recommend,
  sentences,
} from '../../src/index.js';
import { networkChange } from '../support/network-arbitrary.js';
import { flowOfAllocations, type NetworkOptions, nestedModel } from '../support/network-oracle.js';
import { allocationsOf } from '../support/plan-allocations.js';
import { compareValues, type ProblemValue, valueOfProblem } from '../support/problem-oracle.js';
import { runs } from '../support/runs.js';
import { wholeNetwork } from '../support/whole-network.js';

/** What a partner is said to change, as the oracle's values tell it. */
function differences(best: ProblemValue, other: ProblemValue, ranks: readonly (readonly number[])[]) {
  return {
    coverage: ranks.flatMap((rank, r) => {
      const units = (other.coverageByRank.get(r) ?? 0) - (best.coverageByRank.get(r) ?? 0);
      return units === 0 ? [] : [`${rank} ${units}`];
    }),
    fairness: ranks.flatMap((rank, r) => {
      const [a, b] = [best, other].map((value) => (value.fairnessByRank.get(r) ?? []).join());
      return a === b ? [] : [`${rank}`];
    }),
    withdrawn: other.withdrawn - best.withdrawn,
    cost: String(other.cost - best.cost),
  };
}

function told({ difference: { coverage, fairness = [], withdrawn = 0, cost = 0 } }: Partner) {
  const byRank = new Map<string, number>();
  for (const { rank, units } of coverage) byRank.set(String(rank), (byRank.get(String(rank)) ?? 0) + units);
  return {
    coverage: [...byRank].flatMap(([rank, units]) => (units === 0 ? [] : [`${rank} ${units}`])),
    fairness: fairness.map(({ rank }) => String(rank)),
    withdrawn,
    cost: String(cost),
  };
}

describe('recommend', () => {
  it('tells what match with the pin of the partner gives, level by level, best first, and leaves none out', () => {
    let compared = 0;
    let losing = 0;
    let unused = 0;
    fc.assert(
      fc.property(networkChange, fc.boolean(), fc.nat(3), ({ before, after }, promised, held) => {
        const { input, now, levels, bans } = after;
        const network = createNetwork(input as Input);
        const previous = promised ? match(createNetwork(before.input as Input), { now, bans: before.bans }) : undefined;
        const free = match(network, { now, levels, bans, previous });
        // Sometimes a unit is pinned already.
        const pins: Pin[] = allocationsOf(free)
          .slice(0, held === 0 ? 1 : 0)
          .map((one) => ({ ...one, quantity: 1 }));
        const plan = match(network, { now, levels, bans, previous, pins });
        const options: NetworkOptions = {
          now,
          bans,
          costScale: plan.costScale,
          ...(previous && { previous: allocationsOf(previous) }),
        };
        const model = nestedModel(input, options);
        if (model === undefined) return;
        const worth = (one: Plan) => valueOfProblem(model.problem, flowOfAllocations(model, allocationsOf(one)));
        const best = worth(plan);
        const withPin = (pin: Pin) => match(network, { now, levels, bans, previous, pins: [...pins, pin] });
        const byNeed = [...new Set(model.lines.map(({ need }) => need.id))].map((need) => ({
          need,
          answer: recommend(network, plan, { need }, { bans, previous, pins, k: 1000 }),
        }));
        for (const { need, answer } of byNeed) {
          const values = answer.partners.map((partner) => {
            const value = worth(withPin(partner.pin));
            const { fairness, withdrawn, cost, coverage } = differences(best, value, model.ranks);
            expect(told(partner)).toEqual({
              coverage,
              fairness: levels.includes('fair') ? fairness : [],
              withdrawn: levels.includes('keep') ? withdrawn : 0,
              cost: levels.includes('cost') ? cost : '0',
            });
            expect(partner.proved).toBe(true);
            compared++;
            if (compareValues(best, value, levels) > 0) losing++;
            if (partner.used === 0) unused++;
            return value;
          });
          values.forEach((value, i) => {
            if (i > 0) expect(compareValues(values[i - 1]!, value, levels)).toBeGreaterThanOrEqual(0);
          });
          // Every pair of the oracle that can give a unit is among them.
          const pairs = new Set(
            model.arcs
              .filter(({ candidate }, a) => {
                const { line } = model.candidates[candidate]!;
                const n = model.lines.findIndex((one) => one.id === line.id && one.need.id === line.need.id);
                return line.need.id === need && isOpen(model.problem, a, n, candidate);
              })
              .map(({ candidate }) => candidate),
          );
          if (pins.length === 0) expect(answer.compared).toBe(pairs.size);
          expect(JSON.parse(JSON.stringify(answer))).toEqual(answer);
        }
        // The same pairs, from the other side.
        const all = byNeed.flatMap(({ answer }) => answer.partners);
        for (const provider of new Set(all.map((one) => one.pin.provider))) {
          const own = recommend(network, plan, { offer: { provider } }, { bans, previous, pins, k: 1000 });
          const texts = (list: readonly Partner[]) => list.map((one) => JSON.stringify(one)).sort();
          expect(texts(own.partners)).toEqual(texts(all.filter((one) => one.pin.provider === provider)));
        }
      }),
      runs(24),
    );
    expect(losing).toBeGreaterThan(8);
    expect(unused).toBeGreaterThan(8);
    expect(compared).toBeGreaterThan(losing);
  });

  it('where needs are met whole, gives what match with the pin gives', () => {
    let people = 0;
    fc.assert(
      fc.property(wholeNetwork, ({ input, now, levels, bans }) => {
        const network = createNetwork(input);
        const plan = match(network, { now, levels, bans });
        for (const need of input.needs.map(({ id }) => id)) {
          let answer: ReturnType<typeof recommend>;
          try {
            answer = recommend(network, plan, { need }, { bans, k: 3 });
          } catch (error) {
            expect(error).toBeInstanceOf(LinkageError);
            expect((error as LinkageError).code).toBe('UNKNOWN_NEED');
            continue;
          }
          for (const partner of answer.partners) {
            const pinned = match(network, { now, levels, bans, pins: [partner.pin] });
            if (!partner.proved || plan.status !== 'optimal' || pinned.status !== 'optimal') continue;
            const met = (one: Plan) => (one.teams?.byRank ?? []).map(({ rank, value }) => ({ rank, people: value }));
            const more = met(pinned)
              .map(({ rank, people: now }, i) => ({ rank, people: now - met(plan)[i]!.people }))
              .filter((row) => row.people !== 0);
            expect(partner.difference.people).toEqual(more);
            people += more.length;
          }
          for (const locale of ['zh', 'en'] as const)
            expect(sentences(answer, locale).join('\n')).not.toMatch(/undefined|NaN|\[object/);
        }
      }),
      runs(15),
    );
    expect(people).toBeGreaterThan(0);
  });

  it('tells what promises count by degree, where as many units are taken back', () => {
    const town = (quantity: number) =>
      createNetwork({
        communities: [{ id: 'a' }, { id: 'b' }],
        volunteers: [{ id: '1', capabilities: ['escort'], quantity, reach: { within: ['46'] } }],
        needs: ['a', 'b'].map((id) => ({ id, community: id, urgency: '急', capability: 'escort' })),
      });
    const both = match(town(2));
    const published = (degree: 'published' | 'proposed'): Plan => ({
      ...both,
      linkages: both.linkages.map((linkage) => (linkage.need === 'b' ? { ...linkage, degree } : linkage)),
    });
    const network = town(1);
    const partnerFor = (need: string, previous: Plan) => {
      const answer = recommend(network, match(network, { previous }), { need }, { previous });
      return {
        difference: answer.partners[0]?.difference,
        said: ['zh', 'en'].map((locale) => sentences(answer, locale as 'zh')),
      };
    };
    const same = { coverage: [], people: [], fairness: [], withdrawn: 0, cost: 0 };
    expect(partnerFor('a', published('published'))).toEqual({
      difference: { ...same, counted: 99 },
      said: [
        ['社区志愿者 1 为需求 a 提供陪同就医 1 次：所收回的承诺按进度和临近程度多计 99。'],
        [
          'Volunteer 1 serves need a (escort to hospital, 1 session): what is taken back of promises counts 99 more, by degree and notice.',
        ],
      ],
    });
    // Whom it is taken from does lose it, so no more is said than that the plan is as good.
    expect(partnerFor('a', published('proposed'))).toEqual({
      difference: same,
      said: [
        ['社区志愿者 1 为需求 a 提供陪同就医 1 次，现方案已用：整个方案在各级目标上都一样好。'],
        [
          'Volunteer 1 serves need a (escort to hospital, 1 session, in use now): the plan as a whole is as good on every level.',
        ],
      ],
    });
    expect(partnerFor('b', published('proposed')).difference).toEqual(same);
  });

  it('refuses what it cannot answer', () => {
    const input: Input = {
      communities: [{ id: 'c' }],
      volunteers: [{ id: '1', community: 'c', capabilities: ['escort'], quantity: 1 }],
      needs: [{ id: 'n', community: 'c', urgency: '急', capability: 'escort' }],
    };
    const network = createNetwork(input);
    const plan = match(network);
    const code = (call: () => unknown) => {
      try {
        call();
      } catch (error) {
        return error instanceof LinkageError ? error.code : error;
      }
      return undefined;
    };
    expect(code(() => recommend(network, plan, { need: 'x' }))).toBe('UNKNOWN_NEED');
    expect(code(() => recommend(network, plan, { need: 'n', requirement: '9' }))).toBe('UNKNOWN_NEED');
    expect(code(() => recommend(network, plan, { offer: { provider: 'volunteer:9' } }))).toBe('UNKNOWN_OFFER');
    expect(code(() => recommend(network, plan, {} as never))).toBe('INVALID_OPTIONS');
    expect(code(() => recommend(network, plan, { need: 'n' }, { k: 0 }))).toBe('INVALID_OPTIONS');
    expect(recommend(network, plan, { need: 'n' }).partners).toEqual([
      {
        pin: { need: 'n', requirement: '1', provider: 'volunteer:1', offer: '1', quantity: 1 },
        unit: 'session',
        capability: 'escort',
        used: 1,
        difference: { coverage: [], people: [], fairness: [], withdrawn: 0, cost: 0 },
        proved: true,
      },
    ]);
  });
});

/** Whether an arc can carry a unit at all. */
function isOpen(
  { demand, max, capacity, parent, head }: NonNullable<ReturnType<typeof nestedModel>>['problem'],
  arc: number,
  line: number,
  candidate: number,
): boolean {
  let room = Math.min(demand[line]!, max[candidate]!);
  for (let c = head[arc]!; c >= 0; c = parent[c]!) room = Math.min(room, capacity[c]!);
  return room > 0;
}
