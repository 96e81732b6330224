import { roomOf } from './fund-room.js';
import type { Election } from './read-fund.js';

/** A project bought, by place, and what each voter of a group pays for it, in fen over `unit`. */
export interface Bought {
  readonly project: number;
  readonly paid: readonly { readonly electors: number; readonly amount: bigint }[];
  readonly unit: bigint;
}

/** Fen per point: a fraction. */
interface Price {
  readonly fen: bigint;
  readonly points: bigint;
}

/** Of two that are liked alike: the one with more points, then the cheaper one, then the one whose id comes first by code unit. */
export function byTie({ projects }: Election): (a: number, b: number) => number {
  return (a, b) => {
    const [one, other] = [projects[a]!, projects[b]!];
    return one.points === other.points ? one.cost - other.cost || a - b : one.points > other.points ? -1 : 1;
  };
}

/**
 * The method of equal shares (Peters and Skowron 2020; Peters, Pierczyński and Skowron 2021): every voter has an equal share of the budget, and `raise` fen
 * more. Again and again the project is bought that costs its supporters least per unit of utility, where who has not enough left gives what he has and the
 * others pay by their points; until no supporters can pay. Exact: all that voters have is counted in one unit, a fraction of a fen.
 *
 * With `raise` it may buy for more than the budget. A price only rises, since money only falls: so a project is looked at only while its last price is the least.
 * O(winners · supports · rounds of prices) at worst, where few rounds are the rule; numbers have some bits per winner.
 */
export function equalShares(election: Election, raise: number): Bought[] {
  const { projects, electors, voters, budget } = election;
  const room = roomOf(election);
  const tie = byTie(election);
  let unit = BigInt(voters);
  let money = electors.map(() => BigInt(budget) + BigInt(raise) * BigInt(voters));
  let open = projects.map((_, p) => ({ p, price: { fen: 0n, points: 1n } }));
  const bought: Bought[] = [];
  for (;;) {
    open.sort((a, b) => dearer(a.price, b.price));
    let best: (typeof open)[number] | undefined;
    const stillOpen: typeof open = [];
    for (const { p, price: last } of open) {
      let price: Price | undefined = last;
      if (!best || dearer(last, best.price) <= 0) price = room.obstacle(p) ? undefined : priceOf(p);
      if (!price) continue;
      stillOpen.push({ p, price });
      if (!best || (dearer(price, best.price) || tie(p, best.p)) < 0) best = stillOpen.at(-1);
    }
    if (!best) return bought;
    bought.push(pay(best.p));
    room.take(best.p);
    open = stillOpen.filter((one) => one !== best);
  }

  /** The least price per unit of utility at which the supporters pay the cost: in money of `unit` per point and worth. */
  function priceOf(p: number): Price | undefined {
    const found = perPoint(p);
    return found && { fen: found.fen, points: found.points * unit * projects[p]!.worth };
  }

  /** The same in fen over `unit` per point: all pay alike; who cannot gives what he has, and the others pay more, until they can. */
  function perPoint(p: number): Price | undefined {
    const { by, points: all } = projects[p]!;
    const cost = BigInt(projects[p]!.cost) * unit;
    let price = { fen: cost, points: all };
    for (;;) {
      let [fen, points] = [cost, all];
      let [each, least] = [0n, 0n];
      for (const one of by) {
        // Most ballots give the same points: what must be had for them is divided once.
        if (one.points !== each) {
          each = one.points;
          least = (price.fen * each + price.points - 1n) / price.points;
        }
        if (money[one.electors]! >= least) continue;
        fen -= one.count * money[one.electors]!;
        points -= one.count * each;
      }
      if (points === 0n) return undefined;
      if (points === price.points) return price;
      price = { fen, points };
    }
  }

  function pay(project: number): Bought {
    const { fen, points } = reduced(perPoint(project)!);
    unit *= points;
    money = money.map((has) => has * points);
    const paid = projects[project]!.by.flatMap((one) => {
      const has = money[one.electors]!;
      const due = fen * one.points;
      const isShort = has < due;
      const amount = isShort ? has : due;
      money[one.electors] = has - amount;
      return amount > 0n ? [{ electors: one.electors, amount }] : [];
    });
    return { project, paid, unit };
  }
}

function dearer(a: Price, b: Price): -1 | 0 | 1 {
  const [left, right] = [a.fen * b.points, b.fen * a.points];
  return left < right ? -1 : left > right ? 1 : 0;
}

function reduced({ fen, points }: Price): Price {
  let [a, b] = [fen, points];
  while (b > 0n) [a, b] = [b, a % b];
  return { fen: fen / a, points: points / a };
}

/** A fraction of a fen as text, in lowest terms: `25`, `76/3`. */
export function fractionText(fen: bigint, unit: bigint): string {
  const { fen: above, points: below } = reduced({ fen, points: unit });
  return below === 1n ? `${above}` : `${above}/${below}`;
}
