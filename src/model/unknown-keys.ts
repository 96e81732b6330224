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

/** A key that no schema knows: one so near to a known one that it must be a slip, or one of the caller's own. */
export interface UnknownKey {
  readonly key: string;
  /** Where it came first. */
  readonly path: Path;
  readonly value: unknown;
  readonly near: string | undefined;
  /** Where, below what it stands on, a field of this name would be read. */
  readonly elsewhere: string | undefined;
  /** How often it came. */
  count: number;
}

export type KeyCheck = ReturnType<typeof keyCheck>;

/**
 * Makes a check for keys that no schema knows: they survive, unless they must be slips. What was found out about a key is remembered for the life of the
 * check, so a column that every row has costs one comparison with the known keys.
 */
export function keyCheck() {
  const unknown = new Map<KnownKeys, Map<string, UnknownKey>>();

  function look(key: string, value: unknown, keys: KnownKeys, path: Path): UnknownKey {
    const before = unknown.get(keys)?.get(key);
    if (before) {
      before.count++;
      return before;
    }
    const elsewhere = [...keys.below].find(([, { names }]) => names.has(key))?.[0];
    const one = { key, path: [...path, key], value, near: nearestWord(key, keys.names), elsewhere, count: 1 };
    getOrSet(unknown, keys, () => new Map<string, UnknownKey>()).set(key, one);
    return one;
  }

  /** Reports a key that must be a slip (UNKNOWN_KEY). */
  function check(value: unknown, keys: KnownKeys, path: Path, report: Report): void {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    for (const key of Object.keys(value)) {
      const below = keys.below.get(key);
      const child = (value as Record<string, unknown>)[key];
      if (below && Array.isArray(child)) {
        for (const [index, element] of child.entries()) check(element, below, [...path, key, index], report);
      } else if (below) check(child, below, [...path, key], report);
      if (keys.names.has(key)) continue;
      const { near } = look(key, child, keys, path);
      const message = `\`${key}\` is not a field here. Maybe \`${near}\`.`;
      if (near !== undefined) report('UNKNOWN_KEY', [...path, key], child, message);
    }
  }

  return {
    check,
    /** Keys that are the caller's own, in the order in which they came. */
    own: () => [...unknown.values()].flatMap((keys) => [...keys.values()]).filter(({ near }) => near === undefined),
  };
}
