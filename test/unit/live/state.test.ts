import { describe, expect, it } from 'vitest';
import { openLive } from '../../../src/live/open-live.js';
import { readState } from '../../../src/live/state.js';
import { match } from '../../../src/match/match.js';
import { createNetwork } from '../../../src/model/network.js';
import { RICH } from '../../support/samples.js';
import { thrown } from '../../support/thrown.js';

const network = createNetwork(RICH);
const text = openLive(network, { levels: ['rank', 'cost'] }).save();

describe('a saved state', () => {
  it('has the records, the options, and what the plan gives', () => {
    const { network: again, options, given } = readState(text, undefined);
    expect(again.export()).toEqual(network.export());
    expect(options).toEqual({ levels: ['rank', 'cost'] });
    const units = (of: readonly { readonly quantity: number }[]) => of.reduce((sum, { quantity }) => sum + quantity, 0);
    const { linkages } = match(network, { levels: ['rank', 'cost'] });
    expect(units(given)).toBe(units(linkages.flatMap(({ allocations }) => allocations)));
  });

  it('opened, is saved the same again', () => expect(openLive(text).save()).toBe(text));

  it.each([
    ['no JSON', '{"version":2,', 'line 1, column 14'],
    ['of another version', text.replace('"version":2', '"version":9'), 'no known version'],
    ['without a state', '{"version":9}', 'no known version'],
    ['of one more unit', text.replace(/"quantity":3/, '"quantity":4'), 'changed since'],
    ['of another digest', text.replace(/"digest":"./, '"digest":"~'), 'changed since'],
  ])('that is %s is refused', (_, other, why) => {
    expect(other).not.toBe(text);
    const { code, message } = thrown(() => readState(other, undefined));
    expect([code, message]).toEqual(['INVALID_STATE', expect.stringContaining(why)]);
  });
});
