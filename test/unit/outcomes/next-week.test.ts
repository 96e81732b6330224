import { describe, expect, it } from 'vitest';
import {
  coverageHistory,
  createNetwork,
  doneHistory,
  match,
  nextWeek,
  type OutcomeEvent,
  verify,
} from '../../../src/index.js';
import { writtenInput } from '../../../src/outcomes/written.js';
import { EVENTS, INPUT, said, WEEK } from '../../support/outcome-week.js';
import { RICH } from '../../support/samples.js';

const next = (events: readonly OutcomeEvent[]) => nextWeek([WEEK], events);

describe('the next week', () => {
  it('is the same again where nothing happened', () => {
    const { input, previous, bans } = next([]);
    expect(writtenInput(createNetwork(input))).toEqual({
      ...writtenInput(WEEK.network),
      asOf: '2026-03-02T08:00:00+08:00',
    });
    expect([previous, bans]).toEqual([WEEK.plan, []]);
  });

  it('asks for what is left, of less, and knows who came', () => {
    const { input, previous } = next(EVENTS);
    expect(input.asOf).toBe('2026-03-06T10:00:00+08:00');
    expect(
      input.needs.map(({ id, requirements, previousProviders }) => [
        id,
        requirements?.[0]?.quantity,
        previousProviders,
      ]),
    ).toEqual([
      ['n2', 15_000, ['resource:f']],
      ['n3', 2, []],
      ['n4', 1, []],
    ]);
    expect(input.resources?.[0]?.offers?.[0]).toMatchObject({ quantity: 25_000, unit: 'fen' });
    expect(input.volunteers?.[0]).toMatchObject({
      shows: 6,
      noShows: 0,
      servedLast30Days: 2,
      offers: [{ quantity: 180 }],
    });
    expect(input.organisations?.[0]).toMatchObject({ shows: 0, noShows: 1 });
    // Half done is under way; who did not come is promised nothing.
    expect(previous.linkages.map(({ need, degree, allocations }) => [need, degree, allocations[0]?.quantity])).toEqual([
      ['n2', 'running', 15_000],
    ]);
    const network = createNetwork(input);
    const plan = match(network, { previous });
    expect(verify(network, plan, { previous }).ok).toBe(true);
    expect(plan.linkages.map(({ need }) => need)).toEqual(['n2', 'n3']);
    expect(plan.withdrawn).toBe(0);
  });

  it('keeps promises by degree, and bans who declined', () => {
    const { previous, bans } = next([
      { type: 'accept', ...said('1', 3), need: 'n1', provider: 'volunteer:a' },
      { type: 'start', ...said('2', 3), need: 'n2', provider: 'resource:f' },
      { type: 'decline', ...said('3', 3), need: 'n3', provider: 'organisation:o' },
      { type: 'withdraw', ...said('4', 3), need: 'n4' },
    ]);
    expect(previous.linkages.map(({ need, degree }) => [need, degree])).toEqual([
      ['n1', 'accepted'],
      ['n2', 'running'],
    ]);
    expect(bans).toEqual([{ need: 'n3', provider: 'organisation:o', requirement: '1' }]);
  });

  it('lets approvals go with the needs that they are of', () => {
    const [fund] = INPUT.resources!;
    const approval = { limit: 500, approved: ['n1', 'n2'] };
    const network = createNetwork({ ...INPUT, resources: [{ ...fund!, approval }] });
    const plan = match(network, { now: '2026-03-02T08:00:00+08:00' });
    const { input } = nextWeek([{ network, plan }], EVENTS);
    expect(input.resources?.[0]?.offers?.[0]?.approval?.approved).toEqual(['n2']);
    expect(createNetwork(input).hasNode('need:n1')).toBe(false);
  });
});

describe('what is left', () => {
  const network = createNetwork({
    catalogue: [],
    communities: [{ id: 'c' }],
    volunteers: [{ id: 'v', community: 'c', hours: 9, capabilities: ['respite', 'visit'] }],
    organisations: [{ id: 'o', community: 'c', capabilities: ['meal', 'hall'], quantity: 9, unit: 'session' }],
    needs: [
      { id: 'm', community: 'c', urgency: '急', capability: 'respite', quantity: 5, unit: 'hour', minimum: 2 },
      {
        id: 'p',
        community: 'c',
        urgency: '难',
        patterns: [
          {
            id: 'P',
            requirements: [
              { capability: 'meal', quantity: 2, unit: 'session' },
              { capability: 'hall', unit: 'session' },
            ],
          },
          { id: 'Q', requirements: [{ capability: 'respite', quantity: 8, unit: 'hour' }] },
        ],
      },
      {
        id: 'u',
        community: 'c',
        urgency: '盼',
        requirements: [{ capability: 'visit', quantity: 'unknown', unit: 'hour' }],
      },
    ],
  });
  const plan = match(network, { now: '2026-03-02T08:00:00+08:00' });
  const leftWhen = (...events: [need: string, provider: string, requirement: string, quantity: number][]) =>
    nextWeek(
      [{ network, plan }],
      events.map(([need, provider, requirement, quantity], i) => ({
        type: 'done',
        ...said(`${i}`, 3),
        need,
        provider,
        requirement,
        quantity,
      })),
    ).input.needs;

  it('of a minimum is the rest of it, then what was asked beyond', () => {
    const line = (...events: Parameters<typeof leftWhen>) =>
      leftWhen(...events).find(({ id }) => id === 'm')?.requirements?.[0];
    expect(line()).toMatchObject({ id: '1', quantity: 300, minimum: 120 });
    expect(line(['m', 'volunteer:v', '1', 50])).toMatchObject({ id: '1', quantity: 250, minimum: 70 });
    const beyond = line(['m', 'volunteer:v', '1', 120]);
    expect(beyond).toMatchObject({ id: '1/more', quantity: 180 });
    expect(beyond).not.toHaveProperty('minimum');
    expect(line(['m', 'volunteer:v', '1', 120], ['m', 'volunteer:v', '1/more', 180])).toBeUndefined();
  });

  it('of patterns is the one that was begun', () => {
    const patterns = (...events: Parameters<typeof leftWhen>) =>
      (
        leftWhen(...events).find(({ id }) => id === 'p')?.patterns as
          | { id: string; requirements: { quantity: number }[] }[]
          | undefined
      )?.map(({ id, requirements }) => [id, ...requirements.map(({ quantity }) => quantity)]);
    expect(patterns()).toEqual([
      ['P', 2, 1],
      ['Q', 480],
    ]);
    expect(patterns(['p', 'organisation:o', 'P/1', 1])).toEqual([['P', 1, 1]]);
    expect(patterns(['p', 'organisation:o', 'P/1', 2])).toEqual([['P', 1]]);
    expect(patterns(['p', 'organisation:o', 'P/1', 2], ['p', 'organisation:o', 'P/2', 1])).toBeUndefined();
    expect(createNetwork({ communities: [{ id: 'c' }], needs: leftWhen() }).hasNode('need:u')).toBe(true);
  });
});

describe('records written', () => {
  it.each([
    ['of every kind', RICH],
    [
      'with minima, patterns and lots',
      {
        catalogue: [
          { code: 'relief', unit: 'yuan', lot: 50 },
          {
            code: 'P',
            requirements: [{ capability: 'hall', unit: 'session', quantity: 2 }, { societies: ['volunteer'] }],
          },
        ],
        slots: [{ id: 'am' }],
        communities: [{ id: 'c', name: '东' }],
        needs: [
          { id: 'a', community: 'c', urgency: '急', capability: 'respite', quantity: 5, unit: 'hour', minimum: 2 },
          {
            id: 'b',
            community: 'c',
            urgency: '急',
            capability: 'relief',
            quantity: 5,
            unit: 'yuan',
            patterns: [
              'P',
              { id: 'Q', requirements: [{ capability: 'relief', quantity: 9, minimum: 3, unit: 'yuan' }] },
            ],
          },
          {
            id: 'd',
            community: 'c',
            urgency: '盼',
            partial: false,
            requirements: [
              { capability: 'x', quantity: 'unknown' },
              { capability: 'y', minimum: 0, unit: 'item' },
            ],
          },
        ],
      },
    ],
  ] as const)('%s read the same again', (_, input) => {
    const network = createNetwork(input as never);
    const again = createNetwork(writtenInput(network));
    expect(again.export()).toEqual(network.export());
  });
});

describe('fairness by what was done', () => {
  it('is that of the plans where all was done, and less where it was not', () => {
    const all: OutcomeEvent[] = ['n1 volunteer:a', 'n2 resource:f', 'n3 organisation:o'].map((names, i) => {
      const [need = '', provider = ''] = names.split(' ');
      return { type: 'done', ...said(`${i}`, 3), need, provider };
    });
    expect(doneHistory([WEEK], all)).toEqual(coverageHistory(WEEK.network, WEEK.plan));
    const some = doneHistory([WEEK], EVENTS);
    expect(some.map(({ unit, covered, share }) => [unit, covered, share])).toEqual([
      ['minute', 120, 120],
      ['fen', 5000, 20_000],
      ['session', 0, 2],
      ['session', 0, 1],
    ]);
    const { input } = next(EVENTS);
    expect(match(createNetwork(input), { history: some }).status).toBe('optimal');
  });
});
