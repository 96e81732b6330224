import { describe, expect, it } from 'vitest';
import { createNetwork } from '../../../src/model/network.js';
import { keysIn, namesOf } from '../../../src/why/names-of.js';

const network = createNetwork({
  communities: [{ id: 'c', name: '大同社区' }, { id: '__proto__' }],
  volunteers: [{ id: 'v', name: { en: 'Li' }, community: 'c', capabilities: ['meal'], quantity: 1 }],
  catalogue: [{ code: 'meal', name: { zh: '助餐', en: 'Meals' } }],
  needs: [],
});

describe('namesOf', () => {
  it('gives the names of nodes and of catalogue entries, once each, and nothing of what has none', () => {
    const names = namesOf(network, ['community:c', 'volunteer:v', 'volunteer:v', 'capability:meal', 'need:nobody']);
    expect(names).toEqual({
      'community:c': { zh: '大同社区' },
      'volunteer:v': { en: 'Li' },
      'capability:meal': { zh: '助餐', en: 'Meals' },
    });
    expect(namesOf(network, ['community:__proto__', '__proto__', 'constructor'])).toEqual({});
  });

  it('gives copies', () => {
    Object.assign(namesOf(network, ['community:c'])['community:c']!, { zh: 'x' });
    expect(namesOf(network, ['community:c'])).toEqual({ 'community:c': { zh: '大同社区' } });
  });
});

describe('keysIn', () => {
  it('has whatever a pair and what was compared in it may be named by', () => {
    const pair = {
      provider: 'volunteer:v',
      capability: 'meal',
      pattern: 'P2',
      failed: [{ rule: 'groups' }, { rule: 'x', compared: { actual: ['a', { b: 'd' }, 1, null], required: 'e' } }],
    };
    const both = (text: string) => [`capability:${text}`, `community:${text}`];
    expect(keysIn([pair as never])).toEqual([
      'volunteer:v',
      'capability:P2',
      'capability:meal',
      ...['a', 'd', 'e'].flatMap(both),
    ]);
  });
});
