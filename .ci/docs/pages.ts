// All pages of the site as Markdown, by the path of their file: cut from documents, made from the sources, or written in examples/zh and examples/en.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codesPage } from './codes.js';
import { cutPages, linked, ROOT, slugOf } from './cut.js';
import { planPage, recordsPage } from './fields.js';
import { folderOf, type Locale } from './menu.js';

export function sitePages(): Map<string, string> {
  const pages = new Map(cutPages().map(([slug, text]) => [`en/${slug}.md`, text]));
  for (const locale of ['en', 'zh'] as const) {
    const made = { records: recordsPage(locale), plan: planPage(locale), codes: codesPage(locale) };
    for (const [slug, text] of Object.entries(made)) pages.set(`${folderOf(locale)}${slug}.md`, text);
    for (const file of readdirSync(join(ROOT, 'examples', locale))) {
      const doc = `examples/${locale}/${file}`;
      const inChinese = (slug: string) => slug in made || existsSync(join(ROOT, `examples/zh/${slug}.md`));
      const text = withCode(readFileSync(join(ROOT, doc), 'utf8'), pages.get(`en/${file}`) ?? '', doc);
      pages.set(`${folderOf(locale)}${file}`, linked(doc, text, locale, inChinese));
    }
  }
  return pages;
}

/** Code is written once: `<!-- code -->` becomes the next block of the page in English, and all of them are taken. */
function withCode(text: string, english: string, doc: string): string {
  const blocks = english.match(/^```[\s\S]*?^```$/gm) ?? [];
  const marks = text.match(/^<!-- code -->$/gm)?.length ?? 0;
  if (marks > 0 && marks !== blocks.length)
    throw new Error(`${doc}: ${marks} blocks of code, ${blocks.length} in English`);
  return text.replace(/^<!-- code -->$/gm, () => blocks.shift()!);
}

/** Links to headings that are not there; of pages that are not there the generator tells itself. */
export function deadAnchors(pages: ReadonlyMap<string, string>): string[] {
  const ids = new Map<string, Set<string>>();
  for (const [path, text] of pages) {
    const headings = text.split('\n').filter((line) => /^#+ /.test(line));
    ids.set(path, new Set(headings.map((line) => /\{#([^}]+)\}$/.exec(line)?.[1] ?? slugOf(line.replace(/^#+ /, '')))));
  }
  return [...pages].flatMap(([path, text]) =>
    [...text.matchAll(/(?:\]\(|link: )(\/[^)#\s]*)?#([^)\s]+)/g)].flatMap(([, page = '', anchor = '']) =>
      ids.get(page ? `${page.slice(1)}.md` : path)?.has(anchor) ? [] : [`${path}: ${page}#${anchor}`],
    ),
  );
}

/** `# desk: words` of a home page becomes the button to the page, where that is built. */
export const withDesk = (text: string, isThere: boolean): string =>
  text.replace(/^ {4}# desk: (.*)\n/gm, (_, words) =>
    isThere ? `    - theme: brand\n      text: ${words}\n      link: /desk.html\n      target: _self\n` : '',
  );

export const THEMES = ['light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/**
 * A marker of a page, `<!-- picture: name | caption -->`, becomes its picture in both themes, and so does `# picture: name | caption` of a home page;
 * a marker of a picture that was not made goes.
 */
export function withPictures(text: string, locale: Locale, made: ReadonlySet<string>): string {
  const file = (name: string, theme: string) => `/pictures/${name}.${locale}.${theme}.png`;
  return text
    .replace(/^<!-- picture: (\w+) \| (.*) -->$/gm, (_, name, caption) =>
      made.has(name) ? THEMES.map((theme) => `![${caption}](${file(name, theme)}){.only-${theme}}`).join('\n') : '',
    )
    .replace(/^ {2}# picture: (\w+) \| (.*)$/gm, (_, name, alt) =>
      made.has(name) ? `  image: { light: ${file(name, 'light')}, dark: ${file(name, 'dark')}, alt: ${alt} }` : '',
    );
}
