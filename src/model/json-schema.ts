import * as z from 'zod/mini';
import { instant } from './fields.js';
import { COLLECTIONS } from './records.js';

/**
 * The JSON Schema (draft 2020-12) of what `createNetwork` takes, made from the same schemas: for editors, forms and other
 * languages. It knows shapes, words and ranges; what takes two fields or two records (references, units, a misspelt key) is
 * for `importNetwork` to say. `npm run schema` writes it to a file.
 */
export function inputJsonSchema(): Record<string, unknown> {
  const { communities, needs, ...others } = COLLECTIONS;
  const optional = Object.entries(others).map(([name, row]) => [name, z.optional(z.array(row))]);
  const input = z.looseObject({
    asOf: z.optional(instant),
    ...Object.fromEntries(optional),
    communities: z.array(communities),
    needs: z.array(needs),
  });
  return { ...z.toJSONSchema(input, { io: 'input' }), title: 'five-society-linkage input' };
}
