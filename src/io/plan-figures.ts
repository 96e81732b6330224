import sumBy from 'lodash-es/sumBy.js';
import { crossed, outcomesOf, tally } from '../figures/outcomes.js';
import { groupsBy } from '../kernel/maps.js';
import { recordsOf } from '../model/graph.js';
import { byCodeUnit } from '../model/order.js';
import type { Bilingual } from '../model/vocabulary.js';
import type { Total } from '../plan/coverage.js';
import { goodsIn, outcomeSentence } from '../say/outcome-sentence.js';
import { HEADS, LIST_WORDS, PLAN_WORDS, SHEETS } from '../say/words.js';
import { type Laid, onDay } from './laid.js';
import { amounts, type Columns, tableOf, withUnit } from './sheet.js';
import type { Cell, WrittenTable } from './tables.js';

/** 成效: what provinces publish of a period, and what the plan is. */
export function overview(laid: Laid): WrittenTable {
  const { locale, measures, view } = laid;
  const { outcome } = measures;
  const { plan } = view;
  const needs = tally(outcomesOf(recordsOf(view.network).needs, plan));
  const rows: [head: Bilingual, value: Cell][] = [
    [HEADS.overview.asOf, onDay(plan.now)],
    [HEADS.overview.conclusion, PLAN_WORDS.statuses[plan.status][locale]],
    [HEADS.overview.certificate, plan.certificate.digest],
    [HEADS.counts.needs, needs.all],
    [HEADS.counts.met, needs.met],
    [HEADS.counts.partly, needs.partly],
    [HEADS.counts.unmet, needs.unmet],
    [HEADS.outcome.stations, outcome.stations],
    [HEADS.outcome.workers, outcome.workers],
    [HEADS.outcome.organisations, outcome.organisations],
    [HEADS.sums.volunteers, outcome.volunteerTimes],
    [HEADS.sums.money, laid.figure(outcome.money, 'fen')],
    ...goodsIn(outcome).map(({ unit, quantity }): [Bilingual, Cell] => [
      withUnit(LIST_WORDS.goods, laid.unit(unit)),
      laid.figure(quantity, unit),
    ]),
    [HEADS.sums.served, outcome.personTimes],
    [HEADS.index.participation, measures.participation.mean],
    [HEADS.index.outcome, outcomeSentence(outcome, locale)],
  ];
  return tableOf(laid, SHEETS.overview, rows, [
    [HEADS.overview.figure, ([head]) => head[locale]],
    [HEADS.overview.value, ([, value]) => value],
  ]);
}

const ofTotals = (laid: Laid): Columns<Total> => [
  ...amounts<Total>(laid, ({ unit }) => unit, [
    [HEADS.equity.asked, ({ demanded }) => demanded],
    [HEADS.line.covered, ({ covered }) => covered],
  ]),
  [
    HEADS.equity.share,
    ({ covered, demanded }) => Math.round((covered / demanded) * 10_000) / 10_000,
    { format: '0.0%' },
  ],
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
  const byCommunity = worstFirst(communities, ({ unit }) => unit);
  const byClass = worstFirst(classesOf(laid), ({ order }) => order);
  return [
    tableOf(laid, SHEETS.byCommunity, byCommunity, [
      [HEADS.need.communityId, ({ community }) => community],
      [HEADS.need.community, ({ community }) => laid.name(`community:${community}`)],
      [HEADS.need.street, ({ community }) => street(community)],
      ...ofTotals(laid),
    ]),
    tableOf(laid, SHEETS.byClass, byClass, [
      [HEADS.equity.rank, ({ rank }) => rank.join(' ')],
      [HEADS.need.community, ({ community }) => community],
      [HEADS.line.capability, ({ capability }) => capability],
      [HEADS.equity.requirements, ({ lines }) => lines],
      ...ofTotals(laid),
    ]),
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
  const gaps = [...new Set(laid.asked.filter(({ unmet }) => unmet).map(({ need }) => need))];
  const { rows, columns, cell } = crossed(
    gaps,
    ({ category }) => (category === undefined ? LIST_WORDS.uncategorised[laid.locale] : laid.word(category)),
    laid.station,
  );
  type Row = readonly [category: string, needs: readonly unknown[]];
  const streets = [...columns.keys()].sort(byCodeUnit).map((street) => {
    const head = street === '' ? LIST_WORDS.nowhere : { zh: street, en: street };
    return [head, ([category]: Row) => cell(category, street).length] as const;
  });
  const categories = [...rows].sort((a, b) => b[1].length - a[1].length || byCodeUnit(a[0], b[0]));
  return tableOf(laid, SHEETS.gaps, categories, [
    [HEADS.about.category, ([category]) => category],
    [HEADS.equity.all, ([, needs]) => needs.length],
    ...streets,
  ]);
}
