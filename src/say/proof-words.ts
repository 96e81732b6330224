import type { Bilingual } from '../model/vocabulary.js';
import type { Plan, ReasonCode } from '../plan/plan.js';

function say(zh: string, en: string): Bilingual {
  return { zh, en };
}

const MET = say(
  '已全部覆盖。谁来做也在证书之内：在前几级同样好的方案中，没有一个总代价更低。',
  'All of it is covered. Who does it is proved, too: of all plans that are as good at the levels before, none costs less in sum.',
);

const UNSETTLED = say(
  '证书没有证明这一项：计算在限定内停止。方案仍符合全部规则。',
  'The certificate does not prove this one: the search was stopped at its limit. The plan keeps every rule all the same.',
);

/** What the certificate shows of a requirement that is short, by the reason. */
const UNMET: Readonly<Record<ReasonCode, Bilingual>> = {
  unknownQuantity: say(
    '不在证明之内：没有写明数量，无从计算。',
    'It is outside the proof: without a quantity there is nothing to count.',
  ),
  noOffer: say(
    '无需计算即可核对：核验时重新翻查全部供给，没有一项有这种能力。',
    'It can be checked without any computing: verify goes through all offers again, and none has this capability.',
  ),
  ruledOut: say(
    '核验时逐条重新套用规则：有这种能力的供给，每一项都被至少一条规则挡住。',
    'Verify applies the rules again: each offer of this kind is turned away by at least one.',
  ),
  exhausted: say(
    '能用的供给已全部给它。给它更多，就要超出容量。',
    'Whatever could serve it is given to it already. More would break a capacity.',
  ),
  heldByHigherRanks: say(
    '证书给每个容量标了价。按这些价格，给它再多一个单位，就要从更优先的需求那里少一个单位；没有任何合规方案能避开这一点。',
    'The certificate puts a price on every capacity. By these prices one unit more for it is one unit less for a need of better rank, and no plan that keeps the rules gets around that.',
  ),
  sharedFairly: say(
    '同级的总量不能再多；换任何一种分法，都不能让最少的更多，依次类推。',
    'Its rank as a whole cannot get more, and no other way to share lets the worst-off have more, then the next.',
  ),
  heldByTeams: say(
    '供给给了同级中须整体满足的需求。这一选择是搜索得来的，最多还能好多少，见上文的界。',
    'Needs of its rank that are met whole hold the offers. That choice was searched for; the bound says how much better another could be at most.',
  ),
  heldByEarlier: say(
    '方案按先到先得安排，未求最优。核验时重排一遍，结果完全相同：轮到它时，能用的供给已给了先来的需求。',
    'The plan serves whoever came first and is not optimised. Verify makes it again, to the same result: when its turn came, whatever could serve it was gone.',
  ),
  team: say(
    '它要么整体满足，要么不安排。核验时重走搜索：在已有的选择下，凑不齐全部所需。',
    'It is met whole or not at all. Verify follows the search again: given what was chosen, not all of it can be had.',
  ),
  pinned: say(
    '证明以人工固定的安排为前提：在保留它们的全部方案中，给它的不能再多。',
    'The proof takes the pins as given: of all plans that keep them, none that is as good gives it more.',
  ),
  bounded: say(
    '每项供给对单个需求项的上限已用足。给它更多，就要突破上限。',
    'What each offer may give one requirement is used up. More would break that bound.',
  ),
  stopped: UNSETTLED,
};

/**
 * What the certificate proves of one requirement, in words; `reason` where it is not wholly covered. Where level `fair` or `cost` is
 * not proved, nothing is claimed of it.
 */
export function proofOf({ status, provedLevels, levels }: Plan, reason: ReasonCode | undefined): Bilingual {
  if (reason === 'noOffer' || reason === 'ruledOut' || reason === 'unknownQuantity') return UNMET[reason];
  if (reason === undefined) return provedLevels.includes('cost') ? MET : MET_ONLY;
  if (status === 'greedy') return reason === 'heldByEarlier' ? UNMET[reason] : GREEDY;
  if (!provedLevels.includes('rank')) return UNSETTLED;
  return reason === 'sharedFairly' && !levels.includes('fair') ? SHARED : UNMET[reason];
}

const MET_ONLY = say('已全部覆盖，不能再多。', 'All of it is covered: there can be no more.');

const GREEDY = say(
  '方案按先到先得安排，未求最优。核验时重排一遍，结果完全相同。',
  'The plan serves whoever came first and is not optimised. Verify makes it again, to the same result.',
);

const SHARED = say(
  '同级的总量不能再多；本方案不比较同级之内的公平。',
  'Its rank as a whole cannot get more; this plan does not look at fairness within a rank.',
);
