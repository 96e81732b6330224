import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance, nearestIn, nearestWord } from '../../../src/errors/nearest.js';
import { needsOf, providersOf } from '../../../src/model/network.js';
import { nearUnit, scaled } from '../../../src/model/units.js';
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
import { around, create, need, told, volunteer } from './inputs.js';

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

describe('nearestIn', () => {
  const many = Array.from({ length: 50_000 }, (_, i) => `word-${i + 10_000}`);

  it('finds again what it found, and gives up after many words, so that it ends', () => {
    const nearest = nearestIn(many);
    expect(nearest('wrod-10000')).toBe('word-10000');
    for (let i = 0; i < 10; i++) nearest(`xxxx-${i}0000`);
    expect(nearest('wrod-10001')).toBeUndefined();
    expect(nearest('wrod-10000')).toBe('word-10000');
    expect(nearestIn(many)('wrod-10001')).toBe('word-10001');
  });

  it('takes a swap of neighbours for one edit, and case, blanks and width for none', () => {
    const nearest = nearestIn(['meal', '助浴', 'home visit'], () => 1);
    expect(['mael', 'ＭＥＡＬ', 'me al', '助 浴', 'HomeVisit', 'maet'].map(nearest)).toEqual([
      'meal',
      'meal',
      'meal',
      '助浴',
      'home visit',
      undefined,
    ]);
  });
});

describe('units that must be slips', () => {
  it.each([
    ['hour', 'hours Hour HOURS h hr hrs 小时'],
    ['minute', 'minutes min mins minuts minue mintue mintues Minute 分钟'],
    ['yuan', 'yuans Yuan RMB cny 元 人民币'],
    ['fen', 'Fen fens 分'],
    ['case', 'cases Cases 个案'],
    ['session', 'sessions sesion sessons sessoin 次'],
    ['person', 'persons people perosn persn 人次'],
    ['item', 'items ITEM 件'],
  ])('%s: %s', (unit, slips) => {
    for (const slip of [...slips.split(' '), ` ${unit} `, `${unit}s`]) {
      expect(nearUnit(slip), slip).toBe(unit);
      expect(told(volunteer({ unit: slip })), slip).toEqual(['UNKNOWN_UNIT volunteers.0.unit']);
    }
  });

  // Several of these are two edits from a built-in unit, or one from a short one.
  it.each(
    'meal meals bed set box boxes day days week km visit visits trip tour four our lesson lessons season section mission pension portion parcel place piece vase cause ton pen yen litre kg m s 套 盒 天 公里 学时 场'.split(
      ' ',
    ),
  )('%s is a unit of its own', (unit) => {
    expect(nearUnit(unit)).toBeUndefined();
    expect(() => create(volunteer({ unit }))).not.toThrow();
  });

  it('are units of their own where the catalogue has an entry of that code', () => {
    const cap = { quantity: 1, unit: 'persons' };
    const more = {
      catalogue: [
        { code: 'persons', lot: 10 },
        { code: 'escort', unit: 'persons' },
      ],
    };
    const input = { ...volunteer({ unit: 'persons', cap }), ...more };
    const needs = [{ id: 'n', community: 'c', urgency: '急', capability: 'escort', unit: 'persons' }];
    expect(needsOf(create({ ...input, needs }))[0]!.requirements[0]!.unit).toBe('persons');
    expect(told({ ...input, needs, catalogue: [{ code: 'escort', unit: 'persons' }] })).toEqual([
      'UNKNOWN_UNIT catalogue.0.unit',
      'UNKNOWN_UNIT volunteers.0.unit',
      'UNKNOWN_UNIT volunteers.0.cap.unit',
      'UNKNOWN_UNIT needs.0.unit',
    ]);
  });

  it('are told at the need where the catalogue writes them in a default line', () => {
    const catalogue = [{ code: 'bath', requirements: [{ capability: 'wash', unit: 'hours' }] }];
    const needs = [{ id: 'n', community: 'c', urgency: '急', category: 'bath' }];
    expect(told({ ...around({ catalogue }), needs })).toEqual(['UNKNOWN_UNIT needs.0.category']);
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

describe('hours', () => {
  it('are the unit of all figures beside them', () => {
    const given = { quantity: undefined, hours: 3, perSlot: 1, perNeed: 1.5, approval: { limit: 2 } };
    const [, provider] = providersOf(create(volunteer(given)));
    expect(provider?.offers[0]).toMatchObject({
      quantity: 180,
      unit: 'minute',
      perSlot: 60,
      perNeed: 90,
      approval: { limit: 120 },
    });
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
