import { useSignal } from '@preact/signals';
import { SHEETS } from '../../say/words.js';
import { saveFile } from '../keep.js';
import { List } from '../parts/list.js';
import { locale, make, planned, words } from '../state.js';

/** All lists, that of who goes where first. */
export function ListsView() {
  const { value: own } = words;
  const { lists } = planned.value!;
  const chosen = useSignal('');
  const named = (name: string) => lists.find(({ sheet }) => sheet === name);
  const table = named(chosen.value) ?? named(SHEETS.byProvider[locale.value]) ?? lists[0]!;
  const save = (what: 'book' | 'report' | 'plan') => async () => {
    const file = await make(what);
    if (file) saveFile(file);
  };
  return (
    <section>
      <p class="actions noprint">
        {(['book', 'report', 'plan'] as const).map((what) => (
          <button key={what} type="button" class={what === 'book' ? 'main' : ''} onClick={save(what)}>
            {own.save[what]}
          </button>
        ))}
        <button type="button" onClick={() => print()}>
          {own.print}
        </button>
      </p>
      <nav class="tabs noprint" aria-label={own.steps.lists}>
        {lists.map(({ sheet, rows }) => (
          <button
            key={sheet}
            type="button"
            aria-pressed={sheet === table.sheet}
            disabled={rows.length < 2}
            onClick={() => {
              chosen.value = sheet;
            }}
          >
            {sheet}
          </button>
        ))}
      </nav>
      <h2>{table.sheet}</h2>
      <List key={table.sheet} table={table} />
    </section>
  );
}
