import sortBy from 'lodash-es/sortBy.js';
import type { WrittenTable } from '../io/index.js';
import { TABLES } from '../io/record-columns.js';
import { groupsBy } from '../kernel/maps.js';
import { type Network, recordsOf } from '../model/graph.js';
import { bySociety } from '../model/order.js';
import type { Need, Offer, Provider } from '../model/records.js';
import { coarseUnit, unitFactor } from '../model/units.js';
import { SOCIETIES, SOCIETY_NAMES, type Society, URGENCIES, URGENCY_NAMES } from '../model/vocabulary.js';
import { writtenProvider } from '../outcomes/written.js';
import type { Plan } from '../plan/plan.js';
import { categoryOf, factsOf } from '../report/facts.js';
import { toDoFirst } from '../report/today.js';
import { nameOf } from '../say/names.js';
import { amountOf, type Locale } from '../say/phrase.js';
import { sentences } from '../say/sentences.js';
import { changesTable } from '../week/since-last.js';
import { keptFiles, type MadeWeek, type ReadWeek, readingTables } from '../week/week.js';
import { type ExplainTarget, explain } from '../why/explain.js';
import { namesOf } from '../why/names-of.js';
import { viewOf } from '../why/view.js';
import type {
  Choices,
  Circle,
  Covered,
  Named,
  OfferChoice,
  PageFile,
  PlaceMet,
  Planned,
  Pressing,
  ProviderChoice,
  WasRead,
  Why,
} from './calls.js';

const latin = new TextEncoder();
export const fileOf = (name: string, data: string | Uint8Array): PageFile => ({
  name,
  data: typeof data === 'string' ? latin.encode(data) : data,
});

export function readingOf({ read }: ReadWeek, locale: Locale): WasRead {
  const { providers, needs } = recordsOf(read.network);
  const counted = read.tables.filter(({ record }) => record !== undefined);
  const [issues, , words, doubles] = readingTables(read, locale);
  return {
    tables: read.tables,
    lists: [words!, doubles!, issues!],
    kinds: TABLES.map(({ name, columns }) => ({
      name: name[locale],
      columns: columns.map((column) => column.name[locale]),
    })),
    words: read.network.getAttribute('catalogue').map(({ code, name }) => name?.[locale] ?? name?.zh ?? code),
    needs: needs.length,
    providers: providers.length,
    found: counted.reduce((sum, table) => sum + table.found, 0),
    read: counted.reduce((sum, table) => sum + table.read, 0),
  };
}

type NameOf = (key: string, locale: Locale) => string;

const namesIn =
  (network: Network): NameOf =>
  (key, locale) =>
    nameOf(namesOf(network, [key]), key, locale);

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

export function plannedOf(made: MadeWeek, lists: readonly WrittenTable[], locale: Locale): Planned {
  const { plan, read, proof, changes } = made;
  const named = namesIn(read.network);
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
  const facts = factsOf(viewOf(read.network, plan, made.made), locale);
  const pressing = toDoFirst(facts, MOST_PRESSING).map(
    ({ need, place, age, lacks, why, help, calls }): Pressing => ({
      ...{ lacks, why, help, calls },
      need: need.id,
      title: facts.name(categoryOf(need))[locale],
      place: [...new Set([place.community, place.street])].map((key) => facts.name(key)[locale]).join(' '),
      urgency: URGENCY_NAMES[need.urgency][locale],
      code: need.urgency,
      age: [age.due, age.waits].filter(Boolean).join(' · '),
      isLate: age.late,
    }),
  );
  const places = [...groupsBy(facts.needs, ({ place }) => [place.street])].map(([street, own]): PlaceMet => {
    const { district } = own[0]!.place;
    return {
      above: district === undefined ? '' : facts.name(district)[locale],
      name: facts.name(street)[locale],
      needs: own.length,
      met: own.filter(({ state }) => state === 'met').length,
    };
  });
  return {
    places: sortBy(places, ({ needs, met }) => met - needs),
    status: plan.status,
    digest: plan.certificate.digest,
    ...proof,
    covered,
    pressing,
    communities: sortBy([...groupsBy(needs, ({ community }) => [community])], ([, own]) => -own.length).map(([id]) => ({
      id,
      name: named(`community:${id}`, locale),
    })),
    unmet: short.size,
    lists: lists.map(({ sheet, rows }) => ({ sheet, count: rows.length - 1 })),
    changes: changes && changesTable(read.network, changes, locale),
    kept: [...keptFiles(made)].map(([name, data]) => fileOf(name, data)),
  };
}

/** Others that an explanation names can be asked about in turn. */
export function whyOf(network: Network, { plan, made }: MadeWeek, target: ExplainTarget, locale: Locale): Why {
  const named = namesIn(network);
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

/** What there is to choose from. */
export function choicesOf(network: Network, locale: Locale): Choices {
  const named = namesIn(network);
  const { providers, needs } = recordsOf(network);
  const { catalogue } = network.getAttributes();
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
}

/** Needs of a community, and who helps. */
export function circleOf(network: Network, plan: Plan, community: string, locale: Locale): Circle {
  const named = namesIn(network);
  const all = plan.linkages.filter(({ need }) => needOf(network, need).community === community);
  const keys = new Set(all.flatMap(({ allocations }) => allocations.map(({ provider }) => provider)));
  const society = (key: string) => key.split(':')[0] as Society;
  const here = recordsOf(network).needs.filter((need) => need.community === community);
  const own = sortBy(here, ({ urgency }) => URGENCIES.indexOf(urgency));
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
}
