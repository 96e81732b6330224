import { describe, expect, it } from 'vitest';
import { createNetwork, type Input, importNetwork, match, type Plan } from '../../../src/index.js';
import { needsOf, providersOf } from '../../../src/model/network.js';

type Windows = NonNullable<Input['needs'][number]['windows']>;

const input = (offered: Windows, asked: Windows | undefined, more: Partial<Input> = {}): Input => ({
  asOf: '2026-04-01T09:30:00+08:00',
  catalogue: [],
  communities: [{ id: 'c' }],
  volunteers: [{ id: 'v', community: 'c', capabilities: ['x'], quantity: 20, windows: offered }],
  needs: [{ id: 'n', community: 'c', urgency: '愁', capability: 'x', ...(asked && { windows: asked }) }],
  ...more,
});
const offeredIn = (windows: Windows, more?: Partial<Input>) =>
  providersOf(createNetwork(input(windows, undefined, more)))[1]!.offers[0]!.windows!;
const slotsOf = (plan: Plan) => plan.linkages.flatMap(({ allocations }) => allocations.map(({ slot }) => slot));
const told = (one: Input) => importNetwork(one).issues.map(({ code, path }) => `${code} ${path.join('.')}`);

describe('times in words', () => {
  it.each<[string | Windows[number], string[]]>([
    ['每周四下午', ['2026-04-02/pm', '2026-04-09/pm', '2026-04-16/pm', '2026-04-23/pm']],
    ['周四 14:00-18:00 至2026-04-10', ['2026-04-02/pm', '2026-04-09/pm']],
    ['every thu pm until 2026-04-08', ['2026-04-02/pm']],
    ['周末晚上至2026-04-05', ['2026-04-04/evening', '2026-04-05/evening']],
    ['每周日、一上午9点半到11点至2026-04-06', ['2026-04-05/09:30-11:00', '2026-04-06/09:30-11:00']],
    ['2026-04-03/上午', ['2026-04-03/am']],
    ['2026-04-03/22:00-02:00', ['2026-04-03/22:00-02:00']],
    ['2026-04-03', ['2026-04-03']],
    [
      { weekly: ['wed', 'fri'], from: '18:00', to: '24:00', until: '2026-04-03' },
      ['2026-04-01/18:00-24:00', '2026-04-03/18:00-24:00'],
    ],
    ['工作日下午3点-5点 至 2026-04-03', ['2026-04-01/15:00-17:00', '2026-04-02/15:00-17:00', '2026-04-03/15:00-17:00']],
    ['monday', ['monday']],
    ['weekend', ['weekend']],
  ])('%j', (word, slots) => expect(offeredIn([word])).toEqual(slots));

  it('are planned for four weeks from the day of the data', () => {
    const daily = offeredIn(['每天 8:00-9:00']);
    expect(daily).toHaveLength(28);
    expect([daily[0], daily.at(-1)]).toEqual(['2026-04-01/08:00-09:00', '2026-04-28/08:00-09:00']);
  });

  it('name slots with times by the clock of the data', () => {
    const network = createNetwork(input(['2026-04-03/evening'], undefined, { asOf: '2026-04-01T00:00:00Z' }));
    expect(network.getAttribute('slots')).toEqual([
      { id: '2026-04-03/evening', start: '2026-04-03T18:00:00+00:00', end: '2026-04-03T21:00:00+00:00' },
    ]);
  });

  it('meet where one lies within the other', () => {
    expect(slotsOf(match(createNetwork(input(['每天 9:00-11:00'], ['周五上午']))))).toEqual(['2026-04-03/09:00-11:00']);
    expect(slotsOf(match(createNetwork(input(['每周五'], ['2026-04-03/pm']))))).toEqual(['2026-04-03/pm']);
    expect(slotsOf(match(createNetwork(input(['每周五上午'], ['周六上午']))))).toEqual([]);
  });

  it('are the listed slots that lie within, where slots are listed', () => {
    const slots = [
      { id: 'early', start: '2026-04-03T08:30:00+08:00', end: '2026-04-03T10:00:00+08:00' },
      { id: 'late', start: '2026-04-03T11:00:00+08:00', end: '2026-04-03T13:00:00+08:00' },
      { id: '2026-04-04/am' },
    ];
    expect(offeredIn(['每天上午'], { slots })).toEqual(['2026-04-04/am', 'early']);
    expect(told(input(['周二上午'], undefined, { slots }))).toEqual(['BAD_WINDOW volunteers.0.windows.0']);
    expect(told(input(['erly'], undefined, { slots }))).toEqual(['DANGLING_REFERENCE volunteers.0.windows.0']);
  });

  it('are told where they say nothing', () => {
    expect(told(input(['每周二饭后'], undefined))).toEqual(['BAD_WINDOW volunteers.0.windows.0']);
    expect(told(input(['每周二 25:00-26:00'], undefined))).toEqual(['BAD_WINDOW volunteers.0.windows.0']);
    expect(told(input(['每周二上午至2026-03-01'], undefined))).toEqual(['BAD_WINDOW volunteers.0.windows.0']);
    expect(told(input(['每周二上午'], undefined, { asOf: undefined }))).toEqual(['BAD_WINDOW volunteers.0.windows.0']);
    expect(told(input([{ from: '9:00', to: '11:00' }], undefined))).toEqual(['BAD_WINDOW volunteers.0.windows.0.from']);
  });

  it('do not depend on the order of records', () => {
    const one = input(['每天 9:00-11:00', '2026-04-05/pm'], ['周日', '周五下午']);
    const other = structuredClone(one);
    for (const list of [other.volunteers![0]!.windows!, other.needs[0]!.windows!]) (list as unknown[]).reverse();
    expect(slotsOf(match(createNetwork(other)))).toEqual(slotsOf(match(createNetwork(one))));
  });
});

describe('24:00', () => {
  it('is the end of the day', () => {
    const slots = [{ id: 's', start: '2026-04-03T20:00:00+08:00', end: '2026-04-03T24:00:00+08:00' }];
    const network = createNetwork(input(['s'], ['s'], { slots, asOf: '2026-03-31T24:00:00+08:00' }));
    expect(network.getAttribute('slots')[0]!.end).toBe('2026-04-04T00:00:00+08:00');
    expect(network.getAttribute('asOf')).toBe('2026-04-01T00:00:00+08:00');
    expect(match(network, { now: '2026-04-03T24:00:00+08:00' }).now).toBe('2026-04-04T00:00:00+08:00');
    expect(told(input(['s'], undefined, { asOf: '2026-04-31T24:00:00+08:00' }))).toEqual(['BAD_INSTANT asOf']);
    expect(told(input(['s'], undefined, { asOf: '2026-04-30T24:01:00+08:00' }))).toEqual(['BAD_INSTANT asOf']);
  });
});

describe('a due date', () => {
  const due = (dueAt: string, windows: Windows) => {
    const { needs, ...rest } = input(['每天上午'], undefined);
    return told({ ...rest, needs: [{ ...needs[0]!, windows, dueAt }] });
  };
  it('before the first slot is told, one that has passed is not', () => {
    expect(due('2026-04-03T00:00:00+08:00', ['2026-04-03/am'])).toEqual(['CONTRADICTION needs.0.dueAt']);
    expect(due('2026-04-03T09:00:00+08:00', ['2026-04-03/am'])).toEqual([]);
    expect(due('2026-04-02T09:00:00+08:00', ['2026-04-03/am', '2026-04-02/am'])).toEqual([]);
    expect(due('2026-03-20T09:00:00+08:00', ['2026-04-03/am'])).toEqual([]);
    expect(due('2026-04-02T09:00:00+08:00', ['someday'])).toEqual([]);
  });
});

describe('spacing', () => {
  const spaced = (more: object, offered: Windows = ['每天上午']) => {
    const { needs, ...rest } = input(offered, undefined);
    return { ...rest, needs: [{ ...needs[0]!, windows: ['每天上午'], ...more }] } as Input;
  };

  it('is a line for each span, whose shares differ by one at most', () => {
    const [need] = needsOf(createNetwork(spaced({ quantity: 6, spacing: 4 })));
    expect(need!.requirements.map(({ id, quantity, visitOf }) => [id, quantity, visitOf])).toEqual([
      ['1/1', 1, '1'],
      ['1/2', 2, '1'],
      ['1/3', 1, '1'],
      ['1/4', 2, '1'],
    ]);
    expect(need!.requirements.map(({ windows }) => windows![0])).toEqual(
      ['01', '08', '15', '22'].map((day) => `2026-04-${day}/am`),
    );
  });

  it('has one visit in each week', () => {
    const slots = slotsOf(match(createNetwork(spaced({ quantity: 4, spacing: 4 }))));
    expect(slots.map((slot) => Math.floor((Number(slot!.slice(8, 10)) - 1) / 7))).toEqual([0, 1, 2, 3]);
  });

  it('would rather have who can come every time', () => {
    const one = spaced({ quantity: 4, spacing: 4 });
    const volunteer = (id: string, windows: Windows) => ({ ...one.volunteers![0]!, id, windows });
    const volunteers = [volunteer('a', ['2026-04-03/am', '2026-04-10/am']), volunteer('b', ['每周五上午'])];
    const plan = match(createNetwork({ ...one, volunteers }));
    expect(plan.linkages[0]!.volunteers).toEqual(['volunteer:b']);
  });

  it('is told where it cannot be', () => {
    expect(told(spaced({ quantity: 3, spacing: 4 }))).toEqual(['CONTRADICTION needs.0.spacing']);
    expect(told(spaced({ quantity: 4, spacing: 4, single: true }))).toEqual(['CONTRADICTION needs.0.spacing']);
    expect(told(spaced({ quantity: 4, spacing: 4, windows: ['每周五上午至2026-04-12'] }))).toEqual([
      'BAD_WINDOW needs.0.spacing',
    ]);
    expect(told(spaced({ quantity: 4, spacing: 4, windows: undefined }))).toEqual(['BAD_WINDOW needs.0.spacing']);
  });
});
