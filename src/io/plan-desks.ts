import type { OfferRef } from '../compile/compiled.js';
import { groupsBy } from '../kernel/maps.js';
import { providerKey } from '../model/graph.js';
import type { Offer, Provider } from '../model/records.js';
import { RESOURCE_KIND_NAMES } from '../model/vocabulary.js';
import { idleSentence } from '../say/reason-sentence.js';
import { HEADS, LIST_WORDS, SHEETS } from '../say/words.js';
import { type Laid, onDay } from './laid.js';
import { ofProvider } from './plan-lists.js';
import { amounts, type Columns, countedIn, joined, tableOf, withUnit } from './sheet.js';
import type { WrittenTable } from './tables.js';

const DAY = 86_400_000;

/** 资源清单: every offer of the five, what of it the plan uses, and what is left. */
export function resourceList(laid: Laid): WrittenTable {
  const { locale } = laid;
  const used = new Map<unknown, number>();
  for (const { offer, quantity } of laid.given) used.set(offer, (used.get(offer) ?? 0) + quantity);
  const leftOf = (offer: Offer) =>
    offer.quantity === 'unlimited' ? 'unlimited' : offer.quantity - (used.get(offer) ?? 0);
  return tableOf(laid, SHEETS.resources, laid.view.compiled.offers, [
    ...ofProvider(laid),
    [
      HEADS.need.community,
      ({ provider }) => (provider.community === undefined ? '' : laid.name(`community:${provider.community}`)),
    ],
    [
      HEADS.provider.kind,
      ({ provider }) => (provider.society === 'resource' ? RESOURCE_KIND_NAMES[provider.kind][locale] : ''),
    ],
    [HEADS.offer.id, ({ offer }) => offer.id],
    [HEADS.offer.capabilities, ({ offer }) => joined(laid, offer.capabilities.map(laid.skill))],
    ...amounts<OfferRef>(laid, ({ offer }) => offer.unit, [
      [HEADS.line.quantity, ({ offer }) => offer.quantity],
      [HEADS.offer.used, ({ offer }) => used.get(offer) ?? 0],
      [HEADS.offer.left, ({ offer }) => leftOf(offer)],
    ]),
    [HEADS.terms.slots, ({ offer }) => joined(laid, offer.windows ?? [])],
    [HEADS.terms.purposes, ({ offer }) => joined(laid, (offer.purposes ?? []).map(laid.word))],
    [HEADS.dates.expiresAt, ({ offer }) => onDay(offer.expiresAt, { end: true })],
    [HEADS.fate.status, ({ provider }) => LIST_WORDS.status[provider.status][locale]],
    [HEADS.dates.updatedAt, ({ provider }) => onDay(provider.updatedAt)],
  ]);
}

/** 社工工作量: what the plan gives each social worker to do. */
export function caseload(laid: Laid): WrittenTable {
  const { workers } = laid.measures.caseload;
  const units = [...new Set(workers.flatMap(({ gives }) => gives.map(({ unit }) => unit)))].sort();
  const given: Columns<(typeof workers)[number]> = units.map((unit) => {
    const givenBy = ({ gives }: (typeof workers)[number]) => gives.find((one) => one.unit === unit)?.quantity ?? 0;
    const counted = countedIn(unit, workers.map(givenBy));
    return [withUnit(LIST_WORDS.gives, laid.unit(counted)), (worker) => laid.figure(givenBy(worker), counted)];
  });
  const record = (key: string) => laid.view.network.getNodeAttribute(key, 'record') as Provider;
  const worker = (key: string) => {
    const one = record(key);
    return one.society === 'socialWorker' ? one : undefined;
  };
  return tableOf(laid, SHEETS.caseload, workers, [
    [HEADS.worker.id, ({ provider }) => record(provider).id],
    [HEADS.worker.name, ({ provider }) => laid.name(provider)],
    [HEADS.worker.station, ({ provider }) => laid.station(record(provider))],
    [HEADS.worker.grade, ({ provider }) => worker(provider)?.grade],
    [HEADS.worker.supervisor, ({ provider }) => worker(provider)?.supervisor],
    [HEADS.load.open, ({ open }) => open],
    [HEADS.load.max, ({ max }) => max],
    [HEADS.load.needs, ({ needs }) => needs],
    ...given,
  ]);
}

/** 闲置资源: offers of which something is left, and why 盘活. */
export function idleList(laid: Laid): WrittenTable {
  const { idle } = laid.measures;
  const record = (key: string) => laid.view.network.getNodeAttribute(key, 'record') as Provider;
  const rows = idle.map((one) => ({ ...one, key: one.provider, provider: record(one.provider) }));
  return tableOf(laid, SHEETS.idle, rows, [
    ...ofProvider(laid),
    [HEADS.offer.id, ({ offer }) => offer],
    [HEADS.offer.capabilities, ({ capabilities }) => joined(laid, capabilities.map(laid.word))],
    ...amounts<(typeof rows)[number]>(laid, ({ unit }) => unit, [
      [HEADS.offer.used, ({ used }) => used],
      [HEADS.offer.left, ({ left }) => left],
      [HEADS.offer.free, ({ free }) => free],
    ]),
    [HEADS.terms.why, ({ why }) => idleSentence(why, laid.locale, laid.view.plan.words)],
  ]);
}

/** 待确认清单: active providers whose record is older than so many days; those that the plan counts on first, then the oldest. */
export function staleList(laid: Laid, staleAfter: number): WrittenTable {
  const now = Date.parse(laid.view.plan.now ?? '');
  const given = groupsBy(laid.given, ({ key }) => [key]);
  const providers = new Set(laid.view.compiled.offers.map(({ provider }) => provider));
  const rows = [...providers].flatMap((provider) => {
    const days = Math.floor((now - Date.parse(provider.updatedAt ?? '')) / DAY);
    if (provider.status !== 'active' || !(days > staleAfter)) return [];
    const key = providerKey(provider);
    return [{ provider, key, days, needs: new Set(given.get(key)?.map(({ need }) => need)).size }];
  });
  rows.sort((a, b) => Number(b.needs > 0) - Number(a.needs > 0) || b.days - a.days);
  return tableOf(laid, SHEETS.stale, rows, [
    ...ofProvider(laid),
    [HEADS.dates.updatedAt, ({ provider }) => onDay(provider.updatedAt)],
    [HEADS.stale.days, ({ days }) => days],
    [HEADS.stale.needs, ({ needs }) => needs],
  ]);
}
