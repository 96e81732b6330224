/** Fixed words of the plan in Markdown. Figures and names come in ready to print; a heading that ends in `>` stands to the right. */
export const markdown = {
  title: '五社联动匹配方案',
  asOf: (now: string) => `数据时点：${now}`,
  timeless: '未给出时点：到期、逾期和信息陈旧均未计入。',
  summary: (lines: string, met: string, partly: string, unmet: string) =>
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
  allMet: '所有需求均已满足。',
  given: (what: string, amount: string, by: string, slot: string | undefined) =>
    `${what} ${amount}：${by}${slot === undefined ? '' : `，${slot}`}`,
  proof: '证明了什么',
  proved: '所附证书证明：在符合规则、不超出任何容量的全部方案中，本方案依次做到：',
  stopped: '计算在限定内停止：以下层级按此顺序追求，但未全部证明最优。',
  bounded:
    '须整体满足的需求或供给方的时间（方案中 teams、time 写明至多好多少），更好的取舍尚未排除；在所选取舍之下，所附证书证明本方案依次做到：',
  otherTimes: (rank: string, more: number) =>
    `优先级 ${rank}：供给方的时间另作划分，至多还能多给 ${more} 次（1 小时计 1 次）。`,
  greedy: '本方案按先到先得排定，一经安排不再调整：符合规则，不超出任何容量，但不声称最优。',
  levels: {
    rank: '**先急后缓**：逐级优先，每一级覆盖的总量都不能再多。',
    fair: '**同级公平**：同级之内，最少的不能再多，依次类推。',
    keep: '**守住承诺**：收回的已发布安排最少。',
    even: '**负担均衡**：最忙的人不能再少忙一点，依次类推。',
    cost: '**最为适配**：距离、层级、能力等代价之和最小。',
  },
  wholesFirst: '**先急后缓**：逐级优先，每一级须整体满足的需求惠及的人不能再多，其余覆盖的总量也不能再多。',
  howToCheck: (digest: string) =>
    `证书编号 \`${digest}\`。任何人都可以用同一份数据调用 \`verify\` 独立核验，无需信任求解过程。`,
};
