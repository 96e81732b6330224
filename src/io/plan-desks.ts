import { groupsBy } from '../kernel/maps.js';
import { providerKey } from '../model/graph.js';
import type { Provider, Slot } from '../model/records.js';
import { RESOURCE_KIND_NAMES } from '../model/vocabulary.js';
import { idleSentence } from '../say/reason-sentence.js';
import { type GivenRow, type Laid, onDay } from './laid.js';
import { ofGift, ofNeed, ofPeople, ofProvider } from './plan-lists.js';
import { type Columns, joined, SHEETS, tableOf } from './sheet.js';
import type { WrittenTable } from './tables.js';

const DAY = 86_400_000;
const UNLIMITED = { zh: '不限', en: 'unlimited' };

/** 派单表: who goes where, when and for whom; by provider for those who go, by station for those who are visited. */
export function dispatchSheets(laid: Laid): WrittenTable[] {
  const slots = new Map(laid.view.network.getAttribute('slots').map((slot) => [slot.id, slot]));
  const slot = ({ slots: [first, ...others] }: GivenRow): Slot | undefined =>
    first === undefined || others.length > 0 ? undefined : slots.get(first);
  const when: Columns<GivenRow> = [
    ['开始', 'start', (one) => onDay(slot(one)?.start)],
    ['结束', 'end', (one) => onDay(slot(one)?.end)],
  ];
  const what: Columns<GivenRow> = [
    ['能力', 'capability', ({ requirement }) => laid.skill(requirement.capability)],
    ...ofGift(laid),
    ...when,
    ['截止日期', 'due at', ({ need }) => onDay(need.dueAt, { end: true })],
    ...ofPeople(laid),
  ];
  const first = ({ slots: [id = '\uffff'] }: GivenRow): string => slots.get(id)?.start ?? id;
  const inOrder = (by: (one: GivenRow) => string) =>
    [...laid.given].sort((a, b) => compared(by(a), by(b)) || compared(first(a), first(b)));
  // Providers stand in the order of societies and ids.
  const places = new Map(laid.view.compiled.offers.map(({ key }, place) => [key, String(place).padStart(9, '0')]));
  return [
    tableOf(
      laid,
      SHEETS.byProvider,
      [...ofProvider(laid), ...ofNeed(laid), ...what],
      inOrder(({ key }) => places.get(key)!),
    ),
    tableOf(
      laid,
      SHEETS.byStation,
      [...ofNeed(laid).slice().reverse(), ...what, ...ofProvider(laid)],
      inOrder(({ need }) => `${laid.placeOf(need).stations[0]?.id ?? ''}\0${need.community}\0${need.id}`),
    ),
  ];
}

const compared = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** 资源清单: every offer of the five, what of it the plan uses, and what is left. */
export function resourceList(laid: Laid): WrittenTable {
  const { locale } = laid;
  const used = new Map<unknown, number>();
  for (const { offer, quantity } of laid.given) used.set(offer, (used.get(offer) ?? 0) + quantity);
  return tableOf(
    laid,
    SHEETS.resources,
    [
      ...ofProvider(laid),
      [
        '社区',
        'community',
        ({ provider }) => (provider.community === undefined ? '' : laid.name(`community:${provider.community}`)),
      ],
      [
        '类型',
        'kind',
        ({ provider }) => (provider.society === 'resource' ? RESOURCE_KIND_NAMES[provider.kind][locale] : ''),
      ],
      ['供给编号', 'offer', ({ offer }) => offer.id],
      ['能力', 'capabilities', ({ offer }) => joined(laid, offer.capabilities.map(laid.skill))],
      [
        '数量',
        'quantity',
        ({ offer }) => (offer.quantity === 'unlimited' ? UNLIMITED[locale] : laid.figure(offer.quantity, offer.unit)),
      ],
      ['已用', 'used', ({ offer }) => laid.figure(used.get(offer) ?? 0, offer.unit)],
      [
        '剩余',
        'left',
        ({ offer }) =>
          offer.quantity === 'unlimited'
            ? UNLIMITED[locale]
            : laid.figure(offer.quantity - (used.get(offer) ?? 0), offer.unit),
      ],
      ['单位', 'unit', ({ offer }) => laid.unit(offer.unit)],
      ['时段', 'slots', ({ offer }) => joined(laid, offer.windows ?? [])],
      ['用途', 'purposes', ({ offer }) => joined(laid, (offer.purposes ?? []).map(laid.word))],
      ['有效期', 'expires at', ({ offer }) => onDay(offer.expiresAt, { end: true })],
      ['状态', 'status', ({ provider }) => STATUS[locale][provider.status]],
      ['更新日期', 'updated at', ({ provider }) => onDay(provider.updatedAt)],
    ],
    laid.view.compiled.offers,
  );
}

const STATUS = { zh: { active: '有效', inactive: '停用' }, en: { active: 'active', inactive: 'inactive' } };

/** 社工工作量: what the plan gives each social worker to do. */
export function caseload(laid: Laid): WrittenTable {
  const { workers } = laid.measures.caseload;
  const units = [...new Set(workers.flatMap(({ gives }) => gives.map(({ unit }) => unit)))].sort();
  const given: Columns<(typeof workers)[number]> = units.map((unit) => [
    `投入（${laid.unit(unit)}）`,
    `gives (${laid.unit(unit)})`,
    ({ gives }) => laid.figure(gives.find((one) => one.unit === unit)?.quantity ?? 0, unit),
  ]);
  const record = (key: string) => laid.view.network.getNodeAttribute(key, 'record') as Provider;
  const worker = (key: string) => {
    const one = record(key);
    return one.society === 'socialWorker' ? one : undefined;
  };
  return tableOf(
    laid,
    SHEETS.caseload,
    [
      ['编号', 'id', ({ provider }) => record(provider).id],
      ['名称', 'name', ({ provider }) => laid.name(provider)],
      ['社工站', 'station', ({ provider }) => laid.station(record(provider))],
      ['职级', 'grade', ({ provider }) => worker(provider)?.grade],
      ['督导', 'supervisor', ({ provider }) => worker(provider)?.supervisor],
      ['在办个案', 'caseload open', ({ open }) => open],
      ['个案上限', 'caseload max', ({ max }) => max],
      ['新增需求', 'needs', ({ needs }) => needs],
      ...given,
    ],
    workers,
  );
}

/** 闲置资源: offers of which something is left, and why 盘活. */
export function idleList(laid: Laid): WrittenTable {
  const { idle } = laid.measures;
  const record = (key: string) => laid.view.network.getNodeAttribute(key, 'record') as Provider;
  const own = (one: (typeof idle)[number]) => ({ ...one, key: one.provider, provider: record(one.provider) });
  return tableOf(
    laid,
    SHEETS.idle,
    [
      ...ofProvider(laid),
      ['供给编号', 'offer', ({ offer }) => offer],
      ['能力', 'capabilities', ({ capabilities }) => joined(laid, capabilities.map(laid.word))],
      ['已用', 'used', ({ used, unit }) => laid.figure(used, unit)],
      ['剩余', 'left', ({ left, unit }) => (left === 'unlimited' ? UNLIMITED[laid.locale] : laid.figure(left, unit))],
      ['还可用', 'free', ({ free, unit }) => laid.figure(free, unit)],
      ['单位', 'unit', ({ unit }) => laid.unit(unit)],
      ['原因', 'why', ({ why }) => idleSentence(why, laid.locale, laid.view.plan.words)],
    ],
    idle.map(own),
  );
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
  return tableOf(
    laid,
    SHEETS.stale,
    [
      ...ofProvider(laid),
      ['更新日期', 'updated at', ({ provider }) => onDay(provider.updatedAt)],
      ['距今天数', 'days since', ({ days }) => days],
      ['本次服务需求', 'needs served', ({ needs }) => needs],
    ],
    rows,
  );
}
