import sumBy from 'lodash-es/sumBy.js';
import { checkLocale } from '../errors/read-options.js';
import type { OutcomeFigures, Rate } from '../outcomes/outcome-figures.js';
import { percent } from './format.js';
import { amountOf, type Locale, listed, phrase } from './phrase.js';

/**
 * What came of plans, sentence by sentence: needs by state, planned and done apart, the four rates of a hotline (12345), who came again, what was served from within the community
 * before and after, volunteers, charity. Plain text of one line each; without what there is nothing to say of.
 *
 * @throws LinkageError `INVALID_OPTIONS` for another language
 */
export function outcomeSentences({ all, weeks }: OutcomeFigures, locale: Locale): string[] {
  checkLocale(locale);
  const rate = ({ count, of }: Pick<Rate, 'count' | 'of'>) =>
    phrase(locale, of === 0 ? 'outcomes.noRate' : 'outcomes.rate', { share: percent(count, of), count, of });
  const half = Math.floor(weeks.length / 2);
  const localOf = (some: typeof weeks) => ({
    count: sumBy(some, ({ local }) => local.count),
    of: sumBy(some, ({ local }) => local.of),
  });
  const { needs, done, partly, open, closedUnmet, withdrawn, amounts, goodsUnpriced } = all;
  const amount = ({ unit, planned, done: units }: (typeof amounts)[number]) =>
    phrase(locale, 'outcomes.amount', {
      planned: amountOf(planned, unit, locale),
      done: amountOf(units, unit, locale),
    });
  const list = amounts.map(amount).join(locale === 'zh' ? '；' : '; ');
  return [
    phrase(locale, 'outcomes.needs', { needs, done, partly, open, closedUnmet, withdrawn }),
    ...(amounts.length > 0 ? [phrase(locale, 'outcomes.amounts', { list })] : []),
    phrase(locale, 'outcomes.rates', {
      response: rate(all.response),
      resolution: rate(all.resolution),
      satisfaction: rate(all.satisfaction),
      onTime: rate(all.onTime),
    }),
    phrase(locale, 'outcomes.again', {
      repeats: rate(all.repeats),
      continuity: rate(all.continuity),
      goal: rate(all.goal),
    }),
    phrase(locale, 'outcomes.local', {
      local: rate(all.local),
      both: half,
      before: rate(localOf(weeks.slice(0, half))),
      after: rate(localOf(weeks.slice(half))),
    }),
    phrase(locale, 'outcomes.volunteers', {
      hours: amountOf(all.volunteerMinutes, 'minute', locale),
      returned: rate(all.returned),
    }),
    phrase(locale, 'outcomes.value', {
      money: amountOf(all.money, 'fen', locale),
      goods: amountOf(all.goodsValue, 'fen', locale),
      rest: goodsUnpriced.length,
      list: listed(goodsUnpriced, locale, ({ unit, quantity }) => amountOf(quantity, unit, locale)),
    }),
  ];
}
