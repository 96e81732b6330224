import type { PageList } from '../page-data.js';
import { byId, data, element, textAt } from './dom.js';
import { leaf } from './leaf.js';

/** Characters of a cell that takes a line or more. */
const LONG = 30;

const { lists } = data;
const chosenList = () => lists[Number(byId<HTMLSelectElement>('list').value) || 0]!;

function cellOf(place: number): string | number {
  const text = textAt(place);
  return text === '' || Number.isNaN(Number(text)) ? text : Number(text);
}

const known = new Map<PageList, readonly boolean[]>();
/** Columns that hold nothing but figures stand to the right. */
function figuresIn(list: PageList): readonly boolean[] {
  const [, head, rows] = list;
  const isFigure = (_: number, i: number) =>
    rows.length > 0 && rows.every((cells) => textAt(cells[i]!) === '' || typeof cellOf(cells[i]!) === 'number');
  if (!known.has(list)) known.set(list, head.map(isFigure));
  return known.get(list)!;
}

function rowIn(cells: readonly number[]): HTMLTableRowElement {
  const figures = figuresIn(chosenList());
  const kind = (text: string, i: number) => (figures[i] ? 'number' : text.length > LONG ? 'long' : '');
  return element('tr', {}, ...cells.map(textAt).map((text, i) => element('td', { class: kind(text, i) }, text)));
}

/** The lists to leaf through, where there are any. */
export const listLeaf =
  lists.length === 0
    ? undefined
    : leaf<readonly number[]>('lists', {
        columns() {
          const list = chosenList();
          const figures = figuresIn(list);
          return list[1].map((title, i) => ({
            title: textAt(title),
            figure: figures[i],
            key: (cells) => cellOf(cells[i]!),
          }));
        },
        chosen: () => chosenList()[2],
        says: (cells) => cells.map(textAt).join('\n').toLowerCase(),
        row: rowIn,
        found: 'foundRows',
        sort: -1,
      });
if (listLeaf) byId('list').addEventListener('input', listLeaf.anew);
