import { UNIT_NAMES } from '../model/vocabulary.js';

export type Locale = 'zh' | 'en';

/** Longest name shown, in characters. */
const MAX_SHOWN = 60;

/**
 * Text of the data made harmless and plain inside a Markdown table cell: no markup, HTML, link, line break, control or
 * bidirectional character takes effect.
 */
export function escaped(text: string): string {
  const plain = text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '');
  const characters = [...plain];
  const cut = characters.length > MAX_SHOWN ? `${characters.slice(0, MAX_SHOWN).join('')}…` : plain;
  return cut
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[\\`*_[\]|~$#!@]/g, '\\$&')
    .replace(/:(?=\/\/)|(?<=www)\./gi, '\\$&');
}

/** `1234567` as `1,234,567`. Not by locale data, which differ from machine to machine. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A quantity with its unit, money as yuan and minutes as hours: `3,000 元`, `1 h 30 min`, `2 sessions`. */
export function measured(count: number, unit: string, locale: Locale): string {
  const zh = locale === 'zh';
  if (unit === 'fen') {
    const rest = count % 100;
    const yuan = `${grouped((count - rest) / 100)}${rest === 0 ? '' : `.${String(rest).padStart(2, '0')}`}`;
    return zh ? `${yuan} 元` : `¥${yuan}`;
  }
  if (unit === 'minute') {
    const rest = count % 60;
    const hours = count >= 60 ? `${grouped((count - rest) / 60)} ${zh ? '小时' : 'h'}` : '';
    const minutes = rest > 0 || count === 0 ? `${rest} ${zh ? '分钟' : 'min'}` : '';
    return [hours, minutes].filter(Boolean).join(' ');
  }
  const name = UNIT_NAMES.get(unit);
  if (name === undefined) return `${grouped(count)} ${escaped(unit)}`;
  return `${grouped(count)} ${zh ? name.zh : count === 1 ? name.en : `${name.en}s`}`;
}

/** Share covered, rounded down to a tenth of a per cent, so that 100% means all of it. */
export function percent(covered: number, demanded: number): string {
  if (covered >= demanded) return '100%';
  const share = Math.floor((covered / demanded) * 1000) / 10;
  return covered > 0 && share === 0 ? '<0.1%' : `${share}%`;
}

/** A Markdown table; columns whose heading ends in `>` stand to the right. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const right = (heading: string) => heading.endsWith('>');
  return [
    line(headings.map((heading) => (right(heading) ? heading.slice(0, -1) : heading))),
    line(headings.map((heading) => (right(heading) ? '--:' : ':--'))),
    ...rows.map(line),
  ];
}
