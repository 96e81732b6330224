import type { Need, Offer, Provider, Requirement, Slot } from '../model/records.js';
import type { Degree } from '../model/vocabulary.js';
import type { OwnWords } from '../policy/own-words.js';
import type { Ban } from '../policy/pair.js';
import type { Problem } from '../problem/problem.js';

/**
 * A problem together with what its numbers stand for: what `compile` makes and `plan` decodes.
 *
 * Everything is in canonical order, whatever the order of the records: lines by (rank, need id, requirement id), offers by
 * (society, provider id, offer id), the candidates of a line by offer, the arcs of a candidate by slot id.
 */
export interface Compiled {
  readonly problem: Problem;
  /** Aligned with `problem.demand`. */
  readonly lines: readonly LineRef[];
  /** Requirements of unknown quantity, and what is met only together with them: listed and explained, never matched. Sorted like `lines`. */
  readonly skipped: readonly SkippedLine[];
  /** All offers of the network, with or without candidates. */
  readonly offers: readonly OfferRef[];
  readonly candidates: Candidates;
  /** Aligned with `problem.capacity`. */
  readonly caps: readonly CapRef[];
  /**
   * Slot of each arc, as an index into `slots`; −1 where it has no time. Aligned with `problem.head`, or empty: none has
   * one.
   */
  readonly arcSlot: Int32Array;
  /** Slot ids, ascending. */
  readonly slots: readonly string[];
  /** The policy's rank tuple behind each dense rank of the problem. */
  readonly ranks: readonly (readonly number[])[];
  /** Aligned with the numbers in `problem.group`. */
  readonly groups: readonly GroupRef[];
  readonly turnedAway: TurnedAway;
  /** Of all there are. */
  readonly offered: OfferCounts;
  /** Costs of the problem are in 1/costScale of the policy's costs. */
  readonly costScale: number;
  /** Of rules and terms of the policy that bring their own. */
  readonly words?: OwnWords;
  /** Bans that forbid nothing, since what they name is not there. */
  readonly idleBans: readonly Ban[];
  /** Pins that hold nothing, since what they name is not there; absent where none are given. */
  readonly idlePins?: readonly Pin[];
  /** The instant that time rules went by; absent: they were off. */
  readonly now?: string;
  /** Of candidates with {@link DATE_UNKNOWN}, the date, where records do not tell it here. */
  readonly doubtDates?: ReadonlyMap<number, string>;
}

export interface LineRef {
  readonly need: Need;
  readonly requirement: Requirement;
}

export interface SkippedLine extends LineRef {
  readonly rank: readonly number[];
  /** Offers with the capability. */
  readonly capable: number;
  /** How many of them count in another unit. */
  readonly unit: number;
}

export interface OfferRef {
  readonly provider: Provider;
  readonly offer: Offer;
  /** Node key of the provider, `volunteer:7`: one string for all that name it. */
  readonly key: string;
}

/** One entry per candidate, aligned with `problem.cost`. */
export interface Candidates {
  /** Index into `offers`. */
  readonly offer: Int32Array;
  /** Bits, see {@link PLACE_UNKNOWN}. */
  readonly flags: Uint8Array;
}

/** Bit of `candidates.flags`: the pair passed a rule of dates only because nothing says when it meets. */
export const DATE_UNKNOWN = 2;

/** Bit of `candidates.flags`: the pair passed rule `reach` only because a place is not known. */
export const PLACE_UNKNOWN = 1;

/**
 * What a cap is the capacity of: a provider's work in one unit or, with `offer`, one of its offers; with `slot`, in that slot; with
 * `need`, for that need.
 */
export interface CapRef {
  readonly provider: Provider;
  readonly offer?: Offer;
  /** Index into `slots`. */
  readonly slot?: number;
  /** Id of a need that has several requirements for the offer, or of a household that does. */
  readonly need?: string;
  /** What `need` is: a household; a need; or one whose lines share less than the need may have. */
  readonly below?: 'household' | 'need' | 'lines';
  /** Of how often the provider may be asked. */
  readonly isRequests?: true;
  /** Its capacity is one unit more than all that can come to it. */
  readonly isUnlimited?: true;
  readonly unit: string;
}

/** A fair-share class. */
export interface GroupRef {
  readonly rank: number;
  readonly unit: string;
  /** From the policy's `fairBy`; `undefined`: one line of its own. */
  readonly key: string | undefined;
}

/**
 * Why offers did not become candidates. For every line, the offers with its capability are: those that count in another
 * unit, those turned away by each rule (an offer counts for the first rule that forbids it), and its candidates.
 */
export interface TurnedAway {
  /** Per line: offers with the capability. */
  readonly capable: Int32Array;
  /** Per line: how many of them count in another unit. */
  readonly unit: Int32Array;
  /** Names of the policy's rules, in the order in which they are tried. */
  readonly rules: readonly string[];
  /** `counts[rule * lines + line]`: what rules that turn nobody away would count is never written, and takes no memory. */
  readonly counts: Int32Array;
}

/** The rules that turned offers away from one line, with how many each. O(rules). */
export function turnedAwayByRule(turnedAway: TurnedAway, line: number): [rule: string, count: number][] {
  const { rules, counts, capable } = turnedAway;
  const found: [rule: string, count: number][] = [];
  for (let k = 0; k < rules.length; k++) {
    const count = counts[k * capable.length + line]!;
    if (count > 0) found.push([rules[k]!, count]);
  }
  return found;
}

/** One line of an earlier plan, for `compile` to hold on to. */
export interface Promised {
  readonly need: string;
  readonly requirement: string;
  /** Node key, `volunteer:7`. */
  readonly provider: string;
  readonly offer: string;
  readonly quantity: number;
  readonly degree?: Degree;
  /** Told with the degree: how soon it starts. */
  readonly slot?: string;
}

/** An amount that must be in the plan. */
export interface Pin {
  /** Id of the need. — 需求编号。 */
  readonly need: string;
  /** Id of the requirement; may be left out where only one can be meant. — 需求项编号；只可能指一项时可不填。 */
  readonly requirement?: string | undefined;
  /** Node key of the provider, such as `volunteer:7`. — 供给方，如 volunteer:7。 */
  readonly provider: string;
  /** Id of the offer; may be left out where only one can be meant. — 供给编号；只可能指一项时可不填。 */
  readonly offer?: string | undefined;
  /** Id of the slot; to be given where capacity counts by the slot and more than one can be meant. — 时段编号；按时段计量且可能指多个时须填。 */
  readonly slot?: string | undefined;
  /** A whole number > 0, in the requirement's unit. — 数量，大于 0 的整数，按需求项的单位计。 */
  readonly quantity: number;
}

/** What a fair-share class was given by earlier plans, and what that counted against. */
export interface PastCoverage {
  /** The policy's rank of the class. — 公平组的优先级。 */
  readonly rank: readonly number[];
  /** What it is counted in. — 计量单位。 */
  readonly unit: string;
  /** What `fairBy` calls the class. — 公平组的名称。 */
  readonly key: string;
  /** Units given so far. — 此前已给的数量。 */
  readonly covered: number;
  /** Units asked so far, times the equity weights where the policy has them; at least `covered`. — 此前所需的数量，按策略乘以公平权重；不小于已给。 */
  readonly share: number;
}

/** How many offers there are of a capability, by unit. */
export type OfferCounts = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** What lines and offers hang on besides their own records: of a network that is a part of a larger one, facts of the whole. Plain data. */
export interface WholeFacts {
  readonly offers: OfferCounts;
  /** Pairs [capability, unit] that are asked for in known quantity. */
  readonly asked: readonly (readonly [capability: string, unit: string])[];
  /** Some need is given a line for a lead worker. */
  readonly isLed: boolean;
  /** All slots there are, by id. */
  readonly slots: readonly Slot[];
  /** By `[capability, unit]` as JSON, the slots that needs name for it. */
  readonly windows: Readonly<Record<string, readonly string[]>>;
  /** Units in which social workers offer casework. */
  readonly caseUnits: readonly string[];
  /** Some organisation is said to be incubated. */
  readonly incubates: boolean;
}

/** What `compile` takes besides network and policy. */
export interface CompileOptions {
  /** Where the network is a part of a larger one. */
  readonly whole?: WholeFacts | undefined;
  /** ISO 8601 with offset. Without it all rules and terms of time are off. */
  readonly now?: string | undefined;
  /** Allocations of the previous plan. */
  readonly previous?: readonly Promised[] | undefined;
  /** Pairs that must not be; what they name may be gone. */
  readonly bans?: readonly Ban[] | undefined;
  /** What earlier plans gave to fair-share classes. */
  readonly history?: readonly PastCoverage[] | undefined;
  /** Most candidates before `CANDIDATES_TOO_MANY` (default {@link MAX_CANDIDATES}). */
  readonly maxCandidates?: number | undefined;
}

export const MAX_CANDIDATES = 50_000_000;
