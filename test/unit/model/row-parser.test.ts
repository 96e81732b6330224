import fc from 'fast-check';
import { expect, it } from 'vitest';
import { COLLECTIONS } from '../../../src/model/records.js';
import { rowParser } from '../../../src/model/row-parser.js';
import { runs } from '../../support/runs.js';

const value = fc.oneof(
  fc.constantFrom(
    'a',
    '',
    1,
    -1,
    2.5,
    true,
    null,
    'urgent',
    '急',
    'city',
    'active',
    '460105001000',
    '2026-10-01',
    [],
    ['a'],
    [''],
  ),
  fc.constantFrom({ lat: 1, lng: 2 }, { lat: 91, lng: 2 }, [{ code: 'a' }], { quantity: 1, unit: 'case' }, [
    'volunteer:1',
  ]),
);

it('a row says the same to the schema of its fields as to the whole schema, order of keys and faults included', () => {
  for (const schema of Object.values(COLLECTIONS)) {
    const keys = [...Object.keys(schema.shape), 'own', '__proto', 'constructor'];
    let good = 0;
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.constantFrom(...keys), { maxLength: 8 }),
        fc.infiniteStream(value),
        (names, values) => {
          const parse = rowParser(schema);
          const required = { id: 'x', code: 'x', community: 'c', urgency: 'urgent', tier: 'city', kind: 'fund' };
          for (let i = 0; i < 110; i++) {
            const row = {
              ...(i % 3 > 0 && required),
              ...Object.fromEntries(names.map((name) => [name, values.next().value])),
            };
            // Only what comes after many rows is of interest, and their fields are what counts.
            const [found, whole] =
              i < 95 ? [parse({ ...required, ...row }), undefined] : [parse(row), schema.safeParse(row)];
            if (whole === undefined) continue;
            if (whole.success) good++;
            expect(JSON.stringify(found.data)).toBe(JSON.stringify(whole.data));
            expect(found.error?.issues).toEqual(whole.error?.issues);
          }
        },
      ),
      runs(30),
    );
    expect(good).toBeGreaterThan(0);
  }
});

it('rows of more kinds than are told apart still go by the whole schema', () => {
  const schema = COLLECTIONS.volunteers;
  const parse = rowParser(schema);
  for (let kind = 0; kind < 200; kind++) {
    for (let i = 0; i < 2; i++) {
      const row = { id: 'x', [`own${kind}`]: kind, ...(kind % 2 === 1 && { hours: 'three' }) };
      const whole = schema.safeParse(row);
      expect(whole.success).toBe(kind % 2 === 0);
      expect(parse(row).data).toEqual(whole.data);
      expect(parse(row).error?.issues).toEqual(whole.error?.issues);
    }
  }
});
