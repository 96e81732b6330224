import { byCodeUnit } from '../compile/order.js';
import { escaped, grouped, type Locale, measured } from './format.js';
import type { Reason, Unmet } from './plan.js';
import { WORDS } from './words.js';

/** Why a requirement is unmet, in plain words, ready for a Markdown cell. `fair`: whether the plan has level `fair`. */
export function reasonSentence({ reason, unit }: Unmet, fair: boolean, locale: Locale): string {
  const words = WORDS[locale].reasons;
  switch (reason.code) {
    case 'unknownQuantity':
      return words.unknownQuantity(grouped(reason.capable));
    case 'noOffer':
      return words.noOffer;
    case 'ruledOut':
      return words.ruledOut(grouped(reason.capable), turnedAway(reason, locale));
    case 'bounded':
      return words.bounded;
    case 'exhausted':
      return reason.cut?.capacity ? words.exhausted(measured(reason.cut.capacity, unit, locale)) : words.empty;
    case 'heldByHigherRanks':
      return held(reason, words.heldByHigherRanks, unit, locale);
    case 'sharedFairly':
      return held(reason, fair ? words.sharedFairly : words.shared, unit, locale);
  }
}

function held(reason: Reason, sentence: (holders: string) => string, unit: string, locale: Locale): string {
  const { holder, listed, reasons } = WORDS[locale];
  const { heldBy = [], heldByCount = 0, cut } = reason;
  const byNeed = new Map<string, number>();
  for (const { need, quantity } of heldBy) byNeed.set(need, (byNeed.get(need) ?? 0) + quantity);
  const shown = [...byNeed].map(([need, quantity]) => holder(escaped(need), measured(quantity, unit, locale)));
  const others = heldByCount - heldBy.length;
  const parts = [sentence(reasons.holders(listed(shown), others > 0 ? grouped(others) : undefined))];
  if (cut !== undefined) {
    const figures = [cut.demanded, cut.capacity].map((quantity) => measured(quantity, cut.unit, locale));
    parts.push(reasons.cut(grouped(cut.needs), figures[0]!, figures[1]!));
  }
  return parts.join(locale === 'zh' ? '' : ' ');
}

/** What turned offers away, the most frequent first. */
function turnedAway({ unit, rules }: Reason, locale: Locale): string {
  const words = WORDS[locale];
  const counts = Object.entries(rules).map(([rule, count]) => ({ why: words.rules.get(rule) ?? escaped(rule), count }));
  if (unit > 0) counts.push({ why: words.reasons.otherUnit, count: unit });
  counts.sort((a, b) => b.count - a.count || byCodeUnit(a.why, b.why));
  return words.listed(counts.map(({ why, count }) => words.reasons.turnedAway(grouped(count), why)));
}
