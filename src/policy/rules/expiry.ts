import { where } from '../matters.js';
import type { BuiltInRule } from '../pair.js';
import { justAfter } from './just-after.js';

/** The offer has expired. Off without `now`. Source: domain rule H9. */
export const expiry: BuiltInRule = {
  name: 'expiry',
  forbids: where(
    { offer: ({ expiresAt }) => expiresAt !== undefined },
    ({ now, expiresAt }) => now !== undefined && expiresAt !== undefined && expiresAt <= now,
  ),
  compared: ({ offer, now = 0 }) => ({
    field: 'offer.expiresAt',
    actual: offer.expiresAt ?? null,
    required: justAfter(now),
  }),
};
