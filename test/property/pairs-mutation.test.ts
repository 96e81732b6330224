import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchPairs, verifyPairs } from '../../src/bare/match-pairs.js';
import { tinyPairs } from '../support/pairs-arbitrary.js';
import { type Door, expectRefusals, isRefused, worseRefused } from '../support/pairs-judged.js';
import { bendCertificate, changed, falsifications, type PairsJson, resultOf } from '../support/pairs-mutations.js';
import { enumeratePairs } from '../support/pairs-oracle.js';
import { PAIRS_LEVELS } from '../support/pairs-types.js';
import { runs } from '../support/runs.js';

const rows: Door = {
  result({ input, options }) {
    const result: PairsJson = JSON.parse(JSON.stringify(matchPairs(input, options)));
    expect(verifyPairs(input, result, options).ok).toBe(true);
    return result;
  },
  verify: ({ input, options }, result) => verifyPairs(input, result, options),
};

describe('verifyPairs refuses', () => {
  it('every falsified figure, amount, name, shape and fingerprint', () => {
    expectRefusals(23, 1_400, (one) => {
      const result = rows.result(one);
      const changes = falsifications(one.input, result);
      for (const change of changes) {
        const verdict = rows.verify(one, changed(result, change));
        if (verdict.ok) throw new Error(`accepted after ${change}`);
        expect(verdict.checks.some((check) => !check.ok && check.detail !== '')).toBe(true);
      }
      return changes.length;
    });
  });

  it('units moved to other pairs and bent proofs, unless the plan is optimal all the same', () => {
    expectRefusals(45, 700, (one, roll) => {
      const result = rows.result(one);
      const optimum = enumeratePairs(one.input, one.options);
      let count = 0;
      const attempt = (change: (copy: PairsJson) => void) => {
        if (isRefused(rows, one, changed(result, change), optimum)) count++;
      };
      for (let i = 0; i < result.allocations.length; i++) {
        for (let j = 0; j < i; j++) {
          for (const field of ['need', 'offer'] as const) {
            attempt(({ allocations }) => {
              [allocations[i]![field], allocations[j]![field]] = [allocations[j]![field], allocations[i]![field]];
            });
          }
        }
        for (const { id } of one.input.offers) {
          if (id !== result.allocations[i]!.offer) attempt(({ allocations }) => (allocations[i]!.offer = id));
        }
      }
      for (let turn = 0; turn < 60; turn++) attempt(({ certificate }) => bendCertificate(certificate, roll));
      return count;
    });
  });

  it('every feasible plan that is strictly worse, with the best certificate and with bent ones', () => {
    expectRefusals(88, 1_400, (one, roll) => worseRefused(rows, one, roll));
  });

  it('a dear plan that a price below nothing, or above what is to spare, would excuse', () => {
    const input = {
      needs: [{ id: 'n', rank: 0, demand: 1 }],
      offers: [
        { id: 'cheap', capacity: 1 },
        { id: 'dear', capacity: 1 },
      ],
      pairs: [
        { need: 'n', offer: 'cheap', cost: 0 },
        { need: 'n', offer: 'dear', cost: 10 },
      ],
    };
    const { certificate } = rows.result({ input, options: { levels: PAIRS_LEVELS, previous: [] } });
    const plan = resultOf(input, [{ need: 'n', offer: 'dear', quantity: 1 }], certificate);
    const failing = (cheap: number, dear: number) => {
      const forged = changed(plan, (copy) => (copy.certificate.cost = [cheap, dear]));
      return verifyPairs(input, forged).checks.flatMap((check) => (check.ok ? [] : [check.name]));
    };
    expect(failing(0, 0)).toEqual(['demand']);
    expect(failing(0, -10)).toEqual(['supply']);
    expect(failing(10, 0)).toEqual(['supply']);
  });

  it('fault 94: the result of other data, other levels or other promises', () => {
    let count = 0;
    fc.assert(
      fc.property(tinyPairs, tinyPairs, (one, other) => {
        const result = rows.result(one);
        const { certificate } = rows.result(other);
        const { input, options } = one;
        const digestFails = (verdict: ReturnType<typeof verifyPairs>) =>
          expect(verdict.checks.find((check) => check.name === 'digest' || check.name === 'shape')?.ok).toBe(false);
        if (certificate.digest !== result.certificate.digest) {
          digestFails(verifyPairs(input, { ...result, certificate }, options));
          count++;
        }
        const levels = options.levels.length === 4 ? (['rank', 'fair', 'cost'] as const) : undefined;
        digestFails(verifyPairs(input, result, levels ? { ...options, levels } : { previous: options.previous }));
        digestFails(
          verifyPairs(input, result, {
            ...options,
            previous: [...options.previous, { need: 'gone', offer: 'gone', quantity: 1 }],
          }),
        );
        options.previous.forEach((promise, i) => {
          const previous = options.previous.with(i, { ...promise, quantity: promise.quantity + 1 });
          digestFails(verifyPairs(input, result, { ...options, previous }));
        });
        input.needs.forEach((need, n) => {
          const renamed = input.pairs.map((p) => (p.need === need.id ? { ...p, need: 'renamed' } : p));
          digestFails(
            verifyPairs(
              { ...input, needs: input.needs.with(n, { ...need, demand: need.demand + 1 }) },
              result,
              options,
            ),
          );
          digestFails(
            verifyPairs({ ...input, needs: input.needs.with(n, { ...need, rank: need.rank + 7 }) }, result, options),
          );
          digestFails(
            verifyPairs(
              { ...input, needs: input.needs.with(n, { ...need, id: 'renamed' }), pairs: renamed },
              result,
              options,
            ),
          );
        });
        input.offers.forEach((offer, o) => {
          const more = { ...offer, capacity: offer.capacity + 1 };
          digestFails(verifyPairs({ ...input, offers: input.offers.with(o, more) }, result, options));
        });
        input.pairs.forEach((pair, p) => {
          const dearer = { ...pair, cost: pair.cost + 1 };
          digestFails(verifyPairs({ ...input, pairs: input.pairs.with(p, dearer) }, result, options));
          digestFails(verifyPairs({ ...input, pairs: input.pairs.toSpliced(p, 1) }, result, options));
        });
        count += 2 + 3 * input.needs.length + input.offers.length + 2 * input.pairs.length;
      }),
      runs(15),
    );
    expect(count).toBeGreaterThanOrEqual(200);
  });
});

describe('verifyPairs never throws on a result, whatever it is', () => {
  const input = {
    needs: [{ id: 'n', rank: 0, demand: 2 }],
    offers: [{ id: 'o', capacity: 1 }],
    pairs: [{ need: 'n', offer: 'o', cost: 0 }],
  };
  const good: PairsJson = JSON.parse(JSON.stringify(matchPairs(input)));
  const cyclic: Record<string, unknown> = { ...good };
  cyclic['certificate'] = cyclic;
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  const throwing = (field: string): unknown =>
    Object.defineProperty({ ...good }, field, {
      get() {
        throw new Error('hostile');
      },
    });
  const endless = {
    ...good,
    allocations: Object.assign([...good.allocations], {
      *[Symbol.iterator]() {
        for (;;) yield good.allocations[0];
      },
    }),
  };

  it('accepts the result itself, also with keys that are none of its own', () => {
    expect(verifyPairs(input, good).ok).toBe(true);
    expect(verifyPairs(input, Object.freeze({ ...good, note: cyclic })).ok).toBe(true);
  });

  it.each<[string, unknown]>([
    ['undefined', undefined],
    ['null', null],
    ['a number', 3],
    ['NaN', Number.NaN],
    ['a string', JSON.stringify(good)],
    ['a symbol', Symbol('result')],
    ['a big integer', 1n],
    ['a function', () => good],
    ['an empty object', {}],
    ['an empty array', []],
    ['a cyclic object', cyclic],
    ['a revoked proxy', revoked.proxy],
    ['a proxy of nothing', new Proxy({}, { get: () => undefined })],
    [
      'a proxy that throws',
      new Proxy(good, {
        get: () =>
          ((): never => {
            throw new Error('hostile');
          })(),
      }),
    ],
    ['allocations that throw', throwing('allocations')],
    ['a certificate that throws', throwing('certificate')],
    ['a list of claimed length', { ...good, allocations: new Array(2 ** 32 - 1) }],
    ['an object of claimed length', { ...good, allocations: { length: 1, 0: good.allocations[0] } }],
    ['a million allocations', { ...good, allocations: new Array(1e6).fill(good.allocations[0]) }],
    [
      'a million marks',
      { ...good, certificate: { ...good.certificate, marks: new Array(1e6).fill(good.certificate.marks[0]) } },
    ],
    ['holes', { ...good, coverage: new Array(1) }],
    ['a null prototype without anything', Object.create(null)],
    ['a certificate of null', { ...good, certificate: null }],
    ['a wrong prototype', Object.create({ certificate: 1 })],
    ['NaN in a price', changed(good, (copy) => (copy.certificate.cost[0] = Number.NaN))],
    ['−0 in a price', changed(good, (copy) => (copy.certificate.cost[0] = -0))],
    ['−0 as cost', { ...good, cost: -0 }],
    ['infinite cost', { ...good, cost: Number.POSITIVE_INFINITY }],
    ['a boxed number', { ...good, cost: Object(0) }],
    ['a position that wraps round', changed(good, (copy) => (copy.certificate.position[0]! += 2 ** 32))],
  ])('%s', (_, result) => {
    const verdict = verifyPairs(input, result);
    expect(verdict.ok).toBe(false);
    expect(verdict.checks.some((check) => !check.ok)).toBe(true);
  });

  it('a list with an iterator of its own that never ends', () => {
    expect(typeof verifyPairs(input, endless).ok).toBe('boolean');
  });

  it('anything at all', () => {
    fc.assert(
      fc.property(fc.anything({ withSparseArray: true, withNullPrototype: true, withBigInt: true }), (thing) => {
        expect(verifyPairs(input, thing).ok).toBe(false);
        for (const field of ['allocations', 'coverage', 'certificate'] as const) {
          expect(verifyPairs(input, { ...good, [field]: thing }).ok).toBe(false);
        }
      }),
      runs(72),
    );
  });

  it('keys named __proto__ and constructor pollute nothing', () => {
    const hostile = JSON.parse(
      `{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},${JSON.stringify(good).slice(1)}`,
    );
    hostile.allocations.push(
      JSON.parse('{"need":"__proto__","offer":"constructor","quantity":1,"__proto__":{"polluted":1}}'),
    );
    expect(verifyPairs(input, hostile).ok).toBe(false);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
