import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { GENERATED, notesModule } from '../../../../.ci/notes.js';
import * as notes from '../../../../src/model/notes/field-notes.generated.js';

it('the notes are made from the comments as they are now: `npm run notes`', () => {
  expect(readFileSync(GENERATED, 'utf8')).toBe(notesModule());
  expect(Object.keys(notes)).toEqual(['inputNotes']);
});

it.each(['', '/** Only English. */', '/** Both. — 两者。 — 再者。 */'])(
  'no field may go without a sentence in both: "%s"',
  (words) => {
    expect(() => notesModule(`const a = record({\n${words}\nb: text });`)).toThrow(
      '"English — 中文" should stand before b',
    );
  },
);

it('tells the fields of fields', () => {
  const text =
    'const a = record({\n/** B. — 乙。 */\nb: text });\nconst c = {\n/** D. — 丁。 */\nd: z.optional(a), ...a };';
  expect(notesModule(text)).toContain('const c = { d: { zh: "丁。", en: "D.", fields: a }, ...a };');
});
