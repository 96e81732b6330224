import type { Cell } from './tables.js';

/** What separates cells in the wild; the first is the one that is written. */
export const SEPARATORS = [',', ';', '\t'] as const;

/** A text cell that a spreadsheet might run as a formula, full-width signs too, or that begins with the guard itself. */
const RISKY = /^[=+\-@\t\r\n＝＋－＠']/;

/** Text that no spreadsheet runs: with an apostrophe before what might be a formula. Undone by {@link unguarded}. */
export function guarded(text: string): string {
  return RISKY.test(text) ? `'${text}` : text;
}

/** Takes off the apostrophe that {@link guarded} put on; another one stays. */
export function unguarded(text: string): string {
  return text.startsWith("'") && RISKY.test(text.slice(1)) ? text.slice(1) : text;
}

const [QUOTE, BLANK, CR, LF] = [34, 32, 13, 10];
/** One for all blank lines, of which a file may have millions. */
const NOTHING = [''];
const MORE = /[^\s,;]/g;

/**
 * The rows of a text, each with the cells it has, and the numbers (from 0) of those whose quotes do not close well: of one that never closes, only its row. Line ends of Windows and of
 * old Macs count outside quotes, blanks between quotes and what separates do not. O(length).
 *
 * @param most rows, and cells, after which reading ends; `more` says whether anything comes after them
 */
export function parseCsv(
  text: string,
  separator: string,
  most = Number.POSITIVE_INFINITY,
  mostCells = Number.POSITIVE_INFINITY,
): { rows: string[][]; broken: Set<number>; more: boolean } {
  const rows: string[][] = [];
  const broken = new Set<number>();
  const comma = separator.charCodeAt(0);
  const row: string[] = [];
  let [at, cells] = [0, 0];

  /** Past what is up to the end of a cell. */
  function past(from: number): number {
    for (let end = from; end < text.length; end++) {
      const code = text.charCodeAt(end);
      if (code === comma || code === LF || code === CR) return end;
    }
    return text.length;
  }
  function pastBlanks(from: number): number {
    let end = from;
    while (text.charCodeAt(end) === BLANK) end++;
    return end;
  }
  function cell(): string {
    const open = pastBlanks(at);
    const start = at;
    if (text.charCodeAt(open) !== QUOTE) {
      at = past(open);
      // Most cells say what the one above does: one string for both.
      const above = rows.at(-1)?.[row.length];
      return above?.length === at - start && text.startsWith(above, start) ? above : text.slice(start, at);
    }
    let close = text.indexOf('"', open + 1);
    while (close >= 0 && text.charCodeAt(close + 1) === QUOTE) close = text.indexOf('"', close + 2);
    const after = close < 0 ? open : pastBlanks(close + 1);
    at = past(after);
    if (at > after) broken.add(rows.length);
    if (close < 0) return text.slice(open, at);
    const inner = text.slice(open + 1, close).replaceAll('""', '"');
    return at > after ? inner + text.slice(close + 1, at) : inner;
  }

  while (text !== '' && at <= text.length && rows.length < most && cells < mostCells) {
    row.push(cell());
    cells++;
    const code = text.charCodeAt(at);
    at += code === CR && text.charCodeAt(at + 1) === LF ? 2 : 1;
    if (code === comma && cells < mostCells) continue;
    // A copy takes no more room than it has cells.
    rows.push(row.length === 1 && row[0] === '' ? NOTHING : row.slice());
    row.length = 0;
  }
  MORE.lastIndex = at;
  return { rows, broken, more: MORE.test(text) };
}

/** A byte order mark, by which Excel knows UTF-8. */
const MARK = '\ufeff';

/**
 * Rows as a CSV file that Excel opens: UTF-8 with a byte order mark, commas, CRLF. A text that a spreadsheet might run as a formula
 * (it begins with `= + - @`, a tab or a line break) gets an apostrophe in front, which `readTables` takes off again; numbers stay
 * numbers. O(cells).
 *
 * @example
 * for (const table of writeTables(input)) writeFileSync(table.file, toCsv(table));
 */
export function toCsv({ rows }: { readonly rows: readonly (readonly Cell[])[] }): string {
  return MARK + rows.map((row) => row.map(cellText).join(',')).join('\r\n');
}

function cellText(cell: Cell): string {
  if (typeof cell === 'number') return String(cell);
  const text =
    typeof cell === 'string' ? guarded(cell) : cell instanceof Date ? cell.toISOString() : String(cell ?? '');
  return quoted(text, ',');
}

/** A text as a cell, in quotes where it could be read otherwise without. */
export function quoted(text: string, separator: string): string {
  const isPlain = !text.includes(separator) && !/["\r\n\ufeff]|^\s|\s$/.test(text);
  return isPlain ? text : `"${text.replaceAll('"', '""')}"`;
}
