import mapValues from 'lodash-es/mapValues.js';
import max from 'lodash-es/max.js';
import min from 'lodash-es/min.js';
import pickBy from 'lodash-es/pickBy.js';
import * as z from 'zod/mini';
import { readOptions } from '../errors/read-options.js';
import { says } from '../errors/zod-issues.js';
import type { Comparison } from '../figures/comparison.js';
import { fairnessOf, withoutFair } from '../figures/figures.js';
import type { Network } from '../model/graph.js';
import type { Bilingual } from '../model/vocabulary.js';
import { type Made, madeWith } from '../plan/made.js';
import { checkNetwork } from '../plan/options.js';
import type { Plan } from '../plan/plan.js';
import { type Locale, shown } from '../say/phrase.js';
import { PAGE_WORDS, REPORT_WORDS as words } from '../say/words.js';
import { viewOf } from '../why/view.js';
import { beforeAfter } from './before-after.js';
import { type Charts, drawWith } from './charts.js';
import { type List, pageData } from './data.js';
import { factsOf, type ReportFacts } from './facts.js';
import { type Html, html } from './html.js';
import { beijing, type Head, listOfLists, needList, page } from './page.js';
import { coverageTables, gapMatrix } from './report-tables.js';
import { assetTable, type Draw, figures, legend, note, part, proof, tiles } from './sections.js';
import { today } from './today.js';

/** What the plan was made with, as for `explain`, and what the report shows besides. */
export interface ReportOptions extends Made {
  /** Apache ECharts, version 5.3 or later: `import * as charts from 'echarts'`. Without it the report has its tables, but no charts. */
  readonly charts?: Charts | undefined;
  /** Language of the page; `zh` by default. */
  readonly locale?: Locale | undefined;
  /** Heading, by default "Five-society linkage report" in the language of the page. */
  readonly title?: string | Bilingual | undefined;
  /** Whose plan it is; by default the lowest station that is above all needs. */
  readonly station?: string | Bilingual | undefined;
  /** What time it is for; by default from the first slot to the last, where they have dates. */
  readonly period?: string | Bilingual | undefined;
  /** Who made the report; nobody, if not said. */
  readonly maker?: string | Bilingual | undefined;
  /** How many needs were listed, so that the page says how many of them were read; not told, if not said. */
  readonly found?: number | undefined;
  /** Another plan, `a`, beside this one, `b`: `comparePlans(network, before, plan)`. */
  readonly comparison?: Comparison | undefined;
  /** What to call the other plan; 此前, before, if not said. */
  readonly before?: string | Bilingual | undefined;
  /** The same match without level `fair`, to say what fairness changed: `match(network, { levels: ['rank', 'keep', 'cost'] })`. */
  readonly without?: Plan | undefined;
  /** Lists to leaf through, in the language of the page: `planTables(network, plan)`. Of one of more than 2,000 rows the page has only how long it is. */
  readonly lists?: readonly List[] | undefined;
  /** Needs whose drawer also tells of alternatives and near misses: the unmet first, in the order of service, then the others. Default 200. */
  readonly explained?: number | undefined;
}

/** Each takes some 4 ms and 1.5 kB: 4,000 would take a quarter of a minute and 6 MB. */
const EXPLAINED = 200;

const alike = z.transform((zh: string) => ({ zh, en: zh }));
const named = z.union([z.pipe(z.string(), alike), z.object({ zh: z.string(), en: z.string() })]);

const listed = z.array(z.object({ sheet: z.string(), rows: z.array(z.array(z.unknown())) }));

const shape = {
  ...madeWith,
  charts: z.optional(
    z.custom<Charts>(isCharts, says('INVALID_OPTION', 'Apache ECharts', 'Maybe `import * as charts from "echarts"`.')),
  ),
  locale: z._default(z.enum(['zh', 'en']), 'zh'),
  title: z._default(named, words.title),
  station: z.optional(named),
  period: z.optional(named),
  maker: z.optional(named),
  found: z.optional(z.int().check(z.gte(0))),
  comparison: z.optional(
    z.custom<Comparison>(isComparison, says('INVALID_OPTION', 'what `comparePlans(network, before, plan)` gives')),
  ),
  before: z._default(named, words.change.before),
  without: withoutFair,
  lists: z._default(listed, []),
  explained: z._default(z.int().check(z.gte(0)), EXPLAINED),
};

function isCharts(value: unknown): boolean {
  return typeof value === 'object' && value !== null && typeof Reflect.get(value, 'init') === 'function';
}

function isComparison(value: unknown): boolean {
  const parts = ['coverage', 'needs', 'fairness', 'participation'];
  return typeof value === 'object' && value !== null && parts.every((part) => part in value);
}

/**
 * The plan as one HTML page that needs nothing else: no network, no server; it opens from a file. It is in one language; light and dark are
 * switched in the page. It has coverage by urgency, district and rank, charts (with `charts`), the gap matrix, the reasons, a list of all needs
 * to search and sort, with who does what, why, and what is proved of each, community assets, and what the certificate proves.
 *
 * Same input, same page. Nothing in the data can become markup, and the page forbids itself every script but its own.
 * Compiles the network again: O(candidates), and see {@link ReportOptions.explained}.
 *
 * @throws LinkageError `PLAN_MISMATCH` (of other records, or made with other options), `INVALID_PLAN`, `INVALID_OPTIONS`, `INVALID_NETWORK`
 * @example
 * import * as charts from 'echarts';
 * writeFileSync('report.html', report(network, plan, { charts }));
 */
export function report(network: Network, plan: Plan, options: ReportOptions = {}): string {
  checkNetwork(network);
  const {
    charts,
    locale,
    title,
    station,
    period,
    maker,
    found,
    comparison,
    before,
    without,
    lists,
    explained,
    ...made
  } = readOptions(shape, options);
  const view = viewOf(network, plan, made);
  const changed = without && fairnessOf(view, viewOf(network, without, view.made));
  const facts = { ...factsOf(view, locale), ...(changed && { fairness: changed }), found };
  const data = pageData(facts, { explained, lists });
  const compared = comparison && beforeAfter(comparison, plain(before));
  const parts = partsOf(facts, charts, compared, lists.length > 0);
  const head = mapValues({ ...headOf(facts), ...pickBy({ station, period, maker }) }, plain);
  const first = part('today', words.today, today(facts));
  return page(facts, { heading: plain(title), head, first, tiles: tiles(facts), parts, data });
}

const plain = ({ zh, en }: Bilingual): Bilingual => ({ zh: shown(zh), en: shown(en) });

/** What the records say of whose plan it is, and of what time. */
function headOf({ network, needs, name }: ReportFacts): Head {
  const [first = [], ...others] = needs.map(({ place }) => place.stations);
  const shared = first.filter((station, i) => others.every((own) => own[i] === station));
  const slots = network.getAttribute('slots');
  const days = slots.flatMap(({ start, end }) =>
    [start, end].flatMap((one) => (one ? [beijing(one).slice(0, 10)] : [])),
  );
  const [from, to] = [min(days), max(days)];
  const period = from === to ? from : `${from} – ${to}`;
  return {
    ...(shared.length > 0 && { station: name(shared.at(-1)!) }),
    ...(period && { period: { zh: period, en: period } }),
  };
}

function partsOf(facts: ReportFacts, charts: Charts | undefined, compared: Html | undefined, hasLists: boolean) {
  const draw = charts && drawWith(charts);
  const figure: Draw = (chart) => chart && draw && html`<figure>${draw(chart)}</figure>`;
  const assets = assetTable(facts);
  const hasGaps = facts.plan.unmet.length > 0;
  return [
    part('coverage', words.coverage, html`${note(words.coverageNote)}${legend(facts)}${coverageTables(facts)}`),
    figures(facts, figure),
    ...(compared ? [part('comparison', words.comparison, compared)] : []),
    ...(hasGaps ? [part('gaps', words.gaps, html`${note(words.gapsNote)}${gapMatrix(facts)}`)] : []),
    part('needs', PAGE_WORDS.needs, needList()),
    ...(hasLists ? [part('lists', words.lists, listOfLists())] : []),
    ...(assets ? [part('assets', words.assets, assets)] : []),
    part('proof', words.proof, proof(facts)),
  ];
}
