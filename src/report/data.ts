import mapValues from 'lodash-es/mapValues.js';
import { STATES } from '../figures/outcomes.js';
import { getOrSet } from '../kernel/maps.js';
import { type Bilingual, URGENCIES, URGENCY_NAMES } from '../model/vocabulary.js';
import type { Allocation } from '../plan/plan.js';
import { type Locale, shown } from '../say/phrase.js';
import { proofOf } from '../say/proof-sentence.js';
import { reasonSentence } from '../say/reason-sentence.js';
import { sentences } from '../say/sentences.js';
import { PAGE_WORDS, PLAN_WORDS } from '../say/words.js';
import { explainNeed } from '../why/explain-need.js';
import type { View } from '../why/view.js';
import { bilingual, categoryOf, type NeedFacts, type ReportFacts } from './facts.js';
import { LANG } from './html.js';
import type { PageData, PageGift, PageLine, PageList, PageNeed } from './page-data.js';
import { titled } from './report-tables.js';

/** A table with its header first, as `planTables` gives it. */
export interface List {
  readonly sheet: string;
  readonly rows: readonly (readonly unknown[])[];
}
export type ReportLists = Readonly<Record<Locale, readonly List[]>>;

const LONGEST = 1000;

/** Numbers of texts: each text of the page is written once. */
type Intern = (text: Bilingual) => number;

/**
 * What the page's script shows: texts (one where both languages agree, else two), and needs as rows of their numbers. Texts are
 * put into the page as text, never as markup.
 *
 * @param explained how many needs get their alternatives and near misses: the unmet first, in the order of service, then the others
 */
export function pageData(facts: ReportFacts, explained: number, view: View, lists: ReportLists | undefined): PageData {
  const texts: (string | readonly [string, string])[] = [];
  const numbers = new Map<string, number>();
  const intern: Intern = ({ zh, en }) =>
    getOrSet(numbers, `${zh}\n${en}`, () => texts.push(zh === en ? zh : [zh, en]) - 1);
  const why = explanations(facts, explained, view);
  const needs = facts.needs.map((one) => needRow(one, facts, why.get(one.need.id), intern));
  return {
    langs: [LANG.zh, LANG.en],
    words: mapValues(PAGE_WORDS, intern),
    urgencies: URGENCIES.map((urgency) => [urgency, intern(titled(URGENCY_NAMES[urgency]))]),
    states: STATES.map((state) => [state, intern(titled(PLAN_WORDS.states[state]))]),
    needs,
    lists: lists?.zh.map((list, i) => listRow(list, lists.en[i] ?? list, intern)) ?? [],
    texts,
  };
}

/** Its name, the texts of its header, then those of each row. The languages may have their rows in different orders. */
function listRow(zh: List, en: List, intern: Intern): PageList {
  const text = (cell: unknown) => shown(cell === null || cell === undefined ? '' : String(cell), LONGEST);
  const [head = [], ...rows] = zh.rows.map((row, r) =>
    row.map((cell, c) => intern({ zh: text(cell), en: text(en.rows[r]?.[c]) })),
  );
  return [intern({ zh: text(zh.sheet), en: text(en.sheet) }), head, rows];
}

/** Sentences of the needs that are explained in full, in both languages. */
function explanations({ needs }: ReportFacts, most: number, view: View): Map<string, Bilingual[]> {
  const first = needs.filter(({ state }) => state !== 'met');
  const chosen = [...first, ...needs.filter(({ state }) => state === 'met')].slice(0, most);
  return new Map(
    chosen.map(({ need: { id } }) => {
      const one = explainNeed(view, id);
      const english = sentences(one, 'en');
      return [id, sentences(one, 'zh').map((zh, i) => ({ zh, en: english[i] ?? '' }))];
    }),
  );
}

function needRow(one: NeedFacts, facts: ReportFacts, why: readonly Bilingual[] | undefined, intern: Intern): PageNeed {
  const { need, place, rank, state, linkage } = one;
  const { lead, carrier } = linkage ?? {};
  const named = (key: string | undefined) => (key === undefined ? -1 : intern(facts.provider(key)));
  return [
    shown(need.id),
    URGENCIES.indexOf(need.urgency),
    STATES.indexOf(state),
    need.severity,
    need.beneficiaries,
    rank.join(', '),
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

function linesOf({ need, linkage, unmet }: NeedFacts, facts: ReportFacts, intern: Intern): PageLine[] {
  const { plan } = facts;
  const fair = plan.levels.includes('fair');
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
        short === undefined
          ? -1
          : intern(bilingual((locale) => reasonSentence(short.reason, { unit, fair, words: plan.words }, locale))),
        intern(proofOf(plan, short?.reason.code)),
      ],
    ];
  });
}

function given({ provider, quantity, unit, slot }: Allocation, facts: ReportFacts, intern: Intern): PageGift {
  const [who, amount] = [intern(facts.provider(provider)), intern(facts.amount(quantity, unit))];
  return slot === undefined ? [who, amount] : [who, amount, intern({ zh: shown(slot), en: shown(slot) })];
}
