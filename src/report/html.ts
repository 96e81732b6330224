import type { Bilingual } from '../model/vocabulary.js';
import type { Locale } from '../say/phrase.js';

/** Markup that is safe to put into a page as it is. Only {@link html} and {@link trusted} make it. */
export interface Html {
  readonly markup: string;
}

type Value = Html | string | number | undefined | readonly Value[];

/** A template whose values are escaped, for text and for attributes in double quotes; `Html` goes in as it is. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Html {
  return trusted(parts.reduce((markup, part, i) => markup + markupOf(values[i - 1]) + part));
}

/** Takes markup of our own, or of a library that escapes, as it is. */
export function trusted(markup: string): Html {
  return { markup };
}

function markupOf(value: Value): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return escaped(value);
  if (typeof value === 'number') return String(value);
  return 'markup' in value ? value.markup : value.map(markupOf).join('');
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

/** The `lang` of each language; the style sheet shows those that agree with the page's own. */
export const LANG: Readonly<Record<Locale, string>> = { zh: 'zh-CN', en: 'en' };
export const LOCALES = ['zh', 'en'] as const;

/** Something that can be said in both languages. */
export type Say<T extends Html | string = string> = Bilingual | ((locale: Locale) => T);

/** A text in both languages, of which the page shows one; just the text where they are the same. */
export function both(say: Say<Html | string>): Html {
  const [zh, en] = LOCALES.map((locale) => {
    const text = typeof say === 'function' ? say(locale) : say[locale];
    return typeof text === 'string' ? escaped(text) : text.markup;
  });
  return trusted(zh === en ? zh! : `<span lang="${LANG.zh}">${zh}</span><span lang="${LANG.en}">${en}</span>`);
}

/** A bar of three parts: met, partly met, unmet. Its figures stand beside it. */
export function bar(met: number, partly: number, all: number): Html {
  const at = (count: number) => Math.round((1000 * count) / Math.max(1, all)) / 10;
  return html`<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect class="unmet" width="${all > 0 ? 100 : 0}" height="8"/><rect class="partly" width="${at(met + partly)}" height="8"/><rect class="met" width="${at(met)}" height="8"/></svg>`;
}
