import { where } from '../matters.js';
import type { Term } from '../pair.js';

const DAY = 86_400_000;

/** 10 for every whole day since the provider's record was confirmed, up to 180 days. Off without `now`. Source: src/README.md, the practice. */
export const staleness: Term = where(
  { offer: ({ now, updatedAt }) => now !== undefined && updatedAt !== undefined },
  ({ now, updatedAt }) => {
    if (now === undefined || updatedAt === undefined) return 0;
    return 10 * Math.min(180, Math.max(0, Math.floor((now - updatedAt) / DAY)));
  },
);
