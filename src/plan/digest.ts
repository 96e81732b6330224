import type { Compiled } from '../compile/compiled.js';
import type { Level } from '../compile/problem.js';
import { providerKey } from '../model/graph.js';
import { digest } from '../proof/digest.js';

/** Fingerprint of what a plan answers: the problem, whom and what its columns stand for, the instant and the levels. */
export function digestOf(compiled: Compiled, levels: readonly Level[]): string {
  return digest(compiled.problem, wordsOf(compiled, levels));
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
