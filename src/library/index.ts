/**
 * One resource library that stations build and use together: records with their history, who sees and who may change what, plans and what came of them, live sessions of several servers. In a
 * folder by PGlite or on PostgreSQL; only in Node.
 *
 * @packageDocumentation
 */

export type { LibraryAccess } from './access.js';
export type { Who } from './acting.js';
export type { DecisionKept, LibraryDecision } from './decide-doubles.js';
export type { EditDone, LibraryEdit } from './edits.js';
export type { ImportedInto, ImportIntoOptions } from './import-sheets.js';
export { seenWhole } from './import-sheets.js';
export { type Library, type LibraryStation, openLibrary } from './open-library.js';
export type { PartKept, PlanKept, PlanToKeep } from './plans-kept.js';
export type { LibraryRecord } from './records-kept.js';
export type { SharedLive, SharedLiveOptions } from './shared-live.js';
export type { EmbeddedLike, PoolLike, Statements } from './store.js';
