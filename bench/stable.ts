/** Stable matching: 10,000 a side with lists of 100, read, matched and checked; verified apart. */
import { matchStable, type StableInput, verifyStable } from '../src/index.js';
import { dice } from '../test/support/dice.js';
import { count, table, time } from './table.js';

export function printStable(full: boolean): void {
  const rows = (full ? [1000, 10_000, 20_000] : [1000, 10_000]).map((members) => {
    const input = market(members, 100);
    const begin = performance.now();
    const result = matchStable(input);
    const end = performance.now();
    const { ok } = verifyStable(input, result);
    if (!ok) process.exitCode = 1;
    const taken = [end - begin, performance.now() - end].map((ms) => time(ms / 1000));
    return [count(members), count(100 * members), count(result.matches.length), ...taken, ok ? 'yes' : 'NO'];
  });
  console.log('\nStable matching, lists of 100, every partner listed back, one process:\n');
  console.log(table(['a side', 'pairs', 'matches', 'match', 'verify', 'accepted'], rows));
}

/** Proposers list others at random, who all list them back in random order. */
function market(members: number, length: number): StableInput {
  const next = dice(7);
  const ids = Array.from({ length: members }, (_, i) => String(i));
  const back = ids.map((): string[] => []);
  const proposers = ids.map((id) => {
    const prefs = new Set<string>();
    while (prefs.size < length) {
      const r = next(members);
      if (prefs.has(ids[r]!)) continue;
      prefs.add(ids[r]!);
      back[r]!.splice(next(back[r]!.length + 1), 0, id);
    }
    return { id, prefs: [...prefs] };
  });
  return { proposers, receivers: ids.map((id, r) => ({ id, prefs: back[r]! })) };
}
