import type { CapRef, Promised, WholeFacts } from '../compile/compiled.js';
import type { Network } from '../model/graph.js';
import type { Role, Urgency } from '../model/vocabulary.js';
import type { Made } from '../plan/made.js';
import type { DateDoubt, IslandProof, Linkage, Plan, Unmet } from '../plan/plan.js';
import type { Check } from '../proof/verdict.js';

/** A part of the whole's records: needs of some communities, and whoever may serve them. */
export interface Shard {
  /** Its name, of its own. — 分片的名称，不得重复。 */
  readonly key: string;
  /** Its own records, and its guests with all that they name; units are written, or usual: one taken from what others offer would hang on the shard. — 本片的记录，以及外来供给方及其所指；单位应写明或有惯用单位：按他人供给推定的单位会随分片而变。 */
  readonly network: Network;
  /** Node keys of providers that are at home in another shard; none if absent. — 属于其他分片的供给方；不填为无。 */
  readonly guests?: readonly string[] | undefined;
}

/** What all shards of a run are planned with; `previous`, `pins` and `bans` are those of the whole, or of what concerns the shard's needs. */
export interface ShardOptions extends Omit<Made, 'method' | 'timeLimit'> {}

/** What a shard must know of the whole: facts, no records. Plain JSON; that of a shard alone, or of all of them joined (`joinFrames`). */
export interface Frame extends WholeFacts {
  readonly version: 1;
  /** Shards that it is of, ascending. */
  readonly shards: readonly string[];
  /** What all shards must have alike: SHA-256 of catalogue, calendar, listed slots and `asOf`. */
  readonly common: string;
  /** Of all records. */
  readonly asOf?: string;
  /** Datums of locations. */
  readonly datums: readonly string[];
  /** What shards may have in common, and how many have it: guests by node key, fair-share classes by key, households by id. In a frame of the whole only what more than one has. */
  readonly shared: Readonly<Record<SharedKind, Readonly<Record<string, number>>>>;
}

export type SharedKind = 'guest' | 'class' | 'household';

/** An island of a part: its first line, its fingerprints in hexadecimal digits, and what is proved of it. */
export interface PartLeaf {
  readonly rank: readonly number[];
  readonly need: string;
  readonly requirement: string;
  readonly problem: string;
  readonly all: string;
  readonly proof?: IslandProof;
}

/** What a part says of itself besides its rows. */
export interface PartHead
  extends Pick<Plan, 'status' | 'levels' | 'provedLevels' | 'timeRules' | 'coverage' | 'withdrawn' | 'costScale'>,
    Partial<Pick<Plan, 'now' | 'teams' | 'time' | 'words'>> {
  readonly version: 1;
  /** Of the shard, or `joint`. */
  readonly key: string;
  /** SHA-256 of the frame and the options: parts of one run have the same. */
  readonly run: string;
  /** In 1/`costScale`, in decimal digits. */
  readonly cost: string;
  /** Somebody's load counts, of all that the shard has. */
  readonly isLoaded: boolean;
  /** Steps of load (see `Load`). */
  readonly steps: number;
  /** Units of the previous plan that are told of here. */
  readonly promised: number;
  /** Of the run's bans, by number: whose need is here, whose provider is. */
  readonly bans: { readonly needs: readonly number[]; readonly providers: readonly number[] };
  /** Of the run's pins, by number: which hold something here. */
  readonly pins: readonly number[];
  readonly size: { readonly lines: number; readonly candidates: number };
}

/** A row of a plan's `dateDoubts`, and its place in the order of service. */
export interface RankedDoubt extends DateDoubt {
  readonly rank: readonly number[];
}

/** The plan of what is closed in a shard, or of what hangs together across shards: plain JSON. PartRows come in the order of service. */
export interface Part extends PartHead {
  readonly linkages: readonly Linkage[];
  readonly unmet: readonly Unmet[];
  readonly dateDoubts: readonly RankedDoubt[];
  readonly leaves: readonly PartLeaf[];
}

/** PartRows that are read one after the other, from memory or from where they are kept. */
export type PartRows<T> = Iterable<T> | AsyncIterable<T>;

export type RowName = 'linkages' | 'unmet' | 'dateDoubts' | 'leaves';

/** A part as it is merged: its head, and its rows as often as they are asked for. */
export interface PartSource {
  readonly head: PartHead;
  /** Of its text (`partText`) in UTF-8, in hexadecimal digits. */
  readonly sha256: string;
  readonly rows: <K extends RowName>(name: K) => PartRows<Part[K][number]>;
}

/**
 * Lines of a shard that may hang together with those of others: columns and ids, no records; nothing says more of anybody than a plan does. Its columns are typed arrays, as workers and
 * `structuredClone` carry them.
 */
export interface Open {
  readonly key: string;
  /** As of {@link PartHead}. */
  readonly run: string;
  readonly costScale: number;
  readonly ids: OpenIds;
  readonly columns: OpenColumns;
}

/** What the numbers of the columns stand for. */
export interface OpenIds {
  readonly ranks: readonly (readonly number[])[];
  readonly slots: readonly string[];
  readonly rules: readonly string[];
  readonly lines: readonly OpenLine[];
  /** Per fair-share class; no key: one line of its own. */
  readonly groups: readonly { readonly unit: string; readonly key?: string }[];
  readonly offers: readonly OpenOffer[];
  readonly caps: readonly OpenCap[];
  /** Per row, its place among those of its provider. */
  readonly rows: readonly number[];
  /** Of candidates by number, the date that may have passed. */
  readonly doubts: readonly (readonly [candidate: number, date: string])[];
  /** What the previous plan gives to the lines, in its order of service. */
  readonly promised: readonly RankedPromise[];
}

export interface RankedPromise extends Promised {
  readonly rank: readonly number[];
}

export interface OpenLine {
  readonly need: string;
  readonly community: string;
  readonly urgency: Urgency;
  readonly requirement: string;
  readonly capability: string;
  readonly unit: string;
  readonly role?: Role;
  readonly pattern?: string;
  readonly beyond?: string;
}

export interface OpenOffer {
  /** Node key of the provider. */
  readonly key: string;
  readonly id: string;
  readonly unit: string;
}

/** A cap by its provider and its place among the provider's; below an offer, by whom it is for and its place among the shard's. */
export interface OpenCap extends Pick<CapRef, 'unit' | 'need' | 'below' | 'isRequests' | 'isUnlimited'> {
  readonly key: string;
  readonly offer?: string;
  readonly place: number;
}

/** Aligned with lines, groups, candidates, arcs, caps or rows, as in `Problem` and `Compiled`. */
export interface OpenColumns {
  readonly [name: string]: Float64Array | Int32Array | Uint8Array;
}

/** What a shard comes to. */
export interface SettledShard {
  readonly part: Part;
  /** Nothing where all of it is closed. */
  readonly open: Open | undefined;
}

/** What all parts of a plan are. Plain JSON, small. */
export interface Manifest
  extends Pick<Plan, 'status' | 'levels' | 'provedLevels' | 'withdrawn' | 'cost' | 'costScale'> {
  readonly version: 1;
  readonly run: string;
  readonly now?: string;
  readonly digest: string;
  readonly root: string;
  /** By key, ascending; `sha256`: of the part as `partText` writes it. */
  readonly parts: readonly { readonly key: string; readonly sha256: string; readonly lines: number }[];
}

/** A part that was checked against records, or against what verified shards leave open. */
export interface VerifiedPart {
  readonly key: string;
  readonly ok: boolean;
  readonly checks: readonly Check[];
  /** SHA-256 of the part as `partText` writes it. */
  readonly sha256: string;
  readonly head: PartHead | undefined;
  /** Its leaves, worked out anew. */
  readonly leaves: readonly Omit<PartLeaf, 'proof'>[];
  /** What the shard leaves open, from its records. */
  readonly open: Open | undefined;
  /** What the shard tells of itself, from its records. */
  readonly frame: Frame | undefined;
}
