import { backups } from '../advice/backups.js';
import { cheapestFixes } from '../advice/fixes.js';
import type { Purchasable } from '../advice/purchasable.js';
import { comparePlans } from '../figures/compare.js';
import type { Sides } from '../figures/comparison.js';
import { SEPARATED } from '../io/cell-lists.js';
import { tableOf } from '../io/sheet.js';
import type { WrittenTable } from '../io/tables.js';
import { escalate } from '../match/escalate.js';
import { matchBeside } from '../match/match.js';
import type { Network } from '../model/graph.js';
import {
  type Bilingual,
  SOCIETIES,
  SOCIETY_NAMES,
  type Society,
  TIER_NAMES,
  URGENCY_NAMES,
} from '../model/vocabulary.js';
import type { Made } from '../plan/made.js';
import type { Plan } from '../plan/plan.js';
import { nameOf } from '../say/names.js';
import { amountOf } from '../say/phrase.js';
import { DESK_WORDS, HEADS, SECOND_WEEK } from '../say/words.js';
import { namesOf } from '../why/names-of.js';
import { readOwnPlan } from '../why/view.js';
import { voteTable } from './fund-vote.js';
import type { PastPlan } from './kept-weeks.js';
import type { ReadSheets } from './read-sheets.js';

/** Lists that are made only where they are asked for. */
export interface AskedLists {
  /** Societies to compare with, or `greedy`. */
  readonly compare?: Compare | undefined;
  /** Who stands by. */
  readonly backups?: boolean | undefined;
  /** Needs passed on tier by tier. */
  readonly tiers?: boolean | undefined;
  /** Fen, for what would help most of what sheets 价目 list. */
  readonly budget?: number | undefined;
}

export type Compare = 'greedy' | readonly Society[];

export const THREE: readonly Society[] = ['community', 'socialWorker', 'organisation'];
const GREEDY = ['greedy', DESK_WORDS.zh.byHand];

/** What `--compare` says; nothing where that is not understood. */
export function compareOf(text: string): Compare | undefined {
  if (GREEDY.includes(text)) return 'greedy';
  if (['三社', 'three'].includes(text)) return THREE;
  const named = text
    .split(/[,，、]/)
    .map((word) => SOCIETIES.find((one) => [one, ...Object.values(SOCIETY_NAMES[one])].includes(word.trim())));
  return named.every((one) => one !== undefined) ? named : undefined;
}

/** The plan to compare with: of the same week, with the same policy, pins and bans. */
export function comparedWith(network: Network, { policy, now, pins, bans }: Made, compare: Compare = 'greedy') {
  const same: Made = { policy, now, bans };
  const made: Made = compare === 'greedy' ? { ...same, method: 'greedy', pins } : { ...same, societies: compare };
  return { other: readOwnPlan(network, matchBeside(network, made), made), before: compareName(compare) };
}

function compareName(compare: Compare): Bilingual {
  if (compare === 'greedy') return { zh: DESK_WORDS.zh.byHand, en: DESK_WORDS.en.byHand };
  if (compare === THREE) return { zh: '三社', en: 'three societies' };
  const named = (locale: 'zh' | 'en') =>
    compare.map((one) => SOCIETY_NAMES[one][locale]).join(locale === 'zh' ? '、' : ', ');
  return { zh: named('zh'), en: named('en') };
}

/** The lists that are asked for, and that of all plans where there is more than one. */
export function askedTables(
  { network, prices, vote }: ReadSheets,
  plan: Plan,
  made: Made,
  past: readonly PastPlan[],
  { locale, compare, backups: standing = false, tiers = false, budget }: AskedLists & { readonly locale: 'zh' | 'en' },
): WrittenTable[] {
  return [
    ...(past.length > 1 ? [pastTable(past, locale)] : []),
    ...(vote ? [voteTable(vote, locale)] : []),
    ...(compare ? [comparedTable(network, plan, made, compare, locale)] : []),
    ...(standing ? [backupsTable(network, plan, locale)] : []),
    ...(tiers ? [hopsTable(network, made, locale)] : []),
    ...(budget !== undefined && prices.length > 0 ? [fixesTable(network, plan, prices, budget, locale)] : []),
  ];
}

/** The list 历次方案, the latest last. */
const pastTable = (past: readonly PastPlan[], locale: 'zh' | 'en'): WrittenTable =>
  tableOf({ locale }, SECOND_WEEK.sheets.past, past, [
    [HEADS.past.file, ({ file }) => file ?? 'plan.json'],
    [HEADS.past.now, ({ now }) => now?.slice(0, 10)],
    [HEADS.past.linkages, ({ linkages }) => linkages],
    [HEADS.past.unmet, ({ unmet }) => unmet],
    [HEADS.overview.certificate, ({ digest }) => digest],
  ]);

/** The list 方案对比: what is covered by urgency and unit, with both plans. */
function comparedTable(network: Network, plan: Plan, made: Made, compare: Compare, locale: 'zh' | 'en'): WrittenTable {
  const { other, before } = comparedWith(network, made, compare);
  const { coverage } = comparePlans(network, other, plan);
  type Row = (typeof coverage.byUrgency)[number];
  const amount = (side: keyof Sides) => (row: Row) => amountOf(row.covered[side], row.unit, locale);
  return tableOf({ locale }, SECOND_WEEK.sheets.compared, coverage.byUrgency, [
    [HEADS.need.urgency, ({ urgency }) => URGENCY_NAMES[urgency][locale]],
    [HEADS.equity.asked, ({ demanded, unit }) => amountOf(demanded.b, unit, locale)],
    [before, amount('a')],
    [SECOND_WEEK.thisPlan, amount('b')],
  ]);
}

/** The list 候补清单: how sure each need is to get what it is given, and who stands by, in the order in which they are asked. */
function backupsTable(network: Network, plan: Plan, locale: 'zh' | 'en'): WrittenTable {
  const rows = backups(network, plan).flatMap(({ backups: own, ...one }) =>
    (own.length > 0 ? own : [undefined]).map((backup) => ({ ...one, backup })),
  );
  const percent = (chance: number) => `${Math.floor(chance * 1000) / 10}%`;
  const named = (key: string) => nameOf(namesOf(network, [key]), key, locale);
  return tableOf({ locale }, SECOND_WEEK.sheets.backups, rows, [
    [HEADS.need.id, ({ need }) => need],
    [HEADS.need.urgency, ({ urgency }) => URGENCY_NAMES[urgency][locale]],
    [HEADS.backup.sure, ({ success }) => percent(success)],
    [HEADS.backup.with, ({ withBackups }) => percent(withBackups)],
    [HEADS.backup.target, ({ target }) => percent(target)],
    [HEADS.backup.standing, ({ backup }) => backup && named(backup.provider)],
    [HEADS.provider.id, ({ backup }) => backup?.provider.slice(backup.provider.indexOf(':') + 1)],
    [HEADS.line.quantity, ({ backup }) => backup && amountOf(backup.quantity, backup.unit, locale)],
    [HEADS.terms.slots, ({ backup }) => backup?.slot],
  ]);
}

/** The list 补充建议: what to buy for so much, and whom it then serves. */
function fixesTable(
  network: Network,
  plan: Plan,
  prices: readonly Purchasable[],
  budget: number,
  locale: 'zh' | 'en',
): WrittenTable {
  const { fixes, names } = cheapestFixes(network, plan, { prices, target: { budget } });
  return tableOf({ locale }, SECOND_WEEK.sheets.fixes, fixes, [
    [HEADS.fix.id, ({ id }) => id],
    [HEADS.fix.kind, ({ kind }) => SECOND_WEEK.kinds[kind][locale]],
    [HEADS.line.capability, ({ capability }) => nameOf(names, `capability:${capability}`, locale)],
    [HEADS.line.quantity, ({ quantity, unit }) => amountOf(quantity, unit, locale)],
    [HEADS.fix.lots, ({ lots }) => lots],
    [HEADS.fix.price, ({ price }) => price / 100],
    [HEADS.fix.serves, ({ serves }) => [...new Set(serves.map(({ need }) => need))].join(SEPARATED[locale])],
  ]);
}

/** The list 逐级上报: what each tier would pass on if it planned for itself, and why. */
function hopsTable(network: Network, { policy, now, previous, bans }: Made, locale: 'zh' | 'en'): WrittenTable {
  const { trace, stays } = escalate(network, { policy, now, previous, bans });
  const tierName = (tier: string) =>
    (tier === 'projects' ? SECOND_WEEK.projects : TIER_NAMES[tier as keyof typeof TIER_NAMES])[locale];
  const rows = [
    ...trace.map(({ need, from, to, reason, at }) => ({
      need,
      from,
      to: tierName(to),
      why: SECOND_WEEK.hops[reason],
      at,
    })),
    ...stays.map((stay) => ({
      need: stay.need,
      from: stay.tier,
      to: '',
      why: stay.reason === 'consent' ? SECOND_WEEK.hops.consent : SECOND_WEEK.hops.waits,
      at: stay.reason === 'clock' ? stay.until : undefined,
    })),
  ];
  return tableOf({ locale }, SECOND_WEEK.sheets.hops, rows, [
    [HEADS.need.id, ({ need }) => need],
    [HEADS.hop.from, ({ from }) => tierName(from)],
    [HEADS.hop.to, ({ to }) => to],
    [HEADS.hop.why, ({ why }) => why[locale]],
    [HEADS.hop.at, ({ at }) => at?.slice(0, 16).replace('T', ' ')],
  ]);
}
