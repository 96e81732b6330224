import type { Need } from '../model/records.js';
import { lackingOf, standingIn } from '../plan/choice.js';
import type { ExplainedPattern, ExplainedWhole, WholeOutcome } from './explanation.js';
import { linesIn, numbersIn } from './lookups.js';
import { perView } from './per-view.js';
import type { View } from './view.js';

/** How a need that is met whole or not at all came out, and how far off each pattern is. O(its candidates · depth of the caps), after O(candidates) once. */
export function explainWhole(view: View, need: Need, reported: string | undefined): ExplainedWhole {
  const { compiled, plan } = view;
  const numbers = numbersIn(view);
  const own = (linesIn(view).get(need.id) ?? []).flatMap((line) => numbers.get(line) ?? []);
  const isMet = own.some((n) => view.taken?.[n] === 1);
  // Of one that is met all that the plan gives others stands.
  const { cap } = isMet || own.length === 0 ? view.usage : standingBefore(view)(own[0]!);
  const usage = { ...emptyHanded(view), cap };
  moveLines(view, cap, own, -1);
  const ways = (need.patterns ?? [undefined]).map((pattern): ExplainedPattern => {
    const asked = need.requirements.filter((one) => one.pattern === pattern && one.beyond === undefined);
    const ids = new Set(asked.map(({ id }) => id));
    const asking = own.filter((n) => ids.has(compiled.lines[n]!.requirement.id));
    return {
      ...(pattern !== undefined && { pattern }),
      requirements: asked.length,
      lacking: asking.filter((n) => lackingOf(compiled.problem, usage, n) > 0).length,
      unknown: asked.filter(({ quantity }) => quantity === 'unknown').length,
    };
  });
  moveLines(view, cap, own, 1);
  const way = ways.find(({ pattern }) => pattern === reported)!;
  return { ...way, outcome: outcomeOf(), others: ways.filter((one) => one !== way) };

  function outcomeOf(): WholeOutcome {
    if (isMet) return 'met';
    if (way.unknown > 0) return 'unknownQuantity';
    if (way.lacking > 0) return 'lacking';
    const rank = compiled.ranks[compiled.problem.rank[own[0]!]!]!;
    const figures = plan.teams?.byRank.find((one) => one.rank.join() === rank.join());
    // Where no more of the rank can be met, all that it asks cannot be free at once.
    return need.beneficiaries > 0 && figures?.value === figures?.bound && figures ? 'together' : 'unsettled';
  }
}

/** As if no line had anything: for lines whose own share is taken off the caps. */
const emptyHanded = perView(({ usage }) => ({
  ...usage,
  candidate: new Float64Array(usage.candidate.length),
  line: new Float64Array(usage.line.length),
}));

const standingBefore = perView(({ compiled, usage, plan }) =>
  standingIn(compiled.problem, usage, plan.provedLevels.includes('rank')),
);

/** Takes what the plan gives some lines off the caps, or puts it back. */
function moveLines(
  { compiled: { problem }, usage }: View,
  cap: Float64Array,
  lines: readonly number[],
  sign: 1 | -1,
): void {
  const { candidateStart, arcStart, head, parent } = problem;
  for (const n of lines) {
    const end = arcStart[candidateStart[n + 1]!]!;
    for (let a = arcStart[candidateStart[n]!]!; a < end; a++) {
      if (usage.arc[a] === 0) continue;
      for (let c = head[a]!; c >= 0; c = parent[c]!) cap[c]! += sign * usage.arc[a]!;
    }
  }
}
