import * as z from 'zod/mini';

/** Rows with the same fields after which these fields get a schema of their own. */
const OFTEN = 100;

/** Sets of fields that are told apart, at most; rows of others go by the whole schema. */
const MOST = 50;

/**
 * A schema's `safeParse` for many rows, which mostly have the same few of its many fields: rows go by a schema of just the fields
 * that they have, and those that have a default or must be there. An optional field that is absent says nothing, so what comes out
 * is the same, faults and order of keys included. Rows must not have keys whose value is `undefined`.
 */
export function rowParser(
  whole: z.ZodMiniObject,
): (row: unknown) => z.core.util.SafeParseResult<Record<string, unknown>> {
  const always = new Set(Object.keys(whole.shape).filter((key) => !(whole.shape[key] instanceof z.ZodMiniOptional)));
  const bySet = new Map<string, { seen: number; schema: z.ZodMiniObject }>();
  let keys: readonly string[] = [];
  let known: { seen: number; schema: z.ZodMiniObject } | undefined;

  return (row) => {
    if (typeof row !== 'object' || row === null || Array.isArray(row)) return whole.safeParse(row);
    const own = Object.keys(row);
    if (known === undefined || !isSame(own, keys)) {
      keys = own;
      const name = JSON.stringify(own);
      known = bySet.get(name);
      if (known === undefined && bySet.size < MOST) bySet.set(name, (known = { seen: 0, schema: whole }));
    }
    if (known !== undefined && ++known.seen === OFTEN) {
      // In their order in the schema, as that is the order of what comes out.
      const fields = Object.keys(whole.shape).filter((key) => always.has(key) || own.includes(key));
      const mask: Record<string, true> = Object.fromEntries(fields.map((key) => [key, true]));
      const some = z.pick(whole, mask);
      // Keys that no schema knows survive, so where there are any they must be looked for.
      known.schema = own.every((key) => fields.includes(key)) ? z.object(some.shape) : some;
    }
    return (known?.schema ?? whole).safeParse(row);
  };
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
