import { amountOf, type Locale, shown } from './phrase.js';

/** A name of the data, short and harmless inside a Markdown table cell. */
export function escaped(text: string): string {
  return escapedSentence(shown(text));
}

/** Plain text made harmless inside a Markdown table cell: no markup, HTML or link in it takes effect. */
export function escapedSentence(text: string): string {
  return text
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

/** A quantity with its unit, for a Markdown table cell. */
export function measured(count: number, unit: string, locale: Locale): string {
  return escapedSentence(amountOf(count, unit, locale));
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
