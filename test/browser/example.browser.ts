import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildIfNeeded, ROOT } from '../support/build.js';
import { executablePath, launch } from './chromium.js';

/** `SCREENSHOTS=<folder>` keeps pictures to look at. */
const pictures = process.env['SCREENSHOTS'];

describe.skipIf(!executablePath)('10-browser', () => {
  let server: ChildProcess;
  let browser: Browser;
  let page: Page;
  const faults: string[] = [];
  const shoot = async (name: string) => {
    if (!pictures) return;
    mkdirSync(pictures, { recursive: true });
    await page.screenshot({ path: join(pictures, `10-browser-${name}.png`), fullPage: true });
  };

  beforeAll(async () => {
    buildIfNeeded();
    const tsx = join(ROOT, 'node_modules/tsx/dist/cli.mjs');
    server = spawn(process.execPath, [tsx, 'examples/10-browser.ts', '--port', '0', '--needs', '400'], {
      cwd: ROOT,
      detached: true,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    browser = await launch();
    page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    for await (const line of createInterface({ input: server.stdout! })) {
      await page.goto(line);
      break;
    }
    await page.waitForSelector('body[data-state]');
  });
  afterAll(async () => {
    await browser?.close();
    if (server?.pid) process.kill(-server.pid, 'SIGKILL');
  });

  it('plans in a worker and checks the plan in the page', async () => {
    expect(await page.getAttribute('body', 'data-state')).toBe('proved');
    expect(await page.locator('#coverage .row').count()).toBe(4);
    await shoot('zh');
  });

  it('shows what happens, each time with a plan that is checked', async () => {
    for (let round = 0; round < 3; round++) {
      for (const button of await page.locator('#buttons button').all()) await button.click();
    }
    expect(await page.locator('#feed li').count()).toBe(9);
    expect(await page.getAttribute('body', 'data-state')).toBe('proved');
    expect(await page.locator('#feed .met, #feed .short').count()).toBeGreaterThan(0);
  });

  it('speaks English, too, in light and dark, wide and narrow', async () => {
    await page.click('#language');
    expect(await page.textContent('h1')).toBe('Five societies, live');
    await shoot('en');
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 420, height: 900 });
    await shoot('narrow-dark');
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    expect(faults).toEqual([]);
  });
});
