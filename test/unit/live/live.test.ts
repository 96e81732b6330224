import { describe, expect, it } from 'vitest';
import {
  type Change,
  createNetwork,
  type Input,
  match,
  openLive,
  planDiff,
  rematch,
  verify,
  whatIf,
} from '../../../src/index.js';
import { briefly, thrown } from '../../support/thrown.js';

const input = (): Input => ({
  communities: [{ id: 'datong' }, { id: 'bo-ai' }],
  socialWorkers: [{ id: '1', community: 'datong', capabilities: ['casework'], quantity: 1 }],
  volunteers: [
    { id: '1', community: 'datong', capabilities: ['escort'], quantity: 2, unit: 'session' },
    { id: '2', community: 'datong', capabilities: ['escort'], quantity: 1, unit: 'session' },
  ],
  resources: [{ id: '1', kind: 'fund', capabilities: ['relief'], quantity: 100, unit: 'yuan' }],
  needs: [
    { id: 'a', community: 'datong', urgency: '急', capability: 'escort', quantity: 2 },
    { id: 'b', community: 'datong', urgency: '盼', capability: 'escort', quantity: 1 },
    { id: 'c', community: 'bo-ai', urgency: '难', capability: 'relief', quantity: 40, unit: 'yuan' },
  ],
});
const open = () => openLive(createNetwork(input()));
/** As {@link input}, but who serves whom is no tie: only volunteer 1 can serve need a. */
const settled = (): Input => ({
  ...input(),
  volunteers: [
    { id: '1', community: 'datong', capabilities: [{ code: 'escort', level: 2 }], quantity: 2, unit: 'session' },
    { id: '2', community: 'datong', capabilities: ['escort'], quantity: 1, unit: 'session' },
  ],
  needs: input().needs.map((need) =>
    need.id === 'a' ? { ...need, capability: { code: 'escort', level: 2 } } : need,
  ) as Input['needs'],
});
const gives = (need: string, provider: string, quantity: number, unit = 'session') => ({
  need,
  requirement: '1',
  provider,
  offer: '1',
  unit,
  quantity,
});
const nothing = { added: [], removed: [], changed: [], unmet: [], met: [] };

describe('a session takes', () => {
  it('a new need, served or told short', () => {
    const live = openLive(createNetwork(settled()));
    const record = { id: 'd', community: 'datong', urgency: '急', capability: 'escort', quantity: 1 } as const;
    expect(live.apply([{ type: 'add', kind: 'need', record }])).toEqual({
      ...nothing,
      added: [expect.objectContaining({ need: 'd', quantity: 1 })],
      removed: [expect.objectContaining({ need: 'b', quantity: 1 })],
      unmet: [{ need: 'b', requirement: '1', unit: 'session', demanded: 1, covered: 0 }],
    });
    expect(live.network.hasNode('need:d')).toBe(true);
  });

  it('the last need that names a slot, which offers without windows then have no place for', () => {
    const live = openLive(
      createNetwork({
        communities: [{ id: 'c' }],
        socialWorkers: [
          {
            id: '1',
            community: 'c',
            cap: { quantity: 3, unit: 'session' },
            offers: [
              { capabilities: ['escort'], quantity: 5, unit: 'session' },
              { capabilities: ['relief'], quantity: 'unlimited', unit: 'fen' },
            ],
          },
        ],
        needs: [
          { id: 'a', community: 'c', urgency: '急', capability: 'escort', windows: ['am'] },
          { id: 'b', community: 'c', urgency: '急', capability: 'escort', quantity: 3 },
        ],
        slots: [
          { id: 'am', start: '2026-03-08T09:00:00+08:00', end: '2026-03-08T12:00:00+08:00' },
          { id: 'pm', start: '2026-03-08T14:00:00+08:00', end: '2026-03-08T17:00:00+08:00' },
        ],
      }),
      { now: '2026-03-07T08:00:00+08:00' },
    );
    live.apply([{ type: 'remove', kind: 'need', id: 'a' }]);
    expect(live.plan.linkages.map(({ need, allocations }) => [need, allocations[0]?.quantity])).toEqual([['b', 3]]);
  });

  it('a need that goes, one that changes, and a provider that goes and comes back', () => {
    const live = open();
    const before = live.plan;
    expect(live.apply([{ type: 'remove', kind: 'need', id: 'b' }]).removed).toHaveLength(1);
    const gone = live.apply([{ type: 'remove', kind: 'volunteer', id: '1' }]);
    expect(gone.unmet).toEqual([{ need: 'a', requirement: '1', unit: 'session', demanded: 2, covered: 1 }]);
    const need = { id: 'a', community: 'datong', urgency: '急', capability: 'escort', quantity: 1 } as const;
    expect(live.apply([{ type: 'change', kind: 'need', record: need }])).toEqual({
      ...nothing,
      met: [{ need: 'a', requirement: '1' }],
    });
    live.apply([
      { type: 'add', kind: 'volunteer', record: input().volunteers![0]! },
      { type: 'change', kind: 'need', record: input().needs[0]! },
      { type: 'add', kind: 'need', record: input().needs[1]! },
    ]);
    expect(live.plan.coverage).toEqual(before.coverage);
    expect(live.network.toJSON()).toEqual(createNetwork(input()).toJSON());
  });

  it('every society', () => {
    const live = open();
    live.apply([
      { type: 'add', kind: 'community', record: { id: 'new', capabilities: ['escort'], quantity: 1 } },
      {
        type: 'add',
        kind: 'organisation',
        record: { id: '1', community: 'new', capabilities: ['escort'], quantity: 1 },
      },
      {
        type: 'change',
        kind: 'socialWorker',
        record: { id: '1', community: 'new', capabilities: ['casework'], quantity: 4 },
      },
      {
        type: 'change',
        kind: 'resource',
        record: { id: '1', kind: 'fund', capabilities: ['relief'], quantity: 10, unit: 'yuan' },
      },
    ]);
    expect(live.plan.unmet.map(({ need, covered }) => [need, covered])).toEqual([['c', 1000]]);
    expect(verify(live.network, live.plan).ok).toBe(true);
  });

  it('pins, bans and their end', () => {
    const live = open();
    const pin = { need: 'b', provider: 'volunteer:1', quantity: 1 };
    const ban = { need: 'a', provider: 'volunteer:2' };
    live.apply([
      { type: 'ban', ban },
      { type: 'pin', pin },
    ]);
    expect(live.options).toMatchObject({ pins: [pin], bans: [ban] });
    expect(live.plan.unmet.map(({ need, covered }) => [need, covered])).toEqual([['a', 1]]);
    const diff = live.apply([
      { type: 'unban', ban },
      { type: 'unpin', pin },
    ]);
    expect(diff.met).toEqual([{ need: 'a', requirement: '1' }]);
    expect(live.options).toMatchObject({ pins: [], bans: [] });
  });

  it('what was published, which it then takes back as little of as can be', () => {
    const live = openLive(createNetwork(settled()));
    live.apply([{ type: 'publish' }]);
    expect(live.options.previous?.linkages).toEqual(live.plan.linkages);
    live.apply([{ type: 'remove', kind: 'volunteer', id: '2' }]);
    expect(live.plan.withdrawn).toBe(1);
    const plan = match(createNetwork({ ...settled(), needs: [] }));
    live.apply([{ type: 'publish', plan }]);
    expect(live.plan.withdrawn).toBe(0);
  });

  it('the time', () => {
    const live = openLive(
      createNetwork({
        ...input(),
        volunteers: [{ ...input().volunteers![0]!, expiresAt: '2026-03-08T00:00:00Z', quantity: 9 }],
      }),
      { now: '2026-03-07T00:00:00Z' },
    );
    expect(live.plan.unmet).toEqual([]);
    const diff = live.apply([{ type: 'now', now: '2026-03-09T00:00:00Z' }]);
    expect(diff.unmet.map(({ need }) => need)).toEqual(['a', 'b']);
    expect(live.plan.now).toBe('2026-03-09T00:00:00Z');
  });

  it('nothing at all', () => {
    expect(open().apply([])).toEqual(nothing);
  });

  it('plain quantities in the unit in which the catalogue means them', () => {
    const catalogue = [
      { code: 'relief', unit: 'yuan' },
      { code: 'wash', unit: 'hour' },
    ];
    const live = openLive(createNetwork({ ...input(), catalogue }));
    live.apply([
      {
        type: 'add',
        kind: 'need',
        record: { id: 'd', community: 'datong', urgency: '急', capability: 'wash', quantity: 2 },
      },
    ]);
    expect(live.plan.unmet.map(({ need, unit, demanded }) => [need, unit, demanded])).toContainEqual([
      'd',
      'minute',
      120,
    ]);
    const money = { id: 'e', community: 'datong', urgency: '急', capability: 'relief', quantity: 100 } as const;
    expect(() => live.apply([{ type: 'add', kind: 'need', record: money }])).toThrow(
      'an amount of money needs its unit',
    );
  });

  it('new slots where none are listed, and no others where they are', () => {
    const record = { ...input().needs[0]!, windows: ['monday'] };
    const live = open();
    live.apply([{ type: 'change', kind: 'need', record }]);
    expect(live.network.getAttribute('slots')).toEqual([{ id: 'monday' }]);
    live.apply([{ type: 'change', kind: 'need', record: input().needs[0]! }]);
    expect(live.network.getAttribute('slots')).toEqual([]);
    const listed = openLive(createNetwork({ ...input(), slots: [{ id: 'sunday' }] }));
    expect(briefly(thrown(() => listed.apply([{ type: 'change', kind: 'need', record }])))).toEqual([
      ['DANGLING_REFERENCE', 'changes[0].record.windows[0]', 'monday'],
    ]);
  });
});

describe('a change that fails', () => {
  /** What a session refuses, having changed nothing. */
  function refused(changes: unknown, source: Input = input()) {
    const live = openLive(createNetwork(source));
    const state = live.save();
    const { plan } = live;
    const error = thrown(() => live.apply(changes as Change[]));
    expect(live.save()).toBe(state);
    expect(live.plan).toBe(plan);
    // What is counted along the way is as it was, too.
    const record = { ...input().needs[1]!, id: 'later' };
    live.apply([{ type: 'add', kind: 'need', record }]);
    expect(live.network.toJSON()).toEqual(createNetwork({ ...source, needs: [...source.needs, record] }).toJSON());
    return [error.code, ...briefly(error)];
  }

  it('tells every fault and leaves everything as it was', () => {
    expect(
      refused([
        { type: 'add', kind: 'need', record: { id: 'n', community: 'nowhere', urgency: 'soon', windws: [] } },
        { type: 'change', kind: 'volunteer', record: { id: '1', capabilities: ['escort'], quantity: -1 } },
        { type: 'add', kind: 'volunteer', record: { id: '3', capabilities: ['escort'], quantity: 1 } },
      ]),
    ).toEqual([
      'INVALID_INPUT',
      ['NEGATIVE', 'changes[1].record.quantity', -1],
      ['UNKNOWN_KEY', 'changes[0].record.windws', '[array]'],
      ['UNKNOWN_WORD', 'changes[0].record.urgency', 'soon'],
    ]);
  });

  it('is one of no known shape', () => {
    expect(refused([{ type: 'explode' }, { type: 'remove', kind: 'need' }, { type: 'now', now: 'soon' }])).toEqual([
      'INVALID_INPUT',
      ['UNKNOWN_WORD', 'changes[0].type', 'explode'],
      ['REQUIRED', 'changes[1].id', undefined],
      ['BAD_INSTANT', 'changes[2].now', 'soon'],
    ]);
    expect(refused('everything')[0]).toBe('INVALID_INPUT');
    const boom = () => {
      throw new Error('boom');
    };
    const record = {
      type: 'add',
      kind: 'need',
      get record() {
        return boom();
      },
    };
    for (const changes of [[record], new Proxy([], { get: boom })])
      expect(refused(changes)).toEqual(['INVALID_INPUT', ['UNREADABLE', 'changes', undefined]]);
  });

  it('adds what is there, or changes or removes what is not', () => {
    expect(
      refused([
        { type: 'add', kind: 'need', record: input().needs[0] },
        { type: 'change', kind: 'volunteer', record: { ...input().volunteers![0]!, id: '9' } },
        { type: 'remove', kind: 'need', id: 'z' },
      ]),
    ).toEqual([
      'INVALID_INPUT',
      ['DANGLING_REFERENCE', 'changes[1].record.id', '9'],
      ['DUPLICATE_ID', 'changes[0].record.id', 'a'],
      ['DANGLING_REFERENCE', 'changes[2].id', 'z'],
    ]);
  });

  it('takes away what others name, or names what is not there', () => {
    const { needs, ...rest } = input();
    const source = { ...rest, needs: [{ ...needs[0]!, prefers: ['volunteer:2'] }, ...needs.slice(1)] };
    expect(
      refused(
        [
          { type: 'remove', kind: 'volunteer', id: '2' },
          { type: 'remove', kind: 'community', id: 'bo-ai' },
          { type: 'change', kind: 'need', record: { ...needs[1], prefers: ['volunteer:7', 'need:a'] } },
        ],
        source,
      ),
    ).toEqual([
      'INVALID_INPUT',
      ['DANGLING_REFERENCE', 'changes[0].id', '2'],
      ['DANGLING_REFERENCE', 'changes[1].id', 'bo-ai'],
      ['DANGLING_REFERENCE', 'changes[2].record.prefers[0]', '7'],
      ['DANGLING_REFERENCE', 'changes[2].record.prefers[1]', 'a'],
    ]);
    const live = openLive(createNetwork(source));
    live.apply([
      { type: 'change', kind: 'need', record: needs[0]! },
      { type: 'remove', kind: 'volunteer', id: '2' },
    ]);
    expect(live.network.hasNode('volunteer:2')).toBe(false);
  });

  it('mixes datums, or adds up to too much', () => {
    const located = { lat: 20, lng: 110 };
    const source = { ...input(), communities: [{ id: 'datong', location: located }, { id: 'bo-ai' }] };
    const most = Number.MAX_SAFE_INTEGER;
    expect(
      refused(
        [{ type: 'change', kind: 'need', record: { ...input().needs[1]!, location: { ...located, crs: 'GCJ02' } } }],
        source,
      ),
    ).toEqual(['INVALID_INPUT', ['MIXED_CRS', 'changes[0].record.location.crs', 'GCJ02']]);
    expect(refused([{ type: 'change', kind: 'need', record: { ...input().needs[1]!, quantity: most } }])).toEqual([
      'INVALID_INPUT',
      ['SUM_TOO_LARGE', 'changes[0]', '9007199254740993'],
    ]);
  });

  it('pins what contradicts other pins, with the fewest that do', () => {
    const pin = (need: string, provider: string, quantity: number) => ({
      type: 'pin',
      pin: { need, provider, quantity },
    });
    expect(
      refused([pin('b', 'volunteer:2', 1), pin('a', 'volunteer:1', 2), pin('b', 'volunteer:1', 1)]).slice(0, 2),
    ).toEqual(['INVALID_PINS', ['PINS_CONTRADICT', 'pins[0]', 2]]);
    expect(refused([{ type: 'unpin', pin: { need: 'a', provider: 'volunteer:1', quantity: 1 } }])).toEqual([
      'INVALID_INPUT',
      ['DANGLING_REFERENCE', 'changes[0].pin', '[object]'],
    ]);
    expect(refused([{ type: 'ban', ban: { need: 'a', provider: 'Ms Li' } }])[0]).toBe('INVALID_OPTIONS');
    expect(refused([{ type: 'publish', plan: { version: 2 } }])[0]).toBe('INVALID_PLAN');
  });
});

describe('a saved session', () => {
  it('opens again as it was', () => {
    const live = openLive(createNetwork(input()), { levels: ['rank', 'fair', 'keep'], societies: ['volunteer'] });
    live.apply([
      { type: 'publish' },
      { type: 'pin', pin: { need: 'b', provider: 'volunteer:1', quantity: 1 } },
      { type: 'ban', ban: { need: 'a', provider: 'volunteer:2' } },
      { type: 'now', now: '2026-03-07T00:00:00Z' },
      { type: 'remove', kind: 'need', id: 'c' },
    ]);
    const again = openLive(live.save());
    expect(JSON.stringify(again.plan)).toBe(JSON.stringify(live.plan));
    expect(again.options).toEqual(live.options);
    expect(again.save()).toBe(live.save());
    const change: Change = { type: 'remove', kind: 'volunteer', id: '2' };
    expect(again.apply([change])).toEqual(live.apply([change]));
  });

  it('is refused if it is not just what was saved', () => {
    const text = open().save();
    for (const bad of [
      '',
      'null',
      '{}',
      text.slice(1),
      text.replace('"datong"', '"datang"'),
      `${text.slice(0, -1)},"x":1`,
    ]) {
      expect(thrown(() => openLive(bad)).code).toBe('INVALID_STATE');
    }
    expect(thrown(() => openLive(text, { now: '2026-03-07T00:00:00Z' })).code).toBe('INVALID_OPTIONS');
  });
});

describe('without a session', () => {
  it('rematch holds on to a plan and gives what it changes', () => {
    const published = match(createNetwork(input()));
    const { volunteers, ...rest } = input();
    const network = createNetwork({ ...rest, volunteers: volunteers!.slice(0, 1) });
    const { plan, diff } = rematch(network, published);
    expect(plan).toEqual(match(network, { previous: published }));
    expect(diff).toEqual(planDiff(published, plan));
    expect(diff.unmet.map(({ need }) => need)).toEqual(['b']);
  });

  it('whatIf touches nothing', () => {
    const network = createNetwork(input());
    const before = JSON.stringify(network.toJSON());
    const { plan, diff } = whatIf(network, [{ type: 'remove', kind: 'volunteer', id: '1' }]);
    expect(JSON.stringify(network.toJSON())).toBe(before);
    expect(diff.unmet.map(({ need }) => need)).toEqual(['a', 'b']);
    expect(plan.unmet).toHaveLength(2);
  });

  it('options and networks are read as match reads them', () => {
    expect(thrown(() => openLive({} as never)).code).toBe('INVALID_NETWORK');
    expect(thrown(() => openLive(createNetwork(input()), { timeLimit: 3 } as never)).code).toBe('INVALID_OPTIONS');
  });
});

describe('the difference of two plans', () => {
  it('tells allocations by need, requirement, offer and slot, and what is short', () => {
    const a = match(createNetwork(input()));
    const { needs, ...rest } = input();
    const b = match(createNetwork({ ...rest, needs: [needs[0]!, { ...needs[2]!, quantity: 200 }] }));
    expect(planDiff(a, b)).toEqual({
      ...nothing,
      removed: [expect.objectContaining({ need: 'b' })],
      changed: [{ ...gives('c', 'resource:1', 10_000, 'fen'), before: 4000 }],
      unmet: [{ need: 'c', requirement: '1', unit: 'fen', demanded: 20_000, covered: 10_000 }],
    });
    expect(planDiff(b, b)).toEqual(nothing);
  });
});
