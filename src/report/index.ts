/**
 * A plan as one HTML page, for those who read it: coverage, charts, gaps, every need with its reasons, and what is proved.
 *
 * @packageDocumentation
 */
export type { Charts } from './charts.js';
export type { List } from './data.js';
export { type ReportOptions, report } from './report.js';
