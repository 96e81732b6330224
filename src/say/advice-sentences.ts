import type {
  Advice,
  Difference,
  Fixes,
  Partner,
  Recommendations,
  Shortage,
  ShortageCut,
  Shortages,
} from '../advice/advice.js';
import { SOCIETY_NAMES } from '../model/vocabulary.js';
import type { Names } from '../why/explanation.js';
import { nameOf, providerName } from './names.js';
import { amountOf, type Locale, listed, phrase, shown } from './phrase.js';
import type { MessageId } from './zh/messages.js';

/** Advice in words, for {@link sentences}. */
export function adviceSentences(advice: Advice, locale: Locale): string[] {
  switch (advice.about) {
    case 'partners':
      return partnerSentences(advice, locale);
    case 'shortages':
      return shortageSentences(advice, locale);
    case 'fixes':
      return fixSentences(advice, locale);
  }
}

function partnerSentences({ partners, names, costScale }: Recommendations, locale: Locale): string[] {
  if (partners.length === 0) return [phrase(locale, 'partner.none')];
  return partners.map((partner) => {
    const { provider, need, quantity, slot } = partner.pin;
    const changes = changesIn(partner, costScale, locale);
    return phrase(locale, changes === '' ? 'partner.free' : 'partner.costs', {
      who: providerName(names, provider, locale),
      need: shown(need),
      capability: nameOf(names, `capability:${partner.capability}`, locale),
      amount: amountOf(quantity, partner.unit, locale),
      slotted: slot === undefined ? 0 : 1,
      slot: shown(slot ?? ''),
      used: partner.used > 0 ? 1 : 0,
      changes,
      proved: partner.proved ? 1 : 0,
    });
  });
}

function changesIn({ difference }: Partner, costScale: number, locale: Locale): string {
  const { people, coverage, fairness = [], withdrawn = 0, counted = 0, cost = 0 }: Difference = difference;
  const ranked = (rank: readonly number[]) => rank.join('.');
  const shared = fairness.filter(({ rank }) => !coverage.some((one) => ranked(one.rank) === ranked(rank)));
  return listed(
    [
      ...people.flatMap((one) =>
        moved(one.people, 'change.morePeople', 'change.fewerPeople', { rank: ranked(one.rank) }),
      ),
      ...coverage.flatMap(({ rank, unit, units }) => {
        const amount = amountOf(Math.abs(units), unit, locale);
        return moved(units, 'change.more', 'change.less', { rank: ranked(rank), amount });
      }),
      ...shared.map(({ rank }) => phrase(locale, 'change.shared', { rank: ranked(rank) })),
      ...moved(withdrawn, 'change.withdrawn', 'change.kept'),
      ...moved(counted, 'change.countsMore', 'change.countsLess'),
      ...moved(Number(cost), 'change.dearer', 'change.cheaper'),
    ],
    locale,
  );

  /** Costs in the policy's figures, with two decimals where they are no whole number. */
  function moved(figure: number, up: MessageId, down: MessageId, values: Readonly<Record<string, string>> = {}) {
    const count = Math.abs(figure);
    const size = count / costScale;
    const cost = Number.isInteger(size) ? String(size) : size.toFixed(2);
    return figure === 0 ? [] : [phrase(locale, figure > 0 ? up : down, { count, cost, ...values })];
  }
}

function shortageSentences({ shortages, status, cuts, names }: Shortages, locale: Locale): string[] {
  if (shortages.length === 0) return [phrase(locale, 'shortage.none')];
  const said = new Set<number>();
  const all = shortages.flatMap((one) => {
    const own = one.cuts.filter((cut) => !said.has(cut));
    for (const cut of own) said.add(cut);
    return [shortageSentence(one, names, locale), ...own.map((cut) => cutSentence(cuts[cut]!, locale))];
  });
  return status === 'exact' ? all : [...all, phrase(locale, 'shortage.bounded')];
}

function shortageSentence(one: Shortage, names: Names, locale: Locale): string {
  return phrase(locale, 'shortage.lacks', {
    place: nameOf(names, one.place, locale),
    capability: nameOf(names, `capability:${one.capability}`, locale),
    needs: one.needs,
    demanded: amountOf(one.demanded, one.unit, locale),
    unmet: amountOf(one.unmet, one.unit, locale),
    whole: one.whole,
    wholes: amountOf(one.whole, one.unit, locale),
    ranks: listed(one.byRank, locale, ({ rank, unmet }) =>
      phrase(locale, 'shortage.rank', { rank: rank.join('.'), amount: amountOf(unmet, one.unit, locale) }),
    ),
    all: one.societies.length === 5 ? 1 : 0,
    societies: listed(one.societies, locale, (society) => SOCIETY_NAMES[society][locale]),
  });
}

function cutSentence({ unit, needs, demanded, capacity, lacking }: ShortageCut, locale: Locale): string {
  return phrase(locale, 'shortage.cut', {
    needs,
    demanded: amountOf(demanded, unit, locale),
    held: capacity === 0 ? 0 : 1,
    capacity: amountOf(capacity, unit, locale),
    lacking: amountOf(lacking, unit, locale),
  });
}

function fixSentences(
  { status, target, fixes, price, bound, reached, pins, plan, names }: Fixes,
  locale: Locale,
): string[] {
  if (fixes.length === 0 && 'need' in target && plan.unmet.every(({ need }) => need !== target.need))
    return [phrase(locale, 'buy.needMet', { need: shown(target.need) })];
  if (fixes.length === 0 && 'rank' in target && plan.unmet.every(({ rank }) => rank.join() !== target.rank.join()))
    return [phrase(locale, 'buy.rankMet', { rank: target.rank.join('.') })];
  const money = (fen: number) => amountOf(fen, 'fen', locale);
  const bought = fixes.map((one) =>
    phrase(locale, `buy.${one.kind}`, {
      id: nameOf(names, one.provider, locale),
      capability: nameOf(names, `capability:${one.capability}`, locale),
      amount: amountOf(one.quantity, one.unit, locale),
      price: money(one.price),
    }),
  );
  const asked =
    'need' in target
      ? phrase(locale, 'buy.forNeed', { need: shown(target.need) })
      : 'rank' in target
        ? phrase(locale, 'buy.forRank', { rank: target.rank.join('.') })
        : phrase(locale, 'buy.forBudget', { price: money(target.budget) });
  return [
    fixes.length === 0
      ? phrase(locale, 'buy.nothing', { asked })
      : phrase(locale, 'budget' in target ? 'buy.best' : 'buy.cheapest', {
          asked,
          bought: listed(bought, locale),
          price: money(price),
        }),
    ...reached
      .filter(({ demanded, before, after }) => after !== before || demanded > after)
      .map(({ rank, unit, demanded, before, after }) =>
        phrase(locale, after < demanded ? 'buy.reachedPart' : 'buy.reachedAll', {
          rank: rank.join('.'),
          demanded: amountOf(demanded, unit, locale),
          before: amountOf(before, unit, locale),
          after: amountOf(after, unit, locale),
          left: amountOf(demanded - after, unit, locale),
        }),
      ),
    ...(pins.length > 0 ? [phrase(locale, 'buy.pinned')] : []),
    status === 'optimal'
      ? phrase(locale, 'budget' in target ? 'buy.provedBudget' : 'buy.proved')
      : phrase(locale, 'buy.bounded', { price: money(bound) }),
  ];
}
