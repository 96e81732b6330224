import sumBy from 'lodash-es/sumBy.js';
import type { Measures } from '../figures/measures.js';
import { amountOf, type Locale, listed, phrase } from './phrase.js';

/** The goods that are told: where none were given, no items. */
export function goodsIn({ goods }: Measures['outcome']): Measures['outcome']['goods'] {
  return goods.length > 0 ? goods : [{ unit: 'item', quantity: 0 }];
}

/** The sentence that provinces publish, of `measures(…).outcome`. */
export function outcomeSentence(outcome: Measures['outcome'], locale: Locale): string {
  const { money, goods: _, ...counts } = outcome;
  return phrase(locale, 'outcome', {
    ...counts,
    money: amountOf(money, 'fen', locale),
    goods: listed(goodsIn(outcome), locale, ({ unit, quantity }) => amountOf(quantity, unit, locale)),
  });
}

/** What level `fair` changed, of `measures(network, plan, { without }).fairness`. */
export function fairnessSentence(fairness: Measures['fairness'], locale: Locale): string {
  const sum = (part: (one: Measures['fairness'][number]) => number) => sumBy(fairness, part);
  return phrase(locale, 'fairness.changed', {
    count: sum(({ classes }) => classes.count),
    with: sum(({ classes }) => classes.zeros),
    without: sum(({ classes, without = classes.zeros }) => without),
  });
}
