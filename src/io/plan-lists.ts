import sumBy from 'lodash-es/sumBy.js';
import type { LineRef } from '../compile/compiled.js';
import { groupsBy } from '../kernel/maps.js';
import { linkageRoles } from '../model/catalogue/index.js';
import { ROLE_OF, TIER_NAMES, TIERS, URGENCIES, URGENCY_NAMES } from '../model/vocabulary.js';
import { REASON_CODES, type Unmet } from '../plan/plan.js';
import { fixSentence } from '../say/fix-sentence.js';
import { WORDS } from '../say/markdown-words.js';
import { reasonSentence } from '../say/reason-sentence.js';
import { type Asked, type GivenRow, type Laid, NOTHING_KNOWN, onDay } from './laid.js';
import { groupColumns } from './record-columns.js';
import { type Columns, joined, SHEETS, tableOf } from './sheet.js';
import type { WrittenTable } from './tables.js';

/** Who asks, and where. */
export const ofNeed = (laid: Laid): Columns<Pick<LineRef, 'need'>> => [
  ['需求编号', 'need', ({ need }) => need.id],
  ['急难愁盼', 'urgency', ({ need }) => URGENCY_NAMES[need.urgency][laid.locale]],
  ['社区', 'community', ({ need }) => laid.name(`community:${need.community}`)],
  ['街道', 'street', ({ need }) => laid.station(need)],
];

/** For whom: how many people, and of which groups. */
export const ofPeople = (laid: Laid): Columns<Pick<LineRef, 'need'>> => {
  const group = (code: string) => String(groupColumns.write(code, laid.locale, NOTHING_KNOWN));
  return [
    ['受益人数', 'beneficiaries', ({ need }) => need.beneficiaries],
    ['人群', 'groups', ({ need }) => joined(laid, need.groups.map(group))],
  ];
};

const ofLine = (laid: Laid): Columns<LineRef> => [
  ['需求项编号', 'requirement', ({ requirement }) => requirement.id],
  ['能力', 'capability', ({ requirement }) => laid.skill(requirement.capability)],
];

/** What was asked, what of it is given, and what lacks. */
const ofAmounts = (laid: Laid): Columns<Asked> => [
  ['数量', 'quantity', ({ demanded, requirement }) => amount(laid, demanded, requirement.unit)],
  ['已匹配', 'covered', ({ covered, requirement }) => laid.figure(covered, requirement.unit)],
  [
    '缺口',
    'short',
    ({ demanded, covered, unmet, requirement }) =>
      unmet && demanded !== 'unknown' ? laid.figure(demanded - covered, requirement.unit) : '',
  ],
  ['单位', 'unit', ({ requirement }) => laid.unit(requirement.unit)],
];

const amount = (laid: Laid, demanded: number | 'unknown', unit: string) =>
  demanded === 'unknown' ? WORDS[laid.locale].unknown : laid.figure(demanded, unit);

const STANDS = {
  zh: { met: '已满足', partly: '部分满足', unmet: '未满足', other: '另选服务模式' },
  en: { met: 'met', partly: 'partly met', unmet: 'unmet', other: 'another pattern' },
};

/** 需求清单: every requirement and what became of it. */
export function needsList(laid: Laid): WrittenTable {
  const words = STANDS[laid.locale];
  const stands = ({ demanded, covered, unmet }: Asked): string => {
    if (unmet) return covered > 0 ? words.partly : words.unmet;
    return covered === demanded ? words.met : words.other;
  };
  return tableOf(
    laid,
    SHEETS.needs,
    [
      ...ofNeed(laid),
      ['社区编号', 'community id', ({ need }) => need.community],
      ['类别', 'category', ({ need }) => (need.category === undefined ? '' : laid.word(need.category))],
      ['严重度', 'severity', ({ need }) => need.severity],
      ...ofPeople(laid),
      ['登记日期', 'reported at', ({ need }) => onDay(need.reportedAt)],
      ['截止日期', 'due at', ({ need }) => onDay(need.dueAt, { end: true })],
      ...ofLine(laid),
      ...ofAmounts(laid),
      ['状态', 'status', stands],
    ],
    laid.asked,
  );
}

/** Who gives. */
export const ofProvider = (laid: Laid): Columns<Pick<GivenRow, 'provider' | 'key'>> => [
  ['五社', 'society', ({ provider }) => laid.society(provider.society)],
  ['供给方编号', 'provider', ({ provider }) => provider.id],
  ['供给方', 'provider name', ({ key }) => laid.name(key)],
  ['供给方社工站', 'station of the provider', ({ provider }) => laid.station(provider)],
];

/** How much is given, and when. */
export const ofGift = (laid: Laid): Columns<GivenRow> => [
  ['数量', 'quantity', ({ quantity, requirement }) => laid.figure(quantity, requirement.unit)],
  ['单位', 'unit', ({ requirement }) => laid.unit(requirement.unit)],
  ['时段', 'slots', ({ slots }) => joined(laid, slots)],
];

const UNPLACED = { zh: '地点不明，请核对服务范围', en: 'a place is not known: check the reach' };

/** 匹配清单: every allocation. */
export function matchList(laid: Laid): WrittenTable {
  const names = new Map(linkageRoles.map(({ code, name }) => [code, name[laid.locale]]));
  return tableOf(
    laid,
    SHEETS.matches,
    [
      ...ofNeed(laid),
      ...ofLine(laid),
      ...ofProvider(laid),
      ['供给编号', 'offer', ({ offer }) => offer.id],
      ...ofGift(laid),
      ['角色', 'role', ({ requirement, provider }) => names.get(requirement.role ?? ROLE_OF[provider.society])],
      ['备注', 'note', ({ placeUnknown }) => (placeUnknown ? UNPLACED[laid.locale] : '')],
    ],
    laid.given,
  );
}

/** 上报清单: what comes from above the need's own station, the highest tier first. */
export function escalations(laid: Laid): WrittenTable {
  const common = ({ need, hop }: GivenRow) => laid.placeOf(need).stations[hop ?? 0];
  const tier = (one: GivenRow) => TIERS.indexOf(common(one)?.tier ?? 'street');
  return tableOf(
    laid,
    SHEETS.escalations,
    [
      ['上报至', 'tier', (one) => TIER_NAMES[common(one)!.tier][laid.locale]],
      ['统筹社工站', 'station in common', (one) => laid.name(`station:${common(one)!.id}`)],
      ...ofNeed(laid),
      ...ofLine(laid),
      ...ofProvider(laid),
      ...ofGift(laid),
    ],
    laid.given.filter(({ hop }) => hop !== undefined && hop > 0).sort((a, b) => tier(b) - tier(a)),
  );
}

/** 未满足清单: what lacks, why, and what would help. */
export function unmetList(laid: Laid): WrittenTable {
  const { locale } = laid;
  const { levels, words } = laid.view.plan;
  const fair = levels.includes('fair');
  const of = ({ unmet }: Asked): Unmet => unmet!;
  return tableOf(
    laid,
    SHEETS.unmet,
    [
      ...ofNeed(laid),
      ...ofLine(laid),
      ...ofAmounts(laid),
      ['原因', 'cause', (one) => WORDS[locale].causes[of(one).reason.code]],
      ['说明', 'why', (one) => reasonSentence(of(one).reason, { unit: of(one).unit, fair, words }, locale)],
      ['建议', 'what would help', (one) => fixSentence(of(one), locale, words)],
    ],
    laid.asked.filter(({ unmet }) => unmet),
  );
}

/** 项目清单: what nobody in the city can give, by category, capability and street; where most needs are, and the most urgent, first. */
export function projectList(laid: Laid): WrittenTable {
  const { locale } = laid;
  const unmet = laid.asked.filter((one) => one.unmet);
  const category = ({ need, requirement }: Asked) => need.category ?? requirement.capability.code;
  const alike = [
    ...groupsBy(unmet, (one) => [
      JSON.stringify([category(one), one.requirement.capability.code, one.requirement.unit, laid.station(one.need)]),
    ]).values(),
  ];
  const urgent = (rows: readonly Asked[]) => Math.min(...rows.map(({ need }) => URGENCIES.indexOf(need.urgency)));
  alike.sort((a, b) => urgent(a) - urgent(b) || b.length - a.length);
  const first = (rows: readonly Asked[]) => rows[0]!;
  const known = (rows: readonly Asked[]) => rows.filter(({ demanded }) => demanded !== 'unknown');
  const needs = (rows: readonly Asked[]) => new Set(rows.map(({ need }) => need)).size;
  return tableOf<readonly Asked[]>(
    laid,
    SHEETS.projects,
    [
      ['类别', 'category', (rows) => laid.word(category(first(rows)))],
      ['能力', 'capability', (rows) => laid.word(first(rows).requirement.capability.code)],
      ['街道', 'street', (rows) => laid.station(first(rows).need)],
      ['需求数', 'needs', needs],
      ...URGENCIES.map(
        (urgency) =>
          [
            URGENCY_NAMES[urgency].zh,
            URGENCY_NAMES[urgency].en,
            (rows: readonly Asked[]) => needs(rows.filter(({ need }) => need.urgency === urgency)),
          ] as const,
      ),
      ['受益人数', 'beneficiaries', (rows) => sumBy([...new Set(rows.map(({ need }) => need))], 'beneficiaries')],
      [
        '缺口',
        'short',
        (rows) =>
          laid.figure(
            sumBy(known(rows), ({ demanded, covered }) => Number(demanded) - covered),
            first(rows).requirement.unit,
          ),
      ],
      ['单位', 'unit', (rows) => laid.unit(first(rows).requirement.unit)],
      ['数量不明', 'of unknown quantity', (rows) => rows.length - known(rows).length],
      [
        '主要原因',
        'main cause',
        (rows) => {
          const counts = groupsBy(rows, (one) => [one.unmet!.reason.code]);
          const most = REASON_CODES.toSorted((a, b) => (counts.get(b)?.length ?? 0) - (counts.get(a)?.length ?? 0));
          return WORDS[locale].causes[most[0]!];
        },
      ],
    ],
    alike,
  );
}
