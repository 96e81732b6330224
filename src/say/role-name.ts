import { linkageRoles, type Word } from '../model/catalogue/code-words.js';
import type { Role } from '../model/vocabulary.js';
import type { Locale } from './phrase.js';

/** What a role is called: by the first of `roles` that names it, else by {@link linkageRoles}. */
export function roleName(role: Role, locale: Locale, roles: readonly Word[] = []): string {
  return [...roles, ...linkageRoles].find(({ code }) => code === role)!.name[locale];
}
