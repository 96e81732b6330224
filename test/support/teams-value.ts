/** What a result on teams must say, from the definition, word for word. Nothing here searches for anything. */
import type { TeamsAllocation, TeamsInput, TeamsLine, TeamsResult, TeamsTeam } from './teams-types.js';

/** The ranks that some team has, ascending. */
export function ranksOf({ teams }: TeamsInput): number[] {
  return [...new Set(teams.map(({ rank }) => rank))].sort((a, b) => a - b);
}

/** The value taken of every rank, ascending. */
export function valuesOf(input: TeamsInput, taken: readonly TeamsTeam[]): number[] {
  return ranksOf(input).map((rank) => taken.reduce((sum, team) => (team.rank === rank ? sum + team.value : sum), 0));
}

/** Compares two lists of values by ascending rank: above 0 when the first is better. */
export function compareByRank(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, r) => value !== b[r]);
  return at < 0 ? 0 : a[at]! - b[at]!;
}

/** Whether the team can be taken for nothing. */
export function isFree({ lines }: TeamsTeam): boolean {
  return lines.every(({ demand }) => demand === 0);
}

/** Whether the team is worth nothing and asks for something. */
export function isIdle(team: TeamsTeam): boolean {
  return team.value === 0 && !isFree(team);
}

/** The first thing that is wrong with a result; empty when nothing is. The order of `taken` and `allocations` is not judged. */
export function teamsFault(input: TeamsInput, result: TeamsResult): string {
  const broken = shapeFault(result);
  if (broken !== '') return broken;
  const unknown = namesFault(input, result);
  if (unknown !== '') return unknown;
  const taken = input.teams.filter(({ id }) => result.taken.includes(id));
  for (const team of input.teams) {
    const own = result.allocations.filter((allocation) => allocation.team === team.id);
    if (!taken.includes(team) && own.length > 0) return `team ${team.id} is not taken and holds something`;
    for (const line of taken.includes(team) ? team.lines : []) {
      const fault = lineFault(
        line,
        own.filter((allocation) => allocation.line === line.id),
      );
      if (fault !== '') return `team ${team.id}: ${fault}`;
    }
  }
  return (
    capacityFault(input, result.allocations) ||
    choiceFault(input, taken) ||
    idleFault(input, taken, result.allocations) ||
    figuresFault(input, taken, result)
  );
}

function shapeFault({ taken, allocations, valueByRank, cost, status }: TeamsResult): string {
  for (const list of [taken, allocations, valueByRank]) if (!Array.isArray(list)) return 'a list is missing';
  if (!['optimal', 'bounded', 'stopped'].includes(status)) return `status ${status}`;
  if (typeof cost !== 'bigint' && !Number.isSafeInteger(cost)) return `cost ${cost} is not an integer`;
  for (const { quantity } of allocations) {
    if (!Number.isSafeInteger(quantity) || quantity < 1) return `quantity ${quantity}`;
  }
  return '';
}

function namesFault({ teams }: TeamsInput, { taken, allocations }: TeamsResult): string {
  for (const id of taken) if (!teams.some((team) => team.id === id)) return `unknown team ${id}`;
  if (new Set(taken).size < taken.length) return 'a team is listed twice';
  const seen = new Set<string>();
  for (const { team, line, offer } of allocations) {
    const key = JSON.stringify([team, line, offer]);
    const lines = teams.find(({ id }) => id === team)?.lines ?? [];
    const pairs = lines.find(({ id }) => id === line)?.pairs ?? [];
    if (!pairs.some((pair) => pair.offer === offer)) return `unknown pair ${key}`;
    if (seen.has(key)) return `pair ${key} twice`;
    seen.add(key);
  }
  return '';
}

function lineFault({ id, demand, single, pairs }: TeamsLine, own: readonly TeamsAllocation[]): string {
  const served = own.reduce((sum, { quantity }) => sum + quantity, 0);
  if (served !== demand) return `line ${id} is served ${served} of ${demand}`;
  if (single && own.length > 1) return `single line ${id} is served by several offers`;
  for (const { offer, quantity } of own) {
    const max = pairs.find((pair) => pair.offer === offer)!.max ?? Number.POSITIVE_INFINITY;
    if (quantity > max) return `line ${id} gets ${quantity} of offer ${offer}, above the max of ${max}`;
  }
  return '';
}

/** The line and the pair that an allocation names. */
function partsOf({ teams }: TeamsInput, { team, line, offer }: TeamsAllocation) {
  const asked = teams.find(({ id }) => id === team)!.lines.find(({ id }) => id === line)!;
  return { line: asked, pair: asked.pairs.find((pair) => pair.offer === offer)! };
}

function capacityFault(input: TeamsInput, allocations: readonly TeamsAllocation[]): string {
  for (const { id, capacity } of input.offers) {
    let given = 0n;
    for (const allocation of allocations.filter(({ offer }) => offer === id)) {
      const { line, pair } = partsOf(input, allocation);
      given += BigInt(line.single ? (pair.use ?? line.demand) : allocation.quantity);
    }
    if (given > BigInt(capacity)) return `offer ${id} gives ${given} of ${capacity}`;
  }
  return '';
}

/** At most one of a choice; whatever is free is taken, the best one of a choice, unless the choice went to a team that is not. */
function choiceFault(input: TeamsInput, taken: readonly TeamsTeam[]): string {
  for (const { choice } of taken) {
    if (choice !== undefined && taken.filter((team) => team.choice === choice).length > 1) {
      return `choice ${choice} has several teams`;
    }
  }
  const values = (team: TeamsTeam) => valuesOf(input, [team]);
  for (const [n, team] of input.teams.entries()) {
    if (!isFree(team) || taken.includes(team)) continue;
    const rival = team.choice === undefined ? undefined : taken.find(({ choice }) => choice === team.choice);
    if (rival === undefined) return `free team ${team.id} is not taken`;
    if (!isFree(rival)) continue;
    const more = compareByRank(values(team), values(rival));
    if (more > 0) return `free team ${team.id} is better than ${rival.id}`;
    if (more === 0 && n < input.teams.indexOf(rival)) return `free team ${team.id} comes before ${rival.id}`;
  }
  return '';
}

function costOf(input: TeamsInput, allocations: readonly TeamsAllocation[]): bigint {
  return allocations.reduce(
    (sum, allocation) => sum + BigInt(allocation.quantity) * BigInt(partsOf(input, allocation).pair.cost),
    0n,
  );
}

/** A team without value whose own units cost nothing or more could be left out, and the plan would not be dearer. */
function idleFault(input: TeamsInput, taken: readonly TeamsTeam[], allocations: readonly TeamsAllocation[]): string {
  for (const team of taken.filter(isIdle)) {
    const own = allocations.filter((allocation) => allocation.team === team.id);
    if (costOf(input, own) >= 0n) return `team ${team.id} has no value and does not make the plan cheaper`;
  }
  return '';
}

function figuresFault(input: TeamsInput, taken: readonly TeamsTeam[], result: TeamsResult): string {
  const ranks = ranksOf(input);
  const values = valuesOf(input, taken);
  const rows = result.valueByRank;
  if (rows.length !== ranks.length || rows.some(({ rank }, r) => rank !== ranks[r]))
    return 'valueByRank has other ranks';
  for (const [r, { rank, value, bound }] of rows.entries()) {
    if (value !== values[r]) return `rank ${rank} has value ${values[r]}, not ${value}`;
    if (!Number.isFinite(bound)) return `rank ${rank} has bound ${bound}`;
    if (bound < value) return `rank ${rank} has bound ${bound} below its value ${value}`;
    if (result.status === 'optimal' && bound > value)
      return `optimal, and the bound of rank ${rank} is above its value`;
  }
  const cost = costOf(input, result.allocations);
  return BigInt(result.cost) === cost ? '' : `the cost is ${cost}, not ${result.cost}`;
}
