export { frameOf, type Joining, joinFrames, scope } from './frame.js';
export { manifestOf, mergeParts, partText, sourceOf } from './merge.js';
export { planJoint, planShard } from './settle.js';
export type {
  Frame,
  Manifest,
  Open,
  OpenCap,
  OpenColumns,
  OpenIds,
  OpenLine,
  OpenOffer,
  Part,
  PartHead,
  PartLeaf,
  PartRows,
  PartSource,
  RankedDoubt,
  RankedPromise,
  SettledShard,
  Shard,
  ShardOptions,
  SharedKind,
  VerifiedPart,
} from './shard-part.js';
export { verifyManifest, verifyPart } from './verify-part.js';
