/** One side of a market whose acceptable pairs are numbered: what each member has room for, and its pairs in order of preference. */
export interface MarketSide {
  readonly quota: Float64Array;
  /** Per pair: the member of this side. */
  readonly memberOf: Int32Array;
  readonly start: Int32Array;
  /** The numbers of the pairs of each member, the best first. */
  readonly pairs: Int32Array;
}

/**
 * Which pairs of two sides with strict preferences are matched: those of the stable matching that is best for every member of `asking` at once.
 * Deferred acceptance (Gale and Shapley 1962), many to many: one with room asks down its list, one asked keeps the best it was asked by. What is kept at
 * a full member only gets better, so its worst is found by a pointer that moves one way: O(pairs).
 */
export function deferredAcceptance(asking: MarketSide, asked: MarketSide): Uint8Array {
  const count = asked.pairs.length;
  const placeOf = new Int32Array(count);
  for (let place = 0; place < count; place++) placeOf[asked.pairs[place]!] = place;
  const kept = new Uint8Array(count);
  const next = asking.start.slice();
  const room = asking.quota.slice();
  const left = asked.quota.slice();
  // Where the worst that is kept stands in a member's list, or past its end.
  const worst = asked.start.slice(1);
  const waiting = Array.from(room.keys());
  for (let a = waiting.pop(); a !== undefined; a = waiting.pop()) {
    while (room[a]! > 0 && next[a]! < asking.start[a + 1]!) {
      const pair: number = asking.pairs[next[a]!++]!;
      const b = asked.memberOf[pair]!;
      const place = placeOf[pair]!;
      if (asked.quota[b] === 0 || place > worst[b]!) continue;
      kept[pair] = 1;
      room[a]!--;
      if (left[b]! > 0) left[b]!--;
      else {
        const refused = asked.pairs[worst[b]!]!;
        kept[refused] = 0;
        const other: number = asking.memberOf[refused]!;
        room[other]!++;
        if (other !== a) waiting.push(other);
      }
      if (left[b] === 0) while (worst[b] === asked.start[b + 1] || kept[asked.pairs[worst[b]!]!] === 0) worst[b]!--;
    }
  }
  return kept;
}
