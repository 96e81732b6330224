import { groupsBy } from '../kernel/maps.js';
import { throwUnlessOk } from '../proof/verdict.js';
import { type Bought, byTie, equalShares, fractionText } from './equal-shares.js';
import type { FundResult } from './fund-result.js';
import { roomOf } from './fund-room.js';
import { type FundInput, MAX_RAISES, readFund } from './read-fund.js';
import { checkFund } from './verify-fund.js';

/**
 * What a fund pays for, by the votes of residents: the method of equal shares (Peters and Skowron 2020; Peters, Pierczyński and Skowron 2021) in exact
 * fractions, or most votes first (`greedy`). Amounts are in fen.
 *
 * *Shares.* Every voter has an equal part of the budget, and pays only for what he voted for; bought is, again and again, what costs its supporters least for
 * what it is worth to them (`utility`). So groups of like mind get what their part of the budget pays for: extended justified representation, with approvals
 * and utility `points` in full, else up to one project. Ceilings and organisations go before it.
 *
 * *Completion.* `add1`: shares are raised by `step` until what they buy is past the budget, or leaves nothing out that would fit, at most 1,000 times; what
 * the raise before bought counts. `greedy`: most votes first, of what fits, by utility per fen. A project without a vote is never funded.
 *
 * *Ties* go to more points, then to the cheaper one, then to the id that comes first by code unit. The result is checked by {@link verifyFund} before it is
 * given. O(raises · winners · supports) at worst, but for the size of the numbers.
 *
 * @throws LinkageError `INVALID_INPUT`, with all faults, before any work
 * @example
 * const projects = [{ id: 'ramp', cost: 60_000 }, { id: 'film', cost: 50_000 }];
 * const ballots = [{ voter: '1', approves: ['ramp'] }, { voter: '2', approves: ['ramp', 'film'] }];
 * allocateFund({ projects, ballots, budget: 100_000 }).funded[0]?.payments; // [{ amount: '30000', voters: ['1', '2'] }]
 */
export function allocateFund(input: FundInput): FundResult {
  const election = readFund(input);
  const { projects, electors, voters, budget, rules, step } = election;
  const roomAfter = (bought: readonly Bought[]) => {
    const room = roomOf(election);
    for (const { project } of bought) room.take(project);
    return room;
  };
  /** What some voted for and would fit beside what is bought. */
  const fitting = (bought: readonly Bought[]) => {
    const room = roomAfter(bought);
    const has = new Set(bought.map(({ project }) => project));
    return projects.flatMap(({ supporters }, p) => (!has.has(p) && supporters > 0 && room.fits(p) ? [p] : []));
  };
  const trials: string[][] = [];
  const tried = (raise: number) => {
    const bought = equalShares(election, raise);
    trials.push(bought.map(({ project }) => projects[project]!.id));
    return bought;
  };

  let raise = 0;
  let bought: Bought[] = rules.method === 'greedy' || voters === 0 ? [] : tried(0);
  const isRaised = trials.length > 0 && rules.completion.startsWith('add1');
  for (let k = 1; isRaised && k <= MAX_RAISES && fitting(bought).length > 0; k++) {
    const next = tried(k * step);
    if (roomAfter(next).left < 0) break;
    bought = next;
    raise = k * step;
  }
  const byShares = bought.length;
  if (rules.method === 'greedy' || rules.completion === 'greedy' || rules.completion === 'add1u') {
    const tie = byTie(election);
    // Utility per fen.
    const liking = (p: number, q: number) => {
      const [one, other] = [projects[p]!, projects[q]!];
      return Number(other.points * other.worth * BigInt(one.cost) - one.points * one.worth * BigInt(other.cost));
    };
    const room = roomAfter(bought);
    for (const p of fitting(bought).sort((a, b) => liking(a, b) || tie(a, b))) {
      if (!room.fits(p)) continue;
      room.take(p);
      bought.push({ project: p, paid: [], unit: 1n });
    }
  }

  const room = roomAfter(bought);
  const told = (p: number) => {
    const { id, name, cost, supporters } = projects[p]!;
    return { project: id, ...(name !== undefined && { name }), cost, supporters };
  };
  const has = new Set(bought.map(({ project }) => project));
  const result: FundResult = {
    method: rules.method,
    budget,
    spent: budget - room.left,
    voters,
    share: trials.length === 0 ? '0' : fractionText(BigInt(budget) + BigInt(raise) * BigInt(voters), BigInt(voters)),
    raise,
    funded: bought.map(({ project, paid, unit }, i) => ({
      ...told(project),
      by: i < byShares ? 'shares' : 'votes',
      payments: [...groupsBy(paid, ({ amount }) => [amount]).entries()]
        .sort(([a], [b]) => (a > b ? -1 : 1))
        .map(([amount, group]) => ({
          amount: fractionText(amount, unit),
          voters: group.flatMap((one) => electors[one.electors]!).sort(),
        })),
    })),
    unfunded: projects.flatMap(({ supporters }, p) => {
      const reason = supporters === 0 ? 'votes' : (room.obstacle(p) ?? (room.fits(p) ? 'shares' : 'budget'));
      return has.has(p) ? [] : [{ ...told(p), reason }];
    }),
    trials,
  };
  throwUnlessOk(checkFund(election, result));
  return result;
}
