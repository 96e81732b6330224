/** Integers from 0 to below `bound`, the same on every machine (xorshift32, Marsaglia 2003). Not for secrets. */
export function randomIntegers(seed: number): (bound: number) => number {
  let state = seed | 0 || 1;
  return (bound) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % bound;
  };
}
