import sortBy from 'lodash-es/sortBy.js';
import { LinkageError } from '../errors/linkage-error.js';
import { openFiles, planTables, tableTemplates, toWorkbook, type WrittenTable } from '../io/index.js';
import { groupsBy } from '../kernel/maps.js';
import { openLive } from '../live/open-live.js';
import { type Network, recordsOf } from '../model/graph.js';
import { bySociety } from '../model/order.js';
import type { Need, Offer, Provider } from '../model/records.js';
import { coarseUnit, unitFactor } from '../model/units.js';
import { SOCIETIES, SOCIETY_NAMES, type Society, URGENCIES, URGENCY_NAMES } from '../model/vocabulary.js';
import { writtenProvider } from '../outcomes/written.js';
import { verify } from '../plan/verify.js';
import { fixSentence } from '../say/fix-sentence.js';
import { nameOf } from '../say/names.js';
import { amountOf, type Locale } from '../say/phrase.js';
import { reasonSentence } from '../say/reason-sentence.js';
import { sentences } from '../say/sentences.js';
import { DESK_WORDS } from '../say/words.js';
import { POLICY, readSheets } from '../week/read-sheets.js';
import { shelfOf } from '../week/shelf.js';
import { changesOf, changesTable } from '../week/since-last.js';
import type { DeskStage } from '../week/stages.js';
import {
  keptFiles,
  listsOf,
  type MadeWeek,
  planWeek,
  type ReadWeek,
  readingTables,
  readWeek,
  reportOf,
} from '../week/week.js';
import { type ExplainTarget, explain } from '../why/explain.js';
import { namesOf } from '../why/names-of.js';
import type {
  Answer,
  Asked,
  Calls,
  Covered,
  Named,
  OfferChoice,
  PageFile,
  Planned,
  Pressing,
  ProviderChoice,
  Reading,
  Why,
} from './calls.js';

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

const latin = new TextEncoder();
const fileOf = (name: string, data: string | Uint8Array): PageFile => ({
  name,
  data: typeof data === 'string' ? latin.encode(data) : data,
});

/**
 * The worker's side of the page. The demo is handed in: it is an example, not of the library.
 *
 * @param demo the sheets of a week that is invented
 */
export function serveDesk(demo: () => Promise<PageFile[]>): Served {
  let read: ReadWeek | undefined;
  let made: MadeWeek | undefined;
  let tables: WrittenTable[] = [];
  let lists: readonly WrittenTable[] = [];
  const tell = (locale: Locale): Planned | undefined => {
    tables = made ? planTables(network(), made.plan, { locale }) : [];
    lists = made ? listsOf(made, tables, { locale }) : [];
    return made && plannedOf(made, lists, locale);
  };
  const network = (): Network => read!.read.network;
  const named = (key: string, locale: Locale) => nameOf(namesOf(network(), [key]), key, locale);
  return {
    demo: () => demo(),
    async read({ at }, week, locale) {
      at('read');
      made = undefined;
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
    why: (_, target, locale) => whyOf(network(), made!, target, locale, named),
    list: (_, sheet) => lists.find((one) => one.sheet === sheet)!,
    choices(_, locale) {
      const { providers, needs } = recordsOf(network());
      const { catalogue } = network().getAttributes();
      const one = (key: string): Named => ({ id: key, name: named(key, locale) });
      return {
        capabilities: catalogue.map(({ code }) => ({ id: code, name: named(`capability:${code}`, locale) })),
        communities: providers.flatMap((each) => (each.society === 'community' ? [one(`community:${each.id}`)] : [])),
        providers: providers.toSorted(bySociety).map((each) => {
          const key = `${each.society}:${each.id}`;
          const name = `${SOCIETY_NAMES[each.society][locale]} ${named(key, locale)}`;
          return { id: key, name, ...offersOf(each, named, locale) };
        }),
        needs: needs.map((need) => ({ id: need.id, name: titleOf(need, named, locale) })),
      };
    },
    circle(_, community, locale) {
      const all = made!.plan.linkages.filter(({ need }) => needOf(network(), need).community === community);
      const keys = new Set(all.flatMap(({ allocations }) => allocations.map(({ provider }) => provider)));
      const society = (key: string) => key.split(':')[0] as Society;
      const own = recordsOf(network()).needs.filter((need) => need.community === community);
      return {
        needs: own.map((need) => ({ id: need.id, name: whatOf(need, named, locale), code: need.urgency })),
        providers: sortBy(
          [...keys].map((id) => ({ id, name: named(id, locale), society: society(id) })),
          (one) => SOCIETIES.indexOf(one.society),
        ),
        links: all.flatMap(({ need, allocations }) =>
          [...new Set(allocations.map(({ provider }) => provider))].map((provider) => ({
            need,
            provider,
            society: society(provider),
          })),
        ),
      };
    },
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
      if (what === 'report') return fileOf('report.html', await reportOf(made!, tables, { locale }));
      return fileOf(words.workbook, await toWorkbook(lists));
    },
  };
}

function readingOf({ read }: ReadWeek, locale: Locale): Reading {
  const { providers, needs } = recordsOf(read.network);
  const counted = read.tables.filter(({ record }) => record !== undefined);
  const [issues, , words, doubles] = readingTables(read, locale);
  return {
    tables: read.tables,
    lists: [words!, doubles!, issues!],
    needs: needs.length,
    providers: providers.length,
    found: counted.reduce((sum, table) => sum + table.found, 0),
    read: counted.reduce((sum, table) => sum + table.read, 0),
  };
}

type NameOf = (key: string, locale: Locale) => string;

function offersOf(provider: Provider, named: NameOf, locale: Locale): Pick<ProviderChoice, 'record' | 'offers'> {
  const { offers, ...record } = writtenProvider(provider) as Provider;
  const choice = (offer: Offer): OfferChoice => {
    const what = offer.capabilities.map(({ code }) => named(`capability:${code}`, locale));
    const label = `${what.join(locale === 'zh' ? '、' : ', ')} ${amountOf(Number(offer.quantity), offer.unit, locale)}`;
    return { label, record: offer, factor: unitFactor(coarseUnit(offer.unit)) };
  };
  return { record, offers: offers.map(choice) };
}

const needOf = (network: Network, id: string) => network.getNodeAttribute(`need:${id}`, 'record') as Need;

const whatOf = (need: Need, named: NameOf, locale: Locale): string => {
  const what = need.requirements.map(({ capability }) => named(`capability:${capability.code}`, locale));
  return [...new Set(what)].join(locale === 'zh' ? '、' : ', ');
};

const titleOf = (need: Need, named: NameOf, locale: Locale): string =>
  `${named(`community:${need.community}`, locale)} · ${whatOf(need, named, locale)}`;

const MOST_PRESSING = 30;

function plannedOf(made: MadeWeek, lists: readonly WrittenTable[], locale: Locale): Planned {
  const { plan, read, proof, changes } = made;
  const named: NameOf = (key, own) => nameOf(namesOf(read.network, [key]), key, own);
  const needs = recordsOf(read.network).needs;
  const short = new Set(plan.unmet.map(({ need }) => need));
  const covered = URGENCIES.map((urgency): Covered => {
    const own = needs.filter((need) => need.urgency === urgency);
    return {
      urgency: URGENCY_NAMES[urgency][locale],
      code: urgency,
      needs: own.length,
      met: own.filter(({ id }) => !short.has(id)).length,
    };
  });
  const byId = new Map(needs.map((need) => [need.id, need]));
  const fair = plan.levels.includes('fair');
  const pressing = plan.unmet.slice(0, MOST_PRESSING).map(
    (one): Pressing => ({
      need: one.need,
      title: titleOf(byId.get(one.need)!, named, locale),
      urgency: URGENCY_NAMES[one.urgency][locale],
      code: one.urgency,
      why: reasonSentence(one.reason, { unit: one.unit, fair, words: plan.words }, locale),
      help: fixSentence(one, locale, plan.words),
    }),
  );
  return {
    status: plan.status,
    digest: plan.certificate.digest,
    ...proof,
    covered,
    pressing,
    communities: sortBy([...groupsBy(needs, ({ community }) => [community])], ([, own]) => -own.length).map(([id]) => ({
      id,
      name: named(`community:${id}`, locale),
    })),
    unmet: plan.unmet.length,
    lists: lists.map(({ sheet, rows }) => ({ sheet, count: rows.length - 1 })),
    changes: changes && changesTable(read.network, changes, locale),
    kept: [...keptFiles(made)].map(([name, data]) => fileOf(name, data)),
  };
}

/** Others that an explanation names can be asked about in turn. */
function whyOf(network: Network, { plan, made }: MadeWeek, target: ExplainTarget, locale: Locale, named: NameOf): Why {
  const explained = explain(network, plan, [target], made)[0]!;
  const need = target.need === undefined ? undefined : needOf(network, target.need);
  const provider = target.offer?.provider;
  const title = [need && `${need.id} ${titleOf(need, named, locale)}`, provider && named(provider, locale)];
  const keys = Object.keys(explained.names).filter((key) => network.hasNode(key) && key !== provider);
  const others = keys.flatMap((key) => {
    const society = network.getNodeAttribute(key, 'kind');
    if (society === 'capability' || society === 'station') return [];
    return [{ label: named(key, locale), target: targetOf(key) }];
  });
  return { title: title.filter(Boolean).join(' — '), sentences: sentences(explained, locale), others };
}

const targetOf = (key: string): ExplainTarget =>
  key.startsWith('need:') ? { need: key.slice('need:'.length) } : { offer: { provider: key } };

/** Answers what the page asks, one message a call. */
export function listen(served: Served, port: Pick<Worker, 'postMessage' | 'onmessage'>): void {
  const running = new Map<number, AbortController>();
  const send = (answer: Answer) => port.postMessage(answer);
  port.onmessage = async ({ data }: MessageEvent<Asked>) => {
    const { id } = data;
    if ('stop' in data) return running.get(id)?.abort();
    const stop = new AbortController();
    running.set(id, stop);
    const watch: Watch = { signal: stop.signal, at: (stage, work) => send({ id, stage, work }) };
    try {
      const call = served[data.name] as (watch: Watch, ...given: readonly unknown[]) => unknown;
      send({ id, value: await call(watch, ...data.given) });
    } catch (error) {
      send({ id, fault: faultOf(error) });
    } finally {
      running.delete(id);
    }
  };
}

const faultOf = (error: unknown) =>
  error instanceof LinkageError
    ? { code: error.code, message: error.message }
    : { code: 'FAILED', message: error instanceof Error ? error.message : String(error) };
