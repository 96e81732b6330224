import { getOrSet } from '../../kernel/maps.js';
import { inBoth } from '../../say/reading.js';
import type { Opened, TellOf } from '../sheets/open.js';
import { ownPart } from '../sheets/which-table.js';

/** An id as a table has it, to be settled. */
interface Held {
  id: string;
  readonly record: Record<string, unknown>;
  readonly lines: readonly unknown[];
}

/** What ids became: of a collection, by where a table belongs and what was written there. */
export type Renamed = Map<string, Map<string, Map<string, string>>>;

/** The place or team whose file or sheet this is: what its name says beside the kind. References look there first. */
export const homeOf = ({ file, sheet }: Pick<Opened, 'file' | 'sheet'>): string =>
  (sheet === undefined ? '' : ownPart(sheet)) || ownPart(file);

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const SIGNS = '10X98765432';
const MOBILE = /^(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}$/;

/** Whether a text has the form of an identity number, with its check digit, or of a mobile number. */
export function isPersonal(text: string): boolean {
  if (text.length < 11) return false;
  if (MOBILE.test(text)) return true;
  if (!/^\d{6}(?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]$/.test(text)) return false;
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(text[i]), 0);
  return SIGNS[sum % 11] === text[17]!.toUpperCase();
}

/** Running pseudonyms for personal numbers: one number has one, wherever it stands. */
export function pseudonyms() {
  const names = new Map<string, string>();
  const stem = inBoth((words) => words.stem).zh;
  return (id: string): string => (isPersonal(id) ? getOrSet(names, id, () => `${stem}-${names.size + 1}`) : id);
}

/** Ids that count from 1 in every file. */
const RUNNING = /^\d{1,4}$/;

/**
 * Settles the ids of one collection, table by table. Numbers of persons get pseudonyms. Where files count their records each from 1, ids
 * get the name of the file's place in front, 大同-1, in every such file that has one; rows that say the same are doubles, and stay.
 * O(records).
 */
export function settleIds(
  groups: readonly { readonly table: Opened; readonly drafts: readonly Held[] }[],
  collection: string,
  renamed: Renamed,
  alias: (id: string) => string,
  tell: TellOf,
): void {
  const collide = collidingIn(groups);
  for (const [n, { table, drafts }] of groups.entries()) {
    const scope = homeOf(table);
    const prefix = collide.has(n) && scope !== '' ? `${scope}-` : '';
    let personal = 0;
    for (const draft of drafts) {
      const own = alias(draft.id);
      if (own !== draft.id) personal++;
      if (prefix + own === draft.id) continue;
      if (prefix !== '') {
        const byScope = getOrSet(renamed, collection, () => new Map<string, Map<string, string>>());
        getOrSet(byScope, scope, () => new Map<string, string>()).set(draft.id, prefix + own);
      }
      draft.id = prefix + own;
      if (draft.record['id'] !== undefined) draft.record['id'] = draft.id;
    }
    const said = [
      ...(prefix === '' ? [] : [inBoth((words) => words.prefixed(scope))]),
      ...(personal === 0 ? [] : [inBoth((words) => words.pseudonym(personal))]),
    ];
    for (const one of said) tell(table, table.top, table.headings[0], 'READ_AS', one);
    table.said.push(...said);
  }
}

/** The tables that have a running number in common with another of another place, for records that differ. */
function collidingIn(groups: readonly { readonly table: Opened; readonly drafts: readonly Held[] }[]): Set<number> {
  const found = new Set<number>();
  if (groups.length < 2) return found;
  const first = new Map<string, { n: number; draft: Held }>();
  const scopes = groups.map(({ table }) => homeOf(table));
  for (const [n, { drafts }] of groups.entries()) {
    for (const draft of drafts) {
      if (!RUNNING.test(draft.id)) continue;
      const before = getOrSet(first, draft.id, () => ({ n, draft }));
      if (before.n === n || scopes[before.n] === scopes[n]) continue;
      const same =
        JSON.stringify([before.draft.record, before.draft.lines]) === JSON.stringify([draft.record, draft.lines]);
      if (!same) found.add(n).add(before.n);
    }
  }
  return found;
}
