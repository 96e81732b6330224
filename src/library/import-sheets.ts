import isEqual from 'lodash-es/isEqual.js';
import type { Fault } from '../errors/linkage-error.js';
import type { Table, TableIssue } from '../io/index.js';
import { issueAt } from '../io/issue-at.js';
import { readAll } from '../io/read.js';
import { numberOf } from '../io/sheets/open.js';
import { tableName } from '../io/tables.js';
import { getOrSet } from '../kernel/maps.js';
import { importNetwork } from '../model/network.js';
import { COLLECTIONS, type Collection, type Input } from '../model/records.js';
import { readInput } from '../model/rows.js';
import type { Tier } from '../model/vocabulary.js';
import { inBoth } from '../say/reading.js';
import type { Acting } from './acting.js';
import { type EditDone, identityOf, type LibraryEdit, makeEdits, recordKey } from './edits.js';
import { keptRows, type LibraryRecord } from './records-kept.js';

export interface ImportIntoOptions {
  /** When the sheets were taken from the library, an instant: what they do not change is left as it is now, and what was changed on both sides since is a conflict. — 表格导出的时刻；其后双方都改过的为冲突。 */
  readonly since?: string | undefined;
  /** Which stations see what is new. — 新增记录共享到哪一级。 */
  readonly share?: Tier | undefined;
}

/** What came of sheets. */
export interface ImportedInto {
  /** What was added or changed; what is the same already is not. — 新增与更改的记录。 */
  readonly done: readonly EditDone[];
  /** What could not be read, by its cell. — 未能读入之处。 */
  readonly issues: readonly TableIssue[];
}

const NAMES = Object.keys(COLLECTIONS) as Collection[];
type Fields = Readonly<Record<string, unknown>>;

/** Reads sheets into the library: what can be read is added or changed, all or none of it; what the sheets do not list stays. */
export async function importInto(
  acting: Acting,
  tables: readonly Table[],
  { since, share }: ImportIntoOptions = {},
): Promise<ImportedInto> {
  const { input, issues, torn, origins } = readAll(tables);
  const bad = new Map<string, Fault>();
  // Of a wrong shape; what a record refers to may be in the library already.
  readInput({ catalogue: [], ...input }, (code, path, value, message) => {
    if (path.length > 1) getOrSet(bad, path.slice(0, 2).join(' '), () => ({ code, path, value, message }));
  });
  const now = mapOf(await keptRows(acting, 'all'));
  const then = since === undefined ? now : mapOf(await keptRows(acting, 'asOf', [since]));
  // That a kind is not listed at all is nothing to tell: it may be in the library.
  const told = issues.filter(({ file }) => file !== undefined);
  const edits = NAMES.flatMap((collection) =>
    ((input[collection] ?? []) as readonly Fields[]).flatMap((record, i): LibraryEdit[] => {
      const { table, row } = origins.get(collection)?.[i] ?? {};
      // What stands nowhere was made of what others name.
      if (!table || torn.has(record)) return [];
      const fault = bad.get(`${collection} ${i}`);
      if (fault) {
        const said = inBoth(() => fault.message);
        told.push(issueAt(table, row!, undefined, fault.code, said));
        return [];
      }
      const at = { source: tableName(table), row: numberOf(table, row!) };
      const key = recordKey({ collection, id: identityOf(collection, record) });
      const [known, read] = [now.get(key), then.get(key)];
      if (isEqual(record, known?.record) || (since !== undefined && isEqual(record, read?.record))) return [];
      const edit = { collection, record, ...at } as unknown as Omit<LibraryEdit & { type: 'add' }, 'type'>;
      if (known === undefined && read === undefined) return [{ ...edit, type: 'add', share } as LibraryEdit];
      return [{ ...edit, type: 'change', version: (read ?? known)!.version } as LibraryEdit];
    }),
  );
  return { done: await makeEdits(acting, edits), issues: told };
}

const mapOf = (records: readonly LibraryRecord[]) => new Map(records.map((one) => [recordKey(one), one]));

/** What of the records makes a network, and why the others do not: a record that is seen may name one that is not. */
export function seenWhole(input: Input): { input: Input; issues: ReturnType<typeof importNetwork>['issues'] } {
  const { issues } = importNetwork(input);
  const out = new Set(issues.map(({ path }) => path.slice(0, 2).join(' ')));
  const whole = NAMES.flatMap((name) => {
    const list = input[name] as readonly unknown[] | undefined;
    return list ? [[name, list.filter((_, i) => !out.has(`${name} ${i}`))]] : [];
  });
  return { input: { ...input, ...Object.fromEntries(whole) }, issues };
}
