import upperFirst from 'lodash-es/upperFirst.js';
import type { Advice } from '../advice/advice.js';
import { checkLocale } from '../errors/read-options.js';
import { MAX_HOLDERS } from '../plan/holders.js';
import type {
  ExplainedOffer,
  ExplainedPair,
  ExplainedRequirement,
  ExplainedWhole,
  Explanation,
  Names,
  NeedExplanation,
  TermCost,
} from '../why/explanation.js';
import { adviceSentences } from './advice-sentences.js';
import { failuresIn } from './failure-words.js';
import { nameOf, providerName, roleName } from './names.js';
import { amountOf, type Locale, listed, phrase, shown } from './phrase.js';
import { holdersSaid, idleSentence, reasonSentence } from './reason-sentence.js';
import { word } from './rule-words.js';

/** How many alternatives and near misses are put in words; the explanation has more. */
const MAX_SAID = 3;

/**
 * An explanation, or advice, in plain words, sentence by sentence, in Chinese or English. Plain text of one line each: escape it for HTML or
 * Markdown. Names fall back to the other language, then to ids.
 *
 * @throws LinkageError `INVALID_OPTIONS` for another language
 */
export function sentences(explanation: Explanation | Advice, locale: Locale): string[] {
  checkLocale(locale);
  return sentencesOf(explanation, locale).map(upperFirst);
}

function sentencesOf(explanation: Explanation | Advice, locale: Locale): string[] {
  const { names } = explanation;
  switch (explanation.about) {
    case 'need':
      return needSentences(explanation, locale);
    case 'pair':
      return explanation.pairs.flatMap((pair) => [
        inPattern(pair, names, locale),
        ...(pair.placeUnknown ? [phrase(locale, 'pair.placeUnknown')] : []),
      ]);
    case 'offer':
      return explanation.offers.flatMap((offer) => offerSentences(offer, explanation.provider, names, locale));
    default:
      return adviceSentences(explanation, locale);
  }
}

function needSentences({ need, fair, whole, requirements, names }: NeedExplanation, locale: Locale): string[] {
  const isRefused = whole !== undefined && whole.outcome !== 'met';
  /** Of a need that is refused, what is not in the way is told in one sentence. */
  const hasRoom = ({ unmet }: ExplainedRequirement) => isRefused && unmet?.code === 'team' && unmet.lacking === 0;
  const rest = requirements.filter((one) => hasRoom(one) && one.beyond === undefined);
  const items = rest.map(({ capability, demanded, unit }) =>
    phrase(locale, 'whole.item', {
      capability: nameOf(names, `capability:${capability}`, locale),
      amount: demanded === 'unknown' ? '' : amountOf(demanded, unit, locale),
    }),
  );
  return [
    ...(whole ? [wholeSentence(whole, need, names, locale)] : []),
    ...requirements
      .filter((one) => !hasRoom(one))
      .flatMap((one) => [
        ...served(one, need, names, locale),
        ...(isRefused ? [] : one.alternatives.slice(0, MAX_SAID).map((pair) => pairSentence(pair, names, locale))),
        ...(one.unmet ? [reasonSentence(one.unmet, { unit: one.unit, fair, words: names }, locale)] : []),
        ...misses(one, names, locale),
      ]),
    ...(whole?.outcome === 'lacking' && items.length > 0
      ? [phrase(locale, 'whole.rest', { items: listed(items, locale) })]
      : []),
    ...(whole?.others ?? []).map(({ pattern = '', requirements: all, lacking: count, unknown }) =>
      phrase(locale, 'whole.other', { pattern: nameOf(names, `capability:${pattern}`, locale), all, count, unknown }),
    ),
  ];
}

function wholeSentence(whole: ExplainedWhole, need: string, names: Names, locale: Locale): string {
  const { outcome, pattern, requirements: all, lacking, unknown } = whole;
  return phrase(locale, `whole.${outcome}`, {
    need: shown(need),
    patterned: pattern === undefined ? 0 : 1,
    pattern: nameOf(names, `capability:${pattern}`, locale),
    all,
    count: outcome === 'unknownQuantity' ? unknown : lacking,
  });
}

/** How much is asked, and how it must be served. */
function askedOf({ demanded, unit, minimum, single, beyond, role, allocations }: ExplainedRequirement, locale: Locale) {
  if (demanded === 'unknown') return '';
  const amount = amountOf(demanded, unit, locale);
  const notes = [
    ...(role !== undefined && allocations.length === 0 ? [roleName(role, locale)] : []),
    ...(single ? [phrase(locale, 'asked.single')] : []),
    ...(minimum ? [phrase(locale, 'asked.minimum')] : []),
    ...(beyond === undefined ? [] : [phrase(locale, 'asked.beyond')]),
  ];
  return notes.length === 0 ? amount : phrase(locale, 'asked.noted', { amount, notes: listed(notes, locale) });
}

/** What was asked and found, and who gives it at what cost. */
function served(one: ExplainedRequirement, need: string, names: Names, locale: Locale): string[] {
  const { demanded, covered, unit, role } = one;
  const values = {
    need: shown(need),
    capability: nameOf(names, `capability:${one.capability}`, locale),
    demanded: askedOf(one, locale),
    covered: amountOf(covered, unit, locale),
  };
  const id = demanded === 'unknown' ? 'unknown' : covered >= demanded ? 'met' : covered > 0 ? 'asked' : 'none';
  const given = one.allocations.map(({ provider, quantity, slot, lotCost, terms }) =>
    phrase(locale, terms.length > 0 ? 'need.givenAt' : 'need.given', {
      who: providerName(names, provider, locale),
      roled: role === undefined ? 0 : 1,
      role: role === undefined ? '' : roleName(role, locale),
      amount: amountOf(quantity, unit, locale),
      slotted: slot === undefined ? 0 : 1,
      slot: shown(slot ?? ''),
      cost: lotCost,
      terms: termsIn(terms, names, locale),
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

/** Of a need with patterns a pair is told once for each. */
function inPattern(pair: ExplainedPair, names: Names, locale: Locale): string {
  const said = pairSentence(pair, names, locale);
  if (pair.pattern === undefined) return said;
  return phrase(locale, 'pair.inPattern', { pattern: nameOf(names, `capability:${pair.pattern}`, locale), said });
}

function pairSentence(pair: ExplainedPair, names: Names, locale: Locale): string {
  const { lotCost = 0, dearest = 0, heldBy = [], heldByCount = 0 } = pair;
  return phrase(locale, `pair.${pair.verdict}`, {
    need: shown(pair.need),
    who: providerName(names, pair.provider, locale),
    capability: nameOf(names, `capability:${pair.capability}`, locale),
    amount: amountOf(pair.quantity, pair.unit, locale),
    free: amountOf(pair.free ?? 0, pair.unit, locale),
    failures: failuresIn(pair.failed, names, locale),
    cost: lotCost,
    more: lotCost - dearest,
    holders: holdersSaid(heldBy, heldByCount, pair.unit, locale),
  });
}

function offerSentences(offer: ExplainedOffer, provider: string, names: Names, locale: Locale): string[] {
  const { unit, quantity, used, left, users, idle } = offer;
  const figure = (count: number | 'unlimited') => (count === 'unlimited' ? '' : amountOf(count, unit, locale));
  const id = left === 'unlimited' ? 'usedUnlimited' : quantity === 0 ? 'empty' : left === 0 ? 'usedUp' : 'used';
  const first = phrase(locale, `offer.${id}`, {
    who: providerName(names, provider, locale),
    capability: listed(offer.capabilities, locale, (code) => nameOf(names, `capability:${code}`, locale)),
    count: used,
    quantity: figure(quantity),
    used: figure(used),
    left: figure(left),
  });
  const holders = holdersSaid(users.slice(0, MAX_HOLDERS), users.length, unit, locale);
  return [
    first,
    ...(users.length > 0 ? [phrase(locale, 'offer.users', { holders })] : []),
    ...(idle ? [idleSentence(idle, locale, names)] : []),
  ];
}

function termsIn(terms: readonly TermCost[], names: Names, locale: Locale): string {
  return listed(terms, locale, ({ term, cost }) =>
    phrase(locale, 'term.cost', { term: word('term', term, names, locale), cost }),
  );
}
