/** A small seeded source of whole numbers (mulberry32): same seed, same scenario, on any machine. */
export interface Random {
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  /** True `percent` times in a hundred. */
  chance(percent: number): boolean;
  /** One of a list that is not empty. */
  pick<T>(list: readonly T[]): T;
  /** One of a list in proportion to its shares, whole numbers. */
  share<T>(list: readonly (readonly [share: number, item: T])[]): T;
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let word = state;
    word = Math.imul(word ^ (word >>> 15), word | 1);
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
    return (word ^ (word >>> 14)) >>> 0;
  };
  const below = (limit: number): number => next() % limit;
  return {
    between: (low, high) => low + below(high - low + 1),
    chance: (percent) => below(100) < percent,
    pick: (list) => list[below(list.length)]!,
    share: (list) => {
      let left = below(list.reduce((sum, [share]) => sum + share, 0));
      for (const [share, item] of list) {
        if (left < share) return item;
        left -= share;
      }
      throw new Error('No shares to draw from.');
    },
  };
}
