import * as z from 'zod/mini';
import type { Path, Report } from '../errors/fault-list.js';
import { nearestWord } from '../errors/nearest.js';
import { getOrSet } from '../kernel/maps.js';

/** The keys that a schema knows, and those of the objects below them. */
interface KnownKeys {
  readonly names: ReadonlySet<string>;
  readonly below: ReadonlyMap<string, KnownKeys>;
}

/** The keys known to a schema: of the object it describes, of the elements of its list, of the object in its union. */
export function knownKeys(schema: z.core.$ZodType): KnownKeys | undefined {
  if (schema instanceof z.ZodMiniObject) {
    const below = new Map<string, KnownKeys>();
    for (const [key, field] of Object.entries(schema.shape)) {
      const keys = knownKeys(field as z.core.$ZodType);
      if (keys) below.set(key, keys);
    }
    return { names: new Set(Object.keys(schema.shape)), below };
  }
  if (schema instanceof z.ZodMiniArray) return knownKeys(schema.def.element);
  if (schema instanceof z.ZodMiniOptional || schema instanceof z.ZodMiniDefault) return knownKeys(schema.def.innerType);
  if (schema instanceof z.ZodMiniPipe) return knownKeys(schema.def.in);
  if (schema instanceof z.ZodMiniUnion) {
    for (const option of schema.def.options) {
      const keys = knownKeys(option);
      if (keys) return keys;
    }
  }
  return undefined;
}

/**
 * Makes the check for misspelt keys: a key that no schema knows survives, unless it is so near to a known one that it must
 * be a slip (UNKNOWN_KEY). What was found out about a key is remembered for the life of the checker, so a column that
 * every row has costs one comparison with the known keys.
 */
export function misspeltKeys(): (value: unknown, keys: KnownKeys, path: Path, report: Report) => void {
  const nearest = new Map<KnownKeys, Map<string, string | undefined>>();

  const suggestion = (key: string, keys: KnownKeys): string | undefined => {
    const known = getOrSet(nearest, keys, () => new Map<string, string | undefined>());
    if (!known.has(key)) known.set(key, nearestWord(key, keys.names));
    return known.get(key);
  };

  const check = (value: unknown, keys: KnownKeys, path: Path, report: Report): void => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    for (const key of Object.keys(value)) {
      const below = keys.below.get(key);
      const child = (value as Record<string, unknown>)[key];
      if (below && Array.isArray(child)) {
        for (const [index, element] of child.entries()) check(element, below, [...path, key, index], report);
      } else if (below) check(child, below, [...path, key], report);
      if (keys.names.has(key)) continue;
      const near = suggestion(key, keys);
      const message = `\`${key}\` is not a field here. Maybe \`${near}\`.`;
      if (near !== undefined) report('UNKNOWN_KEY', [...path, key], child, message);
    }
  };
  return check;
}
