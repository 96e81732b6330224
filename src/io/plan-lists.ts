import sumBy from 'lodash-es/sumBy.js';
import type { LineRef } from '../compile/compiled.js';
import { meetingOf } from '../figures/meeting.js';
import { groupsBy } from '../kernel/maps.js';
import { linkageRoles } from '../model/catalogue/index.js';
import { ROLE_OF, TIER_NAMES, TIERS, URGENCIES, URGENCY_NAMES } from '../model/vocabulary.js';
import { REASON_CODES } from '../plan/plan.js';
import { unmetSaid } from '../say/fix-sentence.js';
import { HEADS, LIST_WORDS, PLAN_WORDS, SHEETS } from '../say/words.js';
import { type Asked, type GivenRow, type Laid, NOTHING_KNOWN, onDay } from './laid.js';
import { groupColumns } from './record-columns.js';
import { amounts, type Columns, joined, tableOf } from './sheet.js';
import type { WrittenTable } from './tables.js';

/** Who asks, and where. */
export const ofNeed = (laid: Laid): Columns<Pick<LineRef, 'need'>> => [
  [HEADS.need.id, ({ need }) => need.id],
  [HEADS.need.urgency, ({ need }) => URGENCY_NAMES[need.urgency][laid.locale]],
  [HEADS.need.community, ({ need }) => laid.name(`community:${need.community}`)],
  [HEADS.need.street, ({ need }) => laid.station(need)],
];

/** For whom: how many people, and of which groups. */
export const ofPeople = (laid: Laid): Columns<Pick<LineRef, 'need'>> => {
  const group = (code: string) => String(groupColumns.write(code, laid.locale, NOTHING_KNOWN));
  return [
    [HEADS.about.beneficiaries, ({ need }) => need.beneficiaries],
    [HEADS.about.groups, ({ need }) => joined(laid, need.groups.map(group))],
  ];
};

const ofLine = (laid: Laid): Columns<LineRef> => [
  [HEADS.line.id, ({ requirement }) => requirement.id],
  [HEADS.line.capability, ({ requirement }) => laid.skill(requirement.capability)],
];

/** What was asked, what of it is given, and what lacks. */
const ofAmounts = (laid: Laid): Columns<Asked> =>
  amounts<Asked>(laid, ({ requirement }) => requirement.unit, [
    [HEADS.line.quantity, ({ demanded }) => demanded],
    [HEADS.line.covered, ({ covered }) => covered],
    [
      HEADS.line.short,
      ({ demanded, covered, unmet }) => (unmet && demanded !== 'unknown' ? demanded - covered : undefined),
    ],
  ]);

/** 需求清单: every requirement and what became of it. */
export function needsList(laid: Laid): WrittenTable {
  const stands = ({ demanded, covered, unmet }: Asked): string => {
    const { states } = PLAN_WORDS;
    const word = unmet ? (covered > 0 ? states.partly : states.unmet) : undefined;
    return (word ?? (covered === demanded ? states.met : LIST_WORDS.otherPattern))[laid.locale];
  };
  return tableOf(laid, SHEETS.needs, laid.asked, [
    ...ofNeed(laid),
    [HEADS.need.communityId, ({ need }) => need.community],
    [HEADS.about.category, ({ need }) => (need.category === undefined ? '' : laid.word(need.category))],
    [HEADS.about.severity, ({ need }) => need.severity],
    ...ofPeople(laid),
    [HEADS.dates.reportedAt, ({ need }) => onDay(need.reportedAt)],
    [HEADS.dates.dueAt, ({ need }) => onDay(need.dueAt, { end: true })],
    ...ofLine(laid),
    ...ofAmounts(laid),
    [HEADS.fate.status, stands],
  ]);
}

/** Who gives. */
export const ofProvider = (laid: Laid): Columns<Pick<GivenRow, 'provider' | 'key'>> => [
  [HEADS.provider.society, ({ provider }) => laid.society(provider.society)],
  [HEADS.provider.id, ({ provider }) => provider.id],
  [HEADS.provider.name, ({ key }) => laid.name(key)],
  [HEADS.provider.station, ({ provider }) => laid.station(provider)],
];

/** How much is given, and when. */
export const ofGift = (laid: Laid): Columns<GivenRow> => [
  ...amounts<GivenRow>(laid, ({ requirement }) => requirement.unit, [
    [HEADS.line.quantity, ({ quantity }) => quantity],
  ]),
  [HEADS.terms.slots, ({ slots }) => joined(laid, slots)],
];

/** 匹配清单: every allocation. */
export function matchList(laid: Laid): WrittenTable {
  const names = new Map(linkageRoles.map(({ code, name }) => [code, name[laid.locale]]));
  return tableOf(laid, SHEETS.matches, laid.given, [
    ...ofNeed(laid),
    ...ofLine(laid),
    ...ofProvider(laid),
    [HEADS.offer.id, ({ offer }) => offer.id],
    ...ofGift(laid),
    [HEADS.match.role, ({ requirement, provider }) => names.get(requirement.role ?? ROLE_OF[provider.society])],
    [HEADS.match.note, ({ placeUnknown }) => (placeUnknown ? LIST_WORDS.unplaced[laid.locale] : '')],
  ]);
}

/** 上报清单: what comes from above the need's own station, the highest tier first. */
export function escalations(laid: Laid): WrittenTable {
  const common = ({ need, hop }: GivenRow) => laid.placeOf(need).stations[hop ?? 0];
  const tier = (one: GivenRow) => TIERS.indexOf(common(one)?.tier ?? 'street');
  const above = laid.given.filter(({ hop }) => hop !== undefined && hop > 0).sort((a, b) => tier(b) - tier(a));
  return tableOf(laid, SHEETS.escalations, above, [
    [HEADS.match.tier, (one) => TIER_NAMES[common(one)!.tier][laid.locale]],
    [HEADS.match.station, (one) => laid.name(`station:${common(one)!.id}`)],
    ...ofNeed(laid),
    ...ofLine(laid),
    ...ofProvider(laid),
    ...ofGift(laid),
  ]);
}

/** 联合督导清单: what the supervisors of all stations are to talk about. */
export function meetingList(laid: Laid): WrittenTable {
  const needs = new Map(laid.asked.map(({ need }) => [need.id, need]));
  const items = meetingOf(laid.view).map((item) => ({ ...item, need: needs.get(item.need)! }));
  return tableOf(laid, SHEETS.meeting, items, [
    ...ofNeed(laid),
    [HEADS.dates.dueAt, ({ need }) => onDay(need.dueAt, { end: true })],
    [
      HEADS.fate.cause,
      ({ reasons }) =>
        joined(
          laid,
          reasons.map((one) => LIST_WORDS.meeting[one][laid.locale]),
        ),
    ],
    [HEADS.provider.name, ({ newWorkers }) => joined(laid, newWorkers.map(laid.name))],
  ]);
}

/** 未满足清单: what lacks, why, and what would help. */
export function unmetList(laid: Laid): WrittenTable {
  const { locale } = laid;
  const { plan } = laid.view;
  const lacking = laid.asked.flatMap((one) => (one.unmet ? [{ ...one, unmet: one.unmet }] : []));
  return tableOf(laid, SHEETS.unmet, lacking, [
    ...ofNeed(laid),
    ...ofLine(laid),
    ...ofAmounts(laid),
    [HEADS.fate.cause, ({ unmet }) => PLAN_WORDS.causes[unmet.reason.code][locale]],
    [HEADS.fate.why, ({ unmet }) => unmetSaid(unmet, plan, locale).why],
    [HEADS.fate.help, ({ unmet }) => unmetSaid(unmet, plan, locale).help],
  ]);
}

function mainCause(rows: readonly Asked[]) {
  const counts = groupsBy(rows, (one) => [one.unmet!.reason.code]);
  return REASON_CODES.toSorted((a, b) => (counts.get(b)?.length ?? 0) - (counts.get(a)?.length ?? 0))[0]!;
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
  const shortOf = ({ demanded, covered }: Asked) => Number(demanded) - covered;
  const needs = (rows: readonly Asked[]) => new Set(rows.map(({ need }) => need)).size;
  const urgencies: Columns<readonly Asked[]> = URGENCIES.map((urgency) => [
    URGENCY_NAMES[urgency],
    (rows) => needs(rows.filter(({ need }) => need.urgency === urgency)),
  ]);
  return tableOf(laid, SHEETS.projects, alike, [
    [HEADS.about.category, (rows) => laid.word(category(first(rows)))],
    [HEADS.line.capability, (rows) => laid.word(first(rows).requirement.capability.code)],
    [HEADS.need.street, (rows) => laid.station(first(rows).need)],
    [HEADS.project.needs, needs],
    ...urgencies,
    [HEADS.about.beneficiaries, (rows) => sumBy([...new Set(rows.map(({ need }) => need))], 'beneficiaries')],
    ...amounts<readonly Asked[]>(laid, (rows) => first(rows).requirement.unit, [
      [HEADS.line.short, (rows) => sumBy(known(rows), shortOf)],
    ]),
    [HEADS.project.unknown, (rows) => rows.length - known(rows).length],
    [HEADS.project.cause, (rows) => PLAN_WORDS.causes[mainCause(rows)][locale]],
  ]);
}
