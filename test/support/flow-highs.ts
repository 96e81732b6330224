/** Most units that can be shipped, then least cost, by HiGHS: two linear programs over a flow polytope, so vertices are integral. */
import highsLoader from 'highs';
import type { FlowNetwork } from './flow-arbitrary.js';

// The package's types describe its default export as it is seen from CommonJS.
const load = highsLoader as unknown as (typeof highsLoader)['default'];
let loaded: Promise<Awaited<ReturnType<typeof load>>> | undefined;

export interface FlowOptimum {
  readonly shipped: number;
  readonly cost: bigint;
}

/** Throws when HiGHS fails or what it found is no integer flow. */
export async function flowByHighs(network: FlowNetwork): Promise<FlowOptimum> {
  const highs = await (loaded ??= load());
  const { supply, tail, head, capacity, cost } = network;
  const bounds = capacity.map((units, a) => `0 <= f${a} <= ${units}`);
  // y: units that a node with supply sends or a node with demand gets; what stays behind never leaves its node.
  supply.forEach((units, v) => {
    if (units !== 0) bounds.push(`0 <= y${v} <= ${Math.abs(units)}`);
  });
  const rows = supply.flatMap((units, v) => {
    const terms = tail.flatMap((from, a) => {
      const sign = (from === v ? 1 : 0) - (head[a] === v ? 1 : 0);
      return sign === 0 ? [] : [`${sign > 0 ? '+' : '-'} f${a}`];
    });
    if (units !== 0) terms.push(`${units > 0 ? '-' : '+'} y${v}`);
    return terms.length === 0 ? [] : [`${terms.join(' ')} = 0`];
  });
  const sent = supply.flatMap((units, v) => (units > 0 ? [`+ y${v}`] : []));
  const price = cost.flatMap((c, a) => (c === 0 ? [] : [`${c > 0 ? '+' : '-'} ${Math.abs(c)} f${a}`]));

  const run = (sense: string, objective: readonly string[]): Map<string, number> => {
    const text = [sense, ...(objective.length > 0 ? objective : ['0 zero'])];
    const result = highs.solve(
      [...text, 'Subject To', ...(rows.length > 0 ? rows : ['zero = 0']), 'Bounds', ...bounds, 'End'].join('\n'),
      { solver: 'simplex', primal_feasibility_tolerance: 1e-9, dual_feasibility_tolerance: 1e-9 },
    );
    if (result.Status !== 'Optimal') throw new Error(`HiGHS: ${result.Status}`);
    const primal = (column: object) => ('Primal' in column ? Number(column.Primal) : 0);
    return new Map(Object.entries(result.Columns).map(([name, column]) => [name, Math.round(primal(column))]));
  };
  const total = (columns: Map<string, number>) =>
    supply.reduce((sum, units, v) => sum + (units > 0 ? (columns.get(`y${v}`) ?? 0) : 0), 0);

  const shipped = total(run('Maximize', sent));
  if (sent.length > 0) rows.push(`${sent.join(' ')} = ${shipped}`);
  const columns = run('Minimize', price);
  const flow = tail.map((_, a) => columns.get(`f${a}`) ?? 0);
  const faults = faultsOfFlow(network, flow);
  if (faults.length > 0 || total(columns) !== shipped) throw new Error(`HiGHS: rounding broke the flow: ${faults}`);
  return { shipped, cost: costOfFlow(network, flow) };
}

/** What is wrong with a flow; `left` per node is what stays behind (> 0) or is missing (< 0). Empty when feasible. */
export function faultsOfFlow(
  { supply, tail, head, capacity }: FlowNetwork,
  flow: ArrayLike<number>,
  left?: ArrayLike<number>,
): string[] {
  const faults: string[] = [];
  const net = supply.map(() => 0);
  tail.forEach((from, a) => {
    const units = flow[a]!;
    if (!Number.isSafeInteger(units) || units < 0 || units > capacity[a]!) faults.push(`arc ${a} carries ${units}`);
    net[from]! += units;
    net[head[a]!]! -= units;
  });
  supply.forEach((units, v) => {
    const rest = units - net[v]!;
    if (left !== undefined && rest !== left[v]) faults.push(`node ${v} has ${rest} left, not ${left[v]}`);
    if (units >= 0 ? rest < 0 || rest > units : rest > 0 || rest < units) faults.push(`node ${v} has ${rest} left`);
  });
  return faults;
}

export function costOfFlow({ cost }: FlowNetwork, flow: ArrayLike<number>): bigint {
  return cost.reduce((sum, c, a) => sum + BigInt(c) * BigInt(flow[a]!), 0n);
}
