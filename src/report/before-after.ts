import { SOCIETIES, SOCIETY_NAMES, type Society, URGENCIES, type Urgency } from '../model/vocabulary.js';
import { grouped, percent } from '../plan/format.js';
import { evennessIn } from './evenness.js';
import { type Facts, factsOf, tally } from './facts.js';
import { both, type Html, html } from './html.js';
import { titled, urgencyTag } from './tables.js';
import { unitName } from './units.js';
import { words } from './words.js';

/** A figure of the plan before and of the plan now. */
interface Sides {
  readonly a: number;
  readonly b: number;
}

/** What the report shows of two plans of one network: a part of what `comparePlans` answers, in its shape. */
export interface Compared {
  readonly needs: {
    readonly byUrgency: readonly { readonly urgency: Urgency; readonly needs: number; readonly met: Sides }[];
  };
  readonly coverage: {
    readonly byUnit: readonly { readonly unit: string; readonly demanded: Sides; readonly covered: Sides }[];
  };
  readonly fairness: { readonly communities: readonly { readonly unit: string; readonly gini: Sides }[] };
  readonly participation: {
    readonly bySociety: readonly { readonly society: Society; readonly linkages: Sides }[];
  };
}

/** Read from the plans alone: nothing is compiled, so the plan before may have been made with any policy. */
export function comparedOf(before: Facts, now: Facts): Compared {
  const sides = (figure: (facts: Facts) => number): Sides => ({ a: figure(before), b: figure(now) });
  const total = ({ plan }: Facts, unit: string) => plan.coverage.byUnit.find((one) => one.unit === unit);
  const units = now.plan.coverage.byUnit.map(({ unit }) => unit);
  return {
    needs: {
      byUrgency: URGENCIES.map((urgency) => {
        const own = ({ needs }: Facts) => tally(needs.filter(({ need }) => need.urgency === urgency));
        return { urgency, needs: own(now).all, met: sides((facts) => own(facts).met) };
      }),
    },
    coverage: {
      byUnit: units.map((unit) => ({
        unit,
        demanded: sides((facts) => total(facts, unit)?.demanded ?? 0),
        covered: sides((facts) => total(facts, unit)?.covered ?? 0),
      })),
    },
    fairness: {
      communities: units.map((unit) => ({ unit, gini: sides((facts) => evennessIn(facts.plan, unit).gini) })),
    },
    participation: {
      bySociety: SOCIETIES.map((society) => ({
        society,
        linkages: sides(
          ({ plan }) => plan.linkages.filter((one) => one.allocations.some((each) => each.society === society)).length,
        ),
      })),
    },
  };
}

/** Two plans beside each other. */
export function beforeAfter(now: Facts, before: Facts['plan']): Html {
  const { needs, coverage, fairness, participation } = comparedOf(factsOf(now.network, before), now);
  const asked = needs.byUrgency.filter((one) => one.needs > 0);
  // Where all have nothing they are all alike, which says nothing.
  const given = fairness.communities.filter(
    (_, u) => coverage.byUnit[u]!.covered.a > 0 && coverage.byUnit[u]!.covered.b > 0,
  );
  return html`<p class="note">${both(words.comparisonNote)}</p><div class="pair">
${table(
  words.needsMet,
  asked.map(({ urgency, needs: all, met }) => row(urgencyTag(urgency), met, grouped, all)),
)}
${table(
  words.share,
  coverage.byUnit.map(({ unit, demanded, covered }) => {
    const share = { a: ratio(covered.a, demanded.a), b: ratio(covered.b, demanded.b) };
    return row(both(unitName(unit)), share, (part) => percent(part, 1), 1);
  }),
)}
${table(
  words.gini,
  given.map(({ unit, gini }) => row(both(unitName(unit)), gini, (figure) => figure.toFixed(2), 1)),
)}
${table(
  words.societies,
  participation.bySociety.map(({ society, linkages }) =>
    row(both(titled(SOCIETY_NAMES[society])), linkages, grouped, Math.max(1, linkages.a, linkages.b)),
  ),
)}
</div>`;
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole;
}

function table(caption: { zh: string; en: string }, rows: readonly Html[]): Html {
  return html`<div class="wide"><table class="sides"><thead><tr><th>${both(caption)}</th><th class="bars"></th><th class="number">${both(words.before)}</th><th class="number">${both(words.after)}</th><th class="number">${both(words.change)}</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

function row(label: Html, { a, b }: Sides, shown: (figure: number) => string, most: number): Html {
  const change = b === a ? '·' : `${b > a ? '+' : '−'}${shown(Math.abs(b - a))}`;
  const points = { zh: change.replace('%', ' 个百分点'), en: change.replace('%', ' points') };
  const at = (figure: number) => Math.round((1000 * figure) / most) / 10;
  return html`<tr><th scope="row">${label}</th><td class="bars"><svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="before" width="${at(a)}" height="4"/><rect class="met" y="5" width="${at(b)}" height="5"/></svg></td><td class="number">${shown(a)}</td><td class="number">${shown(b)}</td><td class="number">${both(points)}</td></tr>`;
}
