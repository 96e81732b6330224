import { SHEETS } from '../../say/words.js';
import { saveFile } from '../keep.js';
import { locale, make, openList, planned, printAll, shownList, words } from '../page-state.js';
import { Listing } from '../parts/list.js';
import { useList } from '../parts/use-list.js';

/** All lists, that of who goes where first. */
export function ListsView() {
  const { value: own } = words;
  const { lists } = planned.value!;
  const { sheet: chosen, find } = shownList.value;
  const name = lists.some(({ sheet }) => sheet === chosen) ? chosen : SHEETS.byProvider[locale.value];
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
        <button type="button" onClick={printAll}>
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
            onClick={() => openList(sheet)}
          >
            {sheet}
          </button>
        ))}
      </nav>
      <h2>{name}</h2>
      {table && <Listing key={`${name} ${find}`} table={table} first={find} />}
    </section>
  );
}
