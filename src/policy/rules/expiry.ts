import { justAfter } from '../just-after.js';
import { where } from '../matters.js';
import type { BuiltInRule, Pair } from '../pair.js';
import { hasRunOut, soonestUse } from '../run-out.js';

function until(_: unknown, { expiresAt = Number.POSITIVE_INFINITY }: Pick<Pair, 'expiresAt'>): number {
  return expiresAt;
}

/** The offer has expired by the end of every slot in which the two can meet or, where they have none, by `now`. Source: H9 in src/README.md. */
export const expiry: BuiltInRule = {
  name: 'expiry',
  forbids: where({ offer: ({ expiresAt }) => expiresAt !== undefined }, (pair) =>
    hasRunOut(pair, until(pair.requirement, pair)),
  ),
  until,
  compared: (pair) => ({
    field: 'offer.expiresAt',
    actual: pair.offer.expiresAt ?? null,
    required: justAfter(soonestUse(pair) ?? 0),
  }),
};
