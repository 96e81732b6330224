/** One week with its plan, and what happened in it. */
import { createNetwork, type Input, match, type OutcomeEvent, type Week } from '../../src/index.js';

const REPORTED = '2026-03-02T08:00:00+08:00';
export const INPUT: Input = {
  catalogue: [],
  communities: [{ id: 'c' }, { id: 'd' }],
  organisations: [
    { id: 'o', community: 'd', capabilities: ['visit'], quantity: 2, unit: 'session', reach: { remote: true } },
  ],
  volunteers: [{ id: 'a', community: 'c', hours: 3, capabilities: ['respite'], shows: 4 }],
  resources: [
    { id: 'f', kind: 'fund', capabilities: ['relief'], quantity: 300, unit: 'yuan', reach: { remote: true } },
  ],
  needs: [
    {
      id: 'n1',
      community: 'c',
      urgency: '急',
      capability: 'respite',
      quantity: 2,
      unit: 'hour',
      reportedAt: REPORTED,
      dueAt: '2026-03-05T12:00:00+08:00',
    },
    {
      id: 'n2',
      community: 'd',
      urgency: '难',
      capability: 'relief',
      quantity: 200,
      unit: 'yuan',
      remote: true,
      reportedAt: REPORTED,
      dueAt: '2026-03-06T08:00:00+08:00',
    },
    {
      id: 'n3',
      community: 'd',
      urgency: '愁',
      capability: 'visit',
      quantity: 2,
      unit: 'session',
      reportedAt: REPORTED,
    },
    {
      id: 'n4',
      community: 'c',
      urgency: '盼',
      capability: 'piano',
      category: 'culture',
      reportedAt: REPORTED,
      groups: ['empty-nest'],
    },
  ],
};
const network = createNetwork(INPUT);
export const WEEK: Week = { network, plan: match(network, { now: '2026-03-02T08:00:00+08:00' }) };

export const said = (id: string, day: number) => ({ id, at: `2026-03-0${day}T10:00:00+08:00`, source: '派单表' });

export const EVENTS: readonly OutcomeEvent[] = [
  { type: 'done', ...said('e1', 3), need: 'n1', provider: 'volunteer:a', quantity: 60 },
  { type: 'done', ...said('e2', 5), need: 'n1', provider: 'volunteer:a', quantity: 90 },
  { type: 'satisfaction', ...said('e3', 6), need: 'n1', score: 5 },
  {
    type: 'done',
    ...said('e4', 3),
    at: '2026-03-03T11:00:00+08:00',
    need: 'n2',
    provider: 'resource:f',
    quantity: 5000,
  },
  { type: 'noShow', ...said('e5', 4), need: 'n3', provider: 'organisation:o' },
  { type: 'goal', ...said('e6', 6), need: 'n3', score: -1 },
];
