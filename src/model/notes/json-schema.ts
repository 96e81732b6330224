import * as z from 'zod/mini';
import { checkLocale } from '../../errors/read-options.js';
import { instant } from '../fields.js';
import { COLLECTIONS } from '../records.js';
import type { Bilingual } from '../vocabulary.js';
import { type FieldNotes, inputNotes } from './field-notes.generated.js';

/**
 * The JSON Schema (draft 2020-12) of what `createNetwork` takes, made from the same schemas: for editors, forms and other
 * languages, with what every field is, in the language asked for. It knows shapes, words and ranges; what takes two fields or two
 * records (references, units, a misspelt key) is for `importNetwork` to say. `npm run schema` writes it to a file.
 *
 * @throws LinkageError `INVALID_OPTIONS`
 */
export function inputJsonSchema({
  locale = 'zh',
}: {
  readonly locale?: keyof Bilingual | undefined;
} = {}): Record<string, unknown> {
  checkLocale(locale);
  const { communities, needs, ...others } = COLLECTIONS;
  const optional = Object.entries(others).map(([name, row]) => [name, z.optional(z.array(row))]);
  const input = z.looseObject({
    asOf: z.optional(instant),
    ...Object.fromEntries(optional),
    communities: z.array(communities),
    needs: z.array(needs),
  });
  const schema = z.toJSONSchema(input, { io: 'input' });
  describe(schema, inputNotes, locale);
  return { ...schema, title: 'five-society-linkage input' };
}

type JsonSchema = z.core.JSONSchema._JSONSchema;

/** Writes what they are on all properties, wherever they stand in it. */
function describe(schema: JsonSchema | undefined, notes: FieldNotes, locale: keyof Bilingual): void {
  if (typeof schema !== 'object') return;
  for (const part of [schema.items as JsonSchema, ...(schema.anyOf ?? [])]) describe(part, notes, locale);
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    const note = notes[name]!;
    Object.assign(field, { description: note[locale] });
    if (note.fields) describe(field, note.fields, locale);
  }
}
