import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LinearProgram, resume, startSaddle, step } from '../../../src/kernel/linear-program.js';
import { runs } from '../../support/runs.js';

/** A program from dense rows, equations first. */
function programOf(
  rows: readonly (readonly number[])[],
  columns: Pick<LinearProgram, 'profit' | 'least' | 'most' | 'limit' | 'equations'>,
): LinearProgram {
  const start = [0];
  const row: number[] = [];
  const entry: number[] = [];
  for (let j = 0; j < columns.profit.length; j++) {
    rows.forEach((entries, i) => {
      if (entries[j] === 0) return;
      row.push(i);
      entry.push(entries[j]!);
    });
    start.push(row.length);
  }
  return { ...columns, start: Int32Array.from(start), row: Int32Array.from(row), entry: Float64Array.from(entry) };
}

function best(program: LinearProgram, steps = 5000) {
  const saddle = startSaddle(program);
  while (saddle.steps < steps && saddle.anchor.pace > 1e-10) step(saddle);
  return { ...saddle, profit: program.profit.reduce((sum, c, j) => sum + c * saddle.x[j]!, 0) };
}

/** What prices prove: the most that any x within its own bounds could be worth, were rows kept at these prices. */
function boundBy({ start, row, entry, profit, least, most, limit }: LinearProgram, price: Float64Array): number {
  let sum = 0;
  limit.forEach((units, i) => {
    sum += price[i]! * units;
  });
  profit.forEach((c, j) => {
    let slope = c;
    for (let k = start[j]!; k < start[j + 1]!; k++) slope -= entry[k]! * price[row[k]!]!;
    sum += slope * (slope > 0 ? most[j]! : least[j]!);
  });
  return sum;
}

describe('the saddle point of a linear program', () => {
  it('is found: a knapsack by density, its price that of the piece that breaks', () => {
    const { profit, x, price } = best(
      programOf([[0.3, 0.4, 0.6]], {
        profit: Float64Array.of(3, 2, 1),
        least: new Float64Array(3),
        most: new Float64Array(3).fill(1),
        limit: Float64Array.of(0.5),
        equations: 0,
      }),
    );
    expect(profit).toBeCloseTo(4, 6);
    expect(x[1]).toBeCloseTo(0.5, 6);
    expect(price[0]).toBeCloseTo(5, 6);
  });

  it('keeps equations, and goes on when bounds change', () => {
    const program = programOf(
      [
        [1, -1],
        [0, 1],
      ],
      {
        profit: Float64Array.of(-1, 3),
        least: new Float64Array(2),
        most: Float64Array.of(1, 1),
        limit: Float64Array.of(0, 0.75),
        equations: 1,
      },
    );
    const saddle = startSaddle(program);
    const settle = () => {
      while (saddle.steps < 2000 && saddle.anchor.pace > 1e-10) step(saddle);
      return [...saddle.x];
    };
    for (const [j, x] of settle().entries()) expect(x, `${j}`).toBeCloseTo(0.75, 6);
    program.most[0] = 0.25;
    resume(saddle);
    for (const [j, x] of settle().entries()) expect(x, `${j}`).toBeCloseTo(0.25, 6);
  });

  it('is where profit and what the prices prove meet', () => {
    const number = fc.integer({ min: -4, max: 4 });
    const shape = fc.record({ columns: fc.integer({ min: 1, max: 6 }), rows: fc.integer({ min: 1, max: 4 }) });
    const programs = shape.chain(({ columns, rows }) =>
      fc.record({
        profit: fc.array(number, { minLength: columns, maxLength: columns }),
        entries: fc.array(fc.array(number, { minLength: columns, maxLength: columns }), {
          minLength: rows,
          maxLength: rows,
        }),
        limit: fc.array(fc.nat(5), { minLength: rows, maxLength: rows }),
      }),
    );
    fc.assert(
      fc.property(programs, ({ profit, entries, limit }) => {
        // x = 0 keeps every row, so there is a best.
        const program = programOf(entries, {
          profit: Float64Array.from(profit),
          least: new Float64Array(profit.length),
          most: new Float64Array(profit.length).fill(1),
          limit: Float64Array.from(limit),
          equations: 0,
        });
        const found = best(program, 20_000);
        expect(boundBy(program, found.price)).toBeCloseTo(found.profit, 3);
        entries.forEach((row, i) => {
          expect(row.reduce((sum, a, j) => sum + a * found.x[j]!, 0)).toBeLessThan(limit[i]! + 1e-3);
        });
      }),
      runs(100),
    );
  });
});
