import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Purchasable } from '../advice/purchasable.js';
import { jsonFault } from '../errors/json-fault.js';
import { LinkageError } from '../errors/linkage-error.js';
import { type ImportedTables, importTables, readFiles, type Table, type TableIssue } from '../io/index.js';
import { isDecisions } from '../io/settle/doubles-table.js';
import { isGlossary } from '../io/settle/glossary.js';
import { type Orders, ordersIn } from '../io/settle/orders.js';
import { isJust } from '../io/settle/plain-rows.js';
import { pricesIn } from '../io/settle/price-list.js';
import { type PlanSettings, policyIn, readSettings, settingsIn } from '../io/settle/settings.js';
import type { PolicyOptions } from '../policy/policy.js';
import { inBoth } from '../say/reading.js';
import { DESK_WORDS, SECOND_WEEK } from '../say/words.js';
import { FILLED, filledIn } from './out-folder.js';
import { isDispatch } from './returned.js';

export interface FolderOptions {
  readonly locale: 'zh' | 'en';
  readonly out: string;
  readonly carry?: readonly string[] | undefined;
  /** A file of settings in place of those of the folder. */
  readonly policy?: string | undefined;
}

/** What a folder says: records, and how they are to be planned. */
export interface ReadFolder extends ImportedTables {
  /** Absent: all as by default. */
  readonly policy: PolicyOptions | undefined;
  readonly acrossWeeks: boolean;
  readonly orders: Orders;
  readonly prices: readonly Purchasable[];
  /** Dispatch lists that people have filled in. */
  readonly returned: readonly Table[];
}

const POLICY = 'policy.json';

/**
 * Reads the sheets of a folder, what people have filled in of lists that the desk wrote, and how plans are to be made.
 *
 * @throws LinkageError `UNREADABLE_FILE`; `INVALID_OPTIONS` for settings that cannot be used
 */
export async function readFolder(
  folder: string,
  { locale, out, carry = [], policy }: FolderOptions,
): Promise<ReadFolder> {
  const results = `${relative(folder, out).replaceAll('\\', '/')}/`;
  const all = (await readFiles(folder)).filter(({ file }) => !file.startsWith(results));
  const { settings, pins, bans, prices } = SECOND_WEEK.given;
  const called = (names: readonly string[]) => all.filter((table) => isJust(table, names));
  const [set, pinned, banned, priced] = [settings, pins, bans, prices].map(called) as [
    Table[],
    Table[],
    Table[],
    Table[],
  ];
  const back = all.filter(isDispatch);
  const ours = new Set([...set, ...pinned, ...banned, ...priced, ...back]);
  const records = all.filter((table) => !ours.has(table) && table.file !== POLICY);
  if (records.length === 0) throw new LinkageError('UNREADABLE_FILE', DESK_WORDS[locale].noTables(folder));
  const file = policy ?? (all.some((table) => table.file === POLICY) ? join(folder, POLICY) : undefined);
  const own: PlanSettings = { ...settingsIn(set), ...(file !== undefined && (await settingsOf(file))) };
  const { acrossWeeks = false, ...rest } = own;
  const read = importTables([...records, ...(await filledLists(out))], { carry });
  const orders = ordersIn(read.network, pinned, banned);
  const { prices: bought, issues: mispriced } = pricesIn(read.network, priced);
  const notes = [...ours].map((table) => ({
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
    issues: [...read.issues, ...orders.issues, ...mispriced],
    policy: Object.keys(rest).length === 0 ? undefined : policyIn(rest),
    acrossWeeks,
    orders,
    prices: bought,
    returned: [
      ...(
        await tablesOf(
          out,
          (await filledIn(out)).map((one) => one.file),
        )
      ).filter(isDispatch),
      ...back,
    ],
  };
}

/** The settings of a file of JSON. */
async function settingsOf(file: string): Promise<PlanSettings> {
  const text = (await readFile(file, 'utf8')).replace(/^\ufeff/, '');
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

/** Lists 词表核对 and 疑似重复 that people have filled in where the desk wrote them, now or before. */
async function filledLists(out: string): Promise<Table[]> {
  const kept = await readdir(join(out, FILLED)).catch(() => []);
  const files = [...(await filledIn(out)).map(({ file }) => file), ...kept.map((name) => `${FILLED}/${name}`)];
  return (await tablesOf(out, files)).filter((table) => isGlossary(table) || isDecisions(table));
}

async function tablesOf(out: string, files: readonly string[]): Promise<Table[]> {
  return (await Promise.all(files.map((file) => readFiles(join(out, file)).catch(() => [])))).flat();
}
