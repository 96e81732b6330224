import { describe, expect, it } from 'vitest';
import { createNetwork, match, type OutcomeEvent, outcomeFigures, replay, type Week } from '../../../src/index.js';
import { EVENTS, said, WEEK } from '../../support/outcome-week.js';
import { briefly, thrown } from '../../support/thrown.js';

const states = (events: readonly OutcomeEvent[]) =>
  replay([WEEK], events).allocations.map(({ need, provider, planned, done, state }) => [
    need,
    provider,
    planned,
    done,
    state,
  ]);

describe('replay', () => {
  it('follows every allocation by the last word on it', () => {
    expect(states([])).toEqual([
      ['n1', 'volunteer:a', 120, 0, 'planned'],
      ['n2', 'resource:f', 20_000, 0, 'planned'],
      ['n3', 'organisation:o', 2, 0, 'planned'],
    ]);
    expect(states(EVENTS)).toEqual([
      ['n1', 'volunteer:a', 120, 150, 'done'],
      ['n2', 'resource:f', 20_000, 5000, 'partly'],
      ['n3', 'organisation:o', 2, 0, 'noShow'],
    ]);
    expect(states([{ type: 'accept', ...said('1', 2), need: 'n3', provider: 'organisation:o' }])[2]?.at(-1)).toBe(
      'accepted',
    );
    expect(states([...EVENTS, { type: 'closeUnmet', ...said('9', 6), need: 'n2' }])[1]?.at(-1)).toBe('withdrawn');
  });

  it('knows needs by what was done for them', () => {
    const { needs, now } = replay([WEEK], EVENTS);
    expect(now).toBe('2026-03-06T10:00:00+08:00');
    expect(needs).toMatchObject([
      {
        need: 'n1',
        state: 'done',
        respondedAt: '2026-03-03T10:00:00+08:00',
        closedAt: '2026-03-05T10:00:00+08:00',
        satisfaction: 5,
      },
      { need: 'n2', state: 'partly', repeat: false, servedBy: ['resource:f'] },
      { need: 'n3', state: 'open', goal: -1 },
      { need: 'n4', state: 'open', servedBy: [] },
    ]);
  });

  it('counts each event once, however often it is listed, and none that is void', () => {
    expect(replay([WEEK], [...EVENTS, ...EVENTS])).toEqual(replay([WEEK], EVENTS));
    expect(replay([WEEK], [...EVENTS].reverse())).toEqual(replay([WEEK], EVENTS));
    const wrong: OutcomeEvent = { type: 'noShow', ...said('w', 3), need: 'n1', provider: 'volunteer:a' };
    const { allocations, providers } = replay(
      [WEEK],
      [wrong, ...EVENTS, { type: 'void', ...said('v', 6), event: 'w' }],
    );
    expect([allocations, providers]).toEqual([replay([WEEK], EVENTS).allocations, replay([WEEK], EVENTS).providers]);
    // Up to an instant: what came after it is not known yet.
    expect(
      replay([WEEK], EVENTS, { now: '2026-03-03T10:30:00+08:00' }).services.map(({ quantity }) => quantity),
    ).toEqual([60]);
  });

  it('takes a need that is reported again for another one, and a row that only stands there still for the same', () => {
    const again = (reportedAt: string): Week => {
      const { network } = WEEK;
      const input = {
        catalogue: [],
        communities: [{ id: 'c' }, { id: 'd' }],
        volunteers: [{ id: 'a', community: 'c', hours: 3, capabilities: ['respite'] }],
        needs: [
          {
            id: 'n1',
            community: 'c',
            urgency: '急' as const,
            capability: 'respite',
            quantity: 2,
            unit: 'hour',
            reportedAt,
          },
        ],
      };
      expect(network.hasNode('need:n1')).toBe(true);
      const later = createNetwork(input);
      return { network: later, plan: match(later, { now: '2026-03-09T08:00:00+08:00' }) };
    };
    expect(
      replay([WEEK, again('2026-03-08T08:00:00+08:00')], EVENTS).needs.map(({ need, repeat }) => [need, repeat]),
    ).toEqual([
      ['n1', false],
      ['n2', false],
      ['n3', false],
      ['n4', false],
      ['n1', true],
    ]);
    expect(replay([WEEK, again('2026-03-01T08:00:00+08:00')], EVENTS).needs).toHaveLength(4);
    // Planned once, though two plans have what was not done.
    const { allocations } = replay([WEEK, again('2026-03-01T08:00:00+08:00')], []);
    expect(allocations.map(({ need, week, carried }) => [need, week, carried])).toEqual([
      ['n1', 0, 120],
      ['n2', 0, 0],
      ['n3', 0, 0],
      ['n1', 1, 0],
    ]);
  });

  it.each<[string, Partial<Record<string, unknown>>, string, string, RegExp]>([
    ['no need', { need: 'N2' }, 'DANGLING_REFERENCE', 'events[0].need', /Maybe 'n2'/],
    ['no allocation', { need: 'n4' }, 'DANGLING_REFERENCE', 'events[0].need', /gives nothing/],
    ['no provider', { provider: 'volunteer:aa' }, 'DANGLING_REFERENCE', 'events[0].provider', /Maybe 'volunteer:a'/],
    ['no requirement', { requirement: '7' }, 'DANGLING_REFERENCE', 'events[0].requirement', /no allocation/],
    ['too early', { at: '2026-02-01T08:00:00+08:00' }, 'CONTRADICTION', 'events[0].at', /before the plan/],
    ['a word for a number', { quantity: '2' }, 'NOT_A_NUMBER', 'events[0].quantity', /Maybe 2/],
    ['no source', { source: '' }, 'EMPTY', 'events[0].source', /expected/],
    ['an unknown word', { type: 'dun' }, 'UNKNOWN_WORD', 'events[0].type', /done/],
    ['an unknown field', { units: 3 }, 'UNKNOWN_KEY', 'events[0].units', /expected/],
  ])('refuses %s', (_, field, code, path, message) => {
    const event = { type: 'done', ...said('1', 3), need: 'n1', provider: 'volunteer:a', ...field };
    const error = thrown(() => replay([WEEK], [event as OutcomeEvent]));
    expect(briefly(error).map((fault) => fault.slice(0, 2))).toEqual([[code, path]]);
    expect(error.message).toMatch(message);
  });

  it('tells all faults at once', () => {
    const done = { type: 'done', ...said('1', 3), need: 'n1', provider: 'volunteer:a' } as const;
    expect(
      briefly(
        thrown(() =>
          replay(
            [WEEK, WEEK],
            [
              done,
              { ...done, quantity: 7 },
              { ...done, id: '2', need: 'x' },
              { type: 'void', ...said('3', 4), event: '0' },
            ],
          ),
        ),
      ),
    ).toEqual([
      ['CONTRADICTION', 'weeks[1].plan.now', '2026-03-02T08:00:00+08:00'],
      ['DUPLICATE_ID', 'events[1].id', '1'],
      ['DANGLING_REFERENCE', 'events[3].event', '0'],
      ['DANGLING_REFERENCE', 'events[2].need', 'x'],
    ]);
    expect(briefly(thrown(() => replay([], [])))[0]).toEqual(['EMPTY', 'weeks', '[array]']);
    expect(briefly(thrown(() => replay(WEEK as never, [])))[0]).toEqual(['NOT_AN_ARRAY', 'weeks', '[object]']);
    expect(thrown(() => replay([{ plan: WEEK.plan } as never], [])).code).toBe('INVALID_NETWORK');
    expect(briefly(thrown(() => replay([{ network: WEEK.network, plan: {} as never }], [])))[0]).toEqual([
      'REQUIRED',
      'weeks[0].plan.linkages',
      undefined,
    ]);
    expect(briefly(thrown(() => replay([WEEK], [], { now: '2026-01-01T00:00:00Z' })))[0]).toEqual([
      'CONTRADICTION',
      'now',
      '2026-01-01T00:00:00Z',
    ]);
    expect(thrown(() => replay([WEEK], [], { matter: 'categry' })).message).toContain("Maybe 'category'");
    expect(thrown(() => replay([WEEK], [], { mater: 'id' } as never)).message).toContain('Maybe `matter`');
    expect(thrown(() => replay([{ ...WEEK, network: createNetwork({ communities: [], needs: [] }) }], [])).code).toBe(
      'PLAN_MISMATCH',
    );
  });
});

describe('figures', () => {
  it('keep planned and done apart, and say of how many', () => {
    const figures = outcomeFigures(replay([WEEK], EVENTS), { before: { 'volunteer:a': 5900 }, prices: {} });
    expect(figures.all).toEqual({
      needs: 4,
      done: 1,
      partly: 1,
      open: 2,
      closedUnmet: 0,
      withdrawn: 0,
      amounts: [
        { unit: 'fen', planned: 20_000, done: 5000 },
        { unit: 'minute', planned: 120, done: 150 },
        { unit: 'session', planned: 2, done: 0 },
      ],
      // Within 24 hours: n1 was answered after 26, n2 after 27, n3 and n4 never.
      response: { count: 0, of: 4, share: 0 },
      resolution: { count: 1, of: 1, share: 1 },
      satisfaction: { count: 1, of: 1, share: 1 },
      onTime: { count: 1, of: 2, share: 0.5 },
      goal: { count: 0, of: 1, share: 0 },
      repeats: { count: 0, of: 4, share: 0 },
      continuity: { count: 1, of: 1, share: 1 },
      local: { count: 2, of: 3, share: 0.6667 },
      returned: { count: 0, of: 1, share: 0 },
      volunteerMinutes: 150,
      money: 5000,
      goodsValue: 0,
      goodsUnpriced: [],
    });
    expect(figures.communities.map(({ community, needs, done }) => [community, needs, done])).toEqual([
      ['c', 2, 1],
      ['d', 2, 0],
    ]);
    expect(figures.volunteers).toEqual([{ provider: 'volunteer:a', minutes: 6050, stars: 1 }]);
    expect(figures.weeks).toMatchObject([{ came: 4, done: 1, left: 3, local: { count: 2, of: 3 } }]);
    expect(outcomeFigures(replay([WEEK], EVENTS), { responseHours: 48 }).all.response).toEqual({
      count: 2,
      of: 4,
      share: 0.5,
    });
  });
});
