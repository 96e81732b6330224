import { fold } from '../../errors/nearest.js';
import { getOrSet } from '../../kernel/maps.js';
import { inBoth } from '../../say/reading.js';
import { HEADS, LIST_WORDS, SHEETS } from '../../say/words.js';
import type { Headed } from '../cells.js';
import { TABLES, type TableKind } from '../record-columns.js';
import { bare, columnOf, columnsNear, LONGEST, type Settled, spoken, wordsFor } from '../sheets/headings.js';
import type { Cell, Table, TableIssue } from '../tables.js';
import { filledRows, isCalled, issueIn } from './plain-rows.js';

/** What words and headings mean, as people have settled it in a list 对照, or 词表核对 filled in. */
export interface Glossary {
  readonly size: number;
  /** A cell in the words that are meant; several in one cell each by itself. */
  settle(cell: Cell, heading: Headed): Cell;
  readonly column: Settled;
  /** Whether a word is meant as it is. */
  owns(word: unknown): boolean;
  /** What is written there that cannot be meant. */
  readonly issues: readonly TableIssue[];
}

const { word } = HEADS;
const both = ({ zh, en }: { readonly zh: string; readonly en: string }) => [zh, en];
const HEAD = {
  word: [...both(word.word), '原词'],
  meant: [...both(word.meant), '标准词', '对应'],
  column: both(word.column),
  side: both(word.side),
};
const NAMES = [...both(SHEETS.words), '对照', 'glossary'];
const HEADINGS = new Set([...both(LIST_WORDS.heading), '列名', '列标题', 'header', 'column'].map(fold));
const NOT_READ = new Set([...both(LIST_WORDS.notRead), '不读', '不读取', '不用', '忽略', 'ignore'].map(fold));

export const isGlossary = (table: Table): boolean => isCalled(table, NAMES);

/** Reads what is filled in; of two rows for one word the later one counts. O(cells). */
export function glossaryOf(tables: readonly Table[]): Glossary {
  /** Under '' what holds in every column. */
  const columns = new Map<string, Map<string, string>>();
  const headings = headingsSettled();
  const own = new Set<string>();
  for (const table of tables) {
    for (const row of filledRows(table, HEAD, ['column', 'side'])) {
      if (row.word === '' || row.meant === '') continue;
      if (HEADINGS.has(fold(row.column))) headings.add(table, row);
      else if (row.column === '' && NOT_READ.has(fold(row.meant))) headings.add(table, row);
      else if (fold(row.word) === fold(row.meant)) own.add(row.word);
      else getOrSet(columns, fold(row.column), () => new Map<string, string>()).set(fold(row.word), row.meant);
    }
  }
  const anywhere = columns.get('');
  const wordsOf = ({ header, column }: Headed) =>
    ['', column.name.zh, column.name.en, header].flatMap((name) => [...(columns.get(fold(name)) ?? [])]);
  const byHeading = new Map<Headed, ReadonlyMap<string, string>>();
  return {
    size: own.size + headings.size() + [...columns.values()].reduce((sum, { size }) => sum + size, 0),
    issues: headings.issues,
    owns: (one) => typeof one === 'string' && own.has(one),
    column(header, kind) {
      if (header.length > LONGEST) return undefined;
      const settled = headings.of(header, kind);
      if (settled !== undefined || !anywhere) return settled;
      // A row that does not say what its word is may be of a heading that nothing else explains.
      const meant = anywhere.get(fold(header));
      return meant !== undefined && columnOf(meant, kind) && !columnOf(header, kind) ? meant : undefined;
    },
    settle(cell, heading) {
      if (typeof cell !== 'string' || columns.size === 0 || cell.length > 1000) return cell;
      const meant = getOrSet(byHeading, heading, () => new Map(wordsOf(heading)));
      if (meant.size === 0) return cell;
      const whole = meant.get(fold(cell));
      if (whole !== undefined) return whole;
      return cell.replace(/[^、,，;；|/\n]+/g, (part) => meant.get(fold(part)) ?? part);
    },
  };
}

/** What is settled of headings: of one kind of table, or of each that has such a column. */
function headingsSettled() {
  const settled = new Map<string, Map<TableKind, string>>();
  const issues: TableIssue[] = [];
  return {
    issues,
    size: () => settled.size,
    of: (header: string, kind: TableKind) => settled.get(bare(header))?.get(kind),
    add(table: Table, row: Record<'word' | 'meant' | 'side', string> & { readonly row: number }): void {
      const named = TABLES.filter((kind) => wordsFor(kind).some((name) => bare(name) === bare(row.side)));
      const kinds = named.length > 0 ? named : TABLES;
      const isOwn = NOT_READ.has(fold(row.meant)) || bare(row.meant) === bare(row.word);
      const having = isOwn ? kinds : kinds.filter((kind) => columnOf(row.meant, kind));
      const byKind = getOrSet(settled, bare(row.word), () => new Map<TableKind, string>());
      for (const kind of having) byKind.set(kind, isOwn ? '' : row.meant);
      if (having.length > 0) return;
      const near = columnsNear(row.meant, kinds[0]!)[0]?.name;
      const said = {
        zh: inBoth((words) => words.noSuchColumn(named[0]?.name.zh ?? '各表', row.meant, near?.zh ?? '')).zh,
        en: inBoth((words) => words.noSuchColumn(named[0]?.name.en ?? 'tables', row.meant, near ? spoken(near) : ''))
          .en,
      };
      issues.push(issueIn(table, row.row, word.meant.zh, row.meant, 'UNKNOWN_WORD', said));
    },
  };
}
