import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addRow,
  emptyTableau,
  moveBounds,
  priceOfRow,
  settleTableau,
  valueAt,
} from '../../../src/kernel/dual-simplex.js';
import { runs } from '../../support/runs.js';

const programs = fc.record({
  profit: fc.array(fc.integer({ min: -3, max: 9 }), { minLength: 1, maxLength: 7 }),
  rows: fc.array(
    fc.record({
      entries: fc.array(fc.integer({ min: -2, max: 4 }), { minLength: 7, maxLength: 7 }),
      limit: fc.integer({ min: -1, max: 9 }),
    }),
    {
      maxLength: 5,
    },
  ),
  fixed: fc.array(fc.tuple(fc.nat(6), fc.nat(1)), { maxLength: 3 }),
});

describe('settleTableau', () => {
  it('finds x that keeps all bounds and prices that prove it the best, after rows and bounds in turn', () => {
    fc.assert(
      fc.property(programs, ({ profit, rows, fixed }) => {
        const tableau = emptyTableau(profit);
        const least = profit.map(() => 0);
        const most = profit.map(() => 1);
        const check = (count: number) => {
          const fits = settleTableau(tableau, 1000);
          const given = rows.slice(0, count);
          if (fits !== true) {
            // No corner of the box, at least, keeps all rows.
            for (let bits = 0; bits < 2 ** profit.length; bits++) {
              const x = profit.map((_, j) => (bits >> j) & 1);
              if (x.some((value, j) => value < least[j]! || value > most[j]!)) continue;
              const loads = given.map(({ entries }) => x.reduce((sum, value, j) => sum + value * entries[j]!, 0));
              expect(loads.every((load, i) => load <= given[i]!.limit)).toBe(false);
            }
            return false;
          }
          const x = profit.map((_, j) => valueAt(tableau, j));
          expect(x.every((value, j) => value >= least[j]! - 1e-6 && value <= most[j]! + 1e-6)).toBe(true);
          let bound = 0;
          const gain = [...profit];
          given.forEach(({ entries, limit }, i) => {
            expect(x.reduce((sum, value, j) => sum + value * entries[j]!, 0)).toBeLessThanOrEqual(limit + 1e-6);
            const price = priceOfRow(tableau, i);
            expect(price).toBeGreaterThanOrEqual(0);
            bound += price * limit;
            for (let j = 0; j < gain.length; j++) gain[j]! -= price * entries[j]!;
          });
          bound += gain.reduce((sum, own, j) => sum + Math.max(own * least[j]!, own * most[j]!), 0);
          expect(x.reduce((sum, value, j) => sum + value * profit[j]!, 0)).toBeCloseTo(bound, 5);
          return true;
        };
        for (const [i, { entries, limit }] of rows.entries()) {
          addRow(
            tableau,
            profit.map((_, j) => [j, entries[j]!] as const),
            limit,
          );
          if (!check(i + 1)) return;
        }
        for (const [j, side] of fixed) {
          if (j >= profit.length) continue;
          least[j] = most[j] = side;
          moveBounds(tableau, j, side, side);
          if (!check(rows.length)) return;
        }
      }),
      runs(300),
    );
  });
});
