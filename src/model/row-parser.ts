import type * as z from 'zod/mini';
import { quickParser } from '../errors/quick-parser.js';

/** A schema's `safeParse` for many rows, most of which are good. */
export function rowParser(
  schema: z.ZodMiniObject,
): (row: unknown) => z.core.util.SafeParseResult<Record<string, unknown>> {
  const quick = quickParser(schema);
  return (row) => {
    const data = quick(row);
    return data === undefined ? schema.safeParse(row) : { success: true, data };
  };
}
