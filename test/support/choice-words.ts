/** Problems with wholes, choices and flows as text that a person can read when a test fails. */
import type { Choice, Problem } from '../../src/problem/problem.js';
import { wholesOf } from './choice-value.js';
import { range } from './problem-value.js';

/** Caps, loose lines, then wholes with their options and lines; bounds that cannot bind are left out. */
export function describeProblem(problem: Problem): string {
  const { demand, rank, group, candidateStart, cost, max, previous, promise, arcStart, head, capacity, parent } =
    problem;
  const wholes = wholesOf(problem);
  const candidate = (p: number, n: number) =>
    [
      `p${p}`,
      `cost ${cost[p]}`,
      ...(max[p]! < demand[n]! ? [`max ${max[p]}`] : []),
      ...(previous[p]! > 0 ? [`previous ${previous[p]}`] : []),
      ...(promise && promise[p] !== 1 ? [`promise ${promise[p]}`] : []),
      `→ ${range(arcStart[p]!, arcStart[p + 1]!)
        .map((a) => `c${head[a]}`)
        .join(' ')}`,
    ].join(' ');
  const line = (n: number, indent: string) => [
    `${indent}line ${n}: rank ${rank[n]} group ${group[n]} demand ${demand[n]}${wholes.single[n] ? ' single' : wholes.must[n] ? ' must' : ''} worth ${wholes.worth[n]}`,
    ...range(candidateStart[n]!, candidateStart[n + 1]!).map((p) => `${indent}  ${candidate(p, n)}`),
  ];
  return [
    ...Array.from(capacity, (units, c) => `cap c${c}: ${units}${parent[c]! < 0 ? '' : ` within c${parent[c]}`}`),
    ...Array.from(demand, (_, n) => n).flatMap((n) => (wholes.option[n]! < 0 ? line(n, '') : [])),
    ...Array.from(wholes.rank, (r, t) => [
      `whole ${t}: rank ${r} value ${wholes.value[t]}`,
      ...range(wholes.optionStart[t]!, wholes.optionStart[t + 1]!).flatMap((o) => [
        `  option ${o}`,
        ...Array.from(wholes.optionLines.subarray(wholes.lineStart[o], wholes.lineStart[o + 1])).flatMap((n) =>
          line(n, '    '),
        ),
      ]),
    ]).flat(),
  ].join('\n');
}

/** Options taken, and candidates chosen for single lines. */
export function describeChoice({ option, candidate }: Choice): string {
  const chosen = Array.from(candidate).flatMap((p, n) => (p < 0 ? [] : [`line ${n} by p${p}`]));
  return [`options ${option.join(' ')}`, ...chosen].join(', ');
}
