// Loaded only where they run; both hide their types one level deeper than the thing is.
import type { default as Highs } from 'highs';
import type { default as LpSolver } from 'javascript-lp-solver';
import type { Instance } from './instances.js';
import { pricesOf } from './outcome.js';

/** A solver from npm: whatever it needs to be told is made ready first; `run`, which is timed, gives units per pair. */
export interface Peer {
  readonly name: string;
  /** Largest instance that is tried: it makes a full table of lines or rows by columns, and beyond this that takes gigabytes. */
  readonly mostPairs?: number;
  /** Can only pair one with one, so demands and capacities must all be 1. */
  readonly unit?: true;
  /** Covers as much as can be, whatever it costs, so it cannot leave a unit unmet that would cost more. */
  readonly covers?: true;
  prepare(instance: Instance): Promise<() => ArrayLike<number>>;
}

/** HiGHS in WebAssembly, by its interface for sparse arrays: the transportation problem as a linear program. */
const highs: Peer = {
  name: 'highs',
  async prepare(instance) {
    const load = (await import('highs')).default as unknown as (typeof Highs)['default'];
    const solver = await load();
    const { problem } = instance;
    const { demand, capacity, head, max } = problem;
    const columns = head.length;
    const rows = demand.length + capacity.length;
    const indices = new Int32Array(2 * columns);
    const line = new Int32Array(columns);
    eachPair(instance, (p, n) => {
      line[p] = n;
      indices[2 * p] = n;
      indices[2 * p + 1] = demand.length + head[p]!;
    });
    const model = {
      numCols: columns,
      numRows: rows,
      colCost: pricesOf(instance),
      colLower: new Float64Array(columns),
      // A bound that cannot bind doubles its time, and so does a lower one on rows.
      colUpper: max.map((most, p) => (most < demand[line[p]!]! ? most : solver.infinity)),
      rowLower: new Float64Array(rows).fill(-solver.infinity),
      rowUpper: Float64Array.of(...demand, ...capacity),
      matrix: {
        format: 'csc' as const,
        numRows: rows,
        numCols: columns,
        starts: Int32Array.from({ length: columns + 1 }, (_, p) => 2 * p),
        indices,
        values: new Float64Array(2 * columns).fill(1),
      },
    };
    return () => {
      const running = solver.createModel();
      try {
        running.options.set('output_flag', false);
        running.passModel(model);
        running.run();
        return running.getSolution().colValue.map(Math.round);
      } finally {
        running.dispose();
      }
    };
  },
};

/** Successive shortest paths. */
const minCostFlow: Peer = {
  name: 'min-cost-flow',
  covers: true,
  async prepare(instance) {
    const { minCostFlowForNumberNodes } = await import('min-cost-flow');
    const { demand, capacity, head, max } = instance.problem;
    const price = pricesOf(instance);
    const firstCap = 1 + demand.length;
    const sink = firstCap + capacity.length;
    const edges = [
      ...Array.from(demand, (units, n) => ({ from: 0, to: 1 + n, capacity: units, cost: 0 })),
      ...Array.from(capacity, (units, c) => ({ from: firstCap + c, to: sink, capacity: units, cost: 0 })),
    ];
    const first = edges.length;
    eachPair(instance, (p, n) => {
      edges.push({ from: 1 + n, to: firstCap + head[p]!, capacity: max[p]!, cost: price[p]! });
    });
    return () =>
      minCostFlowForNumberNodes(edges)
        .slice(first)
        .map((edge) => edge.flow);
  },
};

/** A dense simplex tableau. */
const yalps: Peer = {
  name: 'yalps',
  mostPairs: 30_000,
  async prepare(instance) {
    const { solve } = await import('yalps');
    const { demand, capacity, head } = instance.problem;
    const price = pricesOf(instance);
    const constraints = new Map([
      ...Array.from(demand, (units, n) => [`n${n}`, { max: units }] as const),
      ...Array.from(capacity, (units, c) => [`o${c}`, { max: units }] as const),
    ]);
    const variables = new Map<string, Map<string, number>>();
    eachPair(instance, (p, n) => {
      variables.set(
        `${p}`,
        new Map([
          ['price', price[p]!],
          [`n${n}`, 1],
          [`o${head[p]!}`, 1],
        ]),
      );
    });
    const model = { direction: 'minimize' as const, objective: 'price', constraints, variables };
    return () => {
      const units = new Float64Array(head.length);
      for (const [p, value] of solve(model, { maxPivots: Infinity }).variables) units[Number(p)] = Math.round(value);
      return units;
    };
  },
};

/** The most used simplex on npm, dense too. */
const javascriptLpSolver: Peer = {
  name: 'javascript-lp-solver',
  mostPairs: 30_000,
  async prepare(instance) {
    const solver = (await import('javascript-lp-solver')).default as unknown as (typeof LpSolver)['default'];
    const { demand, capacity, head } = instance.problem;
    const price = pricesOf(instance);
    const constraints = Object.fromEntries([
      ...Array.from(demand, (units, n) => [`n${n}`, { max: units }] as const),
      ...Array.from(capacity, (units, c) => [`o${c}`, { max: units }] as const),
    ]);
    const variables: Record<string, Record<string, number>> = {};
    eachPair(instance, (p, n) => {
      variables[`p${p}`] = { price: price[p]!, [`n${n}`]: 1, [`o${head[p]!}`]: 1 };
    });
    return () => {
      const result = solver.Solve({ optimize: 'price', opType: 'min', constraints, variables }) as Record<
        string,
        number
      >;
      return Float64Array.from({ length: head.length }, (_, p) => Math.round(result[`p${p}`] ?? 0));
    };
  },
};

/** The Hungarian method on a full matrix. */
const munkres: Peer = {
  name: 'munkres',
  unit: true,
  mostPairs: 30_000,
  async prepare(instance) {
    const { munkres: assign } = await import('munkres');
    const { matrix, units } = matrixOf(instance);
    return () => units(assign(matrix));
  },
};

/** Jonker–Volgenant's shortest augmenting paths on a full matrix. */
const linearSumAssignment: Peer = {
  name: 'linear-sum-assignment',
  unit: true,
  mostPairs: 30_000,
  async prepare(instance) {
    const { linearSumAssignment: assign } = await import('linear-sum-assignment');
    const { matrix, units } = matrixOf(instance);
    return () => units([...assign(matrix, { maximaze: false }).rowAssignments.entries()]);
  },
};

export const PEERS: readonly Peer[] = [highs, minCostFlow, yalps, javascriptLpSolver, munkres, linearSumAssignment];

function eachPair({ problem }: Instance, visit: (pair: number, line: number) => void): void {
  const { demand, candidateStart } = problem;
  for (let n = 0; n < demand.length; n++) for (let p = candidateStart[n]!; p < candidateStart[n + 1]!; p++) visit(p, n);
}

/** Prices of one with one; 0, which is worse than any pair, where there is no pair. */
function matrixOf(instance: Instance) {
  const { demand, capacity, head } = instance.problem;
  const price = pricesOf(instance);
  const matrix = Array.from(demand, () => new Array<number>(capacity.length).fill(0));
  const pairOf = new Map<number, number>();
  eachPair(instance, (p, n) => {
    matrix[n]![head[p]!] = price[p]!;
    pairOf.set(n * capacity.length + head[p]!, p);
  });
  const units = (assigned: Iterable<readonly [line: number, cap: number]>) => {
    const result = new Float64Array(head.length);
    for (const [n, c] of assigned) {
      const p = c < 0 ? undefined : pairOf.get(n * capacity.length + c);
      if (p !== undefined) result[p] = 1;
    }
    return result;
  };
  return { matrix, units };
}
