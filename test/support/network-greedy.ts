/** First come, first served by its definition, unit by unit, on the oracle's own reading of the records. Shares nothing with `src/`. */
import type { NetworkModel } from './network-oracle.js';
import type { ReadLine } from './network-read.js';
import type { SocietyName } from './network-types.js';
import { capsAbove } from './problem-value.js';

const SOCIETIES: readonly SocietyName[] = ['community', 'socialWorker', 'organisation', 'volunteer', 'resource'];

/** Units per arc of the model. */
export function greedyFlow({ problem, lines, candidates, arcs }: NetworkModel): number[] {
  const flow = arcs.map(() => 0);
  const room = Array.from(problem.capacity);
  const bound = Array.from(problem.max);
  const order = lines
    .map((line, n) => ({ line, n, at: Date.parse(line.need.reportedAt ?? '9999-01-01T00:00:00Z') }))
    .sort((a, b) => compare([a.at, a.line.need.id, a.line.id], [b.at, b.line.need.id, b.line.id]));
  for (const { line, n } of order) {
    const own = arcs
      .map(({ candidate, slot }, arc) => ({ arc, candidate, slot }))
      .filter(({ candidate }) => isOf(candidates[candidate]!.line, line))
      .map((one) => ({ ...one, offer: candidates[one.candidate]!.offer }))
      .sort((a, b) =>
        compare(
          [problem.cost[a.candidate]!, SOCIETIES.indexOf(a.offer.society), a.offer.provider, a.offer.id, a.slot ?? ''],
          [problem.cost[b.candidate]!, SOCIETIES.indexOf(b.offer.society), b.offer.provider, b.offer.id, b.slot ?? ''],
        ),
      );
    for (let asked = problem.demand[n]!; asked > 0; asked--) {
      const next = own.find(
        ({ arc, candidate }) =>
          bound[candidate]! > 0 && capsAbove(problem, problem.head[arc]!).every((cap) => room[cap]! > 0),
      );
      if (next === undefined) break;
      flow[next.arc]!++;
      bound[next.candidate]!--;
      for (const cap of capsAbove(problem, problem.head[next.arc]!)) room[cap]!--;
    }
  }
  return flow;
}

function isOf(one: ReadLine, other: ReadLine): boolean {
  return one.need.id === other.need.id && one.id === other.id;
}

function compare(a: readonly (number | string)[], b: readonly (number | string)[]): number {
  for (const [i, one] of a.entries()) {
    if (one < b[i]!) return -1;
    if (one > b[i]!) return 1;
  }
  return 0;
}
