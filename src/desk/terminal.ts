/** Plain text that lines up in a terminal, where a Chinese character is two columns wide. */

/** Whether a character takes two columns (East Asian wide and full-width forms). */
function isWide(code: number): boolean {
  return (
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    (code >= 0x1f300 && code <= 0x1faff) ||
    (code >= 0x20000 && code <= 0x3fffd)
  );
}

/** How many columns the text takes; colour codes take none. */
export function width(text: string): number {
  let columns = 0;
  for (const character of stripColour(text)) columns += isWide(character.codePointAt(0)!) ? 2 : 1;
  return columns;
}

const ESCAPE = String.fromCharCode(27);

function stripColour(text: string): string {
  return text.replaceAll(new RegExp(`${ESCAPE}\\[[0-9;]*m`, 'g'), '');
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
