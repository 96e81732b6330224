import isEqual from 'lodash-es/isEqual.js';
import * as z from 'zod/mini';
import { compileSteps } from '../compile/compile.js';
import type { Compiled } from '../compile/compiled.js';
import { withHeld, withPins } from '../compile/pinned.js';
import { type Limits, limits } from '../errors/read-options.js';
import { says } from '../errors/zod-issues.js';
import { finish, type Work } from '../kernel/work.js';
import { instant } from '../model/fields.js';
import type { Network } from '../model/graph.js';
import { among } from '../policy/among.js';
import { defaultPolicy, type Policy } from '../policy/policy.js';
import type { Level } from '../problem/problem.js';
import { promisesOf } from './encode.js';
import { bansSchema, historySchema, pinsSchema, policyOption, societiesSchema } from './options.js';
import { levelsSchema, type Plan, parsePlan } from './plan.js';

/**
 * How a plan is made: the best there is, or first come, first served. With `greedy` needs take by `reportedAt` (unknown last), then by id, each line from the
 * cheapest offer with room first, and nothing moves again. The plan keeps every rule, cap, pin and ban, claims to be no more than that (`status: 'greedy'`),
 * and heeds neither `levels` nor limits; of `previous` it counts what is withdrawn. Readers go by the plan's status.
 */
export type Method = 'optimal' | 'greedy';

const levels: z.ZodMiniType<readonly Level[]> = levelsSchema;

/** What a plan is made with besides the network. Whoever reads the plan passes it on as it was. */
export const madeWith = {
  /** Rules, terms, order and fairness; the default policy if absent. — 策略：规则、评分项、次序与公平；不填用默认策略。 */
  policy: z.optional(policyOption),
  /**
   * ISO 8601 with offset; the network's `asOf` if absent; with neither, time plays no part, and the plan says so; readers go by the plan's own.
   * — “现在”；不填用数据截至的时刻；两者皆无则不计时间；读方案时以方案自带的为准。
   */
  now: z.optional(instant),
  /**
   * A plan already published: level `keep` takes back as little of it as can be, by `degree` and notice where its linkages have a degree. What is `running`, or as far as
   * the policy says (`held`), is held, unless it has become impossible.
   * — 已发布的方案：尽量少收回其承诺，有推进程度时按程度与提前量计；进行中的（或达到策略 held 所定程度的）予以保留，除非已不可能。
   */
  previous: z.optional(
    z.pipe(
      z.custom<unknown>((value) => value !== null, says('NOT_AN_OBJECT', 'a plan')),
      z.transform((plan): Plan => parsePlan(plan)),
    ),
  ),
  /** Amounts that must be in the plan; everything else is best given them; none if absent. — 必须保留的分配；其余据此最优；不填为无。 */
  pins: z.optional(pinsSchema),
  /** Pairs that must not be in the plan, whatever the rules say; what they name may be gone; none if absent. — 不得出现的配对；所指可已不存在；不填为无。 */
  bans: z.optional(bansSchema),
  /**
   * What earlier plans gave to the fair-share classes (`coverageHistory`): level `fair` then counts from there, so that who was last is first.
   * — 此前各公平组所得，由此接着计公平，使上次落后者先得。
   */
  history: z.optional(historySchema),
  /** Only offers of these may serve, of 三社 say; all five if absent; what that leaves unmet says so, by rule `participation`. — 只由这些社供给，如三社；不填则五社皆可；因此未满足的会注明。 */
  societies: z.optional(societiesSchema),
  /**
   * `optimal`: the best there is; `greedy`: first come, first served by `reportedAt`, as it is done by hand, to compare with; `optimal` if absent.
   * — optimal：最优；greedy：按登记先后，先到先得，如手工派单，供比较；不填为最优。
   */
  method: z.optional(z.enum(['optimal', 'greedy'] satisfies Method[])),
  /**
   * What a plan is judged by, in this order; `rank` cannot be left out; all four if absent; readers go by the plan's own.
   * — 评判所依的层次，先后有序，不可缺 rank；不填则四层皆用；读方案时以方案自带的为准。
   */
  levels: z.optional(levels),
  ...limits,
};
export interface Made extends Readonly<Omit<z.output<z.ZodMiniObject<typeof madeWith>>, keyof Limits>>, Limits {}

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

/** What was compiled last of each network, with its contents as they were, and what it was compiled with. */
const last = new WeakMap<
  Network,
  { readonly of: unknown; readonly contents: readonly unknown[]; readonly compiled: Compiled }
>();

/** What a plan is compiled with: neither its levels, nor its method, nor limits play a part. */
const compiledWith = ({ policy, previous, pins, bans, history, societies }: Made, now: string | undefined) => ({
  policy,
  previous,
  pins,
  bans,
  history,
  societies,
  now,
});

/** As {@link compiledFor}, for those who read, or match what was just matched: what was compiled last of the same contents with the same options is taken as it is. */
export function compiledBefore(network: Network, made: Made, now: string | undefined): Compiled {
  const known = last.get(network);
  const isSame = known && isEqual(known.of, compiledWith(made, now)) && hasStill(network, known.contents);
  return isSame ? known.compiled : compiledFor(network, made, now);
}

/** All that is in a network, by identity. */
export function contentsOf(network: Network): unknown[] {
  return [...Object.values(network.getAttributes()), ...network.mapNodes((_, { record }) => record)];
}

/** Whether nothing was put into a network, or taken out, since it had these contents. */
export function hasStill(network: Network, contents: readonly unknown[]): boolean {
  const now = contentsOf(network);
  return now.length === contents.length && now.every((one, i) => one === contents[i]);
}

/** As {@link compiledFor}, in steps; it does not stop before its end. */
export function* compiledForSteps(network: Network, made: Made, now: string | undefined): Work<Compiled> {
  const contents = contentsOf(network);
  const compiled = yield* compiledAnew(network, made, now);
  last.set(network, { of: compiledWith(made, now), contents, compiled });
  return compiled;
}

function* compiledAnew(network: Network, made: Made, now: string | undefined): Work<Compiled> {
  const { previous, pins = [], bans, history } = made;
  const promises = previous && promisesOf(previous);
  const policy = policyOf(made);
  const compiled = yield* compileSteps(network, policy, { now, previous: promises, bans, history });
  return withHeld(withPins(compiled, pins), promises ?? [], policy.held);
}
