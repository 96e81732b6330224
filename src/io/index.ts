/**
 * Tables in and out: CSV as spreadsheets write it, and workbooks. Only `readFiles` and `toWorkbook` need Node.
 *
 * @packageDocumentation
 */

export type { Agreement } from '../doubles/field-columns.js';
export {
  type Duplicate,
  type DuplicateOptions,
  type DuplicateReason,
  findDuplicates,
} from '../doubles/find-duplicates.js';
export { type Decision, type EnteredAt, type Merge, mergeRecords, undoMerges } from '../doubles/merge-records.js';
export { type AssignedAttributes, assignPlan, type PlannedNetwork } from './assign.js';
export { toCsv } from './csv.js';
export { onePageEach } from './dispatch/dispatch-lists.js';
export { type DispatchOptions, dispatchCalendar, dispatchText } from './dispatch/dispatch-out.js';
export { openFiles, readFiles, toWorkbook } from './files.js';
export { toGexf } from './gexf.js';
export { type FromHsds, fromHsds } from './hsds/from-hsds.js';
export { fromHsdsTables, type HsdsTables, toHsdsTables } from './hsds/hsds-tables.js';
export { type HsdsPackage, type HsdsRecords, toHsds } from './hsds/to-hsds.js';
export { type ImportedTables, type ImportOptions, importTables, readTables } from './import.js';
export { issuesTable, tablesTable } from './issues-table.js';
export { type PabulibFile, readPabulib } from './pabulib/read-pabulib.js';
export { writePabulib } from './pabulib/write-pabulib.js';
export { type PlanTablesOptions, planTables } from './plan-tables.js';
export { type Carried, withCarried } from './records/carried.js';
export { doublesTable, type TableDouble } from './settle/doubles-table.js';
export { type WordsOptions, wordsTable } from './settle/words-table.js';
export type {
  Cell,
  SheetTable,
  Table,
  TableHint,
  TableIssue,
  TableNote,
  TableRead,
  TextTable,
  WriteOptions,
  WrittenColumn,
  WrittenTable,
} from './tables.js';
export { tableTemplates } from './template.js';
export { writeTables } from './write.js';
