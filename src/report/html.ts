import type { Bilingual } from '../model/vocabulary.js';
import type { Locale } from '../say/phrase.js';

/** Markup that is safe to put into a page as it is, in the language asked for. Only {@link html}, {@link told} and {@link trusted} make it. */
export type Html = (locale: Locale) => string;

type Value = Html | string | number | undefined | readonly Value[];

/** A template whose values are escaped, for text and for attributes in double quotes; `Html` goes in as it is. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Html {
  return (locale) => parts.reduce((markup, part, i) => markup + markupOf(values[i - 1], locale) + part);
}

/** Takes markup of our own, or of a library that escapes, as it is. */
export function trusted(markup: string): Html {
  return () => markup;
}

function markupOf(value: Value, locale: Locale): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return escaped(value);
  if (typeof value === 'number') return String(value);
  return typeof value === 'function' ? value(locale) : value.map((one) => markupOf(one, locale)).join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}

/** The `lang` of each language. */
export const LANG: Readonly<Record<Locale, string>> = { zh: 'zh-CN', en: 'en' };

/** A text in the language of the page. */
export function told(text: Bilingual | ((locale: Locale) => string)): Html {
  return (locale) => escaped(typeof text === 'function' ? text(locale) : text[locale]);
}

/** A bar of three parts: met, partly met, unmet. Its figures stand beside it. */
export function bar(met: number, partly: number, all: number): Html {
  const at = (count: number) => Math.round((1000 * count) / Math.max(1, all)) / 10;
  return html`<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect class="unmet" width="${all > 0 ? 100 : 0}" height="8"/><rect class="partly" width="${at(met + partly)}" height="8"/><rect class="met" width="${at(met)}" height="8"/></svg>`;
}
