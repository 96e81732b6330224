/** Plain text that lines up in a terminal, where a Chinese character is two columns wide. */

import sumBy from 'lodash-es/sumBy.js';

/** A character that takes two columns (East Asian wide and full-width forms). */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

const ESCAPE = String.fromCharCode(27);
const COLOUR = new RegExp(`${ESCAPE}\\[[0-9;]*m`, 'g');

/** How many columns the text takes; colour codes take none. */
export function width(text: string): number {
  return sumBy([...text.replaceAll(COLOUR, '')], (character) => (WIDE.test(character) ? 2 : 1));
}

export function padEnd(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - width(text)));
}

export function padStart(text: string, columns: number): string {
  return ' '.repeat(Math.max(0, columns - width(text))) + text;
}

/** A number with its thousands apart: `1,234`. */
export function figure(value: number): string {
  return value.toLocaleString('en-US');
}

/** A share as a bar of `columns` blocks; only a whole is shown as full, only nothing as empty. */
export function textBar(part: number, whole: number, columns: number): string {
  const rounded = whole === 0 ? 0 : Math.round((part / whole) * columns);
  const full = part === 0 ? 0 : part === whole ? columns : Math.min(columns - 1, Math.max(1, rounded));
  return '█'.repeat(full) + '░'.repeat(columns - full);
}

/** Columns under their headings: the first one to the left, figures to the right. */
export function textTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const columns = head.map((title, i) => Math.max(width(title), ...rows.map((row) => width(row[i] ?? ''))));
  const line = (cells: readonly string[]): string =>
    cells.map((cell, i) => (i === 0 ? padEnd(cell, columns[i]!) : padStart(cell, columns[i]!))).join('  ');
  return [line(head), columns.map((count) => '─'.repeat(count)).join('  '), ...rows.map(line)].join('\n');
}

/** Breaks the text so that no line is wider than `columns`; continuation lines are indented. */
export function wrap(text: string, columns: number, indent: string): string {
  // Latin words stay whole; Chinese breaks anywhere, but no line starts with a closing mark or ends with an opening one.
  const pieces =
    text.match(/[（「《]*(?:[ -~‘-”–—…]+?(?:\s+|(?=[^ -~‘-”–—…])|$)|[^ -~][,.;:!?)，。、；：！？）」》]*)/gu) ?? [];
  const lines = [indent];
  for (const piece of pieces) {
    const line = lines[lines.length - 1]!;
    if (width(line) + width(piece.trimEnd()) <= columns || line === indent) lines[lines.length - 1] = line + piece;
    else lines.push(indent + piece.trimStart());
  }
  return lines.map((line) => line.trimEnd()).join('\n');
}

const { NO_COLOR: plain } = process.env;
const colours = process.stdout.isTTY === true && !plain;
const paint = (code: string) => (text: string) => (colours ? `${ESCAPE}[${code}m${text}${ESCAPE}[0m` : text);
export const bold = paint('1');
export const dim = paint('2');
export const green = paint('32');
export const red = paint('31');

/** A heading with a rule to the right margin. */
export function heading(text: string, columns = 100): string {
  return `\n${bold(text)} ${dim('─'.repeat(Math.max(0, columns - width(text) - 1)))}`;
}
