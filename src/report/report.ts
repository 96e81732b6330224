import * as z from 'zod';
import type { Network } from '../model/graph.js';
import type { Bilingual } from '../model/vocabulary.js';
import type { ExplainOptions } from '../plan/explain.js';
import { checkNetwork, madeWith, readOptions } from '../plan/options.js';
import { type Locale, shown } from '../plan/phrase.js';
import { type Plan, parsePlan } from '../plan/plan.js';
import { beforeAfter } from './before-after.js';
import { type Charts, drawWith } from './charts.js';
import { pageData } from './data.js';
import { type Facts, factsOf } from './facts.js';
import { both, type Html, html } from './html.js';
import { needList, page } from './page.js';
import { assetTable, figures, legend, note, type Part, proof, tiles } from './sections.js';
import { coverageTables, gapMatrix } from './tables.js';
import { pageWords, words } from './words.js';

/** What the plan was made with, as for `explain`, and what the report shows besides. */
export interface ReportOptions extends ExplainOptions {
  /** Apache ECharts, version 5.3 or later: `import * as charts from 'echarts'`. Without it the report has its tables, but no charts. */
  readonly charts?: Charts | undefined;
  /** Language the page opens in; `zh` by default. Both are in it. */
  readonly locale?: Locale | undefined;
  /** Heading, by default "Five-society linkage report" in the language of the page. */
  readonly title?: string | Bilingual | undefined;
  /** Another plan of this network, to be compared with: the one before, or one by another policy. */
  readonly before?: Plan | undefined;
  /** Needs whose drawer also tells of alternatives and near misses: the unmet first, in the order of service, then the others. Default 200. */
  readonly explained?: number | undefined;
}

/** Each takes some 4 ms and 1.5 kB: 4,000 would take a quarter of a minute and 6 MB. */
const EXPLAINED = 200;

const shape = {
  ...madeWith,
  charts: z.custom<Charts>(isCharts, 'Expected Apache ECharts: `import * as charts from "echarts"`.').optional(),
  locale: z.enum(['zh', 'en']).default('zh'),
  title: z.union([z.string(), z.object({ zh: z.string(), en: z.string() })]).default(words.title),
  before: z.unknown().optional(),
  explained: z.int().min(0).default(EXPLAINED),
};

function isCharts(value: unknown): boolean {
  return typeof value === 'object' && value !== null && typeof Reflect.get(value, 'init') === 'function';
}

/**
 * The plan as one HTML page that needs nothing else: no network, no server; it opens from a file. Chinese and English, light and dark are
 * switched in the page. It has coverage by urgency, district and rank, charts (with `charts`), the gap matrix, the reasons, a list of all needs
 * to search and sort, with who does what, why, and what is proved of each, community assets, and what the certificate proves.
 *
 * Same input, same page. Nothing in the data can become markup, and the page forbids itself every script but its own.
 * Compiles the network again: O(candidates), and see {@link ReportOptions.explained}.
 *
 * @throws LinkageError `PLAN_MISMATCH` (made with another policy, network or pins), `INVALID_PLAN`, `INVALID_OPTIONS`, `INVALID_NETWORK`
 * @example
 * import * as charts from 'echarts';
 * writeFileSync('report.html', report(network, plan, { charts }));
 */
export function report(network: Network, plan: Plan, options: ReportOptions = {}): string {
  checkNetwork(network);
  const { charts, locale, title, before, explained } = readOptions(shape, options);
  const { policy, previous, pins, bans } = options;
  const facts = factsOf(network, parsePlan(plan));
  // First, because it finds out whether the plan is of this network.
  const data = pageData(facts, explained, { policy, previous, pins, bans });
  const parts = partsOf(facts, charts, before === undefined ? undefined : parsePlan(before));
  const { zh, en } = typeof title === 'string' ? { zh: title, en: title } : title;
  return page(facts, { locale, heading: { zh: shown(zh), en: shown(en) }, tiles: tiles(facts), parts, data });
}

function partsOf(facts: Facts, charts: Charts | undefined, before: Plan | undefined): (Part | Part[])[] {
  const part = (id: string, title: Bilingual, body: Html): Part => ({ id, title: both(title), body });
  const draw = charts && drawWith(charts);
  const [societies, fairness, ...others] = figures(
    facts,
    (chart) => chart && draw && html`<figure>${draw(chart)}</figure>`,
  );
  const assets = assetTable(facts);
  return [
    part('coverage', words.coverage, html`${note(words.coverageNote)}${legend(facts)}${coverageTables(facts)}`),
    [societies!, fairness!],
    others,
    ...(before ? [part('comparison', words.comparison, beforeAfter(facts, before))] : []),
    part('gaps', words.gaps, html`${note(words.gapsNote)}${gapMatrix(facts)}`),
    part('needs', pageWords.needs, needList()),
    ...(assets ? [part('assets', words.assets, assets)] : []),
    part('proof', words.proof, proof(facts)),
  ];
}
