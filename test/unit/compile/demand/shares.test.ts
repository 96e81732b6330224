import { describe, expect, it } from 'vitest';
import type { GroupRef, LineRef, PastCoverage } from '../../../../src/compile/compiled.js';
import { pastOf, sharesOf, totalsOf, weightsOf } from '../../../../src/compile/demand/shares.js';
import { finish } from '../../../../src/kernel/work.js';
import type { Need, Provider } from '../../../../src/model/records.js';
import { thrown } from '../../../support/thrown.js';

/** Three lines: two of class `k`, one of a class of its own. */
const lines = ['a', 'b', 'a'].map((community) => ({ need: { community } }) as LineRef);
const demand = Float64Array.of(3, 4, 5);
const ranks = [
  [1, 3],
  [2, 0],
];
const groups: GroupRef[] = [
  { rank: 0, unit: 'item', key: 'k' },
  { rank: 1, unit: 'item', key: undefined },
];
const columns = { ranks, groups, group: Int32Array.of(0, 0, 1), rank: Int32Array.of(0, 0, 1) };
const entry = (covered: number, share: number, more: Partial<PastCoverage> = {}): PastCoverage => ({
  rank: [1, 3],
  unit: 'item',
  key: 'k',
  covered,
  share,
  ...more,
});
const isB = ({ community }: Need) => (community === 'b' ? 2 : 1);

function shares(weightOf: ((need: Need) => number) | undefined, past: readonly PastCoverage[], of = demand) {
  const { served, share } = finish(sharesOf(lines, columns, of, weightOf, past));
  return { served: served && [...served], share: share && [...share] };
}

describe('what coverage is counted against', () => {
  it('is nothing but demand, or demand by weight and the past', () => {
    expect(shares(undefined, [])).toEqual({});
    expect(shares(isB, [])).toEqual({ share: [3 + 8, 5] });
    expect(shares(undefined, [entry(2, 6)])).toEqual({ served: [2, 0], share: [7 + 6, 5] });
    expect(shares(isB, [entry(2, 6), entry(1, 10)])).toEqual({ served: [3, 0], share: [11 + 16, 5] });
  });

  it('is below 2^53', () => {
    const most = Number.MAX_SAFE_INTEGER - 7;
    expect(shares(undefined, [entry(0, most)]).share).toEqual([Number.MAX_SAFE_INTEGER, 5]);
    expect(thrown(() => shares(undefined, [entry(0, most + 1)]))).toMatchObject({
      code: 'SUM_TOO_LARGE',
      message: expect.stringMatching(/^What a class is counted against, 9007199254740992, is beyond/),
    });
  });

  it('takes the past of the very class: its rank, its unit and its key', () => {
    const others = [{ rank: [1, 2] }, { rank: [1] }, { unit: 'fen' }, { key: 'l' }].map((more) => entry(1, 1, more));
    expect(pastOf(groups, ranks, others)).toEqual([undefined, undefined]);
    expect(pastOf(groups, ranks, [...others, entry(1, 2)])).toEqual([entry(1, 2), undefined]);
    const alone = entry(1, 2, { rank: [2, 0], key: 'undefined' });
    expect(pastOf(groups, ranks, [alone])).toEqual([undefined, undefined]);
  });

  it('adds up entries of one class', () => {
    const totals = totalsOf([entry(1, 4), entry(1, 1, { key: 'l' }), entry(2, 3)]);
    expect([...totals.values()]).toEqual([entry(3, 7), entry(1, 1, { key: 'l' })]);
  });

  it('weighs by community, where the policy does', () => {
    const providers = [
      { society: 'community', id: 'a', equityWeight: 3 },
      { society: 'volunteer', id: 'b', equityWeight: 5 },
    ] as unknown as Provider[];
    const [a, b] = ['a', 'b'].map((community) => ({ community }) as Need) as [Need, Need];
    const weightOf = weightsOf(providers, 'equityWeight');
    expect([weightOf(a), weightOf(b)]).toEqual([3, 1]);
    expect(weightsOf(providers, 'equal')(a)).toBe(1);
  });
});
