import { checkLocale } from '../errors/read-options.js';
import { getOrSet } from '../kernel/maps.js';
import type { Plan, Reason, Unmet } from '../plan/plan.js';
import type { Names } from '../why/explanation.js';
import { amountOf, isMessage, type Locale, phrase } from './phrase.js';
import { reasonSentence } from './reason-sentence.js';
import { easeOf, fixOf } from './rule-words.js';

const said = new WeakMap<Unmet, Map<Locale, { readonly why: string; readonly help: string }>>();

/** Why a requirement is unmet by a plan that was read, and what would help: lists and pages all say it, and it is worked out once. */
export function unmetSaid(unmet: Unmet, { levels, words }: Plan, locale: Locale) {
  let known = said.get(unmet);
  if (known === undefined) said.set(unmet, (known = new Map()));
  return getOrSet(known, locale, () => ({
    why: reasonSentence(unmet.reason, { unit: unmet.unit, fair: levels.includes('fair'), words }, locale),
    help: fixSentence(unmet, locale, words),
  }));
}

/**
 * What would help an unmet requirement most, in one or two sentences for `plan.unmet[i]`, as plain text. How much more is enough is proved (`reason.enough`); what a
 * rule asks for is not tried out: another one may stand behind it.
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
  const { code, enough, lacking = 0 } = reason;
  const amount = amountOf(enough?.quantity ?? (demanded === 'unknown' ? 0 : demanded - covered), unit, locale);
  const more = phrase(locale, `fix.${enough?.kind ?? 'short'}`, { amount });
  if (code === 'team') return enough ? more : phrase(locale, lacking > 0 ? 'fix.teamLacks' : 'fix.team');
  const id = `fix.${code}`;
  const way = code === 'ruledOut' ? { ways: waysOut(reason, words, locale) } : {};
  const ways = isMessage(id) ? [phrase(locale, id, way)] : [];
  return [...ways, ...(UNSAID.includes(code) ? [] : [more])].join(locale === 'zh' ? '' : ' ');
}

/** Reasons against which more supply is not what helps. */
const UNSAID: readonly Reason['code'][] = ['unknownQuantity', 'stopped', 'heldByEarlier'];

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
