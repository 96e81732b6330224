import { useSignal } from '@preact/signals';
import { SHEETS } from '../../say/words.js';
import { saveFile } from '../keep.js';
import { locale, make, planned, words } from '../page-state.js';
import { Listing } from '../parts/list.js';
import { useList } from '../parts/use-list.js';

/** All lists, that of who goes where first. */
export function ListsView() {
  const { value: own } = words;
  const { lists } = planned.value!;
  const chosen = useSignal('');
  const name = lists.some(({ sheet }) => sheet === chosen.value) ? chosen.value : SHEETS.byProvider[locale.value];
  const table = useList(name);
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
        {lists.map(({ sheet, count }) => (
          <button
            key={sheet}
            type="button"
            aria-pressed={sheet === name}
            disabled={count === 0}
            onClick={() => {
              chosen.value = sheet;
            }}
          >
            {sheet}
          </button>
        ))}
      </nav>
      <h2>{name}</h2>
      {table && <Listing key={name} table={table} />}
    </section>
  );
}
