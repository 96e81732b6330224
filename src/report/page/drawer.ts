import type { PageData, PageGift, PageLine } from '../page-data.js';
import { byId, colon, element, said, several, textAt } from './dom.js';
import { dueOf, type ListedNeed, stateOf, urgencyOf } from './needs.js';

const drawer = byId<HTMLDialogElement>('drawer');
let shown: ListedNeed;
let opener: HTMLElement;

/** Opens the drawer on a need; when it closes, `from` has the focus again. */
export function openDrawer(need: ListedNeed, from: HTMLElement): void {
  shown = need;
  opener = from;
  fill();
  if (!drawer.open) drawer.showModal();
  drawer.scrollTop = 0;
}

function fill(): void {
  const { id, severity, people, age, waits, rank, category, community, street, district, lead, carrier, lines, why } =
    shown;
  const facts = element('dl', {});
  const fact = (name: keyof PageData['words'], value: string) => {
    if (value !== '') facts.append(element('dt', {}, said(name)), element('dd', {}, value));
  };
  fact('category', textAt(category));
  fact('community', textAt(community));
  fact('street', textAt(street));
  fact('district', textAt(district));
  fact('severity', `${severity} / 5`);
  fact('beneficiaries', String(people));
  fact('age', age < 0 ? '' : String(age));
  fact('dates', textAt(waits));
  fact('rank', textAt(rank) && `(${textAt(rank)})`);
  fact('lead', textAt(lead));
  fact('carrier', textAt(carrier));
  const close = element('button', { type: 'button', class: 'close' }, said('close'));
  close.addEventListener('click', () => drawer.close());
  drawer.replaceChildren(
    close,
    element('h2', { id: 'drawer-title' }, `${said('need')} ${id}`),
    element('p', { class: 'tags' }, urgencyOf(shown), ' ', stateOf(shown), ' ', dueOf(shown)),
    facts,
    element('h3', {}, said('arrangement')),
    ...lines.map(lineOf),
    element('h3', {}, said('why')),
    why === 0
      ? element('p', { class: 'note' }, said('short'))
      : element('ul', { class: 'why' }, ...why.map((place) => element('li', {}, textAt(place)))),
  );
}

function lineOf([what, asked, covered, gifts, proof, reason, help]: PageLine): HTMLElement {
  const share = said('ofAsked', { covered: textAt(covered), demanded: textAt(asked) });
  const line = element('div', { class: 'line' }, element('h4', {}, textAt(what), element('span', {}, share)));
  if (gifts.length > 0) line.append(element('ul', {}, ...gifts.map(giftOf)));
  if (reason !== undefined) line.append(element('p', {}, textAt(reason)));
  if (help !== undefined) line.append(element('p', {}, element('b', {}, `${said('help')} `), textAt(help)));
  line.append(element('p', { class: 'proof' }, element('b', {}, `${said('proof')} `), textAt(proof)));
  return line;
}

function giftOf([provider, ...amountAndSlot]: PageGift): HTMLElement {
  return element('li', {}, textAt(provider) + colon + several(amountAndSlot.map((place) => textAt(place!))));
}

drawer.addEventListener('close', () => {
  if (opener.isConnected) opener.focus();
});
drawer.addEventListener('click', (event) => {
  if (event.target === drawer && event.clientX < drawer.getBoundingClientRect().left) drawer.close();
});
