import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { inputJsonSchema } from '../../../../src/model/notes/json-schema.js';
import { smallest } from '../inputs.js';

describe('the JSON Schema of the input', () => {
  // The formats of instants are told by a pattern beside them.
  const accepts = new Ajv2020({ strict: false, validateFormats: false, allErrors: true }).compile(inputJsonSchema());
  const faults = (input: unknown): string[] => {
    accepts(JSON.parse(JSON.stringify(input)));
    return (accepts.errors ?? []).map(({ instancePath }) => instancePath);
  };

  it('accepts the smallest useful input', () => {
    expect(faults(smallest())).toEqual([]);
  });

  it('accepts every way of writing a line, and unknown keys', () => {
    const row = { id: 'v', name: { zh: '王' }, hours: 1.5, since: 2019, checks: [{ code: 'a' }] };
    const offers = [{ capabilities: ['a', { code: 'b', level: 3 }], quantity: 'unlimited', reach: { remote: true } }];
    const need = { id: 'n', community: 'c', urgency: '盼', requirements: [{ capability: 'a', quantity: 'unknown' }] };
    const input = { asOf: '2026-03-07T08:00:00+08:00', communities: [{ id: 'c', offers }], volunteers: [row] };
    expect(faults({ ...input, needs: [need] })).toEqual([]);
  });

  it.each([
    ['', { communities: [] }],
    ['/asOf', { ...smallest(), asOf: '2026-03-07' }],
    ['/needs/0/urgency', { ...smallest(), needs: [{ id: '1', community: 'datong', urgency: 'soon' }] }],
    ['/needs/0/severity', { ...smallest(), needs: [{ id: '1', community: 'datong', urgency: '急', severity: 6 }] }],
    ['/communities/0/adminCode', { communities: [{ id: 'c', adminCode: '46010' }], needs: [] }],
    ['/resources/0', { ...smallest(), resources: [{ id: 'r' }] }],
  ])('finds what is wrong at %s', (path, input) => {
    expect(faults(input)).toContain(path);
  });

  it('says at every property what it is, in the language asked for', () => {
    const told = (part: unknown): string[] =>
      typeof part !== 'object' || part === null
        ? []
        : Object.entries(part).flatMap(([key, value]) => [
            ...(key === 'properties' ? Object.values(value).map((field) => String(Object(field).description)) : []),
            ...told(value),
          ]);
    const [zh, en] = [told(inputJsonSchema()), told(inputJsonSchema({ locale: 'en' }))];
    expect(zh.length).toBeGreaterThan(300);
    expect(zh.filter((text) => !/[\u4e00-\u9fff].*。$/.test(text))).toEqual([]);
    expect(en.filter((text) => !/^[A-Z`].*[a-z].*\.$/.test(text))).toEqual([]);
    expect(en.length).toBe(zh.length);
    const { needs } = inputJsonSchema()['properties'] as Record<string, { items: { properties: object } }>;
    expect(needs!.items.properties).toMatchObject({
      severity: { description: '严重度，1 至 5，5 最严重；不填为 3。' },
    });
  });

  it('refuses another language', () => {
    expect(() => inputJsonSchema({ locale: 'fr' as 'en' })).toThrow('This cannot be said.');
  });
});
