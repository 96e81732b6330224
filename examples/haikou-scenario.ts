import type {
  CommunityInput,
  Input,
  OfferInput,
  OrganisationInput,
  ResourceInput,
  SocialWorkerInput,
  StationInput,
  VolunteerInput,
} from '../src/index.js';
import haikou from './data/haikou.json' with { type: 'json' };
import { needsOf } from './haikou-needs.js';
import { CATALOGUE } from './haikou-patterns.js';
import { AS_OF, daysBefore, SLOTS, WEEKDAYS, WEEKEND } from './haikou-week.js';
import { createRandom, type Random } from './random.js';

/**
 * Haikou's real tree of districts, streets and communities, with *invented* people, organisations, funds and needs in it.
 *
 * Proportions follow public figures where there are some (2 to 5 social workers a station, small emergency grants of up to
 * a month's allowance); the rest is plausible. Nothing here says anything about the real city.
 */

export interface Area {
  readonly code: string;
  readonly name: string;
}
export interface Street extends Area {
  readonly kind: string;
  readonly communities: readonly (Area & { readonly kind: string })[];
}
interface City extends Area {
  readonly districts: readonly (Area & { readonly streets: readonly Street[] })[];
}

export const DISTRICTS_EN: Readonly<Record<string, string>> = {
  '460105': 'Xiuying',
  '460106': 'Longhua',
  '460107': 'Qiongshan',
  '460108': 'Meilan',
};

export const readCity = (): City => haikou;

/** The whole input. Same seed and size, same records. */
export function haikouScenario(seed = 2026, needCount = 4000): Input {
  const random = createRandom(seed);
  const city = readCity();
  const streets = city.districts.flatMap((district) => district.streets);
  const volunteers = streets.flatMap((street) => volunteersOf(street, random));
  return {
    asOf: AS_OF,
    slots: SLOTS,
    catalogue: CATALOGUE,
    stations: stationsOf(city),
    communities: streets.flatMap((street) => street.communities.map((area) => communityOf(area, random))),
    socialWorkers: workersOf(city, random),
    organisations: organisationsOf(city, random),
    volunteers,
    resources: resourcesOf(city, random),
    needs: needsOf(streets, volunteers, needCount, random),
  };
}

function stationsOf(city: City): StationInput[] {
  return [
    { id: city.code, name: `${city.name}社工服务指导中心`, tier: 'city', adminCode: city.code },
    ...city.districts.flatMap((district): StationInput[] => [
      {
        id: district.code,
        name: `${district.name}社工总站`,
        tier: 'district',
        parent: city.code,
        adminCode: district.code,
      },
      ...district.streets.map(
        ({ code, name }): StationInput => ({
          id: code,
          name: `${name}社工站`,
          tier: 'street',
          parent: district.code,
          adminCode: code,
        }),
      ),
    ]),
  ];
}

/** The community is the platform: it lends its rooms, one group per half day, and hosts residents' meetings. */
function communityOf(area: Area, random: Random): CommunityInput {
  const windows = random.chance(70) ? WEEKEND : [...WEEKDAYS.slice(6), ...WEEKEND];
  return {
    id: area.code,
    name: area.name,
    adminCode: area.code,
    offers: [
      { id: 'venue', capabilities: ['venue'], quantity: random.between(1, 3), perSlot: 1, windows },
      ...(random.chance(60) ? [{ id: 'deliberation', capabilities: ['deliberation'], quantity: 1 }] : []),
    ],
  };
}

/** 2 to 5 at each street station, more and more senior ones further up. */
function workersOf(city: City, random: Random): SocialWorkerInput[] {
  const workers: SocialWorkerInput[] = [];
  const hire = (station: string, count: number, level: () => 1 | 2 | 3 | 4 | 5, cases: [number, number]): void => {
    for (let i = 1; i <= count; i++) workers.push(worker(`${station}-${i}`, station, level(), cases, random));
  };
  hire(city.code, 8, () => (random.chance(50) ? 5 : 4), [4, 8]);
  for (const district of city.districts) {
    hire(district.code, random.between(4, 6), () => (random.chance(50) ? 4 : 3), [4, 8]);
    for (const { code } of district.streets) {
      const count = random.share([
        [4, 2],
        [3, 3],
        [2, 4],
        [1, 5],
      ] as const);
      hire(
        code,
        count,
        () =>
          random.share([
            [3, 1],
            [4, 2],
            [3, 3],
          ] as const),
        [3, 6],
      );
    }
  }
  return workers;
}

function worker(
  id: string,
  station: string,
  level: 1 | 2 | 3 | 4 | 5,
  cases: [number, number],
  random: Random,
): SocialWorkerInput {
  const skill = (code: string) => ({ code, level });
  const street = station.length === 9;
  const offers: OfferInput[] = [{ id: 'cases', capabilities: [skill('casework')], quantity: random.between(...cases) }];
  if (random.chance(street ? 35 : 80)) {
    offers.push({
      id: 'counselling',
      capabilities: [skill('counselling')],
      quantity: random.between(1, 4),
      unit: 'session',
      reach: { remote: true },
    });
  }
  if (random.chance(30))
    offers.push({
      id: 'mediation',
      capabilities: [skill('mediation')],
      quantity: random.between(1, 3),
      unit: 'session',
    });
  return {
    id,
    station,
    grade: level >= 4 ? 'senior' : level >= 2 ? 'social_worker' : 'assistant',
    months: level * 12 + random.between(0, 11),
    status: random.chance(3) ? 'inactive' : 'active',
    updatedAt: daysBefore(random.between(0, 60)),
    checks: [{ code: 'childSafe' }],
    // Counselling and mediation share what is left of the week.
    ...(offers.length > 1 ? { cap: { quantity: 4, unit: 'session' } } : {}),
    offers,
  };
}

/** Community organisations: most serve their own street, a few specialised ones their district. */
function organisationsOf(city: City, random: Random): OrganisationInput[] {
  const kinds: readonly (readonly [number, string, string, [number, number]])[] = [
    [30, '助餐互助社', 'meal', [8, 20]],
    [20, '便民维修队', 'homeRepair', [2, 6]],
    [15, '和事佬调解室', 'mediation', [1, 4]],
    [20, '文体艺术团', 'culture', [20, 80]],
    [15, '绿色家园小组', 'greening', [3, 8]],
  ];
  const local = city.districts.flatMap((district) =>
    district.streets.flatMap((street) => {
      const count = Math.ceil((street.communities.length * 3) / 5);
      return Array.from({ length: count }, (_, i): OrganisationInput => {
        const [, name, capability, quantity] = random.share(kinds.map((kind) => [kind[0], kind] as const));
        const community = random.pick(street.communities);
        return {
          id: `${street.code}-${i + 1}`,
          name: `${community.name.replace(/(社区)?(居|村)民?委员?会$/, '')}${name}`,
          community: community.code,
          legal: random.share([
            [2, 'registered'],
            [5, 'filed'],
            [3, 'informal'],
          ] as const),
          ...(random.chance(60) ? { incubatedBy: `station:${street.code}` } : {}),
          updatedAt: daysBefore(random.between(0, 120)),
          capabilities: [capability],
          quantity: random.between(...quantity),
          ...(capability === 'culture' ? { unit: 'person' } : {}),
        };
      });
    }),
  );
  const wide = city.districts.flatMap((district): OrganisationInput[] => {
    const seat = {
      community: district.streets[0]!.communities[0]!.code,
      legal: 'registered',
      reach: { within: [district.code] },
    };
    return [
      {
        ...seat,
        id: `${district.code}-rehab`,
        name: `${district.name}康复服务中心`,
        capabilities: ['rehab'],
        quantity: random.between(60, 110),
        perRequirement: 3,
      },
      {
        ...seat,
        id: `${district.code}-law`,
        name: `${district.name}公益法律服务社`,
        capabilities: ['legalAid'],
        quantity: random.between(15, 30),
      },
      {
        ...seat,
        id: `${district.code}-jobs`,
        name: `${district.name}就业帮扶中心`,
        capabilities: ['jobTraining'],
        quantity: random.between(25, 45),
        unit: 'person',
        eligibility: { minAge: 18, maxAge: 45 },
      },
    ];
  });
  return [...local, ...wide];
}

/** 3 to 8 registered volunteers with time to spare this week in each community. */
function volunteersOf(street: Street, random: Random): VolunteerInput[] {
  return street.communities.flatMap((area) =>
    Array.from({ length: random.between(3, 8) }, (_, i): VolunteerInput => {
      const offer = random.share<Partial<VolunteerInput>>([
        [28, { capabilities: ['escort'], quantity: random.between(1, 2) }],
        [22, { capabilities: ['meal'], quantity: random.between(1, 4) }],
        [26, { capabilities: ['companionship'], hours: random.between(1, 3) }],
        [16, { capabilities: ['tutoring'], hours: random.between(1, 3), windows: WEEKEND }],
        [8, { capabilities: [{ code: 'counselling', level: 1 }], quantity: random.between(1, 2) }],
      ]);
      return {
        id: `${area.code}-${i + 1}`,
        community: area.code,
        status: random.chance(4) ? 'inactive' : 'active',
        updatedAt: daysBefore(random.between(0, 200)),
        checks: random.chance(70)
          ? [{ code: 'childSafe', ...(random.chance(10) ? { expiresAt: daysBefore(20) } : {}) }]
          : [],
        ...offer,
      };
    }),
  );
}

/** Funds at every tier, goods at the streets, equipment at the districts; donors restrict some of them. */
function resourcesOf(city: City, random: Random): ResourceInput[] {
  const yuan = (low: number, high: number): number => random.between(low, high) * 100_00;
  const resources: ResourceInput[] = [
    fund(city.code, `${city.name}慈善救助基金`, ['relief'], yuan(200, 260), {
      eligibility: { groups: ['destitute', 'dibao'] },
      perRequirement: 1000_00,
    }),
  ];
  for (const district of city.districts) {
    resources.push(
      fund(district.code, `${district.name}急难救助基金`, ['relief'], yuan(150, 220), { perRequirement: 1500_00 }),
      fund(district.code, `${district.name}适老化改造专项`, ['microGrant'], yuan(150, 250), {
        id: 'aged',
        purposes: ['homeRepair'],
      }),
      {
        id: `${district.code}-wheelchair`,
        name: `${district.name}辅具共享库`,
        kind: 'equipment',
        station: district.code,
        capabilities: ['wheelchair'],
        unit: 'item',
        quantity: random.between(14, 24),
      },
    );
    for (const { code, name } of district.streets) {
      const purposes = random.chance(25) ? { purposes: ['deliberation', 'greening'] } : {};
      resources.push(
        fund(code, `${name}社区公益慈善基金`, ['relief', 'microGrant'], yuan(20, 90), purposes),
        goods(
          code,
          'foodPack',
          `${name}爱心物资`,
          random.between(10, 45),
          random.chance(15) ? { expiresAt: daysBefore(3) } : {},
        ),
        goods(code, 'gift', `${name}微心愿礼物柜`, random.chance(10) ? 0 : random.between(1, 6)),
      );
    }
  }
  return resources;
}

type Limits = Pick<ResourceInput, 'eligibility' | 'perRequirement' | 'purposes' | 'expiresAt'>;

function fund(
  station: string,
  name: string,
  capabilities: string[],
  quantity: number,
  { id = 'fund', ...limits }: Limits & { id?: string },
): ResourceInput {
  return { id: `${station}-${id}`, name, kind: 'fund', station, capabilities, quantity, unit: 'fen', ...limits };
}

function goods(
  station: string,
  capability: string,
  name: string,
  quantity: number,
  limits: Limits = {},
): ResourceInput {
  return {
    id: `${station}-${capability}`,
    name,
    kind: 'goods',
    station,
    capabilities: [capability],
    quantity,
    ...limits,
  };
}
