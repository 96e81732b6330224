import { byId, element, root, said } from './dom.js';

interface LeafColumn<Row> {
  readonly title: string;
  /** It holds figures, which stand to the right. */
  readonly figure?: boolean | undefined;
  /** What it is sorted by. */
  readonly key: (row: Row) => string | number;
}

interface LeafOptions<Row> {
  readonly columns: () => readonly LeafColumn<Row>[];
  readonly chosen: () => readonly Row[];
  /** What a search looks through, in small letters. */
  readonly says: (row: Row) => string;
  readonly row: (row: Row) => HTMLTableRowElement;
  readonly found: 'found' | 'foundRows';
  /** Column by which it is sorted at first; −1: as it comes. */
  readonly sort: number;
}

/** A table to search, to sort and to leaf through. */
export function leaf<Row>(name: 'needs' | 'lists', { columns, chosen, says, row, found, sort }: LeafOptions<Row>) {
  const part = <E extends HTMLElement>(which: string) => byId<E>(`${name}-${which}`);
  const table = part<HTMLTableElement>('table');
  const head = element('tr', {});
  table.tHead!.append(head);
  const search = part<HTMLInputElement>('search');
  const rows = part<HTMLSelectElement>('rows');
  const [previous, next] = [part<HTMLButtonElement>('previous'), part<HTMLButtonElement>('next')];
  const view = { sort, down: false, page: 0 };

  const sorted = (all: readonly Row[]): readonly Row[] => {
    const column = columns()[view.sort];
    if (!column) return all;
    const { compare } = new Intl.Collator(root.lang, { numeric: true });
    const by = (a: string | number, b: string | number) =>
      typeof a === 'number' && typeof b === 'number' ? a - b : compare(String(a), String(b));
    const sign = view.down ? -1 : 1;
    const keyed = all.map((one, i) => ({ one, i, key: column.key(one) }));
    return keyed.sort((a, b) => sign * by(a.key, b.key) || a.i - b.i).map(({ one }) => one);
  };
  const headOf = ({ title, figure }: LeafColumn<Row>, i: number) => {
    const button = element('button', { type: 'button' }, title);
    button.addEventListener('click', () => {
      Object.assign(view, { down: i === view.sort && !view.down, sort: i, page: 0 });
      drawTable();
      head.querySelectorAll('button')[i]!.focus();
    });
    const order = i !== view.sort ? 'none' : view.down ? 'descending' : 'ascending';
    return element('th', { scope: 'col', 'aria-sort': order, class: figure ? 'number' : '' }, button);
  };
  /** All that is searched for, as it is sorted. */
  const foundRows = () => {
    const asked = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    return sorted(chosen().filter((one) => asked.every((word) => says(one).includes(word))));
  };
  const drawTable = () => {
    const all = foundRows();
    const size = Number(rows.value) || Math.max(1, all.length);
    const pages = Math.max(1, Math.ceil(all.length / size));
    view.page = Math.min(view.page, pages - 1);
    const from = view.page * size;
    const to = Math.min(from + size, all.length);
    head.replaceChildren(...columns().map(headOf));
    table.tBodies[0]!.replaceChildren(...all.slice(from, to).map(row));
    const [first, last, count] = [from + 1, to, all.length].map((figure) => figure.toLocaleString('en-US'));
    part('found').textContent =
      all.length === 0 ? said('nothing') : said(found, { from: first!, to: last!, count: count! });
    previous.disabled = view.page === 0;
    next.disabled = view.page >= pages - 1;
  };
  const turn = (to: number) => () => {
    view.page = to === 0 ? 0 : view.page + to;
    drawTable();
  };
  const restart = turn(0);
  for (const input of [search, rows]) input.addEventListener('input', restart);
  previous.addEventListener('click', turn(-1));
  next.addEventListener('click', turn(1));
  return {
    restart,
    foundRows,
    draw() {
      search.placeholder = said(`${name}Search`);
      search.setAttribute('aria-label', said('searchLabel'));
      drawTable();
    },
    anew() {
      view.sort = sort;
      search.value = '';
      restart();
    },
  };
}
