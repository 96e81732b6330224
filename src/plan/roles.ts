import { linkageRoles, type Word } from '../model/catalogue/words.js';
import { ROLE_OF, type Role } from '../model/vocabulary.js';
import type { Locale } from './phrase.js';
import type { Allocation } from './plan.js';

/** What an allocation is to its linkage: what its requirement says, else what its society is. */
export function roleOf({ role, society }: Allocation): Role {
  return role ?? ROLE_OF[society];
}

/** What a role is called: by the first of `roles` that names it, else by {@link linkageRoles}. */
export function roleName(role: Role, locale: Locale, roles: readonly Word[] = []): string {
  return [...roles, ...linkageRoles].find(({ code }) => code === role)!.name[locale];
}
