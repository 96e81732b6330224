import { describe, expect, it } from 'vitest';
import { haikouScenario } from '../../../examples/haikou-scenario.js';
import { createNetwork, importNetwork, match } from '../../../src/index.js';
import { needsOf, providersOf } from '../../../src/model/network.js';
import type { Input } from '../../../src/model/records.js';
import { around, importing, type Loose, need, refusal, volunteer } from './inputs.js';

const given = (input: unknown) =>
  match(createNetwork(input as Input))
    .linkages.flatMap(({ allocations }) => allocations)
    .reduce((sum, { quantity }) => sum + quantity, 0);
const hintsOf = (input: unknown) =>
  importing(input).hints.map(({ code, path, message }) => [code, path.join('.'), message]);

/** A volunteer who cleans and a need for it, each with other fields. */
const cleaning = (offer: Loose, ask: Loose, more: Loose = {}) => ({
  communities: [{ id: 'c' }],
  volunteers: [{ id: 'v', community: 'c', capabilities: ['cleaning'], quantity: 2, ...offer }],
  needs: [{ id: 'n', community: 'c', urgency: '难', capability: 'cleaning', ...ask }],
  ...more,
});

describe('words of the catalogue and of target groups', () => {
  it.each([
    ['case', {}, { capability: 'CLEANING' }, 1],
    [
      'a level beside it',
      { capabilities: [{ code: 'Cleaning', level: 3 }] },
      { capability: { code: 'cleaning', level: 3 } },
      1,
    ],
    ['blanks', { capabilities: [' clean ing'] }, {}, 1],
    ['full width', {}, { capability: 'ｃｌｅａｎｉｎｇ' }, 1],
    ['the Chinese name', {}, { capability: '居家保洁' }, 1],
    ['the English name', { capabilities: ['Home Visit'] }, { capability: '入户走访' }, 1],
    ['the name of a group', { eligibility: { excludeGroups: ['困境儿童'] } }, { groups: ['distressed-child'] }, 0],
    ['a group by two writings', { eligibility: { groups: ['Vagrant'] } }, { groups: ['流浪乞讨人员'] }, 1],
    ['what is declined by its name', { declines: ['居家保洁'] }, {}, 0],
    ['a category declined by its name', { declines: ['养老'] }, { category: 'elderly' }, 0],
    ['a restriction to categories', { restriction: { categories: ['Elderly Care'] } }, { category: '养老' }, 1],
    ['purposes', { purposes: ['助残'] }, { category: 'disability' }, 1],
    ['checks of the catalogue', { checks: [{ code: 'childsafety' }] }, { checks: ['ChildSafety'] }, 1],
  ])('mean the same: %s', (_, offer, ask, units) => {
    const input = cleaning(offer, ask);
    expect(hintsOf(input)).toEqual([]);
    expect(given(input)).toBe(units);
  });

  it('a name that two codes have means neither, and is told', () => {
    const catalogue = [
      { code: 'one', name: 'a wash' },
      { code: 'two', name: 'A wash' },
    ];
    const input = cleaning({ capabilities: ['one'] }, { capability: 'a wash' }, { catalogue });
    expect(hintsOf(input)).toEqual([
      [
        'DOUBTFUL_WORD',
        'needs.0.capability',
        'nobody else knows the string "a wash", once in needs. Maybe "one" (once in offers).',
      ],
    ]);
  });

  it('a code stays itself, though it is the name of another', () => {
    const catalogue = [{ code: 'one', name: 'two' }, { code: 'two' }];
    const input = cleaning({ capabilities: ['one'] }, { capability: 'two' }, { catalogue });
    expect(hintsOf(input)).toEqual([]);
    expect(given(input)).toBe(0);
  });

  it('a category means a category, and a capability a capability, where both are called so', () => {
    const named = (fields: Loose) =>
      importing(around({ needs: [{ id: 'n', community: 'c', urgency: '盼', ...fields }] }));
    const codes = ({ network }: ReturnType<typeof importing>) =>
      network.mapNodes((_, { kind, record }) =>
        kind === 'need' ? record.requirements.map((one) => one.capability.code) : [],
      );
    expect(codes(named({ category: 'child care' })).flat()).toEqual(['casework', 'tutoring']);
    expect(codes(named({ capability: 'child care' })).flat()).toEqual(['childCare']);
  });

  it('two writings of one code are one; the same word twice is refused', () => {
    const { network, issues } = importing(volunteer({ capabilities: ['escort', 'Escort', 'meal'] }));
    expect(issues).toEqual([]);
    expect(
      providersOf(network)
        .find(({ society }) => society === 'volunteer')!
        .offers[0]!.capabilities.map(({ code }) => code),
    ).toEqual(['escort', 'meal']);
    expect(refusal(volunteer({ capabilities: ['escort', 'escort'] })).details.map(({ code }) => code)).toEqual([
      'DUPLICATE',
    ]);
  });
});

describe('words that nobody else knows', () => {
  it.each<[string, Loose, Loose, string, string]>([
    ['a capability asked', { capabilities: ['puppetry'] }, { capability: 'pupetry' }, 'needs.0.capability', 'puppetry'],
    ['a capability offered', { capabilities: ['clenaing'] }, {}, 'volunteers.0.capabilities.0', 'cleaning'],
    ['a category', {}, { category: 'goverance' }, 'needs.0.category', 'governance'],
    ['a group', {}, { groups: ['dibao', 'distitute'] }, 'needs.0.groups.1', 'destitute'],
    [
      'a group of the own side',
      { eligibility: { groups: ['veterans'] } },
      { groups: ['veteran'] },
      'needs.0.groups.0',
      'veterans',
    ],
    ['a check', { checks: [{ code: 'driving' }] }, { checks: ['drivng'] }, 'needs.0.checks.0', 'driving'],
    ['a document', { eligibility: { documents: ['hukou'] } }, { documents: ['hukuo'] }, 'needs.0.documents.0', 'hukou'],
    ['a purpose', { purposes: ['cleening'] }, {}, 'volunteers.0.purposes.0', 'cleaning'],
    ['what is declined', { declines: ['meal', 'cleanin'] }, {}, 'volunteers.0.declines.1', 'cleaning'],
    [
      'a category of a restriction',
      { restriction: { categories: ['medcal'] } },
      { category: 'medical' },
      'volunteers.0.restriction.categories.0',
      'medical',
    ],
  ])('%s is told where it came first, with the nearest', (_, offer, ask, path, near) => {
    const input = cleaning(offer, ask);
    const { issues, hints } = importing(input);
    expect(issues).toEqual([]);
    expect(hints.filter((hint) => hint.path.join('.') === path)).toEqual([
      expect.objectContaining({
        code: 'DOUBTFUL_WORD',
        count: 1,
        message: expect.stringContaining(`Maybe "${near}"`),
      }),
    ]);
    expect(() => createNetwork(input as unknown as Input)).not.toThrow();
    expect(() => createNetwork(input as unknown as Input, { strict: true })).toThrow(near);
  });

  it('a community that is declined may go by its name', () => {
    const communities = [{ id: 'datong', name: '大同社区' }];
    const of = (word: string) => importing({ communities, volunteers: [{ id: 'v', declines: [word] }], needs: [] });
    for (const word of ['datong', '大同社区', '大同居委会']) {
      expect(of(word).hints).toEqual([]);
      expect(of(word).network.getNodeAttribute('volunteer:v', 'record')).toHaveProperty('declines', ['datong']);
    }
    expect(of('datongg').hints[0]?.message).toContain('Maybe "datong"');
  });

  it('counts a word, and says it once', () => {
    const input = around({
      volunteers: [{ id: 'v', capabilities: ['puppetry'], quantity: 1 }],
      needs: ['1', '2', '3'].map((id) => ({ id, community: 'c', urgency: '急', capability: 'pupetry' })),
    });
    const hints = importing(input).hints.filter(({ record }) => record === 'needs');
    expect(hints).toEqual([expect.objectContaining({ value: 'pupetry', count: 3, id: '1', row: 0 })]);
  });

  it.each([
    ['words of both sides', { capabilities: ['puppetry'] }, { capability: 'puppetry' }],
    ['what is held and shown beyond need', { checks: [{ code: 'sailing' }] }, { documents: ['passport'] }],
  ])('%s are no doubt', (_, offer, ask) => {
    expect(hintsOf(cleaning(offer, ask))).toEqual([]);
  });
});

describe('words far from all', () => {
  it.each<[string, Loose, Loose, string, string]>([
    ['asked', {}, { capability: 'puppetry' }, 'needs.0.capability', 'puppetry'],
    ['offered', { capabilities: ['puppetry'] }, {}, 'volunteers.0.capabilities.0', 'puppetry'],
    ['of a category', {}, { category: 'festival', capability: 'cleaning' }, 'needs.0.category', 'festival'],
    ['of a group', {}, { groups: ['newcomers'] }, 'needs.0.groups.0', 'newcomers'],
    ['of a check that nobody holds', {}, { checks: ['sailing'] }, 'needs.0.checks.0', 'sailing'],
  ])('%s are told once, with how often they came', (_, offer, ask, path, word) => {
    const { hints } = importing(cleaning(offer, ask));
    expect(hints.filter(({ code }) => code === 'LONE_WORD')).toEqual([
      expect.objectContaining({
        value: word,
        count: 1,
        near: [],
        path: path.split('.').map((s) => (/^\d$/.test(s) ? Number(s) : s)),
      }),
    ]);
  });

  it('a word of both sides with different endings is near, with counts of both', () => {
    const needs = ['1', '2', '3'].map((id) => ({ id, community: 'c', urgency: '急', capability: '绿植养护' }));
    const { hints } = importing(cleaning({ capabilities: ['社区绿植养护'] }, {}, { needs }));
    expect(hints.map(({ value, count, near, ofNeeds }) => [value, count, ofNeeds, near])).toEqual([
      ['社区绿植养护', 1, false, [{ word: '绿植养护', count: 3 }]],
      ['绿植养护', 3, true, [{ word: '社区绿植养护', count: 1 }]],
    ]);
  });

  it('synonyms are no words of one’s own, and mean codes that the catalogue has', () => {
    const input = cleaning({ capabilities: ['打扫卫生'] }, { groups: ['五保户', '重残'] });
    expect(hintsOf(input)).toEqual([]);
    expect(given(input)).toBe(1);
    const own = cleaning({ capabilities: ['打扫卫生'] }, { capability: '打扫卫生' }, { catalogue: [] });
    expect(hintsOf(own)).toEqual([]);
    expect(given(own)).toBe(1);
  });
});

describe('communities and stations', () => {
  const records = {
    stations: [{ id: 's', tier: 'street', name: '大同街道社工站' }],
    communities: [
      { id: '1', name: '大同社区', station: '大同社工站' },
      { id: '2', name: { zh: '永兴村', en: 'Yongxing' } },
      { id: '3', name: '义兴' },
      { id: '4', name: '义兴村' },
    ],
  };
  const placeOf = (word: string) => {
    const { issues, network } = importing({
      ...records,
      needs: [{ id: 'n', community: word, urgency: '急', capability: 'meal' }],
    });
    return issues[0]?.code ?? needsOf(network)[0]?.community;
  };
  it.each([
    ['1', '1'],
    ['大同社区', '1'],
    ['大 同社\u200b区', '1'],
    ['大同社区居民委员会', '1'],
    ['大同居委会', '1'],
    ['大同', '1'],
    ['永兴村村民委员会', '2'],
    ['永兴村委会', '2'],
    ['YONGXING', '2'],
    ['永兴', '2'],
    ['义兴', '3'],
    ['义兴社区', '3'],
    ['义兴村', '4'],
    ['大同村', 'DANGLING_REFERENCE'],
    ['永兴社区', 'DANGLING_REFERENCE'],
    ['社区', 'DANGLING_REFERENCE'],
    ['新大同社区', 'DANGLING_REFERENCE'],
  ])('%s is %s', (word, id) => expect(placeOf(word)).toBe(id));

  it('stations, too, wherever they are named', () => {
    const { issues, network } = importing({
      ...records,
      volunteers: [
        {
          id: 'v',
          community: '大同居委会',
          station: '大同街道社会工作服务站',
          capabilities: ['meal'],
          quantity: 1,
          restriction: { communities: ['永兴'] },
        },
      ],
      needs: [],
    });
    expect(issues).toEqual([]);
    expect(network.getNodeAttribute('community:1', 'record')).toHaveProperty('station', 's');
    expect(network.getNodeAttribute('volunteer:v', 'record')).toMatchObject({
      community: '1',
      station: 's',
      offers: [{ restriction: { communities: ['2'] } }],
    });
  });
});

describe('fields that are no fields', () => {
  it('are kept, told once, with where they would be read', () => {
    const input = around({
      volunteers: ['1', '2'].map((id) => ({
        id,
        capabilities: ['meal'],
        quantity: 1,
        excludeGroups: ['x'],
        phone: 'kept',
      })),
      helpers: [],
    });
    expect(hintsOf(input)).toEqual([
      ['OWN_FIELD', 'helpers', '`helpers` is no collection, and nothing reads it.'],
      [
        'OWN_FIELD',
        'volunteers.0.excludeGroups',
        '`excludeGroups` is no field here: it is kept as your own, but nothing reads it, 2 times. Maybe `eligibility.excludeGroups`.',
      ],
      [
        'OWN_FIELD',
        'volunteers.0.phone',
        '`phone` is no field here: it is kept as your own, but nothing reads it, 2 times.',
      ],
    ]);
    expect(importing(input).network.getNodeAttribute('volunteer:2', 'record')).toHaveProperty('phone', 'kept');
  });
});

describe('one round', () => {
  it('tells the id and the references of a row whose shape is wrong', () => {
    const { issues, network } = importing({
      stations: [{ id: 's', tier: 'high', parent: 't' }],
      communities: [{ id: 'c' }],
      organisations: [
        { id: 'o', capabilities: [], quantity: 1, incubatedBy: 'nowhere', restriction: { communities: ['d'] } },
      ],
      volunteers: [
        { id: 'v', minor: 'yes', guardian: 'w' },
        { id: 'v', cap: { quantity: 1, unit: 'item' }, capabilities: ['meal'], quantity: 1, memberOf: ['p'] },
      ],
      needs: [{ id: 'n', community: 'd', urgency: 'high', previousProviders: ['volunteer:x'] }],
    });
    expect(issues.map(({ code, path, id }) => `${code} ${path.join('.')} of ${id}`).sort()).toEqual([
      'CAP_UNIT volunteers.1.cap.unit of v',
      'DANGLING_REFERENCE needs.0.community of n',
      'DANGLING_REFERENCE needs.0.previousProviders.0 of n',
      'DANGLING_REFERENCE organisations.0.incubatedBy of o',
      'DANGLING_REFERENCE organisations.0.restriction.communities.0 of o',
      'DANGLING_REFERENCE stations.0.parent of s',
      'DANGLING_REFERENCE volunteers.0.guardian of v',
      'DANGLING_REFERENCE volunteers.1.memberOf.0 of v',
      'DUPLICATE_ID volunteers.1.id of v',
      'EMPTY organisations.0.capabilities of o',
      'NOT_A_BOOLEAN volunteers.0.minor of v',
      'UNKNOWN_WORD needs.0.urgency of n',
      'UNKNOWN_WORD stations.0.tier of s',
    ]);
    expect(network.order).toBe(1);
  });
});

describe('references', () => {
  const records = {
    slots: [{ id: 'monday' }],
    stations: [{ id: 'station-9', tier: 'street', name: '人民路社工站' }],
    communities: [{ id: 'datong', name: { zh: '大同社区', en: 'Datong' } }],
    organisations: [{ id: 'sunshine', name: '阳光服务队' }],
  };
  it.each<[Loose, string]>([
    [{ volunteers: [{ id: 'v', community: 'datnog' }] }, '"datong"'],
    [{ volunteers: [{ id: 'v', community: '太同社区' }] }, '"datong"'],
    [{ volunteers: [{ id: 'v', station: 'STATION-9' }] }, '"station-9"'],
    [{ volunteers: [{ id: 'v', memberOf: ['sunshne'] }] }, '"sunshine"'],
    [{ resources: [{ id: 'r', kind: 'fund', host: 'ｓunshine' }] }, '"sunshine"'],
    [
      { organisations: [...records.organisations, { id: 'p', incubatedBy: 'organisation:sunshin' }] },
      '"organisation:sunshine"',
    ],
    [{ socialWorkers: [{ id: 'anna' }, { id: 'ben', supervisor: 'ana' }] }, '"anna"'],
    [{ volunteers: [{ id: 'v', capabilities: ['meal'], quantity: 1, windows: ['monda'] }] }, '"monday"'],
    [
      { needs: [{ id: 'n', community: 'datong', urgency: '急', capability: 'meal', prefers: ['阳光服务队'] }] },
      '"organisation:sunshine"',
    ],
    [
      {
        needs: [{ id: 'n', community: 'datong', urgency: '急', capability: 'meal', conflicts: ['volunteer:sunshine'] }],
      },
      '"organisation:sunshine"',
    ],
  ])('%j ends in %s', (more, near) => {
    const { issues } = importing({ ...records, needs: [], ...more });
    expect(issues.map(({ code }) => code)).toEqual(['DANGLING_REFERENCE']);
    expect(issues[0]?.message).toContain(`Maybe ${near}`);
  });
});

describe('own data', () => {
  it('a whole city raises no doubt', () => {
    const { issues, hints } = importNetwork(haikouScenario(1, 2000));
    expect([...issues, ...hints]).toEqual([]);
  });

  it('strict is true or false', () => {
    expect(() => createNetwork(need({}) as unknown as Input, { strict: 'yes' } as never)).toThrow('strict');
  });
});
