import { where } from '../matters.js';
import type { Term } from '../pair.js';

/** Up to 1500 for one of several spaced visits, by the share of them that the offer could not make: who can come every time comes first. Source: [ours]. */
export const sameFace: Term = where(
  { line: ({ requirement }) => requirement.visitOf !== undefined },
  ({ need, requirement: { visitOf }, offer: { windows, quantity } }) => {
    const visits = visitOf === undefined ? [] : need.requirements.filter((line) => line.visitOf === visitOf);
    if (visits.length === 0) return 0;
    const asked = visits.reduce((sum, line) => sum + Number(line.quantity), 0);
    const free = visits.filter((line) => !windows || line.windows!.some((slot) => windows.includes(slot))).length;
    const share = quantity === 'unlimited' ? 1 : Math.min(1, quantity / asked);
    return Math.round(1500 * (1 - Math.min(share, free / visits.length)));
  },
);
