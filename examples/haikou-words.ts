import type { Need, Network, Reason, Society, Unmet, Urgency } from '../src/index.js';

/** The words of the demo in two languages. */

export type Language = 'zh' | 'en';
export type Words = Readonly<Record<Language, string>>;

export const URGENCIES: readonly (readonly [urgency: Urgency, words: Words])[] = [
  ['urgent', { zh: '急', en: '急 urgent' }],
  ['difficult', { zh: '难', en: '难 difficult' }],
  ['worrying', { zh: '愁', en: '愁 worrying' }],
  ['hoped', { zh: '盼', en: '盼 hoped' }],
];

export const URGENCY_NAMES: ReadonlyMap<Urgency, Words> = new Map(URGENCIES);

/** The societies in the order of their roles. */
export const SOCIETIES: readonly (readonly [society: Society, words: Words])[] = [
  ['community', { zh: '社区       平台', en: 'communities, the platform' }],
  ['socialWorker', { zh: '社会工作者 主导', en: 'social workers lead' }],
  ['organisation', { zh: '社会组织   载体', en: 'organisations carry' }],
  ['volunteer', { zh: '志愿者     辅助', en: 'volunteers assist' }],
  ['resource', { zh: '慈善资源   补充', en: 'resources supplement' }],
];

const UNIT_NAMES: ReadonlyMap<string, Words> = new Map([
  ['case', { zh: '个案', en: 'case' }],
  ['session', { zh: '次', en: 'session' }],
  ['person', { zh: '人次', en: 'place' }],
  ['item', { zh: '件', en: 'item' }],
]);

/** All needs of the network, which is a graphology graph. */
export function needsIn(network: Network): Need[] {
  const needs: Need[] = [];
  network.forEachNode((_, attributes) => {
    if (attributes.kind === 'need') needs.push(attributes.record);
  });
  return needs;
}

export function number(value: number): string {
  return value.toLocaleString('en-US');
}

/** A quantity as people say it: money in yuan, time in hours. */
export function amount(quantity: number, unit: string, language: Language): string {
  if (unit === 'fen') return `¥${number(quantity / 100)}`;
  if (unit === 'minute') return `${number(quantity / 60)} ${language === 'zh' ? '小时' : 'h'}`;
  const name = UNIT_NAMES.get(unit)?.[language] ?? unit;
  return language === 'zh' ? `${number(quantity)} ${name}` : `${number(quantity)} ${name}${quantity === 1 ? '' : 's'}`;
}

/** The name of a capability from the catalogue, else its code. */
export function capabilityName(network: Network, code: string, language: Language): string {
  const name = network.getAttributes().catalogue.find((entry) => entry.code === code)?.name;
  return name?.[language] ?? name?.zh ?? code;
}

export const RULES: Readonly<Record<string, Words>> = {
  society: { zh: '供给方类别不符', en: 'of another society' },
  level: { zh: '技能等级不够', en: 'below the level asked' },
  status: { zh: '暂停服务', en: 'not active' },
  expiry: { zh: '已过期', en: 'expired' },
  overdue: { zh: '时段已过', en: 'with all their times past' },
  window: { zh: '时段对不上', en: 'free at other times' },
  age: { zh: '年龄不符', en: 'for another age' },
  groups: { zh: '服务人群不符', en: 'for other groups' },
  excludedGroups: { zh: '服务人群被排除', en: 'not for this group' },
  purpose: { zh: '捐赠用途不符', en: 'given for another purpose' },
  checks: { zh: '缺少所需资质审核', en: 'without a check that is asked' },
  consent: { zh: '超出居民同意的层级', en: 'beyond the tier consented to' },
  reach: { zh: '服务范围不到', en: 'out of reach' },
};

/** What is missing, and of how much when it is not all of it. */
export function gapInWords({ demanded, covered, unit }: Unmet, language: Language): string {
  const zh = language === 'zh';
  if (demanded === 'unknown') return zh ? '数量不明' : 'of unknown quantity';
  const missing = amount(demanded - covered, unit, language);
  if (covered === 0) return zh ? `缺 ${missing}` : `lacks ${missing}`;
  return zh
    ? `缺 ${missing}（已有 ${amount(covered, unit, language)}）`
    : `lacks ${missing}, has ${amount(covered, unit, language)}`;
}

/** Why a requirement is not, or not wholly, covered: one sentence or two. */
export function reasonInWords({ reason }: Unmet, language: Language): string {
  const zh = language === 'zh';
  const rules = Object.entries(reason.rules)
    .filter(([, count]) => count > 0)
    .sort((a, b) => b[1] - a[1])
    .map(([rule, count]) => {
      const word = RULES[rule]?.[language] ?? rule;
      return zh ? `${word} ${number(count)}` : `${number(count)} ${word}`;
    });
  switch (reason.code) {
    case 'unknownQuantity':
      return zh ? '未写明数量，先核实需求。' : 'It does not say how much: ask first.';
    case 'noOffer':
      return zh ? '全市无人提供这项能力。' : 'Nobody in the city offers it.';
    case 'ruledOut':
      return zh
        ? `全市 ${number(reason.capable)} 项供给都不可用：${rules.join('、')}。`
        : `All ${number(reason.capable)} offers are ruled out: ${rules.join(', ')}.`;
    case 'exhausted':
      return zh
        ? `可用的供给余量为零或已全部给它。${cutInWords(reason, language)}`
        : `What it can use is empty or already its own. ${cutInWords(reason, language)}`;
    case 'heldByHigherRanks':
      return zh
        ? `可用的供给已给更紧急的需求（${holders(reason)} 等 ${number(reason.heldByCount ?? 0)} 笔）。${cutInWords(reason, language)}`
        : `More urgent needs hold what it could use (${number(reason.heldByCount ?? 0)} allocations: ${holders(reason)} …). ${cutInWords(reason, language)}`;
    case 'sharedFairly':
      return zh
        ? `与同级需求公平分享仍不够。${cutInWords(reason, language)}`
        : `It is shared fairly with needs of its own rank, and there is not enough. ${cutInWords(reason, language)}`;
    case 'bounded':
      return zh ? '可用的供给对单个需求都有上限。' : 'What it can use is limited per request.';
  }
}

function holders({ heldBy = [] }: Reason): string {
  return [...new Set(heldBy.map((holder) => holder.need))].slice(0, 3).join(', ');
}

function cutInWords({ cut }: Reason, language: Language): string {
  if (!cut) return '';
  const asked = amount(cut.demanded, cut.unit, language);
  const held = amount(cut.capacity, cut.unit, language);
  return language === 'zh'
    ? `瓶颈：${number(cut.needs)} 个需求共需 ${asked}，可用的只有 ${held}。`
    : `Bottleneck: ${number(cut.needs)} needs ask ${asked}, all they can use holds ${held}.`;
}

export function placeOf(need: Need, network: Network): string {
  const community = network.getNodeAttributes(`community:${need.community}`);
  const street = network.getNodeAttributes(`station:${need.community.slice(0, 9)}`);
  const name = (attributes: typeof community): string =>
    'name' in attributes.record ? (attributes.record.name?.zh ?? '') : '';
  return `${name(street).replace(/社工站$/, '')} ${name(community)
    .replace(/(居民|村民)?委员会$/, '')
    .replace(/[居村]委会$/, '')}`;
}
