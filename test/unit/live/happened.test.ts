import { describe, expect, it } from 'vitest';
import { createNetwork, type Input, match, openLive, planDiff } from '../../../src/index.js';
import { briefly, thrown } from '../../support/thrown.js';

const INPUT: Input = {
  catalogue: [],
  communities: [{ id: 'c' }],
  volunteers: [
    { id: 'a', community: 'c', hours: 4, capabilities: ['respite'] },
    { id: 'b', community: 'c', hours: 1, capabilities: ['respite'] },
  ],
  resources: [
    {
      id: 'f',
      kind: 'fund',
      capabilities: ['relief'],
      quantity: 300,
      unit: 'yuan',
      reach: { remote: true },
      approval: { limit: 10, approved: ['n1'] },
    },
  ],
  needs: [
    {
      id: 'n1',
      community: 'c',
      urgency: '急',
      capability: 'respite',
      quantity: 3,
      unit: 'hour',
      prefers: ['volunteer:a'],
    },
    { id: 'n2', community: 'c', urgency: '盼', capability: 'respite', quantity: 4, unit: 'hour' },
  ],
};
const open = () => openLive(createNetwork(INPUT), { now: '2026-03-02T08:00:00+08:00' });
const given = (live: ReturnType<typeof open>) =>
  live.plan.linkages.flatMap(({ need, allocations }) =>
    allocations.map(({ provider, quantity }) => `${need} ${provider} ${quantity}`),
  );

describe('what happens to a session', () => {
  it('tells what is finished from what is lost', () => {
    const live = open();
    const before = given(live);
    expect(before).toEqual(['n1 volunteer:a 180', 'n2 volunteer:a 60', 'n2 volunteer:b 60']);
    const diff = live.apply([{ type: 'done', need: 'n1', provider: 'volunteer:a' }]);
    expect(diff.finished).toEqual([
      { need: 'n1', requirement: '1', provider: 'volunteer:a', offer: '1', unit: 'minute', quantity: 180 },
    ]);
    expect([diff.removed, diff.changed, diff.added]).toEqual([[], [], []]);
    // What was given is given: nobody gets it again.
    expect(given(live)).toEqual(before.slice(1));
    expect(live.network.hasNode('need:n1')).toBe(false);
    expect(live.network.getNodeAttribute('volunteer:a', 'record')).toMatchObject({ shows: 1 });
    expect(live.plan).toEqual(match(live.network, live.options));
  });

  it('asks for what is left, and knows who was there', () => {
    const live = open();
    const diff = live.apply([
      {
        type: 'done',
        need: 'n1',
        provider: 'volunteer:a',
        quantity: 100,
        id: 'e1',
        at: '2026-03-03T08:00:00Z',
        source: 'sheet',
      },
    ]);
    expect(diff.finished?.map(({ quantity }) => quantity)).toEqual([100]);
    expect([diff.removed, diff.changed, diff.added]).toEqual([[], [], []]);
    expect(given(live)[0]).toBe('n1 volunteer:a 80');
    expect(live.network.getNodeAttribute('need:n1', 'record')).toMatchObject({ previousProviders: ['volunteer:a'] });
  });

  it.each(['decline', 'noShow'] as const)('%s: another comes, and the loss is told', (type) => {
    const live = open();
    const diff = live.apply([{ type, need: 'n1', provider: 'volunteer:a' }]);
    expect(diff.finished).toBeUndefined();
    expect(diff.removed.map(({ need, provider }) => `${need} ${provider}`)).toContain('n1 volunteer:a');
    expect(given(live)).toContain('n1 volunteer:b 60');
    expect(live.options.bans).toEqual([{ need: 'n1', provider: 'volunteer:a', requirement: '1' }]);
    const { noShows } = live.network.getNodeAttribute('volunteer:a', 'record') as { noShows?: number };
    expect(noShows).toBe(type === 'noShow' ? 1 : undefined);
  });

  it('holds what is accepted and what has begun', () => {
    const live = open();
    live.apply([
      { type: 'accept', need: 'n2', provider: 'volunteer:a' },
      { type: 'start', need: 'n1', provider: 'volunteer:a' },
    ]);
    expect(live.options.previous?.linkages.map(({ need, degree }) => [need, degree]).sort()).toEqual([
      ['n1', 'running'],
      ['n2', 'accepted'],
    ]);
    // Once done it is promised no more, and is not withdrawn either.
    live.apply([{ type: 'done', need: 'n1', provider: 'volunteer:a' }]);
    expect(live.options.previous?.linkages.map(({ need }) => need)).toEqual(['n2']);
    expect(live.plan.withdrawn).toBe(0);
    expect(planDiff(live.plan, match(live.network, live.options)).removed).toEqual([]);
    live.apply([{ type: 'withdraw', need: 'n2' }]);
    expect(live.options.previous?.linkages).toEqual([]);
    expect(given(live)).toEqual([]);
  });

  it('changes nothing where an event means nothing', () => {
    const live = open();
    const refused = (...changes: Parameters<typeof live.apply>[0]) => briefly(thrown(() => live.apply(changes)));
    expect(refused({ type: 'done', need: 'n3', provider: 'volunteer:a' })).toEqual([
      ['DANGLING_REFERENCE', 'changes[0].need', 'n3'],
    ]);
    expect(thrown(() => live.apply([{ type: 'accept', need: 'n1', provider: 'volunteer:aa' }])).message).toContain(
      "Maybe 'volunteer:a'",
    );
    expect(refused({ type: 'closeUnmet', need: 'n9' })).toEqual([['DANGLING_REFERENCE', 'changes[0].need', 'n9']]);
    expect(
      refused(
        { type: 'change', kind: 'volunteer', record: { id: 'a', community: 'c', hours: 1, capabilities: ['respite'] } },
        { type: 'done', need: 'n1', provider: 'volunteer:a' },
      ),
    ).toEqual([['CONTRADICTION', 'changes[1]', 'volunteer:a']]);
    expect(given(live)).toHaveLength(3);
  });
});
