import mapValues from 'lodash-es/mapValues.js';
import { STATES } from '../figures/outcomes.js';
import { getOrSet } from '../kernel/maps.js';
import { type Bilingual, URGENCIES, URGENCY_NAMES } from '../model/vocabulary.js';
import type { Allocation, Unmet } from '../plan/plan.js';
import { fixSentence } from '../say/fix-sentence.js';
import { grouped } from '../say/format.js';
import { type Locale, shown } from '../say/phrase.js';
import { proofOf } from '../say/proof-sentence.js';
import { reasonSentence } from '../say/reason-sentence.js';
import { sentences } from '../say/sentences.js';
import { PAGE_WORDS, PLAN_WORDS, REPORT_WORDS } from '../say/words.js';
import { categoryOf, type NeedFacts, type ReportFacts } from './facts.js';
import type { PageData, PageGift, PageLine, PageList, PageNeed } from './page-data.js';
import { titled } from './report-tables.js';

/** A table with its header first, as `planTables` gives it. */
export interface List {
  readonly sheet: string;
  readonly rows: readonly (readonly unknown[])[];
}

const LONGEST = 1000;
/** A longer list is for a workbook; the page has its name, and how long it is. */
const MOST_ROWS = 2000;

/** Numbers of texts: each text of the page is written once. */
type Intern = (text: string | Bilingual) => number;

export interface PageOptions {
  /** How many needs get their alternatives and near misses: the unmet first, in the order of service, then the others. */
  readonly explained: number;
  readonly lists: readonly List[];
}

/** What the page's script shows: texts, and needs as rows of their numbers. Texts are put into the page as text, never as markup. */
export function pageData(facts: ReportFacts, { explained, lists }: PageOptions): PageData {
  const { locale } = facts;
  const texts: string[] = [];
  const numbers = new Map<string, number>();
  const intern: Intern = (given) => {
    const text = typeof given === 'string' ? given : given[locale];
    return getOrSet(numbers, text, () => texts.push(text) - 1);
  };
  const why = explanations(facts, explained);
  const needs = facts.needs.map((one) => needRow(one, facts, why.get(one.need.id), intern));
  return {
    words: mapValues(PAGE_WORDS, intern),
    urgencies: URGENCIES.map((urgency) => [urgency, intern(titled(URGENCY_NAMES[urgency]))]),
    states: STATES.map((state) => [state, intern(titled(PLAN_WORDS.states[state]))]),
    needs,
    lists: lists.map((list) => listRow(list, intern, locale)),
    texts,
  };
}

/** Its name, the texts of its header, then those of each row; where there are too many, only how many. */
function listRow({ sheet, rows: [head = [], ...rows] }: List, intern: Intern, locale: Locale): PageList {
  const known = new Map<unknown, number>();
  const text = (cell: unknown) => getOrSet(known, cell, () => intern(shown(String(cell ?? ''), LONGEST)));
  return rows.length > MOST_ROWS
    ? [text(sheet), [text(sheet)], [[text(REPORT_WORDS.tooLong[locale](grouped(rows.length)))]]]
    : [text(sheet), head.map(text), rows.map((row) => row.map(text))];
}

/** Sentences of the needs that are explained in full. */
function explanations({ needs, explain, locale }: ReportFacts, most: number): Map<string, string[]> {
  const first = needs.filter(({ state }) => state !== 'met');
  const chosen = [...first, ...needs.filter(({ state }) => state === 'met')].slice(0, most);
  return new Map(chosen.map(({ need: { id } }) => [id, sentences(explain(id), locale)]));
}

function needRow(one: NeedFacts, facts: ReportFacts, why: readonly string[] | undefined, intern: Intern): PageNeed {
  const { need, place, rank, state, linkage, age } = one;
  const { lead, carrier } = linkage ?? {};
  const named = (key: string | undefined) => (key === undefined ? -1 : intern(facts.provider(key)));
  return [
    shown(need.id),
    URGENCIES.indexOf(need.urgency),
    STATES.indexOf(state),
    need.severity,
    need.beneficiaries,
    need.age ?? -1,
    intern(age.waits),
    intern(age.due),
    age.late ? 1 : 0,
    intern(rank.join(', ')),
    intern(titled(facts.name(categoryOf(need)))),
    intern(facts.name(place.community)),
    intern(facts.name(place.street)),
    place.district === undefined ? -1 : intern(facts.name(place.district)),
    named(lead),
    named(carrier),
    linesOf(one, facts, intern),
    why === undefined ? 0 : why.map(intern),
  ];
}

const NONE = [] as const;

function whyAndHelp(short: Unmet, { plan, locale }: ReportFacts, intern: Intern): readonly [why: number, help: number] {
  const { levels, words } = plan;
  const why = reasonSentence(short.reason, { unit: short.unit, fair: levels.includes('fair'), words }, locale);
  return [intern(why), intern(fixSentence(short, locale, words))];
}

function linesOf({ need, linkage, unmet }: NeedFacts, facts: ReportFacts, intern: Intern): PageLine[] {
  const { plan } = facts;
  const allocations = linkage?.allocations ?? [];
  return need.requirements.flatMap(({ id, capability, unit, quantity }) => {
    const own = allocations.filter((each) => each.requirement === id);
    const short = unmet.find((each) => each.requirement === id);
    // An alternative that was not chosen is neither given nor missed.
    if (own.length === 0 && short === undefined) return [];
    const covered = own.reduce((sum, each) => sum + each.quantity, 0);
    const amount = (count: number) => intern(facts.amount(count, unit));
    return [
      [
        intern(titled(facts.name(`capability:${capability.code}`))),
        quantity === 'unknown' ? intern(PLAN_WORDS.unknown) : amount(quantity),
        amount(covered),
        own.map((each) => given(each, facts, intern)),
        intern(proofOf(plan, short?.reason.code)),
        ...(short === undefined ? NONE : whyAndHelp(short, facts, intern)),
      ],
    ];
  });
}

function given({ provider, quantity, unit, slot }: Allocation, facts: ReportFacts, intern: Intern): PageGift {
  const [who, amount] = [intern(facts.provider(provider)), intern(facts.amount(quantity, unit))];
  return slot === undefined ? [who, amount] : [who, amount, intern(shown(slot))];
}
