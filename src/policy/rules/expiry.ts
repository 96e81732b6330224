import { where } from '../matters.js';
import type { BuiltInRule } from '../pair.js';
import { justAfter } from './just-after.js';

/** The offer has expired. Off without `now`. Source: H9 in src/README.md. */
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
