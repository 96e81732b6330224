import type { Role, Society } from '../model/vocabulary.js';
import type { Idle } from '../why/explanation.js';
import type { Evenness } from './evenness.js';

/** Some quantity of a unit. */
export interface Amount {
  /** What quantities are counted in, `fen` and `minute` for money and time. — 数量的单位；金额为分，时间为分钟。 */
  readonly unit: string;
  /** How much, a whole number of `unit`. — 数量，按单位计的整数。 */
  readonly quantity: number;
}

/**
 * Figures of a plan. Quantities are whole numbers of their unit and never added across units; shares, means and quotients
 * are rounded to four decimals. Sources of `levered` and `outcome`: src/README.md, the practice.
 */
export interface Measures {
  /** By unit: asked, covered, the share, and how evenly the shares of the communities that ask for it are spread. — 按单位：需要、已给、覆盖率，及各社区覆盖率是否均衡。 */
  readonly coverage: readonly {
    /** What quantities are counted in, `fen` and `minute` for money and time. — 数量的单位；金额为分，时间为分钟。 */
    readonly unit: string;
    /** What is asked for in all, in `unit`. — 合计需要多少，按单位计。 */
    readonly demanded: number;
    /** What of it is given, in `unit`. — 合计已给多少，按单位计。 */
    readonly covered: number;
    /** covered / demanded; 1 where nothing is asked. — 覆盖率：已给除以需要；无需要则为 1。 */
    readonly share: number;
    /** How evenly the shares of communities are spread. — 各社区覆盖率的均衡程度。 */
    readonly communities: Evenness;
    /** Communities whose share is the smallest, by id. — 覆盖率最低的社区编号。 */
    readonly worst: readonly string[];
  }[];
  /** By rank, best first: how evenly the coverage of its fair-share classes is spread, each measured as level 2 measures it. — 按优先级：各公平组覆盖率的均衡程度，与第二层口径一致。 */
  readonly fairness: readonly {
    /** As the policy ranks, compared element by element; smaller is served first. — 优先级，逐位比较，小者优先。 */
    readonly rank: readonly number[];
    /** How evenly its classes are covered. — 各公平组的均衡程度。 */
    readonly classes: Evenness;
    /** Classes that would have nothing without level `fair`, where that plan is given. — 不计公平一层时一无所得的公平组数，给出该方案时才有。 */
    readonly without?: number;
  }[];
  /**
   * Participation of the five societies: those that give something to a need, over five; the need's own community counts only where it gives.
   * — 五社参与：为需求出力的社数除以五；所在社区出力才计。
   */
  readonly participation: {
    /** Mean over all linkages; 0 without any. — 各联动方案的平均值；没有则为 0。 */
    readonly mean: number;
    /** Linkage by linkage. — 逐个联动方案。 */
    readonly linkages: readonly {
      /** Id of the need. — 需求编号。 */
      readonly need: string;
      /** Societies that give something. — 出力的各社。 */
      readonly societies: readonly Society[];
      /** What is done in it: roles that requirements name, else those of the societies. — 有人承担的角色：需求项指定的，否则按各社。 */
      readonly roles: readonly Role[];
      /** Societies that give, over five. — 五社参与指数：出力的社数除以五。 */
      readonly index: number;
    }[];
    /** In how many linkages each society takes part, how many of its providers give, and what. — 五社各参与多少联动方案、多少供给方出力、给了什么。 */
    readonly bySociety: readonly {
      /** Which of the five societies. — 五社之一。 */
      readonly society: Society;
      /** Linkages that it takes part in. — 参与的联动方案数。 */
      readonly linkages: number;
      /** Providers of it that give. — 出力的供给方数。 */
      readonly providers: number;
      /** What they give, by unit. — 给了什么，按单位。 */
      readonly gives: readonly Amount[];
    }[];
    /** In how many linkages each role is filled, and by how many providers. — 各角色在多少联动方案中有人承担、由多少供给方承担。 */
    readonly byRole: readonly {
      /** Which of the five roles. — 五种角色之一。 */
      readonly role: Role;
      /** Linkages in which it is filled. — 有人承担的联动方案数。 */
      readonly linkages: number;
      /** Providers that fill it. — 承担的供给方数。 */
      readonly providers: number;
    }[];
  };
  /** Great-circle metres from provider to need, one way, once per requirement and offer. — 供给方到需求的直线距离，单程，单位为米，每个需求项与供给计一次。 */
  readonly travel: {
    /** Pairs measured; those served from afar and those of unknown place are counted apart. — 计入距离的配对数；远程与地点不明者另计。 */
    readonly pairs: number;
    /** Pairs served from afar. — 远程服务的配对数。 */
    readonly remote: number;
    /** Pairs of which a place is not known. — 地点不明的配对数。 */
    readonly unknown: number;
    /** Sum of all distances, in metres. — 距离合计，米。 */
    readonly metres: number;
    /** Mean distance in whole metres, rounded; 0 without pairs. — 平均距离，米，取整；没有则为 0。 */
    readonly mean: number;
    /** Longest distance, in metres; 0 without pairs. — 最远距离，米；没有则为 0。 */
    readonly longest: number;
    /**
     * All pairs of known stations by tiers between them: `hops[0]` share the need's own community or station, `hops[1]` the one above it, and so on.
     * — 按共同站点的层级计的配对数：第一个为同社区或同站，第二个为同上一级站，依此类推。
     */
    readonly hops: readonly number[];
  };
  /** Social workers, all of the network: what the plan gives each. — 全部社会工作者的工作量。 */
  readonly caseload: {
    /** Worker by worker. — 逐人。 */
    readonly workers: readonly {
      /** Node key of the worker, such as `socialWorker:7`. — 社会工作者，如 socialWorker:7。 */
      readonly provider: string;
      /** Needs they work on. — 服务的需求数。 */
      readonly needs: number;
      /** What the plan has them give, by unit. — 方案中给了什么，按单位。 */
      readonly gives: readonly Amount[];
      /** Cases already open, where the record says. — 在办个案数，有记录时给出。 */
      readonly open?: number;
      /** Most cases there may be, where the record says. — 个案上限，有记录时给出。 */
      readonly max?: number;
    }[];
    /** Needs per social worker; 0 without any. — 人均需求数；没有则为 0。 */
    readonly mean: number;
    /** Most needs of one social worker. — 一人最多的需求数。 */
    readonly most: number;
  };
  /**
   * What the other societies give for each unit of social workers' work (hours where they count minutes) over the whole plan; empty where no worker gives anything.
   * — 社会工作者每单位工作（分钟按小时计）撬动的其他各社投入；社会工作者未投入则为空。
   */
  readonly leverage: readonly {
    /** Which of the other societies. — 其他各社之一。 */
    readonly society: Society;
    /** What it gives. — 该社的投入。 */
    readonly moved: Amount;
    /** What social workers give. — 社会工作者的投入。 */
    readonly work: Amount;
    /** moved per unit of work, or per hour. — 每单位（或每小时）工作撬动多少。 */
    readonly ratio: number;
  }[];
  /**
   * What the plan moves beyond communities and their social workers, by unit; where requirements name roles, beyond platform and lead.
   * — 社区与社会工作者之外撬动的投入，按单位；指定角色时为平台与主体之外。
   */
  readonly levered: readonly {
    /** What quantities are counted in, `fen` and `minute` for money and time. — 数量的单位；金额为分，时间为分钟。 */
    readonly unit: string;
    /** Given by communities and social workers, or as platform and lead. — 社区与社会工作者（或平台与主体）的投入。 */
    readonly own: number;
    /** Given by the other three, or in other roles. — 其余三社（或其他角色）的投入。 */
    readonly moved: number;
    /** moved / (own + moved). — 撬动的投入占合计的比例。 */
    readonly share: number;
  }[];
  /** What provinces publish of their stations, of this plan. — 成效，按各省公布社工站成效的口径。 */
  readonly outcome: {
    /** Stations, all of the network. — 社工站数。 */
    readonly stations: number;
    /** Social workers of the network without the inactive ones. — 社会工作者人数，不含停用。 */
    readonly workers: number;
    /** Community organisations that give something. — 联动的社区社会组织数。 */
    readonly organisations: number;
    /** Sessions that volunteers give, and requirements they serve in other units; a group counts by its size. — 志愿服务人次；团队按人数计。 */
    readonly volunteerTimes: number;
    /** Of charitable resources, in fen. — 慈善资金，单位为分。 */
    readonly money: number;
    /** Of charitable resources but venues: what is given in other units, unit by unit; it has no price here. — 慈善物资（不含场地），按单位，未折价。 */
    readonly goods: readonly Amount[];
    /** Places given where people are counted, else the beneficiaries of a need, once for each of its requirements that is served. — 服务居民人次。 */
    readonly personTimes: number;
  };
  /** Offers of which something is left, in the order of societies and ids, and why. — 有剩余的供给及原因，按五社与编号。 */
  readonly idle: readonly {
    /** Node key of the provider, such as `volunteer:7`. — 供给方，如 volunteer:7。 */
    readonly provider: string;
    /** Id of the offer within the provider. — 供给编号。 */
    readonly offer: string;
    /** Codes of its capabilities. — 能力代码。 */
    readonly capabilities: readonly string[];
    /** What quantities are counted in, `fen` and `minute` for money and time. — 数量的单位；金额为分，时间为分钟。 */
    readonly unit: string;
    /** What of it the plan gives. — 已用多少，按单位计。 */
    readonly used: number;
    /** What of it is left. — 剩余多少，按单位计；unlimited 表示不限。 */
    readonly left: number | 'unlimited';
    /** What of it the caps of the provider and of slots still allow. — 在供给方与时段的上限内还可用多少。 */
    readonly free: number;
    /** Why it is left. — 有剩余的原因。 */
    readonly why: Idle;
  }[];
}
