import { describe, expect, it } from 'vitest';
import { catalogue as builtIn } from '../../../../src/model/catalogue/index.js';
import { needsOf } from '../../../../src/model/network.js';
import { around, create, faultsOf, importing, type Loose, need, told } from '../inputs.js';

const stored = (input: Loose) => needsOf(create(input))[0]!;
const lines = (input: Loose) =>
  stored(input).requirements.map(({ id, quantity, capability }) => [id, capability.code, quantity]);
const listed = (fields: Loose, catalogue: readonly Loose[]) => ({
  ...need(fields),
  catalogue: [...catalogue, ...builtIn],
});

describe('partial', () => {
  it('is true unless it is said otherwise, or there are patterns', () => {
    expect(stored(need({})).partial).toBe(true);
    expect(stored(need({ partial: true })).partial).toBe(true);
    expect(stored(need({ partial: false })).partial).toBe(false);
    expect(stored(need({ patterns: ['P2'] })).partial).toBe(false);
    expect(stored(need({ patterns: ['P2'], partial: false })).partial).toBe(false);
  });

  it('cannot be true where there are patterns, not even those of the category', () => {
    const why = { code: 'CONTRADICTION', path: ['needs', 0, 'partial'], value: true };
    expect(faultsOf(need({ patterns: ['P2'], partial: true }))).toMatchObject([why]);
    const catalogue = [{ code: 'drop-in', patterns: ['P2'] }];
    expect(faultsOf(listed({ capability: undefined, category: 'drop-in', partial: true }, catalogue))).toMatchObject([
      why,
    ]);
  });
});

describe('minimum', () => {
  const quantities = (fields: Loose) =>
    stored(need(fields)).requirements.map(({ id, quantity, minimum, beyond }) => [id, quantity, minimum, beyond]);

  it('splits a line: what must be, and what is asked beyond it', () => {
    expect(quantities({ quantity: 5, minimum: 2 })).toEqual([
      ['1', 2, 2, undefined],
      ['1/more', 3, undefined, '1'],
    ]);
    expect(quantities({ quantity: 5.5, minimum: 0.25, unit: 'yuan' })).toEqual([
      ['1', 25, 25, undefined],
      ['1/more', 525, undefined, '1'],
    ]);
  });

  it('of all, of nothing and of nobody knows how much splits nothing', () => {
    expect(quantities({ quantity: 5, minimum: 5 })).toEqual([['1', 5, 5, undefined]]);
    expect(quantities({ quantity: 5, minimum: 0 })).toEqual([['1', 5, 0, undefined]]);
    expect(quantities({ quantity: 0, minimum: 0 })).toEqual([['1', 0, 0, undefined]]);
    expect(quantities({ quantity: 'unknown', minimum: 2 })).toEqual([['1', 'unknown', 2, undefined]]);
  });

  it('is no matter of a line that one provider serves whole', () => {
    expect(quantities({ quantity: 5, minimum: 5, single: true })).toEqual([['1', 5, 5, undefined]]);
    for (const minimum of [0, 4]) {
      expect(faultsOf(need({ quantity: 5, minimum, single: true }))).toMatchObject([
        { code: 'CONTRADICTION', path: ['needs', 0, 'minimum'], value: minimum },
      ]);
    }
  });

  it('needs an id that no other line has', () => {
    const requirements = [
      { id: 'a', capability: 'x', quantity: 3, minimum: 1 },
      { id: 'a/more', capability: 'x' },
    ];
    expect(faultsOf(need({ capability: undefined, requirements }))).toMatchObject([
      { code: 'DUPLICATE_ID', path: ['needs', 0, 'requirements', 0, 'id'], value: 'a' },
    ]);
    const more = [{ ...requirements[0], id: 'a/more' }, requirements[0]];
    expect(told(need({ capability: undefined, requirements: more }))).toEqual([
      'DUPLICATE_ID needs.0.requirements.1.id',
    ]);
    expect(lines(need({ capability: undefined, requirements: [more[0]] }))).toEqual([
      ['a/more', 'x', 1],
      ['a/more/more', 'x', 2],
    ]);
  });
});

describe('patterns', () => {
  it('are written out, or codes of the catalogue, in the order of choice', () => {
    const own = { id: 'own', requirements: [{ capability: 'gift' }, { id: 'b', capability: 'venue', quantity: 2 }] };
    const network = need({ patterns: ['P6', own] });
    expect(stored(network).patterns).toEqual(['P6', 'own']);
    expect(stored(network).requirements).toMatchObject([
      { id: 'P6/1', pattern: 'P6', role: 'lead', capability: { code: 'casework' }, societies: ['socialWorker'] },
      { id: 'P6/2', pattern: 'P6', role: 'helper', capability: { code: 'supervision' } },
      { id: 'own/1', pattern: 'own', capability: { code: 'gift' } },
      { id: 'own/b', pattern: 'own', capability: { code: 'venue' }, quantity: 2 },
    ]);
  });

  it('stand for the lines of the need where they name no capability, narrowed', () => {
    const fields = { capability: undefined, patterns: ['P3', { id: 'any', requirements: [{ quantity: 9, id: 'x' }] }] };
    const requirements = [
      { capability: 'repair', quantity: 3, minimum: 1 },
      { id: 'r', capability: 'legal', societies: ['organisation', 'volunteer'], checks: ['police'] },
      { capability: 'venue', societies: ['community'] },
    ];
    expect(stored(need({ ...fields, requirements })).requirements).toMatchObject([
      { id: 'P3/1', capability: { code: 'casework' } },
      {
        id: 'P3/2',
        capability: { code: 'repair' },
        quantity: 1,
        minimum: 1,
        societies: ['organisation'],
        role: 'carrier',
      },
      { id: 'P3/2/more', capability: { code: 'repair' }, quantity: 2, beyond: 'P3/2' },
      { id: 'P3/3', capability: { code: 'legal' }, societies: ['organisation'], checks: ['police'] },
      { id: 'P3/4', capability: { code: 'companionship' } },
      { id: 'any/1', capability: { code: 'repair' }, quantity: 1 },
      { id: 'any/1/more', quantity: 8 },
      { id: 'any/2', capability: { code: 'legal' }, quantity: 9, societies: ['organisation', 'volunteer'] },
      { id: 'any/3', capability: { code: 'venue' }, quantity: 9 },
    ]);
  });

  it('may be those of the category, where the need writes no line of its own', () => {
    const catalogue = [
      { code: 'drop-in', patterns: ['P2', { id: 'q', requirements: [{}] }], requirements: [{ capability: 'gift' }] },
    ];
    const fields = { capability: undefined, category: 'drop-in' };
    expect(lines(listed(fields, catalogue))).toEqual([
      ['P2/1', 'casework', 1],
      ['P2/2', 'gift', 1],
      ['q/1', 'gift', 1],
    ]);
    expect(stored(listed(fields, catalogue)).patterns).toEqual(['P2', 'q']);
    expect(stored(listed({ ...fields, capability: 'gift' }, catalogue))).not.toHaveProperty('patterns');
    expect(lines(listed({ ...fields, requirements: [{ capability: 'meal' }] }, catalogue))).toEqual([['1', 'meal', 1]]);
    expect(lines(listed({ ...fields, patterns: ['P8'] }, catalogue)).map(([id]) => id)).toEqual(['P8/1', 'P8/2']);
    // Without requirements the category itself is what is asked for, as much of it as the need says.
    const bare = [{ code: 'drop-in', patterns: ['P2'] }];
    expect(lines(listed({ ...fields, quantity: 3 }, bare))).toEqual([
      ['P2/1', 'casework', 1],
      ['P2/2', 'drop-in', 3],
    ]);
  });

  it('of two needs share nothing', () => {
    const needs = ['a', 'b'].map((id) => ({ id, community: 'c', urgency: 'urgent', category: 'drop-in' }));
    const catalogue = [
      { code: 'drop-in', patterns: ['P2'], requirements: [{ capability: { code: 'gift' }, windows: ['w'] }] },
    ];
    const [one, two] = needsOf(create(around({ needs, catalogue: [...catalogue, ...builtIn] })));
    expect(one!.requirements).toEqual(two!.requirements);
    expect(one!.requirements[1]).not.toBe(two!.requirements[1]);
    expect(one!.requirements[1]!.capability).not.toBe(two!.requirements[1]!.capability);
    expect(one!.requirements[1]!.windows).not.toBe(two!.requirements[1]!.windows);
  });

  it.each<[string, Loose, string[]]>([
    ['a code that is not listed', { patterns: ['P2', 'P9'] }, ['DANGLING_REFERENCE needs.0.patterns.1']],
    ['a code of what is no pattern', { patterns: ['casework'] }, ['DANGLING_REFERENCE needs.0.patterns.0']],
    [
      'a name of every object',
      { patterns: ['__proto__', 'constructor'] },
      ['DANGLING_REFERENCE needs.0.patterns.0', 'DANGLING_REFERENCE needs.0.patterns.1'],
    ],
    ['a code twice', { patterns: ['P2', 'P2'] }, ['DUPLICATE_ID needs.0.patterns.1']],
    [
      'the id of a code',
      { patterns: ['P2', { id: 'P2', requirements: [{ capability: 'a' }] }] },
      ['DUPLICATE_ID needs.0.patterns.1'],
    ],
    ['no patterns', { patterns: [] }, ['EMPTY needs.0.patterns']],
    [
      'a pattern without lines',
      { patterns: [{ id: 'a', requirements: [] }] },
      ['EMPTY needs.0.patterns.0.requirements'],
    ],
    [
      'lines of one id',
      {
        patterns: [
          {
            id: 'a',
            requirements: [
              { id: 'x', capability: 'a' },
              { id: 'x', capability: 'b' },
            ],
          },
        ],
      },
      ['DUPLICATE_ID needs.0.patterns.0.requirements.1.id'],
    ],
    [
      'ids that come to the same',
      {
        patterns: [
          { id: 'a', requirements: [{ id: 'b/c', capability: 'x' }] },
          { id: 'a/b', requirements: [{ id: 'c', capability: 'x' }] },
        ],
      },
      ['DUPLICATE_ID needs.0.patterns.1.requirements.0.id'],
    ],
    [
      'societies of which none may serve the need',
      { societies: ['resource'], patterns: [{ id: 'a', requirements: [{ societies: ['volunteer'] }] }] },
      ['CONTRADICTION needs.0.patterns.0.requirements.0'],
    ],
    ['the same, of the catalogue', { societies: ['resource'], patterns: ['P2'] }, ['CONTRADICTION needs.0.patterns']],
    [
      'a need that asks for nothing',
      { capability: undefined, patterns: ['P2', 'P4'] },
      ['REQUIREMENT_MISSING needs.0'],
    ],
    [
      'a line without a capability',
      { capability: undefined, quantity: 2, patterns: ['P2'] },
      ['REQUIRED needs.0.capability'],
    ],
    [
      'a fraction',
      { patterns: [{ id: 'a', requirements: [{ capability: 'a', quantity: 0.5 }] }] },
      ['NOT_AN_INTEGER needs.0.patterns.0.requirements.0.quantity'],
    ],
    [
      'a role that is none',
      { patterns: [{ id: 'a', requirements: [{ capability: 'a', role: 'boss' }] }] },
      ['UNKNOWN_WORD needs.0.patterns.0.requirements.0.role'],
    ],
    [
      'a slip',
      { patterns: [{ id: 'a', requirements: [{ capability: 'a', windws: [] }] }] },
      ['UNKNOWN_KEY needs.0.patterns.0.requirements.0.windws'],
    ],
  ])('are refused with %s', (_, fields, expected) => {
    expect(told(need(fields)).toSorted()).toEqual(expected.toSorted());
  });

  it('of the catalogue are told about at the need that uses them', () => {
    const catalogue = [
      { code: 'drop-in', patterns: ['gone'] },
      { code: 'both', requirements: [{ capability: 'juggling' }, {}] },
    ];
    const fields = { capability: undefined };
    expect(told(listed({ ...fields, category: 'drop-in' }, catalogue))).toEqual([
      'DANGLING_REFERENCE needs.0.category',
    ]);
    const volunteers = ['case', 'item'].map((unit) => ({ id: unit, capabilities: ['juggling'], quantity: 1, unit }));
    const [fault, ...others] = faultsOf({ ...listed({ patterns: ['both'] }, catalogue), volunteers });
    expect(others).toEqual([]);
    expect(fault).toMatchObject({ code: 'UNIT_AMBIGUOUS', path: ['needs', 0, 'patterns'] });
    expect(fault!.message).toMatch(/^catalogue\[1\]\.requirements\[0\]\.unit: .*case.*item/);
    // A category cannot have lines without a capability; a pattern can.
    expect(told(listed({ ...fields, category: 'both' }, catalogue))).toEqual(['REQUIRED needs.0.category']);
    const { network, issues } = importing({ ...listed({ ...fields, category: 'drop-in' }, catalogue) });
    expect(issues.map(({ path }) => path.join('.'))).toEqual(['needs.0.category']);
    expect(needsOf(network)).toEqual([]);
  });

  it('may have ids as long as ids may be', () => {
    const id = 'p'.repeat(64);
    const requirement = { id: 'r'.repeat(64), capability: 'a', quantity: 2, minimum: 1 };
    expect(lines(need({ patterns: [{ id, requirements: [requirement] }] })).map(([name]) => name)).toEqual([
      `${id}/${requirement.id}`,
      `${id}/${requirement.id}/more`,
    ]);
    expect(told(need({ patterns: ['p'.repeat(65)] }))).toHaveLength(1);
  });
});
