import { KINDS, nodeOf } from '../../model/rows.js';
import { SOCIETIES, SOCIETY_NAMES } from '../../model/vocabulary.js';
import type { Locale } from '../../say/phrase.js';
import { HEADS, SHEETS } from '../../say/words.js';
import { textOf } from '../cells.js';
import type { Opened } from '../sheets/open.js';
import type { WrittenTable } from '../tables.js';
import { clean } from './read-cells.js';

/** Texts of columns that are not read, by the node key of their record and by their headers: for lists that stay where they are made. */
export type Carried = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** What columns whose headers have one of the words say of each record, in its first row. O(records). */
export function carriedFrom(
  origins: Iterable<readonly { readonly table: Opened; readonly row: number; readonly id: string }[]>,
  words: readonly string[],
): Carried {
  const carried = new Map<string, Map<string, string>>();
  if (words.length === 0) return carried;
  for (const places of origins) {
    for (const { table, row, id } of places) {
      const { collection } = table.kind!;
      const node = nodeOf(collection, id);
      const texts = [...table.others, ...table.owned].flatMap(([header, at]) => {
        const text = textOf(clean(table.rows[row]![at])).trim();
        return text !== '' && words.some((word) => header.includes(word)) ? [[header, text] as const] : [];
      });
      if (texts.length > 0 && KINDS.has(collection) && !carried.has(node)) carried.set(node, new Map(texts));
    }
  }
  return carried;
}

/**
 * The dispatch lists among `tables` with the columns that were carried through, of the need and of the provider; the other lists as they are.
 * O(cells).
 */
export function withCarried(tables: readonly WrittenTable[], carried: Carried, locale: Locale = 'zh'): WrittenTable[] {
  const sheets = [SHEETS.byProvider[locale], SHEETS.byStation[locale]];
  const societies = new Map<unknown, string>(SOCIETIES.map((society) => [SOCIETY_NAMES[society][locale], society]));
  return tables.map((table) => {
    const [head = [], ...rows] = table.rows;
    const [need, society, id] = [HEADS.need.id, HEADS.provider.society, HEADS.provider.id].map((one) =>
      head.indexOf(one[locale]),
    );
    if (!sheets.includes(table.sheet) || carried.size === 0) return table;
    const of = [
      [HEADS.match.ofNeed, (row: WrittenTable['rows'][number]) => `need:${row[need!]}`],
      [HEADS.match.ofProvider, (row: WrittenTable['rows'][number]) => `${societies.get(row[society!])}:${row[id!]}`],
    ] as const;
    const more = of.flatMap(([name, keyOf]) => {
      const headers = new Set(rows.flatMap((row) => [...(carried.get(keyOf(row))?.keys() ?? [])]));
      return [...headers].map((header) => ({
        head: name[locale](header),
        text: (row: WrittenTable['rows'][number]) => carried.get(keyOf(row))?.get(header),
      }));
    });
    // Before what is filled in by hand.
    const at = head.indexOf(HEADS.task.received[locale]);
    return {
      ...table,
      rows: [
        head.toSpliced(at, 0, ...more.map((one) => one.head)),
        ...rows.map((row) => row.toSpliced(at, 0, ...more.map(({ text }) => text(row)))),
      ],
      columns: table.columns!.toSpliced(at, 0, ...more.map(() => ({}))),
    };
  });
}
