import type { Load } from '../../problem/problem.js';
import type { CapRef } from '../compiled.js';
import type { Forest } from './caps.js';

/** In how many steps the load of people is told apart: quarters of what each can give, and case by case. */
const QUARTERS = 4;

/**
 * Whose use is load: root caps of social workers and volunteers, of all that they can give; open cases are load they have already. What is unlimited is
 * never full. O(caps).
 */
export function loadOf({ caps, capacity, parent }: Pick<Forest, 'caps' | 'capacity' | 'parent'>, exact = false): Load {
  const load = {
    full: new Float64Array(caps.length),
    given: new Float64Array(caps.length),
    fine: Float64Array.from(caps, ({ unit }) => Number(unit === 'case')),
    steps: exact ? 0 : QUARTERS,
  };
  caps.forEach((cap, c) => {
    if (parent[c]! >= 0 || !isLimit(cap)) return;
    const { provider, unit, offer, isRequests } = cap;
    const caseload =
      provider.society === 'socialWorker' && unit === 'case' && !offer && !isRequests ? provider.caseload : undefined;
    load.given[c] = caseload?.open ?? 0;
    load.full[c] = Math.max(load.given[c]! + capacity[c]!, caseload?.max ?? 0);
  });
  return load;
}

function isLimit({ provider: { society }, need, isUnlimited }: CapRef): boolean {
  return (society === 'socialWorker' || society === 'volunteer') && need === undefined && !isUnlimited;
}
