import sumBy from 'lodash-es/sumBy.js';
import upperFirst from 'lodash-es/upperFirst.js';
import * as z from 'zod/mini';
import { readOptions } from '../errors/read-options.js';
import { type LinkageRole, linkageRoles } from '../model/catalogue/code-words.js';
import type { Network } from '../model/graph.js';
import { SOCIETIES, SOCIETY_NAMES, URGENCIES, URGENCY_NAMES } from '../model/vocabulary.js';
import { type Made, madeWith } from '../plan/made.js';
import { checkNetwork } from '../plan/options.js';
import { type Allocation, type Linkage, type Plan, REASON_CODES, type Unmet } from '../plan/plan.js';
import type { Ban } from '../policy/pair.js';
import { viewOf } from '../why/view.js';
import { escaped, escapedSentence, grouped, measured, percent, table } from './format.js';
import { roleName, shownName, shownProvider } from './names.js';
import { type Locale, listed, phrase } from './phrase.js';
import { reasonSentence } from './reason-sentence.js';
import { MARKDOWN_WORDS, PLAN_WORDS } from './words.js';

export interface MarkdownOptions extends Made {
  /** Language of the report; `zh` by default. Names fall back to the other language. */
  readonly locale?: Locale | undefined;
  /** What each society is called in a linkage, where a province words it differently; by default {@link linkageRoles}. */
  readonly roles?: readonly LinkageRole[] | undefined;
}

/** Rows shown of linkages of one urgency and of unmet requirements. */
const MAX_ROWS = 25;
/** Allocations shown of one linkage. */
const MAX_ALLOCATIONS = 6;

/**
 * The plan as a report in Markdown: summary, coverage, linkages by urgency, what is unmet and why, what is proved. Long
 * lists are cut short and say by how much. Nothing in the data can become markup.
 *
 * Compiles the network again, to see that the plan is of it: O(candidates).
 *
 * @throws LinkageError `PLAN_MISMATCH`, `INVALID_PLAN`, `INVALID_OPTIONS`, `INVALID_NETWORK`
 */
export function toMarkdown(network: Network, plan: Plan, options: MarkdownOptions = {}): string {
  checkNetwork(network);
  const { locale, roles, ...made } = readOptions(shape, options);
  const { plan: checked } = viewOf(network, plan, made);
  const sections = [summary, coverage, contributions, linkages, wholes, unmet, proof];
  const texts = sections.map((section) =>
    section(checked, { locale, words: MARKDOWN_WORDS[locale], network, roles }).join('\n'),
  );
  return `${texts.filter((text) => text !== '').join('\n\n')}\n`;
}

const name = z.object({ zh: z.string(), en: z.string() });
const role = z.object({ society: z.enum(SOCIETIES), code: z.string(), name });
const shape = {
  ...madeWith,
  locale: z._default(z.enum(['zh', 'en']), 'zh'),
  roles: z._default(z.array(role), []),
};

type Roles = z.output<typeof shape.roles>;
interface Saying {
  readonly locale: Locale;
  readonly words: (typeof MARKDOWN_WORDS)['zh'];
  readonly network: Network;
  readonly roles: Roles;
}
type Section = (plan: Plan, saying: Saying) => string[];

const summary: Section = (
  { now, linkages, unmet, withdrawn, idleBans = [], idlePins = [], dateDoubts = [] },
  { locale, words },
) => {
  const allocations = linkages.flatMap((linkage) => linkage.allocations);
  const served = sumBy(linkages, (linkage) => new Set(linkage.allocations.map((one) => one.requirement)).size);
  const partly = unmet.filter((one) => one.covered > 0).length;
  const met = served - partly;
  const unplaced = allocations.filter((one) => one.placeUnknown).length;
  const total = met + unmet.length;
  return [
    `# ${words.title}`,
    '',
    now === undefined ? words.timeless : words.asOf(now),
    '',
    total === 0
      ? words.nothingAsked
      : words.summary(grouped(total), grouped(met), grouped(partly), grouped(unmet.length - partly)),
    ...(withdrawn > 0 ? ['', phrase(locale, 'report.withdrawn', { units: withdrawn })] : []),
    ...(idleBans.length > 0
      ? ['', phrase(locale, 'report.idleBans', { count: idleBans.length, list: pairsListed(idleBans, locale) })]
      : []),
    ...(idlePins.length > 0
      ? ['', phrase(locale, 'report.idlePins', { count: idlePins.length, list: pairsListed(idlePins, locale) })]
      : []),
    ...(dateDoubts.length > 0
      ? ['', phrase(locale, 'report.dateDoubts', { count: dateDoubts.length, list: pairsListed(dateDoubts, locale) })]
      : []),
    ...(unplaced > 0 ? ['', phrase(locale, 'report.unplaced', { count: unplaced })] : []),
  ];
};

/** Pairs that are named in one sentence. */
const MOST_LISTED = 10;

function pairsListed(pairs: readonly Ban[], locale: Locale): string {
  const named = pairs.map(
    ({ need, requirement, provider }) => `${[need, requirement ?? []].flat().join('/')} × ${provider}`,
  );
  return escaped(listed(named.length > MOST_LISTED ? [...named.slice(0, MOST_LISTED), '…'] : named, locale));
}

const coverage: Section = (plan, { locale, words }) => {
  const rows = plan.coverage.byUrgency.map(({ urgency, unit, demanded, covered }) => [
    `**${upperFirst(URGENCY_NAMES[urgency][locale])}**`,
    measured(demanded, unit, locale),
    measured(covered, unit, locale),
    percent(covered, demanded),
  ]);
  return [`## ${words.coverage}`, '', ...table(words.coverageHeadings, rows)];
};

const contributions: Section = (plan, { locale, words, roles }) => {
  const rows = SOCIETIES.map((society) => {
    const given = plan.coverage.bySociety.filter((one) => one.society === society);
    const amounts = given.map(({ unit, covered }) => measured(covered, unit, locale));
    const role = [...roles, ...linkageRoles].find((one) => one.society === society)!;
    return [upperFirst(SOCIETY_NAMES[society][locale]), escaped(role.name[locale]), listed(amounts, locale) || '—'];
  });
  return [`## ${words.contributions}`, '', ...table(words.contributionHeadings, rows)];
};

const linkages: Section = (plan, saying) => {
  const { locale, words } = saying;
  const lines = [`## ${words.linkages}`];
  if (plan.linkages.length === 0) lines.push('', words.noLinkage);
  for (const urgency of URGENCIES) {
    const own = plan.linkages.filter((linkage) => linkage.urgency === urgency);
    if (own.length === 0) continue;
    const rows = own.slice(0, MAX_ROWS).map((linkage) => linkageRow(linkage, saying));
    lines.push('', `### ${upperFirst(URGENCY_NAMES[urgency][locale])} · ${grouped(own.length)}`, '');
    lines.push(...table(words.linkageHeadings, rows), ...rest(own.length, locale));
  }
  return lines;
};

function linkageRow(linkage: Linkage, saying: Saying): string[] {
  const { locale, network } = saying;
  const { need, pattern, platform, lead, carrier, allocations } = linkage;
  const name = (key: string | undefined) => (key === undefined ? '—' : shownName(network, key, locale));
  const given = allocations.slice(0, MAX_ALLOCATIONS).map((one) => allocationText(one, saying));
  const others = allocations.length - given.length;
  if (others > 0) given.push(phrase(locale, 'report.more', { count: others }));
  const named = pattern === undefined ? '' : `<br>${shownName(network, `capability:${pattern}`, locale)}`;
  return [escaped(need) + named, name(platform), name(lead), name(carrier), given.join('<br>')];
}

function allocationText(one: Allocation, { locale, words, network, roles }: Saying): string {
  const { capability, quantity, unit, provider, slot, role } = one;
  const given = words.given(
    shownName(network, `capability:${capability}`, locale),
    measured(quantity, unit, locale),
    shownProvider(network, provider, locale),
    slot === undefined ? undefined : escaped(slot),
  );
  return role === undefined ? given : `${escaped(roleName(role, locale, roles))} · ${given}`;
}

/** What was chosen of needs that are met whole, and how much better a choice could be at most. */
const wholes: Section = ({ teams, status }, { locale, words }) => {
  const ranks = teams?.byRank.filter(({ needs }) => needs > 0) ?? [];
  if (ranks.length === 0) return [];
  const rows = ranks.map(({ rank, needs, met, value, bound }) => [
    rank.join('.'),
    ...[needs, met, value, bound].map(grouped),
    bound === 0 ? '0%' : percent(bound - value, bound),
  ]);
  return [
    `## ${words.wholes}`,
    '',
    ...table(words.wholeHeadings, rows.slice(0, MAX_ROWS)),
    ...rest(rows.length, locale),
    '',
    status === 'optimal' ? words.wholesBound : words.wholesBounded,
  ];
};

const unmet: Section = ({ unmet, levels, words: own }, { locale, words, network }) => {
  if (unmet.length === 0) return [`## ${words.unmet}`, '', words.allMet];
  const fair = levels.includes('fair');
  const rows = unmet
    .slice(0, MAX_ROWS)
    .map((one) => [
      escaped(one.need),
      upperFirst(URGENCY_NAMES[one.urgency][locale]),
      askedName(one, locale, network),
      one.demanded === 'unknown'
        ? PLAN_WORDS.unknown[locale]
        : `${measured(one.covered, one.unit, locale)} / ${measured(one.demanded, one.unit, locale)}`,
      escapedSentence(reasonSentence(one.reason, { unit: one.unit, fair, words: own }, locale)),
    ]);
  return [
    `## ${words.unmet} · ${grouped(unmet.length)}`,
    '',
    ...causes(unmet, words.why, locale),
    '',
    ...table(words.unmetHeadings, rows),
    ...rest(unmet.length, locale),
  ];
};

/** What is asked beyond a minimum says so. */
function askedName({ need, requirement, capability }: Unmet, locale: Locale, network: Network): string {
  const name = shownName(network, `capability:${capability}`, locale);
  const key = `need:${need}`;
  const record = network.hasNode(key) ? network.getNodeAttribute(key, 'record') : undefined;
  const lines = record && 'requirements' in record ? record.requirements : [];
  if (lines.find(({ id }) => id === requirement)?.beyond === undefined) return name;
  return phrase(locale, 'asked.noted', { amount: name, notes: phrase(locale, 'asked.beyond') });
}

/** How many requirements are unmet for which reason, by urgency. */
function causes(unmet: readonly Unmet[], title: string, locale: Locale): string[] {
  const count = (some: readonly Unmet[]) => (some.length === 0 ? '·' : grouped(some.length));
  const rows = REASON_CODES.flatMap((code) => {
    const own = unmet.filter((one) => one.reason.code === code);
    const counts = URGENCIES.map((urgency) => count(own.filter((one) => one.urgency === urgency)));
    return own.length === 0 ? [] : [[PLAN_WORDS.causes[code][locale], ...counts, count(own)]];
  });
  const urgencies = URGENCIES.map((urgency) => `${upperFirst(URGENCY_NAMES[urgency][locale])}>`);
  return table([title, ...urgencies, 'Σ>'], rows);
}

const proof: Section = ({ status, levels, certificate, teams, time }, { words }) => {
  const names = teams ? { ...words.levels, rank: words.wholesFirst } : words.levels;
  return [
    `## ${words.proof}`,
    '',
    status === 'optimal' ? words.proved : words[status],
    '',
    ...(status === 'greedy' ? [] : [...levels.map((level, i) => `${i + 1}. ${names[level]}`), '']),
    ...(time?.byRank ?? []).flatMap(({ rank, covered, bound }) =>
      bound > covered ? [words.otherTimes(`(${rank.join(', ')})`, Math.ceil((bound - covered) / 60)), ''] : [],
    ),
    words.howToCheck(escaped(certificate.digest)),
  ];
};

/** Says how many rows a table does not show. */
function rest(count: number, locale: Locale): string[] {
  return count > MAX_ROWS ? ['', phrase(locale, 'report.more', { count: count - MAX_ROWS })] : [];
}
