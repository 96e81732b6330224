import { describe, expect, it } from 'vitest';
import { createNetwork, definePolicy, match, rankByHours, replay, timeBank } from '../../../src/index.js';
import { EVENTS, WEEK } from '../../support/outcome-week.js';
import { briefly, thrown } from '../../support/thrown.js';

const replayed = replay([WEEK], EVENTS);

describe('the time bank', () => {
  it('credits what was given, up to the cap, and takes from the account of the need', () => {
    const bank = timeBank(replayed, { accounts: { n1: 'volunteer:old' }, opening: { 'volunteer:old': 100 }, cap: 140 });
    expect(bank.accounts).toEqual([
      { account: 'volunteer:a', opening: 0, earned: 140, used: 0, overCap: 10, balance: 140 },
      { account: 'volunteer:old', opening: 100, earned: 0, used: 100, overCap: 0, balance: 0 },
    ]);
    expect(bank.postings).toEqual([
      { event: 'e1', from: 'volunteer:old', to: 'used', minutes: 60 },
      { event: 'e1', from: 'service', to: 'volunteer:a', minutes: 60 },
      { event: 'e2', from: 'volunteer:old', to: 'used', minutes: 40 },
      { event: 'e2', from: 'service', to: 'volunteer:a', minutes: 80 },
      { event: 'e2', from: 'service', to: 'overCap', minutes: 10 },
    ]);
    expect(briefly(thrown(() => timeBank(replayed, { cap: -1 })))).toEqual([['NEGATIVE', 'cap', -1]]);
  });

  it('orders what is hoped for, and nothing else', () => {
    const bank = timeBank(replayed);
    const rules = { accounts: { rich: 'volunteer:a' }, priority: ['empty-nest'] };
    const needs = [
      { id: 'plain', urgency: '盼', groups: [] },
      { id: 'rich', urgency: '盼', groups: [] },
      { id: 'first', urgency: '盼', groups: ['empty-nest'] },
      { id: 'sooner', urgency: '愁', groups: [] },
    ].map((one) => ({ community: 'c', capability: 'x', ...one }));
    const network = createNetwork({
      catalogue: [],
      communities: [{ id: 'c' }],
      volunteers: [{ id: 'v', community: 'c', capabilities: ['x'], quantity: 3, unit: 'session' }],
      needs: needs as never,
    });
    const plan = match(network, { policy: definePolicy({ rank: rankByHours(bank, rules) }) });
    expect(plan.linkages.map(({ need }) => need)).toEqual(['sooner', 'first', 'rich']);
  });
});
