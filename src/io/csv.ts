import Papa from 'papaparse';
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

/** Line ends of Windows and of old Macs outside quotes, where the file has several kinds, too; no blanks between quotes and what separates. */
function plain(text: string): string {
  const isLoose = /[,;\t\r\n] +"|" +[,;\t\r\n]/.test(text);
  if (!text.includes('\r') && !isLoose) return text;
  // A quote opens only where a cell begins; of two in a row the second opens again.
  if (!isLoose) return text.replace(/(?<=^|[,;\t\r\n"])"[^"]*"|\r\n?/g, (part) => (part[0] === '"' ? part : '\n'));
  const odd = /(?<=^|[,;\t\r\n"])("[^"]*")(?: +(?=[,;\t\r\n]|$))?|(?<=^|[,;\t\r\n]) +(?=")|\r\n?/g;
  return text.replace(odd, (part, quoted: string | undefined) => quoted ?? (part[0] === ' ' ? '' : '\n'));
}

/** The rows of a text, each with the cells it has, and the numbers (from 0) of those whose quotes do not close well. O(length). */
export function parseCsv(text: string, separator: string, most = 0): { rows: string[][]; broken: Set<number> } {
  const { data, errors } = Papa.parse<string[]>(plain(text), {
    delimiter: separator,
    newline: '\n',
    preview: most,
  });
  return { rows: data, broken: new Set(errors.flatMap(({ type, row }) => (type === 'Quotes' ? [row ?? 0] : []))) };
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
  return /[,"\r\n\ufeff]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
