import * as z from 'zod/mini';
import { readOptions } from '../errors/read-options.js';
import type { Network } from '../model/network.js';
import { type Made, madeWith } from '../plan/made.js';
import { checkNetwork } from '../plan/options.js';
import type { Plan } from '../plan/plan.js';
import type { Locale } from '../say/phrase.js';
import { viewOf } from '../why/view.js';
import { dispatchSheets } from './dispatch/dispatch-lists.js';
import { laid } from './laid.js';
import { caseload, idleList, resourceList, staleList } from './plan-desks.js';
import { equityTables, gapMatrixTable, overview } from './plan-figures.js';
import { escalations, matchList, meetingList, needsList, projectList, unmetList } from './plan-lists.js';
import type { WrittenTable } from './tables.js';

export interface PlanTablesOptions extends Made {
  /** Of headers, words and sentences. Default: `zh`. */
  readonly locale?: Locale | undefined;
  /** Records that were confirmed longer ago than so many days are to be confirmed again. Default: 30. */
  readonly staleAfter?: number | undefined;
}

/**
 * A plan as lists: overview 概览, needs 需求清单, resources 资源清单, projects 项目清单, matches 匹配清单, dispatch sheets 派单表, unmet 未满足清单
 * with reasons and what would help, escalations 上报清单, the joint supervision meeting 联合督导清单, caseload 社工工作量, idle resources 闲置资源, equity tables 公平表, records to confirm
 * 待确认清单, gaps 缺口矩阵. All of them, also where they are empty. Money is in yuan, time in hours (in minutes where that takes more than two decimals), dates by Beijing time; nothing is
 * added across units. Compiles the network again: as `measures`, and O(cells).
 *
 * @throws LinkageError as `measures`
 *
 * @example
 * for (const table of planTables(network, plan)) writeFileSync(table.file, toCsv(table));
 */
export function planTables(network: Network, plan: Plan, options: PlanTablesOptions = {}): WrittenTable[] {
  checkNetwork(network);
  const { locale, staleAfter, ...made } = readOptions(shape, options);
  const all = laid(viewOf(network, plan, made), locale);
  return [
    overview(all),
    needsList(all),
    resourceList(all),
    projectList(all),
    matchList(all),
    ...dispatchSheets(all),
    unmetList(all),
    escalations(all),
    meetingList(all),
    caseload(all),
    idleList(all),
    ...equityTables(all),
    staleList(all, staleAfter),
    gapMatrixTable(all),
  ];
}

const shape = {
  ...madeWith,
  locale: z._default(z.enum(['zh', 'en']), 'zh'),
  staleAfter: z._default(z.number().check(z.gte(0)), 30),
};
