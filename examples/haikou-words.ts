import type { Need, Network, Society, Unmet, Urgency } from '../src/index.js';
import { figure } from './terminal.js';

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

/** A quantity as people say it: money in yuan, time in hours. */
export function amount(quantity: number, unit: string, language: Language): string {
  if (unit === 'fen') return `¥${figure(quantity / 100)}`;
  if (unit === 'minute') return `${figure(quantity / 60)} ${language === 'zh' ? '小时' : 'h'}`;
  const name = UNIT_NAMES.get(unit)?.[language] ?? unit;
  return language === 'zh' ? `${figure(quantity)} ${name}` : `${figure(quantity)} ${name}${quantity === 1 ? '' : 's'}`;
}

/** The name of a capability from the catalogue, else its code. */
export function capabilityName(network: Network, code: string, language: Language): string {
  const name = network.getAttributes().catalogue.find((entry) => entry.code === code)?.name;
  return name?.[language] ?? name?.zh ?? code;
}

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

export function placeOf(need: Need, network: Network): string {
  const community = network.getNodeAttributes(`community:${need.community}`);
  const street = network.getNodeAttributes(`station:${need.community.slice(0, 9)}`);
  const name = (attributes: typeof community): string =>
    'name' in attributes.record ? (attributes.record.name?.zh ?? '') : '';
  return `${name(street).replace(/社工站$/, '')} ${name(community)
    .replace(/(居民|村民)?委员会$/, '')
    .replace(/[居村]委会$/, '')}`;
}
