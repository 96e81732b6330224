import type { Bilingual } from '../model/vocabulary.js';
import type { Locale } from '../say/phrase.js';
import { SEPARATED } from './cell-lists.js';
import type { Cell, WrittenTable } from './tables.js';

/** The lists that a plan is written out as: what their sheets and files are called. */
export const SHEETS = {
  overview: { zh: '概览', en: 'overview' },
  needs: { zh: '需求清单', en: 'needs' },
  resources: { zh: '资源清单', en: 'resources' },
  projects: { zh: '项目清单', en: 'projects' },
  matches: { zh: '匹配清单', en: 'matches' },
  byProvider: { zh: '派单表（按供给方）', en: 'dispatch by provider' },
  byStation: { zh: '派单表（按社工站）', en: 'dispatch by station' },
  unmet: { zh: '未满足清单', en: 'unmet' },
  escalations: { zh: '上报清单', en: 'escalations' },
  caseload: { zh: '社工工作量', en: 'caseload' },
  idle: { zh: '闲置资源', en: 'idle' },
  byCommunity: { zh: '公平表（按社区）', en: 'equity by community' },
  byClass: { zh: '公平表（按公平组）', en: 'equity by class' },
  stale: { zh: '待确认清单', en: 'to confirm' },
  gaps: { zh: '缺口矩阵', en: 'gaps' },
  issues: { zh: '问题清单', en: 'issues' },
} as const satisfies Record<string, Bilingual>;

/** Columns of a list: the header in both languages, and what stands there. */
export type Columns<Row> = readonly (readonly [zh: string, en: string, cell: (row: Row) => Cell])[];

/** Rows as a list. O(cells). */
export function tableOf<Row>(
  { locale }: { readonly locale: Locale },
  name: Bilingual,
  columns: Columns<Row>,
  rows: readonly Row[],
): WrittenTable {
  const sheet = name[locale];
  const head = columns.map(([zh, en]) => (locale === 'zh' ? zh : en));
  return { file: `${sheet}.csv`, sheet, rows: [head, ...rows.map((row) => columns.map(([, , cell]) => cell(row)))] };
}

/** Several in one cell. */
export const joined = ({ locale }: { readonly locale: Locale }, items: readonly string[]): string =>
  items.join(SEPARATED[locale]);
