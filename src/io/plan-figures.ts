import sumBy from 'lodash-es/sumBy.js';
import { crossed, outcomesOf, tally } from '../figures/outcomes.js';
import { groupsBy } from '../kernel/maps.js';
import { recordsOf } from '../model/graph.js';
import { byCodeUnit } from '../model/order.js';
import type { Total } from '../plan/coverage.js';
import { STATUS_NAMES } from '../say/markdown-words.js';
import { goodsIn, outcomeSentence } from '../say/outcome-sentence.js';
import { type Laid, onDay } from './laid.js';
import { type Columns, SHEETS, tableOf } from './sheet.js';
import type { Cell, WrittenTable } from './tables.js';

/** 成效: what provinces publish of a period, and what the plan is. */
export function overview(laid: Laid): WrittenTable {
  const { locale, measures, view } = laid;
  const { outcome } = measures;
  const { plan } = view;
  const needs = tally(outcomesOf(recordsOf(view.network).needs, plan));
  const rows: [zh: string, en: string, value: Cell][] = [
    ['数据时点', 'as of', onDay(plan.now)],
    ['结论', 'status', STATUS_NAMES[plan.status][locale]],
    ['证书编号', 'certificate', plan.certificate.digest],
    ['需求', 'needs', needs.all],
    ['全部满足的需求', 'needs met', needs.met],
    ['部分满足的需求', 'needs partly met', needs.partly],
    ['未满足的需求', 'needs unmet', needs.unmet],
    ['社工站', 'stations', outcome.stations],
    ['社会工作者', 'social workers', outcome.workers],
    ['联动社区社会组织', 'organisations linked', outcome.organisations],
    ['志愿服务人次', 'volunteer person-times', outcome.volunteerTimes],
    ['慈善资金（元）', 'charitable money (yuan)', laid.figure(outcome.money, 'fen')],
    ...goodsIn(outcome).map(({ unit, quantity }): [string, string, Cell] => [
      `慈善物资（${laid.unit(unit)}，未折价）`,
      `charitable goods (${laid.unit(unit)}, not priced)`,
      laid.figure(quantity, unit),
    ]),
    ['服务居民人次', 'person-times served', outcome.personTimes],
    ['五社参与指数', 'participation index', measures.participation.mean],
    ['成效', 'outcome', outcomeSentence(outcome, locale)],
  ];
  return tableOf(
    laid,
    SHEETS.overview,
    [
      ['指标', 'figure', ([zh, en]) => (locale === 'zh' ? zh : en)],
      ['数值', 'value', ([, , value]) => value],
    ],
    rows,
  );
}

const ofTotals = (laid: Laid): Columns<Total> => [
  ['需要', 'asked', ({ demanded, unit }) => laid.figure(demanded, unit)],
  ['已匹配', 'covered', ({ covered, unit }) => laid.figure(covered, unit)],
  ['单位', 'unit', ({ unit }) => laid.unit(unit)],
  ['覆盖率', 'share', ({ covered, demanded }) => Math.round((covered / demanded) * 10_000) / 10_000],
];

/** 公平表: coverage of every community by unit, and of every fair-share class; within a unit or rank the worst-off first. */
export function equityTables(laid: Laid): WrittenTable[] {
  const { network, plan } = laid.view;
  const worstFirst = <T extends Total>(rows: readonly T[], by: (row: T) => string): T[] =>
    [...rows].sort(
      (a, b) => byCodeUnit(by(a), by(b)) || a.covered * b.demanded - b.covered * a.demanded || b.demanded - a.demanded,
    );
  const communities = plan.coverage.byCommunity.filter(({ demanded }) => demanded > 0);
  const record = (id: string) => network.getNodeAttribute(`community:${id}`, 'record');
  const street = (id: string): string => {
    const one = record(id);
    return 'society' in one ? laid.station(one) : '';
  };
  return [
    tableOf(
      laid,
      SHEETS.byCommunity,
      [
        ['社区编号', 'community id', ({ community }) => community],
        ['社区', 'community', ({ community }) => laid.name(`community:${community}`)],
        ['街道', 'street', ({ community }) => street(community)],
        ...ofTotals(laid),
      ],
      worstFirst(communities, ({ unit }) => unit),
    ),
    tableOf(
      laid,
      SHEETS.byClass,
      [
        ['优先级', 'rank', ({ rank }) => rank.join(' ')],
        ['社区', 'community', ({ community }) => community],
        ['能力', 'capability', ({ capability }) => capability],
        ['需求项数', 'requirements', ({ lines }) => lines],
        ...ofTotals(laid),
      ],
      worstFirst(classesOf(laid), ({ order }) => order),
    ),
  ];
}

/** The fair-share classes, named by what their requirements have in common. */
function classesOf(laid: Laid) {
  const { problem, lines, ranks, groups } = laid.view.compiled;
  const byClass = groupsBy(lines.keys(), (n) => (problem.demand[n]! > 0 ? [problem.group[n]!] : []));
  return [...byClass].map(([g, own]) => {
    const communities = new Set(own.map((n) => lines[n]!.need.community));
    const capabilities = new Set(own.map((n) => lines[n]!.requirement.capability.code));
    const some = (set: ReadonlySet<string>, name: (id: string) => string) =>
      set.size === 1 ? name([...set][0]!) : `× ${set.size}`;
    const { rank, unit } = groups[g]!;
    return {
      rank: ranks[rank]!,
      order: String(rank).padStart(9, '0'),
      unit,
      lines: own.length,
      community: some(communities, (id) => laid.name(`community:${id}`)),
      capability: some(capabilities, laid.word),
      demanded: sumBy(own, (n) => problem.demand[n]!),
      covered: sumBy(own, (n) => laid.view.usage.line[n]!),
    };
  });
}

/** 缺口矩阵: needs that are not wholly met, category by street. */
export function gapMatrixTable(laid: Laid): WrittenTable {
  const none = laid.locale === 'zh' ? '未分类' : 'none';
  const gaps = [...new Set(laid.asked.filter(({ unmet }) => unmet).map(({ need }) => need))];
  const nowhere = laid.locale === 'zh' ? '未划入' : 'no station';
  const { rows, columns, cell } = crossed(
    gaps,
    ({ category }) => (category === undefined ? none : laid.word(category)),
    laid.station,
  );
  type Row = readonly [category: string, needs: readonly unknown[]];
  const streets = [...columns.keys()].sort(byCodeUnit).map((street) => {
    const head = street || nowhere;
    return [head, head, ([category]: Row) => cell(category, street).length] as const;
  });
  return tableOf(
    laid,
    SHEETS.gaps,
    [['类别', 'category', ([category]) => category], ['合计', 'all', ([, needs]) => needs.length], ...streets],
    [...rows].sort((a, b) => b[1].length - a[1].length || byCodeUnit(a[0], b[0])),
  );
}
