import type { OfferRef } from '../compile/compiled.js';
import type { View } from './view.js';

/** Units that a plan leaves, and a line could have. */
export interface Spare {
  /** Number of the line. */
  readonly line: number;
  readonly candidate: number;
  readonly arc: number;
  readonly offer: OfferRef;
  readonly units: number;
}

/** What a plan leaves, as far as nobody holds it yet. */
export interface Spares {
  /** Of each candidate of a line the arc with most to spare, in slots that the plan uses for the line; at most what it gives the line. O(candidates of the line × depth of the caps). */
  of(line: number): Spare[];
  hold(spare: Spare): void;
  release(spare: Spare): void;
}

/** O(caps). */
export function sparesOf({ compiled, usage }: View): Spares {
  const { problem, lines, offers, candidates, arcSlot } = compiled;
  const { candidateStart, arcStart, head, max, capacity, parent } = problem;
  const held = usage.cap.slice();

  function roomAt(arc: number): number {
    let room = Number.POSITIVE_INFINITY;
    for (let c = head[arc]!; c >= 0; c = parent[c]!) room = Math.min(room, capacity[c]! - held[c]!);
    return room;
  }

  function take({ arc }: Spare, units: number): void {
    for (let c = head[arc]!; c >= 0; c = parent[c]!) held[c]! += units;
  }

  return {
    of(line) {
      const { single } = lines[line]!.requirement;
      const given = usage.line[line]!;
      const [from, to] = [candidateStart[line]!, candidateStart[line + 1]!];
      const inUse = new Set<number | undefined>();
      for (let a = arcStart[from]!; a < arcStart[to]!; a++) if (usage.arc[a]! > 0) inUse.add(arcSlot[a]);
      const spares: Spare[] = [];
      for (let p = from; p < to; p++) {
        const most = Math.min(max[p]! - usage.candidate[p]!, given);
        let [arc, units] = [-1, 0];
        for (let a = arcStart[p]!; a < arcStart[p + 1]!; a++) {
          const room = inUse.has(arcSlot[a]) ? Math.min(most, roomAt(a)) : 0;
          if (room > units) [arc, units] = [a, room];
        }
        // One provider alone serves a single line.
        if (arc < 0 || (single && units < given)) continue;
        spares.push({ line, candidate: p, arc, offer: offers[candidates.offer[p]!]!, units });
      }
      return spares;
    },
    hold: (spare) => take(spare, spare.units),
    release: (spare) => take(spare, -spare.units),
  };
}
