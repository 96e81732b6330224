import type { State } from '../figures/outcomes.js';
import type { Bilingual } from '../model/vocabulary.js';
import type { Plan } from '../plan/plan.js';
import type { Level } from '../problem/problem.js';

function say(zh: string, en: string): Bilingual {
  return { zh, en };
}

export const STATE_NAMES: Readonly<Record<State, Bilingual>> = {
  met: say('已满足', 'met'),
  partly: say('部分满足', 'partly met'),
  unmet: say('未满足', 'unmet'),
};

/** What a status means. */
export const STATUS_MEANS: Readonly<Record<Plan['status'], Bilingual>> = {
  optimal: say(
    '所附证书证明：在符合规则、不超出任何容量的全部方案中，本方案依次做到以下各点。',
    'Its certificate proves that among all plans that break no rule and no capacity this one is, in this order:',
  ),
  bounded: say(
    '须整体满足的需求是搜索出来的：还能好多少有已证明的上限。在这一选择之下，本方案依次做到以下各点。',
    'Needs that are met whole were searched for, with a proved bound on how much better another choice could be. Given this choice, the plan is, in this order:',
  ),
  stopped: say(
    '计算在限定内停止。方案符合全部规则，依次追求以下各点；打勾的已得到证明。',
    'The search was stopped at its limit. The plan keeps every rule and strives for the following, in this order; what is ticked is proved.',
  ),
  greedy: say(
    '方案符合全部规则，但未经优化；打勾的已得到证明。',
    'The plan keeps every rule but was not optimised; what is ticked is proved.',
  ),
};

export const LEVEL_NAMES: Readonly<Record<Level, Bilingual>> = {
  rank: say('先急后缓', 'Urgent first'),
  fair: say('同级公平', 'Fair within a rank'),
  keep: say('守住承诺', 'True to its word'),
  cost: say('最为适配', 'The best fit'),
};

export const LEVEL_CLAIMS: Readonly<Record<Level, Bilingual>> = {
  rank: say('逐级优先，每一级覆盖的总量都不能再多。', 'Rank by rank, no more could be covered.'),
  fair: say(
    '同级之内，最少的不能再多，依次类推。',
    'Within a rank the worst-off could not be better off, then the next.',
  ),
  keep: say('收回的已发布安排最少。', 'As little as possible of what was published is taken back.'),
  cost: say(
    '距离、层级、能力等代价之和最小。',
    'Distance, tiers, skills and the like cost as little as possible in sum.',
  ),
};

export const words = {
  title: say('五社联动匹配报告', 'Five-society linkage report'),
  asOf: say('数据时点', 'As of'),
  timeless: say('未给出时点：到期、逾期和信息陈旧均未计入。', 'No date was given: nothing expires or grows stale.'),
  language: say('语言', 'Language'),
  theme: say('外观', 'Theme'),
  system: say('跟随系统', 'System'),
  light: say('浅色', 'Light'),
  dark: say('深色', 'Dark'),
  print: say('打印', 'Print'),
  contents: say('目录', 'Contents'),
  needScript: say('需要 JavaScript 才能查阅逐项需求。', 'The list of needs needs JavaScript.'),

  needs: say('需求', 'Needs'),
  linkages: say('联动', 'Linkages'),
  all: say('合计', 'All'),
  shareMet: say('满足率', 'Met'),
  urgentMet: say('“急”的满足率', 'of urgent needs met'),
  societies: say('各社参与的需求', 'Needs each takes part in'),
  providers: say('参与的供给方', 'Providers'),

  coverage: say('覆盖情况', 'Coverage'),
  coverageNote: say(
    '左侧按需求个数计；右侧各列是该单位的覆盖率，不同单位从不相加。',
    'On the left needs are counted; each column on the right is the share covered of one unit. Units are never added up.',
  ),
  byUrgency: say('按急难愁盼', 'By urgency'),
  byDistrict: say('按区', 'By district'),
  byRank: say('按优先级', 'By rank'),
  rankNote: say(
    '优先级是政策给出的数组，逐位比较，小者在先；默认是（急难愁盼，6−严重程度），逾期的升一级。',
    'A rank is the tuple that the policy gives, compared from the left, smaller first; by default (urgency, 6 − severity), one class higher when overdue.',
  ),
  none: say('未划入', 'none'),

  flowNote: say(
    '每一社参与了多少个需求；一个需求由几社联动，就计几次。',
    'How many needs each society takes part in; a need that several serve counts for each.',
  ),
  fairness: say('公平曲线', 'Fairness curve'),
  fairnessNote: say(
    '各社区按覆盖率从低到高排列：横轴是需要量的累计占比，纵轴是已匹配量的累计占比。越贴近对角线越均匀；基尼系数 0、Jain 指数 1 为完全均匀。',
    'Communities by share covered, worst off first: across, the part of all that is asked; up, the part of all that is given. The nearer to the diagonal, the more even; a Gini of 0 and a Jain of 1 are all alike.',
  ),
  gini: say('基尼系数', 'Gini'),
  jain: say('Jain 指数', 'Jain'),
  least: say('最低社区', 'Worst-off'),
  unit: say('单位', 'Unit'),
  asked: say('需要', 'Asked'),
  covered: say('已匹配', 'Covered'),
  share: say('覆盖率', 'Share'),
  map: say('社区分布', 'Map'),
  mapNote: say(
    '每点一个社区，大小是需求个数，颜色是未全部满足的比例。无底图，只表示相对位置。',
    'A dot is a community: its size is the number of needs, its colour the share that is not wholly met. No base map: positions are relative.',
  ),
  tree: say('层级分布', 'Tiers'),
  treeNote: say(
    '由内到外是市、区、街道；扇形大小是需求个数，颜色是未全部满足的比例。',
    'City, districts, streets from the inside out; the size is the number of needs, the colour the share that is not wholly met.',
  ),

  participation: say('五社联动', 'The five societies'),
  society: say('社', 'Society'),
  gives: say('投入', 'Gives'),

  comparison: say('前后对比', 'Before and after'),
  before: say('此前', 'Before'),
  after: say('本方案', 'Now'),
  change: say('变化', 'Change'),
  needsMet: say('满足的需求', 'Needs met'),

  gaps: say('缺口矩阵', 'Gap matrix'),
  gapsNote: say(
    '类别 × 街道：格内是未全部满足的需求个数，颜色是它占该格需求的比例。空格：没有需求。',
    'Category × street: the figure is the number of needs not wholly met, the colour their share of all needs there. Blank: nothing is asked.',
  ),
  street: say('街道', 'Street'),
  key: say('未满足比例', 'Share unmet'),

  lists: say('清单', 'Lists'),
  list: say('清单', 'List'),

  causes: say('未满足的原因', 'Why needs are unmet'),
  causesNote: say('按需求项计。', 'Counted by requirement.'),
  cause: say('原因', 'Reason'),
  allMet: say('所有需求均已满足。', 'Every need is met.'),

  assets: say('社区资产：人文地产景', 'Community assets'),
  assetsNote: say('各社区登记的资产，五个维度。', 'What communities registered, in five dimensions.'),
  community: say('社区', 'Community'),

  proof: say('证明了什么', 'What is proved'),
  whole: say('须整体满足的需求', 'Needs that are met whole or not at all'),
  beneficiaries: say('受益人数', 'Beneficiaries'),
  atMost: say('已证明的上限', 'Proved at most'),
  rank: say('优先级', 'Rank'),
  proved: say('已证明', 'proved'),
  notProved: say('未证明', 'not proved'),
  certificate: say('证书编号', 'Certificate'),
  howToCheck: say(
    '任何人都可以用同一份数据调用 verify 独立核验，无需信任求解过程。',
    'Anyone who has the data can call verify and check this without trusting the solver.',
  ),
  unplaced: say(
    '处安排因位置不明而放行，请人工核对。',
    'allocations were let through although a place is not known: please check by hand.',
  ),
  withdrawn: say('个单位的原有安排被收回。', 'promised units of the previous plan are taken back.'),
} as const satisfies Record<string, Bilingual>;

/** What the page's script says. */
export const pageWords = {
  needs: say('逐项联动', 'Need by need'),
  needsSearch: say('搜索编号、社区、类别、供给方…', 'Search ids, places, categories, providers…'),
  listsSearch: say('在这张清单里搜索…', 'Search this list…'),
  searchLabel: say('搜索', 'Search'),
  need: say('需求', 'Need'),
  urgency: say('急难愁盼', 'Urgency'),
  category: say('类别', 'Category'),
  community: say('社区', 'Community'),
  who: say('联动', 'Linkage'),
  state: say('结果', 'Outcome'),
  any: say('全部', 'all'),
  district: say('区', 'District'),
  found: say('{from}–{to}，共 {count} 个需求', '{from}–{to} of {count} needs'),
  foundRows: say('{from}–{to}，共 {count} 行', '{from}–{to} of {count} rows'),
  nothing: say('没有符合的', 'Nothing matches'),
  previous: say('上一页', 'Previous'),
  next: say('下一页', 'Next'),
  perPage: say('每页', 'Rows'),
  open: say('查看需求 {need}', 'Open need {need}'),
  close: say('关闭', 'Close'),
  nobody: say('无人', 'nobody'),
  more: say('另有 {count} 家', '{count} more'),
  severity: say('严重程度', 'Severity'),
  beneficiaries: say('受益人数', 'Beneficiaries'),
  rank: say('优先级', 'Rank'),
  street: say('街道', 'Street'),
  lead: say('牵头', 'Lead'),
  carrier: say('载体', 'Carrier'),
  ofAsked: say('{covered}／{demanded}', '{covered} of {demanded}'),
  arrangement: say('安排', 'Who does what'),
  why: say('为什么', 'Why'),
  proof: say('证明了什么', 'What is proved'),
  short: say(
    '备选与最接近的供给未列入本报告，可用 explain 查询。',
    'Alternatives and near misses are not in this report; explain tells of them.',
  ),
} as const satisfies Record<string, Bilingual>;
