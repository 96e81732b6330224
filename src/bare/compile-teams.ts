import { startsOf } from '../kernel/flow-graph.js';
import type { TeamProblem } from '../problem/team-problem.js';
import type { TeamRow, TeamsRead } from './read-teams.js';

/** The problem, and what its columns stand for; ranks ascending. */
export interface CompiledTeams {
  readonly problem: TeamProblem;
  readonly ranks: readonly number[];
  readonly teams: readonly TeamRow[];
  readonly lineIds: readonly string[];
  readonly offerIds: readonly string[];
}

/**
 * Puts teams into columns. Left out are lines that ask for nothing and pairs that can give nothing: of a single line those that could not
 * give all of it. O(size).
 */
export function compileTeams({ teams, offers }: TeamsRead): CompiledTeams {
  const ranks = [...new Set(teams.map(({ rank }) => rank))];
  const place = new Map(ranks.map((rank, r) => [rank, r]));
  const choices = new Map<string, number>();
  const lineIds: string[] = [];
  const columns = {
    choice: [] as number[],
    lineStart: [0],
    teamOf: [] as number[],
    demand: [] as number[],
    single: [] as number[],
    pairStart: [0],
    lineOf: [] as number[],
    offer: [] as number[],
    cost: [] as number[],
    max: [] as number[],
    use: [] as number[],
  };
  let choiceCount = 0;
  teams.forEach(({ choice, lines }, t) => {
    const known = choice === undefined ? undefined : choices.get(choice);
    columns.choice.push(known ?? choiceCount);
    if (known === undefined) {
      if (choice !== undefined) choices.set(choice, choiceCount);
      choiceCount++;
    }
    for (const { id, demand, single, pairs } of lines) {
      if (demand === 0) continue;
      const l = lineIds.push(id) - 1;
      columns.teamOf.push(t);
      columns.demand.push(demand);
      columns.single.push(single ? 1 : 0);
      for (const { offer, cost, max, use } of pairs) {
        const { capacity } = offers[offer]!;
        if (single ? max < demand || use > capacity : max === 0 || capacity === 0) continue;
        columns.lineOf.push(l);
        columns.offer.push(offer);
        columns.cost.push(cost);
        columns.max.push(Math.min(max, demand));
        columns.use.push(use);
      }
      columns.pairStart.push(columns.offer.length);
    }
    columns.lineStart.push(lineIds.length);
  });
  const offerStart = startsOf(offers.length, columns.offer);
  const next = offerStart.slice();
  const pairAt = new Int32Array(columns.offer.length);
  columns.offer.forEach((o, p) => {
    pairAt[next[o]!++] = p;
  });
  const problem: TeamProblem = {
    rank: Int32Array.from(teams, ({ rank }) => place.get(rank)!),
    ranks: ranks.length,
    value: Float64Array.from(teams, ({ value }) => value),
    choice: Int32Array.from(columns.choice),
    lineStart: Int32Array.from(columns.lineStart),
    teamOf: Int32Array.from(columns.teamOf),
    demand: Float64Array.from(columns.demand),
    single: Uint8Array.from(columns.single),
    pairStart: Int32Array.from(columns.pairStart),
    lineOf: Int32Array.from(columns.lineOf),
    offer: Int32Array.from(columns.offer),
    cost: Float64Array.from(columns.cost),
    max: Float64Array.from(columns.max),
    use: Float64Array.from(columns.use),
    capacity: Float64Array.from(offers, ({ capacity }) => capacity),
    offerStart,
    pairAt,
  };
  return { problem, ranks, teams, lineIds, offerIds: offers.map(({ id }) => id) };
}
