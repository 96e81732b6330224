import { ROLE_OF, type Role } from '../model/vocabulary.js';
import type { Allocation } from './plan.js';

/** What an allocation is to its linkage: what its requirement says, else what its society is. */
export function roleOf({ role, society }: Allocation): Role {
  return role ?? ROLE_OF[society];
}
