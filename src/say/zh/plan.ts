import type { State } from '../../figures/outcomes.js';
import type { Plan, ReasonCode } from '../../plan/plan.js';

/** What more than one face says of a plan. */
export const plan = {
  states: { met: '已满足', partly: '部分满足', unmet: '未满足' } satisfies Record<State, string>,
  statuses: {
    optimal: '已证明最优',
    bounded: '接近最优，差距有界',
    stopped: '达到限额，未算完',
    greedy: '先到先得，未求最优',
  } satisfies Record<Plan['status'], string>,
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
  } satisfies Record<ReasonCode, string>,
  unknown: '数量不明',
  /** Units as column heads: what is counted, not what it is counted in. */
  units: { fen: '资金', case: '个案', session: '服务次数', minute: '工时', person: '人次', item: '物资' },
  /** Units as people count them. */
  coarse: { fen: '元', minute: '小时' },
};
