import { describe, expect, it } from 'vitest';
import { type FundEntry, fundLedger } from '../../../src/fund/fund-ledger.js';
import { briefly, thrown } from '../../support/thrown.js';

const said = (id: string) => ({ id, at: `2026-03-0${id}T09:00:00+08:00`, source: `凭证 ${id}` });
const GOOD: readonly FundEntry[] = [
  { kind: 'income', ...said('1'), purpose: 'elderly', amount: 500_000 },
  { kind: 'commitment', ...said('2'), purpose: 'elderly', amount: 300_000, project: 'ramp' },
  { kind: 'approval', ...said('3'), commitment: '2', committee: 7, agreed: 4 },
  { kind: 'payment', ...said('4'), commitment: '2', purpose: 'elderly', amount: 120_000 },
  { kind: 'release', ...said('5'), commitment: '2', amount: 80_000 },
];
const refused = (...entries: readonly unknown[]) => thrown(() => fundLedger(entries as FundEntry[]));

describe('fundLedger', () => {
  it('books every entry twice, and balances', () => {
    expect(fundLedger(GOOD)).toEqual({
      postings: [
        { entry: '1', purpose: 'elderly', from: 'income', to: 'free', amount: 500_000 },
        { entry: '2', purpose: 'elderly', from: 'free', to: 'committed', amount: 300_000 },
        { entry: '4', purpose: 'elderly', from: 'committed', to: 'paid', amount: 120_000 },
        { entry: '5', purpose: 'elderly', from: 'committed', to: 'free', amount: 80_000 },
      ],
      balances: [{ purpose: 'elderly', income: 500_000, free: 280_000, committed: 100_000, paid: 120_000 }],
    });
    expect(fundLedger([])).toEqual({ postings: [], balances: [] });
  });

  it.each<[string, FundEntry, string, string, string]>([
    [
      'more than is free',
      { kind: 'commitment', ...said('6'), purpose: 'elderly', amount: 280_001, project: 'p' },
      'PAST_BALANCE',
      'amount',
      '280000 fen of this purpose are free. Maybe enter the income first.',
    ],
    [
      'money of a purpose that has none',
      { kind: 'commitment', ...said('6'), purpose: 'general', amount: 1, project: 'p' },
      'PAST_BALANCE',
      'amount',
      '0 fen of this purpose are free. Maybe enter the income first.',
    ],
    [
      'a payment past the commitment',
      { kind: 'payment', ...said('6'), commitment: '2', purpose: 'elderly', amount: 100_001 },
      'PAST_BALANCE',
      'amount',
      '100000 fen are left of it. Maybe commit the rest first.',
    ],
    [
      'a payment of another purpose',
      { kind: 'payment', ...said('6'), commitment: '2', purpose: 'relief', amount: 1 },
      'WRONG_PURPOSE',
      'purpose',
      "expected 'elderly'. Maybe commit money of this purpose.",
    ],
    [
      'a payment without commitment',
      { kind: 'payment', ...said('6'), commitment: '9', purpose: 'elderly', amount: 1 },
      'DANGLING_REFERENCE',
      'commitment',
      'no commitment above has this id. Maybe enter it first.',
    ],
    [
      'a vote without a majority',
      { kind: 'approval', ...said('6'), commitment: '2', committee: 7, agreed: 3 },
      'NOT_APPROVED',
      'agreed',
      'expected more than half of 7. Maybe wait for their vote.',
    ],
    [
      'more votes than members',
      { kind: 'approval', ...said('6'), commitment: '2', committee: 7, agreed: 8 },
      'NOT_APPROVED',
      'agreed',
      'expected more than half of 7. Maybe wait for their vote.',
    ],
    [
      'an id twice',
      { kind: 'income', ...said('6'), id: '1', purpose: 'elderly', amount: 1 },
      'DUPLICATE_ID',
      'id',
      'an entry above has this id. Maybe it was entered twice.',
    ],
    [
      'a time before the last',
      { kind: 'income', ...said('6'), at: said('4').at, purpose: 'elderly', amount: 1 },
      'CONTRADICTION',
      'at',
      'this is before the entry above. Maybe enter it now, with its day in `source`.',
    ],
    [
      'more than can be counted',
      { kind: 'income', ...said('6'), purpose: 'elderly', amount: Number.MAX_SAFE_INTEGER },
      'SUM_TOO_LARGE',
      'amount',
      'income adds up to more than 2^53 − 1 fen. Maybe this is mistyped.',
    ],
  ])('refuses %s, with place and remedy', (_, entry, code, field, message) => {
    expect(refused(...GOOD, entry).details).toMatchObject([{ code, path: ['entries', 5, field], message }]);
  });

  it('refuses a payment that nobody approved', () => {
    const [income, commitment, , payment] = GOOD;
    expect(briefly(refused(income, commitment, payment))).toEqual([['NOT_APPROVED', 'entries[2].commitment', '2']]);
  });

  it.each([4, 3, 6, 5.5])('refuses a committee of %d', (committee) => {
    const error = refused(...GOOD.slice(0, 2), { ...GOOD[2], committee, agreed: 3 });
    expect(error.details.map(({ path }) => path)).toEqual([['entries', 2, 'committee']]);
  });

  it('refuses what is no entry, all at once', () => {
    expect(
      briefly(
        refused({ kind: 'gift' }, { ...GOOD[0], amount: 0.5, source: '' }, { ...GOOD[0], at: 'today', purpos: 'x' }),
      ),
    ).toEqual([
      ['UNKNOWN_WORD', 'entries[0].kind', 'gift'],
      ['EMPTY', 'entries[1].source', ''],
      ['NOT_AN_INTEGER', 'entries[1].amount', 0.5],
      ['BAD_INSTANT', 'entries[2].at', 'today'],
      ['UNKNOWN_KEY', 'entries[2].purpos', 'purpos'],
    ]);
    expect(thrown(() => fundLedger(undefined as never)).code).toBe('INVALID_INPUT');
  });
});
