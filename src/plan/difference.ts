import { formatPath, printable } from '../errors/linkage-error.js';

/** Where two JSON values first differ, in words; `undefined` if nowhere. O(size), no deeper than the values. */
export function firstDifference(
  claimed: unknown,
  found: unknown,
  path: readonly (string | number)[] = [],
): string | undefined {
  if (isAlike(claimed, found)) return undefined;
  if (typeof claimed !== 'object' || typeof found !== 'object' || claimed === null || found === null) {
    return `${formatPath(path)}: the plan says ${JSON.stringify(printable(claimed))}, the data say ${JSON.stringify(printable(found))}.`;
  }
  if (Array.isArray(claimed) && Array.isArray(found)) {
    for (let i = 0; i < Math.max(claimed.length, found.length); i++) {
      const difference = firstDifference(claimed[i], found[i], [...path, i]);
      if (difference !== undefined) return difference;
    }
    return undefined;
  }
  for (const key of new Set([...Object.keys(found), ...Object.keys(claimed)])) {
    const difference = firstDifference(Reflect.get(claimed, key), Reflect.get(found, key), [...path, key]);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

/** Whether there is nothing to look for: two values that are alike have no difference. No path is written down on the way. */
function isAlike(claimed: unknown, found: unknown): boolean {
  if (claimed === found) return true;
  if (typeof claimed !== 'object' || typeof found !== 'object' || claimed === null || found === null) return false;
  if (Array.isArray(claimed) || Array.isArray(found)) {
    if (!Array.isArray(claimed) || !Array.isArray(found) || claimed.length !== found.length) return false;
    for (let i = 0; i < claimed.length; i++) if (!isAlike(claimed[i], found[i])) return false;
    return true;
  }
  const keys = Object.keys(found);
  if (Object.keys(claimed).length !== keys.length) return false;
  for (const key of keys) {
    if (!Object.hasOwn(claimed, key) || !isAlike(Reflect.get(claimed, key), Reflect.get(found, key))) return false;
  }
  return true;
}
