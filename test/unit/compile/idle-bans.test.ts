import { describe, expect, it } from 'vitest';
import {
  cheapestFixes,
  createNetwork,
  explain,
  LinkageError,
  match,
  openLive,
  parsePlan,
  recommend,
  toMarkdown,
  verify,
} from '../../../src/index.js';
import type { Ban } from '../../../src/policy/pair.js';

const network = createNetwork({
  communities: [{ id: 'datong', name: '大同' }],
  volunteers: [{ id: 'v1', name: '王姐', community: 'datong', capabilities: ['escort'], quantity: 5 }],
  needs: [{ id: 'n1', community: 'datong', urgency: '急', capability: 'escort' }],
});
const bans: Ban[] = [
  { need: 'n1', provider: 'volunteer:v2' },
  { need: 'N1', provider: 'volunteer:v1' },
  { need: 'need:n1', provider: 'volunteer:v1' },
  { need: 'n1', requirement: '2', provider: 'volunteer:v1' },
];

describe('bans that name nothing', () => {
  it.each(bans)('%j is told by the plan, which holds and is verified', (ban) => {
    const plan = match(network, { bans: [ban] });
    expect(plan.idleBans).toEqual([ban]);
    expect(plan.linkages).toHaveLength(1);
    expect(parsePlan(JSON.stringify(plan))).toEqual(plan);
    expect(verify(network, plan, { bans: [ban] }).ok).toBe(true);
    expect(verify(network, { ...plan, idleBans: [] }, { bans: [ban] }).ok).toBe(false);
    expect(toMarkdown(network, plan, { locale: 'en' })).toContain('A ban names what is not here');
    expect(toMarkdown(network, plan)).toContain(`× ${ban.provider}`);
  });

  it('one that names something is not told', () => {
    for (const ban of [
      { need: 'n1', provider: 'volunteer:v1' },
      { need: 'n1', requirement: '1', provider: 'volunteer:v1' },
    ]) {
      const plan = match(network, { bans: [ban] });
      expect(plan).not.toHaveProperty('idleBans');
      expect(plan.linkages).toEqual([]);
    }
  });

  it('a session tells it until what it names comes', () => {
    const live = openLive(network);
    live.apply([{ type: 'ban', ban: { need: 'n2', provider: 'volunteer:v1' } }]);
    expect(live.plan.idleBans).toEqual([{ need: 'n2', provider: 'volunteer:v1' }]);
    live.apply([
      { type: 'add', kind: 'need', record: { id: 'n2', community: 'datong', urgency: '急', capability: 'escort' } },
    ]);
    expect(live.plan).not.toHaveProperty('idleBans');
    expect(live.plan.unmet.map(({ need }) => need)).toEqual(['n2']);
  });
});

describe('what is asked about something that is not there', () => {
  const plan = match(network);
  const said = (test: () => unknown): string => {
    try {
      test();
    } catch (error) {
      if (error instanceof LinkageError) return error.message;
      throw error;
    }
    return '';
  };

  it.each<[string, () => unknown, string]>([
    ['a need by its key', () => explain(network, plan, { need: 'need:n1' }), '"n1"'],
    ['a need in capitals', () => explain(network, plan, { need: 'N1' }), '"n1"'],
    ['a provider by its id', () => explain(network, plan, { offer: { provider: 'v1' } }), '"volunteer:v1"'],
    ['a provider by its name', () => recommend(network, plan, { offer: { provider: '王姐' } }), '"volunteer:v1"'],
    [
      'a provider of another society',
      () => recommend(network, plan, { offer: { provider: 'resource:v1' } }),
      '"volunteer:v1"',
    ],
    ['an offer', () => explain(network, plan, { offer: { provider: 'volunteer:v1', offer: '2' } }), 'It makes "1".'],
    ['a need to buy for', () => cheapestFixes(network, plan, { prices: [], target: { need: 'need:n1' } }), '"n1"'],
    [
      'the need of a pin',
      () => match(network, { pins: [{ need: 'need:n1', provider: 'volunteer:v1', quantity: 1 }] }),
      '"n1"',
    ],
    [
      'the provider of a pin',
      () => match(network, { pins: [{ need: 'n1', provider: 'v1', quantity: 1 }] }),
      '"volunteer:v1"',
    ],
    ['the provider of a ban', () => match(network, { bans: [{ need: 'n1', provider: 'v1' }] }), '"volunteer:v1"'],
    [
      'a record to change',
      () =>
        openLive(network).apply([
          { type: 'change', kind: 'volunteer', record: { id: 'V1', capabilities: ['escort'], quantity: 2 } },
        ]),
      '"v1"',
    ],
    [
      'what a record that comes names',
      () =>
        openLive(network).apply([
          {
            type: 'add',
            kind: 'need',
            record: { id: 'n2', community: 'Datong1', urgency: '急', capability: 'escort' },
          },
        ]),
      '"datong"',
    ],
  ])('%s: the message names it', (_, test, name) => {
    expect(said(test)).toContain(name);
  });

  it('a record that comes to a session is read as by createNetwork', () => {
    const live = openLive(network);
    live.apply([
      { type: 'add', kind: 'need', record: { id: 'n2', community: 'datong', urgency: '急', capability: '陪同就医' } },
    ]);
    expect(live.plan.linkages.map(({ need }) => need)).toEqual(['n1', 'n2']);
  });
});
