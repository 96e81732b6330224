import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import * as charts from 'echarts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { haikouScenario } from '../../examples/haikou-scenario.js';
import { comparePlans, createNetwork, match } from '../../src/index.js';
import { planTables } from '../../src/io/index.js';
import { report } from '../../src/report/index.js';
import { executablePath, launch } from './chromium.js';
import { type Contrast, contrasts } from './contrast.js';

const NEEDS = 400;
/** A folder that keeps the screenshots, to be looked at; without it they go when the test ends. */
const KEPT = process.env['SCREENSHOTS'];

const folder = KEPT ?? mkdtempSync(join(tmpdir(), 'five-society-linkage-'));
const shot = (name: string) => join(folder, `${name}.png`);
const DESKTOP = { width: 1280, height: 900 };
const PHONES = { phone: { width: 360, height: 780 }, small: { width: 320, height: 640 } };

let browser: Browser;

/** The page opened from its file, and all that went wrong in it or was asked of the network. */
async function open(viewport = DESKTOP, locale = 'zh'): Promise<{ page: Page; told: string[] }> {
  const address = pathToFileURL(join(folder, `${locale}.html`)).href;
  const page = await browser.newPage({ viewport });
  const told: string[] = [];
  page.on('console', (message) => told.push(message.text()));
  page.on('pageerror', (error) => told.push(error.message));
  page.on('request', (request) => request.url() !== address && told.push(request.url()));
  await page.goto(address);
  return { page, told };
}

// biome-ignore lint/performance/useDomNodeTextContent: what can be seen.
const seen = (page: Page, selector: string) => page.innerText(selector);
const rows = (page: Page) => page.locator('#needs-table tbody tr');
const ids = (page: Page) => page.locator('#needs-table tbody button').allTextContents();
/** What axe finds wrong, by its rules of WCAG 2.2 and of good practice. @see https://github.com/dequelabs/axe-core */
async function wrongs(page: Page, within = 'html'): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<axe.AxeResults>(`axe.run('${within}', { resultTypes: ['violations'] })`);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target.join(' ')}`));
}
/** What is wider than its place and does not say so. */
const overflowing = (page: Page) =>
  page.locator('main :is(section, .wide, .tile, li, p, dl)').evaluateAll((all) =>
    all
      .filter((one) => one.checkVisibility() && one.scrollWidth > one.clientWidth + 1)
      .filter((one) => !(one.matches('.wide[tabindex]') && one.previousElementSibling?.checkVisibility()))
      .map((one) => `${one.tagName} ${one.className} ${one.textContent}`.slice(0, 60)),
  );
/** Presses a button that prints; the page stays as it is to be printed until it is. */
async function press(page: Page, choice: string): Promise<void> {
  await page.evaluate('window.print = () => {}');
  await page.click(`[data-to-print="${choice}"]`);
}
/** How many pages are printed. */
async function pages(page: Page, name: string): Promise<number> {
  const pdf = await page.pdf({ path: join(folder, `${name}.pdf`), format: 'A4' });
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)!.length;
}
const looks = (page: Page, property: string) =>
  page.evaluate<string>(`getComputedStyle(document.body).getPropertyValue('${property}')`);

describe.skipIf(!executablePath)('the report in a browser', () => {
  beforeAll(async () => {
    mkdirSync(folder, { recursive: true });
    const input = haikouScenario(2026, NEEDS);
    const network = createNetwork(input);
    const plan = match(network);
    const comparison = comparePlans(network, match(network, { method: 'greedy' }), plan);
    const before = { zh: '先到先得', en: 'First come' };
    for (const locale of ['zh', 'en'] as const) {
      const lists = planTables(network, plan, { locale });
      const made = report(network, plan, { charts, comparison, before, lists, locale, explained: 40 });
      writeFileSync(join(folder, `${locale}.html`), made);
    }
    browser = await launch();
  });

  afterAll(async () => {
    await browser?.close();
    if (!KEPT) rmSync(folder, { recursive: true, force: true });
  });

  it.each([
    ['zh-CN', 'light'],
    ['zh-CN', 'dark'],
    ['en', 'light'],
    ['en', 'dark'],
  ])('is legible in %s, %s, on a desk and on phones, and asks for nothing', async (lang, theme) => {
    for (const [name, viewport] of Object.entries({ desk: DESKTOP, ...PHONES })) {
      const { page, told } = await open(viewport, lang === 'en' ? 'en' : 'zh');
      await page.click(`[data-to-theme="${theme}"]`);
      expect(await page.locator('html').getAttribute('lang')).toBe(lang);
      expect(await seen(page, 'h1')).toBe(lang === 'en' ? 'Five-society linkage report' : '五社联动匹配报告');
      expect(await page.title()).toBe(`${await seen(page, 'h1')} · ${await seen(page, '.about')}`);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(viewport.width);
      expect((await page.evaluate<Contrast[]>(contrasts)).filter(({ ratio }) => ratio < 4.5)).toEqual([]);
      expect(await wrongs(page)).toEqual([]);
      expect(await overflowing(page)).toEqual([]);
      await page.screenshot({ path: shot(`${name}-${lang}-${theme}`), fullPage: true });
      await page.locator('#needs-table tbody button').first().click();
      await page.screenshot({ path: shot(`${name}-${lang}-${theme}-drawer`) });
      expect((await page.evaluate<Contrast[]>(contrasts)).filter(({ ratio }) => ratio < 4.5)).toEqual([]);
      expect(await wrongs(page, '#drawer')).toEqual([]);
      expect(told).toEqual([]);
      await page.close();
    }
  });

  it('follows the system until told otherwise', async () => {
    const { page } = await open();
    const light = await looks(page, 'background-color');
    await page.emulateMedia({ colorScheme: 'dark' });
    const dark = await looks(page, 'background-color');
    expect(dark).not.toBe(light);
    await page.click('[data-to-theme="light"]');
    expect(await looks(page, 'background-color')).toBe(light);
    await page.click('[data-to-theme=""]');
    expect(await looks(page, 'background-color')).toBe(dark);
    await page.close();
  });

  it('finds, filters, sorts and turns pages', async () => {
    const { page } = await open();
    expect(await rows(page).count()).toBe(25);
    expect(await seen(page, '#needs-found')).toBe(`1–25，共 ${NEEDS} 个需求`);
    const [first = ''] = await ids(page);
    await page.fill('#needs-search', ` ${first.toLowerCase()} `);
    expect(await ids(page)).toEqual([first]);
    await page.fill('#needs-search', '救助');
    expect(await rows(page).count()).toBeGreaterThan(1);
    await page.fill('#needs-search', 'nobody has this name');
    expect(await seen(page, '#needs-found')).toBe('没有符合的');
    await page.fill('#needs-search', '');
    await page.selectOption('#state', { label: '未满足' });
    expect(new Set(await page.locator('#needs-table .state').allTextContents())).toEqual(new Set(['未满足']));
    await page.selectOption('#state', '');
    await page.selectOption('#needs-rows', '0');
    expect(await rows(page).count()).toBe(NEEDS);
    const sorted = (await ids(page)).sort();
    const head = page.locator('#needs-table th').first();
    await head.locator('button').click();
    expect([await ids(page), await head.getAttribute('aria-sort')]).toEqual([sorted, 'ascending']);
    await page.keyboard.press('Enter');
    expect([await ids(page), await head.getAttribute('aria-sort')]).toEqual([sorted.reverse(), 'descending']);
    await page.selectOption('#needs-rows', '25');
    await page.click('#needs-next');
    expect(await seen(page, '#needs-found')).toBe(`26–50，共 ${NEEDS} 个需求`);
    expect(await ids(page)).toEqual(sorted.slice(25, 50));
    await page.close();
  });

  it('leafs through lists', async () => {
    const { page, told } = await open();
    const cells = (column: number) =>
      page
        .locator(`#lists-table tbody td:nth-child(${column})`)
        .evaluateAll((all) => all.map((one) => one.textContent));
    await page.selectOption('#list', { label: '派单表（按社工站）' });
    expect(await page.locator('#lists-table th').first().textContent()).toBe('街道');
    await page.fill('#lists-search', '海甸街道');
    expect(new Set(await cells(1))).toEqual(new Set(['海甸街道社工站']));
    await page.selectOption('#list', { label: '未满足清单' });
    expect(await page.inputValue('#lists-search')).toBe('');
    const short = page.locator('#lists-table th', { hasText: '缺口' }).locator('button');
    await short.click();
    await short.click();
    const lacks = (await cells(9)).map(Number).filter((figure) => figure > 0);
    expect(lacks).toEqual([...lacks].sort((a, b) => b - a));
    expect(lacks.length).toBeGreaterThan(10);
    if (KEPT) await page.locator('#lists').screenshot({ path: shot('lists') });
    expect(told).toEqual([]);
    await page.close();
  });

  it('opens a drawer by the keyboard and gives the focus back', async () => {
    const { page } = await open();
    await page.selectOption('#state', { label: '部分满足' });
    const button = page.locator('#needs-table tbody button').first();
    const id = await button.textContent();
    await button.focus();
    await page.keyboard.press('Enter');
    expect(await seen(page, '#drawer h2')).toBe(`需求 ${id}`);
    const text = await seen(page, '#drawer');
    for (const word of ['证明了什么', '安排', '为什么', '优先级']) expect(text).toContain(word);
    await page.keyboard.press('Escape');
    expect(await page.locator('#drawer').isVisible()).toBe(false);
    expect(await page.evaluate('document.activeElement.textContent')).toBe(id);
    await page.close();
  });

  it('prints on white, nothing cut off, whatever the theme', async () => {
    const { page } = await open({ width: 703, height: 1000 });
    await page.click('[data-to-theme="dark"]');
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(
      await page.locator('nav, .filters, .tools').evaluateAll((all) => all.map((one) => one.clientHeight)),
    ).toEqual([0, 0, 0, 0]);
    expect(await looks(page, '--paper')).toBe('#fff');
    // What sticks to a screen would lie over other pages.
    expect(await page.evaluate(`getComputedStyle(document.querySelector('.gaps thead th')).position`)).toBe('static');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(703);
    for (const chart of await page.locator('.chart:visible').all()) {
      const box = await chart.boundingBox();
      expect(box && box.x >= 0 && box.x + box.width <= 703 && box.height < 500).toBe(true);
    }
    expect((await page.pdf({ path: join(folder, 'report.pdf'), format: 'A4' })).length).toBeGreaterThan(20_000);
    await page.close();
  });

  it('opens with what to do today, from where needs open', async () => {
    const { page } = await open();
    expect(await page.locator('main > :first-child').getAttribute('id')).toBe('today');
    const button = page.locator('#today li button').first();
    const id = await button.textContent();
    await button.click();
    expect(await seen(page, '#drawer h2')).toBe(`需求 ${id}`);
    expect(await seen(page, '#drawer')).toContain('怎么办');
    await page.close();
  });

  it('prints one page, what is unmet, or who does what', async () => {
    for (const locale of ['zh', 'en']) {
      const { page } = await open(DESKTOP, locale);
      await press(page, 'brief');
      await page.emulateMedia({ media: 'print' });
      const shown = page.locator('main > :visible, main .pair > section:visible');
      const ids = await shown.evaluateAll((all) => all.map((one) => one.id || one.className));
      expect(ids).toEqual(['today', 'tiles', 'coverage', 'comparison']);
      expect(await pages(page, `brief-${locale}`)).toBe(1);
      await page.close();
    }
    const { page } = await open();
    await page.selectOption('#district', { index: 1 });
    const count = async () => Number(/共 (\d+) 个/.exec(await seen(page, '#needs-found'))?.[1]);
    const all = await count();
    await page.selectOption('#state', { label: '已满足' });
    const unmet = all - (await count());
    await page.selectOption('#state', '');
    await press(page, 'unmet');
    expect(await page.locator('#printed h2').textContent()).toBe(`未满足 · ${unmet} 个需求，共 ${NEEDS} 个`);
    expect(await page.locator('#printed tbody').count()).toBe(unmet);
    expect(await pages(page, 'unmet')).toBeGreaterThan(1);
    const left = async () => [await page.locator('#printed *').count(), await page.getAttribute('html', 'data-print')];
    expect(await left()).toEqual([0, null]);
    await press(page, 'dispatch');
    const providers = await page.locator('#printed tbody tr:first-child td:first-child').allTextContents();
    expect(new Set(providers).size).toBe(providers.length);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('main > :visible').evaluateAll((own) => own.map(({ id }) => id))).toEqual(['printed']);
    await page.close();
  });

  it('runs no script but its own', async () => {
    const { page } = await open();
    const run = page.addScriptTag({ content: 'globalThis.intruder = true' });
    await run.catch(() => undefined);
    expect(await page.evaluate('globalThis.intruder')).toBe(undefined);
    await page.close();
  });
});
