import type { TeamsInput } from '../src/index.js';
import { randomIntegers } from '../src/kernel/random.js';
import { nearestOffers, placesAround, RANKS, SIDE } from './instances.js';

/** Names an instance of teams: the same everywhere. */
export interface TeamSpec {
  readonly family: TeamFamily;
  readonly teams: number;
  readonly seed?: number;
}

const FAMILIES = {
  'city, 86 %': (teams: number, seed: number) => cityTeams({ teams, seed, supply: 0.86, clustered: true }),
  'city, 110 %': (teams: number, seed: number) => cityTeams({ teams, seed, supply: 1.1, clustered: true }),
  scattered: (teams: number, seed: number) => cityTeams({ teams, seed, supply: 0.95, clustered: false }),
  volunteers,
};

export type TeamFamily = keyof typeof FAMILIES;
export const TEAM_FAMILIES = Object.keys(FAMILIES) as TeamFamily[];

/** What each family is, for the tables. */
export const ABOUT_TEAMS: Readonly<Record<TeamFamily, string>> = {
  'city, 86 %': 'teams of 2 to 5 lines in 40 clusters, capacity for 86 % of the demand',
  'city, 110 %': 'the same, capacity for 110 %',
  scattered: 'the same all over the city, capacity for 95 %',
  volunteers:
    'activities in shifts, 2.5 volunteers for each, who have 1 or 2 capabilities, come on 1 to 3 days and serve one shift',
};

export function teamsOf({ family, teams, seed = 7 }: TeamSpec): TeamsInput {
  return FAMILIES[family](teams, seed);
}

const CAPABILITIES = 12;
const CANDIDATES = 10;
/** Average units of a team, 3.5 lines of 1 or 2, and of an offer, 1 to 4. */
const ASKED = 5.25;
const HELD = 2.5;

function cityTeams(shape: { teams: number; seed: number; supply: number; clustered: boolean }): TeamsInput {
  const random = randomIntegers(shape.seed);
  const place = shape.clustered ? placesAround(random) : () => [random(SIDE), random(SIDE)] as const;
  const capacity = Array.from({ length: Math.round((shape.teams * ASKED * shape.supply) / HELD) }, () => 1 + random(4));
  const find = finder(capacity.length, place, () => 1 << random(CAPABILITIES), CAPABILITIES, CANDIDATES);
  const teams = Array.from({ length: shape.teams }, (_, t) => {
    const [x, y] = place();
    const lines = Array.from({ length: 2 + random(4) }, (_, l) => ({
      id: `l${l}`,
      demand: 1 + random(2),
      single: random(5) === 0,
      pairs: find(x, y, random(CAPABILITIES)),
    }));
    return { id: `t${t}`, rank: random(RANKS), value: 1 + random(5), lines };
  });
  return { teams, offers: capacity.map((units, o) => ({ id: `o${o}`, capacity: units })) };
}

const DAYS = 7;
const SKILLS = 4;

/** The size and shape of instances of spontaneous volunteer coordination (arXiv 2604.09218): 10,000 volunteers for 4,000 activities in shifts. */
function volunteers(activities: number, seed: number): TeamsInput {
  const random = randomIntegers(seed);
  const place = placesAround(random);
  const present = () => {
    let days = 0;
    let bits = 0;
    for (let wanted = 1 + random(3); wanted > 0; wanted--) days |= 1 << random(DAYS);
    for (let wanted = 1 + random(2); wanted > 0; wanted--) bits |= days << (DAYS * random(SKILLS));
    return bits;
  };
  const count = Math.round(2.5 * activities);
  const find = finder(count, place, present, DAYS * SKILLS, 2 * CANDIDATES);
  const teams = Array.from({ length: activities }, (_, t) => {
    const [x, y] = place();
    const day = random(DAYS);
    const lines = Array.from({ length: 1 + random(3) }, (_, l) => ({
      id: `l${l}`,
      demand: 1 + random(3),
      pairs: find(x, y, DAYS * random(SKILLS) + day),
    }));
    return { id: `t${t}`, rank: random(RANKS), value: 1 + random(5), lines };
  });
  return { teams, offers: Array.from({ length: count }, (_, o) => ({ id: `o${o}`, capacity: 1 })) };
}

/** Pairs with the nearest offers of a capability, by metres. */
function finder(
  count: number,
  place: () => readonly [number, number],
  skillsOf: () => number,
  capabilities: number,
  most: number,
) {
  const offers = { x: new Int32Array(count), y: new Int32Array(count), skills: new Int32Array(count) };
  for (let o = 0; o < count; o++) {
    [offers.x[o], offers.y[o]] = place();
    offers.skills[o] = skillsOf();
  }
  const nearest = nearestOffers(offers, capabilities, most);
  const head = new Int32Array(most + 1);
  const metres = new Float64Array(most + 1);
  return (x: number, y: number, capability: number) =>
    Array.from({ length: nearest(x, y, capability, most, head, metres, 0) }, (_, i) => ({
      offer: `o${head[i]}`,
      cost: metres[i]!,
    }));
}
