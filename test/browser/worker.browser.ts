import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { build } from 'tsup';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cityRecords } from '../../bench/records.js';
import { createNetwork, match } from '../../src/index.js';
import { buildIfNeeded, ROOT } from '../support/build.js';
import { executablePath, launch } from './chromium.js';
import type { Asked, Ended } from './page.js';

/** So many that the problem is worth two workers. */
const MANY = 6000;
const FEW = 200;
const plan = (needs: number) => JSON.stringify(match(createNetwork(cityRecords({ needs }))));

const html = '<!doctype html><meta charset="utf-8"><script type="module" src="/app/page.js"></script>';
const thread = (onTask: string) => `onmessage = () => { ${onTask} }; postMessage({ kind: 'ready' });`;
const files = new Map<string, { type: string; body: string; policy?: string }>([
  ['/', { type: 'text/html', body: html }],
  ['/strict', { type: 'text/html', body: html, policy: "worker-src 'none'" }],
  ['/page-instead.js', { type: 'text/html', body: html }],
  ['/throws.js', { type: 'text/javascript', body: thread("throw new Error('no stamps')") }],
  ['/broken.js', { type: 'text/javascript', body: 'const = 1' }],
  ['/babbles.js', { type: 'text/javascript', body: thread("postMessage('tea')") }],
  ['/stuck.js', { type: 'text/javascript', body: thread('for (;;);') }],
]);

let server: Server;
let browser: Browser;
let address = '';

async function inPage<T>(path: string, script: string): Promise<T> {
  const page = await browser.newPage();
  try {
    await page.goto(address + path);
    await page.waitForFunction('globalThis.page');
    return await page.evaluate<T>(script);
  } finally {
    await page.close();
  }
}

const inWorkers = (asked: Asked, path = '/') => inPage<Ended[]>(path, `page.inWorkers(${JSON.stringify(asked)})`);

describe.skipIf(!executablePath)('in a browser', () => {
  beforeAll(async () => {
    buildIfNeeded();
    const out = mkdtempSync(join(tmpdir(), 'five-society-linkage-'));
    await build({
      config: false,
      silent: true,
      entry: { page: join(ROOT, 'test/browser/page.ts') },
      outDir: out,
      format: 'esm',
      platform: 'browser',
      target: 'es2022',
      noExternal: [/./],
      splitting: false,
    });
    const script = (path: string) => ({ type: 'text/javascript', body: readFileSync(path, 'utf8') });
    files.set('/app/page.js', script(join(out, 'page.js')));
    // Beside the bundle, where it looks for it.
    files.set('/app/worker-thread.js', script(join(ROOT, 'dist/worker/worker-thread.js')));
    rmSync(out, { recursive: true });
    server = createServer(({ url = '/' }, response) => {
      const file = files.get(url);
      if (!file) {
        response.writeHead(404, { 'content-type': 'text/html' }).end(html);
        return;
      }
      const policy = file.policy && { 'content-security-policy': file.policy };
      response.writeHead(200, { 'content-type': file.type, ...policy }).end(file.body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await launch();
  });

  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  it('fault 91: makes the plan that Node makes, byte for byte, in one worker, in two, and without', async () => {
    const here = plan(FEW);
    expect(await inPage('/', `page.here(${FEW})`)).toBe(here);
    for (const workers of [1, 2]) {
      expect((await inWorkers({ needs: FEW, workers })).map((end) => end.plan)).toEqual([here, here]);
    }
    const [first] = await inWorkers({ needs: MANY, workers: 2 });
    expect(first?.plan === plan(MANY)).toBe(true);
  });

  it.each([
    ['throws', '/throws.js'],
    ['has errors', '/broken.js'],
    ['says what nobody understands', '/babbles.js'],
    ['is not there', '/nowhere.js'],
    ['is a page', '/page-instead.js'],
    ['is on another site', 'https://localhost:1/worker-thread.js'],
    ['is no address', 'http://'],
  ])('fault 88: rejects both calls within a second where the file %s', async (_, url) => {
    const ended = await inWorkers({ needs: FEW, url });
    for (const { error, milliseconds } of ended) {
      expect(error).toBe('WORKER_FAILED');
      // The search itself fails at once; reading the records on a busy machine may take some time.
      expect(milliseconds).toBeLessThan(5000);
    }
  });

  it('fault 88: rejects where the policy of the page forbids workers', async () => {
    expect((await inWorkers({ needs: FEW }, '/strict')).map(({ error }) => error)).toEqual([
      'WORKER_FAILED',
      'WORKER_FAILED',
    ]);
  });

  it('fault 88: makes the plan in the page where there are no workers', async () => {
    const asked = JSON.stringify({ needs: FEW });
    const ended = await inPage<Ended[]>('/', `(delete globalThis.Worker, page.inWorkers(${asked}))`);
    expect(ended.map((end) => end.plan)).toEqual([plan(FEW), plan(FEW)]);
  });

  it('fault 83: ends a search that is aborted; the next call gets a fresh worker', async () => {
    const [first, second] = await inWorkers({ needs: MANY, abortAfter: 400 });
    expect(first?.error).toBe('enough');
    expect(second?.plan === plan(MANY)).toBe(true);
    const asked = JSON.stringify({ needs: FEW, url: '/stuck.js', abortAfter: 1500, closeAfter: 3000 });
    const stuck = await inPage<Ended[]>('/', `page.inWorkers(${asked})`);
    expect(stuck.map(({ error }) => error)).toEqual(['enough', 'WORKERS_CLOSED']);
  });
});
