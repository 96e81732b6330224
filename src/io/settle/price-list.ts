import type { FixKind } from '../../advice/advice.js';
import type { Purchasable } from '../../advice/purchasable.js';
import { reporter } from '../../errors/fault-list.js';
import type { Fault } from '../../errors/linkage-error.js';
import { fold } from '../../errors/nearest.js';
import { type Network, recordsOf } from '../../model/graph.js';
import { convertFigures, sameUnit } from '../../model/units.js';
import { inBoth } from '../../say/reading.js';
import { writtenAmount } from '../amounts.js';
import type { Table, TableIssue } from '../tables.js';
import { filledRows, issueIn } from './plain-rows.js';

const HEADS = {
  id: ['编号', 'id'],
  kind: ['类型', 'kind'],
  capability: ['能力', 'capability'],
  unit: ['单位', 'unit'],
  amount: ['数量', '最多', 'amount'],
  lot: ['每份数量', 'lot'],
  price: ['每份价格', '每份价格（元）', '单价', '单价（元）', 'price', 'price (yuan)'],
  community: ['社区', 'community'],
};

/** What each kind is called, and who then provides it. */
const KINDS: readonly (readonly [FixKind, Purchasable['society'], ...string[]])[] = [
  ['training', 'volunteer', '培训', '志愿者'],
  ['hours', 'socialWorker', '加时', '工时', '社工'],
  ['incubation', 'organisation', '孵化', '组织'],
  ['kit', 'resource', '物资', '设备'],
  ['fund', 'resource', '资金', '补充资金'],
];

/**
 * What can be had for money, of sheets 价目: a row for each, with its price in yuan. A row that cannot be read is told and left out. O(cells + records).
 */
export function pricesIn(network: Network, tables: readonly Table[]): { prices: Purchasable[]; issues: TableIssue[] } {
  const issues: TableIssue[] = [];
  const entries = network.getAttribute('catalogue');
  const communities = recordsOf(network).providers.filter(({ society }) => society === 'community');
  const named = <T extends { name?: { zh?: string | undefined; en?: string | undefined } | undefined }>(
    all: readonly T[],
    idOf: (one: T) => string,
    text: string,
  ) => all.find((one) => [idOf(one), one.name?.zh, one.name?.en].some((word) => fold(word ?? '') === fold(text)));
  const prices = tables.flatMap((table) =>
    filledRows(table, HEADS, ['lot', 'community']).flatMap((row): Purchasable[] => {
      if (row.id === '' && row.price === '') return [];
      const tell = (column: string, value: string) => {
        const said = inBoth((words) => words.badPrice(column, value));
        issues.push(issueIn(table, row.row, column, value, 'UNKNOWN_WORD', said));
        return [];
      };
      const kind = KINDS.find((words) => words.some((one) => fold(one) === fold(row.kind)));
      if (row.id === '') return tell('编号', row.id);
      if (!kind) return tell('类型', row.kind);
      const [amount, lot] = [wholeIn(row.amount), row.lot === '' ? 1 : wholeIn(row.lot)];
      if (amount === undefined) return tell('数量', row.amount);
      if (lot === undefined || lot === 0) return tell('每份数量', row.lot);
      const fen = fenIn(row.price);
      if (fen === undefined) return tell('每份价格', row.price);
      const place = row.community === '' ? undefined : named(communities, ({ id }) => id, row.community)?.id;
      if (row.community !== '' && place === undefined) return tell('社区', row.community);
      return [
        {
          id: row.id,
          kind: kind[0],
          society: kind[1],
          capability: named(entries, ({ code }) => code, row.capability)?.code ?? row.capability,
          unit: sameUnit(row.unit) ?? row.unit,
          amount,
          lot,
          price: fen,
          ...(place !== undefined && { community: place }),
        },
      ];
    }),
  );
  return { prices, issues };
}

function wholeIn(text: string): number | undefined {
  const { value = Number.NaN } = writtenAmount(text, false) ?? {};
  return Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

/** What a price in yuan is in fen. */
export function fenIn(text: string): number | undefined {
  const written = writtenAmount(text, false);
  if (written === undefined || written.value < 0 || (written.unit !== undefined && sameUnit(written.unit) !== 'yuan'))
    return undefined;
  const line = { price: written.value };
  const faults: Fault[] = [];
  convertFigures(line, ['price'], 'yuan', [], reporter(faults));
  return faults.length === 0 ? line.price : undefined;
}
