import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type FieldNotes, inputNotes } from '../../src/model/notes/field-notes.generated.js';
import { fieldsOf, silentIn } from '../support/field-words.js';

const fields = fieldsOf(join(import.meta.dirname, '../../src/index.ts'));

describe('the fields of records, options, plans, explanations and figures', () => {
  it('say what they are, in English and Chinese', () => {
    for (const one of ['Input.needs.severity', 'Need.requirements.minimum', 'Plan.linkages.lead', 'MatchOptions.now'])
      expect([...fields.keys()].map((key) => key.replace('MatchOptions.previous', 'Plan'))).toContain(one);
    expect(silentIn(fields)).toEqual([]);
  });

  it('are told by the notes as by the types', () => {
    const ofInput = [...fields].filter(([key]) => key.startsWith('Input.'));
    const noted = ofInput.map(([key]) => {
      let notes: FieldNotes | undefined = inputNotes;
      const steps = key.split('.').slice(1);
      const last = steps.pop()!;
      for (const step of steps) notes = notes?.[step]?.fields;
      return [key, `${notes?.[last]?.en} — ${notes?.[last]?.zh}`];
    });
    expect(noted).toEqual(ofInput);
  });
});

describe('the checker', () => {
  it.each([['Says what it is.'], ['说明。'], [''], ['What it is. — No Chinese.'], ['what it is — 没有句号']])(
    'does not take "%s" for a sentence in both languages',
    (words) => expect(silentIn(new Map([['a', words]]))).toEqual(['a']),
  );
});
