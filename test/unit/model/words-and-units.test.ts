import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance, nearestWord } from '../../../src/model/nearest.js';
import { needsOf } from '../../../src/model/network.js';
import { scaled } from '../../../src/model/units.js';
import {
  SOCIETIES,
  SOCIETY_NAMES,
  TIER_NAMES,
  TIERS,
  UNIT_NAMES,
  URGENCIES,
  URGENCIES_ZH,
  URGENCY_NAMES,
} from '../../../src/model/vocabulary.js';
import { create, need } from './inputs.js';

describe('editDistance', () => {
  it.each([
    ['', '', 0],
    ['', 'abc', 3],
    ['windws', 'windows', 1],
    ['kitten', 'sitting', 3],
    ['unti', 'unit', 2],
  ])('of "%s" and "%s" is %d', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
    expect(editDistance(b, a)).toBe(distance);
  });

  it('is a metric', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });
    fc.assert(
      fc.property(word, word, word, (a, b, c) => {
        expect(editDistance(a, b) === 0).toBe(a === b);
        expect(editDistance(a, c)).toBeLessThanOrEqual(editDistance(a, b) + editDistance(b, c));
        expect(editDistance(a, b)).toBeGreaterThanOrEqual(Math.abs(a.length - b.length));
      }),
    );
  });
});

describe('nearestWord', () => {
  const known = ['id', 'cap', 'unit', 'windows', 'quantity', 'capability', 'capabilities'];

  it.each([
    ['windws', 'windows'],
    ['WINDOWS', 'windows'],
    ['capabilty', 'capability'],
    ['capabilites', 'capabilities'],
    ['units', 'unit'],
    ['cat', 'cap'],
    ['ids', undefined],
    ['ic', undefined],
    ['unlit2', undefined],
    ['winnow', 'windows'],
    ['widow', 'windows'],
    ['wid', undefined],
    ['notes', undefined],
  ])('of "%s" is %s', (word, nearest) => {
    expect(nearestWord(word, known)).toBe(nearest);
  });

  it('prefers the nearer of two', () => {
    expect(nearestWord('sessions', ['sessionss', 'session', 'sessio'])).toBe('sessionss');
    expect(nearestWord('sessioms', ['session', 'sessions'])).toBe('sessions');
  });
});

describe('scaled', () => {
  it('is exact for every whole number of minutes or fen written as a decimal', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e12 }), (fen) => {
        const yuan = Number(`${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`);
        expect(scaled(yuan, 100)).toBe(fen);
      }),
    );
  });

  it('refuses exactly those decimals that are no whole number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 1, max: 6 }), (digits, places) => {
        const exact = (BigInt(digits) * 60n) % 10n ** BigInt(places) === 0n;
        const value = Number(`${digits}e-${places}`);
        expect(scaled(value, 60)).toBe(
          exact ? Number((BigInt(digits) * 60n) / 10n ** BigInt(places)) : 'NOT_AN_INTEGER',
        );
      }),
    );
  });

  it('is exact to the last whole number', () => {
    expect(scaled(Number.MAX_SAFE_INTEGER, 1)).toBe(Number.MAX_SAFE_INTEGER);
    expect(scaled(90071992547409, 100)).toBe(9007199254740900);
    expect(scaled(90071992547410, 100)).toBe('TOO_LARGE');
    expect(scaled(2 ** 53, 1)).toBe('TOO_LARGE');
    expect(scaled(1e-7, 100)).toBe('NOT_AN_INTEGER');
    expect(scaled(90071992547409.5, 100)).toBe(9007199254740950);
    expect(scaled(90071992547409.95, 100)).toBe('TOO_LARGE');
  });
});

describe('vocabulary', () => {
  it('reads urgency in either language and stores English', () => {
    for (const [index, zh] of URGENCIES_ZH.entries()) {
      const english = URGENCIES[index]!;
      expect(URGENCY_NAMES[english].zh).toBe(zh);
      for (const urgency of [zh, english]) expect(needsOf(create(need({ urgency })))[0]!.urgency).toBe(english);
    }
  });

  it('names every word in both languages', () => {
    const names = [
      ...SOCIETIES.map((each) => SOCIETY_NAMES[each]),
      ...TIERS.map((each) => TIER_NAMES[each]),
      ...UNIT_NAMES.values(),
    ];
    for (const { zh, en } of names) {
      expect(zh).toMatch(/[\u4e00-\u9fff]/);
      expect(en).toMatch(/^[a-z ]+$/);
    }
    expect([...UNIT_NAMES.keys()]).toEqual(['case', 'session', 'person', 'minute', 'item', 'fen']);
  });
});
