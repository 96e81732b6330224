/** The smallest useful input: one community, one record of each other society, three needs, all of which can be met. */
export const RECORDS = {
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
export const NEEDS_MET = 3;

export const PAIRS = {
  needs: [
    { id: 'n1', rank: 0, demand: 5, group: 'g1' },
    { id: 'n2', rank: 1, demand: 4 },
  ],
  offers: [{ id: 'o1', capacity: 8 }],
  pairs: [
    { need: 'n1', offer: 'o1', cost: 12 },
    { need: 'n2', offer: 'o1', cost: 3 },
  ],
};

export function check(holds, what) {
  if (!holds) throw new Error(`smoke test failed: ${what}`);
}
