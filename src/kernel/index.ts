/**
 * The numeric core on typed arrays, without the domain: an exact lexicographic network simplex, in which classes of units may be served leximin-fair.
 *
 * @packageDocumentation
 */
export { compareProducts, exactDot } from './exact.js';
export { type Graph, startsOf, UNBOUNDED } from './flow-graph.js';
export { minCostFlow } from './min-cost-flow.js';
export { type ClassNodes, type FlowOptimum, networkSimplex, networkSimplexSteps } from './network-simplex.js';
export { type ClassColumns, compareOrdinals, type Ordinal, openUnitsUpTo, ordinalOf } from './ordinal.js';
export type { Sources } from './source-tree.js';
export { finish, type Stoppable, type Work } from './work.js';
