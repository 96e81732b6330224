import { describe, expect, it } from 'vitest';
import {
  type Change,
  createNetwork,
  definePolicy,
  type Input,
  match,
  openLive,
  type Plan,
  verify,
} from '../../../src/index.js';

const figures = ({ coverage, cost, withdrawn, status }: Plan) => ({ coverage, cost, withdrawn, status });

/** The session as it is after changes, held against a match of the same records. */
function followed(input: Input, changes: readonly Change[][], options: Parameters<typeof openLive>[1] = {}) {
  const live = openLive(createNetwork(input), options);
  for (const change of changes) {
    live.apply(change);
    expect(figures(live.plan)).toEqual(figures(match(live.network, live.options)));
  }
  return live;
}

const escort = (id: string, more: object = {}) => ({
  id,
  community: 'datong',
  capabilities: ['escort'],
  quantity: 1,
  ...more,
});
const ask = (id: string, more: object = {}) =>
  ({ id, community: 'datong', urgency: '愁', capability: 'escort', quantity: 1, ...more }) as const;
const base: Input = { communities: [{ id: 'datong' }, { id: 'bo-ai' }], volunteers: [escort('1')], needs: [ask('a')] };

describe('a session finds', () => {
  it('offers that came since its index was made, and makes it anew in time', () => {
    const live = openLive(createNetwork(base));
    live.apply([{ type: 'add', kind: 'need', record: ask('b', { quantity: 700 }) }]);
    for (let i = 2; i <= 601; i++) live.apply([{ type: 'add', kind: 'volunteer', record: escort(String(i)) }]);
    live.apply([{ type: 'add', kind: 'need', record: ask('c', { quantity: 700, urgency: '急' }) }]);
    live.apply([{ type: 'remove', kind: 'volunteer', id: '1' }]);
    expect(figures(live.plan)).toEqual(figures(match(live.network)));
    expect(live.plan.coverage.byUnit).toEqual([{ unit: 'session', demanded: 1401, covered: 600 }]);
  });

  it('minors whose guardian comes back', () => {
    const volunteers = [escort('1', { minor: true, guardian: '2' }), escort('2', { status: 'inactive' })];
    const live = followed({ ...base, volunteers }, [
      [{ type: 'change', kind: 'volunteer', record: escort('2', { quantity: 0 }) }],
    ]);
    expect(live.plan.unmet).toEqual([]);
  });

  it('ranks between those there are', () => {
    const needs = [ask('a', { urgency: '急' }), ask('b', { urgency: '盼' })];
    const live = followed({ ...base, volunteers: [escort('1', { quantity: 2 })], needs }, [
      [{ type: 'add', kind: 'need', record: ask('c', { severity: 5 }) }],
      [{ type: 'add', kind: 'need', record: ask('d', { urgency: '急', severity: 5, quantity: 2 }) }],
      [{ type: 'remove', kind: 'need', id: 'a' }],
    ]);
    expect(live.plan.unmet.map(({ need }) => need)).toEqual(['c', 'b']);
  });

  it('new lots, which price everything anew', () => {
    const catalogue = [{ code: 'meal', unit: 'item', lot: 7 }];
    followed({ ...base, catalogue }, [
      [{ type: 'add', kind: 'need', record: ask('m', { capability: 'meal', quantity: 3 }) }],
      [{ type: 'add', kind: 'volunteer', record: escort('m', { capabilities: ['meal'], unit: 'item', quantity: 2 }) }],
      [{ type: 'remove', kind: 'need', id: 'm' }],
    ]);
  });

  it('shares by equity weights', () => {
    const communities = [{ id: 'datong', equityWeight: 3 }, { id: 'bo-ai' }];
    const volunteers = [escort('1', { quantity: 8, reach: { within: ['46'] } })];
    const needs = [
      ask('a', { quantity: 6, adminCode: '460105' }),
      ask('b', { community: 'bo-ai', quantity: 6, adminCode: '460105' }),
    ];
    const live = followed(
      { communities, volunteers, needs },
      [
        [{ type: 'add', kind: 'need', record: ask('c', { quantity: 4, adminCode: '460105' }) }],
        [{ type: 'remove', kind: 'need', id: 'a' }],
        [{ type: 'change', kind: 'community', record: { id: 'bo-ai', equityWeight: 5 } }],
      ],
      { policy: definePolicy({ fairShare: 'equityWeight' }) },
    );
    expect(live.plan.coverage.byCommunity.map(({ covered }) => covered)).toEqual([5, 3]);
  });

  it('needs that are met whole, by the way of the whole, and comes back from it', () => {
    const whole = ask('w', { urgency: '急', requirements: [{ capability: 'escort', quantity: 2 }], partial: false });
    const { capability: _, quantity: __, ...record } = whole;
    followed(base, [
      [{ type: 'add', kind: 'need', record }],
      [{ type: 'add', kind: 'volunteer', record: escort('2') }],
      [{ type: 'remove', kind: 'need', id: 'w' }],
      [{ type: 'remove', kind: 'volunteer', id: '1' }],
    ]);
  });

  it('room beside what is pinned, until that is no more', () => {
    const pin = { need: 'a', provider: 'volunteer:1', quantity: 1 };
    const volunteers = [escort('1', { quantity: 3 })];
    const live = followed({ ...base, volunteers, needs: [ask('a', { quantity: 2, urgency: '盼' })] }, [
      [{ type: 'pin', pin }],
      [{ type: 'add', kind: 'need', record: ask('b', { urgency: '急', quantity: 9 }) }],
      [{ type: 'publish' }],
      [{ type: 'add', kind: 'volunteer', record: escort('2') }],
      [{ type: 'remove', kind: 'need', id: 'b' }],
    ]);
    expect(live.plan.linkages[0]!.allocations.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(2);
    live.apply([{ type: 'remove', kind: 'need', id: 'a' }]);
    expect(live.plan).toMatchObject({ linkages: [], idlePins: [pin] });
    live.apply([{ type: 'unpin', pin }]);
    expect(live.plan).not.toHaveProperty('idlePins');
  });
});

describe('a plan of a session', () => {
  it('is that of match when it is opened, proved by prices of its own', () => {
    const network = createNetwork(base);
    const live = openLive(network);
    const withoutPrices = ({ certificate: { digest }, ...plan }: Plan) => ({ ...plan, digest });
    expect(withoutPrices(live.plan)).toEqual(withoutPrices(match(network)));
    expect(verify(network, live.plan).ok).toBe(true);
    expect(live.network).toBe(network);
  });

  it('comes back from JSON though other plans are as good', () => {
    const volunteers = [escort('1'), escort('2'), escort('3')];
    const live = openLive(createNetwork({ ...base, volunteers }));
    live.apply([{ type: 'remove', kind: 'volunteer', id: '1' }]);
    live.apply([{ type: 'remove', kind: 'volunteer', id: '2' }]);
    live.apply([{ type: 'add', kind: 'volunteer', record: escort('1') }]);
    expect(live.plan.linkages[0]!.allocations[0]!.provider).toBe('volunteer:3');
    expect(JSON.stringify(openLive(live.save()).plan)).toBe(JSON.stringify(live.plan));
  });

  it('has the prices of the units it gives, whatever it came by: of caps that only a need of several lines has, too', () => {
    const { id, community, urgency } = ask('a');
    const two = { id, community, urgency, requirements: [{ capability: 'escort' }, { capability: 'escort' }] };
    const volunteers = [escort('1', { quantity: 5, perNeed: 1 })];
    const live = openLive(createNetwork({ ...base, volunteers, needs: [two, ask('b')] }));
    live.apply([{ type: 'change', kind: 'need', record: ask('b', { quantity: 3 }) }]);
    expect(JSON.stringify(openLive(live.save()).plan)).toBe(JSON.stringify(live.plan));
  });
});
