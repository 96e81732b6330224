import { batch, computed, effect, signal } from '@preact/signals';
import type { SheetTable, WrittenTable } from '../io/tables.js';
import type { Change } from '../live/changes.js';
import type { Locale } from '../say/phrase.js';
import { DESK_PAGE_WORDS } from '../say/words.js';
import type { DeskStage } from '../week/stages.js';
import type { ExplainTarget } from '../why/explain.js';
import { type askWorker, CallFailed } from './ask.js';
import type { PageFile, PageWeek, Planned, WasRead, Why } from './calls.js';
import { keepWeek, keptWeek, otherWindow, weekIn } from './keep.js';

export const STEPS = ['read', 'today', 'lists', 'pictures', 'tryOut', 'proof', 'settings'] as const;
export type PageStep = (typeof STEPS)[number];

const NOTHING: PageWeek = { sheets: [], settled: [], settings: {}, asked: {}, kept: [], isPlanned: false };

export const locale = signal<Locale>('zh');
export const words = computed(() => DESK_PAGE_WORDS[locale.value]);
export const atStep = signal<PageStep>('read');
/** The list that is looked at, and what is looked for in it. */
export const shownList = signal<{ readonly sheet: string; readonly find: string }>({ sheet: '', find: '' });
export const week = signal<PageWeek>(NOTHING);
export const reading = signal<WasRead | undefined>(undefined);
export const planned = signal<Planned | undefined>(undefined);
/** What is under way. */
export const busy = signal<
  { readonly stage: DeskStage; readonly work: number | undefined; readonly stop: () => void } | undefined
>(undefined);
export const trouble = signal<string | undefined>(undefined);
/** Whether the browser keeps the week: when it did, or that it cannot. */
export const kept = signal<Date | 'saving' | 'cannot' | undefined>(undefined);
export const isTwice = signal(false);
/** Whether lists are shown as a whole, to be printed. */
export const isPrinted = signal(false);
/** What somebody asked about, the last first. */
export const why = signal<Why | undefined>(undefined);
/** Changes that are tried out, and those that were taken back. */
export const tried = signal<readonly Change[]>([]);
export const undone = signal<readonly Change[]>([]);
export const difference = signal<WrittenTable | undefined>(undefined);

export type Ask = ReturnType<typeof askWorker>;
let ask: Ask;

/** Does what takes the worker; what goes wrong is told. */
async function doing<T>(does: (signal: AbortSignal) => Promise<T>): Promise<T | undefined> {
  const stop = new AbortController();
  trouble.value = undefined;
  busy.value = { stage: 'read', work: undefined, stop: () => stop.abort() };
  try {
    return await does(stop.signal);
  } catch (error) {
    const isStopped = stop.signal.aborted;
    const { message } = error as Error;
    trouble.value = isStopped ? words.value.stopped : words.value.failed + message;
    if (!(error instanceof CallFailed) && !isStopped) throw error;
    return undefined;
  } finally {
    busy.value = undefined;
  }
}

const onStage = (stage: DeskStage, work?: number) => {
  if (busy.value) busy.value = { ...busy.value, stage, work };
};

/** Reads the sheets again, as they are now. */
export async function readAgain(): Promise<void> {
  planned.value = undefined;
  why.value = undefined;
  forgetTried();
  if (week.value.sheets.length === 0) return void (reading.value = undefined);
  reading.value = await doing((signal) => ask('read', [week.value, locale.value], { onStage, signal }));
}

/** Takes files in; one of the same name takes the place of the one before. A file that the desk saved is the whole week. */
export async function takeIn(files: readonly PageFile[]): Promise<void> {
  const saved = files.length === 1 && files[0]!.name.endsWith('.json') ? weekIn(files[0]!) : undefined;
  const names = new Set(files.map(({ name }) => name));
  const others = week.value.sheets.filter(({ name }) => !names.has(name));
  week.value = saved ?? { ...week.value, sheets: [...others, ...files] };
  await readAgain();
  if (saved?.isPlanned) await makePlan();
}

export async function takeDemo(): Promise<void> {
  const files = await doing(() => ask('demo', []));
  if (files) await takeIn(files);
}

export async function remove(name?: string): Promise<void> {
  week.value =
    name === undefined ? NOTHING : { ...week.value, sheets: week.value.sheets.filter((one) => one.name !== name) };
  atStep.value = 'read';
  await readAgain();
}

/** Gives a file another name, which says what it lists. */
export async function rename(name: string, to: string): Promise<void> {
  const sheets = week.value.sheets.map((one) => (one.name === name ? { ...one, name: to } : one));
  week.value = { ...week.value, sheets };
  await readAgain();
}

/** Settles rows of a list: what is filled in counts from the next reading on. */
export async function settle(sheets: readonly SheetTable[]): Promise<void> {
  week.value = { ...week.value, settled: [...week.value.settled, ...sheets] };
  await readAgain();
}

export async function makePlan(): Promise<void> {
  const made = await doing((signal) => ask('plan', [locale.value], { onStage, signal }));
  if (!made) return;
  batch(() => {
    planned.value = made;
    why.value = undefined;
    forgetTried();
    week.value = { ...week.value, isPlanned: true };
    if (atStep.value === 'read' || atStep.value === 'settings') atStep.value = 'today';
  });
}

/** What this plan left is what the next week goes on from. */
export async function goOn(): Promise<void> {
  week.value = { ...week.value, sheets: [], kept: merged(week.value.kept, planned.value!.kept), isPlanned: false };
  atStep.value = 'read';
  await readAgain();
}

const merged = (before: readonly PageFile[], after: readonly PageFile[]): PageFile[] => [
  ...new Map([...before, ...after].map((file) => [file.name, file])).values(),
];

/** How plans are made, and which lists; what there is of a plan is made anew. */
export async function set(changed: Partial<Pick<PageWeek, 'settings' | 'asked'>>): Promise<void> {
  week.value = { ...week.value, ...changed };
  const had = planned.value !== undefined;
  await readAgain();
  if (had) await makePlan();
}

export async function setLocale(to: Locale): Promise<void> {
  locale.value = to;
  document.documentElement.lang = to === 'zh' ? 'zh-CN' : 'en';
  document.title = words.value.title;
  if (!reading.value) return;
  const told = await doing(() => ask('inLanguage', [to]));
  if (!told) return;
  reading.value = told.reading;
  planned.value = told.planned;
  forgetTried();
  await followAddress();
}

/** Where the reasons of something are: the page's address says what is asked about, so that going back goes back. */
export const linkTo = ({ need, offer }: ExplainTarget): string => {
  const provider = typeof offer === 'object' ? offer.provider : offer;
  return `#${new URLSearchParams({ ...(need !== undefined && { need }), ...(provider && { provider }) })}`;
};

export async function followAddress(): Promise<void> {
  const asked = new URLSearchParams(location.hash.slice(1));
  const [need, provider] = [asked.get('need') ?? undefined, asked.get('provider') ?? undefined];
  const offer = provider === undefined ? undefined : { provider };
  const target = { ...(need !== undefined && { need }), ...(offer && { offer }) } as ExplainTarget;
  why.value = planned.value && (need ?? offer) ? await doing(() => ask('why', [target, locale.value])) : undefined;
}

export const circle = (community: string) => ask('circle', [community, locale.value]);
export const atlas = () => ask('atlas', [locale.value]);
export const communities = computed(() => planned.value?.communities ?? []);
/** Goes to a list. */
export function openList(sheet: string, find = ''): void {
  shownList.value = { sheet, find };
  atStep.value = 'lists';
}

/** A list of the plan, when somebody wants to see it. */
export const listCalled = (sheet: string) => ask('list', [sheet]);
export const choices = () => ask('choices', [locale.value]);
export const checkOther = (text: string) => doing(() => ask('check', [text]));

/** Prints the list that is looked at, all of it. */
export function printAll(): void {
  isPrinted.value = true;
  // When it is drawn.
  setTimeout(() => {
    print();
    isPrinted.value = false;
  });
}

/** A file that is made of the plan now. */
export const make = (what: 'book' | 'report' | 'plan' | 'template') =>
  doing((signal) => ask('make', [what, locale.value], { onStage, signal }));

function forgetTried(): void {
  tried.value = [];
  undone.value = [];
  difference.value = undefined;
}

async function tryAll(changes: readonly Change[], back: readonly Change[]): Promise<void> {
  const told = await doing(() => ask('tryOut', [changes.map((one) => [one]), locale.value]));
  if (!told) return;
  batch(() => {
    tried.value = changes;
    undone.value = back;
    difference.value = told;
  });
}

export const tryOut = (change: Change) => tryAll([...tried.value, change], []);
export const undo = () => tryAll(tried.value.slice(0, -1), [tried.value.at(-1)!, ...undone.value]);
export const redo = () => tryAll([...tried.value, undone.value[0]!], undone.value.slice(1));

/** Whether closing would lose something. */
export const isAtRisk = computed(() => week.value.sheets.length > 0 && !(kept.value instanceof Date));

/** Begins: with what the browser kept, which it goes on keeping. */
export async function beginPage(asking: Ask): Promise<void> {
  ask = asking;
  const last = await keptWeek().catch(() => undefined);
  if (last && last.sheets.length > 0) {
    week.value = last;
    await readAgain();
    if (last.isPlanned) await makePlan();
  }
  addEventListener('hashchange', () => void followAddress());
  otherWindow(() => {
    isTwice.value = true;
  });
  let known = week.value;
  effect(() => {
    const now = week.value;
    if (now === known) return;
    known = now;
    kept.value = 'saving';
    keepWeek(now).then(
      () => (kept.value = new Date()),
      () => (kept.value = 'cannot'),
    );
  });
}
