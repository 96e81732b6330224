import { describe, expect, it } from 'vitest';
import { type CompileOptions, turnedAwayByRule } from '../../../src/compile/compiled.js';
import type { PolicyOptions } from '../../../src/policy/policy.js';
import { thrown } from '../../support/thrown.js';
import { compileWith } from './compile-with.js';

describe('cost', () => {
  it('is that of a lot, exactly, in every unit', () => {
    const terms = { flat: () => 7 };
    const needs = [
      { id: '1', capability: 'relief', unit: 'fen', quantity: 1 },
      { id: '2', capability: 'care', unit: 'minute', quantity: 1 },
      { id: '3', capability: 'meal', unit: 'session' },
      { id: '4', capability: 'rice', unit: 'item' },
      { id: '5', capability: 'soup', unit: 'litre' },
    ];
    const volunteers = needs.map(({ capability, unit }) => ({ capabilities: [capability], unit }));
    const catalogue = [
      { code: 'rice', unit: 'item', lot: 4 },
      { code: 'litre', lot: 9 },
    ];
    const { problem, costScale } = compileWith(needs, volunteers, { policy: { terms }, input: { catalogue } });
    expect(costScale).toBe(9000);
    expect([...problem.cost]).toEqual([1000, 60, 1, 4, 9].map((lot) => (7 * 9000) / lot));
  });

  it('adds scaled terms', () => {
    const terms = { travel: 0, skillMisfit: 3, debit: () => -100, nothing: () => -0 };
    const { problem } = compileWith([{}], [{ capabilities: [{ code: 'meal', level: 3 }] }], { policy: { terms } });
    expect([...problem.cost]).toEqual([3 * 600 - 100]);
    const none = compileWith([{}], [{}], { policy: { terms: { nothing: () => -0 } } });
    expect(Object.is(none.problem.cost[0], 0)).toBe(true);
  });
});

describe('promises', () => {
  const promise = { need: '0', requirement: '1', provider: 'volunteer:0', offer: '1', quantity: 2 };
  const of = (...previous: NonNullable<CompileOptions['previous']>) => {
    const { problem } = compileWith([{ quantity: 5 }, {}], [{ quantity: 9, perRequirement: 3 }, { quantity: 9 }], {
      previous,
    });
    return [[...problem.previous], problem.lostPromises];
  };

  it('stay with their pairs', () => {
    expect(of(promise)).toEqual([[2, 0, 0, 0], 0]);
    expect(of({ ...promise, need: '1', provider: 'volunteer:1', quantity: 1 })).toEqual([[0, 0, 0, 1], 0]);
  });

  it('of one pair are added up, as far as it can give', () => {
    expect(of(promise, { ...promise, quantity: 1 })).toEqual([[3, 0, 0, 0], 0]);
    expect(of(promise, promise, { ...promise, provider: 'volunteer:1' })).toEqual([[3, 2, 0, 0], 1]);
  });

  it('are lost with their pairs', () => {
    expect(of({ ...promise, need: 'gone' })).toEqual([[0, 0, 0, 0], 2]);
    expect(of({ ...promise, requirement: '2' }, { ...promise, provider: 'resource:0' })).toEqual([[0, 0, 0, 0], 4]);
    expect(of({ ...promise, offer: '__proto__', quantity: 0 })).toEqual([[0, 0, 0, 0], 0]);
  });

  it('are whole numbers', () => {
    const error = thrown(() => of(promise, { ...promise, quantity: -1 }, { ...promise, quantity: 0.5 }));
    expect(error.code).toBe('INVALID_OPTIONS');
    expect(error.details.map(({ path }) => path[1])).toEqual([1, 2]);
    expect(thrown(() => of(promise, { ...promise, quantity: Number.MAX_SAFE_INTEGER })).code).toBe('SUM_TOO_LARGE');
    const half = { ...promise, offer: 'gone', quantity: 2 ** 44 };
    expect(of(half)).toEqual([[0, 0, 0, 0], half.quantity]);
    expect(thrown(() => of({ ...half, degree: 'running' })).code).toBe('SUM_TOO_LARGE');
  });
});

describe('limits', () => {
  const large = 2 ** 52 + 1;

  it('hold for the sum of all demands', () => {
    const needs = [{ quantity: large }, { quantity: large, unit: 'minute' }];
    expect(thrown(() => compileWith(needs))).toMatchObject({
      code: 'SUM_TOO_LARGE',
      message: expect.stringContaining(`${2 * large}`),
    });
  });

  it('hold for the cost of a path', () => {
    const policy = { terms: { mine: () => Math.floor(Number.MAX_SAFE_INTEGER / 5) } };
    expect(compileWith([{}, {}], [{}, {}], { policy }).problem.cost).toHaveLength(4);
    expect(thrown(() => compileWith([{}, {}, {}], [{}, {}, {}], { policy })).code).toBe('COST_TOO_LARGE');
  });

  it('hold for the cost of a pair', () => {
    const mine = () => Number.MAX_SAFE_INTEGER;
    expect(
      thrown(() =>
        compileWith([{}], [{}], { policy: { terms: { mine, less: () => -mine(), more: mine, most: mine } } }),
      ),
    ).toMatchObject({
      code: 'COST_TOO_LARGE',
    });
  });

  it('hold for lots', () => {
    const lots = (...sizes: number[]) =>
      compileWith(
        sizes.map((_, i) => ({ capability: `k${i}`, unit: 'session' })),
        [],
        { input: { catalogue: sizes.map((lot, i) => ({ code: `k${i}`, unit: 'session', lot })) } },
      );
    expect(lots(999_983).costScale).toBe(999_983);
    expect(lots(1_000_000, 10, 64).costScale).toBe(1_000_000);
    expect(thrown(() => lots(999_983, 2)).code).toBe('COST_SCALE_TOO_LARGE');
    expect(thrown(() => lots(Number.MAX_SAFE_INTEGER, 999_983)).code).toBe('COST_SCALE_TOO_LARGE');
  });

  it('hold for the pairs to look at', () => {
    const policy = { rules: { none: () => true } };
    expect(compileWith([{}, {}], [{}, {}], { maxCandidates: 2, policy }).problem.cost).toHaveLength(0);
    const many = Array.from({ length: 5 }, () => ({}));
    expect(thrown(() => compileWith(many, many, { maxCandidates: 2, policy }))).toMatchObject({
      code: 'CANDIDATES_TOO_MANY',
      message: expect.stringContaining('8 pairs'),
    });
  });

  it('hold for candidates', () => {
    expect(compileWith([{}, {}], [{}, {}], { maxCandidates: 4 }).problem.cost).toHaveLength(4);
    expect(thrown(() => compileWith([{}, {}], [{}, {}], { maxCandidates: 3 }))).toMatchObject({
      code: 'CANDIDATES_TOO_MANY',
      message: expect.stringContaining('3'),
    });
  });
});

describe('functions of the policy', () => {
  const boom = new Error('boom');
  const explode = (): never => {
    throw boom;
  };
  it.each<[code: string, path: string[], policy: PolicyOptions, cause: unknown]>([
    ['BAD_RULE', ['rules', 'mine'], { rules: { mine: explode } }, boom],
    ['BAD_RULE', ['rules', 'mine'], { rules: { mine: (() => 1) as unknown as () => boolean } }, 1],
    ['BAD_TERM', ['terms', 'mine'], { terms: { mine: explode } }, boom],
    ['BAD_TERM', ['terms', 'mine'], { terms: { mine: () => 0.5 } }, 0.5],
    ['BAD_TERM', ['terms', 'mine'], { terms: { mine: () => Number.NaN } }, Number.NaN],
    ['BAD_RANK', ['rank'], { rank: explode }, boom],
    ['BAD_RANK', ['rank'], { rank: () => [0.5] }, [0.5]],
    // A hole is no integer.
    ['BAD_RANK', ['rank'], { rank: () => new Array(1) }, new Array(1)],
    ['BAD_RANK', ['rank'], { rank: (() => 1) as unknown as () => number[] }, 1],
    ['BAD_FAIR_BY', ['fairBy'], { fairBy: explode }, boom],
    ['BAD_FAIR_BY', ['fairBy'], { fairBy: (() => null) as unknown as () => undefined }, null],
  ])('%s at %j', (code, path, policy, cause) => {
    const error = thrown(() => compileWith([{ id: 'n7' }], [{ id: 'v3' }], { policy }));
    expect(error.code).toBe(code);
    expect(error.details[0]!.path).toEqual(path);
    expect(error.message).toContain('n7');
    expect(error.cause).toEqual(cause);
  });

  it('see the pair', () => {
    const rules = {
      mine: (pair: { need: { id: string }; provider: { id: string } }) => pair.need.id === pair.provider.id,
    };
    const { candidates, turnedAway } = compileWith([{}, {}], [{}, {}], { policy: { rules } });
    expect([...candidates.offer]).toEqual([1, 0]);
    expect(turnedAwayByRule(turnedAway, 1)).toEqual([['mine', 1]]);
  });
});
