import type { Compiled } from '../compile/compiled.js';
import { finish } from '../kernel/work.js';
import { checkSteps } from '../match/pipe.js';
import { type Network, providerKey } from '../model/graph.js';
import { decode } from '../plan/decode.js';
import { encode } from '../plan/encode.js';
import { compiledFor } from '../plan/made.js';
import type { Plan } from '../plan/plan.js';
import type { LiveOptions } from './engine.js';
import type { sourcesOf } from './sources.js';
import type { World } from './world.js';

/**
 * The whole plan that a settled flow stands for, proved by the flow's own prices. The problem is compiled anew, so that nothing of the proof rests on what the
 * flow was told. O(candidates).
 *
 * @throws LinkageError `SELF_CHECK_FAILED` where the prices do not prove it
 */
export function provenPlan(
  network: Network,
  options: LiveOptions,
  { instant, levels, flow, ledger }: World,
  sources: ReturnType<typeof sourcesOf>,
): Plan {
  const compiled = compiledFor(network, options, instant);
  const linkages = Array.from(ledger.given().values(), (one) => ({ need: one.need, allocations: [one] }));
  const prices = flow.prices(capsOf(compiled, sources));
  const solution = { flow: encode(compiled, { linkages }).flow, prices, proved: levels };
  finish(checkSteps(compiled, solution, { levels }));
  return decode(compiled, solution, levels);
}

/**
 * Handles of a problem's caps. Those of a provider, and those of an offer for one need, stand in the same order here and there. The cap of a need that has one
 * requirement for the offer is left out, since the candidate's bound says it all, and a flow that came to it step by step has none: it takes the price of
 * the cap above.
 */
function capsOf({ caps, problem: { head, parent } }: Compiled, { byKey }: ReturnType<typeof sourcesOf>): number[] {
  const arcs = new Int32Array(caps.length);
  for (const c of head) arcs[c]!++;
  const turn = new Map<readonly number[], number>();
  const handles: number[] = [];
  caps.forEach(({ provider, offer, need }, c) => {
    const { caps: all, places } = byKey.get(providerKey(provider))!;
    const ofNeed = (id: string) => places.find((one) => one.supply.offer.id === offer!.id)!.needCaps.get(id)!;
    if (need !== undefined && arcs[c]! < 2) {
      handles.push(handles[parent[c]!]!);
      return;
    }
    const own = need === undefined ? all : ofNeed(need);
    const i = turn.get(own) ?? 0;
    turn.set(own, i + 1);
    handles.push(own[i]!);
  });
  return handles;
}
