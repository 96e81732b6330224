import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { quickParser } from '../../../src/errors/quick-parser.js';
import { createNetwork, match } from '../../../src/index.js';
import { COLLECTIONS } from '../../../src/model/records.js';
import { planSchema } from '../../../src/plan/plan.js';
import { runs } from '../../support/runs.js';

const offer = {
  id: 'o',
  capabilities: ['escort', { code: 'meal', level: 3 }],
  quantity: 4,
  unit: 'session',
  windows: ['2026-03-07/am', { weekly: ['mon'], from: '09:00', to: '11:00' }],
  reach: { within: ['460105001000'], radius: 800, remote: true },
  restriction: { communities: ['c'] },
  expiresAt: '2026-10-01T24:00:00+08:00',
};
const line = { capability: 'escort', quantity: 2, unit: 'session', societies: ['volunteer'], minimum: 1, remote: true };
const place = { adminCode: '460105001000', location: { lat: 20, lng: 110 } };
const provider = { id: 'x', name: '某', status: 'active', checks: [{ code: 'police' }], ...place };
/** Good rows, with lists and objects within. */
const GOOD: Readonly<Record<string, readonly object[]>> = {
  slots: [{ id: '2026-03-07/am', start: '2026-03-07T09:00:00+08:00', end: '2026-03-07T12:00:00+08:00' }],
  stations: [{ id: 's', tier: 'street', parent: 'd', name: { zh: '某', en: 'x' }, adminCode: '460105001' }],
  communities: [{ ...provider, population: 3000, assets: [{ dimension: 'people', name: 'x' }], offers: [offer] }],
  socialWorkers: [{ ...provider, station: 's', grade: 'x', months: 3, ...offer }],
  organisations: [{ ...provider, incubatedBy: 's', offers: [offer, offer] }],
  volunteers: [
    { ...provider, community: 'c', hours: 3, minor: true, guardian: 'g', capabilities: ['escort'], own: { a: [1] } },
  ],
  resources: [{ ...provider, kind: 'fund', capabilities: ['relief'], quantity: 'unlimited', unit: 'yuan', host: 'o' }],
  needs: [
    { id: 'n', community: 'c', urgency: '急', severity: 5, age: 80, dueAt: '2026-03-09T10:00:00Z', ...place, ...line },
    { id: 'n', community: 'c', urgency: 'hoped', groups: ['elderly'], partial: false, requirements: [line, line] },
  ],
};

const network = createNetwork({
  communities: [{ id: 'c' }],
  volunteers: [{ id: 'v', community: 'c', capabilities: ['meal'], quantity: 3 }],
  needs: [
    { id: 'n', community: 'c', urgency: 'urgent', capability: 'meal', quantity: 2 },
    { id: 'm', community: 'c', urgency: 'hoped', partial: false, requirements: [{ capability: 'meal', quantity: 2 }] },
  ],
});

const CASES: readonly (readonly [z.ZodMiniType, object])[] = [
  ...Object.entries(GOOD).flatMap(([name, rows]) =>
    rows.map((row) => [COLLECTIONS[name as keyof typeof COLLECTIONS], row] as const),
  ),
  [planSchema, match(network)],
];

const ODD = [
  undefined,
  null,
  '',
  'x',
  'urgent',
  '460105',
  0,
  -0,
  -1,
  2.5,
  Number.NaN,
  1e300,
  true,
  false,
  [],
  [undefined],
  {},
  { code: 'x' },
];
const odd = fc.oneof(
  fc.constantFrom<unknown>(
    ...ODD,
    new Date(0),
    10n,
    Symbol.iterator,
    JSON.parse('{"__proto__":1}'),
    Object.create(null),
  ),
  fc.string(),
  fc.double(),
  fc.integer(),
);

/** A copy with one place changed, taken away, or one more there. */
function changed(value: unknown, steps: readonly number[], by: unknown, how: number): unknown {
  if (typeof value !== 'object' || value === null || steps.length === 0) return by;
  const copy = (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>;
  const keys = Object.keys(copy);
  const [step = 0, ...rest] = steps;
  const key = keys[step % Math.max(1, keys.length)] ?? 'more';
  if (how === 0 && rest.length === 0) delete copy[key];
  else if (how === 1 && rest.length === 0) copy['more'] = by;
  else copy[key] = changed(copy[key], rest, by, how);
  return copy;
}

/** What came out, down to the order of keys and fields that hold nothing. */
const written = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) => (one === undefined ? '\0' : Object.is(one, -0) ? '-0' : one));

describe('a quick parser', () => {
  it('reads what is good by itself', () => {
    for (const [schema, good] of CASES) {
      const found = quickParser(schema)(good);
      expect(found).toBeDefined();
      expect(written(found)).toBe(written(z.parse(schema, good)));
    }
  });

  it('gives what the schema gives, or leaves it to the schema', () => {
    let [read, left] = [0, 0];
    const steps = fc.array(fc.nat(30), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(
        fc.constantFrom(...CASES),
        fc.array(fc.tuple(steps, odd, fc.nat(3)), { maxLength: 2 }),
        ([schema, good], changes) => {
          const value = changes.reduce<unknown>((one, change) => changed(one, ...change), good);
          const found = quickParser(schema)(value);
          const whole = z.safeParse(schema, value);
          if (found === undefined) left++;
          else {
            read++;
            expect(whole.success).toBe(true);
            expect(found).toStrictEqual(whole.data);
            expect(Object.keys(found as object)).toEqual(Object.keys(whole.data as object));
          }
        },
      ),
      runs(600),
    );
    expect(read).toBeGreaterThan(50);
    expect(left).toBeGreaterThan(50);
  });

  it('leaves alone what its schema has of its own', () => {
    const schema = z.object({
      list: z._default(z.array(z.string()), ['a']),
      flag: z._default(
        z.pipe(
          z.boolean(),
          z.transform((one) => one || undefined),
        ),
        true,
      ),
      either: z.optional(z.union([z.object({ a: z.string() }), z.object({ b: z.exactOptional(z.string()) })])),
      pair: z.optional(z.tuple([z.number(), z.nullable(z.string())])),
      words: z.optional(z.record(z.string(), z.number())),
    });
    const read = quickParser(schema);
    for (const value of [
      {},
      { list: [], flag: false },
      { either: { a: 'x', c: 1 }, other: 2 },
      { either: { b: undefined } },
      { either: { a: undefined, b: 'x' } },
      { either: { a: 1 } },
      { pair: [1, null], words: { x: 1 } },
      { pair: [1], words: { x: 'y' } },
      { flag: undefined },
    ]) {
      const [found, whole] = [read(value), z.safeParse(schema, value)];
      if (found !== undefined) expect([true, found]).toStrictEqual([whole.success, whole.data]);
    }
    expect(read({ either: { a: 'x', c: 1 }, other: 2 })).toStrictEqual({ list: ['a'], flag: true, either: { a: 'x' } });
    expect(read({})!.list).not.toBe(read({})!.list);
  });
});
