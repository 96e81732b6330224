import { STATES, tally } from '../figures/outcomes.js';
import { assetDimensions } from '../model/catalogue/code-words.js';
import type { Bilingual } from '../model/vocabulary.js';
import type { Plan } from '../plan/plan.js';
import { grouped, percent } from '../say/format.js';
import { fairnessSentence } from '../say/outcome-sentence.js';
import { listed, shown } from '../say/phrase.js';
import { unitName } from '../say/unit-names.js';
import { PLAN_WORDS, REPORT_WORDS as words } from '../say/words.js';
import type { Chart } from './charts.js';
import type { ReportFacts } from './facts.js';
import { bar, type Html, html, told } from './html.js';
import { lorenz, unevenUnits } from './lorenz.js';
import { map, sunburst } from './map.js';
import { causeTable, participationTable, stepKey, titled } from './report-tables.js';
import { sankey } from './sankey.js';

export interface Section {
  readonly id: string;
  readonly title: Html;
  readonly body: Html;
}

export const part = (id: string, title: Bilingual, body: Html): Section => ({ id, title: told(title), body });

/** The figures that everybody asks for first. */
export function tiles({ needs, plan, found, offering }: ReportFacts): Html {
  const all = tally(needs);
  const urgent = tally(needs.filter(({ need }) => need.urgency === 'urgent'));
  const providers = new Set(plan.linkages.flatMap(({ allocations }) => allocations.map(({ provider }) => provider)));
  const tile = (figure: string, label: Bilingual, base?: Html, more?: Html) =>
    html`<div class="tile"><b>${figure}</b><span>${told(label)}</span><small>${base}</small>${more}</div>`;
  const of = (whole: number, some: number) => told((locale) => words.of[locale](grouped(whole), grouped(some)));
  const share = (label: Bilingual, { all: whole, met, partly }: typeof all) =>
    whole === 0 ? [] : [tile(percent(met, whole), label, of(whole, met), bar(met, partly, whole))];
  const read = found && told((locale) => words.readOf[locale](grouped(found), grouped(all.all)));
  return html`<div class="tiles">${[
    tile(grouped(all.all), words.figures.needs, read || undefined),
    ...share(words.shares.met, all),
    ...share(words.shares.urgent, urgent),
    tile(grouped(plan.linkages.length), words.figures.linkages, of(all.all, plan.linkages.length)),
    tile(grouped(providers.size), words.taking.providers, of(offering, providers.size)),
  ]}</div>`;
}

/** What the colours of bars mean, with the totals. */
export function legend({ needs }: ReportFacts): Html {
  const all = tally(needs);
  return html`<p class="legend">${STATES.map((state) => html`<span><i class="${state}"></i>${told(titled(PLAN_WORDS.states[state]))} ${grouped(all[state])}</span>`)}</p>`;
}

/** What is drawn, where there is something to draw and something to draw with. */
export type Draw = (chart: Chart | undefined) => Html | undefined;

/** Who takes part, how evenly, where, and why not all. */
export function figures(facts: ReportFacts, draw: Draw): Section[] {
  const places = map(facts);
  const where = draw(places ?? sunburst(facts));
  const { fairness = [], plan } = facts;
  const isChanged = fairness.some(({ classes, without = classes.zeros }) => without !== classes.zeros);
  const changed = isChanged && html`<p>${told((locale) => fairnessSentence(fairness, locale))}</p>`;
  const evenness = evennessTable(facts);
  const [title, about] = places ? [words.map, words.mapNote] : [words.tree, words.treeNote];
  return [
    part(
      'societies',
      words.five.participation,
      html`${note(words.flowNote)}${draw(sankey(facts.plan))}${participationTable(facts)}`,
    ),
    ...(evenness || changed
      ? [
          part(
            'fairness',
            words.fairness,
            html`${note(words.fairnessNote)}${changed || undefined}${draw(lorenz(plan))}${evenness}`,
          ),
        ]
      : []),
    ...(where ? [part('places', title, html`${note(about)}${stepKey()}${where}`)] : []),
    ...(plan.unmet.length > 0 ? [part('causes', words.causes, causeTable(facts))] : []),
  ];
}

export function note(text: Bilingual): Html {
  return html`<p class="note">${told(text)}</p>`;
}

/** Of units that are spread unevenly; nothing where none is. */
function evennessTable({ plan }: ReportFacts): Html | undefined {
  const uneven = unevenUnits(plan.coverage);
  if (uneven.length === 0) return undefined;
  const rows = uneven.map(({ unit, demanded, covered, evenness: { gini, jain, minimum } }) => {
    return html`<tr><th scope="row">${told(unitName(unit))}</th><td class="number">${percent(covered, demanded)}</td><td class="number">${percent(minimum, 1)}</td><td class="number">${gini.toFixed(2)}</td><td class="number">${jain.toFixed(2)}</td></tr>`;
  });
  return html`<div class="wide"><table><thead><tr><th>${told(words.amounts.unit)}</th><th class="number">${told(words.evenness.share)}</th><th class="number">${told(words.evenness.least)}</th><th class="number">${told(words.evenness.gini)}</th><th class="number">${told(words.evenness.jain)}</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

/** 人文地产景 by community; nothing where no community has registered any. */
export function assetTable({ communities, name }: ReportFacts): Html | undefined {
  const rows = communities.flatMap(({ id, assets }) =>
    assets === undefined || assets.length === 0 ? [] : [{ key: `community:${id}`, assets }],
  );
  if (rows.length === 0) return undefined;
  const head = assetDimensions.map(({ name: dimension }) => html`<th>${told(titled(dimension))}</th>`);
  const row = ({ key, assets }: (typeof rows)[number]) => {
    const cells = assetDimensions.map(({ code }) => {
      const own = assets.filter(({ dimension }) => dimension === code).map((asset) => shown(asset.name));
      return html`<td>${told((locale) => listed(own, locale))}</td>`;
    });
    return html`<tr><th scope="row">${told(name(key))}</th>${cells}</tr>`;
  };
  return html`<p class="note">${told(words.assetsNote)}</p><div class="wide tall"><table class="assets"><thead><tr><th>${told(words.place.community)}</th>${head}</tr></thead><tbody>${rows.map(row)}</tbody></table></div>`;
}

/** What the certificate proves, level by level, and how to check it. */
export function proof({ plan }: ReportFacts): Html {
  const { status, levels, provedLevels, certificate, withdrawn, linkages, teams } = plan;
  const unplaced = linkages.flatMap(({ allocations }) => allocations).filter((one) => one.placeUnknown).length;
  const items = levels.map((level) => {
    const mark = provedLevels.includes(level)
      ? html`✓ ${told(words.proving.proved)}`
      : html`${told(words.proving.notProved)}`;
    return html`<li><b>${told(words.levels[level])}</b> — ${told(words.claims[level])} <span class="mark">${mark}</span></li>`;
  });
  return html`<p>${told(words.means[status])}</p><ol class="levels">${items}</ol>
${teams && teamTable(teams)}
${withdrawn > 0 ? html`<p>${grouped(withdrawn)} ${told(words.withdrawn)}</p>` : undefined}
${unplaced > 0 ? html`<p>${grouped(unplaced)} ${told(words.unplaced)}</p>` : undefined}
<p class="meta">${told(words.proving.certificate)} <code>${certificate.digest}</code> · ${told(words.howToCheck)}</p>`;
}

/** Of needs that are met whole or not at all: how many are, and how much better another choice could be at most. */
function teamTable({ byRank }: NonNullable<Plan['teams']>): Html {
  const rows = byRank
    .filter(({ needs }) => needs > 0)
    .map(
      ({ rank, needs, met, value, bound }) =>
        html`<tr><th scope="row">(${rank.join(', ')})</th><td class="number">${grouped(needs)}</td><td class="number">${grouped(met)}</td><td class="number">${grouped(value)}</td><td class="number">${grouped(bound)}</td></tr>`,
    );
  return html`<h3>${told(words.wholes.title)}</h3><div class="wide"><table><thead><tr><th>${told(words.wholes.rank)}</th><th class="number">${told(words.figures.needs)}</th><th class="number">${told(PLAN_WORDS.states.met)}</th><th class="number">${told(words.wholes.beneficiaries)}</th><th class="number">${told(words.wholes.atMost)}</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}
