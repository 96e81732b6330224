import { finish } from '../kernel/work.js';
import { checkSteps } from '../match/pipe.js';
import type { Network } from '../model/graph.js';
import { decode } from '../plan/decode.js';
import { encode } from '../plan/encode.js';
import { compiledFor } from '../plan/made.js';
import type { Plan } from '../plan/plan.js';
import type { Given } from '../plan/plan-diff.js';
import { solve } from '../solve/solve.js';
import type { LiveOptions } from './engine.js';
import type { World } from './world.js';

/**
 * The whole plan that gives what is said. Its proof comes from matching from scratch: prices that prove one best plan prove every other (complementary
 * slackness holds between any two optima), so it does not depend on how the plan was come by. O(matching).
 *
 * @throws LinkageError `SELF_CHECK_FAILED` if it is not as good
 */
export function provenPlan(
  network: Network,
  options: LiveOptions,
  { instant, levels }: World,
  given: Iterable<Given>,
): Plan {
  const compiled = compiledFor(network, options, instant);
  const linkages = Array.from(given, (one) => ({ need: one.need, allocations: [one] }));
  const solution = { ...solve(compiled.problem, levels), flow: encode(compiled, { linkages }).flow };
  finish(checkSteps(compiled, solution, { levels }));
  return decode(compiled, solution, levels);
}
