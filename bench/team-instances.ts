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
  'assignment C': (jobs: number, seed: number) => assignment(jobs, seed, 'C'),
  'assignment D': (jobs: number, seed: number) => assignment(jobs, seed, 'D'),
  'assignment E': (jobs: number, seed: number) => assignment(jobs, seed, 'E'),
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
  'assignment C': 'generalised assignment, one job a team, costs and uses at random',
  'assignment D': 'the same, what is cheap takes much',
  'assignment E': 'the same, by orders of magnitude',
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

/**
 * Generalised assignment of the harder published kinds, 5 to 20 agents by the seed, made anew: C of Martello & Toth (1981), D, where what is cheap takes
 * much, of the same, and E of Laguna et al. (1995), where it does so over orders of magnitude. Room is for 80 % of the average use.
 */
function assignment(jobs: number, seed: number, kind: 'C' | 'D' | 'E'): TeamsInput {
  const random = randomIntegers(seed);
  const agents = [5, 10, 20][seed % 3]!;
  const part = () => (1 + random(1_000_000)) / 1_000_000;
  const cell = {
    C: () => [5 + random(21), 10 + random(41)],
    D: () => {
      const use = 1 + random(100);
      return [use, 111 - use + random(21) - 10];
    },
    E: () => {
      const use = 1 - 10 * Math.log(part());
      return [Math.floor(use), Math.floor(1000 / use - 10 * part())];
    },
  }[kind];
  const cells = Array.from({ length: jobs }, () => Array.from({ length: agents }, cell));
  const teams = cells.map((row, j) => {
    const pairs = row.map(([use, cost], a) => ({ offer: `o${a}`, cost: cost!, use: use! }));
    return { id: `t${j}`, rank: 0, value: 1, lines: [{ id: 'all', demand: 1, single: true, pairs }] };
  });
  const capacityOf = (a: number) => {
    const uses = cells.map((row) => row[a]![0]!);
    const room = Math.floor((0.8 * uses.reduce((sum, use) => sum + use, 0)) / agents);
    return kind === 'E' ? Math.max(room, ...uses) : room;
  };
  return { teams, offers: Array.from({ length: agents }, (_, a) => ({ id: `o${a}`, capacity: capacityOf(a) })) };
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
