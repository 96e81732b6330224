/**
 * All that is said in sentences, in Chinese, as ICU messages. `{amount}` is a quantity with its unit, `{who}` a provider or
 * a need, both ready to print.
 */
export const zh = {
  nameAndRole: '{name}（{role}）',
  needNamed: '需求 {need}',
  holding: '需求 {need}（{amount}）',
  nothing: '未填',
  allSlots: '全部时段',

  'unit.case': '{count, number} 个案',
  'unit.session': '{count, number} 次',
  'unit.person': '{count, number} 人次',
  'unit.item': '{count, number} 件',
  'unit.yuan': '{yuan, number}{fen, select, 0 {} other {.{cents}}} 元',
  'unit.minute':
    '{hours, plural, =0 {{minutes, number} 分钟} other {{minutes, plural, =0 {{hours, number} 小时} other {{hours, number} 小时 {minutes, number} 分钟}}}}',
  'unit.other': '{count, number} {unit}',

  'reason.unknownQuantity': '没有写明数量，核实后再匹配；有这种能力的供给 {capable, number} 项。',
  'reason.noOffer': '资源库里没有这种能力的供给。',
  'reason.ruledOut': '有这种能力的供给 {capable, number} 项，都用不上：{why}。',
  'reason.turnedAway': '{count, number} 项{why}',
  'reason.bounded': '每项供给对单个需求项有上限，均已用足。',
  'reason.empty': '可用的供给余量为零。',
  'reason.exhausted': '可用的供给只有 {amount}，已全部给它。',
  'reason.heldByHigherRanks':
    '可用的供给已给更优先的需求：{holders}{others, plural, =0 {} other {，另有 {others, number} 笔}}。',
  'reason.sharedFairly':
    '可用的供给与同级需求公平分担：{holders}{others, plural, =0 {} other {，另有 {others, number} 笔}}。',
  'reason.pinned': '可用的供给被固定安排占用：{holders}{others, plural, =0 {} other {，另有 {others, number} 笔}}。',
  'reason.heldByEarlier':
    '先到先得，轮到它时可用的供给已给：{holders}{others, plural, =0 {} other {，另有 {others, number} 笔}}。',
  'reason.heldByTeams':
    '可用的供给已给须整体满足的同级需求：{holders}{others, plural, =0 {} other {，另有 {others, number} 笔}}。',
  'reason.team': '这一项单看有供给，但须与其他项一并满足，而凑不齐。',
  'reason.teamLacks':
    '须整体满足，尚缺 {amount}{count, plural, =0 {} other {；可用的供给已给{holders}{others, plural, =0 {} other {，另有 {others, number} 笔}}}}。',
  'reason.stopped': '计算达到限额时尚未算定由谁使用这些供给。',
  'reason.shared': '可用的供给已给同级需求：{holders}{others, plural, =0 {} other {，另有 {others, number} 笔}}。',
  'reason.cut': '相关 {needs, number} 个需求共要 {demanded}，可用的供给只有 {capacity}。',

  'fix.unknownQuantity': '核实数量，再匹配。',
  'fix.noOffer': '招募、培育或链接新的供给，还缺 {amount}。',
  'fix.ruledOut': '可试：{ways}。还缺 {amount}。',
  'fix.exhausted': '这种供给在服务范围内再增加 {amount}即可满足。',
  'fix.held': '这种供给再增加 {amount}，相关 {needs, number} 个需求即可全部满足。',
  'fix.more': '这种供给在服务范围内再增加 {amount}。',
  'fix.bounded': '放宽每项供给对单个需求项的上限，或增加供给方，还缺 {amount}。',
  'fix.team': '先补足其他项，或改为可部分满足。',
  'fix.teamLacks': '补足 {amount}，或改为可部分满足。',
  'fix.pinned': '放宽固定安排，或增加供给，还缺 {amount}。',
  'fix.heldByEarlier': '改为先急后缓的匹配，不按先到先得。',
  'fix.stopped': '不设限额，重新计算。',
  'fix.way': '{way}（{count, number} 项）',
  'fix.other': '另找供给方',

  outcome:
    '社工站 {stations, number} 个、社会工作者 {workers, number} 名；联动社区社会组织 {organisations, number} 家，志愿服务 {volunteerTimes, number} 人次，链接慈善资金 {money}、物资 {goods}；服务居民 {personTimes, number} 人次。',

  'report.withdrawn': '比上一方案收回 {units, number} 个单位的承诺。',
  'report.idleBans': '有 {count, number} 条禁配所指的记录不在，没有起作用：{list}。',
  'report.unplaced': '有 {count, number} 笔安排因地点不明未核对服务范围，请人工确认。',
  'report.more': '另有 {count, number} 项未在此列出，见方案数据。',

  'asked.noted': '{amount}（{notes}）',
  'asked.minimum': '最低数量',
  'asked.beyond': '最低数量之外',
  'asked.single': '须由一方承担',

  'whole.met': '需求 {need} 须整体满足，已全部安排{patterned, plural, =0 {} other {，模式是“{pattern}”}}。',
  'whole.lacking':
    '需求 {need} 须整体满足，未能安排：{patterned, plural, =0 {} other {最接近的模式是“{pattern}”，}}{all, number} 项中有 {count, number} 项凑不齐。',
  'whole.together':
    '需求 {need} 须整体满足，未能安排：{patterned, plural, =0 {} other {最接近的模式是“{pattern}”，}}各项单看都有供给，但不能同时凑齐。',
  'whole.unsettled':
    '需求 {need} 须整体满足，未能安排：{patterned, plural, =0 {} other {最接近的模式是“{pattern}”，}}各项单看都有供给，能否同时凑齐尚未算定。',
  'whole.unknownQuantity':
    '需求 {need} 须整体满足，未能安排：{patterned, plural, =0 {} other {模式“{pattern}”的 }}{all, number} 项中有 {count, number} 项没有写明数量，核实后再匹配。',
  'whole.rest': '其余各项单看都有供给：{items}。',
  'whole.item': '{capability} {amount}',
  'whole.other':
    '模式“{pattern}”：{all, number} 项{count, plural, =0 {单看都有供给} other {中有 {count, number} 项凑不齐}}{unknown, plural, =0 {} other {，{unknown, number} 项没有写明数量}}。',

  'need.asked': '需求 {need} 要{capability} {demanded}，已安排 {covered}。',
  'need.met': '需求 {need} 要{capability} {demanded}，已全部安排。',
  'need.none': '需求 {need} 要{capability} {demanded}，还没有安排。',
  'need.unknown': '需求 {need} 要{capability}，数量不明。',
  'need.given':
    '{who}{roled, plural, =0 {} other {作为{role}}}提供 {amount}{slotted, plural, =0 {} other {（{slot}）}}。',
  'need.givenAt':
    '{who}{roled, plural, =0 {} other {作为{role}}}提供 {amount}{slotted, plural, =0 {} other {（{slot}）}}，代价 {cost, number}：{terms}。',
  'term.cost': '{term} {cost, number}',
  'need.nearest': '差得最少的是{who}：{failures}。',
  'need.near': '其次是{who}：{failures}。',

  'pair.used': '{who}为需求 {need} 提供{capability} {amount}。',
  'pair.ruledOut': '{who}不能为需求 {need} 提供{capability}：{failures}。',
  'pair.unknownQuantity': '需求 {need} 没有写明数量，核实后{who}可以提供{capability}。',
  'pair.nothingAsked': '需求 {need} 要的{capability}数量为零。',
  'pair.bounded': '{who}对单个需求项有上限，不能再给需求 {need}。',
  'pair.empty': '{who}可以为需求 {need} 提供{capability}，但余量为零。',
  'pair.held':
    '{who}可以为需求 {need} 提供{capability}，但已给{holders}{others, plural, =0 {} other {，另有 {others, number} 笔}}。',
  'pair.notAlone': '{who}可以为需求 {need} 提供{capability} {free}，但须由一方承担全部。',
  'pair.notWhole': '{who}可以为需求 {need} 提供{capability}，但须整体满足，而凑不齐。',
  'pair.otherPattern': '{who}可以为需求 {need} 提供{capability}，但该需求已按另一模式满足。',
  'pair.inPattern': '按模式“{pattern}”：{said}',
  'pair.costsMore': '{who}也可以为需求 {need} 提供{capability}，但代价 {cost, number}，比已安排的高 {more, number}。',
  'pair.costsSame': '{who}也可以为需求 {need} 提供{capability}，代价与已安排的相同。',
  'pair.promised': '{who}为需求 {need} 提供{capability}的代价更低，但要守住已作的安排。',
  'pair.costIgnored': '{who}为需求 {need} 提供{capability}的代价更低，但本方案不计代价。',
  'pair.team': '{who}也可以为需求 {need} 提供{capability}，但须整体满足：或另有安排，或未能凑齐。',
  'pair.stopped': '{who}也可以为需求 {need} 提供{capability}，但计算提前停止，未及比较。',
  'pair.placeUnknown': '地点不明，服务范围请人工确认。',

  'offer.used': '{who}的{capability}共 {quantity}，{count, plural, =0 {还没有用上} other {已用 {used}，剩 {left}}}。',
  'offer.usedUp': '{who}的{capability}共 {quantity}，已全部用上。',
  'offer.usedUnlimited': '{who}的{capability}不限量，{count, plural, =0 {还没有用上} other {已用 {used}}}。',
  'offer.empty': '{who}的{capability}余量为零。',
  'offer.users': '用于{holders}{others, plural, =0 {} other {，另有 {others, number} 笔}}。',
  'idle.nobodyAsked': '目前没有需求要这种能力。',
  'idle.otherUnit': '有需求要这种能力，但计量单位不同。',
  'idle.outsideWindows': '{asked, number} 个需求项要它，时段都对不上。',
  'idle.ruledOut':
    '{asked, number} 个需求项要它，都用不上：{rest, plural, =0 {} other {细看的 {examined, number} 个中，}}{why}。',
  'idle.otherPattern': '只有未被选用的联动模式用得上它。',
  'idle.notWhole': '它能服务而未满足的需求项须整体满足，而凑不齐。',
  'idle.needsMet': '它能服务的 {candidates, number} 个需求项都已满足。',
  'idle.providerFull': '供给方总量已用足，不能再给。',
  'idle.bounded': '它能服务的需求项，有的已到单项上限，有的时段已满。',
  'idle.stopped': '计算提前停止，或许还能再用。',

  'compare.needs':
    '全部满足的需求：{a} {metA, number} 个，{b} {metB, number} 个；只有{a}满足的 {onlyA, number} 个，只有{b}满足的 {onlyB, number} 个。',
  'compare.urgent':
    '“{urgency}”级需求共 {needs, number} 个，全部满足的：{a} {metA, number} 个，{b} {metB, number} 个。',
  'compare.fair':
    '公平组（同级之内一起计算覆盖率的需求）共 {count, number} 个，一点也没有分到的：{a} {zerosA, number} 个，{b} {zerosB, number} 个。',
  'compare.participation': '平均每个联动有几社参与：{a} {societiesA} 社，{b} {societiesB} 社。',
  'compare.leverage':
    '撬动了社区社会组织、志愿者或慈善资源的联动：{a} {linkagesA, number} 个，{b} {linkagesB, number} 个。',
  'compare.near': '由本社区或本站就近服务的：{a} {shareA}，{b} {shareB}。',
  'compare.way': '平均路程：{a} {metresA, number} 米，{b} {metresB, number} 米。',

  'partner.none': '没有符合规则、还能给出什么的搭配。',
  'partner.free':
    '{who}为需求 {need} 提供{capability} {amount}{slotted, plural, =0 {} other {（{slot}）}}{used, plural, =0 {} other {，现方案已用}}：整个方案在各级目标上都一样好{proved, plural, =0 {（尚未证明）} other {}}。',
  'partner.costs':
    '{who}为需求 {need} 提供{capability} {amount}{slotted, plural, =0 {} other {（{slot}）}}{used, plural, =0 {} other {，现方案已用}}：{changes}{proved, plural, =0 {（尚未证明）} other {}}。',
  'change.less': '优先级 {rank} 少覆盖 {amount}',
  'change.more': '优先级 {rank} 多覆盖 {amount}',
  'change.fewerPeople': '优先级 {rank} 少惠及 {count, number} 人',
  'change.morePeople': '优先级 {rank} 多惠及 {count, number} 人',
  'change.shared': '优先级 {rank} 之内的分担有变',
  'change.withdrawn': '多收回承诺 {count, number} 个单位',
  'change.kept': '少收回承诺 {count, number} 个单位',
  'change.countsMore': '所收回的承诺按进度和临近程度多计 {count, number}',
  'change.countsLess': '所收回的承诺按进度和临近程度少计 {count, number}',
  'change.dearer': '代价增加 {cost}',
  'change.cheaper': '代价减少 {cost}',

  'shortage.none': '没有短缺：写明数量的需求均已满足。',
  'shortage.lacks':
    '{place}缺{capability} {unmet}：{needs, number} 个需求要 {demanded}（{ranks}）{all, plural, =0 {，须由{societies}承担} other {}}{whole, plural, =0 {} other {；其中 {wholes} 属于须整体满足的需求，或许不必补足}}。',
  'shortage.rank': '优先级 {rank} 缺 {amount}',
  'shortage.cut':
    '相关 {needs, number} 个需求共要 {demanded}，{held, plural, =0 {没有可用的供给} other {可用的供给只有 {capacity}，已全部用上：无论怎样调配，仍缺 {lacking}}}。',

  'buy.training': '培训志愿者（{id}）：{capability} {amount}，{price}',
  'buy.hours': '增加服务时间（{id}）：{capability} {amount}，{price}',
  'buy.kit': '添置物资（{id}）：{capability} {amount}，{price}',
  'buy.incubation': '培育社区社会组织（{id}）：{capability} {amount}，{price}',
  'buy.fund': '向社区慈善基金注资（{id}）：{capability} {amount}，{price}',
  'buy.forNeed': '为满足需求 {need}',
  'buy.forRank': '为满足优先级 {rank} 的需求',
  'buy.forBudget': '用不超过 {price}',
  'buy.cheapest': '{asked}，最省的办法是：{bought}；共 {price}。',
  'buy.best': '{asked}，最好的用法是：{bought}；共 {price}。',
  'buy.nothing': '{asked}，清单上没有什么可添置而有用的。',
  'buy.reachedAll': '优先级 {rank}：所要的 {demanded}由已覆盖 {before}增至全部满足。',
  'buy.reachedPart': '优先级 {rank}：所要的 {demanded}由已覆盖 {before}变为 {after}，尚缺 {left}。',
  'buy.pinned': '添置的供给须按所附的固定安排使用，否则会先给别的需求。',
  'buy.proved': '已证明：没有更省的办法能做到同样多。',
  'buy.provedBudget': '已证明：这笔钱不能做到更多，做到同样多也不能更省。',
  'buy.bounded': '更省的办法尚未排除，但不会少于 {price}。',

  'fail.any': '{rule}（{field} 现为 {actual}，须为 {required}）',
  'fail.offer.capabilities': '没有这种能力',
  'fail.offer.unit': '按“{actual}”计量，需求按“{required}”计量',
  'fail.offer.capabilities.level': '能力等级是 {actual} 级，要求 {required} 级',
  'fail.requirement.societies': '只要求由{actual}承担',
  'fail.provider.status': '目前停用',
  'fail.offer.expiresAt': '已于 {actual} 到期',
  'fail.offer.windows': '可用时段是{actual}，须包括{added}',
  'fail.slots.end': '可用时段都已过去',
  'fail.requirement.windows': '需求的时段都已过去',
  'fail.need.age': '只服务一定年龄的人，而需求没有写明年龄',
  'fail.offer.eligibility.minAge': '只服务 {actual} 岁及以上，服务对象 {required} 岁',
  'fail.offer.eligibility.maxAge': '只服务 {actual} 岁及以下，服务对象 {required} 岁',
  'fail.need.groups': '只服务{required}，需求没有登记人群',
  'fail.offer.eligibility.groups': '只服务{actual}，需求登记的人群是{added}',
  'fail.offer.eligibility.excludeGroups': '不服务{removed}',
  'fail.offer.purposes': '只能用于{actual}，不含{added}',
  'fail.provider.checks': '缺少有效的核查：{added}',
  'fail.need.consentTier': '居民只同意在{actual}范围内共享，共同的站在{required}',
  'fail.offer.reach.radius': '服务半径 {actual} 米，相距 {required} 米',
  'fail.offer.reach.within': '服务范围不含需求所在地（区划 {added}）',
  'fail.provider.station': '所属社工站（{actual}）不覆盖需求所在地',
  'fail.need.community': '只服务本社区',
  'fail.provider.minor': '未成年志愿者须有在册的监护人',
  'fail.guardian.status': '监护人目前停用',
  'fail.need.documents': '缺少材料：{added}',
  'fail.offer.restriction.regions': '捐赠只限这些地区：{actual}',
  'fail.offer.restriction.communities': '捐赠只限这些社区：{actual}',
  'fail.offer.restriction.groups': '捐赠只限这些人群：{actual}',
  'fail.offer.restriction.categories': '捐赠只限这些用途：{actual}',
  'fail.offer.approval.approved': '须先经批准',
  'fail.need.conflicts': '与需求方有冲突',
  'fail.provider.declines': '供给方谢绝了这类需求',
  'fail.need.declines': '需求方谢绝了该供给方',
  'fail.provider.askedLast7Days': '近 7 天已被请求 {actual} 次，须不多于 {required} 次',
  'fail.bans': '已被禁止搭配',
  'fail.provider.months': '重点对象的个案须从业满 {required} 个月或有督导同行，现 {actual} 个月',
  'fail.provider.grade': '辅助人员承担重点对象的个案须有督导同行',
  'fail.societies': '本次匹配只由{actual}参与',
} as const;

export type MessageId = keyof typeof zh;
