import * as z from 'zod/mini';
import type { Fault } from '../../errors/linkage-error.js';
import { formatPath, LinkageError } from '../../errors/linkage-error.js';
import { fold, nearestWord } from '../../errors/nearest.js';
import { readOptions } from '../../errors/read-options.js';
import { text } from '../../model/fields.js';
import type { Bilingual } from '../../model/vocabulary.js';
import { RULE_NAMES, TERM_NAMES } from '../../policy/built-in.js';
import { type PolicyData, policySchema } from '../../policy/json.js';
import type { PolicyOptions } from '../../policy/policy.js';
import { presets } from '../../policy/presets.js';
import { inBoth } from '../../say/reading.js';
import { word } from '../../say/rule-words.js';
import type { Table, TableIssue } from '../tables.js';
import { filledRows, issueIn } from './plain-rows.js';

/** How plans are to be made, as `policy.json` or a sheet 设置 says it: a preset, what differs from it, and what goes over weeks. */
export interface PlanSettings extends PolicyData {
  /** Who makes the lists, as the report is headed. — 制表人，写在报告抬头。 */
  readonly maker?: string | undefined;
  /** The fund that residents vote on, by id or name; the only fund if absent. — 居民投票所用的基金，编号或名称；只有一笔资金时可不填。 */
  readonly fund?: string | undefined;
  /** A preset to start from. — 所依的预设。 */
  readonly preset?: keyof typeof presets | undefined;
  /** Whether fairness goes on from what earlier plans gave. — 公平是否跨周累计。 */
  readonly acrossWeeks?: boolean | undefined;
}

const PRESETS = Object.keys(presets) as (keyof typeof presets)[];
const settingsShape = {
  ...policySchema.shape,
  preset: z.optional(z.enum(PRESETS)),
  acrossWeeks: z.optional(z.boolean()),
  maker: z.optional(text),
  fund: z.optional(text),
};

/**
 * PlanSettings of plain data.
 *
 * @throws LinkageError `INVALID_OPTIONS`, with every fault
 */
export const readSettings = (data: unknown): PlanSettings => readOptions(settingsShape, data);

/** The policy that settings say, as data: the preset with what differs from it; absent where they say nothing of it. */
export function policyIn({ acrossWeeks: _, maker: __, fund: ___, ...rest }: PlanSettings): PolicyOptions | undefined {
  if (Object.keys(rest).length === 0) return undefined;
  const { preset = 'urgentFirst', ...own } = rest;
  const base: PolicyData = presets[preset];
  const data: PolicyData = {
    ...base,
    ...own,
    ...((base.rules || own.rules) && { rules: { ...base.rules, ...own.rules } }),
    ...((base.terms || own.terms) && { terms: { ...base.terms, ...own.terms } }),
  };
  return data as PolicyOptions;
}

type Words = Readonly<Record<string, readonly string[]>>;

const VALUES: Readonly<Record<string, Words>> = {
  preset: {
    urgentFirst: ['急难优先', '默认'],
    localFirst: ['就近优先'],
    conservative: ['稳妥', '熟人优先'],
    destituteFirst: ['特困优先'],
    longestWaiting: ['先来先得', '久等优先'],
    fairByUrgency: ['同级公平'],
    fairByStreet: ['街道公平'],
    fairByTargetGroup: ['人群公平'],
    fairByNeed: ['人人有份'],
  },
  fairBy: { community: ['社区'], street: ['街道'], targetGroup: ['人群'], need: ['需求'] },
  fairShare: { equal: ['等同', '相同'], equityWeight: ['公平权重'] },
  rank: {
    urgency: ['紧急程度', '急难愁盼'],
    urgencyPlain: ['紧急程度（逾期不升）'],
    severity: ['严重度', '严重程度'],
    destitute: ['特困'],
    reportedAt: ['登记日期', '登记先后'],
    dueAt: ['截止日期'],
  },
  even: { quarters: ['四分之一', '分档'], exact: ['精确'] },
  held: { proposed: ['拟定'], accepted: ['已接受'], published: ['已发布'], running: ['进行中'] },
};
const TRUTHS: Words = {
  true: ['是', '开', '开启', '启用', 'yes', 'on'],
  false: ['否', '关', '关闭', '停用', 'no', 'off'],
};

const ITEMS: readonly (readonly [path: readonly string[], ...words: string[]])[] = [
  [['preset'], '预设', '策略'],
  [['rank'], '优先级'],
  [['fairBy'], '公平分组', '公平'],
  [['fairShare'], '公平量度'],
  [['lead'], '社工牵头'],
  [['mentor'], '老带新'],
  [['even'], '负担均衡'],
  [['held'], '保留承诺'],
  [['acrossWeeks'], '跨周公平'],
  [['maker'], '制表人', '制表'],
  [['fund'], '投票基金', '基金'],
  ...RULE_NAMES.map((name) => [['rules', name], word('rule', name, undefined, 'zh')] as const),
  ...TERM_NAMES.map((name) => [['terms', name], word('term', name, undefined, 'zh')] as const),
];

const PATHS = new Map(
  // Of two of one name the first counts.
  ITEMS.toReversed().flatMap(([path, ...words]) => [...words, path.at(-1)!].map((one) => [fold(one), path] as const)),
);
const NAMES = ITEMS.map(([, zh]) => zh!);

/** What a cell says, as the setting has it; what is on no list is left to the schema. */
function settingOf([first = '']: readonly string[], cell: string): unknown {
  const one = (part: string): string => keyOf(VALUES[first] ?? {}, part) ?? part;
  if (first === 'maker' || first === 'fund') return cell;
  if (first === 'rank') return cell.split(/[、,，;；>＞]/).map((part) => one(part.trim()));
  if (first in VALUES) return one(cell);
  const truth = keyOf(TRUTHS, cell);
  if (truth !== undefined) return first === 'terms' ? Number(truth === 'true') : truth === 'true';
  const figure = Number(cell);
  if (!Number.isFinite(figure)) return cell;
  return first === 'rules' ? { limit: figure } : figure;
}

function keyOf(words: Words, text: string): string | undefined {
  return Object.entries(words).find(([key, also]) => [key, ...also].some((one) => fold(one) === fold(text)))?.[0];
}

const HEADS = { item: ['项目', '设置', '设置项', 'item', 'setting'], value: ['取值', '值', '内容', 'value'] };

/**
 * The settings of sheets 设置, 项目 and 取值 a row: 预设 就近优先, 路程 3, 近期请求过多 关. O(cells).
 *
 * @throws LinkageError `INVALID_OPTIONS`, with every fault at its row
 */
export function settingsIn(tables: readonly Table[]): PlanSettings {
  const data: Record<string, unknown> = {};
  const rows = new Map<string, { table: Table; row: number; value: string }>();
  const faults: TableIssue[] = [];
  for (const table of tables) {
    for (const { item, value, row } of filledRows(table, HEADS)) {
      if (item === '' || value === '') continue;
      const path =
        PATHS.get(fold(item)) ?? PATHS.get(fold(item.replace(/^(?:规则|权重|评分项|rules?|terms?)\s*[.：:]?\s*/i, '')));
      if (path === undefined) {
        const near = nearestWord(item, NAMES);
        const said = inBoth((words) => words.unknownSetting(item, near ?? ''));
        faults.push(issueIn(table, row, '项目', item, 'UNKNOWN_WORD', said));
        continue;
      }
      const [first = '', second] = path;
      const read = settingOf(path, value);
      if (second === undefined) data[first] = read;
      else data[first] = { ...Object(data[first]), [second]: read };
      rows.set(path.join('.'), { table, row, value });
    }
  }
  const settings = faults.length > 0 ? undefined : readAt(data, rows, faults);
  if (settings === undefined) throw new LinkageError('INVALID_OPTIONS', 'These settings cannot be used.', faults);
  return settings;
}

/** PlanSettings of rows; what is wrong is told where it stands. */
function readAt(
  data: unknown,
  rows: ReadonlyMap<string, { table: Table; row: number; value: string }>,
  faults: Fault[],
): PlanSettings | undefined {
  try {
    return readSettings(data);
  } catch (error) {
    if (!(error instanceof LinkageError)) throw error;
    for (const { code, path, message } of error.details) {
      const at = rows.get(path.slice(0, 2).join('.')) ?? rows.get(String(path[0]));
      if (at === undefined) throw error;
      const choices = VALUES[String(path[0])];
      const allowed = choices
        ? Object.values(choices).map(([zh]) => zh!)
        : path[0] === 'terms'
          ? ['0、1、2……']
          : ['是', '否'];
      const said: Bilingual = {
        zh: inBoth((words) => words.badSetting(at.value, allowed.join('、'))).zh,
        en: `${formatPath(path)}: ${message}`,
      };
      faults.push(issueIn(at.table, at.row, '取值', at.value, code, said));
    }
    return undefined;
  }
}
