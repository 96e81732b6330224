import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { haikouScenario } from '../../examples/haikou-scenario.js';
import { runDesk } from '../../src/desk/desk.js';
import { toCsv, toWorkbook, writeTables } from '../../src/io/index.js';
import { executablePath, launch } from './chromium.js';

const DESK = pathToFileURL(join(import.meta.dirname, '../../dist/desk.html')).href;
/** A folder that keeps the screenshots, to be looked at. */
const KEPT = process.env['SCREENSHOTS'];
const folder = KEPT ?? mkdtempSync(join(tmpdir(), 'five-society-linkage-'));
const NEEDS = 150;

let browser: Browser;

/** The page opened from its file without a network, and all that went wrong in it or was asked of anybody. */
async function open(options: Parameters<Browser['newContext']>[0] = {}) {
  const context = await browser.newContext({
    viewport: { width: 1200, height: 900 },
    acceptDownloads: true,
    ...options,
  });
  await context.setOffline(true);
  const told: string[] = [];
  return { context, told, page: await tab(context, told) };
}

async function tab(context: BrowserContext, told: string[] = []): Promise<Page> {
  const page = await context.newPage();
  page.on('console', (message) => told.push(message.text()));
  page.on('pageerror', (error) => told.push(error.message));
  page.on('request', (request) => !/^(?:file|blob):/.test(request.url()) && told.push(request.url()));
  await page.goto(DESK);
  await page.locator('h1').waitFor();
  return page;
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const go = (page: Page, name: string) => page.locator('.steps').getByRole('button', { name, exact: true }).click();

async function give(page: Page, files: { name: string; buffer: Buffer }[]): Promise<void> {
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles(files.map((file) => ({ ...file, mimeType: 'application/octet-stream' })));
  await page.locator('.result').waitFor();
}

async function plan(page: Page): Promise<void> {
  await button(page, '排方案').click();
  await page.locator('.tiles').waitFor();
}

async function saved(page: Page, name: string): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), button(page, name).click()]);
  return readFileSync(await download.path());
}

// biome-ignore lint/performance/useDomNodeTextContent: what can be seen.
const seen = (part: Locator) => part.innerText();

const shot = (page: Page, name: string) => page.screenshot({ path: join(folder, `desk-${name}.png`) });

/** What a checker of accessibility finds. */
async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

const isWider = (page: Page) => page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth');

describe.skipIf(!executablePath)('the desk in a browser', () => {
  let book: Buffer;

  beforeAll(async () => {
    mkdirSync(folder, { recursive: true });
    book = Buffer.from(await toWorkbook(writeTables(haikouScenario(2026, NEEDS))));
    browser = await launch();
  });

  afterAll(async () => {
    await browser?.close();
    if (!KEPT) rmSync(folder, { recursive: true, force: true });
  });

  it('goes all the way from sheets to lists, offline, and asks nobody', async () => {
    const { page, told } = await open();
    expect(await barriers(page)).toEqual([]);
    await shot(page, 'first');
    await give(page, [{ name: 'week.xlsx', buffer: book }]);
    expect(await seen(page.locator('.result'))).toContain(`需求 ${NEEDS} 个`);
    await plan(page);
    await shot(page, 'today');
    expect(await page.locator('.pressing li').count()).toBeGreaterThan(5);
    await page.locator('.pressing a').first().click();
    expect(await seen(page.locator('.why'))).toMatch(/需求 N\d+ 要/);
    await page.locator('.why .close').click();
    for (const [name, part] of [
      ['清单', '.list tbody tr'],
      ['图', '.picture path'],
      ['试一试', '.form'],
      ['证明', '.checks .good'],
      ['设置', '.field'],
    ] as const) {
      await go(page, name);
      await page.locator(part).first().waitFor();
      expect(await barriers(page)).toEqual([]);
      await shot(page, part.slice(1, 5).trim());
    }
    expect(told).toEqual([]);
    await page.context().close();
  });

  it('makes the plan of the command, byte for byte, and checks plans that others made', async () => {
    const sheets = join(folder, 'sheets');
    const out = mkdtempSync(join(folder, 'out-'));
    mkdirSync(sheets, { recursive: true });
    writeFileSync(join(sheets, 'week.xlsx'), book);
    await runDesk(sheets, { locale: 'zh', out });
    const file = join(out, 'plan.json');
    const { page } = await open();
    await give(page, [{ name: 'week.xlsx', buffer: book }]);
    await plan(page);
    await go(page, '清单');
    expect(String(await saved(page, '下载方案文件'))).toBe(readFileSync(file, 'utf8'));
    expect((await saved(page, '下载报告')).length).toBeGreaterThan(10_000);
    expect((await saved(page, '下载全部清单')).subarray(0, 2).toString()).toBe('PK');
    await go(page, '证明');
    await page.locator('.field input').setInputFiles(file);
    await page.locator('.checks').nth(1).waitFor();
    expect(await page.locator('.checks .bad').count()).toBe(0);
    const other = readFileSync(file, 'utf8').replace(/"cost":(\d)/, '"cost":1$1');
    await page
      .locator('.field input')
      .setInputFiles({ name: 'p.json', mimeType: 'text/plain', buffer: Buffer.from(other) });
    await page.locator('.checks .bad').first().waitFor();
    await page.context().close();
  });

  it('keeps the week when it is closed, tells of a second window, and saves to a file that it opens again', async () => {
    const { page, context } = await open();
    await give(page, [{ name: 'week.xlsx', buffer: book }]);
    await plan(page);
    await page.getByText('已存在这台电脑').waitFor();
    const week = await saved(page, '存成文件');
    await page.reload();
    await page.locator('.tiles').waitFor();
    const second = await tab(context);
    await second.getByText('另一个窗口也开着').waitFor();
    await context.close();
    const { page: anew } = await open();
    await anew
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'week.json', mimeType: 'application/json', buffer: week });
    await anew.locator('.tiles').waitFor();
    await anew.context().close();
  });

  it('shows what a change would do, and takes it back', async () => {
    const { page } = await open();
    await give(page, [{ name: 'week.xlsx', buffer: book }]);
    await plan(page);
    await go(page, '试一试');
    await button(page, '撤掉一个需求').click();
    const need = await page.locator('.form option').first().getAttribute('value');
    await page.locator('.form input').fill(need!);
    await button(page, '加上').click();
    await page.locator('section li').first().waitFor();
    await button(page, '撤回').click();
    await page.getByText('什么都没改').waitFor();
    await button(page, '恢复').click();
    await page.locator('section li').first().waitFor();
    await page.context().close();
  });

  it('settles words, shows hostile names as text, and tells what is not read', async () => {
    const { page, told } = await open();
    const hostile = '<img src=x onerror=alert(1)>';
    const needs = `编号,社区,紧急程度,能力,数量,单位\n1,${hostile},急,修伞,1,次\n2,${hostile},某种,修伞,1,次`;
    const volunteers = `编号,社区,能力,数量,单位,爱吃什么\n1,${hostile},雨伞修理,2,次,面`;
    await give(page, [
      { name: '需求.csv', buffer: Buffer.from(needs) },
      { name: '志愿者.csv', buffer: Buffer.from(volunteers) },
      { name: '社区.csv', buffer: Buffer.from(`编号,名称\n${hostile},${hostile}`) },
      { name: 'photo.jpg', buffer: Buffer.from('x') },
    ]);
    await shot(page, 'messy');
    const text = await seen(page.locator('main'));
    for (const said of ['photo.jpg', '爱吃什么', '某种', '雨伞修理']) expect(text).toContain(said);
    const meant = page.locator('input[aria-label$="修伞"]');
    await meant.fill('雨伞修理');
    await page.getByRole('button', { name: /按这 1 处重读/ }).click();
    await meant.waitFor({ state: 'detached' });
    await plan(page);
    expect(await seen(page.locator('.tile').first())).toContain('1 个中 1 个');
    await go(page, '图');
    await page.getByText(hostile).first().waitFor({ state: 'attached' });
    expect(told).toEqual([]);
    await page.context().close();
  });

  it('settles headers, words, doubles and sheets without a name by clicks', async () => {
    const { page, told } = await open();
    const file = (name: string, text: string) => ({ name, buffer: Buffer.from(text) });
    await give(page, [
      file('需求登记.csv', '编号,社区,着急程度,能力,数量,单位,姓名\n1,大同社区,急,陪同就医,2,次,张三\n'),
      file('社区.csv', '编号,名称\nC1,大同社区\n'),
      file('名单.csv', '编号,名称,社区,能力,数量,单位\n1,李明,大同社区,陪同就医,3,次\n2,李明,大同社区,陪同就医,3,次\n'),
    ]);
    expect(await barriers(page)).toEqual([]);
    const meaning = page.locator('tr', { hasText: '着急程度' });
    await meaning.getByRole('button', { name: '紧急程度', exact: true }).click();
    await page.locator('tr', { hasText: '姓名' }).getByRole('button', { name: '不读', exact: true }).click();
    await page.getByRole('button', { name: /按这 2 处重读/ }).click();
    await page.getByText('需求 1 个').waitFor();
    const kind = page.getByLabel('这是什么表');
    if (await kind.count()) await kind.selectOption('志愿者');
    await page.getByRole('button', { name: '是同一个' }).click();
    await page.getByRole('button', { name: /按这 1 处重读/ }).click();
    await page.getByText('每一格都读懂了').waitFor();
    await plan(page);
    expect(await seen(page.locator('.tile').first())).toContain('1 个中 1 个');
    expect(told).toEqual([]);
    await page.context().close();
  });

  it('draws a map where there are coordinates, and opens the list behind what is clicked, or chosen by keys', async () => {
    const { page, told } = await open();
    const input = haikouScenario(2026, NEEDS);
    const communities = input.communities.map((one, i) => ({
      ...one,
      location: { lat: 20 + (i % 19) / 100, lng: 110.3 + (i % 23) / 100 },
    }));
    const mapped = Buffer.from(await toWorkbook(writeTables({ ...input, communities })));
    await give(page, [{ name: 'week.xlsx', buffer: mapped }]);
    await plan(page);
    await go(page, '图');
    const mark = page.locator('.spot.open').first();
    await mark.waitFor();
    expect(await barriers(page)).toEqual([]);
    await shot(page, 'map');
    const rows = (part: Locator) => part.locator('.behind tbody tr').count();
    const map = page.locator('section', { has: page.locator('.map') });
    await mark.focus();
    await page.keyboard.press('Enter');
    await map.locator('.behind').first().waitFor();
    expect(await rows(map)).toBeGreaterThan(0);
    const web = page.locator('section', { has: page.locator('.knot') });
    await page.locator('.knot').first().focus();
    await page.keyboard.press(' ');
    await web.locator('.behind').waitFor();
    // As many needs as it says.
    const needs = Number(/(\d+)$/.exec((await page.locator('.knot text').first().textContent()) ?? '')![1]);
    const ids = await web.locator('.behind tbody tr td:first-child').allTextContents();
    expect(new Set(ids).size).toBe(needs);
    const ranks = page.locator('section', { has: page.locator('.ranks') });
    await ranks.locator('.ranks button.unmet').first().click();
    await ranks.locator('.behind').waitFor();
    expect(await barriers(page)).toEqual([]);
    expect(told).toEqual([]);
    await page.context().close();
  });

  it.each([
    ['zh', 'dark', 1200],
    ['en', 'light', 320],
  ] as const)('is whole and clear in %s, %s, %i pixels wide', async (locale, colorScheme, width) => {
    const { page, told } = await open({ viewport: { width, height: 800 }, colorScheme });
    await give(page, [{ name: 'week.xlsx', buffer: book }]);
    await plan(page);
    if (locale === 'en') {
      await button(page, 'English').click();
      await page.getByText('First today').waitFor();
    }
    const steps = page.locator('.steps button');
    for (let i = 0; i < (await steps.count()); i++) {
      await steps.nth(i).click();
      await page.waitForTimeout(150);
      expect([i, await isWider(page)]).toEqual([i, false]);
      expect(await barriers(page)).toEqual([]);
      await shot(page, `${locale}-${colorScheme}-${i}`);
    }
    expect(told).toEqual([]);
    await page.context().close();
  });

  it('holds no frame up for long while it plans', async () => {
    const { page } = await open();
    const sheets = writeTables(haikouScenario(2026, 4000)).map((table) => ({
      name: table.file,
      buffer: Buffer.from(toCsv(table)),
    }));
    await page.evaluate(`
      globalThis.longest = 0;
      let last = performance.now();
      const frame = (now) => {
        longest = Math.max(longest, now - last);
        last = now;
        requestAnimationFrame(frame);
      };
      requestAnimationFrame(frame);
    `);
    await give(page, sheets);
    await plan(page);
    const longest = await page.evaluate<number>('longest');
    console.log(`longest frame ${Math.round(longest)} ms`);
    await page.context().close();
  });
});
