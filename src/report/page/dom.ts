import type { PageData } from '../page-data.js';

export const root = document.documentElement;

/** The element of this id: the page has it, and as what it is asked for. */
export function byId<E extends HTMLElement>(id: string): E {
  return document.getElementById(id) as E;
}

/** Data become text nodes, never markup. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string>>,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

export const data = JSON.parse(byId('data').textContent) as PageData;

/** A text of the data. */
export const textAt = (place: number): string => data.texts[place] ?? '';

/** A word of the page's own. */
export function said(name: keyof PageData['words'], values: Readonly<Record<string, string | number>> = {}): string {
  return textAt(data.words[name]).replace(/\{(\w+)\}/g, (_, key: string) => String(values[key]));
}

const isChinese = root.lang.startsWith('zh');
export const colon = isChinese ? '：' : ': ';
export const several = (parts: readonly string[]) => parts.join(isChinese ? '、' : ', ');
