// Cuts the README, the guide and the guides at their headings into the pages of the menu, with links that lead to where a heading now stands.
import { existsSync, readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { ELSEWHERE, folderOf, type Locale, MENU } from './menu.js';

export const ROOT = join(import.meta.dirname, '../..');
const CUT = ['README.md', 'examples/README.md', 'examples/guides.md'];
const FENCED = /(^```[\s\S]*?^```$)/m;

/** The id of a heading, as in links: of the site, and near enough of what shows Markdown elsewhere. */
export const slugOf = (heading: string): string =>
  heading
    .replace(/[`*"'“”‘’]/g, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_]+/gu, '-')
    .replace(/^-|-$/g, '');

interface Section {
  readonly doc: string;
  readonly heading: string;
  readonly text: string;
}

/** What stands before the first heading of a document is named by its path, what stands below one by the heading. */
function sectionsOf(doc: string): Section[] {
  const text = readFileSync(join(ROOT, doc), 'utf8').replace(/^# .*\n/, '');
  if (!CUT.includes(doc)) return [{ doc, heading: doc, text }];
  const [intro = '', ...rest] = text.split(/^#{1,2} (.*)$/m);
  const below = rest.flatMap((heading, i) => (i % 2 === 0 ? [{ doc, heading, text: rest[i + 1]! }] : []));
  return [{ doc, heading: doc, text: intro }, ...below];
}

const PAGES = MENU.flatMap((group) => group.pages);
/** The page that has a heading, or a whole document. */
const PAGE_OF = new Map<string, string>([
  ...Object.entries(ELSEWHERE),
  ...PAGES.flatMap(({ slug, from }) => from.map((heading): [string, string] => [heading, slug])),
]);
const SECTIONS = new Map<string, Section>();
for (const doc of new Set([...CUT, ...[...PAGE_OF.keys()].filter((name) => name.endsWith('.md'))]))
  for (const section of sectionsOf(doc)) {
    if (SECTIONS.has(section.heading))
      throw new Error(`${doc}: another document has a heading "${section.heading}", too`);
    SECTIONS.set(section.heading, section);
  }

/** Where in the site a link of a document leads; nowhere if what it names is no page. */
function siteLink(doc: string, target: string): string | undefined {
  if (/^(https?:|#|\/)/.test(target))
    return CUT.includes(doc) && target.startsWith('#') ? headingLink(doc, target) : target;
  const [path = '', anchor] = target.split('#');
  const file = normalize(join(doc, '..', path));
  const [, locale, slug] = /^examples\/(zh|en)\/(.*)\.md$/.exec(file) ?? [];
  if (slug) return `/${folderOf(locale as Locale)}${slug}${anchor ? `#${anchor}` : ''}`;
  if (anchor) return headingLink(file, `#${anchor}`);
  const page = PAGE_OF.get(file);
  if (!page && !existsSync(join(ROOT, file))) throw new Error(`${doc}: there is no ${target}`);
  return page && `/en/${page}`;
}

function headingLink(doc: string, target: string): string {
  const ids = (text: string) => [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => `#${slugOf(heading)}`);
  for (const { doc: of, heading, text } of SECTIONS.values()) {
    const isIt = `#${slugOf(heading)}` === target;
    if (of !== doc || !(isIt || ids(text).includes(target))) continue;
    const page = PAGES.find(({ slug }) => slug === PAGE_OF.get(heading))!;
    return `/en/${page.slug}${isIt && (page.from[0] ?? heading) === heading ? '' : target}`;
  }
  throw new Error(`${doc}: nothing there is ${target}`);
}

/** The text of a document as the site has it: links lead to pages of its language, where they are there; those to no page are words. */
export const linked = (doc: string, text: string, locale: Locale, inChinese: (slug: string) => boolean): string =>
  text
    .split(FENCED)
    .map((part, i) =>
      i % 2 === 1
        ? part
        : part.replace(/\[([^\]]*)\]\(([^)\s]+)\)/g, (_, words, target) => {
            const to = siteLink(doc, target);
            const slug = /^\/en\/([\w-]+)$/.exec(to ?? '')?.[1];
            return to ? `[${words}](${locale === 'zh' && slug && inChinese(slug) ? `/${slug}` : to})` : words;
          }),
    )
    .join('');

/** The pages that are cut from documents, in English, by slug. */
export function cutPages(): [slug: string, text: string][] {
  const lost = [...SECTIONS.keys()].filter((heading) => !PAGE_OF.has(heading) && heading !== 'examples/guides.md');
  if (lost.length > 0) throw new Error(`no page of the menu has: ${lost.join(', ')}`);
  return PAGES.filter(({ from }) => from.some((heading) => SECTIONS.has(heading))).map(({ slug, en, from }) => {
    const parts = from.map((heading, i) => {
      const { doc, text } = SECTIONS.get(heading)!;
      return (i === 0 ? '' : `## ${heading}\n`) + linked(doc, text, 'en', () => false);
    });
    const text = parts.join('\n').trim();
    // Without headings there is nothing to list beside it, and its tables can be wider.
    return [slug, `${/^##/m.test(text) ? '' : '---\naside: false\n---\n\n'}# ${en}\n\n${text}\n`];
  });
}
