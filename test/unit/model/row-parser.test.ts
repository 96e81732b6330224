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

it('a row says the same as to its schema, order of keys and faults included', () => {
  for (const schema of Object.values(COLLECTIONS)) {
    const keys = [...Object.keys(schema.shape), 'own', '__proto', 'constructor'];
    const parse = rowParser(schema);
    let good = 0;
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.constantFrom(...keys), { maxLength: 5 }),
        fc.infiniteStream(value),
        (names, values) => {
          const required = { id: 'x', code: 'x', community: 'c', urgency: 'urgent', tier: 'city', kind: 'fund' };
          for (let i = 0; i < 9; i++) {
            const row = {
              ...(i % 3 > 0 && required),
              ...Object.fromEntries(names.map((name) => [name, values.next().value])),
            };
            const [found, whole] = [parse(row), schema.safeParse(row)];
            if (whole.success) good++;
            expect(JSON.stringify(found.data)).toBe(JSON.stringify(whole.data));
            expect(found.error?.issues).toEqual(whole.error?.issues);
          }
        },
      ),
      runs(60),
    );
    expect(good).toBeGreaterThan(0);
  }
});
