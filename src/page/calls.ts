import type { State } from '../figures/outcomes.js';
import type { PlanSettings } from '../io/settle/settings.js';
import type { SheetTable, TableRead, WrittenTable } from '../io/tables.js';
import type { Change } from '../live/changes.js';
import type { Society, Urgency } from '../model/vocabulary.js';
import type { Plan } from '../plan/plan.js';
import type { Verdict } from '../proof/verdict.js';
import type { Locale } from '../say/phrase.js';
import type { AskedLists } from '../week/asked.js';
import type { DeskStage } from '../week/stages.js';
import type { ExplainTarget } from '../why/explain.js';

/** A file as it was dropped, or as it is to be saved. */
export interface PageFile {
  readonly name: string;
  readonly data: Uint8Array;
}

/** All that a week is made of: what a file of the desk keeps, and the browser. */
export interface PageWeek {
  readonly sheets: readonly PageFile[];
  /** Lists 词表核对 and 疑似重复 as they were filled in here. */
  readonly settled: readonly SheetTable[];
  /** How plans are to be made, over what sheets 设置 say. */
  readonly settings: PlanSettings;
  /** Lists that are made only where they are asked for. */
  readonly asked: AskedLists;
  /** What the week before left, by its path: its plan, what that was made with, what came of it. */
  readonly kept: readonly PageFile[];
  /** Whether there is a plan. */
  readonly isPlanned: boolean;
}

/** What was read of sheets. */
export interface WasRead {
  readonly tables: readonly TableRead[];
  /** 词表核对, 疑似重复, 问题清单, in this order. */
  readonly lists: readonly WrittenTable[];
  readonly needs: number;
  readonly providers: number;
  readonly found: number;
  readonly read: number;
  /** What sheets there can be, with their columns, and the words of the catalogue: to choose from. */
  readonly kinds: readonly { readonly name: string; readonly columns: readonly string[] }[];
  readonly words: readonly string[];
}

/** How much of what is asked is covered, of one urgency. */
export interface Covered {
  readonly code: Urgency;
  readonly urgency: string;
  readonly needs: number;
  readonly met: number;
}

/** A need that is not wholly met: where, what it lacks, why, what would help, and whom to call. */
export interface Pressing {
  readonly need: string;
  readonly title: string;
  readonly place: string;
  readonly code: Urgency;
  readonly urgency: string;
  /** By when, and for how long it has waited. */
  readonly age: string;
  readonly isLate: boolean;
  readonly lacks: string;
  readonly why: string;
  readonly help: string;
  readonly calls: readonly string[];
}

/** A place and the one above it: how many needs it has, and how many are met. */
export interface PlaceMet {
  readonly above: string;
  readonly name: string;
  readonly needs: number;
  readonly met: number;
}

/** A plan, for those who look at it. */
export interface Planned extends Verdict {
  readonly status: Plan['status'];
  readonly digest: string;
  readonly covered: readonly Covered[];
  readonly pressing: readonly Pressing[];
  /** By district and street, those that lack most first. */
  readonly places: readonly PlaceMet[];
  /** Communities that have needs, those with most of them first. */
  readonly communities: readonly Named[];
  /** Needs that are not wholly met. */
  readonly unmet: number;
  /** Names of all lists, and how many rows each has. */
  readonly lists: readonly { readonly sheet: string; readonly count: number }[];
  readonly changes: WrittenTable | undefined;
  /** What the next run goes on from. */
  readonly kept: readonly PageFile[];
}

/** What somebody may ask about. */
export interface Why {
  readonly title: string;
  readonly sentences: readonly string[];
  /** Who can be asked about from here. */
  readonly others: readonly { readonly label: string; readonly target: ExplainTarget }[];
}

/** Something of which there is one by its id. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** Who helps, with what: records as `createNetwork` takes them, to be changed. */
export interface ProviderChoice extends Named {
  readonly record: object;
  readonly offers: readonly OfferChoice[];
}

export interface OfferChoice {
  readonly label: string;
  readonly record: object;
  /** How many stored units one of those people count in is. */
  readonly factor: number;
}

/** What there is to choose from when something is tried out. */
export interface Choices {
  readonly capabilities: readonly Named[];
  readonly communities: readonly Named[];
  readonly providers: readonly ProviderChoice[];
  readonly needs: readonly Named[];
}

/** Needs of a community, who helps, and who helps with what; those that get most of it first. */
export interface Circle {
  readonly needs: readonly (Named & { readonly code: Urgency })[];
  readonly providers: readonly (Named & { readonly society: Society })[];
  readonly links: readonly { readonly need: string; readonly provider: string; readonly society: Society }[];
}

/** A need as a picture has it. */
export interface DrawnNeed {
  readonly id: string;
  readonly code: Urgency;
  readonly state: State;
}

/** Where something is on the map: what is asked there, and who gives something from there. */
export interface Spot {
  readonly lat: number;
  readonly lng: number;
  readonly needs: readonly (DrawnNeed & { readonly place: string })[];
  readonly helpers: readonly Named[];
}

/** A place, with its needs, or those that are helped from there. */
export interface Knot extends Named {
  readonly needs: readonly string[];
}

/** What pictures of the whole show. */
export interface Atlas {
  /** Best first: needs of a rank, and how urgent they are. */
  readonly ranks: readonly { readonly codes: readonly Urgency[]; readonly needs: readonly DrawnNeed[] }[];
  readonly spots: readonly Spot[];
  /** Needs of which nobody knows where they are. */
  readonly unplaced: number;
  /** Places that are helped, and from where; a place without a name is not known. */
  readonly web: {
    readonly to: readonly Knot[];
    readonly from: readonly Knot[];
    readonly links: readonly { readonly from: string; readonly to: string; readonly needs: readonly string[] }[];
  };
}

/** What the page asks its worker for. Everything is answered by the library; the worker keeps what the last call left. */
export interface Calls {
  demo(): PageFile[];
  read(week: PageWeek, locale: Locale): WasRead;
  plan(locale: Locale): Planned;
  /** What was read and planned last, in another language. */
  inLanguage(locale: Locale): { readonly reading: WasRead; readonly planned: Planned | undefined };
  why(target: ExplainTarget, locale: Locale): Why;
  list(sheet: string): WrittenTable;
  choices(locale: Locale): Choices;
  atlas(locale: Locale): Atlas;
  /** @param community by its id */
  circle(community: string, locale: Locale): Circle;
  /** What would change of the plan; nothing is kept. */
  tryOut(changes: readonly (readonly Change[])[], locale: Locale): WrittenTable;
  /** Whether a plan that somebody sent is right for what was read. */
  check(plan: string): Verdict;
  make(what: 'book' | 'report' | 'plan' | 'template', locale: Locale): PageFile;
}

/** What goes to the worker. */
export type ToWorker = { readonly id: number } & (
  | { readonly name: keyof Calls; readonly given: readonly unknown[] }
  | { readonly stop: true }
);

/** What comes back. */
export type FromWorker = { readonly id: number } & (
  | { readonly value: unknown }
  | { readonly stage: DeskStage; readonly work?: number | undefined }
  | { readonly fault: string }
);
