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
  const under = (key: string | number) => {
    const at = differing(Reflect.get(claimed, key), Reflect.get(found, key));
    return at && { ...at, path: [key, ...at.path] };
  };
  if (Array.isArray(claimed) && Array.isArray(found)) {
    for (let i = 0; i < claimed.length || i < found.length; i++) {
      const at = under(i);
      if (at) return at;
    }
    return undefined;
  }
  for (const key of Object.keys(found)) {
    const at = under(key);
    if (at) return at;
  }
  for (const key of Object.keys(claimed)) {
    const at = Object.hasOwn(found, key) ? undefined : under(key);
    if (at) return at;
  }
  return undefined;
}
