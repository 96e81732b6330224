import type { Measures } from './measures.js';
import { amountOf, type Locale, phrase } from './phrase.js';

/** The sentence that provinces publish, of `measures(…).outcome`. */
export function outcomeSentence({ money, items, ...counts }: Measures['outcome'], locale: Locale): string {
  return phrase(locale, 'outcome', {
    ...counts,
    money: amountOf(money, 'fen', locale),
    items: amountOf(items, 'item', locale),
  });
}
