import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { programCalled } from './chromium.js';

/** By the variable `FIREFOX`, or the first of these on the path. */
const NAMES = ['firefox-esr', 'firefox'];
export const firefoxPath = process.env['FIREFOX'] || programCalled(NAMES);
if (!firefoxPath) console.warn(`SKIPPED: no Firefox. Name one by FIREFOX, or install one of ${NAMES.join(', ')}.`);

/** A page in Firefox, driven by WebDriver BiDi: what playwright-core asks for, Firefox ESR does not have yet. */
export interface FirefoxPage {
  open(url: string): Promise<void>;
  reload(): Promise<void>;
  /** What an expression comes to, as JSON can carry it. */
  value<T>(expression: string): Promise<T>;
  /** Waits until an expression is true. */
  until(expression: string): Promise<void>;
  /** What a file input that a selector finds is given. */
  setFiles(selector: string, files: readonly string[]): Promise<void>;
  /** A picture as PNG. */
  screenshot(): Promise<Buffer>;
  /** What was logged, and every request but for files and blobs. */
  readonly told: readonly string[];
  close(): Promise<void>;
}

interface Answer {
  readonly id?: number;
  readonly type: string;
  readonly method?: string;
  readonly message?: string;
  readonly result?: never;
  readonly params?: { readonly text?: string; readonly request?: { readonly url: string } };
}

/** Starts Firefox without a window, in a profile of its own. */
export async function launchFirefox(): Promise<FirefoxPage> {
  const profile = mkdtempSync(join(tmpdir(), 'five-society-linkage-firefox-'));
  const firefox = spawn(firefoxPath!, [
    '--headless',
    '--no-remote',
    '--profile',
    profile,
    '--remote-debugging-port',
    '0',
  ]);
  const socket = new WebSocket(`${await addressOf(firefox)}/session`);
  await new Promise((done, failed) => socket.once('open', done).once('error', failed));
  const told: string[] = [];
  const waiting = new Map<number, { done: (value: never) => void; failed: (error: Error) => void }>();
  socket.on('message', (data) => {
    const { id, type, method, message, result, params } = JSON.parse(String(data)) as Answer;
    if (method === 'log.entryAdded') told.push(params?.text ?? '');
    const url = method === 'network.beforeRequestSent' ? params!.request!.url : 'file:';
    if (!/^(?:file|blob|about):/.test(url)) told.push(url);
    const call = waiting.get(id ?? -1);
    if (type === 'success') call?.done(result!);
    else if (type === 'error') call?.failed(new Error(message));
  });
  let last = 0;
  const send = <T>(method: string, params: object): Promise<T> =>
    new Promise((done, failed) => {
      waiting.set(++last, { done, failed });
      socket.send(JSON.stringify({ id: last, method, params }));
    });
  await send('session.new', { capabilities: {} });
  await send('session.subscribe', { events: ['log.entryAdded', 'network.beforeRequestSent'] });
  const { context } = await send<{ context: string }>('browsingContext.create', { type: 'tab' });
  const evaluated = async (expression: string) => {
    const target = { context };
    const given = { expression, target, awaitPromise: true, resultOwnership: 'root' };
    const { result, exceptionDetails } = await send<{
      result: { value?: string; sharedId?: string };
      exceptionDetails?: { text: string };
    }>('script.evaluate', given);
    if (exceptionDetails) throw new Error(`${expression}: ${exceptionDetails.text}`);
    return result;
  };
  const value = async <T>(expression: string): Promise<T> =>
    JSON.parse((await evaluated(`JSON.stringify(${expression}) ?? 'null'`)).value!);
  return {
    told,
    value,
    open: (url) => send('browsingContext.navigate', { context, url, wait: 'complete' }),
    reload: () => send('browsingContext.reload', { context, wait: 'complete' }),
    async until(expression) {
      const end = Date.now() + 60_000;
      while (!(await value(`!!(${expression})`))) {
        if (Date.now() > end) throw new Error(`not within a minute: ${expression}`);
        await new Promise((done) => setTimeout(done, 100));
      }
    },
    async setFiles(selector, files) {
      const { sharedId } = await evaluated(`document.querySelector(${JSON.stringify(selector)})`);
      await send('input.setFiles', { context, element: { sharedId }, files });
    },
    async screenshot() {
      const { data } = await send<{ data: string }>('browsingContext.captureScreenshot', { context });
      return Buffer.from(data, 'base64');
    },
    async close() {
      const gone = new Promise((done) => firefox.once('exit', done));
      await send('browser.close', {}).catch(() => firefox.kill());
      await gone;
      socket.terminate();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Where it listens, which it says when it does. */
const addressOf = (firefox: ChildProcess): Promise<string> =>
  new Promise((done, failed) => {
    let said = '';
    firefox.stderr!.on('data', (text) => {
      said += text;
      const [, address] = /listening on (ws:\S+)/.exec(said) ?? [];
      if (address) done(address);
    });
    firefox.once('error', failed).once('exit', (code) => failed(new Error(`Firefox ended (${code}): ${said}`)));
  });
