import type { Bilingual } from '../model/vocabulary.js';
import type { Locale } from '../say/phrase.js';
import { PAGE_WORDS, PLAN_WORDS, REPORT_WORDS as words } from '../say/words.js';
import type { ReportFacts } from './facts.js';
import { type Html, html, LANG, told, trusted } from './html.js';
import { DARK, SCRIPT, STYLE } from './page.generated.js';
import type { PageData } from './page-data.js';
import type { Section } from './sections.js';

/** Nothing is loaded from anywhere, and no script or style runs but those in the page. */
const POLICY = `default-src 'none'; script-src '${SCRIPT.hash}'; style-src '${STYLE.hash}' '${DARK.hash}'; base-uri 'none'; form-action 'none'`;

/** Whose plan it is, of what time, and who made the page. */
export type Head = Readonly<Partial<Record<'station' | 'period' | 'maker', Bilingual>>>;

interface Page {
  readonly heading: Bilingual;
  readonly head: Head;
  /** What the page opens with, before the tiles. */
  readonly first: Section;
  readonly tiles: Html;
  /** Parts in a list of their own stand beside each other where there is room. */
  readonly parts: readonly (Section | readonly Section[])[];
  readonly data: PageData;
}

/** An instant by Beijing time, as in the lists. */
export const beijing = (instant: string): string =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ').replace(' 00:00', '');

export function page({ plan, locale }: ReportFacts, { heading, head, first, tiles, parts, data }: Page): string {
  const flat = [first, ...parts.flat()] as Section[];
  const { station, period, maker } = head;
  const about = [station, period].flatMap((one) => one?.[locale] ?? []).join(' · ');
  const made = maker && html` · ${told(words.maker)} ${told(maker)}`;
  const asOf = plan.now === undefined ? told(words.timeless) : html`${told(words.asOf)} ${beijing(plan.now)}`;
  return html`<!doctype html>
<html lang="${LANG[locale]}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${[heading[locale], about].filter(Boolean).join(' · ')}</title>
<style>${trusted(STYLE.text)}</style>
<style id="dark" media="screen and (prefers-color-scheme:dark)">${trusted(DARK.text)}</style>
</head>
<body>
<header>
${tools(locale)}
${about && html`<p class="about">${about}</p>`}
<h1>${told(heading)}</h1>
<p class="meta">${asOf}${made} <span class="status">${told(PLAN_WORDS.statuses[plan.status])}</span></p>
</header>
<nav aria-label="${words.tools.contents[locale]}"><div><ul>${flat.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}</ul></div></nav>
<main>
${section(first)}
${tiles}
${parts.map((part) => ('id' in part ? section(part) : part.length > 0 ? html`<div class="pair">${part.map(section)}</div>` : undefined))}
<section id="printed"></section>
</main>
<footer><p>five-society-linkage</p></footer>
<dialog id="drawer" aria-labelledby="drawer-title"></dialog>
<script type="application/json" id="data">${trusted(scriptSafe(data))}</script>
<script>${trusted(SCRIPT.text)}</script>
</body>
</html>
`(locale);
}

function section({ id, title, body }: Section): Html {
  return html`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>${body}</section>
`;
}

function tools(locale: Locale): Html {
  const themes = ['system', 'light', 'dark'] as const;
  const prints = ['brief', 'unmet', 'dispatch'] as const;
  const print = html`<span class="label">${told(words.tools.print)}</span><span class="group" role="group" aria-label="${words.tools.print[locale]}">${prints.map((one) => html`<button type="button" data-to-print="${one}">${told(PAGE_WORDS[one])}</button>`)}</span>`;
  return html`<div class="tools">${print}<span class="group" role="group" aria-label="${words.tools.theme[locale]}">${themes.map((theme) => html`<button type="button" data-to-theme="${theme === 'system' ? '' : theme}">${told(words.themes[theme])}</button>`)}</span></div>`;
}

const choice = (id: string, label: Bilingual) => html`<label>${told(label)} <select id="${id}"></select></label>`;

/** Where the script puts the list of needs. */
export function needList(): Html {
  const filters = (['urgency', 'state', 'district'] as const).map((id) => choice(id, PAGE_WORDS[id]));
  return html`<noscript><p>${told(words.needScript)}</p></noscript>${leaf('needs', filters)}`;
}

/** Where it puts the list that is chosen. */
export function listOfLists(): Html {
  return leaf('lists', [choice('list', words.list)]);
}

/** A table to search, to sort and to leaf through. */
function leaf(name: string, filters: readonly Html[]): Html {
  const rows = [25, 100, 0].map((count) => html`<option value="${count}">${count === 0 ? '∞' : count}</option>`);
  const search = html`<input type="search" id="${name}-search" autocomplete="off">`;
  return html`<div class="filters">${search}${filters}</div>
<div class="wide"><table class="leaf" id="${name}-table"><thead></thead><tbody></tbody></table></div>
<div class="pager"><span id="${name}-found" role="status"></span><label>${told(PAGE_WORDS.perPage)} <select id="${name}-rows">${rows}</select></label><button type="button" id="${name}-previous">${told(PAGE_WORDS.previous)}</button><button type="button" id="${name}-next">${told(PAGE_WORDS.next)}</button></div>`;
}

/** JSON that cannot end its element: what HTML looks for begins with `<`. */
function scriptSafe(data: object): string {
  return JSON.stringify(data).replace(/</g, '\\u003c');
}
