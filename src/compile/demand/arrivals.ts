import { sortedInSteps, type Work } from '../../kernel/work.js';
import { byCodeUnit } from '../../model/order.js';
import type { Compiled } from '../compiled.js';
import { instantOf } from '../supply/offers.js';

/** The lines as their needs came in: by `reportedAt`, unknown last, then by the ids of need and requirement. O(lines log lines). */
export function* arrivalsOf({ lines }: Compiled): Work<Int32Array> {
  const came = lines.map(({ need }) => instantOf(need.reportedAt) ?? Number.MAX_SAFE_INTEGER);
  const order = yield* sortedInSteps([...lines.keys()], (a, b) => {
    const [one, other] = [lines[a]!, lines[b]!];
    return (
      came[a]! - came[b]! ||
      byCodeUnit(one.need.id, other.need.id) ||
      byCodeUnit(one.requirement.id, other.requirement.id)
    );
  });
  return Int32Array.from(order);
}
