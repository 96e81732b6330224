import type { LineRef, SkippedLine } from '../compile/compiled.js';
import { groupsBy } from '../kernel/maps.js';
import { reportedSkipped } from '../plan/choice.js';
import { perView } from './per-view.js';

/** Numbers of the compiled lines. */
export const numbersIn = perView(
  ({ compiled }) => new Map<LineRef, number>(compiled.lines.map((line, n) => [line, n])),
);

/** Lines by need, those of unknown quantity last. */
export const linesIn = perView(({ compiled: { lines, skipped } }) => byNeed([...lines, ...skipped]));

/** As {@link linesIn}, of the lines that the plan reports. */
export const reportedLinesIn = perView(({ compiled, reported }) =>
  byNeed([...compiled.lines.filter((_, n) => reported?.[n] !== 0), ...reportedSkipped(compiled)]),
);

export const linkagesIn = perView(({ plan }) => new Map(plan.linkages.map((linkage) => [linkage.need, linkage])));

export const unmetIn = perView(({ plan }) => groupsBy(plan.unmet, ({ need }) => [need]));

/** Numbers of the offers, by provider. */
export const offersIn = perView(({ compiled: { offers } }) => groupsBy(offers.keys(), (o) => [offers[o]!.key]));

function byNeed(lines: readonly (LineRef | SkippedLine)[]) {
  return groupsBy(lines, ({ need }) => [need.id]);
}
