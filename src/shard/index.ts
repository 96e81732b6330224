export { frameOf, type Joining, joinFrames, scope } from './frame.js';
export { manifestOf, mergeParts, partText, sourceOf } from './merge.js';
export type {
  Frame,
  Manifest,
  Open,
  Part,
  PartHead,
  PartLeaf,
  PartSource,
  Rows,
  Settled,
  Shard,
  ShardOptions,
  VerifiedPart,
} from './part.js';
export { planJoint, planShard } from './settle.js';
export { verifyManifest, verifyPart } from './verify-part.js';
