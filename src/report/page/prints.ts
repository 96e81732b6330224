import { byId, type data, element, root, said, textAt } from './dom.js';
import { needLeaf } from './need-list.js';
import { dueOf, type ListedNeed, needs, placeOf, urgencyOf } from './needs.js';

type Cell = Node | string;

const who = (need: ListedNeed) => element('span', {}, urgencyOf(need), ' ', need.id, element('br', {}), dueOf(need));

/** What is printed of needs, as bodies of a table that are not torn apart, and how many needs they are of. */
interface Sheet {
  readonly head: readonly (keyof typeof data.words)[];
  readonly bodies: readonly (readonly (readonly Cell[])[])[];
  readonly count: number;
}

/** Every requirement that lacks something: how much, why, and what would help. */
function unmetSheet(found: readonly ListedNeed[]): Sheet {
  const open = found.filter(({ state }) => state > 0);
  const bodies = open.map((need) => {
    const lines = need.lines.filter(({ length }) => length > 5);
    return lines.map(([what, asked, covered, , , reason, help], i): Cell[] => [
      ...(i > 0 ? ['', ''] : [who(need), placeOf(need)]),
      element(
        'span',
        {},
        textAt(what),
        element('br', {}),
        said('ofAsked', { covered: textAt(covered), demanded: textAt(asked) }),
      ),
      textAt(reason!),
      textAt(help!),
    ]);
  });
  return { head: ['need', 'community', 'what', 'why', 'help'], bodies, count: open.length };
}

/** Who does what for whom, by provider, with a place to sign. */
function dispatchSheet(found: readonly ListedNeed[]): Sheet {
  const byProvider = new Map<number, Cell[][]>();
  const served = new Set<ListedNeed>();
  for (const need of found)
    for (const [what, , , gifts] of need.lines)
      for (const [provider, amount, slot] of gifts) {
        const own = byProvider.get(provider) ?? [];
        const task = [need.id, placeOf(need), textAt(what), textAt(amount), textAt(slot ?? -1), textAt(need.lead), ''];
        own.push([own.length > 0 ? '' : textAt(provider), ...task]);
        byProvider.set(provider, own);
        served.add(need);
      }
  const bodies = [...byProvider]
    .sort(([a], [b]) => textAt(a).localeCompare(textAt(b), root.lang))
    .map(([, own]) => own);
  const head = ['provider', 'need', 'community', 'what', 'quantity', 'slot', 'lead', 'sign'] as const;
  return { head, bodies, count: served.size };
}

/** The needs that the list shows, all pages of it, on paper. */
function lay(title: 'unmet' | 'dispatch'): void {
  const { head, bodies, count } = (title === 'unmet' ? unmetSheet : dispatchSheet)(needLeaf.foundRows());
  const row = (name: 'th' | 'td') => (cells: readonly Cell[]) =>
    element('tr', {}, ...cells.map((cell) => element(name, {}, cell)));
  byId('printed').replaceChildren(
    element(
      'h2',
      {},
      said('printed', {
        title: said(title),
        count: count.toLocaleString('en-US'),
        all: needs.length.toLocaleString('en-US'),
      }),
    ),
    element(
      'table',
      {},
      element('thead', {}, row('th')(head.map((word) => said(word)))),
      ...bodies.map((rows) => element('tbody', {}, ...rows.map(row('td')))),
    ),
  );
}

/** Buttons that print one part of the page. */
export function tellPrints(): void {
  for (const button of document.querySelectorAll<HTMLElement>('[data-to-print]')) {
    button.addEventListener('click', () => {
      const choice = button.dataset['toPrint']!;
      root.dataset['print'] = choice;
      if (choice !== 'brief') lay(choice as 'unmet' | 'dispatch');
      window.print();
    });
  }
  window.addEventListener('afterprint', () => {
    delete root.dataset['print'];
    byId('printed').replaceChildren();
  });
}
