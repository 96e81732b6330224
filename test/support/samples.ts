import type { Input } from '../../src/index.js';

export { SMALLEST } from './smallest.js';

/** Slots, a provider cap, time, places unknown, bounds, and every reason why something stays unmet. */
export const RICH: Input = {
  asOf: '2026-03-07T08:00:00+08:00',
  slots: [{ id: 'am' }, { id: 'pm' }],
  stations: [
    { id: 'city', tier: 'city' },
    { id: 's', tier: 'street', parent: 'city' },
  ],
  communities: [
    {
      id: 'datong',
      name: '大同社区',
      station: 's',
      capabilities: ['hall'],
      quantity: 1,
      perSlot: 1,
      windows: ['am', 'pm'],
    },
    { id: 'haiken', name: { en: 'Haiken' }, station: 's' },
  ],
  socialWorkers: [
    {
      id: 'w',
      name: '王芳',
      station: 's',
      offers: [
        {
          id: 'c',
          capabilities: [{ code: 'casework', level: 3 }],
          quantity: 'unlimited',
          unit: 'case',
          windows: ['am', 'pm'],
        },
        { id: 'g', capabilities: ['groupwork'], quantity: 'unlimited', unit: 'case', perRequirement: 1 },
      ],
      cap: { quantity: 5, unit: 'case', perSlot: 2 },
    },
  ],
  volunteers: [
    { id: 'v1', community: 'datong', capabilities: ['escort'], quantity: 3, updatedAt: '2026-01-07T08:00:00+08:00' },
    { id: 'v2', community: 'haiken', capabilities: [{ code: 'escort', level: 2 }], quantity: 1 },
    { id: 'v3', community: 'haiken', capabilities: ['drive'], quantity: 1, expiresAt: '2026-03-01T00:00:00Z' },
    { id: 'v4', community: 'haiken', capabilities: ['sing'], quantity: 0 },
  ],
  resources: [{ id: 'f', kind: 'fund', capabilities: ['relief'], quantity: 5000, unit: 'yuan' }],
  needs: [
    { id: 'a', community: 'datong', urgency: '急', capability: 'casework', quantity: 3 },
    { id: 'b', community: 'haiken', urgency: '急', capability: 'casework', quantity: 3, windows: ['am'] },
    {
      id: 'c',
      community: 'datong',
      urgency: '难',
      capability: 'escort',
      quantity: 3,
      previousProviders: ['volunteer:v1'],
    },
    { id: 'd', community: 'datong', urgency: '难', severity: 5, capability: 'escort', quantity: 2 },
    { id: 'e', community: 'datong', urgency: '愁', capability: 'groupwork', quantity: 3 },
    { id: 'f', community: 'datong', urgency: '愁', capability: 'drive' },
    { id: 'g', community: 'haiken', urgency: '盼', capability: 'relief', quantity: 3000, unit: 'yuan' },
    { id: 'h', community: 'datong', urgency: '盼', capability: 'relief', quantity: 4000.5, unit: 'yuan' },
    { id: 'i', community: 'datong', urgency: '盼', capability: 'fly' },
    { id: 'j', community: 'haiken', urgency: '盼', capability: 'sing', quantity: 2 },
    { id: 'k', community: 'haiken', urgency: '盼', capability: 'sing', quantity: 'unknown' },
    { id: 'l', community: 'datong', urgency: '盼', capability: 'hall' },
  ],
};
