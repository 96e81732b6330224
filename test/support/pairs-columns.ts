/** Bare pairs as columns, and what `matchColumns` says of them as rows: so that the oracles of rows judge columns, too. */
import type { PairsCase, PairsInput, PairsLevel, PairsQuantity } from './pairs-types.js';

export interface Columns {
  needs: { rank: number[]; demand: number[]; group?: number[] };
  offers: { capacity: number[] };
  pairs: { need: number[]; offer: number[]; cost: number[]; max?: number[] };
}

export interface ColumnsCase {
  readonly columns: Columns;
  readonly options: {
    readonly levels: readonly PairsLevel[];
    readonly previous: { need: number[]; offer: number[]; quantity: number[] };
  };
}

/** The instance as columns of lists; who is gone gets a number beyond those that are there, and groups numbers of either sign but −1. */
export function columnsOf({ input, options: { levels, previous } }: PairsCase): ColumnsCase {
  const { needs, offers, pairs } = input;
  const numbers = (ids: readonly string[]) => {
    const all = [...new Set(ids)];
    return (id: string) => all.indexOf(id);
  };
  const need = numbers([...needs.map(({ id }) => id), ...previous.map((row) => row.need)]);
  const offer = numbers([...offers.map(({ id }) => id), ...previous.map((row) => row.offer)]);
  const group = numbers(needs.flatMap((one) => one.group ?? []));
  const grouped = needs.some((one) => one.group !== undefined);
  const bounded = pairs.some(({ max }) => max !== undefined);
  return {
    columns: {
      needs: {
        rank: needs.map(({ rank }) => rank),
        demand: needs.map(({ demand }) => demand),
        ...(grouped ? { group: needs.map((one) => (one.group === undefined ? -1 : 4 - 3 * group(one.group))) } : {}),
      },
      offers: { capacity: offers.map(({ capacity }) => capacity) },
      pairs: {
        need: pairs.map((pair) => need(pair.need)),
        offer: pairs.map((pair) => offer(pair.offer)),
        cost: pairs.map(({ cost }) => cost),
        ...(bounded ? { max: pairs.map(({ max }) => max ?? Number.MAX_SAFE_INTEGER) } : {}),
      },
    },
    options: {
      levels,
      previous: {
        need: previous.map((row) => need(row.need)),
        offer: previous.map((row) => offer(row.offer)),
        quantity: previous.map(({ quantity }) => quantity),
      },
    },
  };
}

/** The pairs that get something. */
export function allocationsOf({ pairs }: PairsInput, quantity: ArrayLike<number>): PairsQuantity[] {
  return pairs.flatMap(({ need, offer }, p) => (quantity[p] === 0 ? [] : [{ need, offer, quantity: quantity[p]! }]));
}
