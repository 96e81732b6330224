import type { EntryInput } from '../records.js';
import { capabilities } from './capabilities.js';
import { categories } from './categories.js';
import { patterns } from './patterns.js';

export {
  assetDimensions,
  generalGroup,
  type LinkageRole,
  linkageRoles,
  targetGroups,
  units,
  type Word,
} from './code-words.js';
export { synonyms } from './synonyms.js';

/**
 * The built-in catalogue: categories with their usual requirements, linkage patterns P1–P8, capabilities with their names, in Chinese and English.
 *
 * It is in effect when the input has no `catalogue`. An input that has one uses that instead, so an entry is added by
 * `catalogue: [...catalogue, mine]`, replaced by filtering it out first, and `catalogue: []` switches everything off.
 */
export const catalogue: readonly EntryInput[] = [...categories, ...patterns, ...capabilities];
