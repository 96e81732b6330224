import type { Need } from '../model/records.js';
import { lackingOf } from '../plan/choice.js';
import type { Usage } from '../plan/usage.js';
import type { ExplainedPattern, ExplainedWhole, WholeOutcome } from './explanation.js';
import type { View } from './view.js';

/** How a need that is met whole or not at all came out, and how far off each pattern is. O(network + its candidates). */
export function explainWhole(view: View, need: Need, reported: string | undefined): ExplainedWhole {
  const { compiled, plan } = view;
  const own = compiled.lines.flatMap((line, n) => (line.need.id === need.id ? [n] : []));
  const usage = without(view, own);
  const ways = (need.patterns ?? [undefined]).map((pattern): ExplainedPattern => {
    const asked = need.requirements.filter((one) => one.pattern === pattern && one.beyond === undefined);
    const ids = new Set(asked.map(({ id }) => id));
    const numbers = own.filter((n) => ids.has(compiled.lines[n]!.requirement.id));
    return {
      ...(pattern !== undefined && { pattern }),
      requirements: asked.length,
      lacking: numbers.filter((n) => lackingOf(compiled.problem, usage, n) > 0).length,
      unknown: asked.filter(({ quantity }) => quantity === 'unknown').length,
    };
  });
  const way = ways.find(({ pattern }) => pattern === reported)!;
  return { ...way, outcome: outcomeOf(), others: ways.filter((one) => one !== way) };

  function outcomeOf(): WholeOutcome {
    if (own.some((n) => view.taken?.[n] === 1)) return 'met';
    if (way.unknown > 0) return 'unknownQuantity';
    if (way.lacking > 0) return 'lacking';
    const rank = compiled.ranks[compiled.problem.rank[own[0]!]!]!;
    const figures = plan.teams?.byRank.find((one) => one.rank.join() === rank.join());
    // Where no more of the rank can be met, all that it asks cannot be free at once.
    return need.beneficiaries > 0 && figures?.value === figures?.bound && figures ? 'together' : 'unsettled';
  }
}

/** What the plan uses but for some lines. O(arcs in use · depth of the caps). */
function without({ compiled: { problem }, usage }: View, lines: readonly number[]): Usage {
  const gone = new Set(lines);
  const rest = { ...usage, cap: usage.cap.slice(), candidate: usage.candidate.slice(), line: usage.line.slice() };
  for (const a of usage.used) {
    const p = usage.candidateOf[a]!;
    if (!gone.has(usage.lineOf[p]!)) continue;
    rest.candidate[p] = 0;
    rest.line[usage.lineOf[p]!] = 0;
    for (let c = problem.head[a]!; c >= 0; c = problem.parent[c]!) rest.cap[c]! -= usage.arc[a]!;
  }
  return rest;
}
