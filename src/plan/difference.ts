import { formatPath, printable } from '../errors/linkage-error.js';

type Path = readonly (string | number)[];

/** Where two JSON values first differ, in words; `undefined` if nowhere. O(size), no deeper than the values. */
export function firstDifference(claimed: unknown, found: unknown, path: Path = []): string | undefined {
  const at = differing(claimed, found);
  if (at === undefined) return undefined;
  const [says, say] = [at.claimed, at.found].map((value) => JSON.stringify(printable(value)));
  return `${formatPath([...path, ...at.path])}: the plan says ${says}, the data say ${say}.`;
}

/** The path is written down on the way back only: two values that are alike have none. */
function differing(claimed: unknown, found: unknown): { path: Path; claimed: unknown; found: unknown } | undefined {
  if (claimed === found) return undefined;
  if (typeof claimed !== 'object' || typeof found !== 'object' || claimed === null || found === null)
    return { path: [], claimed, found };
  const areLists = Array.isArray(claimed) && Array.isArray(found);
  const keys = areLists
    ? (claimed.length > found.length ? claimed : found).keys()
    : new Set([...Object.keys(found), ...Object.keys(claimed)]);
  for (const key of keys) {
    const at = differing(Reflect.get(claimed, key), Reflect.get(found, key));
    if (at !== undefined) return { ...at, path: [key, ...at.path] };
  }
  return undefined;
}
