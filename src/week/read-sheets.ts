import mapValues from 'lodash-es/mapValues.js';
import type { Purchasable } from '../advice/purchasable.js';
import { jsonFault } from '../errors/json-fault.js';
import { LinkageError } from '../errors/linkage-error.js';
import type { FundResult } from '../fund/fund-result.js';
import { type ImportedTables, importTables, openFiles, type Table, type TableIssue } from '../io/index.js';
import { isDecisions } from '../io/settle/doubles-table.js';
import { isGlossary } from '../io/settle/glossary.js';
import { type Orders, ordersIn } from '../io/settle/orders.js';
import { isJust } from '../io/settle/plain-rows.js';
import { pricesIn } from '../io/settle/price-list.js';
import { type PlanSettings, policyIn, readSettings, settingsIn } from '../io/settle/settings.js';
import type { Bilingual } from '../model/vocabulary.js';
import type { PolicyOptions } from '../policy/policy.js';
import { inBoth } from '../say/reading.js';
import { SECOND_WEEK, SHEETS } from '../say/words.js';
import { voteIn } from './fund-vote.js';
import { filledIn } from './results.js';
import { isDispatch } from './returned.js';
import type { Shelf } from './shelf.js';

export interface SheetsOptions {
  /** Words of columns to carry through to dispatch lists. */
  readonly carry?: readonly string[] | undefined;
  /** Settings as JSON, over those of sheets. */
  readonly policy?: string | undefined;
  /** Settings over all others. */
  readonly settings?: PlanSettings | undefined;
}

/** What sheets say: records, and how they are to be planned. */
export interface ReadSheets extends ImportedTables {
  /** Absent: all as by default. */
  readonly policy: PolicyOptions | undefined;
  readonly acrossWeeks: boolean;
  /** Who makes the lists. */
  readonly maker: string | undefined;
  readonly orders: Orders;
  /** What residents decided that the fund pays for. */
  readonly vote: FundResult | undefined;
  readonly prices: readonly Purchasable[];
  /** Dispatch lists that people have filled in. */
  readonly returned: readonly Table[];
}

export const POLICY = 'policy.json';

/** Whether tables have records in them, and not only what is to be done with them. */
export const haveRecords = (all: readonly Table[]): boolean => sorted(all).records.length > 0;

/** Whether a sheet is of a workbook of lists that the desk wrote: of these only what came back is read. */
function isOfLists(all: readonly Table[]): (table: Table) => boolean {
  const having = ({ zh, en }: Bilingual) => new Set(all.flatMap((one) => (isJust(one, [zh, en]) ? [one.file] : [])));
  const [overview, dispatch] = [having(SHEETS.overview), having(SHEETS.byProvider)];
  return ({ file }) => overview.has(file) && dispatch.has(file);
}

/** Sheets by what they are for. */
function sorted(all: readonly Table[]) {
  const { given } = SECOND_WEEK;
  const called = (names: readonly string[]) => all.filter((table) => isJust(table, names));
  const { settings, pins, bans, prices, ...vote } = mapValues(given, called);
  const back = all.filter(isDispatch);
  const written = all.filter(isOfLists(all));
  const own = (tables: readonly Table[]) => tables.filter((table) => !written.includes(table));
  const [projects, ballots] = [own(vote.projects), own(vote.ballots)];
  const isVote = projects.length > 0 && ballots.length > 0;
  const voted = isVote ? { projects, ballots } : { projects: [], ballots: [] };
  const ours = new Set([
    ...settings,
    ...pins,
    ...bans,
    ...prices,
    ...voted.projects,
    ...voted.ballots,
    ...back,
    ...written,
  ]);
  const records = all.filter((table) => !ours.has(table) && table.file !== POLICY);
  return { settings, pins, bans, prices, voted, back, written, ours, records };
}

/**
 * Reads sheets, what people have filled in of lists that the desk wrote, and how plans are to be made.
 *
 * @throws LinkageError `INVALID_OPTIONS` for settings that cannot be used
 */
export async function readSheets(
  all: readonly Table[],
  shelf: Shelf,
  { carry = [], policy, settings }: SheetsOptions = {},
): Promise<ReadSheets> {
  const sheets = sorted(all);
  const own = { ...settingsIn(sheets.settings), ...(policy !== undefined && settingsOf(policy)), ...settings };
  const filled = await openFiles(await filledIn(shelf));
  const settled = [...filled, ...sheets.written].filter((table) => isGlossary(table) || isDecisions(table));
  const read = importTables([...sheets.records, ...settled], { carry });
  const orders = ordersIn(read.network, sheets.pins, sheets.bans);
  const { prices, issues: mispriced } = pricesIn(read.network, sheets.prices);
  const vote = voteIn(read.network, sheets.voted, own.fund);
  const notes = [...sheets.ours].map((table) => ({
    file: table.file,
    sheet: 'sheet' in table ? table.sheet : undefined,
    found: 0,
    read: 0,
    unread: [],
    said: [inBoth((words) => words.orders)],
  }));
  return {
    ...read,
    tables: [...read.tables, ...notes],
    issues: [...read.issues, ...orders.issues, ...vote.issues, ...mispriced],
    policy: policyIn(own),
    acrossWeeks: own.acrossWeeks ?? false,
    maker: own.maker,
    orders: { ...orders, pins: [...orders.pins, ...vote.pins], pinsAt: [...orders.pinsAt, ...vote.pinsAt] },
    vote: vote.result,
    prices,
    returned: [...filled.filter(isDispatch), ...sheets.back],
  };
}

/** The settings of a file of JSON. */
function settingsOf(json: string): PlanSettings {
  const text = json.replace(/^\ufeff/, '');
  const place = (path: readonly (string | number)[]) => ({ path: [POLICY, ...path], file: POLICY, value: undefined });
  const broken = jsonFault(text);
  if (broken) {
    const said = inBoth((words) => words.badPolicy(broken.line, broken.column));
    const fault: TableIssue = { ...place([]), code: 'NOT_JSON', message: said.en, said };
    throw new LinkageError('INVALID_OPTIONS', 'These settings cannot be used.', [fault]);
  }
  try {
    return readSettings(JSON.parse(text));
  } catch (error) {
    if (!(error instanceof LinkageError)) throw error;
    const faults = error.details.map((fault) => ({ ...fault, ...place(fault.path), value: fault.value }));
    throw new LinkageError('INVALID_OPTIONS', 'These settings cannot be used.', faults);
  }
}
