import { nodeThreads } from './machine.js';

/** A thread as its owner sees it. */
export interface Thread {
  /** What it runs. */
  readonly file: string;
  post(message: unknown, transfer: readonly ArrayBuffer[]): void;
  /** Whether it keeps a Node process alive; a browser has no such thing. */
  hold(busy: boolean): void;
  end(): void;
}

/** Who hears what a thread says. `lost` may be told more than once. */
export interface Hearing {
  heard(message: unknown): void;
  lost(reason: unknown): void;
}

/** @throws what the host throws where a thread cannot even be tried */
export type StartThread = (hearing: Hearing) => Thread;

/** What is used of a browser's `Worker`. */
interface WebWorker {
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onmessageerror: (() => void) | null;
  onerror: ((event: WebErrorEvent) => void) | null;
  postMessage(message: unknown, transfer: readonly ArrayBuffer[]): void;
  terminate(): void;
}

interface WebErrorEvent {
  readonly message?: string;
  readonly error?: unknown;
  preventDefault(): void;
}

declare const Worker: (new (url: string | URL, options: { readonly type: 'module' }) => WebWorker) | undefined;

/**
 * How threads are started here: as a browser's `Worker`, or with Node's `worker_threads`. Nothing where there are neither.
 *
 * @param url of the threads' file; by default it lies beside this one
 */
export function threadStarter(url?: string | URL): StartThread | undefined {
  const threads = nodeThreads();
  // Deno and Bun have both, and read CommonJS too; a page of Electron has Node's module, but cannot use it.
  const web = typeof Worker === 'function' && (!threads || Reflect.has(globalThis, 'document'));
  if (web) return (hearing) => startWeb(url, hearing);
  return threads && ((hearing) => startNode(threads, url, hearing));
}

function startWeb(url: string | URL | undefined, { heard, lost }: Hearing): Thread {
  // Bundlers know the default by this very form.
  const worker =
    url === undefined
      ? new Worker!(new URL('./worker-thread.js', import.meta.url), { type: 'module' })
      : new Worker!(url, { type: 'module' });
  worker.onmessage = ({ data }) => heard(data);
  worker.onmessageerror = () => lost('It sent what cannot be read.');
  worker.onerror = (event) => {
    event.preventDefault();
    lost(event.error ?? event.message ?? 'Its file could not be loaded.');
  };
  return {
    file: String(url ?? 'worker-thread.js as the bundler laid it'),
    post: (message, transfer) => worker.postMessage(message, transfer),
    hold: () => {},
    end: () => worker.terminate(),
  };
}

type NodeThreads = NonNullable<ReturnType<typeof nodeThreads>>;

function startNode(threads: NodeThreads, url: string | URL | undefined, { heard, lost }: Hearing): Thread {
  // The file needs nothing of what this process was started with: no loader, no `--input-type`.
  const file = asFile(url) ?? besides(import.meta.url);
  const worker = new threads.Worker(file, { execArgv: [] });
  worker.on('message', heard);
  worker.on('messageerror', lost);
  worker.on('error', lost);
  worker.on('exit', (code) => lost(`It ended by itself, with code ${code}.`));
  return {
    file: String(file),
    post: (message, transfer) => worker.postMessage(message, transfer),
    hold: (busy) => (busy ? worker.ref() : worker.unref()),
    end: () => void worker.terminate(),
  };
}

/** Node takes URLs as objects only. */
function asFile(url: string | URL | undefined): string | URL | undefined {
  return typeof url === 'string' && url.startsWith('file:') ? new URL(url) : url;
}

/** The file lies in the folder `worker` of the build, whichever module this is there; the CommonJS build knows its path, not its URL. */
function besides(here: string): string | URL {
  return here.startsWith('file:')
    ? new URL('../worker/worker-thread.js', here)
    : here.replace(/[^\\/]*$/, () => 'worker/worker-thread.js');
}
