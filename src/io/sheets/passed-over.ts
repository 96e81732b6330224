import { inBoth } from '../../say/reading.js';
import { textOf } from '../cells.js';
import type { Cell } from '../tables.js';
import { numberOf, type Opened } from './open.js';

/** Rows among records that are none. */
const WORDS = ['totals', 'remarks', 'headersAgain', 'examples'] as const;
type PassedOver = (typeof WORDS)[number];

const TOTALS = /^(?:本页|本月|全部|以上)?(?:合计|小计|总计|共计|累计|总数|total|subtotal)(?:[:：(（].*)?$/is;
const REMARKS =
  /^(?:填表人|填报人|制表人|制表|填表|审核人|审核|复核人|负责人|单位负责人|联系人|经办人|填报单位|填表单位|单位[(（]?盖章[)）]?|填表日期|填报日期|制表日期|填表时间|填报时间|注|备注|说明|填表说明|注意|注意事项|note|remarks?)\s*\d?\s*[:：]/is;
const EXAMPLE = /^(?:示例|例如|样例|example)/i;
/** Longest first cell that is looked at. */
const LONGEST = 400;

/** What a row is that is no record: totals, what is said below a table, the header once more, an example of the template. */
function passedOver(cells: readonly Cell[], first: string, { rows, top, headings }: Opened): PassedOver | undefined {
  const plain = first.length > LONGEST ? '' : first.replace(/[\s\u3000]/g, '');
  if (TOTALS.test(plain)) return 'totals';
  if (REMARKS.test(plain)) return 'remarks';
  if (EXAMPLE.test(plain)) return 'examples';
  const header = rows[top]!;
  const again = headings.every(({ at }) => textOf(cells[at]).trim() === textOf(header[at]).trim());
  return again && headings.length > 1 ? 'headersAgain' : undefined;
}

/** The rows of a table that are records, by their places from 0; says which are none. */
export function* recordRows(table: Opened): Generator<number> {
  const passed = new Map<PassedOver, number[]>();
  for (let row = table.top + 1; row < table.rows.length; row++) {
    const cells = table.rows[row]!;
    const first = textOf(cells.find((cell) => textOf(cell).trim() !== '')).trim();
    if (first === '') continue;
    const what = passedOver(cells, first, table);
    if (what === undefined) yield row;
    else passed.set(what, [...(passed.get(what) ?? []), numberOf(table, row)]);
  }
  for (const [what, numbers] of passed) {
    const list = numbers.slice(0, 10).join(', ') + (numbers.length > 10 ? ' …' : '');
    table.said.push(inBoth((words) => words.skipped(words[what], list)));
  }
}
