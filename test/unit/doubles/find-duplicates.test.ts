import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { haikouScenario } from '../../../examples/haikou-scenario.js';
import { eachCandidate } from '../../../src/doubles/alike-pairs.js';
import { textColumn } from '../../../src/doubles/field-columns.js';
import { type Duplicate, findDuplicates } from '../../../src/doubles/find-duplicates.js';
import { dice, shuffled } from '../../support/dice.js';
import { runs } from '../../support/runs.js';
import { thrown } from '../../support/thrown.js';
import { f1, needsTwice, textsTwice } from '../../support/twice-entered.js';

const pairsOf = (found: readonly Duplicate[]) => found.map(({ ids }) => [...ids].sort().join(' '));

describe('findDuplicates', () => {
  it.each([1, 2])(
    'finds needs of a city that came by the hotline and by a visit, in other words and with slips (%i)',
    (seed) => {
      const { needs = [] } = haikouScenario(seed, 800);
      const { records, same } = needsTwice(needs, 15, dice(seed));
      expect(same.size).toBeGreaterThan(80);
      expect(f1(pairsOf(findDuplicates({ needs: records })), same)).toBeGreaterThan(0.97);
    },
  );

  it('finds resources entered twice under other names', () => {
    const { resources = [] } = haikouScenario(1, 2000);
    const { records, same } = textsTwice(resources, ['name'], 20, dice(5));
    expect(f1(pairsOf(findDuplicates({ resources: records })), same)).toBeGreaterThan(0.95);
  });

  it('finds nothing in a city without doubles', () => {
    const { needs = [], resources = [], volunteers = [] } = haikouScenario(3, 800);
    expect(findDuplicates({ needs, resources, volunteers })).toEqual([]);
  });

  const two = [
    {
      id: 'A1',
      community: 'c1',
      urgency: '急',
      capability: 'escort',
      groups: ['living-alone'],
      reportedAt: '2026-03-02T00:00:00+08:00',
    },
    {
      id: 'B7',
      community: 'c1',
      urgency: '急',
      capability: 'escort',
      groups: ['living-alone'],
      reportedAt: '2026-03-02T00:00:00+08:00',
    },
  ] as const;

  it('two alone, alike in all that they say, are told with reasons', () => {
    const [one, ...others] = findDuplicates({ needs: two });
    expect(others).toEqual([]);
    expect(one).toMatchObject({ collection: 'needs', ids: ['A1', 'B7'], rows: [0, 1] });
    expect(one?.reasons.map(({ field, agreement }) => [field, agreement])).toEqual(
      expect.arrayContaining([
        ['community, capability', 'same'],
        ['groups', 'same'],
        ['reportedAt', 'same'],
      ]),
    );
    expect(one?.reasons.every(({ factor }, i, all) => i === 0 || factor <= all[i - 1]!.factor)).toBe(true);
  });

  it.each([
    ['community', 'c2'],
    ['capability', 'meal'],
    ['groups', ['disabled']],
    ['reportedAt', '2026-01-02T00:00:00+08:00'],
  ])('less by another %s', (field, value) => {
    const least = { least: 0 };
    const [[before], [after]] = [two, [two[0], { ...two[1], [field]: value }]].map((needs) =>
      findDuplicates({ needs: needs as typeof two }, least),
    ) as [Duplicate[], Duplicate[]];
    expect(after?.probability ?? 0).toBeLessThan(before!.probability);
  });

  it.each(['大同社区', '大同居委会', 'c1'])('places are the same by whatever they are called: %s', (community) => {
    const communities = [{ id: 'c1', name: '大同社区' }];
    const found = (needs: readonly object[]) => findDuplicates({ communities, needs: needs as typeof two });
    expect(found([two[0], { ...two[1], community }])).toEqual(found(two));
  });

  it('says the same for any order of records', () => {
    const { needs = [] } = haikouScenario(4, 200);
    const { records } = needsTwice(needs, 20, dice(4));
    const sorted = (list: typeof records) =>
      findDuplicates({ needs: list })
        .map(({ ids, probability }) => [[...ids].sort(), probability])
        .sort();
    expect(sorted(shuffled(records, dice(9)))).toEqual(sorted(records));
  });

  it('takes whatever records hold, and refuses other options', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.object(), fc.anything()), { maxLength: 6 }), (needs) => {
        expect(Array.isArray(findDuplicates({ needs } as never))).toBe(true);
      }),
      runs(100),
    );
    expect(findDuplicates({})).toEqual([]);
    expect(thrown(() => findDuplicates({}, { least: 2 })).code).toBe('INVALID_OPTIONS');
  });
});

describe('texts', () => {
  const levels = (...texts: string[]) => {
    const all = [...texts, '人民大道12号3栋502室', '解放西路8号', '海府路77号2栋', '博爱北路5号'];
    const column = textColumn(
      't',
      all.map((text) => ({ text })),
      ({ text }) => String(text),
    );
    return column.levels[column.compare(0, 1) - 1];
  };
  it.each([
    ['龙昆南路16号3栋502室', '龙昆南路１６号 3栋５０２室', 'same'],
    ['龙昆南路16号3栋502室', '16号3栋502室', 'near'],
    ['龙昆南路16号3栋502室', '龙昆南16号3栋502室', 'near'],
    ['龙昆南路16号3栋502室', '白龙北路99号1栋101室', 'other'],
    ['龙昆南路16号3栋502室', '', undefined],
    ['a', 'b', 'other'],
  ])('%s and %s are %s', (one, other, level) => expect(levels(one, other)).toBe(level));
});

describe('candidates', () => {
  it('are all pairs of a key within the window, each once', () => {
    const key = fc.array(fc.nat(3), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(fc.array(key, { minLength: 1, maxLength: 3 }), fc.integer({ min: 1, max: 12 }), (rules, window) => {
        const found: string[] = [];
        eachCandidate(
          rules.map((rule) => Uint32Array.from(rule)),
          window,
          (i, j) => found.push(`${i} ${j}`),
        );
        const wanted = new Set<string>();
        for (const rule of rules)
          for (const group of [1, 2, 3]) {
            const own = rule.flatMap((one, i) => (one === group ? [i] : []));
            for (const [at, i] of own.entries())
              for (const j of own.slice(at + 1, at + 1 + window)) wanted.add(`${i} ${j}`);
          }
        expect(found.sort()).toEqual([...wanted].sort());
      }),
      runs(200),
    );
  });
});
