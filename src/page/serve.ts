import { openFiles, planTables, tableTemplates, toWorkbook, type WrittenTable } from '../io/index.js';
import { openLive } from '../live/open-live.js';
import type { Network } from '../model/graph.js';
import { verify } from '../plan/verify.js';
import { factsOf } from '../report/facts.js';
import type { Locale } from '../say/phrase.js';
import { DESK_WORDS } from '../say/words.js';
import type { AskedLists } from '../week/asked.js';
import { POLICY, readSheets } from '../week/read-sheets.js';
import { shelfOf } from '../week/shelf.js';
import { changesOf, changesTable } from '../week/since-last.js';
import type { DeskStage } from '../week/stages.js';
import { listsOf, type MadeWeek, planWeek, type ReadWeek, readWeek, reportOf } from '../week/week.js';
import { viewOf } from '../why/view.js';
import { atlasOf } from './atlas.js';
import type { Atlas, Calls, FromWorker, PageFile, Planned, ToWorker } from './calls.js';
import { choicesOf, circleOf, fileOf, plannedOf, readingOf, whyOf } from './told.js';

/** What may take a while says how far it is, and can be stopped. */
interface Watch {
  readonly signal: AbortSignal;
  readonly at: (stage: DeskStage, work?: number) => void;
}

/** What the worker does of {@link Calls}; it keeps what was read and planned last. */
type Served = {
  readonly [K in keyof Calls]: (
    watch: Watch,
    ...given: Parameters<Calls[K]>
  ) => ReturnType<Calls[K]> | Promise<ReturnType<Calls[K]>>;
};

/**
 * The worker's side of the page. The demo is handed in: it is an example, not of the library.
 *
 * @param demo the sheets of a week that is invented
 */
export function serveDesk(demo: () => Promise<PageFile[]>): Served {
  let read: ReadWeek | undefined;
  let asked: AskedLists = {};
  let made: MadeWeek | undefined;
  let tables: WrittenTable[] = [];
  let lists: readonly WrittenTable[] = [];
  let atlas: Atlas | undefined;
  const tell = (locale: Locale): Planned | undefined => {
    atlas = undefined;
    tables = made ? planTables(network(), made.plan, { locale }) : [];
    lists = made ? listsOf(made, tables, { locale, ...asked }) : [];
    return made && plannedOf(made, lists, locale);
  };
  const network = (): Network => read!.read.network;
  return {
    demo: () => demo(),
    async read({ at }, week, locale) {
      at('read');
      made = undefined;
      asked = week.asked;
      const shelf = shelfOf(new Map(week.kept.map(({ name, data }) => [name, data])));
      const policy = week.sheets.find(({ name }) => name === POLICY)?.data;
      const tables = [...(await openFiles(week.sheets)), ...week.settled];
      const sheets = await readSheets(tables, shelf, {
        settings: week.settings,
        policy: policy && new TextDecoder().decode(policy),
      });
      read = await readWeek(sheets, shelf, { locale });
      return readingOf(read, locale);
    },
    async plan(watching, locale) {
      made = await planWeek(read!, { locale }, watching);
      watching.at('lists');
      return tell(locale)!;
    },
    inLanguage: (_, locale) => ({ reading: readingOf(read!, locale), planned: tell(locale) }),
    why: (_, target, locale) => whyOf(network(), made!, target, locale),
    list: (_, sheet) => lists.find((one) => one.sheet === sheet)!,
    choices: (_, locale) => choicesOf(network(), locale),
    atlas: (_, locale) => (atlas ??= atlasOf(factsOf(viewOf(network(), made!.plan, made!.made), locale))),
    circle: (_, community, locale) => circleOf(network(), made!.plan, community, locale),
    tryOut(_, changes, locale) {
      const { plan, made: options } = made!;
      const live = openLive(network(), { ...options, previous: plan });
      for (const call of changes) live.apply(call);
      return changesTable(live.network, changesOf(live.network, plan, live.plan), locale);
    },
    check: (_, plan) => verify(network(), plan, made?.made ?? {}),
    async make({ at }, what, locale) {
      const words = DESK_WORDS[locale];
      if (what === 'template') return fileOf(words.templates, await toWorkbook(tableTemplates({ locale })));
      if (what === 'plan') return fileOf('plan.json', `${JSON.stringify(made!.plan)}\n`);
      at(what === 'report' ? 'report' : 'lists');
      if (what === 'report') return fileOf('report.html', await reportOf(made!, tables, { locale, ...asked }));
      return fileOf(words.workbook, await toWorkbook(lists));
    },
  };
}

/** Answers what the page asks, one message a call. */
export function listen(served: Served, port: Pick<Worker, 'postMessage' | 'onmessage'>): void {
  const running = new Map<number, AbortController>();
  const send = (answer: FromWorker) => port.postMessage(answer);
  port.onmessage = async ({ data }: MessageEvent<ToWorker>) => {
    const { id } = data;
    if ('stop' in data) return running.get(id)?.abort();
    const stop = new AbortController();
    running.set(id, stop);
    const watch: Watch = { signal: stop.signal, at: (stage, work) => send({ id, stage, work }) };
    try {
      const call = served[data.name] as (watch: Watch, ...given: readonly unknown[]) => unknown;
      send({ id, value: await call(watch, ...data.given) });
    } catch (error) {
      send({ id, fault: error instanceof Error ? error.message : String(error) });
    } finally {
      running.delete(id);
    }
  };
}
