import { linkageRoles, type Word } from '../model/catalogue/code-words.js';
import type { Network } from '../model/graph.js';
import { type Role, SOCIETIES, SOCIETY_NAMES } from '../model/vocabulary.js';
import type { Names } from '../why/explanation.js';
import { namesOf } from '../why/names-of.js';
import { escaped, escapedSentence } from './format.js';
import { type Locale, phrase, shown } from './phrase.js';

/** The name of a node in the language asked for, else in the other, else its id. */
export function nameOf(names: Names, key: string, locale: Locale): string {
  const name = Object.hasOwn(names, key) ? names[key] : undefined;
  const id = key.slice(key.indexOf(':') + 1);
  return shown((locale === 'zh' ? (name?.zh ?? name?.en) : (name?.en ?? name?.zh)) || id);
}

/** A provider as people look it up: `李四（社区志愿者 7）`. */
export function providerName(names: Names, key: string, locale: Locale): string {
  const id = shown(key.slice(key.indexOf(':') + 1));
  const society = SOCIETIES.find((one) => key.startsWith(`${one}:`));
  const role = society === undefined ? id : `${SOCIETY_NAMES[society][locale]} ${id}`;
  const name = nameOf(names, key, locale);
  return name === id ? role : phrase(locale, 'nameAndRole', { name, role });
}

/** As {@link nameOf}, for a Markdown table cell. */
export function shownName(network: Network, key: string, locale: Locale): string {
  return escaped(nameOf(namesOf(network, [key]), key, locale));
}

/** As {@link providerName}, for a Markdown table cell. */
export function shownProvider(network: Network, key: string, locale: Locale): string {
  return escapedSentence(providerName(namesOf(network, [key]), key, locale));
}

/** What a role is called: by the first of `roles` that names it, else by {@link linkageRoles}. */
export function roleName(role: Role, locale: Locale, roles: readonly Word[] = []): string {
  return [...roles, ...linkageRoles].find(({ code }) => code === role)!.name[locale];
}
