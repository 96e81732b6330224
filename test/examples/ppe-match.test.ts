import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TIMES } from '../support/runs.js';
import { expectToAskForData, runExample, scratchFolder } from './run-example.js';

const FILE = '03-ppe-match.ts';
const DATA = process.env['FSL_DATA'];
const folder = DATA ? join(DATA, 'ppe-match') : '';
const scratch = scratchFolder();

/** A fortnight with junk amounts on both sides. */
const FORTNIGHT = ['--from', '2020-05-01', '--to', '2020-05-14'];

/** What the rows of some days come to, but for those above `most`: item → [offered, needed, the most that can be delivered]. */
function sumsOf(first: string, last: string, most: number): Map<string, number[]> {
  const sums = new Map<string, number[]>();
  for (const [side, name] of ['offers', 'needs'].entries()) {
    const rows: { date: string; item: string; qty: number }[] = JSON.parse(
      readFileSync(join(folder, `${name}.json`), 'utf8'),
    );
    for (const { date, item, qty } of rows) {
      if (date.slice(0, 10) < first || date.slice(0, 10) > last || qty > most) continue;
      const sum = sums.get(item) ?? [0, 0];
      sum[side]! += qty;
      sums.set(item, sum);
    }
  }
  // What nobody asks for has no row.
  const asked = [...sums].filter(([, [, needed = 0]]) => needed > 0);
  return new Map(
    asked.map(([item, [offered = 0, needed = 0]]) => [item, [offered, needed, Math.min(offered, needed)]]),
  );
}

/** The figures of the table: item → [offered, needed, delivered]. */
function figures(stdout: string): Map<string, number[]> {
  const rows = stdout.matchAll(/^(\w+) +([\d,]+) +([\d,]+) +([\d,]+)$/gm);
  return new Map(
    [...rows].map(([, item = '', ...cells]) => [item, cells.map((cell) => Number(cell.replaceAll(',', '')))]),
  );
}

describe('03-ppe-match', () => {
  it('says where to get the data when there is none, with exit code 2', () =>
    expectToAskForData(FILE, 'INFORMSJoC/2021.0171'));

  it("reads the authors' CSV files", () => {
    const row = (...cells: string[]): string => `${cells.join(',')}\n`;
    const time = '2020-05-26 10:00:00+00:00';
    writeFileSync(
      join(scratch, 'anon_donors.csv'),
      row('', 'don_id', 'date', 'ppe', 'qty') +
        row('0', 'don1', time, 'gowns', '10.0') +
        row('1', 'don2', '2020-06-01 10:00:00+00:00', 'gowns', '5.0'),
    );
    writeFileSync(
      join(scratch, 'anon_recipients.csv'),
      row('', 'rec_id', 'date', 'ppe', 'qty') +
        row('0', 'rec1', time, 'gowns', '8.0') +
        row('1', 'rec2', time, 'gowns', '8.0'),
    );
    const { status, stdout, stderr } = runExample(FILE, [scratch]);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect([...figures(stdout)]).toEqual([['gowns', [10, 16, 10]]]);
  });
});

// The authors' data are not part of this repository: FSL_DATA names a folder that holds them as `ppe-match`.
describe.skipIf(!DATA)('03-ppe-match on the real data (needs FSL_DATA)', () => {
  it('delivers exactly 42,077 units in the three-day window, proved', () => {
    const { status, stdout, stderr } = runExample(FILE, [folder]);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toContain('26 offers, 342 needs');
    expect(stdout).toMatch(/delivered +42,077 units/);
    expect(stdout).not.toContain('REFUSED');

    const { knownAnswer } = JSON.parse(readFileSync(join(folder, 'window-2020-05-25_27.json'), 'utf8'));
    const rows = figures(stdout);
    expect(knownAnswer.total).toBe(42077);
    expect([...rows.values()].reduce((sum, [, , delivered = 0]) => sum + delivered, 0)).toBe(knownAnswer.total);
    for (const [offered = 0, needed = 0, delivered] of rows.values()) expect(delivered).toBe(Math.min(offered, needed));
  });

  it('delivers the most of every item that can be, junk amounts and all', () => {
    const { status, stdout } = runExample(FILE, [folder, ...FORTNIGHT]);
    expect(status).toBe(0);
    expect(stdout).not.toContain('left out');
    expect(figures(stdout)).toEqual(sumsOf('2020-05-01', '2020-05-14', Number.POSITIVE_INFINITY));
  });

  it('lists the junk rows that it leaves out, and delivers the most of what is left', () => {
    const { status, stdout } = runExample(FILE, [folder, ...FORTNIGHT, '--most', '1000000']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/left out \d+ rows as issues:/);
    expect(stdout).toMatch(/need rec\d+ \w+ [\d,]+: more than 1,000,000/);
    expect(figures(stdout)).toEqual(sumsOf('2020-05-01', '2020-05-14', 1_000_000));
  });

  it('finds the folder by FSL_DATA', () => {
    const { status, stdout } = runExample(FILE, [], { FSL_DATA: DATA ?? '' });
    expect(status).toBe(0);
    expect(stdout).toMatch(/delivered +42,077 units/);
  });
});

describe.skipIf(!DATA || TIMES <= 1)(
  '03-ppe-match on all of the real data (needs FSL_DATA, and minutes: `npm run test:long`)',
  () => {
    it('delivers the known most of every item over the whole period, junk amounts and all', () => {
      const { status, stdout } = runExample(FILE, [folder, '--from', '2020-01-01', '--to', '2020-12-31']);
      expect(status).toBe(0);
      expect(stdout).toContain('1,658 offers, 31,202 needs');
      const { items } = JSON.parse(readFileSync(join(folder, 'static-upper-bound.json'), 'utf8'));
      const rows = figures(stdout);
      expect([...rows.keys()].sort()).toEqual(Object.keys(items).sort());
      for (const [item, [, , delivered]] of rows) expect(delivered).toBe(items[item].maxDeliverable);
    });

    it('takes the whole period without the junk rows, which it lists, and reaches the bound of every item', () => {
      const { status, stdout } = runExample(FILE, [folder, '--whole']);
      expect(status).toBe(0);
      const { rowsOver1e6LeftOut } = JSON.parse(readFileSync(join(folder, 'static-upper-bound.json'), 'utf8'));
      const { items, offersLeftOut, needsLeftOut, totalMaxDeliverable } = rowsOver1e6LeftOut;
      expect(stdout).toContain(`left out ${offersLeftOut + needsLeftOut} rows as issues:`);
      expect(stdout).toMatch(/offer don\d+ \w+ [\d,]+: more than 1,000,000/);
      expect(stdout).toContain(`delivered  ${totalMaxDeliverable.toLocaleString('en-US')} units`);
      const rows = figures(stdout);
      for (const [item, [offered, needed, delivered]] of rows) {
        expect([offered, needed, delivered]).toEqual([
          items[item].offered,
          items[item].needed,
          items[item].maxDeliverable,
        ]);
      }
      expect(rows.size).toBe(Object.keys(items).length);
    });
  },
);
