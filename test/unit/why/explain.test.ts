import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  createNetwork,
  definePolicy,
  type ExplainTarget,
  type Explanation,
  explain,
  LinkageError,
  match,
  type NeedExplanation,
  type OfferExplanation,
  type PairExplanation,
  sentences,
} from '../../../src/index.js';
import { RICH, SMALLEST } from '../../support/samples.js';
import { TOWN } from '../../support/town.js';

const network = createNetwork(RICH);
const plan = match(network);
const town = createNetwork(TOWN);
const townPlan = match(town);
// `near` and `same` cost the same, and load is as even either way: without that level one of them takes all of `meal`.
const levels = ['rank', 'fair', 'keep', 'cost'] as const;
const unevenPlan = match(town, { levels });
const [taken, spare] = JSON.stringify(unevenPlan.linkages).includes('volunteer:same')
  ? ['same', 'near']
  : ['near', 'same'];

describe('explain a need', () => {
  it('tells what a need got, what that costs, and why not more', () => {
    const { requirements, ...need } = explain(network, plan, { need: 'c' });
    expect(need).toMatchObject({ about: 'need', need: 'c', community: 'datong', urgency: 'difficult', rank: [1, 3] });
    expect(requirements).toHaveLength(1);
    expect(requirements[0]).toMatchObject({
      requirement: '1',
      capability: 'escort',
      unit: 'session',
      demanded: 3,
      covered: 2,
      capable: 2,
      otherUnit: 0,
      rules: {},
      candidates: 2,
      allocations: [{ provider: 'volunteer:v1', quantity: 2, lotCost: 590, terms: [{ term: 'staleness', cost: 590 }] }],
      alternatives: [
        {
          provider: 'volunteer:v2',
          verdict: 'held',
          free: 0,
          bound: 3,
          heldBy: [{ need: 'd', quantity: 1 }],
          heldByCount: 1,
        },
      ],
      unmet: { code: 'heldByHigherRanks', heldByCount: 2, cut: { demanded: 5, capacity: 4 } },
      nearestMisses: [],
    });
  });

  it('counts whom each rule turned away, at the instant of the plan', () => {
    expect(explain(network, plan, { need: 'f' }).requirements[0]).toMatchObject({
      capable: 1,
      rules: { expiry: 1 },
      candidates: 0,
    });
    const earlier = match(network, { now: '2026-02-01T00:00:00Z' });
    const [requirement] = explain(network, earlier, { need: 'f' }).requirements;
    expect(requirement).toMatchObject({ rules: {}, candidates: 1, covered: 1 });
  });

  it('says nothing of a shortage where there is none', () => {
    const [requirement] = explain(network, plan, { need: 'd' }).requirements;
    expect(requirement).toMatchObject({ demanded: 2, covered: 2, nearestMisses: [] });
    expect('unmet' in requirement!).toBe(false);
  });

  it('lists the requirements of a need by id, unknown quantities too', () => {
    const smallest = createNetwork(SMALLEST);
    const { requirements } = explain(smallest, match(smallest), { need: '2' });
    expect(requirements.map(({ requirement, capability }) => [requirement, capability])).toEqual([
      ['1', 'escort'],
      ['2', 'casework'],
    ]);
    expect(explain(network, plan, { need: 'k' }).requirements).toMatchObject([
      { demanded: 'unknown', covered: 0, capable: 1, candidates: 0, unmet: { code: 'unknownQuantity' } },
    ]);
  });

  it('names the nearest misses: fewest rules first, then the cheapest, and the field that would have to change', () => {
    const { nearestMisses } = explain(town, townPlan, { need: 'tutor' }).requirements[0]!;
    expect(nearestMisses.map(({ provider, failed }) => [provider, failed.map(({ rule }) => rule)])).toEqual([
      ['volunteer:near', ['level']],
      ['volunteer:far', ['reach']],
      ['volunteer:off', ['level', 'status']],
      ['volunteer:hours', ['unit']],
    ]);
    expect(nearestMisses[0]!.failed).toEqual([
      { rule: 'level', compared: { field: 'offer.capabilities[0].level', actual: 1, required: 3 } },
    ]);
    expect(nearestMisses[1]!.failed[0]!.compared).toMatchObject({ field: 'offer.reach.radius', actual: 1000 });
  });

  it('is plain data', () => {
    const data = explain(network, plan, { need: 'c' });
    expect(JSON.parse(JSON.stringify(data))).toEqual(data);
  });
});

describe('explain a pair', () => {
  const verdictOf = (need: string, provider: string) =>
    explain(town, townPlan, { need, offer: { provider } }).pairs.map(({ verdict }) => verdict);

  it('gives the verdict on every kind of pair', () => {
    const uneven = (provider: string) =>
      explain(town, unevenPlan, { need: 'meal', offer: { provider } }).pairs.map(({ verdict }) => verdict);
    expect(uneven(`volunteer:${taken}`)).toEqual(['used']);
    expect(uneven(`volunteer:${spare}`)).toEqual(['costsSame']);
    expect(verdictOf('meal', 'volunteer:dear')).toEqual(['costsMore']);
    expect(verdictOf('meal', 'volunteer:none')).toEqual(['empty']);
    expect(verdictOf('meal', 'volunteer:never')).toEqual(['bounded']);
    expect(verdictOf('tutor', 'volunteer:off')).toEqual(['ruledOut']);
    expect(verdictOf('vague', 'volunteer:near')).toEqual(['unknownQuantity']);
    expect(verdictOf('zero', 'volunteer:near')).toEqual(['nothingAsked']);
    expect(explain(network, plan, { need: 'e', offer: { provider: 'socialWorker:w' } }).pairs).toMatchObject([
      { offer: 'g', verdict: 'held', heldByCount: 2 },
    ]);
  });

  it('tells how much more the other would cost', () => {
    const [pair] = explain(town, townPlan, { need: 'meal', offer: { provider: 'volunteer:dear' } }).pairs;
    expect(pair).toMatchObject({ lotCost: 1500, dearest: 900, free: 2, bound: 2, quantity: 0 });
    expect(pair!.terms).toEqual([
      { term: 'skillMisfit', cost: 600 },
      { term: 'staleness', cost: 900 },
    ]);
  });

  it('says so when a promise is kept, or when cost does not count', () => {
    const policy = definePolicy({ terms: { upsideDown: ({ provider }) => (provider.id === taken ? 5000 : 0) } });
    const target = { need: 'meal', offer: { provider: `volunteer:${spare}` } };
    const kept = match(town, { policy, previous: unevenPlan });
    expect(explain(town, kept, target, { policy, previous: unevenPlan }).pairs[0]!.verdict).toBe('promised');
    const costless = match(town, { policy, levels: ['rank', 'keep'], previous: unevenPlan });
    expect(explain(town, costless, target, { policy, previous: unevenPlan }).pairs[0]!.verdict).toBe('costIgnored');
  });

  it('names all failed rules with the values compared, and rules of the caller by name', () => {
    const policy = definePolicy({ rules: { noOff: ({ provider }) => provider.id === 'off' } });
    const other = match(town, { policy });
    const [pair] = explain(town, other, { need: 'tutor', offer: { provider: 'volunteer:off' } }, { policy }).pairs;
    expect(pair!.failed).toEqual([
      { rule: 'level', compared: { field: 'offer.capabilities[0].level', actual: 1, required: 3 } },
      { rule: 'status', compared: { field: 'provider.status', actual: 'inactive', required: 'active' } },
      { rule: 'noOff' },
    ]);
  });

  it('tells of capability and unit before any rule', () => {
    const pairs = (provider: string) => explain(town, townPlan, { need: 'tutor', offer: { provider } }).pairs;
    expect(pairs('volunteer:dear')[0]).toMatchObject({
      verdict: 'ruledOut',
      failed: [{ rule: 'capability', compared: { field: 'offer.capabilities', actual: ['meal'] } }],
    });
    expect(pairs('volunteer:hours')[0]!.failed).toEqual([
      { rule: 'unit', compared: { field: 'offer.unit', actual: 'minute', required: 'session' } },
    ]);
  });
});

describe('explain an offer', () => {
  const offerOf = (provider: string) => explain(town, townPlan, { offer: { provider } }).offers;

  it('tells who uses it and what is left', () => {
    const policy = definePolicy({ terms: { other: ({ provider }) => (provider.id === 'same' ? 1 : 0) } });
    const target = { offer: { provider: 'volunteer:near', offer: 'm' } };
    const [meal] = explain(town, match(town, { policy }), target, { policy }).offers;
    expect(meal).toMatchObject({ capabilities: ['meal'], quantity: 5, used: 2, left: 3, free: 3 });
    expect(meal!.users).toMatchObject([{ need: 'meal', quantity: 2 }]);
    expect(offerOf('volunteer:none')[0]).toMatchObject({ quantity: 0, left: 0 });
    expect('idle' in offerOf('volunteer:none')[0]!).toBe(false);
  });

  it('tells why it is idle', () => {
    const codes = (provider: string) => offerOf(provider).map(({ idle }) => idle?.code);
    expect(codes('volunteer:dear')).toEqual(['needsMet']);
    expect(codes('volunteer:hours')).toEqual(['otherUnit']);
    expect(codes('volunteer:off')).toEqual(['ruledOut']);
    expect(codes('organisation:choir')).toEqual(['nobodyAsked']);
    expect(codes('organisation:night')).toEqual(['outsideWindows']);
    expect(codes('socialWorker:full')).toEqual(['providerFull', undefined]);
    expect(codes('volunteer:never')).toEqual(['needsMet']);
    expect(offerOf('volunteer:off')[0]!.idle).toEqual({
      code: 'ruledOut',
      asked: 1,
      candidates: 0,
      rules: { level: 1 },
      examined: 1,
    });
  });
});

describe('explain', () => {
  it.each<[string, () => unknown, string]>([
    ['an unknown need', () => explain(network, plan, { need: 'nobody' }), 'UNKNOWN_NEED'],
    ['a node key in place of an id', () => explain(network, plan, { need: 'need:c' }), 'UNKNOWN_NEED'],
    ['an unknown provider', () => explain(network, plan, { offer: { provider: 'v1' } }), 'UNKNOWN_OFFER'],
    [
      'an unknown offer',
      () => explain(network, plan, { offer: { provider: 'volunteer:v1', offer: 'x' } }),
      'UNKNOWN_OFFER',
    ],
    ['nothing to explain', () => explain(network, plan, {} as never), 'INVALID_OPTIONS'],
    ['a bare id', () => explain(network, plan, 'c' as never), 'INVALID_OPTIONS'],
    ['nothing in a list', () => explain(network, plan, [{ need: 'c' }, {} as never]), 'INVALID_OPTIONS'],
    ['a hole in a list', () => explain(network, plan, new Array(1) as never), 'INVALID_OPTIONS'],
    ['a list in a list', () => explain(network, plan, [[{ need: 'c' }]] as never), 'INVALID_OPTIONS'],
    ['an unknown need in a list', () => explain(network, plan, [{ need: 'c' }, { need: 'x' }]), 'UNKNOWN_NEED'],
    [
      'pins that are impossible',
      () => explain(network, plan, { need: 'c' }, { pins: [{ need: 'c', provider: 'x', quantity: 1 }] }),
      'INVALID_PINS',
    ],
    ['no plan', () => explain(network, {} as never, { need: 'c' }), 'INVALID_PLAN'],
    ['no network', () => explain(RICH as never, plan, { need: 'c' }), 'INVALID_NETWORK'],
    ['bad options', () => explain(network, plan, { need: 'c' }, { policy: {} as never }), 'INVALID_OPTIONS'],
    [
      'a plan of another policy',
      () => explain(network, plan, { need: 'c' }, { policy: definePolicy({ rules: { none: () => true } }) }),
      'PLAN_MISMATCH',
    ],
  ])('refuses %s', (_, call, code) => {
    expect(call).toThrow(LinkageError);
    expect(call).toThrow(expect.objectContaining({ code }));
  });

  it('says what a target looks like', () => {
    expect(() => explain(network, plan, 'c' as never)).toThrow('`{ need }`, `{ offer }` or `{ need, offer }`');
    expect(() => explain(network, plan, { offer: 'volunteer:v1' as never })).toThrow('`{ provider, offer }`');
    const list = [{ need: 'c' }, { need: 'c', ofer: {} }, {}] as never;
    expect(() => explain(network, plan, list)).toThrow(
      'targets[1].ofer: expected one of `need`, `offer`, found `ofer`. Maybe `offer`.',
    );
  });

  it('names a rule of the caller that throws on a pair', () => {
    const policy = definePolicy({
      rules: {
        odd: ({ provider }) => {
          if (provider.id === 'off') throw new Error('no');
          return false;
        },
      },
    });
    const other = match(town, { policy });
    expect(() => explain(town, other, { need: 'tutor' }, { policy })).toThrow(
      expect.objectContaining({ code: 'BAD_RULE' }),
    );
  });

  it('explains a plan that was made with pins, and tells one that was not', () => {
    const pins = [{ need: 'meal', provider: 'volunteer:dear', quantity: 2 }];
    const pinned = match(town, { pins });
    const pair = (provider: string) => explain(town, pinned, { need: 'meal', offer: { provider } }, { pins }).pairs[0]!;
    expect(pair('volunteer:dear')).toMatchObject({ verdict: 'used', quantity: 2 });
    expect(pair('volunteer:near')).toMatchObject({ verdict: 'promised', dearest: 1500 });
    expect(() => explain(town, townPlan, { need: 'meal' }, { pins })).toThrow(
      expect.objectContaining({ code: 'PLAN_MISMATCH', message: expect.stringContaining('pins') }),
    );
  });

  it('explains a list as it explains each', () => {
    const pair = { need: 'meal', offer: { provider: 'volunteer:dear' } };
    const offer = { offer: { provider: 'volunteer:near', offer: 'm' } };
    const [one, two, three] = explain(town, townPlan, [{ need: 'meal' }, pair, offer]);
    expect(one).toEqual(explain(town, townPlan, { need: 'meal' }));
    expect(two).toEqual(explain(town, townPlan, pair));
    expect(three).toEqual(explain(town, townPlan, offer));
    expect(explain(town, townPlan, [])).toEqual([]);
    expectTypeOf(one).toEqualTypeOf<NeedExplanation>();
    expectTypeOf(two).toEqualTypeOf<PairExplanation>();
    expectTypeOf(three).toEqualTypeOf<OfferExplanation>();
    const needs = TOWN.needs.map(({ id }) => ({ need: id }));
    expectTypeOf(explain(town, townPlan, needs)).toEqualTypeOf<NeedExplanation[]>();
    expectTypeOf(explain(town, townPlan, [] as ExplainTarget[])).toEqualTypeOf<Explanation[]>();
  });

  it('compiles once, also for a list', () => {
    let calls = 0;
    const policy = definePolicy({ rules: { counted: () => ++calls < 0 } });
    const counted = (work: () => unknown) => {
      calls = 0;
      work();
      return calls;
    };
    const targets = ['zero', 'meal', 'plan'].map((need) => ({ need }));
    const compiled = counted(() => explain(town, townPlan, [], { policy }));
    const again = counted(() => explain(town, townPlan, [], { policy }));
    const each = counted(() => targets.map((target) => explain(town, townPlan, target, { policy })));
    const all = counted(() => explain(town, townPlan, targets, { policy }));
    expect(compiled).toBeGreaterThan(0);
    expect(again).toBe(0);
    expect(all).toBe(each);
    const other = definePolicy({ rules: { counted: () => ++calls < 0 } });
    expect(counted(() => explain(town, townPlan, [], { policy: other }))).toBe(compiled);
  });

  it('can be said for every need and offer', () => {
    for (const locale of ['zh', 'en'] as const) {
      const targets = TOWN.needs.map(({ id }) => ({ need: id }));
      for (const one of explain(town, townPlan, targets)) expect(sentences(one, locale)).not.toEqual([]);
    }
  });
});
