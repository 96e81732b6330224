import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocateFund } from '../../src/fund/allocate-fund.js';
import { type FundEntry, fundLedger } from '../../src/fund/fund-ledger.js';
import type { FundResult } from '../../src/fund/fund-result.js';
import { verifyFund } from '../../src/fund/verify-fund.js';
import { readPabulib } from '../../src/io/pabulib/read-pabulib.js';
import { writePabulib } from '../../src/io/pabulib/write-pabulib.js';
import { countVote, fitting, fractionOf, isAllowed, unrepresented, type Vote } from '../support/fund-oracle.js';
import { runs } from '../support/runs.js';
import { thrown } from '../support/thrown.js';

const voteWith = (rules: fc.Arbitrary<Vote['rules']>, hasLimits: boolean): fc.Arbitrary<Vote> =>
  fc
    .record({
      projects: fc.array(
        fc.record({
          cost: fc.integer({ min: 1, max: 12 }),
          community: fc.constantFrom(undefined, 'x', 'y'),
          category: fc.constantFrom(undefined, 'k'),
          organisation: fc.constantFrom(undefined, undefined, 'o'),
        }),
        { minLength: 1, maxLength: 5 },
      ),
      votes: fc.array(fc.array(fc.nat(3), { minLength: 5, maxLength: 5 }), { maxLength: 6 }),
      hasPoints: fc.boolean(),
      budget: fc.nat(30),
      ceilings: fc.tuple(fc.option(fc.nat(15)), fc.option(fc.nat(15))),
      rules,
    })
    .map(({ projects, votes, hasPoints, budget, ceilings, rules: chosen }) => {
      const ids = projects.map((_, p) => `p${p}`);
      const limited = (field: 'community' | 'category', name: string, most: number | null) =>
        hasLimits && most !== null && projects.some((one) => one[field] === name) ? { [name]: most } : {};
      return {
        projects: projects.map(({ cost, ...rest }, p) => ({ id: ids[p]!, cost, ...(hasLimits && rest) })),
        ballots: votes.map((points, v) => ({
          voter: `v${v}`,
          ...(hasPoints
            ? { points: Object.fromEntries(ids.map((id, p) => [id, points[p]!])) }
            : { approves: ids.filter((_, p) => points[p]! > 1) }),
        })),
        budget,
        rules: {
          ...chosen,
          communities: limited('community', 'x', ceilings[0]),
          categories: limited('category', 'k', ceilings[1]),
        },
      };
    });
const anyRules = fc.record({
  method: fc.constantFrom('equalShares' as const, 'equalShares' as const, 'greedy' as const),
  utility: fc.constantFrom('cost' as const, 'points' as const),
  completion: fc.constantFrom('none' as const, 'add1' as const, 'greedy' as const, 'add1u' as const),
  step: fc.integer({ min: 1, max: 3 }),
});
const anyVote = voteWith(anyRules, true);
const plain = (utility: 'cost' | 'points') =>
  voteWith(fc.constant({ utility, completion: 'none' as const, step: 1 }), false);
const idsOf = ({ funded }: FundResult, by?: 'shares' | 'votes') =>
  funded.flatMap((one) => (by === undefined || one.by === by ? [one.project] : []));

describe('allocateFund', () => {
  it('is what the definition says, to the last fraction', () => {
    fc.assert(
      fc.property(anyVote, (vote) => {
        const result = allocateFund(vote);
        const { raise, byShares, byVotes, paid } = countVote(vote);
        expect([result.raise, idsOf(result, 'shares'), idsOf(result, 'votes')]).toEqual([raise, byShares, byVotes]);
        const told = result.funded.flatMap(({ project, payments }) =>
          payments.flatMap(({ amount, voters }) =>
            voters.map((voter) => [project, voter, fractionOf(amount)] as const),
          ),
        );
        const due = Object.entries(paid).flatMap(([project, by]) =>
          Object.entries(by).map(([voter, amount]) => [project, voter, amount] as const),
        );
        const sorted = (all: typeof told) => all.toSorted((a, b) => (`${a[0]} ${a[1]}` < `${b[0]} ${b[1]}` ? -1 : 1));
        expect(sorted(told)).toEqual(sorted(due));
        expect(verifyFund(vote, JSON.parse(JSON.stringify(result))).checks.filter(({ ok }) => !ok)).toEqual([]);
      }),
      runs(200),
    );
  });

  it('keeps budget, ceilings and organisations, and leaves nothing out that some want and that fits', () => {
    fc.assert(
      fc.property(anyVote, (vote) => {
        const result = allocateFund(vote);
        const taken = vote.projects.filter(({ id }) => idsOf(result).includes(id));
        expect(result.spent).toBe(taken.reduce((sum, { cost }) => sum + cost, 0));
        expect(result.spent).toBeLessThanOrEqual(vote.budget);
        expect(isAllowed(vote, taken)).toBe(true);
        const left = fitting(vote, taken).map(({ id }) => id);
        const isFull = vote.rules.method === 'greedy' || ['greedy', 'add1u'].includes(vote.rules.completion!);
        if (isFull) expect(left).toEqual([]);
        expect(result.unfunded.filter(({ reason }) => reason === 'shares').map(({ project }) => project)).toEqual(left);
      }),
      runs(200),
    );
  });

  it('does not depend on the order of projects and ballots', () => {
    fc.assert(
      fc.property(anyVote, (vote) => {
        const turned = { ...vote, projects: vote.projects.toReversed(), ballots: vote.ballots.toReversed() };
        expect(allocateFund(turned)).toEqual(allocateFund(vote));
      }),
      runs(50),
    );
  });

  it.each([
    ['points', false],
    ['cost', true],
  ] as const)(
    'represents every group whose part of the budget pays for what it wants: utility %s',
    (utility, upToOne) => {
      fc.assert(
        fc.property(plain(utility), (vote) => {
          const isApproval = vote.ballots.every(({ approves }) => approves !== undefined);
          expect(unrepresented(vote, idsOf(allocateFund(vote)), upToOne || !isApproval)).toEqual([]);
        }),
        runs(60),
      );
    },
  );
});

describe('unrepresented', () => {
  it('finds a group that most votes first leaves with nothing', () => {
    const approves = (voter: string, ...ids: string[]) => ({ voter, approves: ids });
    const vote: Vote = {
      projects: ['a', 'b', 'c'].map((id) => ({ id, cost: 1 })),
      ballots: [approves('1', 'a', 'b'), approves('2', 'a', 'b'), approves('3', 'c'), approves('4', 'c')]
        .slice(0, 4)
        .concat(approves('5', 'a', 'b')),
      budget: 2,
      rules: { utility: 'points', method: 'greedy' },
    };
    expect(idsOf(allocateFund(vote))).toEqual(['a', 'b']);
    expect(unrepresented({ ...vote, ballots: vote.ballots.slice(0, 4) }, ['a', 'b'], false)).toEqual(['3,4 want c']);
  });
});

describe('verifyFund', () => {
  /** Changes of a result that make it wrong, whatever it is; `undefined` where there is nothing to change. */
  const changes: readonly ((result: FundResult, vote: Vote) => FundResult | undefined)[] = [
    (result) => ({ ...result, spent: result.spent + 1 }),
    (result) => ({ ...result, voters: result.voters + 1 }),
    (result) => ({ ...result, raise: result.raise + 1 }),
    (result) => ({ ...result, share: `${result.share}1` }),
    (result) => ({ ...result, trials: [...result.trials, ['p0']] }),
    (result) => (result.trials.length > 0 ? { ...result, trials: result.trials.slice(0, -1) } : undefined),
    (result) => (result.funded.length > 1 ? { ...result, funded: result.funded.toReversed() } : undefined),
    (result) => (result.funded.length > 0 ? { ...result, funded: result.funded.slice(1) } : undefined),
    (result) => (result.unfunded.length > 0 ? { ...result, unfunded: result.unfunded.slice(1) } : undefined),
    ({ unfunded: [first, ...rest], ...result }) =>
      first && {
        ...result,
        unfunded: [{ ...first, reason: first.reason === 'budget' ? 'shares' : 'budget' }, ...rest],
      },
    ({ funded: [first, ...rest], ...result }) =>
      first && { ...result, funded: [{ ...first, by: first.by === 'votes' ? 'shares' : 'votes' }, ...rest] },
    ({ funded: [first, ...rest], ...result }) => {
      const payment = first?.payments[0];
      if (!payment) return undefined;
      const [a, b] = fractionOf(payment.amount);
      return {
        ...result,
        funded: [
          { ...first, payments: [{ ...payment, amount: `${a + b}/${b}` }, ...first.payments.slice(1)] },
          ...rest,
        ],
      };
    },
    ({ funded: [first, ...rest], ...result }) => {
      const payment = first?.payments[0];
      return (
        payment && {
          ...result,
          funded: [
            { ...first, payments: [{ ...payment, voters: payment.voters.slice(1) }, ...first.payments.slice(1)] },
            ...rest,
          ],
        }
      );
    },
    (result) => {
      const [first] = result.unfunded;
      if (!first || first.reason === 'shares') return undefined;
      const { reason: _, ...rest } = first;
      return {
        ...result,
        spent: result.spent + rest.cost,
        funded: [...result.funded, { ...rest, by: 'votes', payments: [] }],
        unfunded: result.unfunded.slice(1),
      };
    },
  ];

  it('accepts no result that was changed', () => {
    const refused = changes.map(() => 0);
    fc.assert(
      fc.property(anyVote, (vote) => {
        const result = allocateFund(vote);
        changes.forEach((change, i) => {
          const wrong = change(structuredClone(result), vote);
          if (!wrong) return;
          if (verifyFund(vote, wrong).ok) expect.fail(`change ${i} is accepted`);
          refused[i]!++;
        });
      }),
      runs(60),
    );
    expect(refused.filter((count) => count === 0)).toEqual([]);
  });

  it('refuses a fair-looking exchange: what another project would have cost less', () => {
    fc.assert(
      fc.property(plain('cost'), (vote) => {
        // Counted by another rule, told as if it were by this one.
        const other = allocateFund({ ...vote, rules: { ...vote.rules, utility: 'points' } });
        const result = allocateFund(vote);
        if (JSON.stringify(other) === JSON.stringify(result)) return;
        expect(verifyFund(vote, other).ok).toBe(false);
      }),
      runs(100),
    );
  });
});

describe('a vote in a file', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(anyVote, (vote) => {
        const { rules } = vote;
        const { input, ignored } = readPabulib(writePabulib(vote));
        expect(ignored).toEqual([]);
        // An empty file of votes does not say of which type they are.
        expect(allocateFund({ ...input, rules })).toEqual(allocateFund(vote));
      }),
      runs(100),
    );
  });
});

describe('fundLedger', () => {
  const purposes = ['relief', 'elderly'];
  const step = fc.record({
    kind: fc.constantFrom(
      'income' as const,
      'commitment' as const,
      'approval' as const,
      'payment' as const,
      'release' as const,
    ),
    purpose: fc.constantFrom(...purposes),
    amount: fc.integer({ min: 1, max: 50 }),
    of: fc.nat(8),
    agreed: fc.constantFrom(2, 3, 5),
  });
  const entryOf = (
    { kind, purpose, amount, of, agreed }: typeof step extends fc.Arbitrary<infer T> ? T : never,
    i: number,
  ): FundEntry => {
    const said = { id: `e${i}`, at: new Date(Date.UTC(2026, 0, 1 + i)).toISOString(), source: `voucher ${i}` };
    const commitment = `e${of}`;
    if (kind === 'income') return { kind, ...said, purpose, amount };
    if (kind === 'commitment') return { kind, ...said, purpose, amount, project: 'n1' };
    if (kind === 'approval') return { kind, ...said, commitment, committee: 5, agreed };
    return kind === 'payment' ? { kind, ...said, commitment, purpose, amount } : { kind, ...said, commitment, amount };
  };

  /** Counted entry by entry over the whole list, from what is said of each kind. */
  const recount = (good: readonly FundEntry[], purpose: string) => {
    const commitments = good.filter((one) => one.kind === 'commitment').filter((one) => one.purpose === purpose);
    const ids = new Set(commitments.map(({ id }) => id));
    const sum = (kind: string) =>
      good.reduce((all, one) => {
        const isOurs = 'commitment' in one ? ids.has(one.commitment) : one.purpose === purpose;
        return one.kind === kind && isOurs && 'amount' in one ? all + one.amount : all;
      }, 0);
    const [income, committed, paid, released] = [sum('income'), sum('commitment'), sum('payment'), sum('release')];
    return { income, free: income - committed + released, committed: committed - paid - released, paid };
  };
  const isLawful = (good: readonly FundEntry[], one: FundEntry): boolean => {
    if (one.kind === 'income') return true;
    if (one.kind === 'commitment') return one.amount <= recount(good, one.purpose).free;
    const commitment = good.find(({ id }) => id === one.commitment);
    if (commitment?.kind !== 'commitment') return false;
    if (one.kind === 'approval') return one.agreed > one.committee / 2;
    const used = good.reduce(
      (all, other) =>
        'commitment' in other && other.commitment === commitment.id && 'amount' in other ? all + other.amount : all,
      0,
    );
    if (one.amount > commitment.amount - used) return false;
    const isApproved = good.some((other) => other.kind === 'approval' && other.commitment === commitment.id);
    return one.kind === 'release' || (one.purpose === commitment.purpose && isApproved);
  };

  it('refuses just what is not lawful, and every balance is what a recount gives', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const entries = steps.map(entryOf);
        const good: FundEntry[] = [];
        for (const one of entries) if (isLawful(good, one)) good.push(one);
        const bad = entries.flatMap((one, i) => (good.includes(one) ? [] : [i]));
        if (bad.length > 0) {
          const faulty = thrown(() => fundLedger(entries)).details.map(({ path }) => path[1]);
          expect([...new Set(faulty)]).toEqual(bad);
        }
        const { balances, postings } = fundLedger(good);
        expect(balances).toEqual(
          purposes
            .filter((purpose) => good.some((one) => one.kind === 'income' && one.purpose === purpose))
            .toSorted()
            .map((purpose) => ({ purpose, ...recount(good, purpose) })),
        );
        for (const { income, free, committed, paid } of balances) {
          expect(free + committed + paid).toBe(income);
          expect(Math.min(free, committed, paid)).toBeGreaterThanOrEqual(0);
        }
        expect(postings.map(({ entry }) => entry)).toEqual(
          good.filter(({ kind }) => kind !== 'approval').map(({ id }) => id),
        );
      }),
      runs(200),
    );
  });
});
