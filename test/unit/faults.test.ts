import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/**
 * All 94 faults that a library of this kind has been seen to make, and where each is held. A test is named by the number of its fault
 * (`fault 7: …`, `faults 2 and 4: …`); what has none says why.
 */
const FAULTS: readonly [first: number, last: number, what: string, reason?: string][] = [
  [1, 18, 'numbers: NaN, infinities, −0, fractions, 2^53, sums, wraps, ties, scales'],
  [19, 19, 'percentages that sum to 99.999', 'no percentage is ever read: quantities are whole numbers'],
  [20, 42, 'structure: duplicates, references, cycles, depth, hostile objects, pins, bundles'],
  [43, 43, 'partial service leaking from a refused bundle'],
  [44, 44, 'preference lists of one side', 'no preference lists: preferences are costs of pairs'],
  [45, 45, 'ties'],
  [46, 46, 'a receiver of capacity 0 in stable matching', 'no stable matching; zero capacity is fault 25'],
  [47, 58, 'units, places and times'],
  [59, 59, 'a clock inside'],
  [60, 68, 'text and identity'],
  [69, 82, 'tables, XML, HTML, files'],
  [83, 87, 'aborts, limits, re-entrancy, callbacks'],
  [88, 94, 'a worker that dies, repeatability, limits, proofs'],
];

const root = new URL('../', import.meta.url);
const tested = new Set<number>();
for (const file of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
  if (!file.endsWith('.test.ts')) continue;
  for (const [, list] of readFileSync(new URL(file, root), 'utf8').matchAll(/['"`]faults? ((?:\d+(?:, | and )?)+):/g)) {
    for (const number of list!.match(/\d+/g)!) tested.add(Number(number));
  }
}

describe('the catalogue of faults', () => {
  it('is whole', () => {
    expect(FAULTS.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, i) => first + i))).toEqual(
      Array.from({ length: 94 }, (_, i) => i + 1),
    );
  });

  it('has a test for every fault, or a reason', () => {
    const missing = FAULTS.filter(([, , , reason]) => reason === undefined).flatMap(([first, last]) =>
      Array.from({ length: last - first + 1 }, (_, i) => first + i).filter((number) => !tested.has(number)),
    );
    expect(missing).toEqual([]);
  });

  it('gives no reason where there is a test', () => {
    const both = FAULTS.filter(([first, last, , reason]) => reason && first === last && tested.has(first));
    expect(both).toEqual([]);
  });
});
