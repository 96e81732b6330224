import { comparePlans } from '../figures/compare.js';
import {
  doublesTable,
  type ImportedTables,
  importTables,
  issuesTable,
  onePageEach,
  planTables,
  type Table,
  tablesTable,
  type WrittenTable,
  withCarried,
  wordsTable,
} from '../io/index.js';
import { peer } from '../io/peer.js';
import { type PlanSettings, policyIn } from '../io/settle/settings.js';
import { matchAsync } from '../match/match.js';
import { matchBeside } from '../match/pipe.js';
import type { Made } from '../plan/made.js';
import { type Plan, parsePlan } from '../plan/plan.js';
import { definePolicy } from '../policy/policy.js';
import { type Charts, report } from '../report/index.js';
import type { Locale } from '../say/phrase.js';
import { SHEETS } from '../say/words.js';
import { readPlan } from '../why/view.js';
import { comparedWith } from './asked.js';
import type { DeskStage } from './progress.js';

export type { DeskStage } from './progress.js';

export interface ReadWeek extends ImportedTables {
  readonly settings: PlanSettings;
  readonly previous: Plan | undefined;
}

/** TEMPORARY */
export async function readWeek(
  tables: readonly Table[],
  {
    filled,
    kept,
    settings,
  }: { filled: readonly Table[]; kept: ReadonlyMap<string, Uint8Array>; settings: PlanSettings },
): Promise<ReadWeek> {
  const text = kept.get('plan.json');
  return {
    ...importTables([...tables, ...filled]),
    settings,
    previous: text && parsePlan(new TextDecoder().decode(text)),
  };
}

export interface MadeWeek {
  readonly read: ReadWeek;
  readonly plan: Plan;
  readonly made: Made;
  readonly kept: () => ReadonlyMap<string, string>;
}

export async function planWeek(
  read: ReadWeek,
  { signal, onProgress }: { signal: AbortSignal; onProgress: (stage: DeskStage, work?: number) => void },
): Promise<MadeWeek> {
  const policy = Object.keys(read.settings).length === 0 ? undefined : definePolicy(policyIn(read.settings));
  const made: Made = { ...(policy && { policy }), ...(read.previous && { previous: read.previous }) };
  const plan = await matchAsync(read.network, {
    ...made,
    signal,
    onProgress: ({ stage, work }) => onProgress(stage, work),
  });
  return {
    read,
    plan: readPlan(read.network, plan, made),
    made,
    kept: () => new Map([['plan.json', `${JSON.stringify(plan)}\n`]]),
  };
}

export const readingLists = ({ issues, hints, tables, doubles }: ReadWeek, locale: Locale): WrittenTable[] => [
  issuesTable([...issues, ...hints], { locale }),
  tablesTable(tables, { locale }),
  wordsTable([...issues, ...hints], { locale }),
  doublesTable(doubles, { locale }),
];

export const listsOf = ({ read, plan, made }: MadeWeek, { locale }: { locale: Locale }): WrittenTable[] =>
  withCarried(planTables(read.network, plan, { ...made, locale }), read.carried, locale).map((table) =>
    table.sheet === SHEETS.byProvider[locale] ? onePageEach(table) : table,
  );

export async function reportOf(
  { read: { network }, plan, made }: MadeWeek,
  { locale }: { locale: Locale },
): Promise<string> {
  const charts = await peer<Charts>('echarts', 'Charts');
  const levels = plan.levels.filter((level) => level !== 'fair');
  const without = readPlan(network, matchBeside(network, { ...made, levels }), made);
  const { other, made: madeOther, before } = comparedWith(network, made, 'greedy');
  const comparison = comparePlans(network, other, plan, { a: madeOther });
  return report(network, plan, {
    charts,
    locale,
    lists: planTables(network, plan, { ...made, locale }),
    comparison,
    before,
    without,
  });
}
