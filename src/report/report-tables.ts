import upperFirst from 'lodash-es/upperFirst.js';
import { crossed, tally } from '../figures/outcomes.js';
import { groupsBy } from '../kernel/maps.js';
import { linkageRoles } from '../model/catalogue/code-words.js';
import { type Bilingual, SOCIETIES, SOCIETY_NAMES, URGENCIES, URGENCY_NAMES } from '../model/vocabulary.js';
import type { Total } from '../plan/coverage.js';
import { REASON_CODES } from '../plan/plan.js';
import { grouped, percent } from '../say/format.js';
import { amountOf, listed } from '../say/phrase.js';
import { unitName } from '../say/unit-names.js';
import { PLAN_WORDS, REPORT_WORDS as words } from '../say/words.js';
import { bilingual, categoryOf, type NeedFacts, type ReportFacts, shortNames } from './facts.js';
import { bar, type Html, html, told } from './html.js';

/** Needs that are counted together, and what of each unit they ask and get. */
interface Row {
  readonly label: Html;
  readonly needs: readonly NeedFacts[];
  readonly units: readonly Total[];
}

/** Places that have a row of their own. */
const MOST_PLACES = 30;

export function coverageTables(facts: ReportFacts): Html {
  const { needs, plan } = facts;
  const { byUrgency, byRank, byUnit } = plan.coverage;
  const units = byUnit.map(({ unit }) => unit);
  const total: Row = { label: html`<b>${told(words.figures.all)}</b>`, needs, units: byUnit };
  const urgencies = URGENCIES.map(
    (urgency): Row => ({
      label: urgencyTag(urgency),
      needs: needs.filter(({ need }) => need.urgency === urgency),
      units: byUrgency.filter((one) => one.urgency === urgency),
    }),
  );
  const ranks = [...groupsBy(needs, ({ rank }) => [rank.join(', ')])].map(
    ([rank, own]): Row => ({
      label: html`(${rank})`,
      needs: own,
      units: byRank.filter((one) => one.rank.join(', ') === rank),
    }),
  );
  return html`
<h3>${told(words.by.urgency)}</h3>${coverageTable([...urgencies, total], units)}
${placeTable(facts, units)}
<details><summary>${told(words.by.rank)}</summary><p class="note">${told(words.rankNote)}</p>${coverageTable(ranks, units)}</details>`;
}

/** By the highest tier of which there are several, the least met first; nothing where there is one place. */
function placeTable(facts: ReportFacts, units: readonly string[]): Html | undefined {
  const { needs, plan, placeOf } = facts;
  const tier = (['district', 'street', 'community'] as const).find(
    (one) =>
      new Set(needs.map(({ place }) => (one === 'street' && place.street === place.community ? '' : place[one]))).size >
      1,
  );
  if (tier === undefined) return undefined;
  const asking = groupsBy(needs, ({ place }) => [place[tier]]);
  const covered = groupsBy(plan.coverage.byCommunity, ({ community }) => [placeOf(community)[tier]]);
  const names = shortNames(
    facts,
    [...asking.keys()].filter((key) => key !== undefined),
  );
  const met = (own: readonly NeedFacts[]) => tally(own).met / own.length;
  const sorted = [...asking].sort((a, b) => met(a[1]) - met(b[1]) || b[1].length - a[1].length);
  const row = (label: Html, some: typeof sorted): Row => ({
    label,
    needs: some.flatMap(([, own]) => own),
    units: summed(some.flatMap(([key]) => covered.get(key) ?? [])),
  });
  const [first, rest] = [sorted.slice(0, MOST_PLACES), sorted.slice(MOST_PLACES)];
  const rows = [
    ...first.map((one) => row(told(names.get(one[0] ?? '') ?? words.figures.none), [one])),
    row(
      told((locale) => words.others[locale](grouped(rest.length))),
      rest,
    ),
  ];
  return html`<h3>${told(words.by[tier])}</h3>${coverageTable(rows, units)}`;
}

function coverageTable(rows: readonly Row[], units: readonly string[]): Html {
  const shown = rows.filter(({ needs }) => needs.length > 0);
  return html`<div class="wide"><table class="coverage"><thead><tr><td></td><th class="number">${told(words.figures.needs)}</th><td></td><th class="number">${told(words.shares.met)}</th>${units.map((unit) => html`<th class="number">${told(unitName(unit))}</th>`)}</tr></thead><tbody>${shown.map((row) => coverageRow(row, units))}</tbody></table></div>`;
}

function coverageRow({ label, needs, units }: Row, columns: readonly string[]): Html {
  const { met, partly, all } = tally(needs);
  const cell = (unit: string) => {
    const one = units.find((each) => each.unit === unit);
    const name = told(unitName(unit));
    if (!one?.demanded) return html`<td class="number faint">·</td>`;
    return html`<td class="number" data-unit="${name}">${percent(one.covered, one.demanded)}</td>`;
  };
  return html`<tr><th scope="row">${label}</th><td class="number">${grouped(all)}</td><td class="bars">${bar(met, partly, all)}</td><td class="number">${percent(met, all)}</td>${columns.map(cell)}</tr>`;
}

function summed(rows: readonly Total[]): Total[] {
  return [...groupsBy(rows, ({ unit }) => [unit])].map(([unit, own]) => ({
    unit,
    demanded: own.reduce((sum, one) => sum + one.demanded, 0),
    covered: own.reduce((sum, one) => sum + one.covered, 0),
  }));
}

export function urgencyTag(urgency: (typeof URGENCIES)[number]): Html {
  return html`<span class="tag ${urgency}">${told(titled(URGENCY_NAMES[urgency]))}</span>`;
}

/** Words that stand alone begin with a capital. */
export function titled({ zh, en }: Bilingual): Bilingual {
  return { zh, en: upperFirst(en) };
}

/** Who the five are, in how many linkages they take part, how many of each, and what they give. */
export function participationTable({ plan }: ReportFacts): Html {
  const rows = SOCIETIES.map((society) => {
    const own = plan.linkages.map(({ allocations }) => allocations.filter((one) => one.society === society));
    const providers = new Set(own.flat().map(({ provider }) => provider));
    const given = plan.coverage.bySociety.filter((one) => one.society === society);
    const gives = (locale: 'zh' | 'en') =>
      listed(given, locale, ({ unit, covered }) => amountOf(covered, unit, locale)) || '—';
    const role = linkageRoles.find((one) => one.society === society)!;
    return html`<tr><th scope="row"><i class="dot ${society}"></i>${told(titled(SOCIETY_NAMES[society]))} <span class="faint">${told(role.name)}</span></th><td class="number">${grouped(providers.size)}</td><td class="number">${grouped(own.filter(({ length }) => length > 0).length)}</td><td>${told(gives)}</td></tr>`;
  });
  return html`<div class="wide"><table><thead><tr><th>${told(words.five.society)}</th><th class="number">${told(words.taking.providers)}</th><th class="number">${told(words.figures.needs)}</th><th>${told(words.five.gives)}</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

/** Steps of a share that is not met: 0 none, 5 all. */
export function stepOf(unmet: number, all: number): number {
  return all === 0 ? 0 : Math.ceil((5 * unmet) / all);
}

/** Category by street, where there are any: how many needs are not wholly met. */
export function gapMatrix(facts: ReportFacts): Html {
  const { needs } = facts;
  const bySize = (a: readonly [string, readonly unknown[]], b: readonly [string, readonly unknown[]]) =>
    b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1);
  const { rows, columns, cell } = crossed(
    needs,
    ({ place }) => place.street,
    ({ need }) => categoryOf(need),
  );
  const hasGap = ([, own]: readonly [string, readonly NeedFacts[]]) => own.some(({ state }) => state !== 'met');
  const categories = [...columns].filter(hasGap).sort(bySize);
  const streets = [...rows].filter(hasGap);
  const districtOf = new Map(needs.map(({ place }) => [place.street, place.district ?? '']));
  streets.sort((a, b) => {
    const [one, other] = [districtOf.get(a[0])!, districtOf.get(b[0])!];
    return one === other ? (a[0] < b[0] ? -1 : 1) : one < other ? -1 : 1;
  });
  const keys = streets.map(([street]) => street);
  const streetNames = shortNames(facts, keys);
  const row = ([street, own]: readonly [string, readonly NeedFacts[]]) =>
    html`<tr><th scope="row">${told(streetNames.get(street)!)}</th>${categories.map(([category]) => gapCell(cell(street, category)))}${gapCell(own)}</tr>`;
  const first = html`<tr class="total"><th scope="row">${told(words.figures.all)}</th>${categories.map(([, own]) => gapCell(own))}${gapCell(needs)}</tr>`;
  return html`${stepKey()}<div class="wide tall"><table class="gaps"><thead><tr><th><span>${told(words.place.street)}</span></th>${categories.map(([key]) => html`<th scope="col"><span>${told(bilingual((locale) => upperFirst(facts.name(key)[locale])))}</span></th>`)}<th scope="col"><span>${told(words.figures.all)}</span></th></tr></thead><tbody>${streets.length > 1 ? first : undefined}${streets.map(row)}</tbody></table></div>`;
}

function gapCell(needs: readonly NeedFacts[]): Html {
  const { met, all } = tally(needs);
  return all === 0 ? html`<td></td>` : html`<td class="step${stepOf(all - met, all)}">${grouped(all - met)}</td>`;
}

/** What the colours of steps mean. */
export function stepKey(): Html {
  const steps = ['0', '≤20%', '≤40%', '≤60%', '≤80%', '≤100%'];
  return html`<p class="key"><span>${told(words.key)}</span>${steps.map((step, i) => html`<span class="step${i}">${step}</span>`)}</p>`;
}

/** How many requirements are unmet for which reason, by urgency; of those most are unmet for, first. */
export function causeTable({ plan: { unmet } }: ReportFacts): Html {
  const needs = new Set(unmet.map(({ need }) => need)).size;
  const cells = (some: readonly { readonly urgency: string }[]) => [
    ...URGENCIES.map((urgency) => some.filter((one) => one.urgency === urgency).length),
    some.length,
  ];
  const row = (label: Html, counts: readonly number[]) =>
    html`<tr><th scope="row">${label}</th>${counts.map((count) => (count === 0 ? html`<td class="number faint">·</td>` : html`<td class="number">${grouped(count)}</td>`))}</tr>`;
  const rows = REASON_CODES.flatMap((code) => {
    const own = unmet.filter((one) => one.reason.code === code);
    const cause = titled(PLAN_WORDS.causes[code]);
    return own.length === 0 ? [] : [{ count: own.length, row: row(told(cause), cells(own)) }];
  });
  rows.sort((a, b) => b.count - a.count);
  const counted = told((locale) => words.causesNote[locale](grouped(unmet.length), grouped(needs)));
  return html`<p class="note">${counted}</p><div class="wide"><table><thead><tr><th>${told(words.cause)}</th>${URGENCIES.map((urgency) => html`<th class="number ${urgency}">${told(titled(URGENCY_NAMES[urgency]))}</th>`)}<th class="number">${told(words.figures.all)}</th></tr></thead><tbody>${rows.map((one) => one.row)}${row(html`<b>${told(words.figures.all)}</b>`, cells(unmet))}</tbody></table></div>`;
}
