import type { Compiled } from '../compile/compiled.js';
import type { Level } from '../compile/problem.js';
import { finish, type Work } from '../kernel/work.js';
import { providerKey } from '../model/graph.js';
import { digestSteps } from '../proof/digest.js';

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
  for (const { need, requirement } of lines) {
    yield need.id;
    yield requirement.id;
  }
  for (const { provider, offer } of offers) {
    yield providerKey(provider);
    yield offer.id;
  }
  yield* slots;
}
