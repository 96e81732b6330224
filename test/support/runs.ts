/**
 * How many random instances a property sees: the given number, times `FUZZ_FACTOR` where the environment names one; and the seed,
 * fixed so that a run can be repeated, or `FUZZ_SEED`.
 */
export function runs(count: number): { numRuns: number; seed: number } {
  const factor = Number(process.env['FUZZ_FACTOR'] ?? 1);
  const seed = Number(process.env['FUZZ_SEED'] ?? 20230720);
  return { numRuns: Math.ceil(count * factor), seed };
}
