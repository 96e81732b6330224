/**
 * Plans of a province, or a nation: shard by shard, by threads here or by workers over an existing queue. In Node.
 *
 * @packageDocumentation
 */
export type { Engine, Flow, FlowWatch, Handle, Job, Mark, Step } from './engine.js';
export { folderParts, type Parts } from './parts.js';
export {
  type ClusterOptions,
  type ClusterProgress,
  type ClusterWorker,
  clusterPlan,
  defineCluster,
  openWorker,
  runCluster,
  verifyCluster,
} from './run.js';
export type { Setup, ShardRecords, Source } from './setup.js';
