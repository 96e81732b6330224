import type { Compiled } from '../compile/compiled.js';
import { finish, type Work } from '../kernel/work.js';
import { digestSteps } from '../problem/digest.js';
import type { Level } from '../problem/problem.js';

/** Fingerprint of what a plan answers: the problem, whom and what its columns stand for, the instant and the levels. */
export function digestOf(compiled: Compiled, levels: readonly Level[]): string {
  return finish(digestOfSteps(compiled, levels));
}

/** As {@link digestOf}, in steps; it does not stop before its end. */
export function digestOfSteps(compiled: Compiled, levels: readonly Level[]): Work<string> {
  return digestSteps(compiled.problem, wordsOf(compiled, levels));
}

function* wordsOf({ now, costScale, lines, offers, slots }: Compiled, levels: readonly Level[]): Generator<string> {
  yield now ?? '';
  yield levels.join();
  yield String(costScale);
  for (const { need, requirement } of lines) yield* [need.id, requirement.id];
  for (const { key, offer } of offers) yield* [key, offer.id];
  yield* slots;
}
