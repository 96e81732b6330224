import fc from 'fast-check';

/** A number below `sides`, one after the other. */
export type Dice = (sides: number) => number;

/** What dice can be started with. */
export const seeds = fc.integer({ min: 1, max: 0x7fff_ffff });

/** The same numbers for the same seed. */
export function dice(seed: number): Dice {
  let state = BigInt(seed);
  return (sides) => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffff_ffff_ffff_ffffn;
    return Math.floor((Number(state >> 11n) / 2 ** 53) * sides);
  };
}

/** The list in another order (Fisher and Yates). */
export function shuffled<T>(list: readonly T[], roll: Dice): T[] {
  const result = [...list];
  for (let i = result.length - 1; i > 0; i--) {
    const j = roll(i + 1);
    [result[i], result[j]] = [result[j]!, result[i]!];
  }
  return result;
}
