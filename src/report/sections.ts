import { evennessOf } from '../figures/evenness.js';
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
import { bar, type Html, html, said } from './html.js';
import { lorenz } from './lorenz.js';
import { map, sunburst } from './map.js';
import { causeTable, participationTable, stepKey, titled } from './report-tables.js';
import { sankey } from './sankey.js';

export interface Section {
  readonly id: string;
  readonly title: Html;
  readonly body: Html;
}

export const part = (id: string, title: Bilingual, body: Html): Section => ({ id, title: said(title), body });

/** The figures that everybody asks for first. */
export function tiles({ needs, plan }: ReportFacts): Html {
  const all = tally(needs);
  const urgent = tally(needs.filter(({ need }) => need.urgency === 'urgent'));
  const providers = new Set(plan.linkages.flatMap(({ allocations }) => allocations.map(({ provider }) => provider)));
  const tile = (figure: string, label: Html, more?: Html) =>
    html`<div class="tile"><b>${figure}</b><span>${label}</span>${more}</div>`;
  return html`<div class="tiles">${[
    tile(grouped(all.all), said(words.figures.needs)),
    tile(percent(all.met, all.all), said(words.shares.met), bar(all.met, all.partly, all.all)),
    ...(urgent.all > 0
      ? [tile(percent(urgent.met, urgent.all), said(words.shares.urgent), bar(urgent.met, urgent.partly, urgent.all))]
      : []),
    tile(grouped(plan.linkages.length), said(words.figures.linkages)),
    tile(grouped(providers.size), said(words.taking.providers)),
  ]}</div>`;
}

/** What the colours of bars mean, with the totals. */
export function legend({ needs }: ReportFacts): Html {
  const all = tally(needs);
  return html`<p class="legend">${STATES.map((state) => html`<span><i class="${state}"></i>${said(titled(PLAN_WORDS.states[state]))} ${grouped(all[state])}</span>`)}</p>`;
}

/** What is drawn, where there is something to draw and something to draw with. */
export type Draw = (chart: Chart | undefined) => Html | undefined;

/** Who takes part, how evenly, where, and why not all. */
export function figures(facts: ReportFacts, draw: Draw): Section[] {
  const places = map(facts);
  const where = draw(places ?? sunburst(facts));
  const { fairness } = facts;
  const changed = fairness && html`<p>${said((locale) => fairnessSentence(fairness, locale))}</p>`;
  const [title, about] = places ? [words.map, words.mapNote] : [words.tree, words.treeNote];
  return [
    part(
      'societies',
      words.five.participation,
      html`${note(words.flowNote)}${draw(sankey(facts.plan))}${participationTable(facts)}`,
    ),
    part(
      'fairness',
      words.fairness,
      html`${note(words.fairnessNote)}${changed}${draw(lorenz(facts.plan))}${evennessTable(facts)}`,
    ),
    ...(where ? [part('places', title, html`${note(about)}${stepKey()}${where}`)] : []),
    part('causes', words.causes, html`${note(words.causesNote)}${causeTable(facts)}`),
  ];
}

export function note(text: Bilingual): Html {
  return html`<p class="note">${said(text)}</p>`;
}

function evennessTable(facts: ReportFacts): Html {
  const { byUnit, byCommunity } = facts.plan.coverage;
  const rows = byUnit.map(({ unit, demanded, covered }) => {
    const asking = byCommunity.filter((one) => one.unit === unit && one.demanded > 0);
    const { gini, jain, minimum } = evennessOf(asking.map((one) => one.covered / one.demanded));
    return html`<tr><th scope="row">${said(unitName(unit))}</th><td class="number">${percent(covered, demanded)}</td><td class="number">${percent(minimum, 1)}</td><td class="number">${gini.toFixed(2)}</td><td class="number">${jain.toFixed(2)}</td></tr>`;
  });
  return html`<div class="wide"><table><thead><tr><th>${said(words.amounts.unit)}</th><th class="number">${said(words.evenness.share)}</th><th class="number">${said(words.evenness.least)}</th><th class="number">${said(words.evenness.gini)}</th><th class="number">${said(words.evenness.jain)}</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

/** 人文地产景 by community; nothing where no community has registered any. */
export function assetTable({ communities, name }: ReportFacts): Html | undefined {
  const rows = communities.flatMap(({ id, assets }) =>
    assets === undefined || assets.length === 0 ? [] : [{ key: `community:${id}`, assets }],
  );
  if (rows.length === 0) return undefined;
  const head = assetDimensions.map(({ name: dimension }) => html`<th>${said(titled(dimension))}</th>`);
  const row = ({ key, assets }: (typeof rows)[number]) => {
    const cells = assetDimensions.map(({ code }) => {
      const own = assets.filter(({ dimension }) => dimension === code).map((asset) => shown(asset.name));
      return html`<td>${said((locale) => listed(own, locale))}</td>`;
    });
    return html`<tr><th scope="row">${said(name(key))}</th>${cells}</tr>`;
  };
  return html`<p class="note">${said(words.assetsNote)}</p><div class="wide tall"><table class="assets"><thead><tr><th>${said(words.place.community)}</th>${head}</tr></thead><tbody>${rows.map(row)}</tbody></table></div>`;
}

/** What the certificate proves, level by level, and how to check it. */
export function proof({ plan }: ReportFacts): Html {
  const { status, levels, provedLevels, certificate, withdrawn, linkages, teams } = plan;
  const unplaced = linkages.flatMap(({ allocations }) => allocations).filter((one) => one.placeUnknown).length;
  const items = levels.map((level) => {
    const mark = provedLevels.includes(level)
      ? html`✓ ${said(words.proving.proved)}`
      : html`${said(words.proving.notProved)}`;
    return html`<li><b>${said(words.levels[level])}</b> — ${said(words.claims[level])} <span class="mark">${mark}</span></li>`;
  });
  return html`<p>${said(words.means[status])}</p><ol class="levels">${items}</ol>
${teams && teamTable(teams)}
${withdrawn > 0 ? html`<p>${grouped(withdrawn)} ${said(words.withdrawn)}</p>` : undefined}
${unplaced > 0 ? html`<p>${grouped(unplaced)} ${said(words.unplaced)}</p>` : undefined}
<p class="meta">${said(words.proving.certificate)} <code>${certificate.digest}</code> · ${said(words.howToCheck)}</p>`;
}

/** Of needs that are met whole or not at all: how many are, and how much better another choice could be at most. */
function teamTable({ byRank }: NonNullable<Plan['teams']>): Html {
  const rows = byRank
    .filter(({ needs }) => needs > 0)
    .map(
      ({ rank, needs, met, value, bound }) =>
        html`<tr><th scope="row">(${rank.join(', ')})</th><td class="number">${grouped(needs)}</td><td class="number">${grouped(met)}</td><td class="number">${grouped(value)}</td><td class="number">${grouped(bound)}</td></tr>`,
    );
  return html`<h3>${said(words.wholes.title)}</h3><div class="wide"><table><thead><tr><th>${said(words.wholes.rank)}</th><th class="number">${said(words.figures.needs)}</th><th class="number">${said(PLAN_WORDS.states.met)}</th><th class="number">${said(words.wholes.beneficiaries)}</th><th class="number">${said(words.wholes.atMost)}</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}
