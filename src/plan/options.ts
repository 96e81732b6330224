import * as z from 'zod/mini';
import type { PastCoverage, Pin } from '../compile/compiled.js';
import { LinkageError } from '../errors/linkage-error.js';
import { says } from '../errors/zod-issues.js';
import { SOCIETIES, type Society } from '../model/vocabulary.js';
import type { Ban } from '../policy/pair.js';
import type { Policy } from '../policy/policy.js';

/**
 * @throws LinkageError `INVALID_NETWORK` for what is no network; passing the records themselves is a common mistake.
 */
export function checkNetwork(network: unknown): void {
  const isNetwork =
    typeof network === 'object' &&
    network !== null &&
    ['forEachNode', 'getAttribute'].every((name) => typeof Reflect.get(network, name) === 'function');
  if (!isNetwork) {
    throw new LinkageError(
      'INVALID_NETWORK',
      'This is not a network. Maybe make one with `createNetwork(input)`, or take `network` of what `importNetwork` returned.',
    );
  }
}

/** A policy as `definePolicy` makes it; its options alone are a common mistake. */
export const policyOption = z.custom<Policy>(
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    ['rules', 'terms'].every((name) => Reflect.get(value, name) instanceof Map) &&
    ['rank', 'fairBy'].every((name) => typeof Reflect.get(value, name) === 'function'),
  says('INVALID_OPTION', 'a policy', 'Maybe wrap it in `definePolicy(…)`.'),
);

/** An amount that must be in the plan; see compile/pinned.ts. */
export const pinSchema: z.ZodMiniType<Pin, Pin> = z.strictObject({
  need: z.string(),
  requirement: z.optional(z.string()),
  provider: z.string(),
  offer: z.optional(z.string()),
  slot: z.optional(z.string()),
  quantity: z.number(),
});
export const pinsSchema: z.ZodMiniType<readonly Pin[]> = z.array(pinSchema);

/** A pair that must not be; see compile/bans.ts. */
export const banSchema: z.ZodMiniType<Ban, Ban> = z.strictObject({
  need: z.string(),
  provider: z.string(),
  requirement: z.optional(z.string()),
});
export const bansSchema: z.ZodMiniType<readonly Ban[]> = z.array(banSchema);

/** The societies whose offers may serve; see policy/among.ts. */
export const societiesSchema: z.ZodMiniType<readonly Society[]> = z
  .array(z.enum(SOCIETIES))
  .check(z.minLength(1, says('EMPTY', 'at least one', 'Maybe leave it out, for all five.')));

/** What earlier plans gave to fair-share classes; see compile/shares.ts. */
export const historySchema: z.ZodMiniType<readonly PastCoverage[]> = z.array(
  z
    .strictObject({
      rank: z.array(z.int()),
      unit: z.string(),
      key: z.string(),
      covered: z.int().check(z.gte(0)),
      share: z.int().check(z.gte(0)),
    })
    .check(z.refine(({ covered, share }) => covered <= share, says('CONTRADICTION', '`covered` not above `share`'))),
);
