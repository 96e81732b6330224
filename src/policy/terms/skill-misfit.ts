import { where } from '../matters.js';
import type { Term } from '../pair.js';

/** 300 for every level above the one asked for: the best are kept for who needs them. Source: src/README.md, the practice. */
export const skillMisfit: Term = where(
  { line: ({ requirement }) => requirement.capability.level > 1, offer: ({ level }) => level > 1 },
  ({ level, requirement }) => 300 * (level - requirement.capability.level),
);
