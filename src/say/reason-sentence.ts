import { checkLocale } from '../errors/read-options.js';
import { byCodeUnit } from '../model/order.js';
import type { Holder, Reason } from '../plan/plan.js';
import type { Idle, Names } from '../why/explanation.js';
import { amountOf, type Locale, listed, phrase, shown } from './phrase.js';
import { word } from './rule-words.js';

/** What of an unmet requirement its reason does not say. */
export interface ReasonContext {
  readonly unit: string;
  /** The plan has level `fair`. */
  readonly fair: boolean;
  /** Words of the policy's own rules, `plan.words`. */
  readonly words?: Names | undefined;
}

/**
 * Why a requirement is unmet: one sentence or two for `plan.unmet[i].reason`, as plain text.
 *
 * @param context the unit of the requirement, whether the plan's levels have `fair`, and its words
 * @throws LinkageError `INVALID_OPTIONS` for another language
 */
export function reasonSentence(reason: Reason, context: ReasonContext, locale: Locale): string {
  checkLocale(locale);
  const why = whySentence(reason, context, locale);
  if (reason.asked === undefined) return why;
  const asked = phrase(locale, 'reason.asked', { count: reason.asked });
  return locale === 'zh' ? `${why}${asked}` : `${why} ${asked}`;
}

function whySentence(reason: Reason, { unit, fair, words }: ReasonContext, locale: Locale): string {
  const { code, capable, cut } = reason;
  switch (code) {
    case 'ruledOut':
      return phrase(locale, 'reason.ruledOut', { capable, why: turnedAway(reason.rules, reason.unit, words, locale) });
    case 'exhausted':
      return cut?.capacity
        ? phrase(locale, 'reason.exhausted', { amount: amountOf(cut.capacity, unit, locale) })
        : phrase(locale, 'reason.empty');
    case 'team': {
      const { lacking = 0, heldBy = [], heldByCount = 0 } = reason;
      if (lacking === 0) return phrase(locale, 'reason.team');
      const holders = holdersSaid(heldBy, heldByCount, unit, locale);
      return phrase(locale, 'reason.teamLacks', {
        amount: amountOf(lacking, unit, locale),
        holders,
        count: heldByCount,
      });
    }
    case 'heldByTeams':
    case 'heldByHigherRanks':
    case 'heldByEarlier':
    case 'pinned':
    case 'sharedFairly': {
      const { heldBy = [], heldByCount = 0 } = reason;
      const id = code === 'sharedFairly' && !fair ? 'reason.shared' : (`reason.${code}` as const);
      const held = phrase(locale, id, { holders: holdersSaid(heldBy, heldByCount, unit, locale) });
      if (cut === undefined) return held;
      const narrow = phrase(locale, 'reason.cut', {
        needs: cut.needs,
        demanded: amountOf(cut.demanded, cut.unit, locale),
        capacity: amountOf(cut.capacity, cut.unit, locale),
      });
      return locale === 'zh' ? `${held}${narrow}` : `${held} ${narrow}`;
    }
    default:
      return phrase(locale, `reason.${code}`, { capable });
  }
}

/** Why something of an offer is left. */
export function idleSentence(
  { code, asked, candidates, examined, rules }: Idle,
  locale: Locale,
  words?: Names,
): string {
  const why = turnedAway(rules, 0, words, locale);
  return phrase(locale, `idle.${code}`, { asked, candidates, examined, rest: asked - examined, why });
}

/** The needs that hold something, each once with its sum, and how many allocations are not among them. */
export function holdersSaid(heldBy: readonly Holder[], count: number, unit: string, locale: Locale): string {
  const byNeed = new Map<string, number>();
  for (const { need, quantity } of heldBy) byNeed.set(need, (byNeed.get(need) ?? 0) + quantity);
  const holders = [...byNeed].map(([need, quantity]) =>
    phrase(locale, 'holding', { need: shown(need), amount: amountOf(quantity, unit, locale) }),
  );
  return phrase(locale, 'holders', { holders: listed(holders, locale), others: count - heldBy.length });
}

/** What turned pairs away, the most frequent first. */
function turnedAway(rules: Reason['rules'], otherUnit: number, words: Names | undefined, locale: Locale): string {
  const turned = Object.entries(otherUnit > 0 ? { ...rules, unit: otherUnit } : rules);
  const counts = turned.map(([rule, count]) => ({ why: word('rule', rule, words, locale), count }));
  counts.sort((a, b) => b.count - a.count || byCodeUnit(a.why, b.why));
  return listed(counts, locale, (one) => phrase(locale, 'reason.turnedAway', one));
}
