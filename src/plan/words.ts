import type { Level } from '../compile/problem.js';
import type { Society } from '../model/vocabulary.js';
import type { Locale } from './format.js';
import type { ReasonCode } from './plan.js';

/** All fixed words of the report, in one language. Figures and names come in ready to print. */
export interface Words {
  readonly title: string;
  readonly asOf: (now: string) => string;
  readonly timeless: string;
  readonly summary: (lines: string, met: string, partly: string, unmet: string) => string;
  readonly nothingAsked: string;
  readonly withdrawn: (units: string) => string;
  readonly unplaced: (count: string) => string;
  readonly coverage: string;
  readonly coverageHeadings: readonly string[];
  readonly contributions: string;
  readonly contributionHeadings: readonly string[];
  readonly roles: Readonly<Record<Society, string>>;
  readonly linkages: string;
  readonly linkageHeadings: readonly string[];
  readonly noLinkage: string;
  readonly unmet: string;
  readonly unmetHeadings: readonly string[];
  readonly why: string;
  readonly causes: Readonly<Record<ReasonCode, string>>;
  readonly allMet: string;
  readonly more: (count: string) => string;
  readonly unknown: string;
  readonly given: (what: string, amount: string, by: string, slot: string | undefined) => string;
  readonly listed: (items: readonly string[]) => string;
  readonly holder: (need: string, amount: string) => string;
  readonly proof: string;
  readonly proved: string;
  readonly stopped: string;
  readonly levels: Readonly<Record<Level, string>>;
  readonly howToCheck: (digest: string) => string;
  readonly rules: ReadonlyMap<string, string>;
  readonly reasons: {
    readonly unknownQuantity: (capable: string) => string;
    readonly noOffer: string;
    readonly ruledOut: (capable: string, why: string) => string;
    readonly otherUnit: string;
    readonly turnedAway: (count: string, why: string) => string;
    readonly empty: string;
    readonly exhausted: (capacity: string) => string;
    readonly heldByHigherRanks: (holders: string) => string;
    readonly sharedFairly: (holders: string) => string;
    readonly shared: (holders: string) => string;
    readonly holders: (first: string, others: string | undefined) => string;
    readonly cut: (needs: string, demanded: string, capacity: string) => string;
    readonly bounded: string;
  };
}

const zh: Words = {
  title: '五社联动匹配方案',
  asOf: (now) => `数据时点：${now}`,
  timeless: '未给出时点：到期、逾期和信息陈旧均未计入。',
  summary: (lines, met, partly, unmet) =>
    `需求项共 **${lines}** 项：全部满足 **${met}** 项，部分满足 **${partly}** 项，未满足 **${unmet}** 项。`,
  nothingAsked: '没有待匹配的需求。',
  withdrawn: (units) => `比上一方案收回 ${units} 个单位的承诺。`,
  unplaced: (count) => `有 ${count} 笔安排因地点不明未核对服务范围，请人工确认。`,
  coverage: '覆盖情况',
  coverageHeadings: ['急难愁盼', '需要>', '已匹配>', '覆盖率>'],
  contributions: '五社参与',
  contributionHeadings: ['五社', '角色', '投入'],
  roles: { community: '平台', socialWorker: '主体', organisation: '载体', volunteer: '辅助', resource: '补充' },
  linkages: '联动方案',
  linkageHeadings: ['需求', '社区', '牵头社工', '载体', '安排'],
  noLinkage: '没有可以成立的联动。',
  unmet: '未满足的需求',
  unmetHeadings: ['需求', '急难愁盼', '所需', '已匹配／需要>', '原因'],
  why: '原因（需求项数）',
  causes: {
    unknownQuantity: '没有写明数量',
    noOffer: '没有人提供',
    ruledOut: '有供给，但都用不上',
    exhausted: '可用的供给不够，别无占用',
    heldByHigherRanks: '供给已给更优先的需求',
    sharedFairly: '与同级需求分担',
    bounded: '单个需求项的上限已用足',
  },
  allMet: '所有需求均已满足。',
  more: (count) => `另有 ${count} 项未在此列出，见方案数据。`,
  unknown: '数量不明',
  given: (what, amount, by, slot) => `${what} ${amount}：${by}${slot === undefined ? '' : `，${slot}`}`,
  listed: (items) => items.join('、'),
  holder: (need, amount) => `需求 ${need}（${amount}）`,
  proof: '证明了什么',
  proved: '所附证书证明：在符合规则、不超出任何容量的全部方案中，本方案依次做到：',
  stopped: '计算在限定内停止：以下层级按此顺序追求，但未全部证明最优。',
  levels: {
    rank: '**先急后缓**：逐级优先，每一级覆盖的总量都不能再多。',
    fair: '**同级公平**：同级之内，最少的不能再多，依次类推。',
    keep: '**守住承诺**：收回的已发布安排最少。',
    cost: '**最为适配**：距离、层级、能力等代价之和最小。',
  },
  howToCheck: (digest) =>
    `证书编号 \`${digest}\`。任何人都可以用同一份数据调用 \`verify\` 独立核验，无需信任求解过程。`,
  rules: new Map([
    ['reach', '超出服务范围'],
    ['society', '不是所要求的一社'],
    ['level', '能力等级不够'],
    ['status', '已停用'],
    ['expiry', '已到期'],
    ['overdue', '时段已过'],
    ['window', '时段对不上'],
    ['age', '年龄不符'],
    ['groups', '服务对象不符'],
    ['excludedGroups', '不服务该人群'],
    ['purpose', '用途不符'],
    ['checks', '缺少所需核查'],
    ['consent', '超出同意共享的层级'],
  ]),
  reasons: {
    unknownQuantity: (capable) => `没有写明数量，核实后再匹配；有这种能力的供给 ${capable} 项。`,
    noOffer: '资源库里没有这种能力的供给。',
    ruledOut: (capable, why) => `有这种能力的供给 ${capable} 项，都用不上：${why}。`,
    otherUnit: '单位不同',
    turnedAway: (count, why) => `${count} 项${why}`,
    empty: '可用的供给余量为零。',
    exhausted: (capacity) => `可用的供给只有 ${capacity}，已全部给它。`,
    heldByHigherRanks: (holders) => `可用的供给已给更优先的需求：${holders}。`,
    sharedFairly: (holders) => `可用的供给与同级需求公平分担：${holders}。`,
    shared: (holders) => `可用的供给已给同级需求：${holders}。`,
    holders: (first, others) => (others === undefined ? first : `${first}，另有 ${others} 笔`),
    cut: (needs, demanded, capacity) => `相关 ${needs} 个需求共要 ${demanded}，可用的供给只有 ${capacity}。`,
    bounded: '每项供给对单个需求项有上限，均已用足。',
  },
};

const en: Words = {
  title: 'Five-society linkage plan',
  asOf: (now) => `As of ${now}`,
  timeless: 'No date was given: expiry, overdue offers and stale records play no part.',
  summary: (lines, met, partly, unmet) =>
    `Requirements: **${lines}**. Met in full: **${met}**, in part: **${partly}**, not at all: **${unmet}**.`,
  nothingAsked: 'Nothing is asked for.',
  withdrawn: (units) => `Takes back ${units} promised units of the previous plan.`,
  unplaced: (count) => `Allocations let through although a place is not known: ${count}. Please check them by hand.`,
  coverage: 'Coverage',
  coverageHeadings: ['Urgency', 'Asked>', 'Covered>', 'Share>'],
  contributions: 'The five societies',
  contributionHeadings: ['Society', 'Role', 'Gives'],
  roles: {
    community: 'platform',
    socialWorker: 'lead',
    organisation: 'carrier',
    volunteer: 'assists',
    resource: 'supplements',
  },
  linkages: 'Linkages',
  linkageHeadings: ['Need', 'Community', 'Lead', 'Carrier', 'Who does what'],
  noLinkage: 'No linkage is possible.',
  unmet: 'Unmet needs',
  unmetHeadings: ['Need', 'Urgency', 'What', 'Covered / asked>', 'Why'],
  why: 'Why (requirements)',
  causes: {
    unknownQuantity: 'does not say how much',
    noOffer: 'nobody offers it',
    ruledOut: 'offers there are, none of use',
    exhausted: 'too little, though nobody else holds it',
    heldByHigherRanks: 'held by needs of better rank',
    sharedFairly: 'shared with needs of the same rank',
    bounded: 'at the bound of what one may be given',
  },
  allMet: 'Every need is met.',
  more: (count) => `${count} more are not listed here; the plan has them all.`,
  unknown: 'not known',
  given: (what, amount, by, slot) => `${what}, ${amount}: ${by}${slot === undefined ? '' : `, ${slot}`}`,
  listed: (items) => items.join(', '),
  holder: (need, amount) => `need ${need} (${amount})`,
  proof: 'What is proved',
  proved: 'Its certificate proves that among all plans that break no rule and no capacity this one is, in this order:',
  stopped:
    'The search was stopped at its limit. The plan strives for the following, in this order, not all of it proved:',
  levels: {
    rank: '**Urgent first**: rank by rank, no more could be covered.',
    fair: '**Fair within a rank**: the worst-off could not be better off, then the next.',
    keep: '**True to its word**: as little as possible of what was published is taken back.',
    cost: '**The best fit**: distance, tiers, skills and the like cost as little as possible.',
  },
  howToCheck: (digest) =>
    `Certificate \`${digest}\`. Anyone who has the data can call \`verify\` and check this without trusting the solver.`,
  rules: new Map([
    ['reach', 'out of reach'],
    ['society', 'of another society'],
    ['level', 'level too low'],
    ['status', 'inactive'],
    ['expiry', 'expired'],
    ['overdue', 'over already'],
    ['window', 'at other times'],
    ['age', 'for another age'],
    ['groups', 'for other groups'],
    ['excludedGroups', 'not for this group'],
    ['purpose', 'for another purpose'],
    ['checks', 'without the checks asked for'],
    ['consent', 'beyond the tier consented to'],
  ]),
  reasons: {
    unknownQuantity: (capable) =>
      `The need does not say how much: find out, then match. Offers of this kind: ${capable}.`,
    noOffer: 'Nobody offers this.',
    ruledOut: (capable, why) => `Offers of this kind: ${capable}, none of use: ${why}.`,
    otherUnit: 'in another unit',
    turnedAway: (count, why) => `${count} ${why}`,
    empty: 'The offers that could serve it have nothing left to give.',
    exhausted: (capacity) => `The offers that could serve it hold only ${capacity}, all given to it.`,
    heldByHigherRanks: (holders) => `Needs of better rank hold the offers: ${holders}.`,
    sharedFairly: (holders) => `The offers are shared fairly with needs of the same rank: ${holders}.`,
    shared: (holders) => `Needs of the same rank hold the offers: ${holders}.`,
    holders: (first, others) => (others === undefined ? first : `${first} and ${others} more`),
    cut: (needs, demanded, capacity) =>
      `Bottleneck: ${needs === '1' ? '1 need asks' : `${needs} needs ask`} ${demanded}, the offers hold ${capacity}.`,
    bounded: 'No offer may give one requirement more, and all have given that.',
  },
};

export const WORDS: Readonly<Record<Locale, Words>> = { zh, en };
