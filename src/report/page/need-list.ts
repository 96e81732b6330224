import { byId, data, element, said, several, textAt } from './dom.js';
import { openDrawer } from './drawer.js';
import { leaf } from './leaf.js';
import { dueOf, type ListedNeed, needs, placeOf, stateOf, urgencyOf } from './needs.js';

/** Names shown of those who serve a need. */
const MOST_NAMES = 3;

const filters = ['urgency', 'state', 'district'] as const;

const whoServes = ({ lines }: ListedNeed) => [
  ...new Set(lines.flatMap(([, , , gifts]) => gifts.map(([provider]) => textAt(provider)))),
];

const searched = new Map<ListedNeed, string>();
/** All that a search finds a need by. */
function sayingsOf(need: ListedNeed): string {
  let found = searched.get(need);
  if (found === undefined) {
    const { id, due, category, community, street, district, lines } = need;
    const places = lines.flatMap(([what, , , gifts]) => [what, ...gifts.map(([provider]) => provider)]);
    const texts = [due, category, community, street, district, ...places].flatMap((place) => data.texts[place] ?? []);
    found = [id, ...texts].join('\n').toLowerCase();
    searched.set(need, found);
  }
  return found;
}

function rowOf(need: ListedNeed): HTMLTableRowElement {
  const button = element('button', { type: 'button', 'aria-label': said('open', { need: need.id }) }, need.id);
  const who = whoServes(need);
  const names = who.slice(0, MOST_NAMES);
  if (who.length > names.length) names.push(said('more', { count: who.length - names.length }));
  const state = element('span', {}, stateOf(need), element('br', {}), need.state > 0 || need.late ? dueOf(need) : '');
  const cells = [button, urgencyOf(need), state, textAt(need.category), placeOf(need)];
  const row = element('tr', {}, ...cells.map((cell) => element('td', {}, cell)));
  row.append(who.length > 0 ? element('td', {}, several(names)) : element('td', { class: 'faint' }, said('nobody')));
  row.addEventListener('click', () => openDrawer(need, button));
  return row;
}

export const needLeaf = leaf<ListedNeed>('needs', {
  columns: () => [
    { title: said('need'), key: ({ id }) => id },
    { title: said('urgency'), key: ({ place }) => place },
    { title: said('state'), key: ({ state }) => state },
    { title: said('category'), key: ({ category }) => textAt(category) },
    { title: said('community'), key: ({ street, community }) => textAt(street) + textAt(community) },
    { title: said('who'), key: (need) => whoServes(need).join() },
  ],
  chosen() {
    const asked = filters.map((id) => [id, byId<HTMLSelectElement>(id).value] as const);
    return needs.filter((need) => asked.every(([id, value]) => value === '' || need[id] === Number(value)));
  },
  says: sayingsOf,
  row: rowOf,
  found: 'found',
  sort: 1,
});
for (const id of filters) byId(id).addEventListener('input', needLeaf.restart);
for (const button of document.querySelectorAll<HTMLElement>('[data-need]')) {
  const need = needs[Number(button.dataset['need'])]!;
  button.addEventListener('click', () => openDrawer(need, button));
}
