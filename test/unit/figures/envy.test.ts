import { describe, expect, it } from 'vitest';
import { auditEnvy } from '../../../src/figures/envy.js';
import { createNetwork, match } from '../../../src/index.js';

const home = { community: 'c', capability: 'x', unit: 'session', quantity: 1 } as const;
const offer = { community: 'c', capabilities: ['x'], unit: 'session', quantity: 1 };
const world = (urgent: object = {}, first: object = {}) =>
  createNetwork({
    catalogue: [],
    communities: [{ id: 'c' }],
    volunteers: [{ ...offer, id: 'v', ...first }],
    needs: [
      { ...home, id: 'a', urgency: 'hoped', reportedAt: '2026-03-01T08:00:00+08:00' },
      { ...home, id: 'b', urgency: 'urgent', reportedAt: '2026-03-02T08:00:00+08:00', ...urgent },
    ],
  });

describe('auditEnvy', () => {
  it('tells what first come, first served does to the urgent', () => {
    const network = world();
    const plan = match(network, { method: 'greedy' });
    expect(auditEnvy(network, plan)).toEqual({
      pairs: 1,
      unmet: 1,
      first: [
        {
          need: 'b',
          requirement: '1',
          unmet: true,
          provider: 'volunteer:v',
          offer: '1',
          holder: { need: 'a', requirement: '1' },
        },
      ],
    });
    expect(auditEnvy(network, match(network))).toEqual({ pairs: 0, unmet: 0, first: [] });
  });

  it('counts what pins do', () => {
    const network = world();
    const pins = [{ need: 'a', requirement: '1', provider: 'volunteer:v', offer: '1', quantity: 1 }];
    expect(auditEnvy(network, match(network, { pins }), { pins }).unmet).toBe(1);
  });

  it('does not count those who may not have it, or are met only whole', () => {
    for (const urgent of [{ declines: ['volunteer:v'] }, { partial: false }]) {
      const network = world(urgent);
      expect(auditEnvy(network, match(network, { method: 'greedy' })).pairs).toBe(0);
    }
  });
});
