import highsLoader from 'highs';
import { minCostFlowForNumberNodes } from 'min-cost-flow';
import type { PairsInput } from '../src/index.js';

// highs is CommonJS: under Node's own resolution its types hide the callable behind `default`.
const loadHighs = highsLoader as unknown as (typeof highsLoader)['default'];

/** Coverage per rank (ascending) and total cost of an allocation: what peers are compared by. */
export interface Outcome {
  readonly coverage: readonly number[];
  readonly cost: number;
}

/** A solver: everything it needs to prepare is done before `run`, which is timed. */
export interface Peer {
  readonly name: string;
  prepare(input: PairsInput): Promise<() => Outcome>;
}

/**
 * One cost per pair that makes a cost-only solver respect ranks: (rank − ranks)·(1 + longest path) + cost. On a path at most two ranks meet,
 * so consecutive multiples decide (see `src/solve/fit.ts`).
 */
export function penalised(input: PairsInput): Float64Array {
  const rank = new Map(input.needs.map((need) => [need.id, need.rank]));
  const ranks = 1 + Math.max(...input.needs.map((need) => need.rank));
  const dearest = Math.max(...input.pairs.map((pair) => Math.abs(pair.cost)));
  const step = (2 * Math.min(input.needs.length, input.offers.length) + 1) * dearest + 1;
  return Float64Array.from(input.pairs, (pair) => (rank.get(pair.need)! - ranks) * step + pair.cost);
}

/** What the given units per pair amount to. */
export function outcomeOf(input: PairsInput, units: ArrayLike<number>): Outcome {
  const rank = new Map(input.needs.map((need) => [need.id, need.rank]));
  const coverage = Array.from({ length: 1 + Math.max(...rank.values()) }, () => 0);
  let cost = 0;
  input.pairs.forEach((pair, p) => {
    coverage[rank.get(pair.need)!]! += units[p]!;
    cost += units[p]! * pair.cost;
  });
  return { coverage, cost };
}

/** npm `highs` (HiGHS in WebAssembly): the transportation problem as a linear program in LP format. */
export const highs: Peer = {
  name: 'highs',
  async prepare(input) {
    const solver = await loadHighs();
    const price = penalised(input);
    const rows = new Map<string, string[]>();
    input.pairs.forEach(({ need, offer }, p) => {
      for (const row of [`d_${need}`, `s_${offer}`]) rows.set(row, [...(rows.get(row) ?? []), `x${p}`]);
    });
    const bound = new Map<string, number>([
      ...input.needs.map((need) => [`d_${need.id}`, need.demand] as const),
      ...input.offers.map((offer) => [`s_${offer.id}`, offer.capacity] as const),
    ]);
    const terms = input.pairs.map((_, p) => `${price[p]! < 0 ? '-' : '+'} ${Math.abs(price[p]!)} x${p}`);
    const constraints = [...rows].map(([row, variables]) => `${row}: ${variables.join(' + ')} <= ${bound.get(row)}`);
    const text = `Minimize\n obj: ${terms.join('\n ')}\nSubject To\n${constraints.join('\n')}\nEnd\n`;
    return () => {
      const { Columns } = solver.solve(text);
      return outcomeOf(
        input,
        input.pairs.map((_, p) => Math.round((Columns[`x${p}`] as { Primal: number }).Primal)),
      );
    };
  },
};

/** npm `min-cost-flow` (successive shortest paths in JavaScript). */
export const minCostFlow: Peer = {
  name: 'min-cost-flow',
  async prepare(input) {
    const price = penalised(input);
    const need = new Map(input.needs.map(({ id }, i) => [id, 1 + i]));
    const offer = new Map(input.offers.map(({ id }, i) => [id, 1 + input.needs.length + i]));
    const sink = 1 + input.needs.length + input.offers.length;
    const edges = [
      ...input.needs.map(({ id, demand }) => ({ from: 0, to: need.get(id)!, capacity: demand, cost: 0 })),
      ...input.offers.map(({ id, capacity }) => ({ from: offer.get(id)!, to: sink, capacity, cost: 0 })),
      ...input.pairs.map((pair, p) => ({
        from: need.get(pair.need)!,
        to: offer.get(pair.offer)!,
        capacity: Number.MAX_SAFE_INTEGER,
        cost: price[p]!,
      })),
    ];
    const first = input.needs.length + input.offers.length;
    return () => {
      const flows = minCostFlowForNumberNodes(edges).slice(first);
      return outcomeOf(
        input,
        flows.map((edge) => edge.flow),
      );
    };
  },
};
