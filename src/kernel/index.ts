/**
 * flow.
 *
 * @packageDocumentation
 */
export { compareProducts, exactDot } from './exact.js';
export { type Graph, startsOf, UNBOUNDED } from './flow-graph.js';
export { minCostFlow } from './min-cost-flow.js';
export { networkSimplex, networkSimplexSteps } from './network-simplex.js';
export { type ClassColumns, compareOrdinals, type Ordinal, openUnitsUpTo, ordinalOf } from './ordinal.js';
export { finish, type Stoppable, type Work } from './work.js';
