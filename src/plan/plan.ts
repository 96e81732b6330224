import * as z from 'zod/mini';
import { reporter } from '../errors/fault-list.js';
import { jsonFault } from '../errors/json-fault.js';
import { type Fault, LinkageError, printable } from '../errors/linkage-error.js';
import { parseBy, says } from '../errors/zod-issues.js';
import { record } from '../model/fields.js';
import { DEGREES, ROLES, SOCIETIES, URGENCIES } from '../model/vocabulary.js';
import { areLevels, LEVELS } from '../problem/problem.js';

/**
 * The plan 匹配方案: what `match` answers, as plain JSON. The schemas are the one description of it; the types follow.
 *
 * An app may write fields of its own on it, and finds them again. A shape that differs in what is ours gets another `version` and a schema beside this one.
 *
 * Quantities are whole numbers of their unit (fen, minute …) and are never added across units. Nodes other than the need
 * and its community are named by node key, `volunteer:7`.
 */

const quantity = z.int().check(z.gte(0));
const name = z.string();
const society = z.enum(SOCIETIES);
const urgency = z.enum(URGENCIES);
/** As the policy ranks; compared element by element, smaller is served first. */
const rank = z.array(z.number());
/** What `match` accepts as `now`. */
export const instantSchema = z.iso.datetime({
  offset: true,
  error: 'BAD_INSTANT',
});
const proofFigure = z.number().check(z.refine(Number.isInteger, says('NOT_AN_INTEGER', 'a whole number')));

const allocation = record({
  requirement: name,
  society,
  provider: name,
  offer: name,
  quantity: z.int().check(z.gte(1)),
  unit: name,
  capability: name,
  /** Where the requirement names one; otherwise it is what the society is to every linkage. */
  role: z.exactOptional(z.enum(ROLES)),
  /** Present where a capacity per slot made the slot matter. */
  slot: z.exactOptional(name),
  /** Of one unit of quantity, in 1/`costScale`. */
  cost: z.int(),
  /** Nobody knows where one of the two is: the pair was let through unmeasured. */
  placeUnknown: z.exactOptional(z.literal(true)),
});

const linkage = record({
  need: name,
  community: name,
  urgency,
  rank,
  /** Which of the need's patterns it is. */
  pattern: z.exactOptional(name),
  /** Who gives most as lead, or the social worker who does where no requirement has that role. */
  lead: z.exactOptional(name),
  /** Who gives most as carrier, or the organisation that does. */
  carrier: z.exactOptional(name),
  /** The need's own community, which is the platform whether or not it offers anything. */
  platform: name,
  volunteers: z.array(name),
  resources: z.array(name),
  /** Where requirements name roles: who is helper, who supplement, whatever the society. */
  helpers: z.exactOptional(z.array(name)),
  supplements: z.exactOptional(z.array(name)),
  /** How far it has come, by whoever published it: what level `keep` makes of it when planning again. `match` says nothing of it. */
  degree: z.exactOptional(z.enum(DEGREES)),
  allocations: z.array(allocation).check(z.minLength(1)),
});

/** Why a requirement is not, or not wholly, covered. */
export const REASON_CODES = [
  /** The need does not say how much of it, or of what is met only together with it. */
  'unknownQuantity',
  /** Nobody offers the capability. */
  'noOffer',
  /** All who offer it count in another unit, are out of reach or are turned away by a rule. */
  'ruledOut',
  /** Its offers are empty or given to it already; nobody else holds them. */
  'exhausted',
  /** Requirements of better ranks hold its offers. */
  'heldByHigherRanks',
  /** Requirements of its own rank hold its offers too, each its fair share. */
  'sharedFairly',
  /** Pins give its offers to requirements of worse ranks. */
  'pinned',
  /** Needs of its own rank that are met whole hold its offers. */
  'heldByTeams',
  /** Its need is met whole or not at all, and not all of it can be; or one provider, or a minimum, is not to be had. */
  'team',
  /** Its offers may give one requirement no more. */
  'bounded',
  /** First come, first served: when its turn came, its offers had been given away. */
  'heldByEarlier',
  /** A limit was reached before it was settled who gets its offers. */
  'stopped',
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];

const holder = record({
  need: name,
  requirement: name,
  provider: name,
  offer: name,
  slot: z.exactOptional(name),
  quantity: z.int().check(z.gte(1)),
});

/** Requirements that share a bottleneck: together they ask `demanded` of offers that hold `capacity`. */
const cut = record({ needs: quantity, lines: quantity, demanded: quantity, capacity: quantity, unit: name });

const reason = record({
  code: z.enum(REASON_CODES),
  /** Offers with the capability. */
  capable: quantity,
  /** How many of them count in another unit. */
  unit: quantity,
  /** How many of them each rule turned away, by its first rule. */
  rules: z.record(z.string(), quantity),
  /** The first few allocations that hold its offers, best rank first. */
  heldBy: z.exactOptional(z.array(holder)),
  /** How many allocations hold its offers in all. */
  heldByCount: z.exactOptional(quantity),
  cut: z.exactOptional(cut),
  /** Of code `team`: units for which the plan leaves no room; 0: it is another requirement that fails. */
  lacking: z.exactOptional(quantity),
});

const unmet = record({
  need: name,
  requirement: name,
  community: name,
  urgency,
  rank,
  capability: name,
  unit: name,
  demanded: z.union([quantity, z.literal('unknown')]),
  covered: quantity,
  reason,
});

const totals = { unit: name, demanded: quantity, covered: quantity };
const coverage = record({
  byRank: z.array(record({ rank, ...totals })),
  byUrgency: z.array(record({ urgency, ...totals })),
  byCommunity: z.array(record({ community: name, ...totals })),
  byCapability: z.array(record({ capability: name, ...totals })),
  bySociety: z.array(record({ society, unit: name, covered: quantity })),
  byUnit: z.array(record(totals)),
});

/** Needs, and requirements, that are met whole or not at all: what was chosen, and how much better another choice could be at most. */
const teams = record({
  byRank: z.array(
    record({
      rank,
      /** Needs that are met whole or not at all, and how many of them are. */
      needs: quantity,
      met: quantity,
      /** Beneficiaries of those that are, and a proved upper bound on it, given what the ranks before reach. */
      value: quantity,
      bound: quantity,
      /** How much more the other requirements of the rank could be covered at most, by lots; see `Wholes.worth`. */
      coverageGap: quantity,
    }),
  ),
  /** How many units fewer (by what they count, with degrees) another choice, as good otherwise, could take back at most, and how much cheaper it could be; fairness not counted. */
  withdrawnGap: quantity,
  costGap: quantity,
});

const capPrices = record({
  cap: z.array(quantity),
  figure: z.array(quantity),
  impossible: z.exactOptional(z.literal(true)),
});
const search = record({
  figure: quantity,
  scale: z.int().check(z.gte(1)),
  tree: z.array(z.union([record({ option: quantity }), record({ candidate: quantity }), capPrices])),
});

/** What a stranger needs to check the plan: the digest of the problem, and a price per cap (see compile/problem.ts). */
const certificate = record({
  digest: z.string(),
  marks: z.array(record({ rank: z.int(), unit: z.int(), demand: z.int(), offset: z.int() })),
  position: z.array(z.int32()),
  keep: z.array(proofFigure),
  load: z.exactOptional(z.array(proofFigure)),
  cost: z.array(proofFigure),
  /** Option per whole and [line, candidate] of single lines, and how the search for each goal was closed, component by component. */
  teams: z.exactOptional(
    record({
      option: z.array(z.int().check(z.gte(-1))),
      candidate: z.array(z.tuple([quantity, quantity])),
      searches: z.array(z.array(search)),
    }),
  ),
});

/** What `match` accepts as `levels`. */
export const levelsSchema = z.array(z.enum(LEVELS)).check(
  z.refine((list) => list.includes('rank'), says('BAD_LEVELS', "'rank' among the levels")),
  z.refine((list) => !list.includes('rank') || areLevels(list), {
    error: says('BAD_LEVELS', `levels once each, in the order ${LEVELS.join(', ')} (even may also be last)`),
  }),
);

export const planSchema = record({
  version: z.literal(1),
  /**
   * `optimal`: proved on every level. `bounded`: of needs that are met whole a better choice is not ruled out, `teams` says how much better at most; given the
   * choice, all is proved. `stopped`: a limit was reached first. `greedy`: made first come, first served, and proved to be no more than that. The plan keeps
   * every rule in each case.
   */
  status: z.enum(['optimal', 'bounded', 'stopped', 'greedy']),
  now: z.exactOptional(instantSchema),
  /** False: without a `now`, nothing expires, is overdue or grows stale. */
  timeRules: z.boolean(),
  levels: levelsSchema,
  /** Which of them the certificate proves: all, or what was settled when a limit was reached. */
  provedLevels: z.array(z.enum(LEVELS)),
  linkages: z.array(linkage),
  unmet: z.array(unmet),
  coverage,
  /** Present where needs or requirements are met whole or not at all. */
  teams: z.exactOptional(teams),
  /** Units of the previous plan that this one takes back. */
  withdrawn: quantity,
  /** Sum over all units given, in 1/`costScale`; a decimal string beyond 2^53 − 1. */
  cost: z.union([
    z.int(),
    z.string().check(z.regex(/^-?[1-9]\d{15,}$/, says('BAD_PLAN', 'a whole number, or its digits'))),
  ]),
  costScale: z.int().check(z.gte(1)),
  /** How rules and terms of the policy's own are spoken of: `rule:…`, `term:…`, and `fix:…` for what would help against a rule. */
  words: z.exactOptional(z.record(z.string(), z.strictObject({ zh: z.string(), en: z.string() }))),
  /** Bans that forbid nothing here, since what they name is not there; absent where there are none. */
  idleBans: z.exactOptional(z.array(z.strictObject({ need: name, provider: name, requirement: z.optional(name) }))),
  certificate,
}).check(
  z.refine(({ provedLevels, levels }) => ['', 'rank,fair', levels.join()].includes(provedLevels.join()), {
    path: ['provedLevels'],
    error: says('BAD_PLAN', 'all levels, or rank and fair, or none'),
  }),
);

export type Plan = z.infer<typeof planSchema>;
export type Linkage = z.infer<typeof linkage>;
export type Allocation = z.infer<typeof allocation>;
export type Unmet = z.infer<typeof unmet>;
export type Reason = z.infer<typeof reason>;
export type Holder = z.infer<typeof holder>;
export type Cut = z.infer<typeof cut>;
export type Coverage = z.infer<typeof coverage>;
export type Certificate = z.infer<typeof certificate>;

/** Only what a plan is known to have, without the fields that others wrote on it. O(size). */
export function strippedPlan(plan: Plan): Plan {
  return named(planSchema, plan) as Plan;
}

function named(schema: unknown, value: unknown): unknown {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === 'optional') return named(def.innerType, value);
  if (Array.isArray(value)) return def.type === 'array' ? value.map((one) => named(def.element, one)) : value;
  if (def.type !== 'object') return value;
  const fields = Object.entries(def.shape).filter(([key]) => Object.hasOwn(Object(value), key));
  return Object.fromEntries(fields.map(([key, field]) => [key, named(field, Reflect.get(Object(value), key))]));
}

/**
 * A plan from its JSON text, or from a value that may be one, copied, with all that others wrote on it. Says nothing on whether the plan is right: that is
 * for `verify`.
 *
 * @throws LinkageError `INVALID_PLAN`, with every fault, for what is not JSON or not shaped like a plan.
 */
export function parsePlan(source: unknown): Plan {
  const faults: Fault[] = [];
  const plan = parseBy(planSchema, typeof source === 'string' ? fromJson(source) : source, [], reporter(faults));
  if (plan === undefined) throw notAPlan(faults);
  return plan;
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const { line, column } = jsonFault(text) ?? {};
    const message = `expected JSON, found none from line ${line}, column ${column} on.`;
    throw notAPlan([{ code: 'NOT_JSON', path: [], value: printable(text), message }]);
  }
}

function notAPlan(faults: readonly Fault[]): LinkageError {
  return new LinkageError('INVALID_PLAN', 'This is not a plan.', faults);
}
