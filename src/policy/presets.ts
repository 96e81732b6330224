import type { PolicyData } from './json.js';

/**
 * Policies as plain data, to use as they are or to start from: `definePolicy(presets.localFirst)`,
 * `definePolicy({ ...presets.fairByStreet, rules: { throttled: { limit: 3 } } })`.
 *
 * A fair-share class of little demand rounds: one unit of one is 0 % or 100 %. The smaller the class, the coarser its share.
 */
export const presets = {
  /** The default: 急难愁盼, then severity. When in doubt. */
  urgentFirst: {},
  /** Near before far: own station before district before city, short ways. Where people should be served by people they may meet again. */
  localFirst: { terms: { tierHop: 5, travel: 2 } },
  /** Known faces, fresh records, rarely the same people asked. Where the records are old, or volunteers are tired. */
  conservative: { rules: { throttled: { limit: 2 } }, terms: { staleness: 5, continuity: 3 } },
  /** People in destitution (特困人员) before all others, then as by default. Where relief money is short. */
  destituteFirst: { rank: ['destitute', 'urgency', 'severity'] },
  /** First come, first served within one urgency. Where severity is not assessed alike everywhere. */
  longestWaiting: { rank: ['urgency', 'reportedAt', 'severity'] },
  /** Urgency alone ranks, so that communities share within one urgency, however grave each need is called. Where fairness should be felt. */
  fairByUrgency: { rank: ['urgency'], fairBy: 'community' },
  /** Streets, not communities, get equal shares. Where communities are so small that their shares would round. */
  fairByStreet: { fairBy: 'street' },
  /** Groups of people get equal shares, wherever they live. Where programmes are judged by whom they reach. */
  fairByTargetGroup: { fairBy: 'targetGroup' },
  /** Every need gets an equal share of what it asks for. Where something for everyone is better than all for some. */
  fairByNeed: { fairBy: 'need' },
} as const satisfies Readonly<Record<string, PolicyData>>;
