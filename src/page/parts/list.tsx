import { useSignal } from '@preact/signals';
import type { Cell, WrittenTable } from '../../io/tables.js';
import { SOCIETIES, SOCIETY_NAMES, URGENCIES, URGENCY_NAMES } from '../../model/vocabulary.js';
import { HEADS } from '../../say/words.js';
import type { ExplainTarget } from '../../why/explain.js';
import { isPrinted, linkTo, words } from '../page-state.js';
import { Wide } from './wide.js';

const PAGE = 100;

export const counted = (count: number): string => count.toLocaleString('en-US');

export const cellText = (cell: Cell): string =>
  cell instanceof Date
    ? cell.toISOString().slice(0, 10)
    : typeof cell === 'number'
      ? counted(cell)
      : String(cell ?? '');

/** What a row is about, as explanations take it: its need, else its provider. */
function targetOf(head: readonly Cell[], row: readonly Cell[]): ExplainTarget | undefined {
  const at = ({ zh, en }: { readonly zh: string; readonly en: string }) => {
    const i = head.findIndex((one) => one === zh || one === en);
    return i < 0 ? '' : String(row[i] ?? '');
  };
  const need = at(HEADS.need.id);
  if (need) return { need };
  const society = SOCIETIES.find((one) => Object.values(SOCIETY_NAMES[one]).includes(at(HEADS.provider.society)));
  const provider = at(HEADS.provider.id);
  return society && provider ? { offer: { provider: `${society}:${provider}` } } : undefined;
}

const urgencyOf = (cell: Cell) => URGENCIES.find((one) => Object.values(URGENCY_NAMES[one]).includes(String(cell)));

/** Days and times do not break in the middle. */
const isDay = (cell: Cell) => /^\d{4}-\d{2}-\d{2}[\d: ]*$/.test(String(cell));

/** A list to search and to leaf through; a row that is about a need or a provider can be asked about. */
export function Listing({ table, first = '' }: { readonly table: WrittenTable; readonly first?: string }) {
  const asked = useSignal(first);
  const most = useSignal(PAGE);
  const [head = [], ...rows] = table.rows;
  const { value: own } = words;
  if (rows.length === 0) return <p class="faint">{own.nothing}</p>;
  const parts = asked.value.toLowerCase().split(/\s+/).filter(Boolean);
  const said = (row: readonly Cell[]) => row.map(cellText).join(' ').toLowerCase();
  const found = parts.length === 0 ? rows : rows.filter((row) => parts.every((part) => said(row).includes(part)));
  const some = isPrinted.value ? found : found.slice(0, most.value);
  return (
    <div class="list">
      <div class="finder">
        <input
          type="search"
          class="noprint"
          aria-label={own.search}
          placeholder={own.search}
          value={asked.value}
          onInput={({ currentTarget }) => {
            asked.value = currentTarget.value;
            most.value = PAGE;
          }}
        />
        <span class="faint" role="status">
          {own.found(counted(some.length), counted(found.length))}
        </span>
      </div>
      <Rows name={table.sheet} head={head} rows={some} columns={table.columns} />
      {found.length > some.length && (
        <button
          type="button"
          onClick={() => {
            most.value += PAGE;
          }}
        >
          {own.more}
        </button>
      )}
    </div>
  );
}

interface RowsProps {
  readonly name: string;
  readonly head: readonly Cell[];
  readonly rows: readonly (readonly Cell[])[];
  readonly columns: WrittenTable['columns'];
}

function Rows({ name, head, rows, columns = [] }: RowsProps) {
  const onPaper = (i: number) => (columns[i]?.printed === false ? 'noprint' : '');
  const { value: own } = words;
  const isFigure = head.map((_, i) => rows.some((row) => typeof row[i] === 'number'));
  const targets = rows.map((row) => targetOf(head, row));
  const canAsk = targets.some((one) => one !== undefined);
  return (
    <Wide name={name}>
      <table>
        <thead>
          <tr>
            {head.map((title, i) => (
              <th key={i} scope="col" class={`${isFigure[i] ? 'figure' : ''} ${onPaper(i)}`}>
                {cellText(title)}
              </th>
            ))}
            {canAsk && (
              <th scope="col" class="noprint">
                <span class="hidden">{own.ask}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, r) => {
            const target = targets[r];
            return (
              <tr key={r}>
                {head.map((_, i) => (
                  <td
                    key={i}
                    class={`${isFigure[i] ? 'figure' : (urgencyOf(row[i]) ?? (isDay(row[i]) ? 'day' : ''))} ${onPaper(i)}`}
                  >
                    {cellText(row[i])}
                  </td>
                ))}
                {canAsk && <td class="noprint">{target && <a href={linkTo(target)}>{own.ask}</a>}</td>}
              </tr>
            );
          })}
        </tbody>
      </table>
    </Wide>
  );
}
