/**
 * The numeric core on typed arrays, without the domain: an exact lexicographic network simplex and leximin-fair maximum
 * flow.
 *
 * @packageDocumentation
 */
export { compareProducts, exactDot } from './exact.js';
export { type Graph, startsOf, UNBOUNDED } from './flow-graph.js';
export { leximin, leximinSteps, type Shares } from './leximin.js';
export { minCostFlow } from './min-cost-flow.js';
export { networkSimplex, networkSimplexSteps } from './network-simplex.js';
export { type ClassColumns, compareOrdinals, nthOrdinal, type Ordinal, openUnitsUpTo, ordinalOf } from './ordinal.js';
export { finish, type Stoppable, type Work } from './work.js';
