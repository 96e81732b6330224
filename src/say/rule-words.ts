import type { Bilingual } from '../model/vocabulary.js';
import type { RuleName, TermName } from '../policy/built-in.js';
import type { Names } from '../why/explanation.js';
import { nameOf } from './names.js';
import { type Locale, shown } from './phrase.js';

/** What besides the rules of {@link definePolicy} keeps pairs apart. */
type OtherRule = 'capability' | 'unit' | 'mentor' | 'escalation' | 'participation';

const RULE_WORDS: Readonly<Record<RuleName | OtherRule, Bilingual>> = {
  escalation: { zh: '还没有上报到这一级', en: 'of a tier that the need has not come to' },
  consent: { zh: '超出同意共享的层级', en: 'beyond the tier consented to' },
  approval: { zh: '须先批准', en: 'not approved' },
  documents: { zh: '缺少所需材料', en: 'for want of documents' },
  groups: { zh: '服务对象不符', en: 'for other groups' },
  age: { zh: '年龄不符', en: 'for another age' },
  window: { zh: '时段对不上', en: 'at other times' },
  overdue: { zh: '时段已过', en: 'over already' },
  checks: { zh: '缺少所需核查', en: 'without the checks asked for' },
  guardian: { zh: '未成年人没有监护人同行', en: 'minors without a guardian' },
  mentor: { zh: '新手承担重点对象个案而无督导', en: 'inexperienced workers without a mentor' },
  status: { zh: '已停用', en: 'inactive' },
  expiry: { zh: '已到期', en: 'expired' },
  unit: { zh: '计量单位不同', en: 'in another unit' },
  throttled: { zh: '近期请求过多', en: 'asked too often of late' },
  society: { zh: '不是所要求的一社', en: 'of another society' },
  level: { zh: '能力等级不够', en: 'level too low' },
  purpose: { zh: '用途不符', en: 'for another purpose' },
  restriction: { zh: '不在捐赠限定之内', en: 'restricted by the donor' },
  excludedGroups: { zh: '不服务该人群', en: 'not for this group' },
  reach: { zh: '超出服务范围', en: 'out of reach' },
  participation: { zh: '所属的社不在本次匹配之列', en: 'not of a society that takes part' },
  capability: { zh: '没有这种能力', en: 'without this capability' },
  conflict: { zh: '与需求方有冲突', en: 'in conflict with the need' },
  declined: { zh: '有一方已谢绝', en: 'declined' },
  lead: { zh: '急难与重点对象须由社工牵头', en: 'not social workers, who must lead here' },
  supervisor: { zh: '不能督导自己，新手不能督导', en: 'their own supervisors, or too new to supervise' },
  banned: { zh: '已被禁止搭配', en: 'banned' },
};

/**
 * What would help those that a rule turns away, by what it takes, least first: a question, a paper, an hour, money, people. That order is our own
 * judgement.
 */
const FIX_WORDS: Readonly<Partial<Record<RuleName | OtherRule, Bilingual>>> = {
  escalation: { zh: '上报上一级社工站', en: 'pass it on to the next tier' },
  consent: { zh: '征得居民同意，交上一级社工站调剂', en: 'ask the resident to let a higher station see the need' },
  approval: { zh: '报批', en: 'have it approved' },
  documents: { zh: '补齐材料', en: 'hand in the documents' },
  groups: { zh: '核对登记的服务对象，或与供给方商量', en: 'check the groups registered, or ask the provider' },
  age: { zh: '核对年龄，或与供给方商量', en: 'check the age, or ask the provider' },
  window: { zh: '与双方另约时段', en: 'agree on another time' },
  overdue: { zh: '另约时段', en: 'agree on a new time' },
  checks: { zh: '办理所需核查', en: 'have the checks made' },
  guardian: { zh: '落实监护人', en: 'find the minor a guardian' },
  mentor: { zh: '安排督导同行', en: 'have supervision beside the worker' },
  lead: { zh: '请社工牵头', en: 'let a social worker lead' },
  supervisor: { zh: '另请一位督导', en: 'find another supervisor' },
  status: { zh: '确认停用的供给方能否恢复', en: 'ask whether inactive providers are back' },
  expiry: { zh: '确认到期的供给能否续期', en: 'ask whether expired offers can be renewed' },
  unit: { zh: '统一计量单位', en: 'agree on one unit' },
  throttled: { zh: '过几天再联系', en: 'ask again in a few days' },
  society: { zh: '放宽由哪一社承担', en: 'let another society serve it' },
  level: { zh: '培训、督导，提高能力等级', en: 'train and supervise for a higher level' },
  purpose: { zh: '与捐赠方商量用途', en: 'ask donors about the purpose' },
  restriction: { zh: '与捐赠方商量限定', en: 'ask donors about the restriction' },
  excludedGroups: { zh: '与供给方商量服务对象', en: 'ask the provider about this group' },
  reach: { zh: '扩大服务范围，或由上级社工站调剂', en: 'widen the reach, or let a higher station arrange it' },
  participation: { zh: '请更多的社参与', en: 'let more societies take part' },
};

const TERM_WORDS: Readonly<Record<TermName, Bilingual>> = {
  travel: { zh: '路程', en: 'travel' },
  tierHop: { zh: '跨层级', en: 'tiers apart' },
  skillMisfit: { zh: '大材小用', en: 'skill beyond need' },
  continuity: { zh: '换了新面孔', en: 'a new face' },
  sameFace: { zh: '不能每次都来', en: 'cannot come every time' },
  staleness: { zh: '信息陈旧', en: 'stale record' },
  preference: { zh: '不合意愿', en: 'not preferred' },
  alreadyServed: { zh: '近期已服务', en: 'served of late' },
  spread: { zh: '工作量', en: 'workload' },
  development: { zh: '培育不足', en: 'development' },
  reliable: { zh: '守约', en: 'reliability' },
  supervision: { zh: '不是登记的督导', en: 'not the supervisor on record' },
};

const WORDS: ReadonlyMap<string, Bilingual> = new Map(
  Object.entries({ rule: RULE_WORDS, fix: FIX_WORDS, term: TERM_WORDS }).flatMap(([kind, words]) =>
    Object.entries(words).map(([name, text]) => [`${kind}:${name}`, text] as const),
  ),
);

/** A rule or term in words: the policy's own, else ours, else its name. */
export function word(kind: 'rule' | 'term', name: string, own: Names | undefined, locale: Locale): string {
  return wordOf(`${kind}:${name}`, own, locale) ?? shown(name);
}

/** What would help those that a rule turns away; `undefined`: nothing is known. */
export function fixOf(rule: string, own: Names | undefined, locale: Locale): string | undefined {
  return wordOf(`fix:${rule}`, own, locale);
}

function wordOf(key: string, own: Names = {}, locale: Locale): string | undefined {
  return Object.hasOwn(own, key) ? nameOf(own, key, locale) : WORDS.get(key)?.[locale];
}

/** Where a rule stands among those that would be easiest to get past; one of the policy's own comes last. */
export function easeOf(rule: string): number {
  const at = Object.keys(FIX_WORDS).indexOf(rule);
  return at === -1 ? WORDS.size : at;
}
