/**
 * Calls `visit` once for every pair that some rule brings together: records of one key are neighbours in the order in which they stand, and `window` neighbours are
 * looked at (Hernández and Stolfo 1995). O(rules · records · (log records + window)) time, O(rules · records) memory.
 *
 * @param keys of each rule the key of every record; 0: the rule does not know it
 */
export function eachCandidate(
  keys: readonly Uint32Array[],
  window: number,
  visit: (i: number, j: number) => void,
): void {
  const count = keys[0]?.length ?? 0;
  const places: Int32Array[] = [];
  for (const [rule, key] of keys.entries()) {
    const order = orderOf(key);
    const place = new Int32Array(count);
    for (let at = 0; at < count; at++) place[order[at]!] = at;
    places.push(place);
    for (let at = 0; at < count; at++) {
      const i = order[at]!;
      if (key[i] === 0) continue;
      for (let other = at + 1; other < count && other <= at + window; other++) {
        const j = order[other]!;
        if (key[j] !== key[i]) break;
        if (!isMet(keys, places, rule, window, i, j)) visit(i, j);
      }
    }
  }
}

/** Records in the order of a key, those of one key as they stand. O(records · log records). */
export function orderOf(key: Uint32Array): Uint32Array {
  let scale = 1;
  while (scale < key.length) scale *= 2;
  // Key and record in one double: of more than two million records keys that differ in their first bits alone fall together.
  const kept = 2 ** 53 / scale;
  const both = new Float64Array(key.length);
  for (let i = 0; i < key.length; i++) both[i] = (key[i]! < kept ? key[i]! : key[i]! % kept) * scale + i;
  both.sort();
  const order = new Uint32Array(key.length);
  for (let at = 0; at < key.length; at++) order[at] = both[at]! - Math.floor(both[at]! / scale) * scale;
  return order;
}

/** Whether an earlier rule has brought them together. */
function isMet(
  keys: readonly Uint32Array[],
  places: readonly Int32Array[],
  rules: number,
  window: number,
  i: number,
  j: number,
): boolean {
  for (let rule = 0; rule < rules; rule++) {
    const key = keys[rule]!;
    if (key[i] !== 0 && key[i] === key[j] && Math.abs(places[rule]![i]! - places[rule]![j]!) <= window) return true;
  }
  return false;
}
