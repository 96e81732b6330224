import * as z from 'zod/mini';
import { limits as limitOptions, readOptions } from '../errors/read-options.js';
import { finish } from '../kernel/work.js';
import { digestOfColumns } from '../problem/digest.js';
import type { TeamPlan } from '../problem/team-problem.js';
import { type Branch, boundOfTree, checkTeamPlan, type SearchTree, teamFigures } from '../proof/team-check.js';
import { type Check, checkOf, checkThat, throwUnlessOk, verdictOf } from '../proof/verdict.js';
import { enoughBy, type Limits } from '../solve/control.js';
import { searchTeams } from '../solve/team/team-search.js';
import { type CompiledTeams, compileTeams } from './compile-teams.js';
import { attempted, integer } from './match-columns.js';
import { readTeams, type TeamsInput } from './read-teams.js';

export type { TeamsInput } from './read-teams.js';

const place = integer.check(z.gte(0));
const branch = z.union([
  z.strictObject({ team: place }),
  z.strictObject({ pair: place }),
  z.strictObject({ line: z.array(integer), rank: z.array(integer), impossible: z.optional(z.literal(true)) }),
]);

const resultSchema = z.object({
  taken: z.array(z.string()),
  allocations: z.array(z.object({ team: z.string(), line: z.string(), offer: z.string(), quantity: integer })),
  valueByRank: z.array(z.object({ rank: integer, value: integer, bound: integer })),
  cost: integer,
  costBound: integer,
  status: z.enum(['optimal', 'bounded', 'stopped']),
  certificate: z.object({
    digest: z.string(),
    searches: z.array(z.object({ scale: z.number().check(z.positive()), tree: z.array(branch) })),
  }),
});

/**
 * Which teams are taken, and who serves them. Plain JSON.
 *
 * `taken`: by rank and id. `allocations`: units per pair, none of zero, by team, line and offer. `valueByRank`: value taken of every rank that
 * some team has, ascending, and a proved bound on it for plans that have as much of the ranks before. `cost`: total of quantity × cost, and
 * `costBound` what no plan with as much of every rank can cost less than. `status`:
 * `optimal` where all bounds are met and the cost is proved least; `bounded` where the search ended with a gap; `stopped` where a limit ended it.
 * `certificate`: the searches as they can be followed again, one a rank and one for cost; see {@link verifyTeams}.
 */
export type TeamsResult = z.infer<typeof resultSchema>;

/**
 * Takes teams whole or not at all: rank by rank the most value, then the least cost. Lines may be shared by offers or, `single`, need one
 * offer for the whole; of the teams that share a `choice` at most one is taken. Generalised assignment and set packing are special cases, so
 * the time is exponential in the worst case; what a limit leaves open is stated as a bound.
 *
 * Branch and bound over Lagrangian bounds (Fisher 1981). With `workLimit` the same result on every machine. A limit does not keep it from a first plan and a
 * bound for every rank, O(pairs · ranks).
 *
 * @throws LinkageError `INVALID_INPUT`, `INVALID_OPTIONS`: with all faults, before any work
 * @example
 * matchTeams({
 *   teams: [{ id: 'move', rank: 0, value: 2, lines: [
 *     { id: 'van', demand: 1, pairs: [{ offer: 'van', cost: 5 }] },
 *     { id: 'hands', demand: 3, pairs: [{ offer: 'ann', cost: 1 }, { offer: 'bo', cost: 2 }] },
 *   ] }],
 *   offers: [{ id: 'van', capacity: 1 }, { id: 'ann', capacity: 2 }, { id: 'bo', capacity: 2 }],
 * }).cost; // 9
 */
export function matchTeams(input: TeamsInput, limits: Limits = {}): TeamsResult {
  const enough = enoughBy(readOptions(limitOptions, limits));
  const compiled = compileTeams(readTeams(input));
  const { problem, ranks, teams, lineIds, offerIds } = compiled;
  const { best, searches, stopped } = finish(searchTeams(problem), enough);
  const { taken, quantity, cost } = best;
  const { values } = best;
  const valueByRank = ranks.map((rank, r) => ({
    rank,
    value: values[r]!,
    bound: Math.max(values[r]!, searches[r]!.bound),
  }));
  const costBound = Math.min(cost, 0 - searches.at(-1)!.bound);
  const proved = valueByRank.every(({ value, bound }) => value === bound) && cost === costBound;
  const allocations: TeamsResult['allocations'] = [];
  quantity.forEach((units, p) => {
    const l = problem.lineOf[p]!;
    const team = teams[problem.teamOf[l]!]!.id;
    if (units > 0) allocations.push({ team, line: lineIds[l]!, offer: offerIds[problem.offer[p]!]!, quantity: units });
  });
  const tree = (goal: (typeof searches)[number]) =>
    goal.tree.map((one) => ('line' in one ? { ...one, line: [...one.line], rank: [...one.rank] } : one));
  const result: TeamsResult = {
    taken: teams.filter((_, t) => taken[t] === 1).map(({ id }) => id),
    allocations,
    valueByRank,
    cost,
    costBound,
    status: proved ? 'optimal' : stopped ? 'stopped' : 'bounded',
    certificate: {
      digest: digestOf(compiled),
      searches: searches.map((goal) => ({ scale: goal.scale, tree: tree(goal) })),
    },
  };
  throwUnlessOk(check(compiled, result, best, searches));
  return result;
}

/**
 * Checks a result of {@link matchTeams} against the data, without trusting it and without searching again: the data are the same, the teams are
 * whole, the figures are true, and the certificate shows every bound. Exact; time grows with the certificate.
 *
 * @returns every check by name; never throws on a bad result
 * @throws LinkageError on a bad `input`, as `matchTeams` does
 */
export function verifyTeams(input: TeamsInput, result: unknown): { ok: boolean; checks: Check[] } {
  const compiled = compileTeams(readTeams(input));
  const parsed = attempted(() => parse(result, compiled));
  if (!parsed) return verdictOf([checkOf('shape', 'this is not a result of matchTeams')]);
  const { plan, fault } = planOf(compiled, parsed);
  const trees = parsed.certificate.searches.map(({ scale, tree }) => ({ scale, tree: tree.map(branchOf) }));
  return verdictOf([checkOf('allocations', fault), ...check(compiled, parsed, plan, trees)]);
}

function check(compiled: CompiledTeams, result: TeamsResult, plan: TeamPlan, trees: readonly SearchTree[]): Check[] {
  const { problem, ranks } = compiled;
  const { values, cost } = teamFigures(problem, plan);
  const claimed = result.valueByRank;
  const figures =
    claimed.length === ranks.length && claimed.every(({ rank, value }, r) => rank === ranks[r] && value === values[r]);
  const bounds = trees.map((tree, rank) => boundOfTree(problem, rank, values.slice(0, rank), tree));
  const fault = bounds.find((bound) => typeof bound === 'string') ?? '';
  const most = bounds.map((bound, rank) => Math.max(Number(bound), rank < ranks.length ? values[rank]! : -cost));
  const told = result.costBound === 0 - most[ranks.length]! && claimed.every(({ bound }, rank) => bound === most[rank]);
  const met = most.every((bound, rank) => bound === (rank < ranks.length ? values[rank]! : -cost));
  return [
    checkThat('digest', result.certificate.digest === digestOf(compiled), 'the certificate belongs to other data'),
    checkTeamPlan(problem, plan),
    checkThat('value', figures, 'the value by rank is not what the teams give'),
    checkThat('cost', result.cost === cost, `the cost is ${cost}`),
    checkThat('search', fault === '', `a search cannot be followed: ${fault}`),
    checkThat('bounds', told, 'the bounds are not what the searches show'),
    checkThat(
      'status',
      (result.status === 'optimal') === met,
      met ? 'this is proved optimal' : 'this is not proved optimal',
    ),
  ];
}

function branchOf(one: z.infer<typeof branch>): Branch {
  return 'line' in one ? { ...one, line: Float64Array.from(one.line), rank: Float64Array.from(one.rank) } : one;
}

/** A result of the right shape, that names no entry the problem does not have. */
function parse(result: unknown, { problem, ranks }: CompiledTeams): TeamsResult | undefined {
  const { taken, allocations, valueByRank, cost, costBound, status, certificate } = result as TeamsResult;
  const fits =
    taken.length <= problem.value.length &&
    allocations.length <= problem.offer.length &&
    valueByRank.length === ranks.length &&
    certificate.searches.length === ranks.length + 1;
  const { digest, searches } = certificate;
  const own = { taken, allocations, valueByRank, cost, costBound, status, certificate: { digest, searches } };
  const parsed = fits ? resultSchema.safeParse(own).data : undefined;
  const known = parsed?.certificate.searches.every(({ tree }) =>
    tree.every((one) =>
      'team' in one ? one.team < problem.value.length : 'pair' in one ? one.pair < problem.offer.length : true,
    ),
  );
  return known ? parsed : undefined;
}

/** The plan that a result tells, and the first thing that is wrong with it. */
function planOf({ problem, teams, lineIds, offerIds }: CompiledTeams, { taken, allocations }: TeamsResult) {
  const plan: TeamPlan = {
    taken: new Uint8Array(problem.value.length),
    quantity: new Float64Array(problem.offer.length),
  };
  let fault = '';
  const numbers = new Map(teams.map(({ id }, t) => [id, t]));
  for (const id of taken) {
    const t = numbers.get(id);
    if (t === undefined || plan.taken[t] === 1) fault ||= `${id} is no team, or taken twice`;
    else plan.taken[t] = 1;
  }
  const pairs = new Map<string, number>();
  problem.lineOf.forEach((l, p) => {
    pairs.set(JSON.stringify([teams[problem.teamOf[l]!]!.id, lineIds[l], offerIds[problem.offer[p]!]]), p);
  });
  for (const { team, line, offer, quantity } of allocations) {
    const p = pairs.get(JSON.stringify([team, line, offer]));
    if (p === undefined) fault ||= `line ${line} of ${team} cannot be served by ${offer}`;
    else if (plan.quantity[p] !== 0) fault ||= `line ${line} of ${team} and ${offer} stand twice`;
    else if (quantity <= 0) fault ||= `line ${line} of ${team} gets ${quantity} from ${offer}`;
    else plan.quantity[p] = quantity;
  }
  return { plan, fault };
}

function digestOf({ problem, ranks, teams, lineIds, offerIds }: CompiledTeams): string {
  const { ranks: _, ...columns } = problem;
  const ids = [teams.map(({ id }) => id), [''], lineIds, [''], offerIds].flat();
  return finish(digestOfColumns(Object.values(columns), ranks, ids));
}
