import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNetwork, definePolicy, type Input, match, presets, verify } from '../../src/index.js';
import { runs } from '../support/runs.js';

const NOW = '2026-03-07T08:00:00+08:00';
const at = (hour: number) => `2026-03-08T${String(hour).padStart(2, '0')}:00:00+08:00`;
/** Orders of ids that differ as text, as numbers and as Chinese. */
const COMMUNITIES = ['10', '9', 'B', 'a', '金宇', '大同'];
const community = (index: number) => COMMUNITIES[index % COMMUNITIES.length]!;
const rows = <T>(count: number, row: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => row(index));
const pick = <T>(index: number, ...options: T[]): T => options[index % options.length]!;

/** 66 records in which much is scarce and much is equal: twins among providers and needs, so that only ids can break ties. */
const town = {
  asOf: NOW,
  slots: [
    { id: 'morning', start: at(8), end: at(12) },
    { id: 'evening', start: at(18), end: at(21) },
    { id: 'noon', start: at(12), end: at(14) },
  ],
  catalogue: [
    { code: 'widowed', requirements: [{ capability: 'visit', quantity: 2 }, { capability: 'casework' }] },
    { code: 'escort', unit: 'hour', lot: 1 },
    { code: 'relief', unit: 'yuan', lot: 10 },
  ],
  stations: [
    { id: 'haikou', tier: 'city', adminCode: '4601' },
    { id: 'meilan', tier: 'district', parent: 'haikou', adminCode: '460108' },
    { id: '2', tier: 'street', parent: 'meilan', adminCode: '460108002' },
    { id: '1', tier: 'street', parent: 'meilan', adminCode: '460108001' },
  ],
  communities: COMMUNITIES.map((id, index) => ({
    id,
    adminCode: `46010800${(index % 2) + 1}00${index + 1}`,
    location: { lat: 20 + (index % 3) / 100, lng: 110.3 },
    equityWeight: 1 + (index % 2),
    ...(index > 3 && { capabilities: ['venue'], quantity: 1 }),
  })),
  socialWorkers: rows(5, (index) => ({
    id: `w${index}`,
    station: pick(index, '1', '2', 'meilan'),
    capabilities: [{ code: 'casework', level: pick(index, 1, 2, 2) }],
    quantity: 1,
    caseload: { open: 10 + (index % 2), max: 20 },
    ...(index > 2 && { supervisor: 'w0' }),
  })),
  organisations: rows(5, (index) => ({
    id: `o${index}`,
    community: community(index),
    offers: [
      { capabilities: ['repair'], quantity: 1 },
      { id: 'more', capabilities: ['repair', 'visit'], quantity: 2, perSlot: 1, windows: ['morning', 'evening'] },
    ],
    cap: { quantity: 2, unit: 'session' },
    ...(index % 2 === 0 && { incubatedBy: 'haikou' }),
  })),
  volunteers: rows(14, (index) => ({
    id: String(index),
    community: community(index >> 1),
    ...(index % 2 === 0
      ? { capabilities: ['visit'], quantity: 2, perSlot: 1, windows: ['noon', 'evening'] }
      : { capabilities: ['escort'], hours: 2, perRequirement: 60, reach: { radius: 1500 } }),
    updatedAt: '2026-02-01T00:00:00+08:00',
    ...(index % 7 === 0 && { declines: [community(index)] }),
  })),
  resources: rows(4, (index) => ({
    id: `r${index}`,
    kind: pick(index, 'fund', 'goods'),
    ...(index % 2 === 0
      ? { capabilities: ['relief'], quantity: 800, unit: 'yuan', perNeed: 600 }
      : { capabilities: ['rice'], quantity: 5, community: community(index) }),
  })),
  needs: rows(22, (index) => ({
    id: `${pick(index, 'n', 'N', '需')}${index}`,
    community: community(index * 5),
    urgency: pick(index, '急', '难', '难', '愁', '盼'),
    ...(index % 4 === 0 && { previousProviders: [`volunteer:${index % 14}`] }),
    ...(index % 6 === 1 && { dueAt: '2026-03-06T00:00:00+08:00' }),
    ...pick<object>(
      index,
      { category: 'widowed' },
      { capability: 'relief', quantity: 500, unit: 'yuan' },
      {
        requirements: [
          { capability: 'escort', quantity: 1.5 },
          { capability: 'visit', windows: [pick(index, 'noon', 'morning')] },
        ],
      },
      {
        requirements: [
          { capability: 'repair', quantity: 2 },
          { capability: 'rice', quantity: 4, societies: ['resource'] },
        ],
      },
      { requirements: [{ capability: 'venue' }, { capability: 'visit', quantity: 'unknown' }] },
    ),
  })),
};

/** The collections, the rows of each and the fields of each row in another order. */
const permutation = fc.infiniteStream(fc.nat(0x7fffffff)).map((draws) => {
  const shuffle = <T>(list: readonly T[]): T[] =>
    list
      .map((value) => ({ value, place: draws.next().value as number }))
      .sort((a, b) => a.place - b.place)
      .map(({ value }) => value);
  const fields = (row: object) => Object.fromEntries(shuffle(Object.entries(row)));
  return fields(
    Object.fromEntries(
      Object.entries(town).map(([name, value]) => [name, Array.isArray(value) ? shuffle(value.map(fields)) : value]),
    ),
  ) as unknown as Input;
});

const policy = definePolicy(presets.fairByStreet);

/** The plan of the default policy, and one by another policy that holds to it as published. */
function plansOf(input: Input) {
  const network = createNetwork(input);
  const first = match(network);
  const bans = [{ need: first.linkages[0]!.need, provider: first.linkages[0]!.allocations[0]!.provider }];
  const second = match(network, { policy, previous: first, bans });
  return { network, first, second, bans };
}

describe('a town of twins', () => {
  const expected = plansOf(town as unknown as Input);

  it('has what makes plans differ: slots, every society, withdrawn promises and every kind of shortage', () => {
    const { first, second } = expected;
    const allocations = first.linkages.flatMap((linkage) => linkage.allocations);
    expect(Object.values(town).flat().length - 1).toBe(66);
    expect(new Set(allocations.map(({ society }) => society)).size).toBe(5);
    expect(new Set(allocations.map(({ slot }) => slot))).toEqual(new Set([undefined, 'morning', 'noon', 'evening']));
    expect(new Set(first.unmet.map(({ reason }) => reason.code)).size).toBeGreaterThan(2);
    expect(second.withdrawn).toBeGreaterThan(0);
    expect(JSON.stringify(second.linkages)).not.toBe(JSON.stringify(first.linkages));
  });

  // 1,000 of them: TIMES=10 npx vitest run permutations
  it('has the same plans, byte for byte, for every permutation of its records', () => {
    const texts = [JSON.stringify(expected.first), JSON.stringify(expected.second)];
    let seen = 0;
    fc.assert(
      fc.property(permutation, (input) => {
        const { network, first, second, bans } = plansOf(input);
        expect([JSON.stringify(first), JSON.stringify(second)]).toEqual(texts);
        if (seen++ % 20 === 0) {
          expect(verify(network, expected.second, { policy, previous: expected.first, bans }).ok).toBe(true);
        }
      }),
      runs(50),
    );
  });
});
