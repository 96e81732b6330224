import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ColumnsResult, matchColumns, verifyColumns } from '../../src/bare/match-columns.js';
import { tinyPairs } from '../support/pairs-arbitrary.js';
import { allocationsOf, type ColumnsCase, columnsOf } from '../support/pairs-columns.js';
import { type Door, expectRefusals, isRefused, worseRefused } from '../support/pairs-judged.js';
import { bendCertificate, changed, falsifications, type PairsJson } from '../support/pairs-mutations.js';
import { enumeratePairs } from '../support/pairs-oracle.js';
import type { PairsCase, PairsInput, PairsQuantity } from '../support/pairs-types.js';
import { runs } from '../support/runs.js';

/** A result with lists for columns, so that it can be changed like one of rows. */
interface Listed extends Omit<PairsJson, 'allocations'> {
  quantity: number[];
}

function listed({ quantity, certificate, ...rest }: ColumnsResult): Listed {
  const { position, keep, load, cost } = certificate;
  const lists = { position: [...position], keep: [...keep], ...(load && { load: [...load] }), cost: [...cost] };
  return structuredClone({ ...rest, quantity: [...quantity], certificate: { ...certificate, ...lists } }) as Listed;
}

function prepared(one: PairsCase): ColumnsCase & { result: Listed } {
  const { columns, options } = columnsOf(one);
  const result = listed(matchColumns(columns, options));
  expect(verifyColumns(columns, result, options).ok).toBe(true);
  return { columns, options, result };
}

const unitsOf = ({ pairs }: PairsInput, plan: readonly PairsQuantity[]) =>
  pairs.map(({ need, offer }) => plan.find((one) => one.need === need && one.offer === offer)?.quantity ?? 0);

const asRows = ({ input }: PairsCase, { quantity, ...figures }: Listed): PairsJson => ({
  ...figures,
  allocations: allocationsOf(input, quantity),
});

const byColumns: Door = {
  result: (one) => asRows(one, prepared(one).result),
  verify(one, { allocations, ...figures }) {
    const { columns, options } = columnsOf(one);
    return verifyColumns(columns, { ...figures, quantity: unitsOf(one.input, allocations) }, options);
  },
};

describe('verifyColumns refuses', () => {
  it('every falsified figure, amount, shape and fingerprint', () => {
    expectRefusals(38, 2_500, (one) => {
      const { columns, options, result } = prepared(one);
      const { quantity, ...figures } = result;
      let count = 0;
      const refused = (wrong: unknown) => {
        expect(verifyColumns(columns, wrong, options).ok).toBe(false);
        count++;
      };
      // Without allocations what is left to falsify are the figures and the proof. −0 is 0 in a column.
      for (const change of falsifications(one.input, { allocations: [], ...figures })) {
        const copy = changed({ allocations: [], ...figures }, change);
        if (copy.allocations.length === 0) refused({ ...copy, quantity });
      }
      quantity.forEach((units, p) => {
        const wrongs = [units + 1, units - 1, units + 0.5, units + 2 ** 32, 2 ** 53, Number.NaN, `${units}`, null];
        for (const wrong of wrongs) refused({ ...result, quantity: quantity.with(p, wrong as number) });
        refused({ ...result, quantity: quantity.toSpliced(p, 1) });
      });
      refused({ ...result, quantity: [...quantity, 0] });
      return count;
    });
  });

  it('every feasible plan that is strictly worse, with the best certificate and with bent ones', () => {
    expectRefusals(75, 1_250, (one, roll) => worseRefused(byColumns, one, roll));
  });

  it('bent proofs and quantities moved to other pairs, unless the plan is optimal all the same', () => {
    expectRefusals(38, 500, (one, roll) => {
      const { result } = prepared(one);
      const optimum = enumeratePairs(one.input, one.options);
      let count = 0;
      for (let turn = 0; turn < 60; turn++) {
        const other = structuredClone(result);
        const [p, q] = [roll(other.quantity.length), roll(other.quantity.length)];
        if (turn % 2 === 0) bendCertificate(other.certificate, roll);
        else if (other.quantity.length > 0)
          [other.quantity[p], other.quantity[q]] = [other.quantity[q]!, other.quantity[p]!];
        if (isRefused(byColumns, one, asRows(one, other), optimum)) count++;
      }
      return count;
    });
  });

  it('fault 94: the result of other data, other levels or other promises', () => {
    fc.assert(
      fc.property(tinyPairs, (one) => {
        const { columns, options, result } = prepared(one);
        const digestFails = (other: Partial<typeof columns>, others: object = {}) => {
          const { checks } = verifyColumns({ ...columns, ...other }, result, { ...options, ...others });
          expect(checks.find(({ name }) => name === 'digest' || name === 'shape')?.ok).toBe(false);
        };
        const { needs, offers, pairs } = columns;
        digestFails({}, { levels: options.levels.length === 4 ? ['rank', 'cost'] : undefined });
        digestFails({}, { previous: { need: [77], offer: [0], quantity: [1 + 99 * options.previous.need.length] } });
        needs.demand.forEach((units, n) => {
          digestFails({ needs: { ...needs, demand: needs.demand.with(n, units + 1) } });
          digestFails({ needs: { ...needs, rank: needs.rank.with(n, 77) } });
        });
        offers.capacity.forEach((units, o) => {
          digestFails({ offers: { capacity: offers.capacity.with(o, units + 1) } });
        });
        pairs.cost.forEach((cost, p) => {
          digestFails({ pairs: { ...pairs, cost: pairs.cost.with(p, cost + 1) } });
        });
      }),
      runs(25),
    );
  });

  it('needs that have changed places, though lines and candidates are the same', () => {
    const columns = (rank: number[], need: number[]) => ({
      needs: { rank, demand: [1, 1] },
      offers: { capacity: [1, 1] },
      pairs: { need, offer: [0, 1], cost: [0, 0] },
    });
    const result = matchColumns(columns([0, 1], [0, 1]));
    const { checks } = verifyColumns(columns([1, 0], [1, 0]), result);
    expect(checks.filter(({ ok }) => !ok).map(({ name }) => name)).toEqual(['digest']);
  });

  it('whatever it is, without throwing', () => {
    const columns = {
      needs: { rank: [0], demand: [2] },
      offers: { capacity: [1] },
      pairs: { need: [0], offer: [0], cost: [0] },
    };
    const good = matchColumns(columns);
    fc.assert(
      fc.property(fc.anything({ withSparseArray: true, withNullPrototype: true, withTypedArray: true }), (thing) => {
        expect(verifyColumns(columns, thing).ok).toBe(false);
        for (const field of ['coverage', 'certificate'] as const)
          expect(verifyColumns(columns, { ...good, [field]: thing }).ok).toBe(false);
        expect(typeof verifyColumns(columns, { ...good, quantity: thing }).ok).toBe('boolean');
      }),
      runs(75),
    );
    const { proxy, revoke } = Proxy.revocable([], {});
    revoke();
    const huge = new Array(2 ** 32 - 1);
    for (const quantity of [
      proxy,
      huge,
      [],
      new Float64Array(2),
      new BigInt64Array(1),
      new DataView(new ArrayBuffer(8)),
    ])
      expect(verifyColumns(columns, { ...good, quantity }).ok).toBe(false);
    for (const position of [[2 ** 32 + good.certificate.position[0]!], [0.5], ['0'], new Array(1), proxy])
      expect(verifyColumns(columns, { ...good, certificate: { ...good.certificate, position } }).ok).toBe(false);
  });
});
