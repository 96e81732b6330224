import { describe, expect, it } from 'vitest';
import { MENU } from '../../.ci/docs/menu.js';
import { deadAnchors, sitePages, withDesk, withPictures } from '../../.ci/docs/pages.js';
import { errorCodes, faultCodes, inputJsonSchema, planSchema } from '../../src/index.js';

const pages = sitePages();
const anchors = (path: string): string[] =>
  [...pages.get(path)!.matchAll(/^#+ .*\{#([^}]+)\}$/gm)].map(([, id = '']) => id);
const section = (path: string, id: string): string =>
  pages
    .get(path)!
    .split(/^(?=#+ )/m)
    .find((part) => part.split('\n')[0]!.endsWith(`{#${id}}`))!;

describe('the site in Chinese', () => {
  it('has every page but that of figures', () => {
    const english = [...pages.keys()].filter((path) => path.startsWith('en/')).map((path) => path.slice(3));
    expect(english.filter((path) => !pages.has(path))).toEqual(['benchmarks.md']);
  });

  it('has all code of the pages in English, once', () => {
    const blocks = (text: string) => text.match(/^```ts[\s\S]*?^```$/gm) ?? [];
    for (const path of ['certificate.md', 'embedding.md', 'live.md', 'outcomes.md'])
      expect(blocks(pages.get(path)!)).toEqual(blocks(pages.get(`en/${path}`)!));
    for (const [path, text] of pages) expect([path, /^<!-- code -->$/m.test(text)]).toEqual([path, false]);
  });

  it('leads to the page to try where that is built', () => {
    for (const path of ['index.md', 'en/index.md']) {
      expect(withDesk(pages.get(path)!, true)).toContain('link: /desk.html');
      expect(withDesk(pages.get(path)!, false)).not.toContain('desk');
    }
  });
});

describe.each([
  ['zh', ''],
  ['en', 'en/'],
] as const)('the site, %s', (locale, folder) => {
  it('has a place for every code, with what to do', () => {
    const codes = Object.keys({ ...errorCodes, ...faultCodes });
    expect(anchors(`${folder}codes.md`).sort()).toEqual(codes.sort());
    for (const code of codes)
      expect(section(`${folder}codes.md`, code)).toMatch(
        locale === 'zh' ? /怎么办：\*\* .+。\n/ : /What to do:\*\* .+\.\n/,
      );
  });

  it('has a table for every kind of record, with all of its fields', () => {
    const { properties } = inputJsonSchema({ locale }) as { properties: Record<string, Schema> };
    const common = section(`${folder}records.md`, 'common');
    for (const [record, { items }] of Object.entries(properties).filter(([, { type }]) => type === 'array')) {
      const own = section(`${folder}records.md`, record);
      for (const [field, { description }] of Object.entries(items!.properties!)) {
        const row = `| ${description!.replaceAll('|', '\\|')}`;
        expect(
          [own, own.includes('(#common)') ? common : ''].some(
            (text) => text.includes(`\`${field}\``) && text.includes(row),
          ),
          `${record}.${field}`,
        ).toBe(true);
      }
    }
  });

  it('says which fields of records are required', () => {
    expect(section(`${folder}records.md`, 'needs')).toMatch(/\| `urgency` \*\*(必填|required)\*\* \|/);
    expect(section(`${folder}records.md`, 'needs')).toMatch(/\| `severity` \|/);
  });

  it('has all fields of the plan', () => {
    const head = pages.get(`${folder}plan.md`)!.split('## ')[0]!;
    for (const field of Object.keys(planSchema._zod.def.shape)) expect(head).toContain(`| \`${field}\``);
    expect(anchors(`${folder}plan.md`)).toEqual(expect.arrayContaining(['in-linkages-allocations', 'in-unmet-reason']));
  });

  it('has what those who begin read, in their language', () => {
    for (const slug of ['index', 'first-plan', 'handbook']) expect([...pages.keys()]).toContain(`${folder}${slug}.md`);
  });
});

interface Schema {
  readonly type?: string;
  readonly description?: string;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
}

describe('the pages', () => {
  it('are those of the menu', () => {
    const slugs = MENU.flatMap((group) => group.pages.map(({ slug }) => slug));
    const made = [...pages.keys()].map((path) => path.replace(/^en\/|\.md$/g, ''));
    expect(new Set(made)).toEqual(new Set([...slugs, 'index']));
  });

  it('link to nothing that is not there', () => {
    expect(deadAnchors(pages)).toEqual([]);
    const targets = [...pages.values()].flatMap((text) =>
      [...text.matchAll(/(?:\]\(|link: )\/([^)#\s]*)/g)].map(([, to]) => `${to}.md`),
    );
    expect(targets.length).toBeGreaterThan(50);
    expect(targets.filter((path) => !pages.has(path))).toEqual([]);
  });

  it('would tell a link to a heading that is not there', () => {
    const two = new Map([
      ['a.md', '# A\n\n## Here\n\n[x](#here) [y](/en/b#there) [z](#gone)\n    link: /en/b#away\n'],
      ['en/b.md', '# B\n\n### Else {#there}\n\n[x](/a#here) [y](#else)'],
    ]);
    expect(deadAnchors(two)).toEqual(['a.md: #gone', 'a.md: /en/b#away', 'en/b.md: #else']);
  });

  it('have pictures where there is a browser, and nothing in their place where there is none', () => {
    const text = 'a\n<!-- picture: gaps | What lacks -->\nb';
    expect(withPictures(text, 'en', new Set())).toBe('a\n\nb');
    expect(withPictures(text, 'en', new Set(['gaps']))).toContain(
      '![What lacks](/pictures/gaps.en.dark.png){.only-dark}',
    );
    for (const [path, page] of pages)
      expect([path, withPictures(page, 'zh', new Set())]).toEqual([path, expect.not.stringContaining('picture: ')]);
  });
});
