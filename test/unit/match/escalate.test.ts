import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createNetwork,
  definePolicy,
  escalate,
  type Input,
  match,
  type NeedInput,
  verify,
} from '../../../src/index.js';
import { runs } from '../../support/runs.js';
import { thrown } from '../../support/thrown.js';
import { wholeNetwork } from '../../support/whole-network.js';

const NOW = '2026-03-02T08:00:00+08:00';
/** Two streets of one district, a third of another. */
const PLACES: Pick<Input, 'asOf' | 'stations' | 'communities'> = {
  asOf: NOW,
  stations: [
    { id: 'city', tier: 'city' },
    ...['d1', 'd2'].map((id) => ({ id, tier: 'district' as const, parent: 'city' })),
    ...['s1', 's2', 's3'].map((id) => ({ id, tier: 'street' as const, parent: id === 's3' ? 'd2' : 'd1' })),
  ],
  communities: [],
};
const worker = (station: string, quantity: number) => ({
  id: station,
  station,
  capabilities: ['casework'],
  quantity,
  reach: { within: ['4601'] },
});
/** Communities have no code: volunteers tell where they are; here every need's place comes of its community's code. */
const CODES: Record<string, string> = { s1: '460105001', s2: '460105002', s3: '460106001' };
function city(
  workers: readonly (readonly [string, number])[],
  needs: readonly (Partial<NeedInput> & { id: string; street: string })[],
) {
  return createNetwork({
    ...PLACES,
    stations: PLACES.stations!.map((one) => ({
      ...one,
      adminCode: CODES[one.id] ?? { d1: '460105', d2: '460106', city: '4601' }[one.id]!,
    })),
    communities: Object.entries(CODES).map(([id, code]) => ({ id, adminCode: `${code}001` })),
    socialWorkers: workers.map(([station, quantity]) => worker(station, quantity)),
    needs: needs.map(({ street, ...need }) => ({ community: street, urgency: '愁', capability: 'casework', ...need })),
  });
}
const given = (plan: ReturnType<typeof match>) =>
  Object.fromEntries(
    plan.linkages.map(({ need, allocations }) => [need, allocations.map(({ provider }) => provider.slice(13)).join()]),
  );
const dated = (reported: string, due: string) => ({
  reportedAt: `${reported}T08:00:00+08:00`,
  dueAt: `${due}T08:00:00+08:00`,
});

describe('escalate', () => {
  it('serves each need at the lowest tier that can, and tells how far the others went', () => {
    const network = city(
      [
        ['s1', 1],
        ['d1', 1],
        ['city', 1],
      ],
      ['a', 'b', 'c', 'd'].map((id) => ({ id, street: 's1' })),
    );
    const { plan, tiers, trace } = escalate(network);
    expect(given(plan)).toEqual({ a: 's1', b: 'd1', c: 'city' });
    expect(tiers.map(({ tier }) => tier)).toEqual(['street', 'district', 'city']);
    expect(trace.map(({ need, from, to, reason, at }) => [need, from, to, reason, at])).toEqual([
      ['b', 'street', 'district', 'noClock', NOW],
      ['c', 'street', 'district', 'noClock', NOW],
      ['d', 'street', 'district', 'noClock', NOW],
      ['c', 'district', 'city', 'noClock', NOW],
      ['d', 'district', 'city', 'noClock', NOW],
      ['d', 'city', 'projects', 'shortage', NOW],
    ]);
  });

  it('a tier plans for itself: what it gave is not moved again, as a joint plan would', () => {
    // s1's worker could serve both streets, but b may be served nowhere else.
    const network = city(
      [
        ['s1', 1],
        ['d1', 1],
      ],
      [
        { id: 'a', street: 's1', urgency: '盼' },
        { id: 'b', street: 's2', consentTier: 'district' },
      ],
    );
    expect(given(escalate(network).plan)).toEqual({ a: 's1', b: 'd1' });
    const bans = [{ need: 'b', provider: 'socialWorker:d1' }];
    expect(given(escalate(network, { bans }).plan)).toEqual({ a: 's1' });
    expect(given(match(network, { bans }))).toEqual({ a: 'd1', b: 's1' });
  });

  it('goes by the clock, by consent, and at once where a need is urgent or its tier has nobody', () => {
    const network = city(
      [
        ['s1', 1],
        ['city', 9],
      ],
      [
        { id: 'first', street: 's1', severity: 5 },
        { id: 'late', street: 's1', ...dated('2026-02-20', '2026-03-08') },
        { id: 'early', street: 's1', ...dated('2026-02-28', '2026-03-28') },
        { id: 'consent', street: 's1', consentTier: 'street' },
        { id: 'urgent', street: 's1', urgency: '急', severity: 1, ...dated('2026-03-01', '2026-12-31') },
        { id: 'nobody', street: 's2', ...dated('2026-03-01', '2026-12-31') },
      ],
    );
    // The urgent one comes first at the street and holds the only case.
    const { trace, stays, plan } = escalate(network, { clock: { district: 0.6 } });
    expect(given(plan)).toMatchObject({ urgent: 's1', late: 'city', first: 'city' });
    expect(trace.filter(({ from }) => from === 'street').map(({ need, reason }) => [need, reason])).toEqual(
      [
        ['first', 'noClock'],
        ['late', 'clock'],
        ['nobody', 'noSupply'],
      ].sort(),
    );
    expect(stays).toEqual([
      { need: 'consent', tier: 'street', reason: 'consent' },
      { need: 'early', tier: 'street', reason: 'clock', until: '2026-03-14T00:00:00.000Z' },
      // In its district somebody could, who is busy: so it waits.
      { need: 'nobody', tier: 'district', reason: 'clock', until: '2026-08-31T00:00:00.000Z' },
    ]);
  });

  it('urgent needs do not wait', () => {
    const network = city(
      [['city', 1]],
      [{ id: 'u', street: 's1', urgency: '急', ...dated('2026-03-01', '2026-12-31') }],
    );
    expect(escalate(network).trace.map(({ reason }) => reason)).toEqual(['urgent', 'urgent']);
  });

  it('waits as long as is usual of its urgency where nobody wrote a due date', () => {
    const needs = [
      ['盼', '2026-03-01'],
      ['盼', '2025-12-01'],
      ['难', '2026-02-20'],
    ].map(([urgency, day], i) => ({
      id: `${i}`,
      street: 's1',
      urgency: urgency as '盼',
      reportedAt: `${day}T08:00:00+08:00`,
    }));
    const { trace, stays } = escalate(
      city(
        [
          ['s1', 0],
          ['city', 0],
        ],
        needs,
      ),
    );
    // Half of ninety days; half of the twenty-one in which fifteen are working days.
    expect(stays).toMatchObject([
      { need: '2', tier: 'street', until: '2026-03-02T12:00:00.000Z' },
      { need: '0', tier: 'street', until: '2026-04-15T00:00:00.000Z' },
    ]);
    expect(trace.filter(({ need }) => need === '1').map(({ reason }) => reason)).toEqual([
      'clock',
      'clock',
      'shortage',
    ]);
  });

  it('goes on from the trace of the turns before, and keeps its dates', () => {
    const needs = [
      { id: 'a', street: 's1' },
      { id: 'b', street: 's1' },
    ];
    const workers: [string, number][] = [
      ['s1', 1],
      ['d1', 0],
      ['city', 0],
    ];
    const yesterday = '2026-03-01T08:00:00+08:00';
    const first = escalate(city(workers, needs), { now: yesterday });
    const moved = ['street', 'district', 'city'].map((from) => ({ need: 'b', from, at: yesterday }));
    expect(first.trace).toMatchObject(moved);
    // Nothing new: what was told is not told again, and today's needs are told as of today.
    const again = escalate(city(workers, [...needs, { id: 'c', street: 's1' }]), { trace: first.trace });
    expect(again.trace.slice(0, 3)).toEqual(first.trace);
    expect(again.trace.slice(3).map(({ need, at }) => [need, at])).toEqual(Array(3).fill(['c', NOW]));
    // The city has room now: it was passed on yesterday, so it need not wait.
    const dates = dated('2026-03-01', '2026-12-31');
    const roomy = city(
      [
        ['s1', 1],
        ['city', 1],
      ],
      needs.map((need) => ({ ...need, ...dates })),
    );
    expect(given(escalate(roomy).plan)).toEqual({ a: 's1' });
    const later = escalate(roomy, { trace: first.trace });
    expect(given(later.plan)).toEqual({ a: 's1', b: 'city' });
    expect(later.trace).toEqual(first.trace);
    // Needs that are gone, and consent that was taken back.
    expect(escalate(city(workers, []), { trace: first.trace }).trace).toEqual([]);
    const back = city(
      [
        ['s1', 1],
        ['city', 1],
      ],
      needs.map((need) => ({ ...need, consentTier: 'street' as const })),
    );
    expect(escalate(back, { trace: first.trace })).toMatchObject({
      stays: [{ need: 'b', tier: 'street', reason: 'consent' }],
    });
  });

  it('serves the urgent ones of all streets first, if asked to, never beyond their consent', () => {
    const of = (consentTier: 'street' | 'district' | 'city') => [
      { id: 'own', street: 's1', urgency: '盼' as const },
      { id: 'next', street: 's2', urgency: '急' as const, consentTier },
    ];
    const first = (consentTier: 'street' | 'district' | 'city') =>
      escalate(city([['s1', 1]], of(consentTier)), { urgentFirst: true });
    expect(given(escalate(city([['s1', 1]], of('city'))).plan)).toEqual({ own: 's1' });
    expect(given(first('district').plan)).toEqual({ next: 's1' });
    expect(first('city').trace.filter(({ need }) => need === 'next')).toEqual([
      { need: 'next', from: 'street', to: 'district', reason: 'urgent', at: NOW },
    ]);
    expect(given(first('street').plan)).toEqual({ own: 's1' });
    expect(first('street').stays).toEqual([{ need: 'next', tier: 'street', reason: 'consent' }]);
  });

  it('is small as text: what tiers saw is left out', () => {
    const { length } = JSON.stringify(escalate(city([['city', 1]], [{ id: 'a', street: 's1' }])));
    expect(length).toBeLessThan(2000);
  });

  it('lends only what is above the reserve', () => {
    const network = city(
      [['s1', 10]],
      [
        { id: 'own', street: 's1', quantity: 2 },
        { id: 'other', street: 's2', quantity: 20 },
      ],
    );
    const lent = (reserve: number) =>
      escalate(network, { reserve }).plan.linkages.find(({ need }) => need === 'other')?.allocations[0]?.quantity;
    expect([0, 0.3, 0.75, 1].map(lent)).toEqual([8, 5, undefined, undefined]);
  });

  it('keeps back just the share that is written, in decimals too', () => {
    const network = city([['s1', 100]], [{ id: 'other', street: 's2', quantity: 100 }]);
    const lent = (reserve: number) => escalate(network, { reserve }).plan.linkages[0]?.allocations[0]?.quantity;
    const shares = [0.07, 0.14, 0.28, 0.29, 0.55, 0.56, 0.571];
    expect(shares.map(lent)).toEqual([93, 86, 72, 71, 45, 44, 42]);
  });

  it('tells pins apart whose ids run together', () => {
    const workers = ['s1', 's1 a'].map((id) => ({ ...worker('s1', 1), id }));
    const network = createNetwork({
      ...PLACES,
      communities: [{ id: 's3', station: 's3' }],
      socialWorkers: workers,
      needs: ['b', 'a b'].map((id) => ({
        id,
        community: 's3',
        urgency: '愁',
        capability: 'casework',
        consentTier: 'street',
      })),
    });
    // Rule `consent` would forbid what is far, too.
    const policy = definePolicy({ rules: { consent: false, reach: false } });
    const pins = [{ need: 'b', provider: 'socialWorker:s1 a', quantity: 1 }];
    expect(escalate(network, { pins, policy }).plan.linkages.map(({ need }) => need)).toEqual(['b']);
  });

  it('keeps pins across tiers', () => {
    const network = city(
      [
        ['s1', 1],
        ['s2', 1],
      ],
      [
        { id: 'a', street: 's1' },
        { id: 'b', street: 's2' },
      ],
    );
    const pins = [{ need: 'a', provider: 'socialWorker:s2', quantity: 1 }];
    expect(given(escalate(network, { pins }).plan)).toEqual({ a: 's2', b: 's1' });
  });

  it('refuses options that cannot be', () => {
    const network = city([], []);
    expect(thrown(() => escalate(network, { reserve: 2 }))).toMatchObject({ code: 'INVALID_OPTIONS' });
    for (const options of [{ clocks: {} }, { policy: { rules: { reach: false } } }, { pins: 5 }, { now: 'soon' }, null])
      expect(thrown(() => escalate(network, options as never))).toMatchObject({ code: 'INVALID_OPTIONS' });
    const rules = { escalation: () => false };
    expect(thrown(() => definePolicy({ rules }))).toMatchObject({ code: 'INVALID_OPTIONS' });
  });

  it('random cities: every tier verifies, keeps what the tiers below gave, and never beats the joint plan', () => {
    const streets = fc.constantFrom('s1', 's2', 's3');
    const instance = fc.record({
      workers: fc.uniqueArray(
        fc.tuple(fc.constantFrom('s1', 's2', 's3', 'd1', 'd2', 'city'), fc.integer({ min: 1, max: 5 })),
        {
          selector: ([station]) => station,
        },
      ),
      needs: fc.array(
        fc.record({
          street: streets,
          quantity: fc.integer({ min: 1, max: 4 }),
          urgency: fc.constantFrom('急', '难', '愁', '盼'),
          consentTier: fc.constantFrom('street', 'district', 'city'),
          when: fc.constantFrom({}, dated('2026-02-01', '2026-03-10'), dated('2026-03-01', '2026-06-01')),
        }),
        { maxLength: 8 },
      ),
      reserve: fc.constantFrom(0, 0.2, 0.5),
      urgentFirst: fc.boolean(),
    });
    fc.assert(
      fc.property(instance, ({ workers, needs, reserve, urgentFirst }) => {
        const network = city(
          workers,
          needs.map(({ when, ...need }, i) => ({ id: `n${i}`, ...need, ...when }) as never),
        );
        const { plan, tiers, trace, stays } = escalate(network, { reserve, urgentFirst });
        for (const one of tiers) expect(verify(one.network, one.plan, one.options)).toMatchObject({ ok: true });
        for (const [i, { plan: later }] of tiers.entries()) {
          if (i === 0) continue;
          for (const { need, allocations } of tiers[i - 1]!.plan.linkages) {
            const now = later.linkages.find((one) => one.need === need);
            for (const { provider, quantity } of allocations) {
              expect(now?.allocations.find((one) => one.provider === provider)?.quantity).toBeGreaterThanOrEqual(
                quantity,
              );
            }
          }
        }
        const best = match(network).coverage.byRank;
        const own = plan.coverage.byRank;
        const i = best.findIndex(({ covered }, k) => covered !== own[k]!.covered);
        if (i >= 0) expect(own[i]!.covered).toBeLessThan(best[i]!.covered);
        // Whoever lacks something either stays somewhere or has come to the project list.
        const ended = new Set([
          ...stays.map(({ need }) => need),
          ...trace.filter(({ to }) => to === 'projects').map(({ need }) => need),
        ]);
        for (const { need } of plan.unmet) expect(ended).toContain(need);
        // No hop is made twice, and nothing is told anew on the same day.
        expect(new Set(trace.map(({ need, from }) => need + from)).size).toBe(trace.length);
        const again = escalate(network, { reserve, urgentFirst, trace });
        expect(again.trace.slice(0, trace.length)).toEqual(trace);
        expect(new Set(again.trace.map(({ need, from }) => need + from)).size).toBe(again.trace.length);
        if (!urgentFirst || reserve > 0) return;
        // Of what is urgent as much is served as jointly.
        const urgent = (p: typeof plan) => p.coverage.byUrgency.find((one) => one.urgency === 'urgent')?.covered;
        expect(urgent(plan)).toBe(urgent(match(network)));
      }),
      runs(24),
    );
  });

  it('random networks with needs met whole: every tier verifies', () => {
    let served = 0;
    fc.assert(
      fc.property(wholeNetwork, ({ input }) => {
        for (const { network, plan, options } of escalate(createNetwork(input)).tiers) {
          expect(verify(network, plan, options).checks.filter(({ ok }) => !ok)).toEqual([]);
          served += plan.linkages.length;
        }
      }),
      runs(36),
    );
    expect(served).toBeGreaterThan(60);
  });
});
