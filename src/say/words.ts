import mapValues from 'lodash-es/mapValues.js';
import type { State } from '../figures/outcomes.js';
import type { Bilingual } from '../model/vocabulary.js';
import type { Plan, ReasonCode } from '../plan/plan.js';
import { desk as deskEn } from './en/desk.js';
import { deskPage as deskPageEn } from './en/desk-page.js';
import { heads as headsEn } from './en/heads.js';
import { markdown as markdownEn } from './en/markdown.js';
import { proof as proofEn } from './en/proof.js';
import { report as reportEn } from './en/report.js';
import type { Locale } from './phrase.js';
import { desk as deskZh } from './zh/desk.js';
import { deskPage as deskPageZh } from './zh/desk-page.js';
import { heads as headsZh } from './zh/heads.js';
import { markdown as markdownZh } from './zh/markdown.js';
import { proof as proofZh } from './zh/proof.js';
import { report as reportZh } from './zh/report.js';

/**
 * The fixed words, by topic: short ones here, in both languages, longer texts in zh/ and en/: what zh/ has, en/ must have, or it does
 * not compile. Sentences with values in them are messages (see phrase.ts). Each topic stands alone, so that an app loads only what its
 * faces say.
 */

/** A table with both languages at every word. */
type Paired<T> = {
  readonly [K in keyof T]: T[K] extends string | ((...values: never[]) => string)
    ? Readonly<Record<Locale, T[K]>>
    : Paired<T[K]>;
};

function paired<T extends object>(zh: T, en: T): Paired<T> {
  return mapValues(zh, (word, key) => {
    const other = en[key as keyof T];
    return typeof word === 'object' ? paired(word as object, other as object) : { zh: word, en: other };
  }) as Paired<T>;
}

/** What more than one face says of a plan. */
export const PLAN_WORDS = {
  states: {
    met: { zh: '已满足', en: 'met' },
    partly: { zh: '部分满足', en: 'partly met' },
    unmet: { zh: '未满足', en: 'unmet' },
  } satisfies Record<State, Bilingual>,
  statuses: {
    optimal: { zh: '已证明最优', en: 'proved optimal' },
    bounded: { zh: '接近最优，差距有界', en: 'near the best, by a proved bound' },
    stopped: { zh: '达到限额，未算完', en: 'stopped at a limit' },
    greedy: { zh: '先到先得，未求最优', en: 'first come, first served; not optimised' },
  } satisfies Record<Plan['status'], Bilingual>,
  causes: {
    unknownQuantity: { zh: '没有写明数量', en: 'does not say how much' },
    noOffer: { zh: '没有人提供', en: 'nobody offers it' },
    ruledOut: { zh: '有供给，但都用不上', en: 'offers there are, none of use' },
    exhausted: { zh: '可用的供给不够，别无占用', en: 'too little, though nobody else holds it' },
    heldByHigherRanks: { zh: '供给已给更优先的需求', en: 'held by needs of better rank' },
    sharedFairly: { zh: '与同级需求分担', en: 'shared with needs of the same rank' },
    heldByTeams: { zh: '供给已给须整体满足的需求', en: 'held by needs that are met whole' },
    team: { zh: '须整体满足而凑不齐', en: 'met whole or not at all, and not all is to be had' },
    pinned: { zh: '供给被固定安排占用', en: 'held by pins' },
    bounded: { zh: '单个需求项的上限已用足', en: 'at the bound of what one may be given' },
    heldByEarlier: { zh: '先到先得，供给已给先来的需求', en: 'first come, first served: gone to earlier needs' },
    stopped: { zh: '达到限额，尚未算定', en: 'not settled when the limit was reached' },
  } satisfies Record<ReasonCode, Bilingual>,
  unknown: { zh: '数量不明', en: 'not known' },
  /** Units as column heads: what is counted, not what it is counted in. */
  units: {
    fen: { zh: '资金', en: 'Money' },
    case: { zh: '个案', en: 'Cases' },
    session: { zh: '服务次数', en: 'Sessions' },
    minute: { zh: '工时', en: 'Hours' },
    person: { zh: '人次', en: 'Seats' },
    item: { zh: '物资', en: 'Items' },
  },
  /** Units as people count them. */
  coarse: {
    fen: { zh: '元', en: 'yuan' },
    minute: { zh: '小时', en: 'hour' },
  },
};

/** What written tables, and their files, are called. */
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
  meeting: { zh: '联合督导清单', en: 'supervision meeting' },
  caseload: { zh: '社工工作量', en: 'caseload' },
  idle: { zh: '闲置资源', en: 'idle' },
  byCommunity: { zh: '公平表（按社区）', en: 'equity by community' },
  byClass: { zh: '公平表（按公平组）', en: 'equity by class' },
  stale: { zh: '待确认清单', en: 'to confirm' },
  gaps: { zh: '缺口矩阵', en: 'gaps' },
  issues: { zh: '问题清单', en: 'issues' },
  tables: { zh: '读入情况', en: 'what was read' },
  words: { zh: '词表核对', en: 'words' },
  doubles: { zh: '疑似重复', en: 'doubles' },
};

/** Lists of the second week and of what is asked for, and the sheets that say how plans are to be made. */
export const SECOND_WEEK = {
  sheets: {
    changes: { zh: '变动清单', en: 'changes' },
    cameOf: { zh: '成效', en: 'outcomes' },
    hours: { zh: '志愿服务时长', en: 'hours given' },
    past: { zh: '历次方案', en: 'plans so far' },
    backups: { zh: '候补清单', en: 'backups' },
    hops: { zh: '逐级上报', en: 'tier by tier' },
    compared: { zh: '方案对比', en: 'compared' },
    fixes: { zh: '补充建议', en: 'what would help' },
    vote: { zh: '基金投票', en: 'fund vote' },
  },
  given: {
    settings: ['设置', 'settings'],
    pins: ['指定', 'pins'],
    bans: ['不派', 'bans'],
    prices: ['价目', 'prices'],
    projects: ['项目', 'projects'],
    ballots: ['选票', '投票', 'ballots'],
  },
  changes: {
    added: { zh: '新增', en: 'new' },
    removed: { zh: '取消', en: 'called off' },
    more: { zh: '增加', en: 'more' },
    less: { zh: '减少', en: 'less' },
  },
  kinds: {
    training: { zh: '培训', en: 'training' },
    hours: { zh: '加时', en: 'hours' },
    kit: { zh: '物资', en: 'kit' },
    incubation: { zh: '孵化', en: 'incubation' },
    fund: { zh: '资金', en: 'fund' },
  },
  funded: { zh: '入选', en: 'funded' },
  unfunded: { zh: '未入选', en: 'not funded' },
  thisPlan: { zh: '本方案', en: 'this plan' },
  projects: { zh: '项目清单', en: 'projects' },
  hops: {
    urgent: { zh: '紧急', en: 'urgent' },
    noSupply: { zh: '本级没有能承担的', en: 'nobody at this tier may serve it' },
    clock: { zh: '在本级已等够', en: 'its time at this tier is used up' },
    noClock: { zh: '没有登记、截止日期，不等', en: 'without dates there is nothing to wait for' },
    shortage: { zh: '全市不够', en: 'short in the whole city' },
    consent: { zh: '不同意再往上共享', en: 'may not be shared further up' },
    waits: { zh: '在本级等到', en: 'may wait here until' },
  },
  /** Of a task, besides what is offered to choose from. */
  results: {
    accepted: { zh: '接受', en: 'accepted' },
    started: { zh: '开始', en: 'started' },
    declined: { zh: '谢绝', en: 'declined' },
    closed: { zh: '未满足结案', en: 'closed unmet' },
    withdrawn: { zh: '撤回', en: 'withdrawn' },
  },
  gone: { zh: '供给方已不在表中，请告知需求方', en: 'the provider is no longer listed: tell who has the need' },
};

/** What stands above their columns. */
export const HEADS = /* @__PURE__ */ paired(headsZh, headsEn);

/** What stands in them. */
export const LIST_WORDS = {
  goods: {
    zh: (unit: string) => `慈善物资（${unit}，未折价）`,
    en: (unit: string) => `charitable goods (${unit}, not priced)`,
  },
  gives: { zh: (unit: string) => `投入（${unit}）`, en: (unit: string) => `gives (${unit})` },
  unlimited: { zh: '不限', en: 'unlimited' },
  otherPattern: { zh: '另选服务模式', en: 'another pattern' },
  meeting: {
    overdue: { zh: '逾期', en: 'overdue' },
    refusedTeam: { zh: '整体未满足', en: 'not met whole' },
    unmetAgain: { zh: '再次未满足', en: 'unmet again' },
    newWorker: { zh: '新手服务重点对象', en: 'new worker on a protected case' },
  },
  /** What may come of a task. */
  results: {
    done: { zh: '完成', en: 'done' },
    partly: { zh: '部分完成', en: 'partly done' },
    noShow: { zh: '未到', en: 'no-show' },
    cancelled: { zh: '取消', en: 'cancelled' },
  },
  unplaced: { zh: '地点不明，请核对服务范围', en: 'a place is not known: check the reach' },
  heading: { zh: '表头', en: 'heading' },
  byNeeds: { zh: '需求', en: 'needs' },
  byOffers: { zh: '供给', en: 'offers' },
  status: {
    active: { zh: '有效', en: 'active' },
    inactive: { zh: '停用', en: 'inactive' },
  },
  uncategorised: { zh: '未分类', en: 'none' },
  nowhere: { zh: '未划入', en: 'no station' },
  notRead: { zh: '没有读', en: 'not read' },
  template: {
    notes: { zh: '说明', en: 'notes' },
    choices: { zh: '选项', en: 'choices' },
    example: { zh: '示例', en: 'example' },
    table: { zh: '表', en: 'table' },
    mandatory: { zh: '必填', en: 'required' },
    meaning: { zh: '含义', en: 'meaning' },
    allowed: { zh: '可填内容', en: 'what to write' },
  },
  marks: {
    yes: { zh: '是', en: 'yes' },
    extra: { zh: '可选列', en: 'optional column' },
    builtIn: { zh: '内置目录', en: 'built-in catalogue' },
  },
};

/** Two plans beside each other, in Markdown. */
export const COMPARISON_WORDS = {
  a: { zh: '方案甲', en: 'plan A' },
  b: { zh: '方案乙', en: 'plan B' },
  title: { zh: '方案对比：', en: 'Two plans: ' },
  and: { zh: '与', en: ' and ' },
  change: { zh: '增减', en: 'Change' },
  needs: { zh: '全部满足的需求', en: 'Needs met in full' },
  urgency: { zh: '急难愁盼', en: 'Urgency' },
  all: { zh: '共有', en: 'In all' },
  asked: { zh: '需要', en: 'Asked' },
  coverage: { zh: '覆盖情况', en: 'Coverage' },
  communities: { zh: '各社区是否均衡', en: 'How even it is among communities' },
  unit: { zh: '单位', en: 'Unit' },
  zeros: { zh: '未分到的社区', en: 'Got nothing,' },
  societies: { zh: '五社参与', en: 'The five societies' },
  society: { zh: '五社', en: 'Society' },
  linkages: { zh: '联动', en: 'Linkages,' },
  providers: { zh: '供给方', en: 'Providers,' },
};

/** What the page's script says. */
export const PAGE_WORDS = {
  needs: { zh: '逐项联动', en: 'Need by need' },
  needsSearch: { zh: '搜索编号、社区、类别、供给方…', en: 'Search ids, places, categories, providers…' },
  listsSearch: { zh: '在这张清单里搜索…', en: 'Search this list…' },
  searchLabel: { zh: '搜索', en: 'Search' },
  need: { zh: '需求', en: 'Need' },
  urgency: { zh: '急难愁盼', en: 'Urgency' },
  category: { zh: '类别', en: 'Category' },
  community: { zh: '社区', en: 'Community' },
  who: { zh: '联动', en: 'Linkage' },
  state: { zh: '结果', en: 'Outcome' },
  any: { zh: '全部', en: 'all' },
  district: { zh: '区', en: 'District' },
  found: { zh: '{from}–{to}，共 {count} 个需求', en: '{from}–{to} of {count} needs' },
  foundRows: { zh: '{from}–{to}，共 {count} 行', en: '{from}–{to} of {count} rows' },
  nothing: { zh: '没有符合的', en: 'Nothing matches' },
  previous: { zh: '上一页', en: 'Previous' },
  next: { zh: '下一页', en: 'Next' },
  perPage: { zh: '每页', en: 'Rows' },
  open: { zh: '查看需求 {need}', en: 'Open need {need}' },
  close: { zh: '关闭', en: 'Close' },
  nobody: { zh: '无人', en: 'nobody' },
  more: { zh: '另有 {count} 家', en: '{count} more' },
  severity: { zh: '严重程度', en: 'Severity' },
  beneficiaries: { zh: '受益人数', en: 'Beneficiaries' },
  rank: { zh: '优先级', en: 'Rank' },
  street: { zh: '街道', en: 'Street' },
  lead: { zh: '牵头', en: 'Lead' },
  carrier: { zh: '载体', en: 'Carrier' },
  ofAsked: { zh: '{covered}／{demanded}', en: '{covered} of {demanded}' },
  arrangement: { zh: '安排', en: 'Who does what' },
  why: { zh: '为什么', en: 'Why' },
  help: { zh: '怎么办', en: 'What would help' },
  call: { zh: '找谁', en: 'Whom to call' },
  lacks: { zh: '缺', en: 'Lacks' },
  age: { zh: '年龄', en: 'Age' },
  dates: { zh: '时限', en: 'Dates' },
  provider: { zh: '供给方', en: 'Provider' },
  what: { zh: '事项', en: 'What' },
  quantity: { zh: '数量', en: 'Quantity' },
  slot: { zh: '时段', en: 'Slot' },
  sign: { zh: '签收', en: 'Signed' },
  brief: { zh: '一页简报', en: 'One page' },
  unmet: { zh: '未满足', en: 'Unmet' },
  dispatch: { zh: '派单', en: 'Dispatch' },
  printed: { zh: '{title} · {count} 个需求，共 {all} 个', en: '{title} · {count} of {all} needs' },
  swipe: { zh: '左右滑动，看其余的列', en: 'Swipe sideways for more columns' },
  proof: { zh: '证明了什么', en: 'What is proved' },
  short: {
    zh: '备选与最接近的供给未列入本报告，可用 explain 查询。',
    en: 'Alternatives and near misses are not in this report; explain tells of them.',
  },
};

export const PROOF_WORDS = /* @__PURE__ */ paired(proofZh, proofEn);
export const REPORT_WORDS = /* @__PURE__ */ paired(reportZh, reportEn);
export const MARKDOWN_WORDS = { zh: markdownZh, en: markdownEn };
export const DESK_WORDS = { zh: deskZh, en: deskEn };
export const DESK_PAGE_WORDS = { zh: deskPageZh, en: deskPageEn };
