/**
 * Plans of a province, or a nation: shard by shard, by threads here or by workers over an existing queue. In Node.
 *
 * @packageDocumentation
 */
export type { ClusterEngine, ClusterJob, Flow, FlowWatch, Handle, RunMark, RunStep } from './job-engine.js';
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
export type { ClusterSource, Setup, ShardRecords } from './setup.js';
