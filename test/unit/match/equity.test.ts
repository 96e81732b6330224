import { describe, expect, it } from 'vitest';
import { createNetwork, definePolicy, match, verify } from '../../../src/index.js';

const network = createNetwork({
  catalogue: [],
  communities: [{ id: 'rich' }, { id: 'poor', equityWeight: 2 }],
  resources: [{ id: 'fund', kind: 'fund', capabilities: ['relief'], quantity: 300, unit: 'fen' }],
  needs: ['rich', 'poor'].map((community) => ({
    id: community,
    community,
    urgency: '难' as const,
    capability: 'relief',
    quantity: 300,
    unit: 'fen',
  })),
});
const given = (fairShare: 'equal' | 'equityWeight') => {
  const policy = definePolicy({ fairShare });
  const plan = match(network, { policy });
  expect(verify(network, plan, { policy }).ok).toBe(true);
  return Object.fromEntries(plan.linkages.map(({ need, allocations }) => [need, allocations[0]?.quantity]));
};

describe('fairShare', () => {
  it('equal: every community is as well off as it can be', () => {
    expect(given('equal')).toEqual({ poor: 150, rich: 150 });
  });

  it('equityWeight: a community of weight 2 is as well off as one of weight 1 when it is covered twice as far', () => {
    expect(given('equityWeight')).toEqual({ poor: 200, rich: 100 });
  });

  it('a plan made with other weights does not verify', () => {
    const plan = match(network, { policy: definePolicy({ fairShare: 'equityWeight' }) });
    expect(verify(network, plan).ok).toBe(false);
  });
});
