import { TABLES, type TableKind } from '../record-columns.js';
import type { Cell } from '../tables.js';
import { bare, type Settled, scoreOf, wordsFor } from './headings.js';

const NAMES: ReadonlyMap<string, TableKind> = new Map(
  TABLES.flatMap((kind) =>
    [...wordsFor(kind), ...kind.files, kind.collection].map((name) => [bare(name), kind] as const),
  ),
);
const NAMED = new RegExp([...NAMES.keys()].sort((a, b) => b.length - a.length).join('|'), 'g');
/** What may be named for the place it is, beside what is listed. */
const PLACES: readonly string[] = ['communities', 'stations'];
/** Words of names that tell no file from another. */
const GENERIC =
  /(?:工作表|sheet|book)\d*|副本|copy|清单|台账|名册|名单|登记|统计|汇总|一览|明细|信息|表|lists?|csv|xlsx?/g;
const ENDING = /\.\w{1,5}$/;

const spelt = (name: string): string[] => bare(name.replace(ENDING, '')).match(NAMED) ?? [];

/** The kind of table that a name says: `社区需求` and `需求-城西社工站.csv` list needs. The last one named that is no place counts. */
export function kindOf(name: string): TableKind | undefined {
  const named = spelt(name).map((word) => NAMES.get(word)!);
  return named.findLast(({ collection }) => !PLACES.includes(collection)) ?? named.at(-1);
}

/** What tells a file or sheet from others of its kind: `大同` of `需求-大同.csv`, nothing of `需求表.xlsx` and `Sheet1`. */
export function ownPart(name: string): string {
  const parts = name.replace(ENDING, '').split(/[^\p{L}\p{N}]+/u);
  const own = parts.map((part) => bare(part).replace(NAMED, ' ').replace(GENERIC, ' ').trim().replace(/\s+/g, '-'));
  // A figure alone is a number of the copy or the page, unless nothing else is there.
  const words = own.filter((part) => part !== '');
  const named = words.filter((part) => !/^\d+$/.test(part));
  return (named.length > 0 ? named : words).join('-').slice(0, 24);
}

/** By how much one kind's headers must say more than any other's. */
const CLEAR = 0.45;
/** What a table says at the least by its headers alone, and what is worth asking about. */
const ENOUGH = 0.9;
const SOME = 0.5;

/** The kinds that some first rows may be headers of, best first. */
function scored(rows: readonly (readonly Cell[])[], settled?: Settled): { kind: TableKind; score: number }[] {
  return TABLES.map((kind) => ({ kind, score: Math.max(0, ...rows.map((row) => scoreOf(row, kind, settled))) })).sort(
    (a, b) => b.score - a.score,
  );
}

/**
 * What a table lists: by the name of the sheet, else of the file, unless its headers plainly say something else; else by its headers, where
 * they are plain. Otherwise `among`, the kinds that come near.
 */
export function whichTable(
  named: TableKind | undefined,
  rows: readonly (readonly Cell[])[],
  settled?: Settled,
): { readonly kind?: TableKind; readonly byHeaders: boolean; readonly among: readonly TableKind[] } {
  const [best, second] = scored(rows, settled) as [
    { kind: TableKind; score: number },
    { kind: TableKind; score: number },
  ];
  const clear = best.score >= ENOUGH && best.score - second.score >= CLEAR;
  if (named) {
    const own = Math.max(0, ...rows.map((row) => scoreOf(row, named, settled)));
    const other = clear && best.kind !== named && best.score >= 4 * Math.max(own, 0.4);
    return other ? { kind: best.kind, byHeaders: true, among: [] } : { kind: named, byHeaders: false, among: [] };
  }
  if (clear) return { kind: best.kind, byHeaders: true, among: [] };
  return {
    byHeaders: true,
    among:
      best.score < SOME
        ? []
        : scored(rows, settled)
            .filter(({ score }) => best.score - score < CLEAR)
            .map(({ kind }) => kind),
  };
}
