import type { Input } from '../src/index.js';
import { createRandom, type Random } from './random.js';

/** How large a made-up province is. */
export interface ProvinceSize {
  readonly cities: number;
  /** Per city, per street, and per community. */
  readonly streets: number;
  readonly communities: number;
  readonly needs: number;
  readonly seed?: number;
}

const SKILLS = ['companionship', 'escort', 'meal', 'repair', 'tutoring', 'mediation'] as const;
const URGENCIES = ['urgent', 'difficult', 'worrying', 'hoped'] as const;
const FUND = 'resource:F46';
const HOTLINE = 'organisation:H46';

const digits = (value: number, count: number) => String(value).padStart(count, '0');

/**
 * A made-up province, city by city: a shard each, by its number in two digits. The same size gives the same records, whoever asks and for whichever city. A fund and a
 * hotline of the province serve all its cities: they are at home in the first, and guests of the others.
 */
export function provinceOf({ seed = 2026, ...size }: ProvinceSize) {
  const keys = Array.from({ length: size.cities }, (_, i) => digits(i + 1, 2));
  const common = {
    resources: [
      {
        id: 'F46',
        kind: 'fund',
        capabilities: ['relief'],
        quantity: 90_000 * size.cities,
        unit: 'yuan',
        reach: { within: ['46'] },
      },
    ],
    organisations: [
      { id: 'H46', capabilities: ['psych'], quantity: 40 * size.cities, unit: 'minute', reach: { remote: true } },
    ],
  } as const;
  return {
    edition: `province ${JSON.stringify({ ...size, seed })}`,
    shards: () => keys,
    shard: (key: string) => ({
      input: joined(cityOf(key, size, createRandom(seed * 1000 + Number(key))), common as unknown as Input),
      ...(key !== keys[0] && { guests: [FUND, HOTLINE] }),
    }),
    /** All of it at once. */
    whole: (): Input =>
      [
        ...keys.map((key) => cityOf(key, size, createRandom(seed * 1000 + Number(key)))),
        common as unknown as Input,
      ].reduce(joined),
  };
}

/** Lists of two inputs, one after the other. */
function joined(a: Input, b: Input): Input {
  const all: Record<string, unknown> = { ...a };
  for (const [name, list] of Object.entries(b))
    all[name] = [...((all[name] as unknown[]) ?? []), ...(list as unknown[])];
  return all as unknown as Input;
}

function cityOf(city: string, size: Omit<ProvinceSize, 'seed'>, random: Random): Input {
  const code = `46${city}`;
  const stations: object[] = [{ id: `S${code}`, tier: 'city', adminCode: code.padEnd(12, '0') }];
  const lists = { communities: [], volunteers: [], organisations: [], socialWorkers: [], needs: [] } as Record<
    string,
    object[]
  >;
  for (let s = 0; s < size.streets; s++) {
    const [district, street] = [
      `${code}${digits(1 + Math.floor(s / 10), 2)}`,
      `${code}${digits(1 + Math.floor(s / 10), 2)}${digits(1 + (s % 10), 3)}`,
    ];
    if (s % 10 === 0)
      stations.push({ id: `S${district}`, tier: 'district', parent: `S${code}`, adminCode: district.padEnd(12, '0') });
    stations.push({ id: `S${street}`, tier: 'street', parent: `S${district}`, adminCode: street.padEnd(12, '0') });
    for (let i = 0; i < 3; i++)
      lists['socialWorkers']!.push({
        id: `W${street}-${i}`,
        station: `S${street}`,
        capabilities: ['casework'],
        quantity: random.between(2, 6),
        unit: 'case',
      });
    for (let c = 0; c < size.communities; c++) communityOf(`${street}${digits(c + 1, 3)}`, size.needs, random, lists);
    lists['organisations']!.push({
      id: `O${street}`,
      community: `${street}001`,
      capabilities: [random.pick(SKILLS)],
      quantity: random.between(2, 10),
      unit: 'session',
    });
  }
  const fund = {
    id: `F${code}`,
    kind: 'fund',
    station: `S${code}`,
    capabilities: ['relief'],
    quantity: random.between(2, 20) * 1000 * size.streets,
    unit: 'yuan',
  };
  return { stations, ...lists, resources: [fund] } as unknown as Input;
}

function communityOf(id: string, needs: number, random: Random, lists: Record<string, object[]>): void {
  lists['communities']!.push({ id, adminCode: id });
  const street = id.slice(0, 9);
  for (let i = 0; i < needs; i++)
    lists['volunteers']!.push({
      id: `V${id}-${i}`,
      community: id,
      capabilities: [random.pick(SKILLS)],
      quantity: random.between(1, 5),
      unit: 'session',
      reach: { within: [street] },
    });
  for (let i = 0; i < needs; i++) {
    const need = {
      id: `N${id}-${i}`,
      community: id,
      urgency: random.pick(URGENCIES),
      severity: random.between(1, 5),
      beneficiaries: random.between(1, 4),
    };
    const asked = random.between(1, 20);
    lists['needs']!.push(
      asked <= 14
        ? { ...need, capability: random.pick(SKILLS), quantity: random.between(1, 5), unit: 'session' }
        : asked <= 17
          ? { ...need, capability: 'casework', quantity: 1, unit: 'case' }
          : asked <= 19
            ? { ...need, capability: 'relief', quantity: random.between(2, 30) * 100, unit: 'yuan' }
            : {
                ...need,
                requirements: [
                  { capability: random.pick(SKILLS), quantity: random.between(1, 3), unit: 'session' },
                  { capability: 'psych', quantity: 1, unit: 'minute', remote: true },
                ],
              },
    );
  }
}
