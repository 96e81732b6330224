import type { Network } from '../model/graph.js';
import { SOCIETIES, SOCIETY_NAMES } from '../model/vocabulary.js';
import { escaped, type Locale } from './format.js';

/** The name of a node in the language asked for, else in the other, else its id; escaped for Markdown. */
export function shownName(network: Network, key: string, locale: Locale): string {
  const id = key.slice(key.indexOf(':') + 1);
  const record = network.hasNode(key) ? network.getNodeAttribute(key, 'record') : undefined;
  const name = record !== undefined && 'name' in record ? record.name : undefined;
  return escaped((locale === 'zh' ? (name?.zh ?? name?.en) : (name?.en ?? name?.zh)) || id);
}

/** A provider as people look it up: `李四（社区志愿者 7）`. */
export function shownProvider(network: Network, key: string, locale: Locale): string {
  const id = escaped(key.slice(key.indexOf(':') + 1));
  const society = SOCIETIES.find((one) => key.startsWith(`${one}:`));
  const role = society === undefined ? id : `${SOCIETY_NAMES[society][locale]} ${id}`;
  const name = shownName(network, key, locale);
  return name === id ? role : locale === 'zh' ? `${name}（${role}）` : `${name} (${role})`;
}
