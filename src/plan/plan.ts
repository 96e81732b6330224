import * as z from 'zod/mini';
import { reporter } from '../errors/fault-list.js';
import { jsonFault } from '../errors/json-fault.js';
import { type Fault, LinkageError, printable } from '../errors/linkage-error.js';
import { quickParser } from '../errors/quick-parser.js';
import { parseBy, says } from '../errors/zod-issues.js';
import { instant, record } from '../model/fields.js';
import { DEGREES, ROLES, SOCIETIES, URGENCIES } from '../model/vocabulary.js';
import { areLevels, LEVELS } from '../problem/problem.js';
import { banSchema, pinSchema } from './options.js';

/**
 * The plan 匹配方案: what `match` answers, as plain JSON. The schemas are the one description of it; the types follow.
 *
 * An app may write fields of its own on it, and finds them again. A shape that differs in what is ours gets another `version` and a schema beside this one.
 *
 * Quantities are whole numbers of their unit (fen, minute …) and are never added across units. Nodes other than the need
 * and its community are named by node key, `volunteer:7`.
 */

const quantity = z.int().check(z.gte(0));
const name = z.string();
const society = z.enum(SOCIETIES);
const urgency = z.enum(URGENCIES);
/** As the policy ranks; compared element by element, smaller is served first. */
const rank = z.array(z.number());
const proofFigure = z.number().check(z.refine(Number.isInteger, says('NOT_AN_INTEGER', 'a whole number')));

const allocation = record({
  /** Id of the requirement. — 需求项编号。 */
  requirement: name,
  /** Society of the provider. — 供给方属五社中的哪一社。 */
  society,
  /** Node key of the provider, such as `volunteer:7`. — 供给方，如 volunteer:7。 */
  provider: name,
  /** Id of the offer within the provider. — 供给编号。 */
  offer: name,
  /** How much is given, in `unit`. — 给多少，按单位计。 */
  quantity: z.int().check(z.gte(1)),
  /** What quantities are counted in, `fen` and `minute` for money and time. — 数量的单位；金额为分，时间为分钟。 */
  unit: name,
  /** Code of the capability. — 能力代码。 */
  capability: name,
  /** Where the requirement names one; otherwise it is what the society is to every linkage. — 需求项指定的角色；未指定则按五社各自的角色。 */
  role: z.exactOptional(z.enum(ROLES)),
  /** Id of the slot, where a capacity per slot made it matter. — 时段编号，仅在按时段计量时给出。 */
  slot: z.exactOptional(name),
  /** Cost of one unit of quantity, in 1/`costScale`. — 每单位数量的成本，以 1/costScale 计。 */
  cost: z.int(),
  /** Nobody knows where one of the two is: the pair was let through unmeasured. — 一方地点不明，未核对服务范围。 */
  placeUnknown: z.exactOptional(z.literal(true)),
});

const linkage = record({
  /** Id of the need. — 需求编号。 */
  need: name,
  /** Id of the need's community. — 需求所在社区的编号。 */
  community: name,
  /** How urgent the need is. — 紧急程度：急、难、愁、盼。 */
  urgency,
  /** As the policy ranks, compared element by element; smaller is served first. — 优先级，逐位比较，小者优先。 */
  rank,
  /** Which of the need's patterns it is. — 采用需求的哪个服务模式。 */
  pattern: z.exactOptional(name),
  /** Who gives most as lead, or the social worker who does where no requirement has that role. — 主体：牵头者，未指定角色时为给得最多的社会工作者。 */
  lead: z.exactOptional(name),
  /** Who gives most as carrier, or the organisation that does. — 载体：未指定角色时为给得最多的社区社会组织。 */
  carrier: z.exactOptional(name),
  /** The need's own community, which is the platform whether or not it offers anything. — 平台：需求所在社区，不论是否供给。 */
  platform: name,
  /** Node keys of the volunteers who give. — 参与的志愿者。 */
  volunteers: z.array(name),
  /** Node keys of the resources that are given. — 投入的公益慈善资源。 */
  resources: z.array(name),
  /** Where requirements name roles: who is helper, whatever the society. — 指定角色时的辅助方，不论属哪一社。 */
  helpers: z.exactOptional(z.array(name)),
  /** Where requirements name roles: who is supplement, whatever the society. — 指定角色时的补充方，不论属哪一社。 */
  supplements: z.exactOptional(z.array(name)),
  /** How far it has come, by whoever published it, for level `keep`; `match` says nothing of it. — 推进程度，由发布者填写，再次匹配时按此保留；匹配结果不填。 */
  degree: z.exactOptional(z.enum(DEGREES)),
  /** Who gives what to which requirement. — 分配：谁给哪个需求项多少。 */
  allocations: z.array(allocation).check(z.minLength(1)),
});

/** Why a requirement is not, or not wholly, covered. */
export const REASON_CODES = [
  /** The need does not say how much of it, or of what is met only together with it. */
  'unknownQuantity',
  /** Nobody offers the capability. */
  'noOffer',
  /** All who offer it count in another unit, are out of reach or are turned away by a rule. */
  'ruledOut',
  /** Its offers are empty or given to it already; nobody else holds them. */
  'exhausted',
  /** Requirements of better ranks hold its offers. */
  'heldByHigherRanks',
  /** Requirements of its own rank hold its offers too, each its fair share. */
  'sharedFairly',
  /** Pins give its offers to requirements of worse ranks. */
  'pinned',
  /** Needs of its own rank that are met whole hold its offers. */
  'heldByTeams',
  /** Its need is met whole or not at all, and not all of it can be; or one provider, or a minimum, is not to be had. */
  'team',
  /** Its offers may give one requirement no more. */
  'bounded',
  /** First come, first served: when its turn came, its offers had been given away. */
  'heldByEarlier',
  /** A limit was reached before it was settled who gets its offers. */
  'stopped',
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];

const holder = record({
  /** Id of the need. — 需求编号。 */
  need: name,
  /** Id of the requirement. — 需求项编号。 */
  requirement: name,
  /** Node key of the provider, such as `volunteer:7`. — 供给方，如 volunteer:7。 */
  provider: name,
  /** Id of the offer within the provider. — 供给编号。 */
  offer: name,
  /** Id of the slot, where it matters. — 时段编号，仅在按时段计量时给出。 */
  slot: z.exactOptional(name),
  /** How much it holds, in the offer's unit. — 占用多少，按供给的单位计。 */
  quantity: z.int().check(z.gte(1)),
});

/** Requirements that share a bottleneck: together they ask `demanded` of offers that hold `capacity`. */
const cut = record({
  /** How many needs share the bottleneck. — 共用同一瓶颈的需求数。 */
  needs: quantity,
  /** How many requirements share it. — 共用同一瓶颈的需求项数。 */
  lines: quantity,
  /** What they ask for together, in `unit`. — 它们合计需要多少，按单位计。 */
  demanded: quantity,
  /** What their offers hold together, in `unit`. — 对应供给合计有多少，按单位计。 */
  capacity: quantity,
  /** What quantities are counted in, `fen` and `minute` for money and time. — 数量的单位；金额为分，时间为分钟。 */
  unit: name,
});

const reason = record({
  /** Why it is not wholly covered. — 未满足的原因代码。 */
  code: z.enum(REASON_CODES),
  /** Offers with the capability. — 具备该能力的供给数。 */
  capable: quantity,
  /** How many of them count in another unit. — 其中单位不同的供给数。 */
  unit: quantity,
  /** How many of them each rule turned away, by its first rule. — 其中被各规则排除的供给数，按首个规则计。 */
  rules: z.record(z.string(), quantity),
  /** The first few allocations that hold its offers, best rank first. — 占用其供给的前几项分配，优先级高者在前。 */
  heldBy: z.exactOptional(z.array(holder)),
  /** How many allocations hold its offers in all. — 占用其供给的分配总数。 */
  heldByCount: z.exactOptional(quantity),
  /** The bottleneck that it shares with others. — 与其他需求项共用的瓶颈。 */
  cut: z.exactOptional(cut),
  /** How much more, for whoever in the need's community asks for this capability, is sure to meet it, with no other change; absent: not known. — 本社区的这种供给再增加多少，不作其他改动即必能满足；未知则不出现。 */
  enough: z.exactOptional(
    record({
      /** How much more, in the unit of the requirement. — 再增加多少，按需求项的单位计。 */
      quantity,
      /**
       * `least`: less is not sure to; `most`: less may do; `together`: with what the need's other requirements are told here, none of which can be left out.
       * — least：少于此数则未必；most：也许不必这么多；together：须与该需求其他项所列的一并增加，缺一不可。
       */
      kind: z.enum(['least', 'most', 'together']),
    }),
  ),
  /** How many of its offers are asked as often as they may be within seven days. — 其中有多少项供给七天内已约满。 */
  asked: z.exactOptional(quantity),
  /** Of code `team`: units for which the plan leaves no room; 0: it is another requirement that fails. — 原因为 team 时还缺多少；0 表示是另一需求项不成。 */
  lacking: z.exactOptional(quantity),
});

const unmet = record({
  /** Id of the need. — 需求编号。 */
  need: name,
  /** Id of the requirement. — 需求项编号。 */
  requirement: name,
  /** Id of the need's community. — 需求所在社区的编号。 */
  community: name,
  /** How urgent the need is. — 紧急程度：急、难、愁、盼。 */
  urgency,
  /** As the policy ranks, compared element by element; smaller is served first. — 优先级，逐位比较，小者优先。 */
  rank,
  /** Code of the capability. — 能力代码。 */
  capability: name,
  /** What quantities are counted in, `fen` and `minute` for money and time. — 数量的单位；金额为分，时间为分钟。 */
  unit: name,
  /** How much is asked for, in `unit`. — 需要多少，按单位计；unknown 表示数量不明。 */
  demanded: z.union([quantity, z.literal('unknown')]),
  /** How much of it is given, in `unit`. — 已给多少，按单位计。 */
  covered: quantity,
  /** Why not all of it. — 未满足的原因。 */
  reason,
});

const totals = {
  /** What quantities are counted in, `fen` and `minute` for money and time. — 数量的单位；金额为分，时间为分钟。 */
  unit: name,
  /** What is asked for in all, in `unit`. — 合计需要多少，按单位计。 */
  demanded: quantity,
  /** What of it is given, in `unit`. — 合计已给多少，按单位计。 */
  covered: quantity,
};
const coverage = record({
  /** By rank and unit, first served first. — 按优先级与单位。 */
  byRank: z.array(
    record({
      /** As the policy ranks, compared element by element; smaller is served first. — 优先级，逐位比较，小者优先。 */
      rank,
      ...totals,
    }),
  ),
  /** By urgency and unit, most urgent first. — 按紧急程度与单位。 */
  byUrgency: z.array(
    record({
      /** How urgent the needs are. — 紧急程度：急、难、愁、盼。 */
      urgency,
      ...totals,
    }),
  ),
  /** By community and unit. — 按社区与单位。 */
  byCommunity: z.array(
    record({
      /** Id of the community. — 社区编号。 */
      community: name,
      ...totals,
    }),
  ),
  /** By capability and unit. — 按能力与单位。 */
  byCapability: z.array(
    record({
      /** Code of the capability. — 能力代码。 */
      capability: name,
      ...totals,
    }),
  ),
  /** What each society gives, by unit. — 五社各给多少，按单位。 */
  bySociety: z.array(
    record({
      /** Which of the five societies. — 五社之一。 */
      society,
      /** What quantities are counted in, `fen` and `minute` for money and time. — 数量的单位；金额为分，时间为分钟。 */
      unit: name,
      /** What it gives, in `unit`. — 给了多少，按单位计。 */
      covered: quantity,
    }),
  ),
  /** All together, by unit. — 合计，按单位。 */
  byUnit: z.array(record(totals)),
});

/** Needs, and requirements, that are met whole or not at all: what was chosen, and how much better another choice could be at most. */
const teams = record({
  /** By rank, first served first. — 按优先级。 */
  byRank: z.array(
    record({
      /** As the policy ranks, compared element by element; smaller is served first. — 优先级，逐位比较，小者优先。 */
      rank,
      /** Needs that are met whole or not at all. — 须整体满足的需求数。 */
      needs: quantity,
      /** How many of them are met. — 其中已满足的需求数。 */
      met: quantity,
      /** Beneficiaries of those that are met. — 已满足者的受益人数。 */
      value: quantity,
      /** A proved upper bound on `value`, given what the ranks before reach. — 受益人数已证明的上限（前面各优先级既定）。 */
      bound: quantity,
      /** How much more the other requirements of the rank could be covered at most, by lots. — 同级其余需求项最多还能多满足多少，按份计。 */
      coverageGap: quantity,
    }),
  ),
  /** How many units fewer (by what they count, with degrees) another choice, as good otherwise, could take back at most. — 其余同等时，另一选择最多能少收回多少单位（有推进程度时按其分量计）。 */
  withdrawnGap: quantity,
  /** How much cheaper another choice, as good otherwise, could be at most, in 1/`costScale`; fairness not counted; absent: not bounded, as even load comes before cost. — 其余同等时，另一选择最多能便宜多少，以 1/costScale 计；不计公平；负担均衡先于费用时不作证明，不出现。 */
  costGap: z.exactOptional(quantity),
});

/** Where the times of providers cross and were split: what lines that they concern have, and how much more another split could give at most. An hour counts 60, as a session, case or person does. */
const time = record({
  /** By rank, first served first. — 按优先级。 */
  byRank: z.array(
    record({
      /** As the policy ranks, compared element by element; smaller is served first. — 优先级，逐位比较，小者优先。 */
      rank,
      /** What these lines of the rank are given, an hour or a session counting 60. — 所涉需求项已得，1 小时或 1 次计 60。 */
      covered: quantity,
      /** A proved upper bound on it, given what the ranks before reach. — 其已证明的上限（前面各优先级既定）。 */
      bound: quantity,
    }),
  ),
});

const capPrices = record({
  /** Price per cap that bounds the branch. — 该分支各容量的价格。 */
  cap: z.array(quantity),
  /** Figure of the bound that they prove. — 由此证明的上限数值。 */
  figure: z.array(quantity),
  /** The branch holds no choice at all. — 该分支无解。 */
  impossible: z.exactOptional(z.literal(true)),
});
const search = record({
  /** What the search reached. — 搜索达到的数值。 */
  figure: quantity,
  /** Units of a figure in one. — 数值的换算倍数。 */
  scale: z.int().check(z.gte(1)),
  /** The tree of the search, in the order in which it is followed. — 搜索树，按遍历顺序。 */
  tree: z.array(
    z.union([
      record({
        /** The option that is decided here. — 在此决定的选项。 */
        option: quantity,
      }),
      record({
        /** The candidate that is decided here. — 在此决定的候选。 */
        candidate: quantity,
      }),
      capPrices,
    ]),
  ),
});

/** An ordinal that prices name, but for its rank. */
const ordinal = {
  /** How many units the class has been given. — 公平组已得的单位数。 */
  unit: z.int(),
  /** How many it asks for. — 公平组所需的单位数。 */
  demand: z.int(),
  /** What history counts in. — 历史计入的起点。 */
  offset: z.int(),
  /** Of how many units the portion is that begins with it; 1 if absent. — 该份的单位数；不填为 1。 */
  portion: z.optional(z.int()),
};

/** Prices of caps, what was decided on what is met whole, and how capacities were split. */
const proof = {
  /** Per cap, the mark of its price; negative: none. — 各容量价格的服务次序；负数表示无。 */
  position: z.array(z.int32()),
  /** Per cap, the part of its price that counts what is withdrawn. — 各容量价格中收回的部分。 */
  keep: z.array(proofFigure),
  /** Per cap, the part of its price that counts load; absent: load does not count. — 各容量价格中负担的部分；无此项表示不计负担。 */
  load: z.exactOptional(z.array(proofFigure)),
  /** Per cap, the part of its price that counts cost. — 各容量价格中成本的部分。 */
  cost: z.array(proofFigure),
  /** What was decided on what is met whole, and how the search was closed. — 整体满足部分的决定及其证明。 */
  teams: z.exactOptional(
    record({
      /** Option per whole; −1: none. — 各整体所选的选项；−1 表示不安排。 */
      option: z.array(z.int().check(z.gte(-1))),
      /** [line, candidate] of single lines. — 由一方承担的需求项及其所选候选。 */
      candidate: z.array(z.tuple([quantity, quantity])),
      /** How the search for each goal was closed, component by component. — 各目标的搜索如何了结，逐部分列出。 */
      searches: z.array(z.array(search)),
    }),
  ),
  /** How capacities that cross were split, and how the search was closed. — 相互交叉的容量如何划分及其证明。 */
  split: z.exactOptional(
    record({
      /** [cap, units] of those that may hold less. — 减少的容量及其单位数。 */
      caps: z.array(z.tuple([quantity, quantity])),
      /** The searches, cluster by cluster. — 各部分的搜索。 */
      searches: z.array(
        record({
          /** Number of the cluster. — 部分的序号。 */
          cluster: quantity,
          /** The tree of the search, in the order in which it is followed. — 搜索树，按遍历顺序。 */
          tree: z.array(
            z.union([
              record({
                /** The cap that is decided here. — 在此决定的容量。 */
                cap: quantity,
                /** It carries at most this, else more. — 至多此数，否则更多。 */
                most: quantity,
              }),
              record({
                /** Rank of every cap's price; −1: none. — 各容量价格的优先级；−1 表示无。 */
                ranks: z.array(z.int().check(z.gte(-1))),
              }),
            ]),
          ),
        }),
      ),
    }),
  ),
};

/** The certificate of version 1: one list of caps, in numbers of its own run. */
const certificate1 = record({
  /** Digest of the problem that the plan answers. — 所解问题的摘要值。 */
  digest: z.string(),
  /** The ordinals that prices name. — 价格所引用的服务次序。 */
  marks: z.array(
    record({
      /** Number of the rank. — 优先级序号。 */
      rank: z.int(),
      ...ordinal,
    }),
  ),
  ...proof,
});

/** What is proved of needs and offers that hang together, and with no other. Caps come in the order in which candidates lead to them, lines and wholes in their own; numbers are those of these lists. */
export const islandProof = record({
  /** Id of the need of its first requirement. — 首个需求项所属的需求编号。 */
  need: name,
  /** Id of its first requirement. — 首个需求项编号。 */
  requirement: name,
  /** The ordinals that prices name. — 价格所引用的服务次序。 */
  marks: z.array(
    record({
      /** The rank; empty: before all ranks. — 优先级；空表示先于一切优先级。 */
      rank,
      ...ordinal,
    }),
  ),
  ...proof,
});

/** What a stranger needs to check the plan: what it is of, and prices for all that hangs together (see problem/problem.ts). */
const certificate = record({
  /** Root of the fingerprints of all that hangs together: the problem that the plan answers. — 所解问题各部分摘要的总值。 */
  digest: z.string(),
  /** The same, with what was decided and the prices that prove it. — 连同决定与证明的总值。 */
  root: z.string(),
  /** The proof, by what hangs together, in the order of service. — 按相互关联的部分列出的证明，按服务次序。 */
  parts: z.array(islandProof),
});

const dateDoubt = record({
  /** Id of the need. — 需求编号。 */
  need: z.string(),
  /** Id of the requirement. — 需求项编号。 */
  requirement: z.string(),
  /** Node key of the provider. — 供给方。 */
  provider: z.string(),
  /** Id of the offer. — 供给编号。 */
  offer: z.string(),
  /** The first date that may have passed: of the offer, or of a check that is asked for. — 可能已过的最早日期：供给的有效期，或所需核验的有效期。 */
  expiresAt: instant,
});
export type DateDoubt = z.output<typeof dateDoubt>;

/** What `match` accepts as `levels`. */
export const levelsSchema = z.array(z.enum(LEVELS)).check(
  z.refine((list) => list.includes('rank'), says('BAD_LEVELS', "'rank' among the levels")),
  z.refine((list) => !list.includes('rank') || areLevels(list), {
    error: says('BAD_LEVELS', `levels once each, in the order ${LEVELS.join(', ')} (even may also be last)`),
  }),
);

export const planSchema = record({
  /** Which shape of plan this is: 2, or 1 of an older one. — 方案格式的版本：2，旧方案为 1。 */
  version: z.literal([1, 2]),
  /**
   * `optimal`: proved on every level; `bounded`: of what is met whole (`teams` says how much better at most), or of how the times of providers are split where they cross (`time` likewise), a better choice is not ruled out; `stopped`: a limit was reached first; `greedy`: first come, first served.
   * — optimal：各层均已证明最优；bounded：整体满足部分（差距上限见 teams）或供给方时间的划分（见 time）或有更好选择；stopped：先到达时限；greedy：先到先得。
   */
  status: z.enum(['optimal', 'bounded', 'stopped', 'greedy']),
  /** Instant for which it was made, ISO 8601 with offset. — 方案所依据的“现在”。 */
  now: z.exactOptional(instant),
  /** False: without a `now`, nothing expires, is overdue or grows stale. — 为否表示未设“现在”，不计过期、逾期与陈旧。 */
  timeRules: z.boolean(),
  /** What it is judged by, in this order. — 评判所依的层次，先后有序。 */
  levels: levelsSchema,
  /** Which of them the certificate proves: all, or what was settled when a limit was reached. — 证书证明了其中哪些层次。 */
  provedLevels: z.array(z.enum(LEVELS)),
  /** What needs are given, in the order in which they are served. — 联动方案，按服务次序。 */
  linkages: z.array(linkage),
  /** Requirements that are not wholly covered, and why. — 未全部满足的需求项及原因。 */
  unmet: z.array(unmet),
  /** What is asked for and given, counted in several ways. — 需要与已给的合计，分几种口径。 */
  coverage,
  /** Present where needs or requirements are met whole or not at all: how much better another choice could be at most. — 有整体满足的需求时给出：另一选择最多能好多少。 */
  teams: z.exactOptional(teams),
  /** Present where the times of providers cross and were split: how much better another split could be at most. — 供给方的时间相互交叉而作了划分时给出：另一划分最多能好多少。 */
  time: z.exactOptional(time),
  /** Units of the previous plan that this one takes back. — 从上一方案收回的单位数。 */
  withdrawn: quantity,
  /** Sum over all units given, in 1/`costScale`; a decimal string beyond 2^53 − 1. — 总成本，以 1/costScale 计；过大时写成数字串。 */
  cost: z.union([
    z.int(),
    z.string().check(z.regex(/^-?[1-9]\d{15,}$/, says('BAD_PLAN', 'a whole number, or its digits'))),
  ]),
  /** What costs are divided by to be in the policy's figures. — 成本换算为策略数值的除数。 */
  costScale: z.int().check(z.gte(1)),
  /**
   * How rules and terms of the policy's own are spoken of: `rule:…`, `term:…`, and `fix:…` for what would help against a rule.
   * — 自定规则与评分项的说法：rule:…、term:…，以及 fix:…（怎样才能符合）。
   */
  words: z.exactOptional(
    z.record(
      z.string(),
      z.strictObject({
        /** In Chinese. — 中文说法。 */
        zh: z.string(),
        /** In English. — 英文说法。 */
        en: z.string(),
      }),
    ),
  ),
  /** Bans that forbid nothing here, since what they name is not there; absent where there are none. — 因所指不存在而未起作用的禁配；没有则不出现。 */
  idleBans: z.exactOptional(z.array(banSchema)),
  /** Pins that hold nothing here, since what they name is not there; absent where there are none. — 因所指不存在而未起作用的固定分配；没有则不出现。 */
  idlePins: z.exactOptional(z.array(pinSchema)),
  /** Given though a date of theirs may have passed, as neither a slot nor `now` says when it is; absent where there are none. — 因无时段日期也无“现在”而未核对有效期的分配；没有则不出现。 */
  dateDoubts: z.exactOptional(z.array(dateDoubt)),
  /** What a stranger needs to check the plan. — 证书：他人核验方案所需。 */
  certificate: z.union([certificate, certificate1]),
}).check(
  z.refine(({ version, certificate: own }) => (version === 1) === 'marks' in own, {
    path: ['certificate'],
    error: says('BAD_PLAN', 'the certificate of its version'),
  }),
  z.refine(({ provedLevels, levels }) => ['', 'rank,fair', levels.join()].includes(provedLevels.join()), {
    path: ['provedLevels'],
    error: says('BAD_PLAN', 'all levels, or rank and fair, or none'),
  }),
);

export interface Plan extends z.infer<typeof planSchema> {}
export interface Linkage extends z.infer<typeof linkage> {}
export interface Allocation extends z.infer<typeof allocation> {}
export interface Unmet extends z.infer<typeof unmet> {}
export interface Reason extends z.infer<typeof reason> {}
export interface Holder extends z.infer<typeof holder> {}
export interface Cut extends z.infer<typeof cut> {}
export interface Coverage extends z.infer<typeof coverage> {}
export interface Certificate extends z.infer<typeof certificate> {}
export interface Certificate1 extends z.infer<typeof certificate1> {}
export interface IslandProof extends z.infer<typeof islandProof> {}

/** Only what a plan is known to have, without the fields that others wrote on it. O(size). */
export function strippedPlan(plan: Plan): Plan {
  const own = named('marks' in plan.certificate ? certificate1 : certificate, plan.certificate);
  return { ...(named(planSchema, plan) as Plan), certificate: own as Plan['certificate'] };
}

function named(schema: unknown, value: unknown): unknown {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === 'optional') return named(def.innerType, value);
  if (Array.isArray(value)) return def.type === 'array' ? value.map((one) => named(def.element, one)) : value;
  if (def.type !== 'object') return value;
  const fields = Object.entries(def.shape).filter(([key]) => Object.hasOwn(Object(value), key));
  return Object.fromEntries(fields.map(([key, field]) => [key, named(field, Reflect.get(Object(value), key))]));
}

const quickPlan = /* @__PURE__ */ quickParser(planSchema);

/**
 * A plan from its JSON text, or from a value that may be one, copied, with all that others wrote on it. Says nothing on whether the plan is right: that is
 * for `verify`.
 *
 * @throws LinkageError `INVALID_PLAN`, with every fault, for what is not JSON or not shaped like a plan.
 */
export function parsePlan(source: unknown): Plan {
  const faults: Fault[] = [];
  const value = typeof source === 'string' ? fromJson(source) : source;
  const plan = parseBy(planSchema, value, [], reporter(faults), quickPlan);
  if (plan === undefined) throw notAPlan(faults);
  return plan;
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const { line, column } = jsonFault(text) ?? {};
    const message = `expected JSON, found none from line ${line}, column ${column} on.`;
    throw notAPlan([{ code: 'NOT_JSON', path: [], value: printable(text), message }]);
  }
}

function notAPlan(faults: readonly Fault[]): LinkageError {
  return new LinkageError('INVALID_PLAN', 'This is not a plan.', faults);
}
