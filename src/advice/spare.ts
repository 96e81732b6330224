import intersection from 'lodash-es/intersection.js';
import type { OfferRef } from '../compile/compiled.js';
import { range } from '../problem/columns.js';
import type { View } from '../why/view.js';

/** Units that a plan leaves, and a line could have. */
export interface Spare {
  /** Number of the line. */
  readonly line: number;
  readonly candidate: number;
  readonly arc: number;
  readonly offer: OfferRef;
  readonly units: number;
}

export type Spares = ReturnType<typeof sparesOf>;

/** What a plan leaves, as far as nobody holds it yet. O(caps). */
export function sparesOf({ compiled, usage }: View) {
  const { problem, lines, offers, candidates, arcSlot, slots } = compiled;
  const { candidateStart, arcStart, head, max, capacity, parent } = problem;
  const held = usage.cap.slice();

  function roomAt(arc: number): number {
    let room = Number.POSITIVE_INFINITY;
    for (let c = head[arc]!; c >= 0; c = parent[c]!) room = Math.min(room, capacity[c]! - held[c]!);
    return room;
  }

  /** When units of the arc may come: the slot or, where capacity does not count by it, any that both sides have; absent: at any time. */
  function timesOf(p: number, arc: number): readonly string[] | undefined {
    const slot = slots[arcSlot[arc]!];
    if (slot !== undefined) return [slot];
    const { windows: asked } = lines[usage.lineOf[p]!]!.requirement;
    const { windows: offered } = offers[candidates.offer[p]!]!.offer;
    return asked && offered ? intersection(asked, offered) : (asked ?? offered);
  }

  function take({ arc }: Spare, units: number): void {
    for (let c = head[arc]!; c >= 0; c = parent[c]!) held[c]! += units;
  }

  return {
    /**
     * Of each candidate of a line the arc with most to spare, at times at which the plan may serve the line; at most what it gives the line.
     * O(candidates of the line × (depth of the caps + windows)).
     */
    of(line: number): Spare[] {
      const { single } = lines[line]!.requirement;
      const given = usage.line[line]!;
      const [from, to] = [candidateStart[line]!, candidateStart[line + 1]!];
      const arcsOf = (p: number) => range(arcStart[p]!, arcStart[p + 1]!);
      const usedOf = (p: number) => arcsOf(p).filter((a) => usage.arc[a]! > 0);
      const planned = range(from, to).flatMap((p) => usedOf(p).map((a) => timesOf(p, a)));
      const times = planned.includes(undefined) ? undefined : new Set(planned.flat());
      const isInTime = (p: number, a: number) =>
        times === undefined || (timesOf(p, a)?.some((slot) => times.has(slot)) ?? true);
      return range(from, to).flatMap((candidate): Spare[] => {
        const most = Math.min(max[candidate]! - usage.candidate[candidate]!, given);
        let [arc, units] = [-1, 0];
        for (const a of arcsOf(candidate)) {
          const room = isInTime(candidate, a) ? Math.min(most, roomAt(a)) : 0;
          if (room > units) [arc, units] = [a, room];
        }
        // One provider alone serves a single line.
        if (arc < 0 || (single && units < given)) return [];
        return [{ line, candidate, arc, offer: offers[candidates.offer[candidate]!]!, units }];
      });
    },
    hold: (spare: Spare) => take(spare, spare.units),
    release: (spare: Spare) => take(spare, -spare.units),
  };
}
