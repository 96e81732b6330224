/** The script of the page: theme, print, and the tables with their drawer. No library, no network. */

import { byId, data, element, said, textAt } from './dom.js';
import { listLeaf } from './list-leaf.js';
import { needLeaf } from './need-list.js';
import { needs } from './needs.js';
import { tellPrints } from './prints.js';
import { tellWide } from './wide.js';

type Entry = readonly [value: string, text: string];
type Named = readonly [name: unknown, text: number];

function fillSelect(id: string, entries: readonly Entry[], first?: Entry): void {
  const select = byId<HTMLSelectElement>(id);
  const was = select.value || (first ? '' : '0');
  const all = first ? [first, ...entries] : entries;
  select.replaceChildren(...all.map(([value, text]) => element('option', { value }, text)));
  select.value = was;
}

function label(): void {
  const numbered = ([, text]: Named, i: number): Entry => [String(i), textAt(text)];
  const any: Entry = ['', said('any')];
  const districts = [...new Set(needs.map(({ district }) => district))].filter((district) => district >= 0);
  fillSelect('urgency', data.urgencies.map(numbered), any);
  fillSelect('state', data.states.map(numbered), any);
  fillSelect(
    'district',
    districts.map((district) => [String(district), textAt(district)]),
    any,
  );
  byId('district').parentElement!.hidden = districts.length < 2;
  needLeaf.draw();
  if (listLeaf) {
    fillSelect(
      'list',
      data.lists.map(([name], i) => [String(i), textAt(name)]),
    );
    listLeaf.draw();
  }
}

const dark = byId<HTMLStyleElement>('dark');
const MEDIA: Readonly<Record<string, string>> = { '': dark.media, light: 'not all', dark: 'screen' };

const themes = [...document.querySelectorAll<HTMLElement>('[data-to-theme]')];
/** The button of the theme is pressed. */
function choose(theme: string): void {
  for (const one of themes) one.setAttribute('aria-pressed', String(one.dataset['toTheme'] === theme));
  dark.media = MEDIA[theme]!;
}
for (const one of themes) one.addEventListener('click', () => choose(one.dataset['toTheme']!));

choose('');
label();
tellPrints();
tellWide();
