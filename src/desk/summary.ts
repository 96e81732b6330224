import { placesOf } from '../compile/supply/places.js';
import type { TableIssue } from '../io/index.js';
import { wordsOf } from '../io/issue-words.js';
import { groupsBy } from '../kernel/maps.js';
import { type Network, recordsOf } from '../model/graph.js';
import { needsOf } from '../model/network.js';
import type { Need } from '../model/records.js';
import {
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
import { fixSentence } from '../say/fix-sentence.js';
import { nameOf } from '../say/names.js';
import { amountOf, shown } from '../say/phrase.js';
import { reasonSentence } from '../say/reason-sentence.js';
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

/** What a summary tells of. */
export interface Told {
  readonly network: Network;
  readonly plan: Plan;
  readonly proof: Verdict;
  readonly issues: readonly TableIssue[];
  /** What provinces publish, as a sentence. */
  readonly outcome: string;
  /** Milliseconds by stage. */
  readonly times: ReadonlyMap<string, number>;
  readonly files: readonly string[];
  readonly locale: 'zh' | 'en';
}

const COLUMNS = 100;
const MOST_ISSUES = 5;
const MOST_UNMET = 10;

/** What the desk prints, at most 100 columns wide. */
export function summary(told: Told): string {
  const sections = [records, issues, coverage, districts, given, unmet, proved, ending];
  return sections.flatMap((section) => section(told)).join('\n');
}

type Section = (told: Told) => string[];
const say = ({ locale }: Told, zh: string, en: string): string => (locale === 'zh' ? zh : en);

const records: Section = (told) => {
  const { network, locale } = told;
  const { stations, providers, needs } = recordsOf(network);
  const lines = needs.reduce((sum, need) => sum + need.requirements.length, 0);
  const count = (of: number, name: string): string => say(told, `${figure(of)} ${name}`, `${name} ${figure(of)}`);
  const tiers = TIERS.toReversed().map((tier) =>
    count(stations.filter((station) => station.tier === tier).length, TIER_NAMES[tier][locale]),
  );
  const societies = SOCIETIES.map((society) =>
    count(providers.filter((one) => one.society === society).length, SOCIETY_NAMES[society][locale]),
  );
  return [
    `${say(told, '层级', 'tiers  ')}  ${tiers.join(' · ')}`,
    `${say(told, '五社', 'records')}  ${societies.join(' · ')}`,
    say(
      told,
      `需求  ${figure(needs.length)} 个，需求项 ${figure(lines)} 个`,
      `needs    ${figure(needs.length)} with ${figure(lines)} requirements`,
    ),
    ...(told.plan.now === undefined ? [TIMELESS[locale]] : []),
  ].map((line) => wrap(line, COLUMNS, ''));
};

const TIMELESS = {
  zh: '时点  未给出：到期、逾期和信息陈旧均未计入；加一张“数据日期”表即可。',
  en: 'as of    not given: nothing expires or grows stale; a sheet "as of" would say it.',
};

const issues: Section = (told) => {
  const { locale } = told;
  const count = told.issues.length;
  if (count === 0) return [say(told, '表里没有发现问题。', 'No fault was found in the sheets.')];
  const shownIssues = told.issues.slice(0, MOST_ISSUES).map((issue) => {
    const { file, sheet, row, column, value, message } = issue;
    const parts = [file, sheet, row === undefined ? undefined : say(told, `第 ${row} 行`, `row ${row}`), column];
    if (value !== undefined && value !== '') parts.push(`“${shown(String(value))}”`);
    const place = parts.filter((part) => part !== undefined).join(' ');
    const words = locale === 'zh' ? wordsOf(issue).join('；') : message;
    return wrap(plain(place === '' ? words : `${place}${say(told, '：', ': ')}${words}`), COLUMNS, '  ');
  });
  const rest = count - shownIssues.length;
  return [
    heading(
      say(
        told,
        `表里的问题 ${figure(count)} 处，有误的行已略去`,
        `${figure(count)} ${count === 1 ? 'fault' : 'faults'} in the sheets; those rows are left out`,
      ),
      COLUMNS,
    ),
    ...shownIssues,
    ...(rest > 0
      ? [dim(say(told, `  另有 ${figure(rest)} 处，见问题清单。`, `  ${figure(rest)} more in the list of issues.`))]
      : []),
  ];
};

/** Cells and names of columns come as they are: none may command the terminal. */
const plain = (text: string): string => text.replace(/\p{Cc}+/gu, ' ');

/** A row of figures: how many needs are met, partly met and not. */
function rowOf({ plan }: Told): (label: string, own: readonly Need[]) => string[] {
  const short = new Set(plan.unmet.map(({ need }) => need));
  const served = new Set(plan.linkages.map(({ need }) => need));
  return (label, own) => {
    const met = own.filter(({ id }) => !short.has(id)).length;
    const partly = own.filter(({ id }) => short.has(id) && served.has(id)).length;
    const rest = own.length - met - partly;
    return [
      label,
      ...[own.length, met, partly, rest].map(figure),
      textBar(met, own.length, 20),
      percent(met, own.length),
    ];
  };
}

/** Whole per cents; 100 only when nothing is missing, 0 only when nothing is there. */
function percent(part: number, whole: number): string {
  if (whole === 0) return '·';
  if (part === 0 || part === whole) return part === 0 ? '0%' : '100%';
  return `${Math.min(99, Math.max(1, Math.round((part / whole) * 100)))}%`;
}

const head = (told: Told, first: string): string[] => [
  first,
  ...(told.locale === 'zh'
    ? ['需求', '满足', '部分', '未满足', '', '满足率']
    : ['needs', 'met', 'part', 'unmet', '', 'met']),
];

/** In English beside the Chinese word, which says it best. */
const urgencyName = (urgency: Urgency, locale: 'zh' | 'en'): string => {
  const { zh, en } = URGENCY_NAMES[urgency];
  return locale === 'zh' ? zh : `${zh} ${en}`;
};

const coverage: Section = (told) => {
  const needs = needsOf(told.network);
  const row = rowOf(told);
  const rows = URGENCIES.map((urgency) =>
    row(
      urgencyName(urgency, told.locale),
      needs.filter((need) => need.urgency === urgency),
    ),
  );
  return [
    heading(say(told, '急难愁盼，先急后缓', 'Urgent first'), COLUMNS),
    textTable(head(told, say(told, '级别', 'urgency')), [...rows, row(say(told, '合计', 'all'), needs)]),
  ];
};

const districts: Section = (told) => {
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
  return [heading(say(told, '各区', 'By district'), COLUMNS), textTable(head(told, say(told, '区', 'district')), rows)];
};

const given: Section = (told) => {
  const { plan, locale } = told;
  const providers = groupsBy(
    plan.linkages.flatMap(({ allocations }) => allocations),
    ({ society }) => [society],
  );
  const rows = SOCIETIES.map((society) => {
    const count = new Set(providers.get(society)?.map(({ provider }) => provider)).size;
    const amounts = plan.coverage.bySociety.filter((one) => one.society === society && one.covered > 0);
    const gives = amounts.map(({ unit, covered }) => amountOf(covered, unit, locale)).join(' · ');
    return wrap(`${padEnd(SOCIETY_NAMES[society][locale], 22)}${padStart(figure(count), 6)}   ${gives}`, COLUMNS, '');
  });
  return [
    heading(say(told, '五社各自承担', 'What each society gives'), COLUMNS),
    ...rows,
    '',
    wrap(told.outcome, COLUMNS, ''),
  ];
};

const unmet: Section = (told) => {
  const { plan, network, locale } = told;
  if (plan.unmet.length === 0) return [heading(say(told, '所有需求均已满足', 'Every need is met'), COLUMNS)];
  const needs = new Map(needsOf(network).map((need) => [need.id, need]));
  const first = new Map<string, Unmet>();
  for (const line of plan.unmet) if (first.size < MOST_UNMET && !first.has(line.need)) first.set(line.need, line);
  const columns = Math.max(...URGENCIES.map((urgency) => width(urgencyName(urgency, locale))));
  const places = placesOf(network);
  const fair = plan.levels.includes('fair');
  const entries = [...first.values()].flatMap((line, i) => {
    const need = needs.get(line.need)!;
    const late = plan.now !== undefined && need.dueAt !== undefined && Date.parse(need.dueAt) < Date.parse(plan.now);
    const station = places.ofNeed(need).stations[0];
    const keys = [`capability:${line.capability}`, `community:${need.community}`, `station:${station?.id}`];
    const [what = '', community = '', street = ''] = keys.map((key) => nameOf(namesOf(network, [key]), key, locale));
    const lacks =
      line.demanded === 'unknown'
        ? say(told, '数量不明', 'how much is not known')
        : `${say(told, '缺', 'lacks')} ${amountOf(line.demanded - line.covered, line.unit, locale)}`;
    const where = station ? `${street} ${community}` : community;
    const words = `${reasonSentence(line.reason, { unit: line.unit, fair, words: plan.words }, locale)}${say(told, '', ' ')}${fixSentence(line, locale, plan.words)}`;
    const title = [
      `${padStart(String(i + 1), 2)}  ${red(padEnd(urgencyName(need.urgency, locale), columns))} ${need.severity}/5`,
      `${late ? red(say(told, '逾期', 'late')) : '    '} ${shown(line.need)}  ${bold(what)} ${lacks}  ${dim(where)}`,
    ].join(' ');
    return [wrap(title, COLUMNS, ''), wrap(words, COLUMNS, '    ')];
  });
  const count = figure(plan.unmet.length);
  return [
    heading(say(told, '最紧急的未满足需求', 'The most urgent unmet needs'), COLUMNS),
    ...entries,
    dim(
      say(
        told,
        `共 ${count} 个需求项未全部满足，原因与建议见未满足清单。`,
        `${count} ${plan.unmet.length === 1 ? 'requirement is' : 'requirements are'} not wholly met: see the list of unmet needs for reasons and what would help.`,
      ),
    ),
  ];
};

const STATUS = {
  zh: {
    optimal: '已证明：先急后缓、同级公平、守住承诺、最为适配，没有更好的方案。',
    bounded: '须整体满足的需求可能还有更好的取舍；在所选取舍之下，已证明没有更好的方案。',
    stopped: '达到限额，未算完。',
    greedy: '先到先得。',
  },
  en: {
    optimal: 'Proved: urgent first, fair within a rank, promises kept, best fit; no plan is better.',
    bounded: 'A better choice of needs that are met whole is not ruled out; given the choice, no plan is better.',
    stopped: 'Stopped at a limit.',
    greedy: 'First come, first served.',
  },
} as const;

const proved: Section = (told) => {
  const { proof, plan, locale } = told;
  const failed = proof.checks.filter(({ ok }) => !ok);
  return [
    heading(say(told, '证明', 'Proof'), COLUMNS),
    ...(proof.ok ? [`${green('✓')} ${STATUS[locale][plan.status]}`] : []),
    ...failed.map(({ name, detail }) => red(`✗ ${name}: ${detail}`)),
    dim(
      say(
        told,
        `  复核 ${proof.checks.length} 项，不信任求解过程；证书编号 ${plan.certificate.digest}`,
        `  ${proof.checks.length} checks that do not trust the solver; certificate ${plan.certificate.digest}`,
      ),
    ),
  ];
};

const TIMES: Readonly<Record<string, string>> = {
  read: '读表',
  match: '匹配',
  verify: '复核',
  lists: '写清单',
  report: '写报告',
};

const ending: Section = (told) => {
  const times = [...told.times].map(
    ([stage, ms]) => `${told.locale === 'zh' ? (TIMES[stage] ?? stage) : stage} ${(ms / 1000).toFixed(1)} s`,
  );
  return ['', dim(times.join(' · ')), say(told, '清单、方案与报告：', 'Lists, plan and report:'), ...told.files];
};
