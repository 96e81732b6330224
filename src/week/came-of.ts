import { MultiDirectedGraph } from 'graphology';
import { LinkageError } from '../errors/linkage-error.js';
import { tableOf } from '../io/sheet.js';
import type { WrittenTable } from '../io/tables.js';
import { type Network, providerKey, recordsOf } from '../model/graph.js';
import type { Need, Provider } from '../model/records.js';
import type { OutcomeEvent } from '../outcomes/events.js';
import { type OutcomeFigures, outcomeFigures } from '../outcomes/outcome-figures.js';
import { MONTH, replay } from '../outcomes/replay.js';
import { type Plan, parsePlan } from '../plan/plan.js';
import { percent } from '../say/format.js';
import { nameOf } from '../say/names.js';
import { amountOf } from '../say/phrase.js';
import { HEADS, SECOND_WEEK } from '../say/words.js';
import { namesOf } from '../why/names-of.js';
import { fromJson } from './json-file.js';
import { type BroughtUp, type Earlier, type KeptRecords, weekOf } from './kept-weeks.js';
import { type Shelf, textIn } from './shelf.js';

/** Everything that happened, a line each: only added to. */
export const EVENTS = 'history/events.jsonl';

/** A plan that was handed out, and when its week begins: later than the one before. */
export interface KeptWeek {
  readonly plan: Plan;
  readonly records: KeptRecords;
  readonly start: number;
}

/** What of providers is counted. */
const COUNTED = ['shows', 'noShows', 'servedLast30Days'] as const;

/** As the sheets say it, before anything is brought up. */
export function keptRecords(network: Network): KeptRecords {
  const { needs, providers } = recordsOf(network);
  return {
    needs: needs.map(({ id, community, urgency, reportedAt, dueAt, requirements }) => ({
      ...{ id, community, urgency, reportedAt, dueAt },
      requirements: requirements.map(({ id: line, unit, pattern, quantity }) => ({
        id: line,
        unit,
        pattern,
        quantity,
      })),
    })) as unknown as Need[],
    providers: providers.map(({ society, id, community, shows, noShows, servedLast30Days, ...rest }) => ({
      ...{ society, id, community, shows, noShows, servedLast30Days },
      ...('kind' in rest && { kind: rest.kind }),
    })) as unknown as Provider[],
    slots: network.getAttribute('slots').map(({ id, end }) => ({ id, end })),
  };
}

/** The plans since the last one that began anew, the last one as it was handed out. */
export async function keptWeeksIn(shelf: Shelf, { plan, week, made, past }: Earlier): Promise<KeptWeek[]> {
  const read = async (file: string) => (await textIn(shelf, file)) ?? '';
  const texts = past.slice(made.since ?? 0).map(async ({ file = '' }) => {
    const [text, records] = await Promise.all([read(file), read(weekOf(file))]);
    return records === '' ? [] : [{ plan: parsePlan(text), records: fromJson(records) as KeptRecords }];
  });
  const all = (await Promise.all(texts)).flat();
  const digest = plan?.certificate.digest;
  // A plan that a run made again is there once.
  if (plan && week && all.at(-1)?.plan.certificate.digest !== digest) all.push({ plan, records: week });
  let start = 0;
  return all.map((one) => {
    start = startAfter(one.plan.now, start);
    return { ...one, start };
  });
}

/** When a week begins that comes after one that began at `before`. */
export const startAfter = (now: string | undefined, before: number): number =>
  Math.max(Date.parse(now ?? '') || 0, before + 1000);

export async function eventsIn(shelf: Shelf): Promise<OutcomeEvent[]> {
  const text = (await textIn(shelf, EVENTS)) ?? '';
  return text
    .split('\n')
    .flatMap((line) => (line === '' ? [] : [(fromJson(line) as OutcomeEvent | undefined) ?? []].flat()));
}

const instantOf = (start: number): string => new Date(start).toISOString();

/** A network that knows what {@link replay} reads. */
function networkOf({ needs, providers }: KeptRecords): Network {
  const network = new MultiDirectedGraph() as Network;
  for (const record of needs) network.addNode(`need:${record.id}`, { kind: 'need', record });
  for (const record of providers) network.addNode(providerKey(record), { kind: record.society, record } as never);
  return network;
}

/** What came of the plans so far. */
export interface CameOf {
  readonly figures: OutcomeFigures;
  readonly broughtUp: BroughtUp;
  /** How many events are of nothing that a plan has. */
  readonly stray: number;
}

/**
 * What came of plans by what happened until `now`, and what the records of this week become by it. A figure that the sheets say otherwise than they did with the first plan that has
 * the provider is as they say. O(records of all weeks + events · log events).
 */
export function cameOf(
  weeks: readonly KeptWeek[],
  events: readonly OutcomeEvent[],
  network: Network,
  now: number,
): CameOf {
  const all = weeks.map(({ plan, records, start }) => {
    return { network: networkOf(records), plan: { ...plan, now: instantOf(start) } };
  });
  const { replayed, stray } = counted(all, events, instantOf(now));
  const brought: [string, BroughtUp[string]][] = [];
  for (const { provider, ...known } of replayed.providers) {
    if (!network.hasNode(provider)) continue;
    const since = all.findIndex((one) => one.network.hasNode(provider));
    const first = all[since]!.network.getNodeAttribute(provider, 'record') as Provider;
    const record = network.getNodeAttribute(provider, 'record') as Provider;
    const isFresh = now - weeks[since]!.start < MONTH;
    const before = { ...first, ...(!isFresh && { servedLast30Days: 0 }) };
    const own = COUNTED.filter((name) => record[name] === first[name]);
    brought.push([provider, Object.fromEntries(own.map((name) => [name, (before[name] ?? 0) + known[name]]))]);
  }
  for (const { need, servedBy, state } of replayed.needs) {
    const key = `need:${need}`;
    const there = servedBy.filter((one) => network.hasNode(one));
    if (there.length === 0 || state === 'done' || !network.hasNode(key)) continue;
    const { previousProviders } = network.getNodeAttribute(key, 'record') as Need;
    brought.push([key, { previousProviders: [...new Set([...previousProviders, ...there])] }]);
  }
  return { figures: outcomeFigures(replayed), broughtUp: Object.fromEntries(brought), stray };
}

/** What is of nothing that a plan has is left out. */
function counted(weeks: Parameters<typeof replay>[0], events: readonly OutcomeEvent[], now: string) {
  try {
    return { replayed: replay(weeks, events, { now }), stray: 0 };
  } catch (error) {
    if (!(error instanceof LinkageError) || error.code !== 'INVALID_INPUT') throw error;
    const stray = new Set(error.details.map(({ path }) => path[1]));
    return {
      replayed: replay(
        weeks,
        events.filter((_, i) => !stray.has(i)),
        { now },
      ),
      stray: stray.size,
    };
  }
}

/** Writes into records what they are brought up to: nobody else has them yet. */
export function bringUp(network: Network, broughtUp: BroughtUp = {}): void {
  for (const [key, patch] of Object.entries(broughtUp)) {
    if (!network.hasNode(key)) continue;
    const record = network.getNodeAttribute(key, 'record');
    network.setNodeAttribute(key, 'record', { ...record, ...patch } as typeof record);
  }
}

/** The lists 成效, week by week with planned and done apart, and 志愿服务时长. */
export function cameOfTables(network: Network, { figures }: CameOf, locale: 'zh' | 'en'): WrittenTable[] {
  const { cameOf: heads } = HEADS;
  const { weeks, all, volunteers } = figures;
  const total = { ...all, now: HEADS.equity.all[locale], came: all.needs, left: all.partly + all.open };
  const rows = [...weeks, total].flatMap(({ amounts, ...week }) =>
    (amounts.length > 0 ? amounts : [undefined]).map((amount) => ({ ...week, amount })),
  );
  const given = volunteers.map(({ provider, ...one }) => ({
    ...one,
    id: provider.slice(provider.indexOf(':') + 1),
    name: nameOf(namesOf(network, [provider]), provider, locale),
  }));
  return [
    tableOf({ locale }, SECOND_WEEK.sheets.cameOf, rows, [
      [heads.week, ({ now }) => now.slice(0, 10)],
      [heads.came, ({ came }) => came],
      [heads.closed, ({ done }) => done],
      [heads.left, ({ left }) => left],
      [heads.planned, ({ amount }) => amount && amountOf(amount.planned, amount.unit, locale)],
      [heads.done, ({ amount }) => amount && amountOf(amount.done, amount.unit, locale)],
      [heads.local, ({ local }) => (local.of === 0 ? '' : percent(local.count, local.of))],
    ]),
    tableOf({ locale }, SECOND_WEEK.sheets.hours, given, [
      [HEADS.worker.id, ({ id }) => id],
      [HEADS.worker.name, ({ name }) => name],
      [heads.hours, ({ minutes }) => minutes / 60, { format: '0.0#' }],
      [heads.stars, ({ stars }) => stars],
    ]),
  ];
}
