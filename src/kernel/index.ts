/**
 * The numeric core on typed arrays, without the domain: an exact lexicographic network simplex and leximin-fair maximum
 * flow.
 *
 * @packageDocumentation
 */
export { compareProducts, exactDot } from './exact.js';
export type { Graph } from './graph.js';
export { leximin, type Shares } from './leximin.js';
export { minCostFlow } from './min-cost-flow.js';
export { networkSimplex } from './network-simplex.js';
export { compareOrdinals, nthOrdinal, type Ordinal, unitsUpTo } from './ordinal.js';
