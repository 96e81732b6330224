// The site that `npm run docs` builds: .ci/docs.ts writes its pages into out/site, the menu is in .ci/docs/menu.ts.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type DefaultTheme, defineConfig } from 'vitepress';
import { slugOf } from '../../.ci/docs/cut.js';
import { folderOf, type Locale, MENU, REFERENCE, TRY } from '../../.ci/docs/menu.js';

const SITE = join(import.meta.dirname, '../../out/site');
const has = (file: string) => existsSync(join(SITE, file));

/** All pages, in both menus; of one that is there in one language only it is said in which. */
function sidebar(locale: Locale): DefaultTheme.SidebarItem[] {
  const other: Locale = locale === 'zh' ? 'en' : 'zh';
  const itemOf = (slug: string, text: string) => {
    const here = has(`${folderOf(locale)}${slug}.md`);
    const only = here ? '' : { zh: '（中文）', en: ' · English' }[other];
    return { text: text + only, link: `/${folderOf(here ? locale : other)}${slug}` };
  };
  return MENU.map((group) => ({
    text: group[locale],
    items: group.pages.map((page) => itemOf(page.slug, page[locale])),
  }));
}

const files = (locale: Locale): DefaultTheme.NavItemWithLink[] => [
  ...(has('public/desk.html') ? [{ text: TRY[locale], link: '/desk.html', target: '_self' }] : []),
  { text: REFERENCE[locale], link: '/reference/index.html', target: '_self' },
];

const themeOf = (locale: Locale, words: DefaultTheme.Config): DefaultTheme.Config => ({
  ...words,
  sidebar: sidebar(locale),
  nav: [
    { text: MENU[0]!.pages[1]![locale], link: `/${folderOf(locale)}handbook` },
    { text: MENU[0]!.pages[0]![locale], link: `/${folderOf(locale)}first-plan` },
    ...files(locale),
  ],
  outline: { level: [2, 3], ...(words.outline as object) },
});

/** Words between blanks, and Chinese by pairs of characters, which needs no dictionary. Runs in the browser: it can see nothing around it. */
function tokenize(text: string): string[] {
  return text
    .split(/[\s\p{P}\p{S}]+/u)
    .flatMap((word) => word.match(/\p{Script=Han}+|[^\p{Script=Han}]+/gu) ?? [])
    .flatMap((run) => (/\p{Script=Han}/u.test(run) ? Array.from(run, (_, i) => run.slice(i, i + 2)) : [run]));
}

export default defineConfig({
  srcDir: '../out/site',
  outDir: '../out/docs',
  cacheDir: '../out/.vitepress',
  base: process.env['DOCS_BASE'] ?? '/',
  head: [['link', { rel: 'icon', href: 'data:,' }]],
  metaChunk: true,
  // What the documents say of tags and templates is text.
  markdown: {
    html: false,
    anchor: { slugify: slugOf },
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
  },
  locales: {
    root: {
      label: '中文',
      lang: 'zh-CN',
      title: '五社联动',
      description: '把居民的急难愁盼与五社对上，方案可证明为最优',
      themeConfig: themeOf('zh', {
        outline: { label: '本页' },
        docFooter: { prev: '上一页', next: '下一页' },
        sidebarMenuLabel: '目录',
        returnToTopLabel: '回到顶部',
        langMenuLabel: '语言',
        darkModeSwitchLabel: '外观',
        lightModeSwitchTitle: '浅色',
        darkModeSwitchTitle: '深色',
        skipToContentLabel: '跳到正文',
      }),
    },
    en: {
      label: 'English',
      lang: 'en',
      title: 'five-society-linkage',
      description: "Residents' urgent needs and the five societies, matched by a plan that is proved to be best",
      themeConfig: themeOf('en', { outline: { label: 'On this page' } }),
    },
  },
  themeConfig: {
    search: {
      provider: 'local',
      options: {
        miniSearch: { options: { tokenize }, searchOptions: { combineWith: 'AND', prefix: true } },
        locales: {
          root: {
            translations: {
              button: { buttonText: '搜索', buttonAriaLabel: '搜索' },
              modal: {
                displayDetails: '显示详情',
                resetButtonTitle: '清除',
                backButtonTitle: '关闭',
                noResultsText: '没有找到',
                footer: { selectText: '打开', navigateText: '上下移动', closeText: '关闭' },
              },
            },
          },
        },
      },
    },
  },
});
