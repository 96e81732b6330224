import { type Check, checkOf, type Verdict, verdictOf } from '../proof/verdict.js';
import { type FundResult, resultSchema } from './fund-result.js';
import { type Election, type FundInput, readFund } from './read-fund.js';

/**
 * Checks a result of {@link allocateFund} from the definition, as a resident would by hand, without counting again by its way: every project stands once, at its
 * cost; budget, ceilings and organisations are kept; payments of voters sum to the cost, of supporters only, nobody beyond his share; whoever pays less than
 * the others by his points has nothing left; each purchase, of every trial, was the cheapest then, and no supporters could pay for another; shares were raised
 * as far as told; the rest went to most votes first; no project that fits is left out, and every reason is true. Exact. O(trials · winners · points of all ballots).
 *
 * @returns every check by name; never throws on a bad result
 * @throws LinkageError on a bad `input`, as `allocateFund` does
 */
export function verifyFund(input: FundInput, result: unknown): Verdict {
  return verdictOf(checkFund(readFund(input), result));
}

/** A fraction of fen. */
type Ratio = readonly [above: bigint, below: bigint];

export function checkFund(election: Election, given: unknown): Check[] {
  let result: FundResult | undefined;
  try {
    result = resultSchema.safeParse(given).data;
  } catch {
    // What throws when it is read is no result.
  }
  if (!result) return [checkOf('shape', 'this is not a result of allocateFund')];
  const known = checkProjects(election, result);
  if (known !== '') return [checkOf('projects', known)];
  const shares = [checkPayments, checkTrials].map((check) => check(election, result));
  return [
    checkOf('projects', ''),
    checkOf('limits', checkLimits(election, result)),
    checkOf('payments', shares[0]!),
    checkOf('shares', shares[1]!),
    checkOf('votes', checkVotes(election, result)),
  ];
}

/** Points that each project has of all. */
function pointsOf({ electors }: Election, p: number): bigint {
  return electors.reduce((sum, { voters, points }) => sum + BigInt(voters.length) * (points.get(p) ?? 0n), 0n);
}

function checkProjects({ projects, electors, voters, budget, rules }: Election, result: FundResult): string {
  const all = [...result.funded, ...result.unfunded];
  if (result.method !== rules.method || result.budget !== budget || result.voters !== voters)
    return 'it is of another vote';
  if (all.length !== projects.length || new Set(all.map(({ project }) => project)).size !== all.length)
    return 'a project is told twice, or not at all';
  for (const { project, name, cost, supporters } of all) {
    const p = projects.findIndex(({ id }) => id === project);
    if (projects[p]?.cost !== cost || projects[p].name !== name) return `${project} is another project in the vote`;
    const count = electors.filter(({ points }) => points.has(p)).reduce((sum, one) => sum + one.voters.length, 0);
    if (count !== supporters) return `${project} has ${count} supporters`;
  }
  return result.unfunded.some(({ project }, i) => i > 0 && project < result.unfunded[i - 1]!.project)
    ? 'what is not funded is out of order'
    : '';
}

/** What keeps a project out beside those that are taken, and whether any of these break a limit. */
function keptOut({ projects, rules }: Election, taken: readonly number[], p: number) {
  const beside = [...taken, p].map((q) => projects[q]!);
  const { community, category, organisation } = projects[p]!;
  const sum = (field: 'community' | 'category', name: string) =>
    beside.reduce((all, one) => all + (one[field] === name ? one.cost : 0), 0);
  if (organisation !== undefined && beside.filter((one) => one.organisation === organisation).length > 1)
    return 'organisation';
  const isOver = (
    most: Readonly<Record<string, number>> | undefined,
    field: 'community' | 'category',
    name: string | undefined,
  ) => name !== undefined && most !== undefined && Object.hasOwn(most, name) && sum(field, name) > most[name]!;
  if (isOver(rules.communities, 'community', community)) return 'community';
  return isOver(rules.categories, 'category', category) ? 'category' : undefined;
}

const costOf = ({ projects }: Election, taken: readonly number[]) =>
  taken.reduce((sum, p) => sum + projects[p]!.cost, 0);
const placesOf = ({ projects }: Election, ids: readonly string[]) =>
  ids.map((id) => projects.findIndex((one) => one.id === id));
const fundedBy = (result: FundResult, by: 'shares' | 'votes') =>
  result.funded.flatMap((one) => (one.by === by ? [one.project] : []));

function checkLimits(election: Election, result: FundResult): string {
  const taken = placesOf(
    election,
    result.funded.map(({ project }) => project),
  );
  const spent = costOf(election, taken);
  if (spent !== result.spent) return `${spent} fen are spent, not ${result.spent}`;
  if (spent > election.budget) return `${spent} fen are spent, of ${election.budget}`;
  for (const [i, p] of taken.entries()) {
    const obstacle = keptOut(election, taken.slice(0, i), p);
    if (obstacle) return `${election.projects[p]!.id} is past what its ${obstacle} may have`;
  }
  for (const { project, reason, supporters } of result.unfunded) {
    const p = election.projects.findIndex(({ id }) => id === project);
    const isAffordable = spent + election.projects[p]!.cost <= election.budget;
    const why = supporters === 0 ? 'votes' : (keptOut(election, taken, p) ?? (isAffordable ? 'shares' : 'budget'));
    if (why !== reason) return `${project} is left out for another reason: ${why}`;
    if (
      why === 'shares' &&
      (election.rules.method === 'greedy' || !['none', 'add1'].includes(election.rules.completion))
    )
      return `${project} would fit and is left out`;
  }
  return '';
}

/** Payments as they stand: they sum to the costs, are of supporters, and are within the shares. */
function checkPayments(
  { projects, electors, voters, budget, rules }: Election,
  { funded, share, raise }: FundResult,
): string {
  const hasShares = rules.method === 'equalShares' && voters > 0;
  const whole: Ratio = hasShares ? [BigInt(budget) + BigInt(raise) * BigInt(voters), BigInt(voters)] : [0n, 1n];
  if (!isSame(ratioOf(share), whole)) return 'the share of a voter is not his part of the budget and the raise';
  const supports = new Map(electors.flatMap((one) => one.voters.map((voter) => [voter, one.points] as const)));
  const paidBy = new Map<string, Ratio>();
  for (const { project, cost, by, payments } of funded) {
    const p = projects.findIndex(({ id }) => id === project);
    let sum: Ratio = [0n, 1n];
    const payers = new Set<string>();
    for (const payment of payments) {
      const amount = ratioOf(payment.amount);
      if (amount[0] <= 0n) return `${payment.amount} is no payment`;
      sum = plus(sum, [amount[0] * BigInt(payment.voters.length), amount[1]]);
      for (const voter of payment.voters) {
        if (payers.has(voter)) return `${voter} pays twice for ${project}`;
        payers.add(voter);
        if (!supports.get(voter)?.has(p)) return `${voter} pays for ${project} without having voted for it`;
        const all = plus(paidBy.get(voter) ?? [0n, 1n], amount);
        if (isMore(all, whole)) return `${voter} pays more than his share`;
        paidBy.set(voter, all);
      }
    }
    if (!isSame(sum, [by === 'shares' ? BigInt(cost) : 0n, 1n]))
      return `payments for ${project} sum to ${sum.join('/')} fen`;
  }
  return '';
}

/** Every trial is what shares buy; the one told of is the one that counts; and each voter pays in it what is told. */
function checkTrials(election: Election, result: FundResult): string {
  const { rules, budget, voters, step } = election;
  const { trials, raise } = result;
  if (rules.method === 'greedy' || voters === 0)
    return trials.length > 0 || raise > 0 || fundedBy(result, 'shares').length > 0
      ? 'there are no shares in this vote'
      : '';
  const counts = raise / step;
  const told = fundedBy(result, 'shares');
  const supporters = supportersOf(election);
  if (!Number.isInteger(counts) || trials[counts]?.join('\n') !== told.join('\n'))
    return 'what shares buy is not that of its trial';
  for (const [k, trial] of trials.entries()) {
    const places = placesOf(election, trial);
    if (places.includes(-1) || new Set(places).size !== places.length) return `trial ${k} buys what it cannot`;
    const fault = replay(election, supporters, k * step, places, k === counts ? result : undefined);
    if (fault !== '') return `trial ${k}: ${fault}`;
    const isLast = k === trials.length - 1;
    const isOver = costOf(election, places) > budget;
    const isFull = !isOver && !fits(election, places);
    if (!rules.completion.startsWith('add1') ? k > 0 : !isLast && (isOver || isFull))
      return `shares are raised although trial ${k - 1} decides`;
    if (rules.completion.startsWith('add1') && isLast && !isOver && !isFull && k < 1000)
      return 'shares could be raised further';
    if (isLast && counts !== (isOver ? k - 1 : k)) return 'another trial counts';
  }
  return '';
}

/** Whether any project that has a vote would fit beside these. */
function fits(election: Election, taken: readonly number[]): boolean {
  const rest = election.budget - costOf(election, taken);
  return election.projects.some(
    ({ cost }, p) => !taken.includes(p) && cost <= rest && !keptOut(election, taken, p) && pointsOf(election, p) > 0n,
  );
}

/** Of every project, who has use for it, how many they are, and how much. */
function supportersOf({ projects, electors, rules }: Election) {
  return projects.map(({ cost }, p) =>
    electors.flatMap(({ points, voters }, e) => {
      const each = points.get(p);
      const worth = rules.utility === 'cost' ? BigInt(cost) : 1n;
      return each === undefined ? [] : [{ e, count: BigInt(voters.length), utility: each * worth }];
    }),
  );
}
type Supporters = ReturnType<typeof supportersOf>;

/** Buys these in this order: what is wrong first. All that voters have is counted in `unit` parts of a fen. */
function replay(
  election: Election,
  supporters: Supporters,
  raise: number,
  order: readonly number[],
  told: FundResult | undefined,
): string {
  const { projects, electors, voters, budget } = election;
  let unit = BigInt(voters);
  let has = electors.map(() => BigInt(budget) + BigInt(raise) * BigInt(voters));
  /** At a price per utility, what those have together who cannot pay it, and the utility of the others. */
  const at = (p: number, fen: bigint, units: bigint) => {
    let [poor, rest, asked, least] = [0n, 0n, -1n, 0n];
    for (const { e, count, utility } of supporters[p]!) {
      if (utility !== asked) [asked, least] = [utility, (fen * utility + units - 1n) / units];
      if (has[e]! < least) poor += count * has[e]!;
      else rest += count * utility;
    }
    return [poor, rest] as const;
  };
  const isOut = (p: number, taken: readonly number[]) => taken.includes(p) || keptOut(election, taken, p) !== undefined;
  for (const [i, winner] of order.entries()) {
    const taken = order.slice(0, i);
    const { id, cost } = projects[winner]!;
    if (isOut(winner, taken)) return `${id} is kept out`;
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
      if (beyond > 0n || (beyond === 0n && (rest === 0n || goesBefore(election, rival, winner))))
        return `${one.id} goes before ${id}`;
    }
    unit *= units;
    has = has.map((money) => money * units);
    const payments = told?.funded.find(({ project }) => project === id)?.payments ?? [];
    const amounts = new Map(
      payments.flatMap(({ amount, voters: all }) => all.map((voter) => [voter, ratioOf(amount)] as const)),
    );
    for (const { e, utility } of supporters[winner]!) {
      const isPoor = has[e]! < fen * utility;
      const amount = isPoor ? has[e]! : fen * utility;
      has[e]! -= amount;
      if (told && electors[e]!.voters.some((voter) => !isSame(amounts.get(voter) ?? [0n, 1n], [amount, unit])))
        return `not all pay for ${id} what is due`;
    }
  }
  const left = projects.find(({ cost }, p) => {
    const all = supporters[p]!.reduce((sum, { e, count }) => sum + count * has[e]!, 0n);
    return !isOut(p, order) && all >= BigInt(cost) * unit;
  });
  return left === undefined ? '' : `${left.id} can still be paid for`;
}

function divisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : divisor(b, a % b);
}

/** More points, then cheaper, then the id. */
function goesBefore(election: Election, p: number, q: number): boolean {
  const [a, b] = [pointsOf(election, p), pointsOf(election, q)];
  const [one, other] = [election.projects[p]!, election.projects[q]!];
  return a !== b ? a > b : one.cost !== other.cost ? one.cost < other.cost : one.id < other.id;
}

/** What is funded by votes was at each step the one with most utility per fen, of what fitted. */
function checkVotes(election: Election, result: FundResult): string {
  const { projects, rules } = election;
  const taken = placesOf(election, fundedBy(result, 'shares'));
  if (result.funded.some(({ by }, i) => by === 'shares' && i >= taken.length)) return 'what shares buy comes first';
  const votes = placesOf(election, fundedBy(result, 'votes'));
  if (votes.length > 0 && rules.method !== 'greedy' && !['greedy', 'add1u'].includes(rules.completion))
    return 'nothing is funded by votes';
  const worth = (p: number): Ratio => [
    pointsOf(election, p),
    rules.utility === 'cost' ? 1n : BigInt(projects[p]!.cost),
  ];
  for (const p of votes) {
    const rest = election.budget - costOf(election, taken);
    for (const [q, { id, cost }] of projects.entries()) {
      if (q === p || taken.includes(q) || cost > rest || keptOut(election, taken, q) || pointsOf(election, q) === 0n)
        continue;
      if (isMore(worth(q), worth(p)) || (isSame(worth(q), worth(p)) && goesBefore(election, q, p)))
        return `${id} goes before ${projects[p]!.id}`;
    }
    if (pointsOf(election, p) === 0n) return `nobody voted for ${projects[p]!.id}`;
    taken.push(p);
  }
  return '';
}

/** A text as a fraction; what is none is below 0. */
function ratioOf(text: string): Ratio {
  const [, above, below = '1'] = /^(\d{1,20000})(?:\/([1-9]\d{0,20000}))?$/.exec(text) ?? [];
  return above === undefined ? [-1n, 1n] : [BigInt(above), BigInt(below)];
}
const plus = ([a, b]: Ratio, [c, d]: Ratio): Ratio => (b === d ? [a + c, b] : [a * d + c * b, b * d]);
const isMore = ([a, b]: Ratio, [c, d]: Ratio) => a * d > c * b;
const isSame = ([a, b]: Ratio, [c, d]: Ratio) => a * d === c * b;
