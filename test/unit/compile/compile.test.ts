import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '../../../src/compile/compile.js';
import { turnedAwayByRule } from '../../../src/compile/compiled.js';
import type { LinkageError } from '../../../src/errors/linkage-error.js';
import { createNetwork } from '../../../src/model/network.js';
import type { Input, NeedInput, VolunteerInput } from '../../../src/model/records.js';
import { defaultPolicy, type PolicyOptions } from '../../../src/policy/policy.js';
import { runs } from '../../support/runs.js';
import { thrown } from '../../support/thrown.js';
import { compileWith } from './compile-with.js';
import { inputs } from './inputs.js';

const NOW = '2026-03-07T05:00:00Z';

describe('compile', () => {
  it('gives the same columns for any order of the records', () => {
    const shuffled = (input: Input, order: readonly number[]): Input => {
      let next = 0;
      const shuffle = <T>(rows: readonly T[] = []): T[] =>
        rows
          .map((row) => ({ row, at: order[next++ % order.length]! }))
          .sort((a, b) => a.at - b.at)
          .map(({ row }) => row);
      const { communities, socialWorkers, organisations, volunteers, resources, needs, stations, slots } = input;
      const providers = <T extends object>(rows: readonly T[] = []): T[] =>
        shuffle(rows).map((row) => ({ ...row, ...('offers' in row && { offers: shuffle(row.offers as object[]) }) }));
      return {
        slots: shuffle(slots),
        stations: shuffle(stations),
        communities: providers(communities),
        socialWorkers: providers(socialWorkers),
        organisations: providers(organisations),
        volunteers: providers(volunteers),
        resources: providers(resources),
        needs: shuffle(needs).map((row) => ({ ...row, requirements: shuffle(row.requirements) })),
      };
    };
    const outcome = (input: Input) => {
      try {
        return compile(createNetwork(input), defaultPolicy, { now: NOW });
      } catch (error) {
        return { code: (error as LinkageError).code, details: (error as LinkageError).details };
      }
    };
    let problems = 0;
    fc.assert(
      fc.property(inputs(true), fc.array(fc.nat(), { minLength: 17, maxLength: 17 }), (input, order) => {
        const first = outcome(input);
        if ('problem' in first) problems++;
        // By JSON: the records themselves may hold their lines in another order.
        const { lines, skipped, offers, caps, ...columns } = { lines: 0, skipped: 0, offers: 0, caps: 0, ...first };
        const second = outcome(shuffled(input, order));
        const {
          lines: l,
          skipped: s,
          offers: o,
          caps: c,
          ...again
        } = { lines: 0, skipped: 0, offers: 0, caps: 0, ...second };
        expect(again).toEqual(columns);
        if ('problem' in first && 'problem' in second) {
          expect(second.lines.map(({ need, requirement }) => [need.id, requirement])).toEqual(
            first.lines.map(({ need, requirement }) => [need.id, requirement]),
          );
          expect(second.offers.map(({ provider, offer }) => [provider.society, provider.id, offer])).toEqual(
            first.offers.map(({ provider, offer }) => [provider.society, provider.id, offer]),
          );
        }
      }),
      runs(50),
    );
    expect(problems).toBeGreaterThan(33);
  });

  it('answers an empty network with an empty problem', () => {
    const { problem, lines, offers, ranks, costScale } = compileWith([]);
    expect(problem).toEqual({
      load: { full: new Float64Array(), given: new Float64Array(), fine: new Float64Array(), steps: 4 },
      demand: new Float64Array(),
      rank: new Int32Array(),
      group: new Int32Array(),
      candidateStart: new Int32Array(1),
      cost: new Float64Array(),
      max: new Float64Array(),
      previous: new Float64Array(),
      arcStart: new Int32Array(1),
      head: new Int32Array(),
      capacity: new Float64Array(),
      parent: new Int32Array(),
      lostPromises: 0,
    });
    expect([lines, offers, ranks, costScale]).toEqual([[], [], [], 1]);
  });

  it('sorts lines by rank, need and requirement, by code unit', () => {
    const { lines, ranks, problem } = compileWith([
      { id: '10', urgency: 'hoped' },
      { id: '9', severity: 5 },
      { id: '2', requirements: ['b', 'B', 'a'].map((id) => ({ id, capability: 'meal', unit: 'session' })) },
      { id: '10a', severity: 5, quantity: 0 },
    ]);
    expect(lines.map(({ need, requirement }) => `${need.id}/${requirement.id}`)).toEqual([
      '10a/1',
      '9/1',
      '2/B',
      '2/a',
      '2/b',
      '10/1',
    ]);
    expect(ranks).toEqual([
      [0, 1],
      [0, 3],
      [3, 3],
    ]);
    expect([...problem.rank]).toEqual([0, 0, 1, 1, 1, 2]);
    expect([...problem.demand]).toEqual([0, 1, 1, 1, 1, 1]);
  });

  it('lets a shorter rank go first', () => {
    const rank: PolicyOptions['rank'] = ({ id }) => (id === 'long' ? [1, -5] : [1]);
    expect(compileWith([{ id: 'long' }, { id: 'short' }], [], { policy: { rank } }).ranks).toEqual([[1], [1, -5]]);
  });

  it('numbers classes by first line, divided by rank and unit', () => {
    const needs = [
      { id: '1' },
      { id: '2', capability: 'escort', unit: 'session' },
      { id: '3' },
      { id: '4', unit: 'minute', quantity: 1 },
      { id: '5', urgency: 'hoped' as const },
    ];
    expect([...compileWith(needs).problem.group]).toEqual([0, 1, 0, 2, 3]);
    const fairBy = () => undefined;
    expect([...compileWith(needs, [], { policy: { fairBy } }).problem.group]).toEqual([0, 1, 2, 3, 4]);
  });

  it('lists lines of unknown quantity', () => {
    const { lines, skipped } = compileWith(
      [{ quantity: 'unknown' }, {}],
      [{}, { unit: 'minute' }, { capabilities: ['escort'] }],
    );
    expect(lines).toHaveLength(1);
    expect(skipped).toEqual([expect.objectContaining({ rank: [0, 3], capable: 2, unit: 1 })]);
  });

  it('bounds a candidate by demand and by what the offer gives one requirement', () => {
    const volunteers = [{ quantity: 9 }, { quantity: 9, perRequirement: 3 }, { quantity: 9, perRequirement: 7 }];
    expect([...compileWith([{ quantity: 5 }], volunteers).problem.max]).toEqual([5, 3, 5]);
  });

  it('tells how many offers each rule turned away', () => {
    const { turnedAway, problem } = compileWith(
      [{ capability: { code: 'meal', level: 2 }, unit: 'session', checks: ['police'] }],
      [
        {},
        { capabilities: [{ code: 'meal', level: 2 }] },
        { capabilities: [{ code: 'meal', level: 3 }], checks: [{ code: 'police' }] },
        { unit: 'minute' },
        { community: 'd' },
      ],
      {
        input: {
          communities: [
            { id: 'c', adminCode: '460105001' },
            { id: 'd', adminCode: '460105002' },
          ],
        },
      },
    );
    expect([turnedAway.capable[0], turnedAway.unit[0]]).toEqual([5, 1]);
    expect(turnedAwayByRule(turnedAway, 0)).toEqual([
      ['reach', 1],
      ['level', 1],
      ['checks', 1],
    ]);
    expect([...problem.candidateStart]).toEqual([0, 1]);
  });
});

describe('time', () => {
  const slots = [{ id: 'past', end: NOW }, { id: 'soon', end: '2026-03-07T05:00:01Z' }, { id: 'open' }];
  const byRule = (volunteer: Partial<VolunteerInput>, need: Partial<NeedInput> = {}, now: string | null = NOW) =>
    turnedAwayByRule(compileWith([need], [volunteer], { now: now ?? undefined, input: { slots } }).turnedAway, 0);

  it('turns away what is over', () => {
    expect(byRule({ expiresAt: NOW })).toEqual([['expiry', 1]]);
    expect(byRule({ expiresAt: '2026-03-07T13:00:01+08:00' })).toEqual([]);
    expect(byRule({ windows: ['past'] })).toEqual([['overdue', 1]]);
    expect(byRule({ windows: ['past', 'soon'] })).toEqual([]);
    expect(byRule({ windows: ['past', 'soon'] }, { windows: ['past', 'open'] })).toEqual([['window', 1]]);
    expect(byRule({}, { windows: ['past'] })).toEqual([['window', 1]]);
    expect(byRule({ checks: [{ code: 'police', expiresAt: NOW }] }, { checks: ['police'] })).toEqual([['checks', 1]]);
  });

  it('plays no part without now', () => {
    expect(byRule({ expiresAt: NOW, windows: ['past'] }, { windows: ['past'] }, null)).toEqual([]);
  });

  it('leaves arcs only in slots that are not over', () => {
    const volunteer = { perSlot: 1, quantity: 9 };
    const { arcSlot, slots: ids } = compileWith([{}], [volunteer], { now: NOW, input: { slots } });
    expect(ids).toEqual(['open', 'past', 'soon']);
    expect([...arcSlot]).toEqual([0, 2]);
    expect([
      ...compileWith([{ windows: ['past', 'soon'] }], [volunteer], { now: NOW, input: { slots } }).arcSlot,
    ]).toEqual([2]);
  });

  it('turns away an offer that counts by the slot once all slots are over', () => {
    const input = { slots: [{ id: 'past', end: NOW }] };
    const { turnedAway } = compileWith([{}], [{ perSlot: 1 }], { now: NOW, input });
    expect(turnedAwayByRule(turnedAway, 0)).toEqual([['overdue', 1]]);
  });

  it('keeps arcs for pairs that a policy lets through in spite of it', () => {
    const options = { now: NOW, policy: { rules: { window: false, overdue: false } }, input: { slots } };
    const arcs = (windows: string[]) => [
      ...compileWith([{ windows: ['open'] }], [{ perSlot: 1, windows }], options).arcSlot,
    ];
    expect(arcs(['past', 'soon'])).toEqual([2]);
    expect(arcs(['past'])).toEqual([1]);
    expect(arcs(['past', 'soon', 'open'])).toEqual([0]);
  });

  it('is an instant with an offset', () => {
    expect(thrown(() => compileWith([], [], { now: '2026-03-07' }))).toMatchObject({
      code: 'INVALID_OPTIONS',
      details: [{ path: ['now'], value: '2026-03-07' }],
    });
  });
});
