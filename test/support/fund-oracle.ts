import type { FundInput } from '../../src/fund/read-fund.js';

/**
 * A vote on a fund counted from the definitions, voter by voter and with a fraction for each, sharing nothing with the library.
 */

type Fraction = readonly [bigint, bigint];
const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));
const fraction = (a: bigint, b: bigint): Fraction => {
  const d = gcd(a < 0n ? -a : a, b) || 1n;
  return [a / d, b / d];
};
const add = ([a, b]: Fraction, [c, d]: Fraction) => fraction(a * d + c * b, b * d);
const less = ([a, b]: Fraction, [c, d]: Fraction) => a * d < c * b;
const times = ([a, b]: Fraction, c: bigint) => fraction(a * c, b);
const smaller = (a: Fraction, b: Fraction) => (less(b, a) ? b : a);
const isSame = ([a, b]: Fraction, [c, d]: Fraction) => a * d === c * b;
const ZERO: Fraction = [0n, 1n];
const sum = (all: readonly Fraction[]) => all.reduce(add, ZERO);
export const fractionOf = (text: string): Fraction => {
  const [a = '', b = '1'] = text.split('/');
  return [BigInt(a), BigInt(b)];
};

export type Vote = FundInput & { readonly rules: NonNullable<FundInput['rules']> };
type Project = Vote['projects'][number];

/** Points that a voter gives a project. */
export function pointsOf({ approves = [], points = {} }: Vote['ballots'][number], id: string): bigint {
  return BigInt(points[id] ?? (approves.includes(id) ? 1 : 0));
}
const utilityOf = (vote: Vote, ballot: Vote['ballots'][number], one: Project) =>
  pointsOf(ballot, one.id) * (vote.rules.utility === 'points' ? 1n : BigInt(one.cost));
const allPoints = (vote: Vote, one: Project) =>
  vote.ballots.reduce((all, ballot) => all + pointsOf(ballot, one.id), 0n);
const costOf = (all: readonly Project[]) => all.reduce((cost, one) => cost + one.cost, 0);

/** Whether ceilings and organisations allow all of these. */
export function isAllowed({ rules }: Vote, all: readonly Project[]): boolean {
  const organisations = all.flatMap(({ organisation }) => organisation ?? []);
  const under = (field: 'community' | 'category', most: Readonly<Record<string, number>> = {}) =>
    Object.entries(most).every(([name, ceiling]) => costOf(all.filter((one) => one[field] === name)) <= ceiling);
  return (
    new Set(organisations).size === organisations.length &&
    under('community', rules.communities) &&
    under('category', rules.categories)
  );
}

/** What some voted for and could be funded beside these. */
export function fitting(vote: Vote, taken: readonly Project[]): Project[] {
  return vote.projects.filter(
    (one) =>
      !taken.includes(one) &&
      allPoints(vote, one) > 0n &&
      costOf([...taken, one]) <= vote.budget &&
      isAllowed(vote, [...taken, one]),
  );
}

function goesFirst(vote: Vote, a: Project, b: Project): boolean {
  const [p, q] = [allPoints(vote, a), allPoints(vote, b)];
  return p !== q ? p > q : a.cost !== b.cost ? a.cost < b.cost : a.id < b.id;
}

/** The least price per utility at which the supporters pay: between two prices at which somebody has paid all he has, payments grow evenly. */
function priceOf(vote: Vote, one: Project, money: readonly Fraction[]): Fraction | undefined {
  const payers = vote.ballots.flatMap((ballot, v) => {
    const utility = utilityOf(vote, ballot, one);
    return utility > 0n ? [{ has: money[v]!, utility, until: fraction(money[v]![0], money[v]![1] * utility) }] : [];
  });
  const paidAt = (price: Fraction) => sum(payers.map(({ has, utility }) => smaller(has, times(price, utility))));
  let from = ZERO;
  for (const { until } of payers.toSorted((a, b) => (less(a.until, b.until) ? -1 : 1))) {
    if (!less(paidAt(until), [BigInt(one.cost), 1n])) {
      const slope = payers.filter((payer) => less(from, payer.until)).reduce((all, { utility }) => all + utility, 0n);
      if (slope === 0n) return from;
      const [a, b] = add([BigInt(one.cost), 1n], times(paidAt(from), -1n));
      return add(from, fraction(a, b * slope));
    }
    from = until;
  }
  return undefined;
}

/** What shares buy, and what each voter pays. */
export function sharesBuy(
  vote: Vote,
  raise: number,
): { bought: Project[]; paid: Record<string, Record<string, Fraction>> } {
  const n = BigInt(vote.ballots.length);
  const money = vote.ballots.map(() => fraction(BigInt(vote.budget) + BigInt(raise) * n, n));
  const bought: Project[] = [];
  const paid: Record<string, Record<string, Fraction>> = {};
  for (;;) {
    let best: { one: Project; price: Fraction } | undefined;
    for (const one of vote.projects) {
      if (bought.includes(one) || !isAllowed(vote, [...bought, one])) continue;
      const price = priceOf(vote, one, money);
      if (!price) continue;
      if (!best || less(price, best.price) || (isSame(price, best.price) && goesFirst(vote, one, best.one)))
        best = { one, price };
    }
    if (!best) return { bought, paid };
    const { one, price } = best;
    bought.push(one);
    paid[one.id] = {};
    vote.ballots.forEach((ballot, v) => {
      const amount = smaller(money[v]!, times(price, utilityOf(vote, ballot, one)));
      money[v] = add(money[v]!, times(amount, -1n));
      if (amount[0] > 0n) paid[one.id]![ballot.voter] = amount;
    });
  }
}

/** The whole outcome; `step` must be in the rules. */
export function countVote(vote: Vote) {
  const { method = 'equalShares', completion = 'add1u', step = 1, utility = 'cost' } = vote.rules;
  let raise = 0;
  let { bought, paid } =
    method === 'greedy' || vote.ballots.length === 0 ? { bought: [], paid: {} } : sharesBuy(vote, 0);
  if (method !== 'greedy' && vote.ballots.length > 0 && completion.startsWith('add1')) {
    for (let k = 1; k <= 1000 && fitting(vote, bought).length > 0; k++) {
      const next = sharesBuy(vote, k * step);
      if (costOf(next.bought) > vote.budget) break;
      ({ bought, paid } = next);
      raise = k * step;
    }
  }
  const byShares = bought.map(({ id }) => id);
  while (method === 'greedy' || completion === 'greedy' || completion === 'add1u') {
    const liking = (one: Project): Fraction => [allPoints(vote, one), utility === 'cost' ? 1n : BigInt(one.cost)];
    const [next] = fitting(vote, bought).sort((a, b) =>
      isSame(liking(a), liking(b)) ? (goesFirst(vote, a, b) ? -1 : 1) : less(liking(b), liking(a)) ? -1 : 1,
    );
    if (!next) break;
    bought = [...bought, next];
  }
  return { raise, byShares, byVotes: bought.map(({ id }) => id).slice(byShares.length), paid };
}

const subsets = <T>(items: readonly T[]): T[][] =>
  Array.from({ length: 2 ** items.length - 1 }, (_, s) => items.filter((_item, i) => ((s + 1) >> i) % 2 === 1));

/**
 * Groups that are not represented as extended justified representation asks (Peters, Pierczyński and Skowron 2021): each of the group has at least α(c) of
 * every project of T, which its part of the budget pays for, yet nobody in it has as much as α promises; `upToOne`: not even with one project more.
 */
export function unrepresented(vote: Vote, funded: readonly string[], upToOne: boolean): string[] {
  const has = (ballot: Vote['ballots'][number], ids: readonly string[]) =>
    vote.projects.reduce((all, one) => all + (ids.includes(one.id) ? utilityOf(vote, ballot, one) : 0n), 0n);
  return subsets(vote.ballots).flatMap((group) =>
    subsets(vote.projects).flatMap((wanted) => {
      if (costOf(wanted) * vote.ballots.length > group.length * vote.budget) return [];
      const promised = wanted.reduce((all, one) => {
        const utilities = group.map((ballot) => utilityOf(vote, ballot, one));
        return all + utilities.toSorted((a, b) => (a < b ? -1 : 1))[0]!;
      }, 0n);
      const isServed = group.some(
        (ballot) =>
          has(ballot, funded) >= promised ||
          (upToOne && vote.projects.some(({ id }) => has(ballot, [...funded, id]) > promised)),
      );
      return isServed ? [] : [`${group.map(({ voter }) => voter).join()} want ${wanted.map(({ id }) => id).join()}`];
    }),
  );
}
