import { type Check, checkOf, type Verdict, verdictOf } from '../proof/verdict.js';
import { type FundResult, resultSchema } from './fund-result.js';
import { type Election, type FundInput, MAX_RAISES, readFund } from './read-fund.js';

/**
 * Checks a result of {@link allocateFund} from the definition, as a resident would by hand: every project stands once, at its cost, and every reason is true;
 * budget, ceilings and organisations are kept; payments sum to the cost, are of supporters, and nobody is beyond his share; each purchase of every trial was
 * the cheapest then, who paid less had no more, and no supporters could pay for another; shares were raised as far as told; the rest went to most votes
 * first, and nothing that fits is left out. Exact. O(trials · winners · supports).
 *
 * @returns every check by name; never throws on a bad result
 * @throws LinkageError on a bad `input`, as `allocateFund` does
 */
export function verifyFund(input: FundInput, result: unknown): Verdict {
  return verdictOf(checkFund(readFund(input), result));
}

/** See {@link verifyFund}. */
export function checkFund(vote: Election, given: unknown): Check[] {
  let result: FundResult | undefined;
  try {
    result = resultSchema.safeParse(given).data;
  } catch {
    // What throws when it is read is no result.
  }
  if (!result) return [checkOf('shape', 'this is not a result of allocateFund')];
  const projects = projectsFault(vote, result);
  if (projects !== '') return [checkOf('projects', projects)];
  const judges = { limits: limitsFault, payments: paymentsFault, shares: sharesFault, votes: votesFault };
  return [
    checkOf('projects', ''),
    ...Object.entries(judges).map(([name, judge]) => checkOf(name, judge(vote, result))),
  ];
}

/** A fraction. */
type Ratio = readonly [above: bigint, below: bigint];
const plus = ([a, b]: Ratio, [c, d]: Ratio): Ratio => (b === d ? [a + c, b] : [a * d + c * b, b * d]);
const isMore = ([a, b]: Ratio, [c, d]: Ratio) => a * d > c * b;
const isSame = ([a, b]: Ratio, [c, d]: Ratio) => a * d === c * b;
const divisor = (a: bigint, b: bigint): bigint => (b === 0n ? a : divisor(b, a % b));

/** A text as a fraction; what is none is below 0. */
function ratioOf(text: string): Ratio {
  const [, above, below = '1'] = /^(\d{1,20000})(?:\/([1-9]\d{0,20000}))?$/.exec(text) ?? [];
  return above === undefined ? [-1n, 1n] : [BigInt(above), BigInt(below)];
}

const costOf = ({ projects }: Election, taken: readonly number[]) =>
  taken.reduce((sum, p) => sum + projects[p]!.cost, 0);
const placesOf = ({ projects }: Election, ids: readonly string[]) =>
  ids.map((id) => projects.findIndex((one) => one.id === id));
const boughtBy = (result: FundResult, by: string) =>
  result.funded.flatMap((one) => (one.by === by ? [one.project] : []));
const isByVotes = ({ rules }: Election) => rules.method === 'greedy' || !['none', 'add1'].includes(rules.completion);

/** What keeps a project out beside those that are taken, the budget apart. */
function keptOut({ projects, rules }: Election, taken: readonly number[], p: number) {
  const own = projects[p]!;
  const others = taken.map((q) => projects[q]!);
  if (own.organisation !== undefined && others.some((one) => one.organisation === own.organisation))
    return 'organisation';
  for (const [field, most] of [
    ['community', rules.communities],
    ['category', rules.categories],
  ] as const) {
    const sum = others.reduce((all, one) => (one[field] === own[field] ? all + one.cost : all), own.cost);
    if (sum > (most?.[own[field] ?? ''] ?? Infinity)) return field;
  }
  return undefined;
}

/** What has a vote and would fit beside these. */
function fitting(vote: Election, taken: readonly number[]): number[] {
  const left = vote.budget - costOf(vote, taken);
  return vote.projects.flatMap(({ cost, points }, p) => {
    const isOut = taken.includes(p) || cost > left || points === 0n || keptOut(vote, taken, p);
    return isOut ? [] : [p];
  });
}

/** More points, then cheaper, then the id. */
function goesBefore({ projects }: Election, p: number, q: number): boolean {
  const [one, other] = [projects[p]!, projects[q]!];
  return one.points !== other.points
    ? one.points > other.points
    : one.cost !== other.cost
      ? one.cost < other.cost
      : one.id < other.id;
}

function projectsFault(vote: Election, { method, budget, voters, funded, unfunded }: FundResult): string {
  if (method !== vote.rules.method || budget !== vote.budget || voters !== vote.voters) return 'it is of another vote';
  const told = [...funded, ...unfunded].map((one) => [one.project, one.name, one.cost, one.supporters].join('\0'));
  const due = vote.projects.map(({ id, name, cost, supporters }) => [id, name, cost, supporters].join('\0'));
  const wrong = due.findIndex((one) => told.filter((other) => other === one).length !== 1);
  return wrong === -1 && told.length === due.length
    ? ''
    : `${vote.projects[wrong]?.id ?? 'a project'} is not told as it is in the vote`;
}

function limitsFault(vote: Election, { spent, funded, unfunded }: FundResult): string {
  const taken = placesOf(
    vote,
    funded.map(({ project }) => project),
  );
  if (costOf(vote, taken) !== spent) return `${costOf(vote, taken)} fen are spent, not ${spent}`;
  if (spent > vote.budget) return `${spent} fen are spent, of ${vote.budget}`;
  const out = taken.find((p, i) => keptOut(vote, taken.slice(0, i), p));
  if (out !== undefined) return `${vote.projects[out]!.id} is past a limit`;
  for (const { project, reason, cost, supporters } of unfunded) {
    const isAffordable = spent + cost <= vote.budget;
    const why =
      supporters === 0
        ? 'votes'
        : (keptOut(vote, taken, placesOf(vote, [project])[0]!) ?? (isAffordable ? 'shares' : 'budget'));
    if (why !== reason) return `${project} is left out for another reason: ${why}`;
    if (why === 'shares' && isByVotes(vote)) return `${project} would fit and is left out`;
  }
  return '';
}

/** Payments as they stand: they sum to the costs, are of supporters, and are within the shares. */
function paymentsFault(
  { projects, electors, voters, budget, rules }: Election,
  { funded, share, raise }: FundResult,
): string {
  const hasShares = rules.method === 'equalShares' && voters > 0;
  const whole: Ratio = hasShares ? [BigInt(budget) + BigInt(raise) * BigInt(voters), BigInt(voters)] : [0n, 1n];
  if (!isSame(ratioOf(share), whole)) return 'the share of a voter is not his part of the budget and the raise';
  const paidBy = new Map<string, Ratio>();
  for (const { project, cost, by, payments } of funded) {
    const supporters = new Set(projects.find(({ id }) => id === project)!.by.flatMap((one) => electors[one.electors]!));
    let sum: Ratio = [0n, 1n];
    const payers = new Set<string>();
    for (const [amount, voter] of payments.flatMap((one) =>
      one.voters.map((each) => [ratioOf(one.amount), each] as const),
    )) {
      if (amount[0] <= 0n || payers.has(voter)) return `${voter} pays nothing for ${project}, or twice`;
      if (!supporters.has(voter)) return `${voter} pays for ${project} without having voted for it`;
      payers.add(voter);
      sum = plus(sum, amount);
      const all = plus(paidBy.get(voter) ?? [0n, 1n], amount);
      if (isMore(all, whole)) return `${voter} pays more than his share`;
      paidBy.set(voter, all);
    }
    if (!isSame(sum, [by === 'shares' ? BigInt(cost) : 0n, 1n]))
      return `payments for ${project} do not sum to its cost`;
  }
  return '';
}

/** Every trial is what shares buy; the one told of is the one that counts; and each voter pays in it what is told. */
function sharesFault(vote: Election, result: FundResult): string {
  const { rules, budget, voters, step } = vote;
  const { trials, raise } = result;
  const told = boughtBy(result, 'shares');
  if (rules.method === 'greedy' || voters === 0)
    return trials.length + raise + told.length > 0 ? 'there are no shares in this vote' : '';
  const counts = trials.findIndex((_, k) => k * step === raise);
  if (trials[counts]?.join('\n') !== told.join('\n')) return 'what shares buy is not that of its trial';
  for (const [k, trial] of trials.entries()) {
    const places = placesOf(vote, trial);
    const fault = replayFault(vote, k * step, places, k === counts ? result : undefined);
    if (fault !== '') return `trial ${k}: ${fault}`;
    const isOver = costOf(vote, places) > budget;
    const isEnd =
      isOver || !rules.completion.startsWith('add1') || k === MAX_RAISES || fitting(vote, places).length === 0;
    if (isEnd !== (k === trials.length - 1))
      return `shares are raised too often, or not often enough, after trial ${k}`;
    if (isEnd && counts !== (isOver ? k - 1 : k)) return 'another trial counts';
  }
  return '';
}

/** Buys these in this order: what is wrong first. All that voters have is counted in `unit` parts of a fen. */
function replayFault(vote: Election, raise: number, order: readonly number[], told: FundResult | undefined): string {
  const { projects, electors, voters, budget } = vote;
  let unit = BigInt(voters);
  let has = electors.map(() => BigInt(budget) + BigInt(raise) * BigInt(voters));
  /** At a price per utility, what those have together who cannot pay it, and the utility of the others. */
  const at = (p: number, fen: bigint, units: bigint) => {
    let [poor, rest, asked, least] = [0n, 0n, -1n, 0n];
    const { by, worth } = projects[p]!;
    for (const { electors: e, count, points } of by) {
      const utility = points * worth;
      if (utility !== asked) [asked, least] = [utility, (fen * utility + units - 1n) / units];
      if (has[e]! < least) poor += count * has[e]!;
      else rest += count * utility;
    }
    return [poor, rest] as const;
  };
  const isOut = (p: number, taken: readonly number[]) => taken.includes(p) || keptOut(vote, taken, p) !== undefined;
  for (const [i, winner] of order.entries()) {
    const taken = order.slice(0, i);
    const { id, cost } = projects[winner] ?? { id: 'a project' };
    if (cost === undefined || isOut(winner, taken)) return `${id} is kept out`;
    // All pay by utility; whoever cannot gives all he has, and the others pay more, until all who are left can.
    let [fen, units] = [0n, 1n];
    for (let isPaid = false; !isPaid; ) {
      const [poor, rest] = at(winner, fen, units);
      if (rest === 0n) return `${id} cannot be paid for`;
      const next = BigInt(cost) * unit - poor;
      isPaid = next * units === fen * rest;
      [fen, units] = [next, rest];
    }
    const common = divisor(fen, units);
    [fen, units] = [fen / common, units / common];
    for (const [rival, one] of projects.entries()) {
      if (rival === winner || isOut(rival, taken)) continue;
      const [poor, rest] = at(rival, fen, units);
      const beyond = (poor - BigInt(one.cost) * unit) * units + fen * rest;
      // Where nobody could pay more, a lower price would have done.
      if (beyond > 0n || (beyond === 0n && (rest === 0n || goesBefore(vote, rival, winner))))
        return `${one.id} goes before ${id}`;
    }
    unit *= units;
    has = has.map((money) => money * units);
    const payments = told?.funded.find(({ project }) => project === id)?.payments ?? [];
    const amounts = new Map(
      payments.flatMap(({ amount, voters: all }) => all.map((voter) => [voter, ratioOf(amount)] as const)),
    );
    for (const { electors: e, points } of projects[winner]!.by) {
      const utility = points * projects[winner]!.worth;
      const isPoor = has[e]! < fen * utility;
      const amount = isPoor ? has[e]! : fen * utility;
      has[e]! -= amount;
      if (told && electors[e]!.some((voter) => !isSame(amounts.get(voter) ?? [0n, 1n], [amount, unit])))
        return `not all pay for ${id} what is due`;
    }
  }
  const left = projects.find(({ cost, by }, p) => {
    const all = by.reduce((sum, { electors: e, count }) => sum + count * has[e]!, 0n);
    return all >= BigInt(cost) * unit && !isOut(p, order);
  });
  return left === undefined ? '' : `${left.id} can still be paid for`;
}

/** What is funded by votes comes after shares, and was at each step what has most utility per fen of what fitted. */
function votesFault(vote: Election, result: FundResult): string {
  const taken = placesOf(vote, boughtBy(result, 'shares'));
  const votes = placesOf(vote, boughtBy(result, 'votes'));
  if (result.funded.slice(taken.length).some(({ by }) => by === 'shares')) return 'what shares buy comes first';
  if (votes.length > 0 && !isByVotes(vote)) return 'nothing is funded by votes';
  const worth = (p: number): Ratio => [
    vote.projects[p]!.points,
    vote.rules.utility === 'cost' ? 1n : BigInt(vote.projects[p]!.cost),
  ];
  for (const p of votes) {
    const best = fitting(vote, taken).reduce((a, b) => {
      const isBetter = isMore(worth(b), worth(a)) || (isSame(worth(b), worth(a)) && goesBefore(vote, b, a));
      return isBetter ? b : a;
    }, p);
    if (best !== p || vote.projects[p]!.points === 0n) return `${vote.projects[p]!.id} is not what has most votes then`;
    taken.push(p);
  }
  return '';
}
