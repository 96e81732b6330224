/** The script of the page: language, theme, print, and the tables with their drawer. No library, no network. */

import { byId, data, element, root, said, textAt } from './dom.js';
import { refillDrawer } from './drawer.js';
import { listLeaf } from './list-leaf.js';
import { needLeaf } from './need-list.js';
import { needs } from './needs.js';

type Entry = readonly [value: string, text: string];
type Named = readonly [name: unknown, text: number];

function fillSelect(id: string, entries: readonly Entry[], first?: Entry): void {
  const select = byId<HTMLSelectElement>(id);
  const was = select.value || (first ? '' : '0');
  const all = first ? [first, ...entries] : entries;
  select.replaceChildren(...all.map(([value, text]) => element('option', { value }, text)));
  select.value = was;
}

function relabel(): void {
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
  // biome-ignore lint/performance/useDomNodeTextContent: it is there in both languages, only one of them can be seen.
  document.title = document.querySelector('h1')!.innerText;
  needLeaf.draw();
  if (listLeaf) {
    fillSelect(
      'list',
      data.lists.map(([name], i) => [String(i), textAt(name)]),
    );
    listLeaf.draw();
  }
  refillDrawer();
}

const dark = byId<HTMLStyleElement>('dark');
const MEDIA: Readonly<Record<string, string>> = { '': dark.media, light: 'not all', dark: 'screen' };

/** Buttons of which one is pressed: `choose` does what the pressed one says. */
function choice(name: 'lang' | 'toTheme', first: string, choose: (value: string) => void): void {
  const buttons = [...document.querySelectorAll<HTMLElement>('.group button')].filter(({ dataset }) => name in dataset);
  const press = (value: string) => {
    for (const button of buttons) button.setAttribute('aria-pressed', String(button.dataset[name] === value));
    choose(value);
  };
  for (const button of buttons) button.addEventListener('click', () => press(button.dataset[name]!));
  press(first);
}

byId('print').addEventListener('click', () => window.print());
choice('toTheme', '', (theme) => {
  dark.media = MEDIA[theme]!;
});
choice('lang', root.lang, (lang) => {
  root.lang = lang;
  relabel();
});
