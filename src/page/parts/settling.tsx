import { useSignal } from '@preact/signals';
import type { Cell, SheetTable, WrittenTable } from '../../io/tables.js';
import { LIST_WORDS } from '../../say/words.js';
import { reading, settle, words } from '../page-state.js';
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
                    <Meaning row={row} meant={filled.value.get(r) ?? ''} onMeant={(text) => fill(r, text)} />
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

interface MeaningProps {
  /** Of the list of words: its column, the word, how often, of which side, what is near. */
  readonly row: readonly Cell[];
  readonly meant: string;
  readonly onMeant: (text: string) => void;
}

/** What a word or a header means: what is near to it, or as it is, or nothing, by a click; or any word that is known. */
function Meaning({ row, meant, onMeant }: MeaningProps) {
  const { value: own } = words;
  const [column, word, , side, near] = row.map(cellText);
  const isHeader = Object.values(LIST_WORDS.heading).includes(column!);
  const { kinds, words: known } = reading.value!;
  const all = isHeader ? (kinds.find(({ name }) => name === side)?.columns ?? []) : known;
  const named = isHeader ? near!.split(/[、,] ?/) : [...near!.matchAll(/[“"]([^”"]+)[”"]/g)].map(([, one]) => one!);
  const close = named.filter((one) => one !== '' && one !== word);
  const id = `known ${column} ${word} ${side}`;
  return (
    <span class="group meaning">
      {close.map((one) => (
        <Choice key={one} said={one} isChosen={meant === one} onChoose={() => onMeant(meant === one ? '' : one)} />
      ))}
      <Choice
        said={isHeader ? own.notRead : own.asItIs}
        isChosen={meant === (isHeader ? own.notRead : word)}
        onChoose={() => onMeant(isHeader ? own.notRead : word!)}
      />
      <input
        list={id}
        aria-label={`${own.meant}: ${word}`}
        placeholder={own.meant}
        value={meant}
        onInput={({ currentTarget }) => onMeant(currentTarget.value.trim())}
      />
      <datalist id={id}>
        {all.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
    </span>
  );
}

interface ChoiceProps {
  readonly said: string;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

const Choice = ({ said, isChosen, onChoose }: ChoiceProps) => (
  <button type="button" aria-pressed={isChosen} onClick={onChoose}>
    {said}
  </button>
);

interface ButtonsProps {
  readonly choices: readonly string[];
  readonly chosen: string | undefined;
  readonly onChoose: (text: string) => void;
}

function Buttons({ choices, chosen, onChoose }: ButtonsProps) {
  return (
    <span class="group">
      {choices.map((one) => (
        <Choice key={one} said={one} isChosen={chosen === one} onChoose={() => onChoose(chosen === one ? '' : one)} />
      ))}
    </span>
  );
}
