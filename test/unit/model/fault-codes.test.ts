// What an app does that uses zod itself: it sets the messages of all.
import 'zod';
import { describe, expect, it } from 'vitest';
import { around, faultsOf, need, refusal, volunteer } from './inputs.js';

/** [code, path, value shown, input] of one fault alone. */
type Case = [code: string, path: string, value: unknown, input: unknown];

const station = (id: string, tier: string, parent?: string) => ({ id, tier, parent });
const at = (lat: number, lng: number, crs?: string) => ({ location: { lat, lng, crs } });

const CASES: Case[] = [
  ['REQUIRED', 'needs', undefined, { communities: [] }],
  ['REQUIRED', 'communities', undefined, { needs: [] }],
  ['REQUIRED', 'communities.0.id', undefined, around({ communities: [{}] })],
  ['REQUIRED', 'volunteers.0.quantity', undefined, volunteer({ quantity: undefined })],
  ['REQUIRED', 'volunteers.0.capabilities', undefined, volunteer({ capabilities: undefined })],
  ['REQUIRED', 'needs.0.capability', undefined, need({ capability: undefined, quantity: 3 })],
  ['NOT_AN_ARRAY', 'volunteers', '[object]', around({ volunteers: {} })],
  ['NOT_AN_ARRAY', 'volunteers.0.windows', '[object]', volunteer({ windows: { 0: 'a' } })],
  ['NOT_AN_OBJECT', 'volunteers.0', 'v', around({ volunteers: ['v'] })],
  ['NOT_AN_OBJECT', 'volunteers.0', '[array]', around({ volunteers: [[]] })],
  ['NOT_AN_OBJECT', 'volunteers.0.reach', 5, volunteer({ reach: 5 })],
  ['NOT_A_STRING', 'volunteers.0.unit', 5, volunteer({ unit: 5 })],
  ['NOT_A_STRING', 'volunteers.0.capabilities.0', null, volunteer({ capabilities: [null] })],
  ['NOT_A_STRING', 'volunteers.0.name', 5, volunteer({ name: 5 })],
  ['NOT_A_BOOLEAN', 'needs.0.partial', 'no', need({ partial: 'no' })],
  ['NOT_DATA', 'volunteers.0.since', '[object]', volunteer({ since: new Date(0) })],
  ['UNKNOWN_WORD', 'needs.0.urgency', 'urgnet', need({ urgency: 'urgnet' })],
  ['UNKNOWN_WORD', 'resources.0.kind', 'money', around({ resources: [{ id: 'r', kind: 'money' }] })],
  ['OUT_OF_RANGE', 'needs.0.severity', 6, need({ severity: 6 })],
  ['OUT_OF_RANGE', 'needs.0.beneficiaries', 0, need({ beneficiaries: 0 })],
  ['OUT_OF_RANGE', 'volunteers.0.capabilities.0.level', 6, volunteer({ capabilities: [{ code: 'a', level: 6 }] })],
  ['OUT_OF_RANGE', 'volunteers.0.location.lng', 181, volunteer(at(0, 181))],
  ['OUT_OF_RANGE', 'catalogue.0.lot', 0, around({ catalogue: [{ code: 'a', lot: 0 }] })],
  ['BAD_ID', 'volunteers.0.id', '', volunteer({ id: '' })],
  ['BAD_ID', 'volunteers.0.id', 'a\u0007', volunteer({ id: 'a\u0007' })],
  ['BAD_ID', 'volunteers.0.id', 'x'.repeat(65), volunteer({ id: 'x'.repeat(65) })],
  ['BAD_TEXT', 'volunteers.0.name', 'a\ud800', volunteer({ name: 'a\ud800' })],
  ['BAD_TEXT', 'volunteers.0.name.zh', 'a\ud800', volunteer({ name: { zh: 'a\ud800' } })],
  ['BAD_ADMIN_CODE', 'volunteers.0.adminCode', '46010', volunteer({ adminCode: '46010' })],
  ['BAD_ADMIN_CODE', 'volunteers.0.adminCode', '000000', volunteer({ adminCode: '000000' })],
  ['BAD_ADMIN_CODE', 'volunteers.0.reach.within.0', '4a', volunteer({ reach: { within: ['4a'] } })],
  ['BAD_INSTANT', 'needs.0.dueAt', '2026-03-07', need({ dueAt: '2026-03-07' })],
  ['BAD_INSTANT', 'needs.0.dueAt', '2026-03-07T10:00:00', need({ dueAt: '2026-03-07T10:00:00' })],
  ['BAD_WINDOW', 'needs.0.windows.0', '每周二饭后', need({ windows: ['每周二饭后'] })],
  ['BAD_INSTANT', 'asOf', 'today', around({ asOf: 'today' })],
  ['UNKNOWN_UNIT', 'volunteers.0.unit', 'hours', volunteer({ unit: 'hours', quantity: 1.5 })],
  ['UNKNOWN_UNIT', 'volunteers.0.cap.unit', 'sessions', volunteer({ cap: { quantity: 1, unit: 'sessions' } })],
  ['UNKNOWN_UNIT', 'needs.0.unit', 'minuts', need({ unit: 'minuts' })],
  ['UNKNOWN_UNIT', 'catalogue.0.unit', 'yuans', around({ catalogue: [{ code: 'aid', unit: 'yuans', lot: 0.5 }] })],
  ['EMPTY', 'volunteers.0.capabilities', '[array]', volunteer({ capabilities: [] })],
  ['EMPTY', 'volunteers.0.windows', '[array]', volunteer({ windows: [] })],
  ['EMPTY', 'needs.0.societies', '[array]', need({ societies: [] })],
  ['UNKNOWN_KEY', 'volunteers.0.windws', '[array]', volunteer({ windws: ['a'] })],
  ['UNKNOWN_KEY', 'volunteer', undefined, around({ volunteer: [] })],
  ['LINE_AND_ARRAY', 'volunteers.0.offers', '[array]', volunteer({ offers: [] })],
  ['LINE_AND_ARRAY', 'volunteers.0.offers', '[array]', around({ volunteers: [{ id: 'v', hours: 3, offers: [] }] })],
  ['LINE_AND_ARRAY', 'needs.0.requirements', '[array]', need({ requirements: [] })],
  ['CONTRADICTION', 'volunteers.0.quantity', 2, volunteer({ hours: 3 })],
  ['CONTRADICTION', 'volunteers.0.unit', 'item', volunteer({ hours: 3, quantity: undefined, unit: 'item' })],
  ['CONTRADICTION', 'volunteers.0.eligibility.minAge', 9, volunteer({ eligibility: { minAge: 9, maxAge: 8 } })],
  ['CONTRADICTION', 'needs.0.minimum', 3, need({ minimum: 3, quantity: 2 })],
  ['CONTRADICTION', 'communities.0.community', 'd', around({ communities: [{ id: 'c', community: 'd' }] })],
  [
    'CONTRADICTION',
    'needs.0.dueAt',
    '2026-03-06T00:00:00Z',
    need({ reportedAt: '2026-03-07T00:00:00Z', dueAt: '2026-03-06T00:00:00Z' }),
  ],
  [
    'CONTRADICTION',
    'slots.0.end',
    '2026-03-07T00:00:00Z',
    around({ slots: [{ id: 's', start: '2026-03-07T00:00:00Z', end: '2026-03-07T00:00:00Z' }] }),
  ],
  ['CAP_UNIT', 'volunteers.0.cap.unit', 'hour', volunteer({ cap: { quantity: 1, unit: 'hour' } })],
  ['DUPLICATE', 'volunteers.0.windows.2', 'a', volunteer({ windows: ['a', 'b', 'a'] })],
  ['DUPLICATE', 'volunteers.0.capabilities.1', '[object]', volunteer({ capabilities: ['a', { code: 'a', level: 2 }] })],
  ['DUPLICATE_ID', 'communities.1.id', 'c', around({ communities: [{ id: 'c' }, { id: 'c' }] })],
  ['DUPLICATE_ID', 'slots.1.id', 's', around({ slots: [{ id: 's' }, { id: 's' }] })],
  ['DUPLICATE_ID', 'catalogue.1.code', 'k', around({ catalogue: [{ code: 'k' }, { code: 'k' }] })],
  [
    'DUPLICATE_ID',
    'needs.0.requirements.1.id',
    '2',
    need({ capability: undefined, requirements: [{ id: '2', capability: 'a' }, { capability: 'a' }] }),
  ],
  ['DANGLING_REFERENCE', 'needs.0.community', 'd', need({ community: 'd' })],
  ['DANGLING_REFERENCE', 'needs.0.previousProviders.0', '7', need({ previousProviders: ['volunteer:7'] })],
  ['DANGLING_REFERENCE', 'volunteers.0.station', 's', volunteer({ station: 's' })],
  ['DANGLING_REFERENCE', 'volunteers.0.community', 'd', volunteer({ community: 'd' })],
  ['DANGLING_REFERENCE', 'volunteers.0.guardian', 'g', volunteer({ guardian: 'g' })],
  ['DANGLING_REFERENCE', 'volunteers.0.memberOf.0', 'o', volunteer({ memberOf: ['o'] })],
  ['DANGLING_REFERENCE', 'socialWorkers.0.supervisor', 'x', around({ socialWorkers: [{ id: 'w', supervisor: 'x' }] })],
  [
    'DANGLING_REFERENCE',
    'organisations.0.incubatedBy',
    's',
    around({ organisations: [{ id: 'o', incubatedBy: 's' }] }),
  ],
  ['DANGLING_REFERENCE', 'resources.0.host', 'o', around({ resources: [{ id: 'r', kind: 'fund', host: 'o' }] })],
  ['DANGLING_REFERENCE', 'stations.0.parent', 't', around({ stations: [station('s', 'street', 't')] })],
  ['DANGLING_REFERENCE', 'needs.0.conflicts.0', '7', need({ conflicts: ['volunteer:7'] })],
  ['DANGLING_REFERENCE', 'needs.0.declines.0', 'c', need({ declines: ['c'] })],
  ['DANGLING_REFERENCE', 'needs.0.prefers.1', 'a', need({ prefers: ['community:c', 'capability:a'] })],
  [
    'DANGLING_REFERENCE',
    'volunteers.0.restriction.communities.0',
    'd',
    volunteer({ restriction: { communities: ['d'] } }),
  ],
  [
    'DANGLING_REFERENCE',
    'volunteers.0.offers.1.approval.approved.0',
    'n',
    around({
      volunteers: [
        {
          id: 'v',
          offers: [
            { capabilities: ['a'], quantity: 1 },
            { capabilities: ['a'], quantity: 1, approval: { limit: 1, approved: ['n'] } },
          ],
        },
      ],
    }),
  ],
  ['UNKNOWN_KEY', 'volunteers.0.restriction.region', '[array]', volunteer({ restriction: { region: ['46'] } })],
  ['BAD_ADMIN_CODE', 'volunteers.0.restriction.regions.0', '4', volunteer({ restriction: { regions: ['4'] } })],
  ['EMPTY', 'volunteers.0.restriction.groups', '[array]', volunteer({ restriction: { groups: [] } })],
  ['REQUIRED', 'volunteers.0.approval.limit', undefined, volunteer({ approval: {} })],
  ['OUT_OF_RANGE', 'communities.0.equityWeight', 0, around({ communities: [{ id: 'c', equityWeight: 0 }] })],
  ['DANGLING_REFERENCE', 'volunteers.0.windows.0', 'a', { ...volunteer({ windows: ['a'] }), slots: [] }],
  ['DANGLING_REFERENCE', 'needs.0.windows.0', 'a', { ...need({ windows: ['a'] }), slots: [{ id: 'b' }] }],
  [
    'TIER_ORDER',
    'stations.0.parent',
    't',
    around({ stations: [station('s', 'district', 't'), station('t', 'district')] }),
  ],
  ['CYCLE', 'stations.0.parent', 's', around({ stations: [station('s', 'street', 's')] })],
  ['CYCLE', 'socialWorkers.0.supervisor', 'w', around({ socialWorkers: [{ id: 'w', supervisor: 'w' }] })],
  ['CYCLE', 'volunteers.0.guardian', 'v', volunteer({ guardian: 'v' })],
  ['REQUIREMENT_MISSING', 'needs.0', '[object]', need({ capability: undefined })],
  ['UNIT_AMBIGUOUS', 'needs.0.unit', undefined, need({ capability: 'relief', quantity: 3000 })],
  [
    'UNIT_AMBIGUOUS',
    'needs.0.unit',
    undefined,
    {
      ...need({ capability: 'juggling' }),
      volunteers: ['case', 'item'].map((unit) => ({ id: unit, capabilities: ['juggling'], quantity: 1, unit })),
    },
  ],
  [
    'MIXED_CRS',
    'volunteers.2.location.crs',
    'GCJ02',
    around({
      volunteers: [
        { id: '1', ...at(1, 1) },
        { id: '2', ...at(1, 1) },
        { id: '3', ...at(1, 1, 'GCJ02') },
      ],
    }),
  ],
];

describe('every fault is told with its code, path and value', () => {
  it.each(CASES)('%s at %s', (code, path, value, input) => {
    const faults = faultsOf(input);
    expect(faults.map((fault) => [fault.code, fault.path.join('.'), fault.value])).toEqual([[code, path, value]]);
    expect(faults[0]!.message.length).toBeGreaterThan(10);
    expect(faults[0]!.message).not.toMatch(/undefined|\[object|NaN/);
  });

  it('has a case for every code that the model reports', async () => {
    const { readdirSync, readFileSync } = await import('node:fs');
    const folder = new URL('../../../src/model/', import.meta.url);
    const source = readdirSync(folder)
      .filter((file) => file.endsWith('.ts'))
      .concat(['findings.ts', 'snapshot.ts', 'zod-issues.ts'].map((file) => `../errors/${file}`))
      .map((file) => readFileSync(new URL(file, folder), 'utf8'))
      .join('\n');
    const codes = new Set(
      [
        ...source.matchAll(
          /'((?:[A-Z]+_)+[A-Z]+|CYCLE|HOLE|EMPTY|DUPLICATE|REQUIRED|CONTRADICTION|UNREADABLE|NEGATIVE)'/g,
        ),
      ].map(([, code]) => code!),
    );
    for (const code of ['INVALID_INPUT', 'INVALID_OPTION']) codes.delete(code);
    // Hints are no faults, and have a file of their own.
    for (const code of ['OWN_FIELD', 'DOUBTFUL_WORD', 'LONE_WORD']) codes.delete(code);
    // These have their cases in the two files of faults by number.
    for (const code of [
      'NOT_FINITE',
      'NOT_A_NUMBER',
      'NOT_AN_INTEGER',
      'NEGATIVE',
      'TOO_LARGE',
      'SUM_TOO_LARGE',
      'HOLE',
      'UNREADABLE',
      'TOO_DEEP',
      // Hints, which are no faults.
      'UNIT_ASSUMED',
      'UNIT_UNMATCHED',
    ]) {
      expect(codes.delete(code), code).toBe(true);
    }
    const covered = new Set(CASES.map(([code]) => code));
    expect([...codes].filter((code) => !covered.has(code))).toEqual([]);
  });
});

describe('messages end in what was probably meant', () => {
  it.each([
    [volunteer({ quantity: '3' }), 'expected a number or \'unlimited\', found the string "3". Maybe 3 without quotes.'],
    [volunteer({ id: 7 }), 'expected a string, found 7. Maybe "7" in quotes.'],
    [volunteer({ capabilities: 'escort' }), 'expected a list, found the string "escort". Maybe ["escort"].'],
    [volunteer({ windws: ['a'] }), '`windws` is not a field here. Maybe `windows`.'],
    [volunteer({ Quantity: 2, quantity: undefined }), '`Quantity` is not a field here. Maybe `quantity`.'],
    [volunteer({ reach: { radus: 5 } }), '`radus` is not a field here. Maybe `radius`.'],
    [
      need({ dueAt: '2026-03-07' }),
      'expected a real instant with its offset, found the string "2026-03-07". Maybe "2026-03-07T00:00:00+08:00".',
    ],
    [
      volunteer({ location: { lat: 110.3, lng: 20.04 } }),
      'expected at most 90, found 110.3. Maybe latitude and longitude are swapped.',
    ],
    [need({ previousProviders: ['c'] }), 'there is no c. Maybe "community:c", written just so.'],
    [volunteer({ unit: 'hours' }), '`hours` is no built-in unit and no code of the catalogue. Maybe `hour`.'],
    [
      need({ urgency: '難' }),
      "expected one of 'urgent', 'difficult', 'worrying', 'hoped', '急', '难', '愁', '盼', found the string \"難\". Maybe '难'.",
    ],
    [
      around({ resources: [{ id: 'r', kind: '物资' }] }),
      "expected one of 'fund', 'goods', 'venue', 'equipment', found the string \"物资\". Maybe 'goods'.",
    ],
    [need({ community: ' c' }), 'there is no community: c. Maybe "c", written just so.'],
    [
      need({ urgency: 'Urgent' }),
      "expected one of 'urgent', 'difficult', 'worrying', 'hoped', '急', '难', '愁', '盼', found the string \"Urgent\". Maybe 'urgent'.",
    ],
  ])('%#', (input, message) => {
    expect(faultsOf(input)[0]!.message).toBe(message);
  });

  it('tells a word that is right elsewhere only in its own list', () => {
    expect(faultsOf(need({ societies: ['资金'] }))[0]!.message).toMatch(/found the string "资金"\.$/);
    expect(faultsOf(need({ societies: ['社区志愿者'] }))[0]!.message).toMatch(/ Maybe 'volunteer'\.$/);
  });

  it('names the units between which it cannot choose', () => {
    const volunteers = ['item', 'case'].map((unit) => ({ id: unit, capabilities: ['juggling'], quantity: 1, unit }));
    expect(faultsOf({ ...need({ capability: 'juggling' }), volunteers })[0]!.message).toContain(
      "offered in 'case' and 'item'",
    );
  });
});

describe('the error', () => {
  it('carries every fault up to 100 and counts the rest', () => {
    const error = refusal(
      around({
        volunteers: Array.from({ length: 130 }, (_, row) => ({ id: `v${row}`, capabilities: ['a'], quantity: -1 })),
      }),
    );
    expect(error.code).toBe('INVALID_INPUT');
    expect(error.details).toHaveLength(100);
    expect(error.omitted).toBe(30);
    expect(error.message).toContain('volunteers[0].quantity');
  });

  it('tells several faults of one row', () => {
    const row = { id: '', capabilities: [], quantity: NaN, unitt: 'x' };
    expect(
      faultsOf(around({ volunteers: [row] }))
        .map(({ code }) => code)
        .sort(),
    ).toEqual(['BAD_ID', 'EMPTY', 'NOT_FINITE', 'UNKNOWN_KEY']);
  });

  it('tells a default line of the catalogue at the need that uses it', () => {
    const catalogue = [{ code: 'bath', requirements: [{ capability: 'wash', quantity: 0.5 }] }];
    const [fault] = faultsOf({ ...need({ capability: undefined, category: 'bath' }), catalogue });
    expect(fault).toMatchObject({ code: 'NOT_AN_INTEGER', path: ['needs', 0, 'category'], value: 0.5 });
    expect(fault!.message).toMatch(/^catalogue\[0\]\.requirements\[0\]\.quantity: /);
  });

  it.each([undefined, null, 5, 'text', [], () => 1, new Map(), new Date(0)])(
    'refuses an input that is no object: %s',
    (input) => {
      expect(refusal(input)).toMatchObject({ code: 'INVALID_INPUT', details: [{ code: 'NOT_AN_OBJECT', path: [] }] });
    },
  );
});
