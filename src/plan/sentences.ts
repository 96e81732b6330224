import { upperFirst } from 'lodash-es';
import type {
  ExplainedOffer,
  ExplainedPair,
  ExplainedRequirement,
  Explanation,
  Names,
  TermCost,
} from './explanation.js';
import { failuresIn } from './failure-words.js';
import { MAX_HOLDERS } from './holders.js';
import { nameOf, providerName } from './names.js';
import { checkLocale } from './options.js';
import { amountOf, type Locale, listed, phrase, shown, word } from './phrase.js';
import { holdersIn, idleSentence, reasonSentence } from './reason-sentence.js';

/** How many alternatives and near misses are put in words; the explanation has more. */
const MAX_SAID = 3;

/**
 * An explanation in plain words, sentence by sentence, in Chinese or English. Plain text of one line each: escape it for HTML or
 * Markdown. Names fall back to the other language, then to ids.
 *
 * @throws LinkageError `INVALID_OPTIONS` for another language
 */
export function sentences(explanation: Explanation, locale: Locale): string[] {
  checkLocale(locale);
  return sentencesOf(explanation, locale).map(upperFirst);
}

function sentencesOf(explanation: Explanation, locale: Locale): string[] {
  const { names } = explanation;
  switch (explanation.about) {
    case 'need':
      return explanation.requirements.flatMap((one) => [
        ...served(one, explanation.need, names, locale),
        ...one.alternatives.slice(0, MAX_SAID).map((pair) => pairSentence(pair, names, locale)),
        ...(one.unmet ? [reasonSentence(one.unmet, { unit: one.unit, fair: explanation.fair }, locale)] : []),
        ...misses(one, names, locale),
      ]);
    case 'pair':
      return explanation.pairs.flatMap((pair) => [
        pairSentence(pair, names, locale),
        ...(pair.placeUnknown ? [phrase(locale, 'pair.placeUnknown')] : []),
      ]);
    case 'offer':
      return explanation.offers.flatMap((offer) => offerSentences(offer, explanation.provider, names, locale));
  }
}

/** What was asked and found, and who gives it at what cost. */
function served(one: ExplainedRequirement, need: string, names: Names, locale: Locale): string[] {
  const { demanded, covered, unit } = one;
  const values = {
    need: shown(need),
    capability: nameOf(names, `capability:${one.capability}`, locale),
    demanded: demanded === 'unknown' ? '' : amountOf(demanded, unit, locale),
    covered: amountOf(covered, unit, locale),
  };
  const id = demanded === 'unknown' ? 'unknown' : covered >= demanded ? 'met' : covered > 0 ? 'asked' : 'none';
  const given = one.allocations.map(({ provider, quantity, slot, lotCost, terms }) =>
    phrase(locale, terms.length > 0 ? 'need.givenAt' : 'need.given', {
      who: providerName(names, provider, locale),
      amount: amountOf(quantity, unit, locale),
      slotted: slot === undefined ? 0 : 1,
      slot: shown(slot ?? ''),
      cost: lotCost,
      terms: termsIn(terms, locale),
    }),
  );
  return [phrase(locale, `need.${id}`, values), ...given];
}

function misses({ nearestMisses }: ExplainedRequirement, names: Names, locale: Locale): string[] {
  return nearestMisses.slice(0, MAX_SAID).map(({ provider, failed }, i) =>
    phrase(locale, i === 0 ? 'need.nearest' : 'need.near', {
      who: providerName(names, provider, locale),
      failures: failuresIn(failed, names, locale),
    }),
  );
}

function pairSentence(pair: ExplainedPair, names: Names, locale: Locale): string {
  const { lotCost = 0, dearest = 0, heldBy = [], heldByCount = 0 } = pair;
  return phrase(locale, `pair.${pair.verdict}`, {
    need: shown(pair.need),
    who: providerName(names, pair.provider, locale),
    capability: nameOf(names, `capability:${pair.capability}`, locale),
    amount: amountOf(pair.quantity, pair.unit, locale),
    failures: failuresIn(pair.failed, names, locale),
    cost: lotCost,
    more: lotCost - dearest,
    ...holdersIn(heldBy, heldByCount, pair.unit, locale),
  });
}

function offerSentences(offer: ExplainedOffer, provider: string, names: Names, locale: Locale): string[] {
  const { unit, quantity, used, left, users, idle } = offer;
  const figure = (count: number | 'unlimited') => (count === 'unlimited' ? '' : amountOf(count, unit, locale));
  const id = left === 'unlimited' ? 'usedUnlimited' : quantity === 0 ? 'empty' : left === 0 ? 'usedUp' : 'used';
  const first = phrase(locale, `offer.${id}`, {
    who: providerName(names, provider, locale),
    capability: listed(
      offer.capabilities.map((code) => nameOf(names, `capability:${code}`, locale)),
      locale,
    ),
    count: used,
    quantity: figure(quantity),
    used: figure(used),
    left: figure(left),
  });
  const named = users.slice(0, MAX_HOLDERS);
  const holders = holdersIn(named, users.length, unit, locale);
  return [
    first,
    ...(users.length > 0 ? [phrase(locale, 'offer.users', holders)] : []),
    ...(idle ? [idleSentence(idle, locale)] : []),
  ];
}

function termsIn(terms: readonly TermCost[], locale: Locale): string {
  return listed(
    terms.map(({ term, cost }) => phrase(locale, 'term.cost', { term: word(locale, 'term', term), cost })),
    locale,
  );
}
