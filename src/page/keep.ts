import type { PageFile, PageWeek } from './calls.js';

const NAME = 'five-society-linkage';
const STORE = 'weeks';
const NOW = 'now';

const opened = (): Promise<IDBDatabase> =>
  new Promise((done, failed) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });

async function inStore<T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await opened();
  try {
    return await new Promise<T>((done, failed) => {
      const change = database.transaction(STORE, mode);
      const request = ask(change.objectStore(STORE));
      change.oncomplete = () => done(request.result);
      change.onerror = change.onabort = () => failed(change.error ?? request.error);
    });
  } finally {
    database.close();
  }
}

/** What the browser keeps of the week: rejects where it keeps nothing (no room, a private window). */
export const keepWeek = (week: PageWeek): Promise<unknown> => inStore('readwrite', (store) => store.put(week, NOW));
export const keptWeek = (): Promise<PageWeek | undefined> => inStore('readonly', (store) => store.get(NOW));

/** Says when another window has the desk open: two would write over each other. Only one hears of it, the later. */
export function otherWindow(heard: () => void): void {
  const channel = new BroadcastChannel(NAME);
  channel.onmessage = ({ data }) => {
    if (data === 'here?') channel.postMessage('here');
    else heard();
  };
  channel.postMessage('here?');
}

const FORMAT = 'five-society-linkage/week';

/** The week as one file: sheets, decisions, plan, settings. */
export function weekFile(week: PageWeek): PageFile {
  const files = (list: readonly PageFile[]) => list.map(({ name, data }) => ({ name, data: base64(data) }));
  const text = JSON.stringify({
    format: FORMAT,
    version: 1,
    ...week,
    sheets: files(week.sheets),
    kept: files(week.kept),
  });
  return { name: `week-${new Date().toISOString().slice(0, 10)}.json`, data: new TextEncoder().encode(text) };
}

/** The week of such a file; nothing where it is none. */
export function weekIn({ data }: PageFile): PageWeek | undefined {
  try {
    const { format, version, ...week } = JSON.parse(new TextDecoder().decode(data));
    if (format !== FORMAT || version !== 1) return undefined;
    const files = (list: readonly { name: string; data: string }[]) =>
      list.map(({ name, data: text }) => ({ name, data: bytes(text) }));
    return { ...week, sheets: files(week.sheets), kept: files(week.kept) };
  } catch {
    return undefined;
  }
}

const CHUNK = 0x8000;

function base64(data: Uint8Array): string {
  let text = '';
  for (let i = 0; i < data.length; i += CHUNK) text += String.fromCharCode(...data.subarray(i, i + CHUNK));
  return btoa(text);
}

const bytes = (text: string): Uint8Array => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));

/** Hands a file to whoever sits at the page. */
export function saveFile({ name, data }: PageFile): void {
  const url = URL.createObjectURL(new Blob([data as Uint8Array<ArrayBuffer>]));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
