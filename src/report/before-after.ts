import type { Comparison, Sides } from '../figures/comparison.js';
import { type Bilingual, SOCIETY_NAMES } from '../model/vocabulary.js';
import { grouped, percent } from '../say/format.js';
import { unitName } from '../say/unit-names.js';
import { REPORT_WORDS as words } from '../say/words.js';
import { type Html, html, told } from './html.js';
import { titled, urgencyTag } from './report-tables.js';

/** Two plans beside each other: another one, called `name`, and this one. */
export function beforeAfter({ needs, coverage, fairness, participation }: Comparison, name: Bilingual): Html {
  const asked = needs.byUrgency.filter((one) => one.needs > 0);
  // Where all have nothing they are all alike, which says nothing.
  const given = new Set(coverage.byUnit.flatMap(({ unit, covered: { a, b } }) => (a > 0 && b > 0 ? [unit] : [])));
  const table = (caption: Bilingual, rows: readonly Html[]) => sidesTable(caption, name, rows);
  return html`<p class="note">${told((locale) => words.sides[locale](name[locale]))}</p><div class="pair">
${table(
  words.change.needsMet,
  asked.map(({ urgency, needs: all, met }) => row(urgencyTag(urgency), met, COUNT, all)),
)}
${table(
  words.evenness.share,
  coverage.byUnit.map(({ unit, share }) => row(told(unitName(unit)), share, SHARE, 1)),
)}
${table(
  words.evenness.gini,
  fairness.communities.flatMap(({ unit, gini }) => (given.has(unit) ? row(told(unitName(unit)), gini, GINI, 1) : [])),
)}
${table(
  words.taking.societies,
  participation.bySociety.map(({ society, linkages }) =>
    row(told(titled(SOCIETY_NAMES[society])), linkages, COUNT, Math.max(1, linkages.a, linkages.b)),
  ),
)}
</div>`;
}

function sidesTable(caption: Bilingual, before: Bilingual, rows: readonly Html[]): Html {
  return html`<div class="wide"><table class="sides"><thead><tr><th>${told(caption)}</th><th class="bars"></th><th class="number">${told(before)}</th><th class="number">${told(words.change.after)}</th><th class="number">${told(words.change.change)}</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

/** How a figure is shown, and in how many whole steps of what is shown: so a change is that of the figures beside it. */
interface Figure {
  readonly shown: (figure: number) => string;
  readonly steps: (figure: number) => number;
  readonly change: (steps: number) => string;
}

const COUNT: Figure = { shown: grouped, steps: (count) => count, change: grouped };
const SHARE: Figure = {
  shown: (part) => percent(part, 1),
  steps: (part) => Math.floor(1000 * part),
  change: (steps) => `${steps / 10}%`,
};
const GINI: Figure = {
  shown: (figure) => figure.toFixed(2),
  steps: (figure) => Math.round(100 * Number(figure.toFixed(2))),
  change: (steps) => (steps / 100).toFixed(2),
};

function row(label: Html, { a, b }: Sides, { shown, steps, change }: Figure, most: number): Html {
  const moved = steps(b) - steps(a);
  const moving = moved === 0 ? '·' : `${moved > 0 ? '+' : '−'}${change(Math.abs(moved))}`;
  const at = (figure: number) => Math.round((1000 * figure) / most) / 10;
  return html`<tr><th scope="row">${label}</th><td class="bars"><svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="before" width="${at(a)}" height="4"/><rect class="met" y="5" width="${at(b)}" height="5"/></svg></td><td class="number">${shown(a)}</td><td class="number">${shown(b)}</td><td class="number">${told((locale) => moving.replace('%', words.points[locale]))}</td></tr>`;
}
