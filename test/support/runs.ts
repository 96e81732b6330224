/** How many times as many instances as in `npm test`. */
export const TIMES = Number(process.env['TIMES'] ?? 1);

/**
 * How many random instances a property sees, and the seed, fixed so that a run can be repeated.
 *
 * `TIMES=50 npx vitest run test/property/pairs.test.ts` shows it as many times as many; `FUZZ_SEED` chooses others. `npm run test:long` does both.
 *
 * @param count in `npm test`
 */
export function runs(count: number): { numRuns: number; seed: number } {
  const seed = Number(process.env['FUZZ_SEED'] ?? 20230720);
  return { numRuns: Math.ceil(count * TIMES), seed };
}
