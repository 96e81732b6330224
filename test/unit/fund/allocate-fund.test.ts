import { describe, expect, it } from 'vitest';
import { allocateFund } from '../../../src/fund/allocate-fund.js';
import { fundPins } from '../../../src/fund/fund-pins.js';
import { type FundInput, MAX_RAISES } from '../../../src/fund/read-fund.js';
import { verifyFund } from '../../../src/fund/verify-fund.js';
import { match } from '../../../src/match/match.js';
import { createNetwork } from '../../../src/model/network.js';
import { fundSentences } from '../../../src/say/fund-sentences.js';
import { briefly, thrown } from '../../support/thrown.js';

const projectsOf = (costs: Readonly<Record<string, number>>) =>
  Object.entries(costs).map(([id, cost]) => ({ id, cost }));
/** `ab` approves of `a` and `b`. */
const approvals = (...votes: readonly string[]) =>
  votes.map((vote, v) => ({ voter: `v${v + 1}`, approves: [...vote] }));
const funded = (input: FundInput) => allocateFund(input).funded.map(({ project }) => project);

describe('allocateFund, on cases of others', () => {
  // Lackner and Skowron, Multi-Winner Voting with Approval Preferences (2023), the running example; costs and outcome as in the tests of pabutools,
  // tests/rules/test_rule.py, "RunningEx LackSkow23".
  it.each(['cost', 'points'] as const)('elects a alone in the running example: utility %s', (utility) => {
    const projects = projectsOf({ a: 100, b: 100, c: 100, d: 100, e: 100, f: 100, g: 100 });
    const ballots = approvals('ab', 'ab', 'ab', 'ac', 'ac', 'ac', 'ad', 'ad', 'bcf', 'e', 'f', 'g');
    expect(funded({ projects, ballots, budget: 400, rules: { utility, completion: 'none' } })).toEqual(['a']);
  });

  // The tests of pabutools, tests/rules/test_rule.py, "AppEx_2" and "AppEx_3", in hundredths; the raise of each share is a tenth.
  const two = { a: 100, b: 90, c: 200, d: 109 };
  const three = { ...two, e: 109, f: 109 };
  it.each([
    [two, 'points', 'none', ['a', 'b', 'd']],
    [two, 'points', 'add1', ['a', 'b', 'd']],
    [two, 'cost', 'none', ['a', 'c']],
    [two, 'cost', 'add1', ['a', 'b', 'c']],
    [three, 'points', 'none', ['a', 'b', 'd']],
    [three, 'cost', 'none', ['a', 'c']],
    [three, 'cost', 'add1', ['a', 'b', 'c']],
  ] as const)('is as pabutools: %o, utility %s, completion %s', (costs, utility, completion, expected) => {
    const ballots = approvals('a', 'bcd', 'bcd', 'c');
    const rules = { utility, completion, step: 10 };
    expect(funded({ projects: projectsOf(costs), ballots, budget: 400, rules }).toSorted()).toEqual(expected);
  });

  // The same, "AppEx_1": by cost several outcomes are tied, of which this is the one by our ties.
  it.each([
    ['points', ['a', 'd']],
    ['cost', ['a', 'd']],
  ] as const)('is as pabutools, most votes first: utility %s', (utility, expected) => {
    const projects = projectsOf({ a: 100, b: 300, c: 200, d: 100 });
    expect(
      funded({ projects, ballots: approvals('abcd', 'abcd'), budget: 300, rules: { utility, method: 'greedy' } }),
    ).toEqual(expected);
  });

  // Wikipedia, "Method of equal shares", on why: 51 % support ten red projects, 49 % ten blue ones, and there is money for ten.
  it('gives five of ten to 49 %, where most votes first gives none', () => {
    const ids = (colour: string) => Array.from({ length: 10 }, (_, i) => `${colour}${i}`);
    const projects = [...ids('red'), ...ids('blue')].map((id) => ({ id, cost: 10_000 }));
    const ballots = Array.from({ length: 100 }, (_, v) => ({ voter: `${v}`, approves: ids(v < 51 ? 'red' : 'blue') }));
    const blue = (rules: FundInput['rules']) =>
      funded({ projects, ballots, budget: 100_000, rules }).filter((id) => id.startsWith('blue')).length;
    expect(blue({ method: 'greedy' })).toBe(0);
    // Five cost each of 49 voters 500/49 > 10: four are paid for without a raise.
    expect(blue({ completion: 'none' })).toBe(4);
    expect(blue({})).toBe(5);
  });
});

describe('allocateFund', () => {
  const projects = projectsOf({ ramp: 600, film: 500, herbs: 300 });

  it('lets voters pay by their points, and who has not enough give what is left', () => {
    const ballots = [
      { voter: 'ann', points: { ramp: 3, herbs: 1 } },
      { voter: 'bo', points: { ramp: 1 } },
      { voter: 'cy', points: {} },
    ];
    // A share is 300: of 600 ann would pay 450, so she gives 300 and bo the other 300.
    const result = allocateFund({ projects, ballots, budget: 900, rules: { utility: 'points', completion: 'none' } });
    expect(result).toMatchObject({
      share: '300',
      spent: 600,
      funded: [{ project: 'ramp', supporters: 2, by: 'shares', payments: [{ amount: '300', voters: ['ann', 'bo'] }] }],
      unfunded: [
        { project: 'film', reason: 'votes' },
        { project: 'herbs', reason: 'shares' },
      ],
    });
  });

  it('is exact where no float is', () => {
    const ballots = approvals('x', 'x', 'x', 'y');
    const result = allocateFund({
      projects: projectsOf({ x: 100, y: 33 }),
      ballots,
      budget: 134,
      rules: { completion: 'none' },
    });
    expect(result.funded.map(({ payments }) => payments.map(({ amount }) => amount))).toEqual(
      [['33'], ['100/3']].toReversed(),
    );
    expect(result.share).toBe('67/2');
  });

  it.each([
    ['community', { communities: { east: 700 } }],
    ['category', { categories: { sport: 700 } }],
    ['organisation', {}],
  ] as const)('keeps the limit of a %s', (reason, rules) => {
    const of = {
      community: { community: 'east' },
      category: { category: 'sport' },
      organisation: { organisation: 'o1' },
    }[reason];
    const limited = projectsOf({ a: 600, b: 500, c: 100 }).map((one) => ({ ...one, ...of }));
    const result = allocateFund({
      projects: limited,
      ballots: approvals('abc', 'abc', 'ab', 'a'),
      budget: 2000,
      rules,
    });
    expect(result.funded[0]!.project).toBe('a');
    expect(result.unfunded).toContainEqual({ project: 'b', cost: 500, supporters: 3, reason });
  });

  it('takes no name for one that is not there', () => {
    const named = (field: 'organisation' | 'community') => [
      { id: 'a', cost: 100 },
      { id: 'b', cost: 100, [field]: 'undefined' },
    ];
    const ballots = approvals('ab', 'ab', 'a');
    expect(funded({ projects: named('organisation'), ballots, budget: 200 })).toEqual(['a', 'b']);
    const rules = { communities: { undefined: 100 } };
    expect(funded({ projects: named('community'), ballots, budget: 200, rules })).toEqual(['a', 'b']);
  });

  it('breaks ties by points, then cost, then id', () => {
    const tied = (costs: Readonly<Record<string, number>>, ...votes: string[]) =>
      funded({
        projects: projectsOf(costs),
        ballots: approvals(...votes),
        budget: 300,
        rules: { method: 'greedy' },
      })[0];
    expect(tied({ a: 100, b: 90 }, 'ab', 'a')).toBe('a');
    expect(tied({ a: 100, b: 90 }, 'ab')).toBe('b');
    expect(tied({ b: 100, a: 100 }, 'ab')).toBe('a');
  });

  it('raises shares no more than told, and takes the rest by votes', () => {
    // One voter of ten wants what costs as much as ten shares: a raise of 1 % at a time takes 900.
    const ballots = approvals('a', ...Array.from({ length: 9 }, () => ''));
    const one = allocateFund({ projects: projectsOf({ a: 1000 }), ballots, budget: 1000 });
    expect([one.funded[0]!.by, one.trials.length]).toEqual(['shares', 901]);
    const [short] = allocateFund({
      projects: projectsOf({ a: 100_000 }),
      ballots,
      budget: 100_000,
      rules: { step: 1 },
    }).funded;
    expect(short!.by).toBe('votes');
    expect(MAX_RAISES).toBe(1000);
  });

  it.each([
    ['nobody votes', { projects, ballots: [], budget: 900 }],
    ['there is nothing to vote on', { projects: [], ballots: approvals('', ''), budget: 900 }],
    ['there is no money', { projects, ballots: [{ voter: '1', approves: ['ramp'] }], budget: 0 }],
  ])('funds nothing where %s', (_, input) => {
    const result = allocateFund(input);
    expect([result.funded, result.spent, verifyFund(input, result).ok]).toEqual([[], 0, true]);
  });

  it('refuses with every fault', () => {
    const input = {
      projects: [
        { id: 'a', cost: 0 },
        { id: 'a', cost: 5, community: 'east' },
      ],
      ballots: [
        { voter: 'x', approves: ['b', 'a', 'a'] },
        { voter: 'x', points: { a: 1 } },
      ],
      budget: 10,
      rules: { methid: 'greedy' },
    } as unknown as FundInput;
    expect(briefly(thrown(() => allocateFund(input)))).toEqual([
      ['OUT_OF_RANGE', 'projects[0].cost', 0],
      ['UNKNOWN_KEY', 'rules.methid', 'methid'],
    ]);
    const shaped = {
      ...input,
      projects: [{ id: 'a', cost: 1 }, input.projects[1]!],
      rules: { communities: { eest: 5 } },
    };
    const error = thrown(() => allocateFund(shaped));
    expect(briefly(error)).toEqual([
      ['DUPLICATE_ID', 'projects[1].id', 'a'],
      ['DANGLING_REFERENCE', 'rules.communities.eest', 'eest'],
      ['DANGLING_REFERENCE', 'ballots[0].approves[0]', 'b'],
      ['DUPLICATE', 'ballots[0].approves[2]', 'a'],
      ['DUPLICATE_ID', 'ballots[1].voter', 'x'],
      ['REQUIRED', 'ballots[1].approves', undefined],
      ['CONTRADICTION', 'ballots[1].points', undefined],
    ]);
    expect(error.details[1]!.message).toContain("Maybe 'east'.");
    const large = projectsOf({ a: Number.MAX_SAFE_INTEGER, b: 1 });
    expect(briefly(thrown(() => allocateFund({ projects: large, ballots: [], budget: 1 })))).toEqual([
      ['SUM_TOO_LARGE', 'projects', undefined],
    ]);
  });
});

describe('verifyFund', () => {
  it.each([undefined, null, 'x', {}, { funded: [] }, new Proxy({}, { get: () => expect.fail() })])(
    'calls no result what is none',
    (result) => {
      expect(verifyFund({ projects: [], ballots: [], budget: 1 }, result)).toMatchObject({
        ok: false,
        checks: [{ name: 'shape' }],
      });
    },
  );

  it('says what is wrong', () => {
    const vote = { projects: projectsOf({ a: 100, b: 100 }), ballots: approvals('a', 'a', 'b', 'b'), budget: 200 };
    const result = allocateFund(vote);
    const wrong = structuredClone(result);
    wrong.funded[0]!.payments[0]!.voters = ['v1', 'v3'];
    const failed = verifyFund(vote, wrong).checks.filter(({ ok }) => !ok);
    expect(failed.map(({ name, detail }) => [name, detail])).toEqual([
      ['payments', 'v3 pays for a without having voted for it'],
      ['shares', 'trial 0: not all pay for a what is due'],
    ]);
  });
});

describe('fundPins', () => {
  it('hold in a plan what residents voted for', () => {
    const need = (id: string, quantity: number) => ({
      id,
      community: 'east',
      urgency: 'hoped' as const,
      requirements: [{ id: 'r', capability: 'relief', quantity, unit: 'yuan' }],
    });
    const network = createNetwork({
      communities: [{ id: 'east', adminCode: '460105001' }],
      resources: [
        { id: 'fund', kind: 'fund', capabilities: ['relief'], quantity: 900, unit: 'yuan', reach: { within: ['46'] } },
      ],
      needs: [need('ramp', 600), need('film', 500)],
    });
    const vote = { projects: projectsOf({ ramp: 60_000, film: 50_000 }), ballots: approvals('', ''), budget: 90_000 };
    const result = allocateFund({ ...vote, ballots: [{ voter: '1', approves: ['film'] }] });
    const pins = fundPins(result, { provider: 'resource:fund' });
    expect(pins).toEqual([{ need: 'film', provider: 'resource:fund', quantity: 50_000 }]);
    const given = match(network, { pins }).linkages.flatMap(({ need: id, allocations }) =>
      allocations.map(({ quantity }) => [id, quantity]),
    );
    expect(given).toEqual(expect.arrayContaining([['film', 50_000]]));
  });
});

describe('fundSentences', () => {
  const vote: FundInput = {
    projects: [
      { id: 'ramp', name: '坡道', cost: 300_000 },
      { id: 'film', name: '露天电影', cost: 60_000 },
      { id: 'herbs', cost: 90_000 },
      { id: 'sign', cost: 1 },
    ],
    ballots: Array.from({ length: 120 }, (_, v) => ({
      voter: `${v}`,
      approves: v < 119 ? ['ramp', 'herbs'] : ['ramp', 'film'],
    })),
    budget: 360_000,
    rules: { completion: 'greedy' },
  };

  it('tell who pays how much, and why not', () => {
    const zh = fundSentences(allocateFund(vote), 'zh');
    expect(zh).toEqual([
      '120 人投票，经费 3,600 元，每人名下一份 30 元，只用于自己支持的项目。',
      '入选：坡道，3,000 元，120 人支持；从各自份额分担：120 人每人 25 元。',
      '入选：露天电影，600 元，1 人支持，凭得票由经费支付。',
      '未入选：herbs，900 元，119 人支持；余款不足。',
      '未入选：sign，0.01 元，无人支持。',
      '共资助 2 个项目，3,600 元；结余 0 元。',
    ]);
    const en = fundSentences(allocateFund({ ...vote, rules: { method: 'greedy' } }), 'en');
    expect(en.slice(0, 2)).toEqual([
      '120 people voted on ¥3,600; most votes go first.',
      'Funded: 坡道, ¥3,000, with 120 supporters, from the budget, for its votes.',
    ]);
    expect(fundSentences(allocateFund(vote), 'en')[1]).toBe(
      'Funded: 坡道, ¥3,000, with 120 supporters; they pay from their shares: each of 120 voters pays ¥25.',
    );
  });

  it('round fractions down, and say so', () => {
    const third = allocateFund({
      projects: [{ id: 'a', cost: 10_000 }],
      ballots: approvals('a', 'a', 'a'),
      budget: 10_000,
    });
    expect(fundSentences(third, 'zh')[1]).toContain('3 人每人约 33.33 元');
  });

  it('refuse another language', () => {
    expect(thrown(() => fundSentences(allocateFund(vote), 'fr' as 'zh')).code).toBe('INVALID_OPTIONS');
  });
});
