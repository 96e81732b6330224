/** What stands under a key; where nothing does, what is made for it, which from then on does. */
export function getOrSet<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}

/** What stands under each key, in the order of the items; an item may stand under several. O(items + keys). */
export function groupsBy<T, K>(items: Iterable<T>, keysOf: (item: T) => Iterable<K>): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) for (const key of keysOf(item)) getOrSet(groups, key, () => []).push(item);
  return groups;
}
