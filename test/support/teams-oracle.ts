/**
 * The optimum of small instances on teams by looking at every set of teams there is.
 *
 * Sets are looked at by what they are worth, the best first. The teams of a set are placed at the least cost: every
 * choice of offers for the single lines, and for each the cheapest flow of the plain ones. All feasible sets that are worth most
 * are compared. What contains a set that cannot be placed cannot be placed either; nothing else is left out.
 */
import { cheapestPlacing } from './teams-flow.js';
import type { TeamsAllocation, TeamsInput, TeamsResult, TeamsTeam } from './teams-types.js';
import { compareByRank, isFree, isIdle, ranksOf, teamsFault, valuesOf } from './teams-value.js';

export { compareByRank, isFree, ranksOf, teamsFault, valuesOf } from './teams-value.js';

/** A cheapest way to serve some teams. */
export interface TeamsPlacing {
  readonly cost: bigint;
  readonly allocations: readonly TeamsAllocation[];
}

export interface TeamsOptimum extends TeamsPlacing {
  /** By ascending rank. */
  readonly values: readonly number[];
  /** One of the best sets, by order of input. The fewest teams without value that ask for something, then the most free ones. */
  readonly taken: readonly string[];
}

/** More teams than this are not enumerated: the call throws. */
export const MOST_TEAMS = 16;

/** The optimum of a small instance. */
export function bestTeams(input: TeamsInput): TeamsOptimum {
  const { sets, place } = setsOf(input);
  let best: (TeamsOptimum & { idle: number; free: number }) | undefined;
  for (const { mask, teams, values } of sets) {
    if (best !== undefined && compareByRank(best.values, values) > 0) break;
    const placing = place(mask);
    if (placing === undefined) continue;
    const [idle, free] = [teams.filter(isIdle).length, teams.filter(isFree).length];
    if (best !== undefined) {
      const cheaper = best.cost - placing.cost;
      if (cheaper < 0n || (cheaper === 0n && (best.idle - idle || free - best.free) <= 0)) continue;
    }
    best = { values, ...placing, taken: teams.map(({ id }) => id), idle, free };
  }
  const { idle: _, free: __, ...optimum } = best!;
  return optimum;
}

/** The optimum as a result, with the bounds that prove it. */
export function resultOfTeams(input: TeamsInput, { taken, allocations, values, cost }: TeamsOptimum): TeamsResult {
  const valueByRank = ranksOf(input).map((rank, r) => ({ rank, value: values[r]!, bound: values[r]! }));
  return { taken, allocations, valueByRank, cost: Number(cost), status: 'optimal' };
}

/** For every rank: the most that any plan takes of it that takes at least `values` of every smaller rank. */
export function mostByRank(input: TeamsInput, values: readonly number[]): number[] {
  const { sets, place } = setsOf(input);
  return ranksOf(input).map((_, r) => {
    const able = sets.filter((set) => set.values.every((value, s) => s >= r || value >= values[s]!));
    able.sort((a, b) => b.values[r]! - a.values[r]!);
    return able.find(({ mask }) => place(mask) !== undefined)?.values[r] ?? Number.NEGATIVE_INFINITY;
  });
}

/** What is wrong with a result, its bounds and the claim to be optimal included; empty when nothing is. */
export function teamsClaimFault(input: TeamsInput, result: TeamsResult): string {
  const fault = teamsFault(input, result);
  if (fault !== '') return fault;
  const rows = result.valueByRank;
  const values = rows.map(({ value }) => value);
  const most = mostByRank(input, values);
  for (const [r, { rank, bound }] of rows.entries()) {
    if (bound < most[r]!) return `rank ${rank} has bound ${bound}, and ${most[r]} can be taken`;
  }
  if (result.status !== 'optimal') return '';
  const best = bestTeams(input);
  if (compareByRank(best.values, values) !== 0) return `optimal, and ${best.values} can be taken, not ${values}`;
  return BigInt(result.cost) === best.cost ? '' : `optimal, and the cost can be ${best.cost}, not ${result.cost}`;
}

/** The taken teams without value without which the others could be served as cheaply: of a plan of least cost there may be some. */
export function needlessTeams(input: TeamsInput, taken: readonly string[]): string[] {
  const teams = input.teams.filter(({ id }) => taken.includes(id));
  const cost = cheapestWith(input, teams)!.cost;
  const idle = teams.filter(isIdle);
  return idle
    .filter(
      (team) =>
        cheapestWith(
          input,
          teams.filter((other) => other !== team),
        )!.cost <= cost,
    )
    .map(({ id }) => id);
}

interface TeamsSet {
  /** Bit n: the team at place n of the input. */
  readonly mask: number;
  readonly teams: readonly TeamsTeam[];
  readonly values: readonly number[];
}

/** The sets with one team of every choice at most, the best values first, and how to place them. */
function setsOf(input: TeamsInput): { sets: TeamsSet[]; place: (mask: number) => TeamsPlacing | undefined } {
  const { teams } = input;
  if (teams.length > MOST_TEAMS) throw new Error(`More than ${MOST_TEAMS} teams to enumerate`);
  const among = (mask: number) => teams.filter((_, n) => (mask & (1 << n)) !== 0);
  const sets: TeamsSet[] = [];
  const grow = (n: number, mask: number, chosen: readonly string[]): void => {
    const team = teams[n];
    if (team === undefined) {
      sets.push({ mask, teams: among(mask), values: valuesOf(input, among(mask)) });
      return;
    }
    const { choice } = team;
    if (choice === undefined) grow(n + 1, mask | (1 << n), chosen);
    else if (!chosen.includes(choice)) grow(n + 1, mask | (1 << n), [...chosen, choice]);
    // A free team without a choice is never left out.
    if (choice !== undefined || !isFree(team)) grow(n + 1, mask, chosen);
  };
  grow(0, 0, []);
  sets.sort((a, b) => compareByRank(b.values, a.values));

  const impossible: number[] = [];
  const place = (mask: number): TeamsPlacing | undefined => {
    if (impossible.some((core) => (mask & core) === core)) return undefined;
    const placing = cheapestWith(input, among(mask));
    if (placing !== undefined) return placing;
    // As few teams as cannot be placed together: every set that contains them is out.
    let core = mask;
    for (let n = 0; n < teams.length; n++) {
      const without = core & ~(1 << n);
      if (without !== core && cheapestWith(input, among(without)) === undefined) core = without;
    }
    impossible.push(core);
    return undefined;
  };
  return { sets, place };
}

/** The cheapest way to serve all lines of these teams and nothing else; undefined when there is none. */
export function cheapestWith({ offers }: TeamsInput, teams: readonly TeamsTeam[]): TeamsPlacing | undefined {
  const lines = teams.flatMap((team) =>
    team.lines
      .filter(({ demand }) => demand > 0)
      .map((line) => ({
        team: team.id,
        line: line.id,
        single: line.single === true,
        demand: line.demand,
        pairs: line.pairs.map(({ offer, cost, max = Number.POSITIVE_INFINITY, use = line.demand }) => {
          return { offer: offers.findIndex(({ id }) => id === offer), cost, max, use };
        }),
      })),
  );
  const dearest = lines.map(({ demand, pairs }) => demand * Math.max(1, ...pairs.map(({ cost }) => Math.abs(cost))));
  if (!Number.isSafeInteger(dearest.reduce((sum, cost) => sum + cost, 0))) throw new Error('Too large to be exact');
  const singles = lines.filter(({ single }) => single);
  const plain = lines.filter(({ single }) => !single);

  // Of the choices of offers that leave the same capacities only a cheapest one counts.
  const left = offers.map(({ capacity }) => capacity);
  const picks: number[] = [];
  const ends = new Map<string, { cost: number; left: number[]; picks: number[] }>();
  const pick = (cost: number): void => {
    const line = singles[picks.length];
    if (line === undefined) {
      const key = plain.length === 0 ? '' : left.join();
      if (cost < (ends.get(key)?.cost ?? Number.POSITIVE_INFINITY))
        ends.set(key, { cost, left: [...left], picks: [...picks] });
      return;
    }
    for (const [p, { offer, cost: price, max, use }] of line.pairs.entries()) {
      if (max < line.demand || use > left[offer]!) continue;
      left[offer]! -= use;
      picks.push(p);
      pick(cost + line.demand * price);
      picks.pop();
      left[offer]! += use;
    }
  };
  pick(0);

  let best: { cost: number; units: readonly (readonly number[])[]; picks: number[] } | undefined;
  for (const end of ends.values()) {
    const placing = cheapestPlacing(plain, end.left);
    if (placing === undefined) continue;
    const cost = end.cost + placing.cost;
    if (best === undefined || cost < best.cost) best = { cost, units: placing.units, picks: end.picks };
  }
  if (best === undefined) return undefined;
  const { cost, units, picks: picked } = best;
  const given = (line: (typeof lines)[number], p: number): number =>
    line.single ? (picked[singles.indexOf(line)] === p ? line.demand : 0) : units[plain.indexOf(line)]![p]!;
  const allocations = lines.flatMap((line) =>
    line.pairs.map(({ offer }, p) => {
      return { team: line.team, line: line.line, offer: offers[offer]!.id, quantity: given(line, p) };
    }),
  );
  return { cost: BigInt(cost), allocations: allocations.filter(({ quantity }) => quantity > 0) };
}
