import { useSignal } from '@preact/signals';
import type { Cell, SheetTable, WrittenTable } from '../../io/tables.js';
import { settle, words } from '../page-state.js';
import { cellText, counted } from './list.js';
import { Wide } from './wide.js';

const MOST = 60;

interface SettlingProps {
  readonly table: WrittenTable;
  /** What there is to choose from; typed if absent. */
  readonly choices?: readonly string[];
}

/** A list whose last column is to be filled in; what is filled in is read like a sheet. */
export function Settling({ table, choices }: SettlingProps) {
  const filled = useSignal<ReadonlyMap<number, string>>(new Map());
  const [head = [], ...rows] = table.rows;
  const { value: own } = words;
  const fill = (r: number, text: string) => {
    filled.value = new Map([...filled.value].filter(([row]) => row !== r).concat(text === '' ? [] : [[r, text]]));
  };
  const filledTable = (): SheetTable => ({
    file: `${table.sheet}.csv`,
    sheet: table.sheet,
    rows: [head, ...[...filled.value].map(([r, text]): Cell[] => [...rows[r]!.slice(0, -1), text])],
  });
  return (
    <>
      <Wide name={table.sheet}>
        <table>
          <thead>
            <tr>
              {head.map((title, i) => (
                <th key={i} scope="col">
                  {cellText(title)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, MOST).map((row, r) => (
              <tr key={r}>
                {head.slice(0, -1).map((_, i) => (
                  <td key={i}>{cellText(row[i])}</td>
                ))}
                <td>
                  {choices ? (
                    <Buttons choices={choices} chosen={filled.value.get(r)} onChoose={(text) => fill(r, text)} />
                  ) : (
                    <input
                      aria-label={`${cellText(head.at(-1))}: ${cellText(row[1])}`}
                      value={filled.value.get(r) ?? ''}
                      onInput={({ currentTarget }) => fill(r, currentTarget.value.trim())}
                    />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
      {rows.length > MOST && <p class="faint">{own.found(counted(MOST), counted(rows.length))}</p>}
      {filled.value.size > 0 && (
        <button type="button" class="main" onClick={() => settle([filledTable()])}>
          {own.settle(filled.value.size)}
        </button>
      )}
    </>
  );
}

interface ButtonsProps {
  readonly choices: readonly string[];
  readonly chosen: string | undefined;
  readonly onChoose: (text: string) => void;
}

function Buttons({ choices, chosen, onChoose }: ButtonsProps) {
  return (
    <span class="group">
      {choices.map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={chosen === one}
          onClick={() => onChoose(chosen === one ? '' : one)}
        >
          {one}
        </button>
      ))}
    </span>
  );
}
