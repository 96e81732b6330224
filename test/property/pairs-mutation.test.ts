import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchPairs, verifyPairs } from '../../src/pairs.js';
import { tinyPairs } from '../support/pairs-arbitrary.js';
import {
  bendCertificate,
  changed,
  dice,
  falsifications,
  otherPlans,
  type PairsJson,
  resultOf,
} from '../support/pairs-mutations.js';
import { compareValues, enumeratePairs, faultsOfPairs, valueOfPairs } from '../support/pairs-oracle.js';
import { PAIRS_LEVELS, type PairsCase } from '../support/pairs-types.js';
import { runs } from '../support/runs.js';

const seed = fc.integer({ min: 1, max: 0x7fff_ffff });

function resultFor({ input, options }: PairsCase): PairsJson {
  const result: PairsJson = JSON.parse(JSON.stringify(matchPairs(input, options)));
  expect(verifyPairs(input, result, options).ok).toBe(true);
  return result;
}

/** Refused? What is accepted must be an optimal plan with true figures. */
function refused(
  { input, options }: PairsCase,
  result: PairsJson,
  optimum: ReturnType<typeof enumeratePairs>,
): boolean {
  if (!verifyPairs(input, result, options).ok) return true;
  expect(faultsOfPairs(input, result.allocations)).toEqual([]);
  const value = valueOfPairs(input, result.allocations, options);
  expect(compareValues(value, optimum, options.levels)).toBe(0);
  const truth = resultOf(input, result.allocations, result.certificate);
  expect([result.coverage, result.cost]).toEqual([truth.coverage.sort((a, b) => a.rank - b.rank), truth.cost]);
  return false;
}

/** At least so many must have been refused at the usual number of runs. */
const scaled = (count: number) => Math.floor(count * Math.min(1, Number(process.env['FUZZ_FACTOR'] ?? 1)));

describe('verifyPairs refuses', () => {
  it('every falsified figure, amount, name, shape and fingerprint', () => {
    let count = 0;
    fc.assert(
      fc.property(tinyPairs, (one) => {
        const result = resultFor(one);
        for (const change of falsifications(one.input, result)) {
          const verdict = verifyPairs(one.input, changed(result, change), one.options);
          if (verdict.ok) throw new Error(`accepted after ${change}`);
          expect(verdict.checks.some((check) => !check.ok && check.detail !== '')).toBe(true);
          count++;
        }
      }),
      runs(150, 10),
    );
    expect(count).toBeGreaterThanOrEqual(scaled(10_000));
  });

  it('units moved to other pairs and bent proofs, unless the plan is optimal all the same', () => {
    let count = 0;
    fc.assert(
      fc.property(tinyPairs, seed, (one, start) => {
        const roll = dice(start);
        const result = resultFor(one);
        const optimum = enumeratePairs(one.input, one.options);
        for (let i = 0; i < result.allocations.length; i++) {
          for (let j = 0; j < i; j++) {
            for (const field of ['need', 'offer'] as const) {
              const swapped = changed(result, ({ allocations }) => {
                [allocations[i]![field], allocations[j]![field]] = [allocations[j]![field], allocations[i]![field]];
              });
              if (refused(one, swapped, optimum)) count++;
            }
          }
          for (const { id } of one.input.offers) {
            if (id === result.allocations[i]!.offer) continue;
            if (
              refused(
                one,
                changed(result, ({ allocations }) => (allocations[i]!.offer = id)),
                optimum,
              )
            )
              count++;
          }
        }
        for (let turn = 0; turn < 60; turn++) {
          const bent = changed(result, ({ certificate }) => bendCertificate(certificate, roll));
          if (refused(one, bent, optimum)) count++;
        }
      }),
      runs(300, 10),
    );
    expect(count).toBeGreaterThanOrEqual(scaled(5_000));
  });

  it('every feasible plan that is strictly worse, with the best certificate and with bent ones', () => {
    let count = 0;
    fc.assert(
      fc.property(tinyPairs, seed, (one, start) => {
        const roll = dice(start);
        const { input, options } = one;
        const { allocations, certificate } = resultFor(one);
        const optimum = valueOfPairs(input, allocations, options);
        for (const plan of otherPlans(input, allocations, roll, 25)) {
          if (compareValues(valueOfPairs(input, plan, options), optimum, options.levels) >= 0) continue;
          const worse = resultOf(input, plan, certificate);
          worse.coverage.sort((a, b) => a.rank - b.rank);
          const verdict = verifyPairs(input, worse, options);
          // Its figures are true and its data are right: the proof alone refuses it.
          expect(verdict.checks.filter((check) => !check.ok).map((check) => check.name)).toSatisfy(
            (names: string[]) => names.length > 0 && names.every((name) => name === 'supply' || name === 'demand'),
          );
          count++;
          for (let turn = 0; turn < 4; turn++) {
            const bent = changed(worse, (copy) => bendCertificate(copy.certificate, roll));
            expect(verifyPairs(input, bent, options).ok).toBe(false);
            count++;
          }
        }
      }),
      runs(600, 10),
    );
    expect(count).toBeGreaterThanOrEqual(scaled(10_000));
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
    const { certificate } = resultFor({ input, options: { levels: PAIRS_LEVELS, previous: [] } });
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
        const result = resultFor(one);
        const { certificate } = resultFor(other);
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
      runs(100, 10),
    );
    expect(count).toBeGreaterThanOrEqual(scaled(1_500));
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
      runs(500, 10),
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
