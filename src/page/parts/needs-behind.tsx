import { HEADS, SHEETS } from '../../say/words.js';
import { locale } from '../page-state.js';
import { Listing } from './list.js';
import { useList } from './use-list.js';

/** The needs that a part of a picture stands for, as the list has them. */
export function NeedsBehind({ title, ids }: { readonly title: string; readonly ids: readonly string[] }) {
  const table = useList(SHEETS.needs[locale.value]);
  if (!table) return null;
  const [head = [], ...rows] = table.rows;
  const at = head.indexOf(HEADS.need.id[locale.value]);
  const wanted = new Set(ids);
  return (
    <div class="behind">
      <h3>{title}</h3>
      <Listing key={title} table={{ ...table, rows: [head, ...rows.filter((row) => wanted.has(String(row[at])))] }} />
    </div>
  );
}
