import { checkLocale } from '../errors/read-options.js';
import type { Reason, Unmet } from '../plan/plan.js';
import type { Names } from '../why/explanation.js';
import { amountOf, type Locale, phrase } from './phrase.js';
import { easeOf, fixOf } from './rule-words.js';

/**
 * What would help an unmet requirement most, in one or two sentences for `plan.unmet[i]`, as plain text. It goes by the reason: nothing is
 * tried out, so another rule may stand behind the first.
 *
 * @param words of the policy's own rules, `plan.words`
 * @throws LinkageError `INVALID_OPTIONS` for another language
 */
export function fixSentence(
  { demanded, covered, unit, reason }: Unmet,
  locale: Locale,
  words?: Names | undefined,
): string {
  checkLocale(locale);
  const amount = amountOf(demanded === 'unknown' ? 0 : demanded - covered, unit, locale);
  const { code, cut, lacking = 0 } = reason;
  switch (code) {
    case 'ruledOut':
      return phrase(locale, 'fix.ruledOut', { ways: waysOut(reason, words, locale), amount });
    case 'team':
      return lacking === 0
        ? phrase(locale, 'fix.team')
        : phrase(locale, 'fix.teamLacks', { amount: amountOf(lacking, unit, locale) });
    case 'sharedFairly':
    case 'heldByHigherRanks':
    case 'heldByTeams':
      if (cut === undefined || cut.demanded <= cut.capacity) return phrase(locale, 'fix.more', { amount });
      return phrase(locale, 'fix.held', {
        amount: amountOf(cut.demanded - cut.capacity, cut.unit, locale),
        needs: cut.needs,
      });
    default:
      return phrase(locale, `fix.${code}`, { amount });
  }
}

/** The easiest way past a rule, and the one that would bring most offers back. */
function waysOut({ rules, unit }: Reason, words: Names | undefined, locale: Locale): string {
  const ways = Object.entries(unit > 0 ? { ...rules, unit } : rules).flatMap(([rule, count]) => {
    const way = fixOf(rule, words, locale);
    return way === undefined ? [] : [{ rule, count, way }];
  });
  ways.sort((a, b) => easeOf(a.rule) - easeOf(b.rule));
  const [easiest] = ways;
  if (easiest === undefined) return phrase(locale, 'fix.other');
  const widest = ways.reduce((most, one) => (one.count > most.count ? one : most));
  const said = [...new Set([easiest, widest])].map(({ way, count }) => phrase(locale, 'fix.way', { way, count }));
  return said.join(locale === 'zh' ? '；' : '; ');
}
