import sumBy from 'lodash-es/sumBy.js';
import { placesOf } from '../compile/supply/places.js';
import { SEPARATED } from '../io/cell-lists.js';
import type { TableIssue, TableRead } from '../io/index.js';
import { alike, rowsAlike, wordsOf } from '../io/issues-table.js';
import { TABLES } from '../io/record-columns.js';
import { groupsBy } from '../kernel/maps.js';
import { type Network, recordsOf } from '../model/graph.js';
import { needsOf } from '../model/network.js';
import type { Need } from '../model/records.js';
import {
  type Bilingual,
  SOCIETIES,
  SOCIETY_NAMES,
  TIER_NAMES,
  TIERS,
  URGENCIES,
  URGENCY_NAMES,
  type Urgency,
} from '../model/vocabulary.js';
import type { Plan, Unmet } from '../plan/plan.js';
import type { Verdict } from '../proof/verdict.js';
import { unmetSaid } from '../say/fix-sentence.js';
import { nameOf } from '../say/names.js';
import { outcomeSentences } from '../say/outcomes-said.js';
import { amountOf, shown } from '../say/phrase.js';
import { DESK_WORDS, LIST_WORDS, SECOND_WEEK } from '../say/words.js';
import type { CameOf } from '../week/came-of.js';
import type { Returned } from '../week/returned.js';
import { type Changes, changesSaid } from '../week/since-last.js';
import { namesOf } from '../why/names-of.js';
import {
  bold,
  dim,
  figure,
  green,
  heading,
  padEnd,
  padStart,
  red,
  textBar,
  textTable,
  width,
  wrap,
} from './terminal.js';

export type DeskTime = keyof typeof DESK_WORDS.zh.times;

/** What is known before there is a plan. */
interface Read {
  readonly network: Network;
  readonly issues: readonly TableIssue[];
  readonly tables: readonly TableRead[];
  /** Milliseconds by stage. */
  readonly times: ReadonlyMap<DeskTime, number>;
  readonly files: readonly string[];
  readonly locale: 'zh' | 'en';
  /** What of earlier runs could not be read. */
  readonly told: readonly Bilingual[];
  /** Lists of the run before that somebody has filled in. */
  readonly kept: readonly string[];
}

export interface Told extends Read {
  readonly plan: Plan;
  readonly proof: Verdict;
  /** What provinces publish, as a sentence. */
  readonly outcome: string;
  /** Since the plan before; absent where there is none. */
  readonly changes: Changes | undefined;
  /** Of dispatch lists that were filled in. */
  readonly returned: Returned | undefined;
  /** What came of the plans before. */
  readonly came: CameOf | undefined;
}

const COLUMNS = 100;
const MOST_ISSUES = 5;
const MOST_UNMET = 10;
/** Sheets tell how much was done; of how soon they tell too little for rates. */
const MOST_OUTCOMES = 2;

/** What the desk prints, at most 100 columns wide. */
export function summary(told: Told): string {
  const sections = [records, issues, second, coverage, districts, given, unmet, proved, ending];
  return sections.flatMap((section) => section(told, DESK_WORDS[told.locale])).join('\n');
}

/** What it prints where no need was read. */
export function summaryOfNothing(read: Read): string {
  const words = DESK_WORDS[read.locale];
  const said = read.issues.length === 0 ? words.nothingThere : words.nothingRead;
  return [...issues(read, words), heading(red(said), COLUMNS), ...ending(read, words)].join('\n');
}

/** What it prints of sheets that are only looked at. */
export function summaryOfReading(read: Read): string {
  const words = DESK_WORDS[read.locale];
  return [...found(read, words), ...issues(read, words), '', words.doctor(read.tables.length)].join('\n');
}

type Section<Of = Told> = (told: Of, words: Words) => string[];
type Words = (typeof DESK_WORDS)['zh'];

/** Records that sheets list and that are not in the network, by kind. */
function notRead({ tables }: Read) {
  return TABLES.flatMap(({ collection, name }) => {
    const own = tables.filter(({ record }) => record === collection);
    const [found, read] = [sumBy(own, 'found'), sumBy(own, 'read')];
    return found > read ? [{ collection, name, found, left: found - read }] : [];
  });
}

const records: Section = (told, words) => [
  ...found(told, words),
  ...(told.plan.now === undefined ? [wrap(words.timeless, COLUMNS, '')] : []),
];

const found: Section<Read> = (told, words) => {
  const { network, locale } = told;
  const { stations, providers, needs } = recordsOf(network);
  const lines = needs.reduce((sum, need) => sum + need.requirements.length, 0);
  const tiers = TIERS.toReversed().map((tier) =>
    words.counted(figure(stations.filter((station) => station.tier === tier).length), TIER_NAMES[tier][locale]),
  );
  const societies = SOCIETIES.map((society) =>
    words.counted(figure(providers.filter((one) => one.society === society).length), SOCIETY_NAMES[society][locale]),
  );
  const missed = notRead(told);
  const shortOf = ({ name, left, found }: (typeof missed)[number]) =>
    words.ofAll(name[locale], figure(left), figure(found));
  return [
    `${words.tiers}  ${tiers.join(' · ')}`,
    `${words.records}  ${societies.join(' · ')}`,
    words.asked(figure(needs.length), figure(needs.length + leftOf(missed)), figure(lines)),
    ...(missed.length > 0 ? [words.left(missed.map(shortOf).join(SEPARATED[locale]))] : []),
  ].map((line) => wrap(line, COLUMNS, ''));
};

const leftOf = (missed: ReturnType<typeof notRead>): number =>
  missed.find(({ collection }) => collection === 'needs')?.left ?? 0;

const issues: Section<Read> = (told, words) => {
  const count = told.issues.length;
  if (count === 0) return [words.noFault];
  const groups = alike(told.issues);
  const shownIssues = groups.slice(0, MOST_ISSUES).map((group) => {
    const { issue, rows } = group;
    const { file, sheet, column, value, message } = issue;
    const parts = [file, sheet, rows.length === 0 ? undefined : words.row(rowsAlike(group)), column];
    if (value !== undefined && value !== '') parts.push(`“${shown(String(value))}”`);
    const place = parts.filter((part) => part !== undefined).join(' ');
    const fault = told.locale === 'zh' ? wordsOf(issue).filter(Boolean).join('；') : message;
    return wrap(plain(place === '' ? fault : `${place}${words.colon}${fault}`), COLUMNS, '  ');
  });
  const rest = groups.length - shownIssues.length;
  return [
    heading(words.faults(figure(count)), COLUMNS),
    ...shownIssues,
    ...(rest > 0 ? [dim(words.moreFaults(figure(rest)))] : []),
  ];
};

/** What is new since the plan before. */
const second: Section = ({ network, changes, returned, came, told, locale }, words) => {
  const lines = [
    ...told.map((one) => one[locale]),
    ...cameBack(returned, network, locale),
    ...(came ? outcomeSentences(came.figures, locale).slice(0, MOST_OUTCOMES) : []),
    ...(came && came.stray > 0 ? [words.stray(came.stray)] : []),
    ...(changes ? changesSaid(network, changes, locale) : []),
  ];
  return lines.length === 0 ? [] : [heading(words.second, COLUMNS), ...lines.map((line) => wrap(line, COLUMNS, ''))];
};

function cameBack(returned: Returned | undefined, network: Network, locale: 'zh' | 'en'): string[] {
  if (!returned || returned.counts.size === 0) return [];
  const names = { ...LIST_WORDS.results, ...SECOND_WEEK.results };
  const counts = [...returned.counts].map(([result, count]) => `${names[result][locale]} ${figure(count)}`);
  const left = returned.done.filter((id) => network.hasNode(`need:${id}`));
  const most = left.slice(0, 10).join(SEPARATED[locale]) + (left.length > 10 ? ' …' : '');
  return [DESK_WORDS[locale].returned(counts.join(SEPARATED[locale]), returned.done.length, most)];
}

/** Cells and names of columns come as they are: none may command the terminal. */
const plain = (text: string): string => text.replace(/\p{Cc}+/gu, ' ');

/** A row of figures: how many needs are met, partly met and not. */
function rowOf({ plan }: Told): (label: string, own: readonly Need[]) => string[] {
  const short = new Set(plan.unmet.map(({ need }) => need));
  const served = new Set(plan.linkages.map(({ need }) => need));
  return (label, own) => {
    const met = own.filter(({ id }) => !short.has(id)).length;
    const partly = own.filter(({ id }) => short.has(id) && served.has(id)).length;
    const counts = [own.length, met, partly, own.length - met - partly].map(figure);
    return [label, ...counts, textBar(met, own.length, 20), percent(met, own.length)];
  };
}

/** Whole per cents; 100 only when nothing is missing, 0 only when nothing is there. */
function percent(part: number, whole: number): string {
  if (whole === 0) return '·';
  if (part === 0 || part === whole) return part === 0 ? '0%' : '100%';
  return `${Math.min(99, Math.max(1, Math.round((part / whole) * 100)))}%`;
}

/** In English beside the Chinese word, which says it best. */
const urgencyName = (urgency: Urgency, locale: 'zh' | 'en'): string => {
  const { zh, en } = URGENCY_NAMES[urgency];
  return locale === 'zh' ? zh : `${zh} ${en}`;
};

const coverage: Section = (told, words) => {
  const needs = needsOf(told.network);
  const row = rowOf(told);
  const rows = URGENCIES.map((urgency) => {
    const own = needs.filter((need) => need.urgency === urgency);
    return row(urgencyName(urgency, told.locale), own);
  });
  return [
    heading(words.urgentFirst, COLUMNS),
    textTable([words.urgency, ...words.columns], [...rows, row(words.all, needs)]),
  ];
};

const districts: Section = (told, words) => {
  const { network, locale } = told;
  const places = placesOf(network);
  const byDistrict = groupsBy(needsOf(network), (need) =>
    places.ofNeed(need).stations.flatMap(({ id, tier }) => (tier === 'district' ? [`station:${id}`] : [])),
  );
  if (byDistrict.size < 2) return [];
  const row = rowOf(told);
  const rows = [...byDistrict.keys()]
    .sort()
    .map((key) => row(nameOf(namesOf(network, [key]), key, locale), byDistrict.get(key)!));
  return [heading(words.districts, COLUMNS), textTable([words.district, ...words.columns], rows)];
};

const given: Section = ({ plan, locale, outcome }, words) => {
  const allocations = plan.linkages.flatMap((linkage) => linkage.allocations);
  const providers = groupsBy(allocations, ({ society }) => [society]);
  const rows = SOCIETIES.map((society) => {
    const count = new Set(providers.get(society)?.map(({ provider }) => provider)).size;
    const amounts = plan.coverage.bySociety.filter((one) => one.society === society && one.covered > 0);
    const gives = amounts.map(({ unit, covered }) => amountOf(covered, unit, locale)).join(' · ');
    return wrap(`${padEnd(SOCIETY_NAMES[society][locale], 22)}${padStart(figure(count), 6)}   ${gives}`, COLUMNS, '');
  });
  return [heading(words.gives, COLUMNS), ...rows, '', wrap(outcome, COLUMNS, '')];
};

const unmet: Section = (told, words) => {
  const { plan, network, locale } = told;
  const left = leftOf(notRead(told));
  if (plan.unmet.length === 0) {
    const all = left === 0 ? words.allMet : words.allReadMet(figure(needsOf(network).length), figure(left));
    return [heading(all, COLUMNS)];
  }
  const needs = new Map(needsOf(network).map((need) => [need.id, need]));
  const first = new Map<string, Unmet>();
  for (const line of plan.unmet) if (first.size < MOST_UNMET && !first.has(line.need)) first.set(line.need, line);
  const columns = Math.max(...URGENCIES.map((urgency) => width(urgencyName(urgency, locale))));
  const places = placesOf(network);
  const entries = [...first.values()].flatMap((line, i) => {
    const need = needs.get(line.need)!;
    const late = plan.now !== undefined && need.dueAt !== undefined && Date.parse(need.dueAt) < Date.parse(plan.now);
    const station = places.ofNeed(need).stations[0];
    const keys = [`capability:${line.capability}`, `community:${need.community}`, `station:${station?.id}`];
    const [what = '', community = '', street = ''] = keys.map((key) => nameOf(namesOf(network, [key]), key, locale));
    const lacks =
      line.demanded === 'unknown'
        ? words.unknown
        : `${words.lacks} ${amountOf(line.demanded - line.covered, line.unit, locale)}`;
    const where = station ? `${street} ${community}` : community;
    const { why, help } = unmetSaid(line, plan, locale);
    const title = [
      `${padStart(String(i + 1), 2)}  ${red(padEnd(urgencyName(need.urgency, locale), columns))} ${need.severity}/5`,
      `${late ? red(words.late) : '    '} ${shown(line.need)}  ${bold(what)} ${lacks}  ${dim(where)}`,
    ].join(' ');
    return [wrap(title, COLUMNS, ''), wrap(why + words.between + help, COLUMNS, '    ')];
  });
  return [heading(words.mostUrgent, COLUMNS), ...entries, dim(words.unmet(figure(plan.unmet.length)))];
};

const proved: Section = ({ proof, plan, locale }) => provedSaid(proof, plan, locale);

/** What is proved of a plan, or what is wrong with it. */
export function provedSaid(proof: Verdict, plan: Plan, locale: 'zh' | 'en'): string[] {
  const words = DESK_WORDS[locale];
  const failed = proof.checks.filter(({ ok }) => !ok);
  return [
    heading(words.proof, COLUMNS),
    ...(proof.ok ? [`${green('✓')} ${words.statuses[plan.status]}`] : []),
    ...failed.map(({ name, detail }) => red(`✗ ${name}: ${detail}`)),
    dim(words.checks(proof.checks.length, `${plan.certificate.digest.slice(0, 16)}…`)),
  ];
}

const ending: Section<Read> = ({ times, files, kept, locale }, words) => {
  const stages = [...times].map(([stage, ms]) => `${words.times[stage]} ${(ms / 1000).toFixed(1)} s`);
  const filled = kept.length > 0 ? [words.keptFilled(kept.join(SEPARATED[locale]))] : [];
  return ['', dim(stages.join(' · ')), ...filled, words.written, ...files];
};
