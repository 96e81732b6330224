import type { WrittenAmount } from './amounts.js';
import { unit as unitCell } from './cell-lists.js';
import type { Known, Tell } from './cells.js';
import type { Column, TableKind } from './record-columns.js';

/** What the cells of a row come to together: figures with their units, and what is lost with a cell that cannot be read. */

/** Figures that are counted in what another field says. */
const UNIT_FIELDS: Readonly<Record<string, Column['path']>> = {
  quantity: ['unit'],
  perSlot: ['unit'],
  perRequirement: ['unit'],
  perNeed: ['unit'],
  minimum: ['unit'],
  'approval.limit': ['unit'],
  'cap.quantity': ['cap', 'unit'],
  'cap.perSlot': ['cap', 'unit'],
  'cap.perDay': ['cap', 'unit'],
  'cap.perWeek': ['cap', 'unit'],
};

type Counts = Readonly<Record<string, number>>;
const PEOPLE: Counts = { 人: 1, 名: 1, 位: 1 };
const TIMES: Counts = { 次: 1 };
const YEARS: Counts = { 岁: 1, 周岁: 1 };
const CASES: Counts = { 案: 1, 个案: 1, 件: 1 };
/** Figures that are counted in one thing, by its words, each with how many of it they are. */
const COUNTED: Readonly<Record<string, Counts>> = {
  hours: { 小时: 1, 时: 1, h: 1, hour: 1, hours: 1 },
  'reach.radius': { 米: 1, m: 1, 公里: 1000, 千米: 1000, km: 1000 },
  months: { 月: 1, 年: 12 },
  age: YEARS,
  'eligibility.minAge': YEARS,
  'eligibility.maxAge': YEARS,
  population: PEOPLE,
  beneficiaries: PEOPLE,
  groupSize: PEOPLE,
  askedLast7Days: TIMES,
  servedLast30Days: TIMES,
  shows: TIMES,
  noShows: TIMES,
  'caseload.open': CASES,
  'caseload.max': CASES,
  severity: { 级: 1 },
};

export const isAmount = (value: unknown): value is WrittenAmount =>
  typeof value === 'object' && value !== null && 'about' in value && 'value' in value;

/**
 * The figure of a cell that names its unit. The unit goes where the row says none; another one there is refused, by CONTRADICTION.
 *
 * @param units what holds the field of the unit, and sets it
 */
export function figureOf(
  { value, unit = '' }: WrittenAmount,
  { field }: Column,
  units: { get(path: Column['path']): unknown; set(path: Column['path'], unit: unknown): void },
  known: Known,
  refuse: Tell,
): number {
  const at = UNIT_FIELDS[field];
  if (at === undefined) {
    const factor = COUNTED[field]?.[unit.toLowerCase()];
    if (factor === undefined) refuse('NOT_A_NUMBER', `expected a number, found one with the unit "${unit}".`);
    return value * (factor ?? 1);
  }
  const own = unitCell.read(unit, known, refuse);
  const said = units.get(at);
  if (said === undefined) units.set(at, own);
  else if (said !== own) refuse('CONTRADICTION', `the unit of the figure is "${unit}", and the row has another one.`);
  return value;
}

/** What narrows a record: without it the record would serve, or be served, as nobody has said. */
const NARROWING =
  /^(?:(?:reach|eligibility|restriction|approval|cap|caseload|location)\.|(?:windows|perSlot|perRequirement|perNeed|minimum|expiresAt|declines|conflicts|checks|societies|single|remote|minor|consentTier|patterns|partial|start|end)$)/;

/** What a cell that cannot be read costs: only itself, the figure that it belongs to, or, where it is required or narrows, the record. */
export function lostWith({ field, line, required }: Column, kind: TableKind | undefined): 'cell' | 'figure' | 'record' {
  if (required || NARROWING.test(field)) return 'record';
  if (!line || (field !== 'quantity' && field !== 'unit')) return 'cell';
  // How much is asked can be unknown; what is offered cannot.
  return kind?.collection === 'needs' ? 'figure' : 'record';
}
