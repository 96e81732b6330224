import { where } from '../matters.js';
import type { BuiltInRule } from '../pair.js';

/** The match was told that this pair must not be. Source: H14 in src/README.md. */
export const banned: BuiltInRule = {
  name: 'banned',
  forbids: where({ line: ({ bans }) => bans.length > 0 }, ({ bans }) => bans.length > 0),
  compared: ({ bans }) => ({
    field: 'bans',
    actual: bans.map(({ need, provider, requirement }) => ({
      need,
      provider,
      ...(requirement !== undefined && { requirement }),
    })),
    required: [],
  }),
};
