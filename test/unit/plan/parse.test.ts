import { describe, expect, it } from 'vitest';
import { LinkageError } from '../../../src/errors/linkage-error.js';
import { createNetwork, match, parsePlan, verify } from '../../../src/index.js';
import { RICH } from '../../support/samples.js';

const plan = match(createNetwork(RICH));

function refusal(source: unknown): LinkageError {
  try {
    parsePlan(source);
  } catch (error) {
    if (error instanceof LinkageError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('parsePlan', () => {
  it('reads what match writes, from text and from data', () => {
    expect(parsePlan(JSON.stringify(plan))).toStrictEqual(plan);
    const copy = parsePlan(plan);
    expect(copy).toStrictEqual(plan);
    copy.linkages.length = 0;
    expect(plan.linkages.length).toBeGreaterThan(0);
  });

  it('names every fault with its path and value', () => {
    const { code, details } = refusal({ ...plan, version: 3, withdrawn: -1, linkages: [{}] });
    expect(code).toBe('INVALID_PLAN');
    expect(details.map(({ path }) => path.join('.'))).toEqual(
      expect.arrayContaining(['version', 'withdrawn', 'linkages.0.need']),
    );
    expect(details.find(({ path }) => path[0] === 'withdrawn')).toMatchObject({ code: 'NEGATIVE', value: -1 });
  });

  it.each<[string, unknown]>([
    ['text that is no JSON', '{"version": 1,'],
    ['nothing', undefined],
    ['a list', []],
    ['a cost above 2^53 as a number', { ...plan, cost: 2 ** 53 }],
    ['a small cost as text', { ...plan, cost: '7' }],
    ['a fraction of a unit', { ...plan, withdrawn: 0.5 }],
    ['a date without a zone', { ...plan, now: '2026-03-07T08:00:00' }],
    ['levels out of order', { ...plan, levels: ['cost', 'rank'] }],
  ])('refuses %s', (_, source) => {
    expect(refusal(source).code).toBe('INVALID_PLAN');
  });

  it('fault 80: text broken off, nested 10,000 deep, or with a key twice is refused, or is what is checked', () => {
    const text = JSON.stringify(plan);
    expect(refusal(text.slice(0, -1)).code).toBe('INVALID_PLAN');
    expect(refusal(`${'['.repeat(10_000)}${']'.repeat(10_000)}`).code).toBe('INVALID_PLAN');
    expect(refusal(`${text.slice(0, -1)},"version":9}`).code).toBe('INVALID_PLAN');
    const altered = parsePlan(`${text.slice(0, -1)},"withdrawn":7}`);
    expect(verify(createNetwork(RICH), altered).ok).toBe(false);
  });

  it('fault 80: says where text stops being JSON', () => {
    const message = 'expected JSON, found none from line 2, column 16 on.';
    expect(refusal('{\n  "version": 1,').details[0]).toMatchObject({ code: 'NOT_JSON', path: [], message });
  });
});
