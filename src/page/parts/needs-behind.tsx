import { HEADS, SHEETS } from '../../say/words.js';
import { locale } from '../page-state.js';
import { Listing } from './list.js';
import { useList } from './use-list.js';

interface NeedsBehindProps {
  /** The picture. */
  readonly of: string;
  readonly title: string;
  readonly ids: readonly string[];
}

/** The needs that a part of a picture stands for, as the list has them. */
export function NeedsBehind({ of, title, ids }: NeedsBehindProps) {
  const table = useList(SHEETS.needs[locale.value]);
  if (!table) return null;
  const [head = [], ...rows] = table.rows;
  const at = head.indexOf(HEADS.need.id[locale.value]);
  const wanted = new Set(ids);
  const own = rows.filter((row) => wanted.has(String(row[at])));
  return (
    <div class="behind">
      <h3>{title}</h3>
      <Listing key={title} table={{ ...table, sheet: `${of} ${title}`, rows: [head, ...own] }} />
    </div>
  );
}
