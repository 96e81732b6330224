import type { Measures } from './measures.js';
import { amountOf, type Locale, listed, phrase } from './phrase.js';

/** The sentence that provinces publish, of `measures(…).outcome`. */
export function outcomeSentence({ money, goods, ...counts }: Measures['outcome'], locale: Locale): string {
  const given = goods.length > 0 ? goods : [{ unit: 'item', quantity: 0 }];
  return phrase(locale, 'outcome', {
    ...counts,
    money: amountOf(money, 'fen', locale),
    goods: listed(
      given.map(({ unit, quantity }) => amountOf(quantity, unit, locale)),
      locale,
    ),
  });
}
