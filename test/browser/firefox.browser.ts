import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { haikouScenario } from '../../examples/haikou-scenario.js';
import { match } from '../../src/index.js';
import { importTables, openFiles, toWorkbook, writeTables } from '../../src/io/index.js';
import { type FirefoxPage, firefoxPath, launchFirefox } from './firefox.js';

const DESK = pathToFileURL(join(import.meta.dirname, '../../dist/desk.html')).href;
const KEPT = process.env['SCREENSHOTS'];

/** What a button with these words is. */
const button = (text: string) =>
  `[...document.querySelectorAll('button')].find((one) => one.textContent.trim() === ${JSON.stringify(text)})`;
const there = (selector: string) => `document.querySelector(${JSON.stringify(selector)})`;
const textOf = (selector: string) => `${there(selector)}.textContent`;

describe.skipIf(!firefoxPath)('the desk in Firefox', () => {
  const folder = mkdtempSync(join(tmpdir(), 'five-society-linkage-'));
  let page: FirefoxPage;

  beforeAll(async () => {
    page = await launchFirefox();
  });

  afterAll(async () => {
    await page?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const click = async (text: string): Promise<void> => {
    await page.until(`${button(text)} && !${button(text)}.disabled`);
    await page.value(`${button(text)}.click()`);
  };
  const look = async (name: string): Promise<void> => {
    if (!KEPT) return;
    mkdirSync(KEPT, { recursive: true });
    writeFileSync(join(KEPT, `firefox-${name}.png`), await page.screenshot());
  };

  it('opens from its file, shows the demo, plans, keeps the week over a reload, and asks nobody', async () => {
    await page.open(DESK);
    await page.until(there('h1'));
    await look('first');
    await click('先看示例（海口一周，人物与需求均为虚构）');
    await page.until(there('.result'));
    await click('排方案');
    await page.until(there('.tiles'));
    await look('today');
    const before = await page.value<string>(textOf('.tiles'));
    for (const [name, part] of [
      ['图', '.picture path'],
      ['清单', '.list tbody tr'],
      ['证明', '.checks .good'],
    ] as const) {
      await click(name);
      await page.until(there(part));
      await look(part.slice(1, 6));
    }
    await page.until(`${textOf('header')}.includes('已存在这台电脑')`);
    await page.reload();
    await page.until(there('.tiles'));
    expect(await page.value<string>(textOf('.tiles'))).toBe(before);
    expect(page.told).toEqual([]);
  });

  it('reads sheets, makes the plan of the library, and saves it and the week', async () => {
    const book = await toWorkbook(writeTables(haikouScenario(2026, 60)));
    const file = join(folder, 'week.xlsx');
    writeFileSync(file, book);
    await page.value('window.confirm = () => true');
    // What is saved is kept as it is handed out: nothing is written to a disk.
    await page.value(`(() => {
      globalThis.made = [];
      const { createObjectURL } = URL;
      URL.createObjectURL = (blob) => (blob.text().then((text) => made.push(text)), createObjectURL.call(URL, blob));
      HTMLAnchorElement.prototype.click = () => {};
    })()`);
    await click('读表');
    await click('全部拿掉，重新开始');
    await page.until(`!${there('.result')}`);
    await page.setFiles('input[type=file]', [file]);
    await page.until(there('.result'));
    expect(await page.value<string>(textOf('.result'))).toContain('需求 60 个');
    await click('排方案');
    await page.until(there('.tiles'));
    await click('清单');
    await click('下载方案文件');
    await page.until('made.some((text) => text.includes("certificate"))');
    const { network } = importTables(await openFiles([{ name: 'week.xlsx', data: book }]));
    expect(JSON.parse(await page.value<string>('made[0]'))).toEqual(JSON.parse(JSON.stringify(match(network))));
    await click('存成文件');
    await page.until('made.some((text) => text.includes("five-society-linkage/week"))');
    expect(page.told).toEqual([]);
  });
});
