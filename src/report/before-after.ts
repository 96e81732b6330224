import type { Comparison, Sides } from '../figures/comparison.js';
import { type Bilingual, SOCIETY_NAMES } from '../model/vocabulary.js';
import { tradeSentence } from '../say/comparison-sentences.js';
import { grouped, percent } from '../say/format.js';
import type { Locale } from '../say/phrase.js';
import { unitName } from '../say/unit-names.js';
import { REPORT_WORDS as words } from '../say/words.js';
import { type Html, html, told } from './html.js';
import { titled, urgencyTag } from './report-tables.js';

/** Two plans beside each other: another one, called `name`, and this one. */
export function beforeAfter(comparison: Comparison, name: Bilingual): Html {
  const { needs, coverage, fairness, participation } = comparison;
  // Where all have nothing they are all alike, which says nothing.
  const given = new Set(coverage.byUnit.flatMap(({ unit, covered: { a, b } }) => (a > 0 && b > 0 ? [unit] : [])));
  const table = (caption: Bilingual, figure: Figure, rows: readonly SidesRow[]) =>
    sidesTable(caption, name, figure, rows) ?? [];
  const unitRow = (unit: string, sides: Sides): SidesRow => [told(unitName(unit)), sides];
  const tables = [
    table(
      words.change.needsMet,
      COUNT,
      needs.byUrgency.map(({ urgency, met }) => [urgencyTag(urgency), met]),
    ),
    table(
      words.evenness.share,
      SHARE,
      coverage.byUnit.map(({ unit, share }) => unitRow(unit, share)),
    ),
    table(
      words.evenness.gini,
      GINI,
      fairness.communities.flatMap(({ unit, gini }) => (given.has(unit) ? [unitRow(unit, gini)] : [])),
    ),
    table(
      words.taking.societies,
      COUNT,
      participation.bySociety.map(({ society, linkages }) => [told(titled(SOCIETY_NAMES[society])), linkages]),
    ),
  ].flat();
  if (tables.length === 0) return html`<p>${told((locale) => words.alike[locale](name[locale]))}</p>`;
  const trade = (locale: Locale) =>
    tradeSentence(comparison, { locale, names: [name[locale], words.change.after[locale]] });
  return html`<p class="lead">${told(trade)}</p><p class="note">${told((locale) => words.sides[locale](name[locale]))}</p><div class="pair">${tables}</div>`;
}

type SidesRow = readonly [label: Html, sides: Sides];

/** Bars are on one scale; nothing where nothing changed. */
function sidesTable(caption: Bilingual, before: Bilingual, figure: Figure, all: readonly SidesRow[]): Html | undefined {
  if (all.every(([, { a, b }]) => figure.steps(a) === figure.steps(b))) return undefined;
  const some = all.filter(([, { a, b }]) => a > 0 || b > 0);
  const most = figure.whole ?? Math.max(...some.flatMap(([, { a, b }]) => [a, b]));
  const rows = some.map(([label, sides]) => row(label, sides, figure, most));
  return html`<div class="wide"><table class="sides"><thead><tr><th>${told(caption)}</th><td></td><th class="number">${told(before)}</th><th class="number">${told(words.change.after)}</th><th class="number">${told(words.change.change)}</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

/** How a figure is shown, and in how many whole steps of what is shown: so a change is that of the figures beside it. */
interface Figure {
  readonly shown: (figure: number) => string;
  readonly steps: (figure: number) => number;
  readonly change: (steps: number) => string;
  /** Where bars are full; the most there is, if absent. */
  readonly whole?: number;
}

const COUNT: Figure = { shown: grouped, steps: (count) => count, change: grouped };
const SHARE: Figure = {
  shown: (part) => percent(part, 1),
  steps: (part) => Math.floor(1000 * part),
  change: (steps) => `${steps / 10}%`,
  whole: 1,
};
const GINI: Figure = {
  shown: (figure) => figure.toFixed(2),
  steps: (figure) => Math.round(100 * Number(figure.toFixed(2))),
  change: (steps) => (steps / 100).toFixed(2),
  whole: 1,
};

function row(label: Html, { a, b }: Sides, { shown, steps, change }: Figure, most: number): Html {
  const moved = steps(b) - steps(a);
  const moving = moved === 0 ? '·' : `${moved > 0 ? '+' : '−'}${change(Math.abs(moved))}`;
  const at = (figure: number) => Math.round((1000 * figure) / most) / 10;
  return html`<tr><th scope="row">${label}</th><td class="bars"><svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="before" width="${at(a)}" height="4"/><rect class="met" y="5" width="${at(b)}" height="5"/></svg></td><td class="number">${shown(a)}</td><td class="number">${shown(b)}</td><td class="number">${told((locale) => moving.replace('%', words.points[locale]))}</td></tr>`;
}
