import type { Bilingual } from '../model/vocabulary.js';
import type { Plan, ReasonCode } from '../plan/plan.js';
import type { Level } from '../problem/problem.js';
import type { Locale } from './phrase.js';

/** All fixed words of the report, in one language. Figures and names come in ready to print. */
export interface Words {
  readonly title: string;
  readonly asOf: (now: string) => string;
  readonly timeless: string;
  readonly summary: (lines: string, met: string, partly: string, unmet: string) => string;
  readonly nothingAsked: string;
  readonly coverage: string;
  readonly coverageHeadings: readonly string[];
  readonly contributions: string;
  readonly contributionHeadings: readonly string[];
  readonly linkages: string;
  readonly linkageHeadings: readonly string[];
  readonly noLinkage: string;
  readonly wholes: string;
  readonly wholeHeadings: readonly string[];
  readonly wholesBound: string;
  readonly wholesBounded: string;
  readonly unmet: string;
  readonly unmetHeadings: readonly string[];
  readonly why: string;
  readonly causes: Readonly<Record<ReasonCode, string>>;
  readonly allMet: string;
  readonly unknown: string;
  readonly given: (what: string, amount: string, by: string, slot: string | undefined) => string;
  readonly proof: string;
  readonly proved: string;
  readonly stopped: string;
  /** What is proved where a better choice of needs that are met whole is not ruled out. */
  readonly bounded: string;
  readonly greedy: string;
  readonly levels: Readonly<Record<Level, string>>;
  /** Level `rank` where needs are met whole. */
  readonly wholesFirst: string;
  readonly howToCheck: (digest: string) => string;
}

const zh: Words = {
  title: '五社联动匹配方案',
  asOf: (now) => `数据时点：${now}`,
  timeless: '未给出时点：到期、逾期和信息陈旧均未计入。',
  summary: (lines, met, partly, unmet) =>
    `需求项共 **${lines}** 项：全部满足 **${met}** 项，部分满足 **${partly}** 项，未满足 **${unmet}** 项。`,
  nothingAsked: '没有待匹配的需求。',
  coverage: '覆盖情况',
  coverageHeadings: ['急难愁盼', '需要>', '已匹配>', '覆盖率>'],
  contributions: '五社参与',
  contributionHeadings: ['五社', '角色', '投入'],
  linkages: '联动方案',
  linkageHeadings: ['需求', '社区', '牵头社工', '载体', '安排'],
  noLinkage: '没有可以成立的联动。',
  wholes: '须整体满足的需求',
  wholeHeadings: ['优先级', '需求>', '已满足>', '受益人>', '受益人上限>', '差距>'],
  wholesBound: '上限已经证明：更优先的各级不变时，任何取舍在这一级都不能让更多的人受益。',
  wholesBounded:
    '上限已经证明：更优先的各级不变时，任何取舍在这一级都不能让更多的人受益。差距不为零，是说能否达到上限尚未算定；差距均为零，是说其余需求项的覆盖、承诺或代价上的更好取舍尚未排除，方案中 teams 写明至多好多少。',
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
    heldByTeams: '供给已给须整体满足的需求',
    team: '须整体满足而凑不齐',
    pinned: '供给被固定安排占用',
    bounded: '单个需求项的上限已用足',
    heldByEarlier: '先到先得，供给已给先来的需求',
    stopped: '达到限额，尚未算定',
  },
  allMet: '所有需求均已满足。',
  unknown: '数量不明',
  given: (what, amount, by, slot) => `${what} ${amount}：${by}${slot === undefined ? '' : `，${slot}`}`,
  proof: '证明了什么',
  proved: '所附证书证明：在符合规则、不超出任何容量的全部方案中，本方案依次做到：',
  stopped: '计算在限定内停止：以下层级按此顺序追求，但未全部证明最优。',
  bounded:
    '须整体满足的需求中，更好的取舍尚未排除（方案中 teams 写明至多好多少）；在所选取舍之下，所附证书证明本方案依次做到：',
  greedy: '本方案按先到先得排定，一经安排不再调整：符合规则，不超出任何容量，但不声称最优。',
  levels: {
    rank: '**先急后缓**：逐级优先，每一级覆盖的总量都不能再多。',
    fair: '**同级公平**：同级之内，最少的不能再多，依次类推。',
    keep: '**守住承诺**：收回的已发布安排最少。',
    cost: '**最为适配**：距离、层级、能力等代价之和最小。',
  },
  wholesFirst: '**先急后缓**：逐级优先，每一级须整体满足的需求惠及的人不能再多，其余覆盖的总量也不能再多。',
  howToCheck: (digest) =>
    `证书编号 \`${digest}\`。任何人都可以用同一份数据调用 \`verify\` 独立核验，无需信任求解过程。`,
};

const en: Words = {
  title: 'Five-society linkage plan',
  asOf: (now) => `As of ${now}`,
  timeless: 'No date was given: expiry, overdue offers and stale records play no part.',
  summary: (lines, met, partly, unmet) =>
    `Requirements: **${lines}**. Met in full: **${met}**, in part: **${partly}**, not at all: **${unmet}**.`,
  nothingAsked: 'Nothing is asked for.',
  coverage: 'Coverage',
  coverageHeadings: ['Urgency', 'Asked>', 'Covered>', 'Share>'],
  contributions: 'The five societies',
  contributionHeadings: ['Society', 'Role', 'Gives'],
  linkages: 'Linkages',
  linkageHeadings: ['Need', 'Community', 'Lead', 'Carrier', 'Who does what'],
  noLinkage: 'No linkage is possible.',
  wholes: 'Needs that are met whole or not at all',
  wholeHeadings: ['Rank', 'Needs>', 'Met>', 'People>', 'At most>', 'Gap>'],
  wholesBound:
    'It is proved that, with the ranks before as they are, no choice serves more people of a rank than “at most”.',
  wholesBounded:
    'It is proved that, with the ranks before as they are, no choice serves more people of a rank than “at most”. A gap means that it is not settled whether that many can be reached; where there is none, a choice that does better in the coverage of other requirements, in promises or in cost is not ruled out, and `teams` in the plan says by how much at most.',
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
    heldByTeams: 'held by needs that are met whole',
    team: 'met whole or not at all, and not all is to be had',
    pinned: 'held by pins',
    bounded: 'at the bound of what one may be given',
    heldByEarlier: 'first come, first served: gone to earlier needs',
    stopped: 'not settled when the limit was reached',
  },
  allMet: 'Every need is met.',
  unknown: 'not known',
  given: (what, amount, by, slot) => `${what}, ${amount}: ${by}${slot === undefined ? '' : `, ${slot}`}`,
  proof: 'What is proved',
  proved: 'Its certificate proves that among all plans that break no rule and no capacity this one is, in this order:',
  stopped:
    'The search was stopped at its limit. The plan strives for the following, in this order, not all of it proved:',
  bounded:
    'Of the needs that are met whole a better choice is not ruled out (`teams` in the plan says how much better at most); given the choice, its certificate proves that this plan is, in this order:',
  greedy:
    'Made first come, first served, and nothing was moved again: it breaks no rule and no capacity, and does not claim to be the best.',
  levels: {
    rank: '**Urgent first**: rank by rank, no more could be covered.',
    fair: '**Fair within a rank**: the worst-off could not be better off, then the next.',
    keep: '**True to its word**: as little as possible of what was published is taken back.',
    cost: '**The best fit**: distance, tiers, skills and the like cost as little as possible.',
  },
  wholesFirst:
    '**Urgent first**: rank by rank, needs that are met whole could serve no more people, and no more of the rest could be covered.',
  howToCheck: (digest) =>
    `Certificate \`${digest}\`. Anyone who has the data can call \`verify\` and check this without trusting the solver.`,
};

export const WORDS: Readonly<Record<Locale, Words>> = { zh, en };

/** What a plan is, in a few words. */
export const STATUS_NAMES: Readonly<Record<Plan['status'], Bilingual>> = {
  optimal: { zh: '已证明最优', en: 'proved optimal' },
  bounded: { zh: '接近最优，差距有界', en: 'near the best, by a proved bound' },
  stopped: { zh: '达到限额，未算完', en: 'stopped at a limit' },
  greedy: { zh: '先到先得，未求最优', en: 'first come, first served; not optimised' },
};
