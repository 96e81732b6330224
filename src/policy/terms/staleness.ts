import { where } from '../matters.js';
import type { Term } from '../pair.js';
import { daysSince } from '../remembered.js';

/** 10 for every whole day since the provider's record was confirmed, up to 180 days; one that never was counts as half of that. Off without `now`. Source: T in src/README.md. */
export const staleness: Term = where({ offer: ({ now }) => now !== undefined }, ({ now, updatedAt }) => {
  if (now === undefined) return 0;
  return updatedAt === undefined ? 900 : 10 * Math.min(180, daysSince(updatedAt, now));
});
