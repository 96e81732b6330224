import * as z from 'zod/mini';
import { compileSteps } from '../compile/compile.js';
import type { Compiled } from '../compile/compiled.js';
import { withPins } from '../compile/pinned.js';
import { limits } from '../errors/read-options.js';
import { says } from '../errors/zod-issues.js';
import { finish, type Work } from '../kernel/work.js';
import type { Network } from '../model/graph.js';
import { among } from '../policy/among.js';
import { defaultPolicy, type Policy } from '../policy/policy.js';
import type { Level } from '../problem/problem.js';
import { promisesOf } from './encode.js';
import { bansSchema, historySchema, pinsSchema, policyOption, societiesSchema } from './options.js';
import { instantSchema, levelsSchema, type Plan, parsePlan } from './plan.js';

/** How a plan is made: the best there is, or first come, first served, as it is done by hand. */
export type Method = 'optimal' | 'greedy';

const levels: z.ZodMiniType<readonly Level[]> = levelsSchema;

/** What a plan is made with besides the network. Whoever reads the plan passes it on as it was. */
export const madeWith = {
  /** Rules, terms, order and fairness; the default policy if absent. */
  policy: z.optional(policyOption),
  /** ISO 8601 with offset; by default the network's `asOf`. With neither, time plays no part and the plan says so. Readers go by the plan's own. */
  now: z.optional(instantSchema),
  /** A plan already published: level `keep` takes back as little of it as can be, by `degree` and notice where its linkages have a degree. */
  previous: z.optional(
    z.pipe(
      z.custom<unknown>((value) => value !== null, says('NOT_AN_OBJECT', 'a plan')),
      z.transform((plan): Plan => parsePlan(plan)),
    ),
  ),
  /** Amounts that must be in the plan; everything else is best given them. */
  pins: z.optional(pinsSchema),
  /** Pairs that must not be in the plan, whatever the rules say; what they name may be gone. */
  bans: z.optional(bansSchema),
  /** What earlier plans gave to the fair-share classes (`coverageHistory`): level `fair` then counts from there, so that who was last is first. */
  history: z.optional(historySchema),
  /** Only offers of these may serve, of 三社 say; all five if absent. What that leaves unmet says so, by rule `participation`. */
  societies: z.optional(societiesSchema),
  /**
   * `greedy`: first come, first served, as it is done by hand, to compare with. Needs take by `reportedAt` (unknown last), then by id, each
   * line from the cheapest offer with room first, and nothing moves again. The plan keeps every rule, cap, pin and ban, claims to be no more
   * than that (`status: 'greedy'`), and heeds neither `levels` nor limits; of `previous` it counts what is withdrawn. Readers go by the plan's status.
   */
  method: z.optional(z.enum(['optimal', 'greedy'] satisfies Method[])),
  /** What a plan is judged by, in this order; `rank` cannot be left out. By default all four. Readers go by the plan's own. */
  levels: z.optional(levels),
  ...limits,
};
export interface Made extends Readonly<z.output<z.ZodMiniObject<typeof madeWith>>> {}

/** All that the rules of a match come from. */
export function policyOf({ policy = defaultPolicy, societies }: Pick<Made, 'policy' | 'societies'>): Policy {
  return societies === undefined ? policy : among(policy, societies);
}

/**
 * The problem that a plan is the answer to, pins and all: the one place that compiles, for those who make plans and those who read them.
 *
 * @throws LinkageError as `compile` and `withPins`
 */
export function compiledFor(network: Network, made: Made, now: string | undefined): Compiled {
  return finish(compiledForSteps(network, made, now));
}

/** As {@link compiledFor}, in steps; it does not stop before its end. */
export function* compiledForSteps(network: Network, made: Made, now: string | undefined): Work<Compiled> {
  const { previous, pins = [], bans, history } = made;
  const promises = previous && promisesOf(previous);
  return withPins(yield* compileSteps(network, policyOf(made), { now, previous: promises, bans, history, pins }), pins);
}
