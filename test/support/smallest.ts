import type { WrittenInput } from './network-types.js';

/** The smallest useful input of the design: everything asked is there. */
export const SMALLEST: WrittenInput = {
  communities: [{ id: 'datong' }],
  socialWorkers: [{ id: '1', community: 'datong', capabilities: ['casework'], quantity: 3 }],
  volunteers: [
    { id: '1', community: 'datong', capabilities: ['escort'], quantity: 2 },
    { id: '2', community: 'datong', capabilities: ['meal'], hours: 3 },
  ],
  organisations: [{ id: '1', community: 'datong', capabilities: ['repair'], quantity: 4 }],
  resources: [{ id: '1', kind: 'fund', capabilities: ['relief'], quantity: 500000 }],
  needs: [
    { id: '1', community: 'datong', urgency: '急', capability: 'relief', quantity: 300000 },
    {
      id: '2',
      community: 'datong',
      urgency: 'difficult',
      requirements: [{ capability: 'escort' }, { capability: 'casework' }],
    },
    { id: '3', community: 'datong', urgency: 'hoped', category: 'repair' },
  ],
};
