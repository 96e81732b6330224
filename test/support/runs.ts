/**
 * How many random instances a property sees, and the seed, fixed so that a run can be repeated.
 *
 * `FUZZ=100000 npm run fuzz` raises the count of every property in proportion, so that about as many instances are compared with an oracle;
 * `FUZZ_SEED` chooses others.
 *
 * @param count in `npm test`
 * @param slow how many times longer than usual one instance takes: so much less the count rises
 */
export function runs(count: number, slow = 1): { numRuns: number; seed: number } {
  const fuzz = Number(process.env['FUZZ'] ?? 0);
  const seed = Number(process.env['FUZZ_SEED'] ?? 20230720);
  return { numRuns: Math.max(count, Math.ceil((fuzz * count) / (2000 * slow))), seed };
}
