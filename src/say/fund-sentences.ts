import { checkLocale } from '../errors/read-options.js';
import type { FundResult } from '../fund/fund-result.js';
import { amountOf, type Locale, listed, phrase, shown } from './phrase.js';

/** How many amounts are told apart. */
const MAX_AMOUNTS = 3;

/**
 * What a vote on a fund came to, sentence by sentence: the share of each voter, what is funded and who pays how much of it, what is not funded and why, what is
 * left. Plain text of one line each, without the ids of voters. Fractions of a fen are rounded down and said to be about.
 *
 * @throws LinkageError `INVALID_OPTIONS` for another language
 */
export function fundSentences(result: FundResult, locale: Locale): string[] {
  checkLocale(locale);
  const { budget, spent, voters, share, raise, funded, unfunded, trials } = result;
  const money = (fen: number) => amountOf(fen, 'fen', locale);
  const part = (fraction: string) => {
    const [fen = '', parts] = fraction.split('/');
    return parts === undefined
      ? money(Number(fen))
      : phrase(locale, 'fund.about', { amount: money(Number(BigInt(fen) / BigInt(parts))) });
  };
  const payments = (all: FundResult['funded'][number]['payments']) => {
    const rest = all.slice(MAX_AMOUNTS).reduce((sum, one) => sum + one.voters.length, 0);
    return listed(
      [
        ...all
          .slice(0, MAX_AMOUNTS)
          .map((one) => phrase(locale, 'fund.payment', { voters: one.voters.length, amount: part(one.amount) })),
        ...(rest > 0 ? [phrase(locale, 'fund.others', { voters: rest })] : []),
      ],
      locale,
    );
  };
  const about = ({
    project,
    name,
    cost,
    supporters,
  }: FundResult['unfunded'][number] | FundResult['funded'][number]) => ({
    project: shown(name ?? project),
    cost: money(cost),
    supporters,
  });
  const payersOf = ({ payments: all, supporters }: FundResult['funded'][number]) => {
    const payers = all.reduce((sum, one) => sum + one.voters.length, 0);
    return { payers, all: payers === supporters ? 1 : 0 };
  };
  return [
    trials.length === 0
      ? phrase(locale, 'fund.greedy', { voters, budget: money(budget) })
      : phrase(locale, 'fund.shares', {
          voters,
          budget: money(budget),
          share: part(share),
          raised: raise,
          raise: money(raise),
        }),
    ...funded.map((one) =>
      one.by === 'votes'
        ? phrase(locale, 'fund.voted', about(one))
        : phrase(locale, 'fund.paid', { ...about(one), ...payersOf(one), payments: payments(one.payments) }),
    ),
    ...unfunded.map((one) =>
      phrase(locale, 'fund.out', { ...about(one), why: phrase(locale, `fund.out.${one.reason}`, about(one)) }),
    ),
    phrase(locale, 'fund.total', { projects: funded.length, spent: money(spent), left: money(budget - spent) }),
  ];
}
