import { checkLocale } from '../plan/options.js';
import type { Reason, Unmet } from '../plan/plan.js';
import { amountOf, isMessage, type Locale, phrase } from './phrase.js';

/** Rules by what it takes to be allowed by them, least first: a question, a paper, an hour, money, people. Our own judgement. */
const EASIEST: readonly string[] = [
  'escalation',
  'consent',
  'approval',
  'documents',
  'groups',
  'age',
  'window',
  'overdue',
  'checks',
  'guardian',
  'mentor',
  'status',
  'expiry',
  'unit',
  'throttled',
  'society',
  'level',
  'purpose',
  'restriction',
  'excludedGroups',
  'reach',
  'participation',
];

/**
 * What would help an unmet requirement most, in one or two sentences for `plan.unmet[i]`, as plain text. It goes by the reason: nothing is
 * tried out, so another rule may stand behind the first.
 *
 * @throws LinkageError `INVALID_OPTIONS` for another language
 */
export function fixSentence({ demanded, covered, unit, reason }: Unmet, locale: Locale): string {
  checkLocale(locale);
  const amount = amountOf(demanded === 'unknown' ? 0 : demanded - covered, unit, locale);
  const { code, cut, lacking = 0 } = reason;
  switch (code) {
    case 'ruledOut':
      return phrase(locale, 'fix.ruledOut', { ways: waysOut(reason, locale), amount });
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
function waysOut({ rules, unit }: Reason, locale: Locale): string {
  const counts = Object.entries(unit > 0 ? { ...rules, unit } : rules).filter(([rule]) => EASIEST.includes(rule));
  counts.sort(([a], [b]) => EASIEST.indexOf(a) - EASIEST.indexOf(b));
  const [easiest] = counts;
  if (easiest === undefined) return phrase(locale, 'fix.other');
  const widest = counts.reduce((most, one) => (one[1] > most[1] ? one : most));
  const ways = [...new Set([easiest, widest])].flatMap(([rule, count]) => {
    const id = `fix.rule.${rule}`;
    return isMessage(id) ? [phrase(locale, 'fix.way', { way: phrase(locale, id), count })] : [];
  });
  return ways.join(locale === 'zh' ? '；' : '; ');
}
