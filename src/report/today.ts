import { TIERS, type Tier } from '../model/vocabulary.js';
import { failuresIn } from '../say/failure-words.js';
import { unmetSaid } from '../say/fix-sentence.js';
import { providerName } from '../say/names.js';
import { listed, phrase, shown } from '../say/phrase.js';
import { PAGE_WORDS, PLAN_WORDS, REPORT_WORDS as words } from '../say/words.js';
import type { ExplainedPair } from '../why/explanation.js';
import { categoryOf, type NeedFacts, type ReportFacts } from './facts.js';
import { type Html, html, told } from './html.js';
import { titled, urgencyTag } from './report-tables.js';

/** Needs that are told of, and who is named to be asked. */
const MOST_NEEDS = 6;
const MOST_NAMED = 3;

/** A need that is not wholly met: what it lacks, why, what would help, and whom to call. */
export interface ToDo extends NeedFacts {
  readonly lacks: string;
  readonly why: string;
  readonly help: string;
  readonly calls: readonly string[];
}

/** Needs that are not wholly met, urgent and past due ones before all others. */
function openIn({ needs }: ReportFacts): NeedFacts[] {
  const open = needs.filter(({ state }) => state !== 'met');
  const isPressing = ({ need, age }: NeedFacts) => need.urgency === 'urgent' || age.late;
  return [...open.filter(isPressing), ...open.filter((one) => !isPressing(one))];
}

/** What to do first, as data; O(candidates of these needs). */
export const toDoFirst = (facts: ReportFacts, most: number): ToDo[] =>
  openIn(facts)
    .slice(0, most)
    .map((one) => toDo(one, facts));

function toDo(one: NeedFacts, facts: ReportFacts): ToDo {
  const { plan, locale, name } = facts;
  // Of needs met whole or not at all, what would be there is not what lacks.
  const lacking = one.unmet.filter(({ reason }) => reason.code !== 'team' || reason.lacking !== 0);
  const lines = lacking.length > 0 ? lacking : one.unmet;
  const lacks = listed(lines, locale, ({ capability, demanded, covered, unit }) => {
    const amount = demanded === 'unknown' ? PLAN_WORDS.unknown[locale] : facts.amount(demanded - covered, unit);
    return `${name(`capability:${capability}`)[locale]} ${amount}`;
  });
  return {
    ...one,
    lacks,
    ...unmetSaid(lines[0]!, plan, locale),
    calls: callsFor(one, facts),
  };
}

/** What to do first, each with why, what would help, and whom to call. */
export function today(facts: ReportFacts): Html {
  const open = openIn(facts);
  if (open.length === 0) return html`<p class="lead">${told(words.allMet)}</p>`;
  const first = toDoFirst(facts, MOST_NEEDS);
  const lead = phrase(facts.locale, 'today.open', {
    urgent: open.filter(({ need }) => need.urgency === 'urgent').length,
    late: open.filter(({ age }) => age.late).length,
    first: first.length,
    rest: open.length - first.length,
  });
  return html`<p class="lead">${lead}</p><ol class="todo">${first.map((one) => entry(one, facts))}</ol>`;
}

function entry({ need, place, age, ...one }: ToDo, { needs, locale, name }: ReportFacts): Html {
  const said = [
    [PAGE_WORDS.lacks, one.lacks],
    [PAGE_WORDS.why, one.why],
    [PAGE_WORDS.help, one.help],
    [PAGE_WORDS.call, one.calls.join(locale === 'zh' ? '' : ' ')],
  ] as const;
  const rows = said.map(([word, text]) => text && html`<dt>${told(word)}</dt><dd>${text}</dd>`);
  const where = place.street === place.community ? '' : name(place.street)[locale];
  const due = age.due && html`<span class="${age.late ? 'late' : 'faint'}">${age.due}</span>`;
  const at = needs.findIndex((other) => other.need === need);
  return html`<li><p>${urgencyTag(need.urgency)} <button type="button" data-need="${at}">${shown(need.id)}</button> <b>${told(titled(name(categoryOf(need))))}</b> ${due || undefined} ${age.waits && html`<span class="faint">${age.waits}</span>`}</p><p class="faint">${told(name(place.community))} ${where}</p><dl>${rows}</dl></li>`;
}

const isBusy = ({ verdict }: ExplainedPair) => verdict === 'held' || verdict === 'empty';

/** Who leads what is given, who could serve it if they had more, who comes nearest, and the stations that are to see to it. */
function callsFor(
  { need, linkage, place: { stations } }: NeedFacts,
  { network, locale, name, provider, explain }: ReportFacts,
): string[] {
  const { requirements, names } = explain(need.id);
  const lacking = requirements.filter(({ unmet }) => unmet);
  const able = [
    ...new Set(lacking.flatMap(({ alternatives }) => alternatives.filter(isBusy).map(({ provider }) => provider))),
  ];
  const near = lacking.flatMap(({ nearestMisses }) => nearestMisses)[0];
  const who = (key: string) => providerName(names, key, locale);
  const [station, next] = stations.toReversed();
  const tierOf = (key: string) => Reflect.get(network.getNodeAttribute(key, 'record'), 'tier') as Tier;
  return [
    ...(linkage?.lead ? [phrase(locale, 'today.lead', { who: provider(linkage.lead) })] : []),
    ...(able.length > 0 ? [phrase(locale, 'today.able', { who: listed(able.slice(0, MOST_NAMED), locale, who) })] : []),
    ...(able.length === 0 && near
      ? [phrase(locale, 'need.nearest', { who: who(near.provider), failures: failuresIn(near.failed, names, locale) })]
      : []),
    ...(station === undefined
      ? []
      : [
          phrase(locale, 'today.station', {
            station: name(station)[locale],
            up: next === undefined ? 0 : 1,
            next: next === undefined ? '' : name(next)[locale],
            consent: next !== undefined && TIERS.indexOf(tierOf(next)) > TIERS.indexOf(need.consentTier) ? 1 : 0,
          }),
        ]),
  ];
}
