import type { Duplicate } from '../doubles/find-duplicates.js';
import type { Table } from '../io/index.js';
import type { Network } from '../model/graph.js';
import type { Collection, Input } from '../model/records.js';
import type { OutcomeEvent } from '../outcomes/events.js';
import type { Act } from './acting.js';
import {
  type DecisionKept,
  decideOn,
  type LibraryDecision,
  readDecisions,
  undecide,
  undecided,
} from './decide-doubles.js';
import { type EditDone, type LibraryEdit, makeEdits } from './edits.js';
import { enterEvents, readKeptEvents } from './events-kept.js';
import { type ImportedInto, type ImportIntoOptions, importInto } from './import-sheets.js';
import {
  keepPart,
  keepPlan,
  type PartKept,
  type PlanKept,
  type PlanToKeep,
  publishPlan,
  readLastPart,
  readParts,
  readPlanPart,
  readPlans,
} from './plans-kept.js';
import { inputOf, keptRows, type LibraryRecord } from './records-kept.js';
import { openShared, type SharedLive, type SharedLiveOptions } from './shared-live.js';
import type { Store } from './store.js';

/** A library as one station sees it: its own area, and what others share with it. Every call is one transaction. */
export interface LibraryAccess {
  /** Records as they are, or as they were at an instant, in the order of their ids' code units. */
  records(of?: {
    readonly collection?: Collection | undefined;
    readonly asOf?: string | undefined;
  }): Promise<LibraryRecord[]>;
  /** The same for `createNetwork` or, as a record that is seen may name one that is not, `importNetwork`; data as of that instant, else of the last change. */
  input(of?: { readonly asOf?: string | undefined }): Promise<Input>;
  /** Every version of a record, the first one first. */
  history(collection: Collection, id: string): Promise<LibraryRecord[]>;
  /** What nobody has confirmed since an instant 待确认. */
  stale(before: string): Promise<LibraryRecord[]>;
  /**
   * Makes edits, all or none. An edit names the version that was read.
   *
   * @throws LinkageError `INVALID_INPUT` for records of a wrong shape; `CONFLICT` where another was faster, with who and when; `FORBIDDEN` for what is not the station's to change
   */
  edit(edits: readonly LibraryEdit[]): Promise<EditDone[]>;
  /**
   * Reads sheets, as `importTables` does: what is new is added, what differs is changed, what they do not list stays.
   *
   * @throws LinkageError as {@link edit}
   */
  import(tables: readonly Table[], options?: ImportIntoOptions): Promise<ImportedInto>;
  /** Records that may have been entered twice and are not decided. */
  duplicates(): Promise<Duplicate[]>;
  /** What was decided and not taken back. */
  decisions(): Promise<DecisionKept[]>;
  /** Decides on two records; two that are one become one. */
  decide(decision: LibraryDecision): Promise<void>;
  /** Takes a decision back; a `CONFLICT` where the records were changed since. */
  undo(collection: Collection, ids: readonly [string, string]): Promise<void>;
  /** Keeps a plan with its parts; the same again is nothing, another under its id a `CONFLICT`. */
  keep(plan: PlanToKeep): Promise<void>;
  /** Keeps one more part; its SHA-256. */
  keepPart(plan: string, key: string, data: string | Uint8Array): Promise<string>;
  part(plan: string, key: string): Promise<Uint8Array | undefined>;
  /** The part of a key in the last plan of this station that has one. */
  lastPart(key: string): Promise<Uint8Array | undefined>;
  parts(plan: string): Promise<PartKept[]>;
  /** Publishes a plan: all stations below see it from then on. */
  publish(plan: string): Promise<void>;
  plans(): Promise<PlanKept[]>;
  /** Enters what came of plans; the same again is nothing. */
  enter(events: readonly OutcomeEvent[]): Promise<void>;
  events(): Promise<OutcomeEvent[]>;
  /** Opens a session that several servers share, the first time on a network. */
  live(name: string, first: () => Network | Promise<Network>, options?: SharedLiveOptions): Promise<SharedLive>;
}

export function libraryAccess(act: Act, store: Store): LibraryAccess {
  const records: LibraryAccess['records'] = ({ collection, asOf } = {}) =>
    act(async (own) => {
      if (asOf === undefined)
        return collection === undefined ? keptRows(own, 'all') : keptRows(own, 'of', [collection]);
      const then = await keptRows(own, 'asOf', [asOf]);
      return collection === undefined ? then : then.filter((one) => one.collection === collection);
    });
  return {
    records,
    async input({ asOf } = {}) {
      const all = await records({ asOf });
      const last = all.reduce<string | undefined>((latest, { at }) => (latest && latest > at ? latest : at), undefined);
      return inputOf(all, asOf ?? last);
    },
    history: (collection, id) => act((own) => keptRows(own, 'history', [collection, id])),
    stale: (before) => act((own) => keptRows(own, 'stale', [before])),
    edit: (edits) => act((own) => makeEdits(own, edits)),
    import: (tables, options) => act((own) => importInto(own, tables, options)),
    duplicates: () => act(undecided),
    decisions: () => act(readDecisions),
    decide: (decision) => act((own) => decideOn(own, decision)),
    undo: (collection, ids) => act((own) => undecide(own, collection, ids)),
    keep: (plan) => act((own) => keepPlan(own, plan)),
    keepPart: (plan, key, data) => act((own) => keepPart(own, plan, key, data)),
    part: (plan, key) => act((own) => readPlanPart(own, plan, key)),
    lastPart: (key) => act((own) => readLastPart(own, key)),
    parts: (plan) => act((own) => readParts(own, plan)),
    publish: (plan) => act((own) => publishPlan(own, plan)),
    plans: () => act(readPlans),
    enter: (events) => act((own) => enterEvents(own, events)),
    events: () => act(readKeptEvents),
    live: (name, first, options) => openShared(act, store, name, first, options),
  };
}
