import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createNetwork,
  definePolicy,
  type Linkage,
  match,
  openLive,
  type Plan,
  parsePlan,
  policySchema,
  verify,
} from '../../../src/index.js';
import { withProofs } from '../../support/certificates.js';
import { runs } from '../../support/runs.js';
import { RICH } from '../../support/samples.js';
import { thrown } from '../../support/thrown.js';

type Degree = NonNullable<Linkage['degree']>;
const DEGREES: readonly Degree[] = ['proposed', 'accepted', 'published', 'running'];

const asOf = '2026-03-07T00:00:00Z';
const slots = [
  { id: 'now', start: '2026-03-06T20:00:00Z' },
  { id: 'day', start: '2026-03-08T00:00:00Z' },
  { id: 'days', start: '2026-03-08T00:00:00.001Z' },
  { id: 'week', start: '2026-03-11T00:00:00Z' },
  { id: 'weeks', start: '2026-03-21T00:00:00Z' },
  { id: 'later', start: '2026-03-21T00:00:00.001Z' },
  { id: 'some-time' },
];
const NOTICE = [8, 8, 4, 2, 2, 1, 1];

/** Needs `0`, `1` … of one session each, in slots by number, and one volunteer who has so many. */
const town = (quantity: number, needs: readonly number[]) =>
  createNetwork({
    asOf,
    slots,
    communities: [{ id: 'd' }],
    volunteers: [{ id: 'v', community: 'd', capabilities: ['escort'], quantity, perSlot: 99, groupSize: 99 }],
    needs: needs.map((slot, i) => ({
      id: String(i),
      community: 'd',
      urgency: '愁',
      capability: 'escort',
      windows: [slots[slot]!.id],
    })),
  });

/** The plan that gives every need its session, as published. */
const published = (needs: readonly number[], degrees: readonly (Degree | undefined)[]): Plan => {
  const plan = match(town(needs.length, needs));
  return {
    ...plan,
    linkages: plan.linkages.map((linkage) => {
      const degree = degrees[Number(linkage.need)];
      return { ...linkage, ...(degree !== undefined && { degree }) };
    }),
  };
};

const kept = (quantity: number, needs: readonly number[], degrees: readonly (Degree | undefined)[]) => {
  const network = town(quantity, needs);
  const previous = published(needs, degrees);
  const plan = match(network, { previous });
  expect(verify(network, plan, { previous }).checks.filter(({ ok }) => !ok)).toEqual([]);
  expect(plan.withdrawn).toBe(needs.length - quantity);
  return plan.linkages.map(({ need }) => need);
};

const FAR = 5;

describe('of promises that cannot all be kept', () => {
  it('those that have come further are', () => {
    for (const turned of [false, true]) {
      const order = turned ? DEGREES.toReversed() : DEGREES;
      const last = order.indexOf('running');
      expect(kept(1, [FAR, FAR, FAR, FAR], order)).toEqual([String(last)]);
    }
    expect(kept(1, [FAR, FAR, FAR], ['proposed', undefined, 'accepted'])).toEqual(['2']);
  });

  it('those that start sooner are', () => {
    expect(kept(1, [FAR, 3, 2], ['accepted', 'accepted', 'accepted'])).toEqual(['2']);
    expect(kept(1, [1, FAR], ['accepted', 'accepted'])).toEqual(['0']);
    // A degree counts more than any notice.
    expect(kept(1, [0, FAR], ['accepted', 'published'])).toEqual(['1']);
  });

  it('what counts most is, whatever they are', () => {
    const one = fc.record({ slot: fc.nat(slots.length - 1), degree: fc.constantFrom(undefined, ...DEGREES) });
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 7 }), fc.nat(6), (needs, some) => {
        const quantity = 1 + (some % needs.length);
        const counts = needs.map(({ slot, degree }) =>
          degree === undefined ? 1 : 10 ** DEGREES.indexOf(degree) * NOTICE[slot]!,
        );
        const served = kept(
          quantity,
          needs.map(({ slot }) => slot),
          needs.map(({ degree }) => degree),
        );
        const sum = (list: readonly number[]) => list.reduce((total, count) => total + count, 0);
        const most = counts.toSorted((a, b) => b - a).slice(0, quantity);
        expect(sum(served.map((need) => counts[Number(need)]!))).toBe(sum(most));
      }),
      runs(60),
    );
  });
});

describe('of needs met whole, as many people either way', () => {
  it.each<[Degree, Degree, string]>([
    ['accepted', 'published', '1'],
    ['running', 'proposed', '0'],
  ])('%s and %s: need %s keeps its promise', (first, second, need) => {
    const network = (quantity: number) =>
      createNetwork({
        communities: [{ id: 'd' }],
        volunteers: [{ id: 'v', community: 'd', capabilities: ['escort'], quantity }],
        needs: ['0', '1'].map((id) => ({
          id,
          community: 'd',
          urgency: '愁',
          capability: 'escort',
          quantity: 2,
          partial: false,
        })),
      });
    const plan = match(network(4));
    const linkages = plan.linkages.map((linkage, i) => ({ ...linkage, degree: i === 0 ? first : second }));
    const previous = { ...plan, linkages };
    const again = match(network(3), { previous });
    expect(again.linkages.map((linkage) => linkage.need)).toEqual([need]);
    expect(again).toMatchObject({ status: 'optimal', withdrawn: 2, teams: { withdrawnGap: 0 } });
    expect(verify(network(3), again, { previous }).ok).toBe(true);
  });
});

describe('a plan by degrees', () => {
  const needs = [FAR, FAR, FAR];
  const degrees: readonly Degree[] = ['accepted', 'running', 'proposed'];
  const network = town(2, needs);
  const previous = published(needs, degrees);
  const plan = match(network, { previous });

  it('is proved by prices between what is taken back and what is kept, and by no others', () => {
    const byUnits = match(network, { previous, levels: ['rank', 'keep'] });
    const proves = (price: number) => {
      const priced = withProofs(network, byUnits, { previous }, (proof) => ({
        ...proof,
        keep: proof.keep.map(() => price),
      }));
      return verify(network, priced, { previous }).ok;
    };
    const prices = [-1000, -1, 0, 1, 2, 9, 10, 11, 999, 1000, 1001, Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER];
    expect(prices.filter(proves)).toEqual([1, 2, 9, 10]);
  });

  it('is that of its degrees only', () => {
    const other = published(needs, ['accepted', 'running', 'published']);
    const failed = verify(network, plan, { previous: other }).checks.filter(({ ok }) => !ok);
    expect(failed.map(({ name }) => name)).toEqual(['instance']);
  });

  it('may be published with degrees of its own, and is right all the same', () => {
    const own = { ...plan, linkages: plan.linkages.map((linkage) => ({ ...linkage, degree: 'published' as const })) };
    expect(verify(network, JSON.stringify(own), { previous }).ok).toBe(true);
    expect(parsePlan(JSON.stringify(own))).toEqual(own);
  });

  it('is told from others by whether it is one of the four', () => {
    const odd = { ...plan, linkages: plan.linkages.map((linkage) => ({ ...linkage, degree: 'begun' })) };
    expect(thrown(() => parsePlan(odd)).code).toBe('INVALID_PLAN');
  });

  it('is that of a session, too, and comes after a plan without', () => {
    const live = openLive(network, { previous });
    expect(live.plan).toEqual(plan);
    const open = openLive(network, { previous: published(needs, []) });
    open.apply([{ type: 'publish', plan: previous }]);
    expect(open.plan).toEqual(plan);
    open.apply([{ type: 'remove', kind: 'need', id: '1' }]);
    expect(open.plan.linkages.map(({ need }) => need)).toEqual(['0', '2']);
    expect(openLive(live.save()).plan).toEqual(plan);
  });
});

describe('a plan without degrees', () => {
  const network = createNetwork(RICH);
  const previous = match(network);

  it('is what it was before there were any', () => {
    expect(match(network, { previous }).certificate.digest).toBe(
      'd881eeadd4cea0163d3e05536207c2674626f06d1cbfdec0ff186158d6779138',
    );
  });

  it('is that of degrees that all count 1', () => {
    const proposed = previous.linkages.map((linkage) => ({ ...linkage, degree: 'proposed' as const }));
    const again = match(network, { previous: { ...previous, linkages: proposed } });
    expect(JSON.stringify(again)).toBe(JSON.stringify(match(network, { previous })));
  });
});

describe('the policy', () => {
  const policy = (held?: Degree) => definePolicy({ held });
  const plan = (degree: Degree, held?: Degree) => {
    const previous = published([FAR], [degree]);
    // The need that comes is more urgent, and there is one session.
    const network = createNetwork({
      asOf,
      slots,
      communities: [{ id: 'd' }],
      volunteers: [{ id: 'v', community: 'd', capabilities: ['escort'], quantity: 1, perSlot: 99, groupSize: 99 }],
      needs: ['0', 'new'].map((id) => ({
        id,
        community: 'd',
        urgency: id === '0' ? '愁' : '急',
        capability: 'escort',
        windows: [slots[FAR]!.id],
      })),
    });
    const found = match(network, { previous, policy: policy(held) });
    expect(verify(network, found, { previous, policy: policy(held) }).ok).toBe(true);
    return found.linkages.map(({ need }) => need).join();
  };

  it('says from which degree on a promise is held; running, if it does not', () => {
    for (const [f, held] of [undefined, ...DEGREES].entries()) {
      const from = f === 0 ? DEGREES.length - 1 : f - 1;
      expect(DEGREES.map((degree) => plan(degree, held))).toEqual(DEGREES.map((_, d) => (d >= from ? '0' : 'new')));
    }
  });

  it('knows no other degrees', () => {
    expect(thrown(() => policy('begun' as never))).toMatchObject({ code: 'INVALID_OPTIONS' });
    expect(policySchema.safeParse({ held: 'begun' }).success).toBe(false);
    expect(policySchema.parse({ held: 'published' })).toEqual({ held: 'published' });
  });
});

describe('an approval limit', () => {
  const fund = (approval: object) => ({
    id: 'f',
    kind: 'fund' as const,
    community: 'd',
    capabilities: ['relief'],
    quantity: 9000,
    unit: 'yuan',
    approval: { limit: 1000, ...approval },
  });
  const given = (approval: object, households: readonly (string | undefined)[]) => {
    const network = createNetwork({
      communities: [{ id: 'd' }],
      resources: [fund(approval)],
      needs: households.map((household, i) => ({
        id: `${i}`,
        community: 'd',
        urgency: '急',
        household,
        requirements: [1, 2].map(() => ({ capability: 'relief', quantity: 600, unit: 'yuan' })),
      })),
    });
    const plan = match(network);
    expect(verify(network, plan)).toMatchObject({ ok: true });
    const of = (need: string) =>
      plan.linkages.find((one) => one.need === need)?.allocations.reduce((sum, { quantity }) => sum + quantity, 0) ?? 0;
    const units = households.map((_, i) => of(`${i}`) / 100);
    return { units, total: units.reduce((sum, one) => sum + one, 0) };
  };

  it('holds for each need, and for a household together', () => {
    expect(given({}, [undefined, undefined]).units).toEqual([1000, 1000]);
    expect(given({}, ['h', 'k']).units).toEqual([1000, 1000]);
    expect(given({}, ['h', 'h', 'h']).total).toBe(1000);
    expect(given({}, ['h', 'h', undefined, 'k']).total).toBe(3000);
  });

  it('does not hold for what is approved', () => {
    expect(given({ approved: ['0'] }, ['h', 'h']).units).toEqual([1200, 1000]);
  });

  it('counts what the household had before, in the unit of the offer', () => {
    const before = [
      { household: 'h', quantity: 300 },
      { household: 'h', quantity: 400.5 },
      { household: 'k', quantity: 2000 },
    ];
    expect(given({ given: before }, ['h', 'h', 'k', undefined])).toMatchObject({ total: 1299.5 });
    expect(given({ given: before }, ['k']).units).toEqual([0]);
    expect(given({ given: before, approved: ['0'] }, ['k']).units).toEqual([1200]);
  });

  it('is kept in a session', () => {
    const need = (id: string) => ({
      id,
      community: 'd',
      urgency: '急' as const,
      household: 'h',
      capability: 'relief',
      quantity: 600,
      unit: 'yuan',
    });
    const live = openLive(createNetwork({ communities: [{ id: 'd' }], resources: [fund({})], needs: [need('0')] }));
    live.apply([{ type: 'add', kind: 'need', record: need('1') }]);
    expect(live.plan.coverage.byUnit).toMatchObject([{ demanded: 120_000, covered: 100_000 }]);
  });
});
