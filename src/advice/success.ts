import sumBy from 'lodash-es/sumBy.js';
import { groupsBy } from '../kernel/maps.js';

/** What a provider gives to lines of one linkage; it shows up for all of them, or for none. */
export interface Turnout {
  /** Probability that it shows up. */
  readonly shows: number;
  /** Units by line. */
  readonly gives: readonly { readonly line: number; readonly units: number }[];
}

/** More missing units than this of one line are counted in as many steps, rounded up: then a probability is never overstated. */
const STEPS = 10_000;

/**
 * The probability that every line gets what it needs, where each provider shows up or not, independently of the others.
 *
 * Every provider that stays away takes its units from what the lines can spare, so that only the sums of what is missing matter: the distribution
 * of Poisson's binomial, with units for weights, and a vector of sums where providers are shared by lines. Lines that share none are
 * independent, and multiply. Exact while a line can spare at most 10,000 units. The sums are taken in the given order, so that the
 * same linkage gives the same double on every machine.
 *
 * O(providers × sums that differ), at most what lines can spare; exponential in the lines that share providers.
 * Source: Wang, "On the number of successes in independent trials", Statistica Sinica 3 (1993).
 *
 * @param needed units per line
 */
export function successOf(needed: readonly number[], turnouts: readonly Turnout[]): number {
  let all = 1;
  for (const { lines, members } of partsOf(needed.length, turnouts)) {
    const gives = members.flatMap((one) => one.gives);
    const given = (line: number) => sumBy(gives, (one) => (one.line === line ? one.units : 0));
    const spare = lines.map((line) => given(line) - needed[line]!);
    all *= successOfPart(members, lines, spare);
  }
  return all;
}

/** @param spare units that each line can do without */
function successOfPart(turnouts: readonly Turnout[], lines: readonly number[], spare: readonly number[]): number {
  if (spare.some((units) => units < 0)) return 0;
  const step = spare.map((units) => Math.max(1, Math.ceil(units / STEPS)));
  const place = new Map(lines.map((line, i) => [line, i]));
  /** Probability by what is left to spare. */
  let states = new Map([[spare.map((units, i) => Math.floor(units / step[i]!)).join(' '), 1]]);
  for (const { shows, gives } of turnouts) {
    const next = new Map<string, number>();
    const add = (state: string, chance: number) => {
      if (chance > 0) next.set(state, (next.get(state) ?? 0) + chance);
    };
    for (const [state, chance] of states) {
      add(state, chance * shows);
      const left = state.split(' ').map(Number);
      for (const { line, units } of gives) {
        const i = place.get(line)!;
        left[i]! -= Math.ceil(units / step[i]!);
      }
      if (left.every((units) => units >= 0)) add(left.join(' '), chance * (1 - shows));
    }
    states = next;
  }
  return sumBy([...states.values()]);
}

/** Lines that share providers, directly or by others, with those who give to them. */
function partsOf(lines: number, turnouts: readonly Turnout[]): { lines: number[]; members: Turnout[] }[] {
  const label = Array.from({ length: lines }, (_, line) => line);
  const rootOf = (line: number): number => {
    let root = line;
    while (label[root] !== root) root = label[root]!;
    return root;
  };
  for (const { gives } of turnouts) {
    for (const { line } of gives) {
      const [a, b] = [rootOf(gives[0]!.line), rootOf(line)];
      label[Math.max(a, b)] = Math.min(a, b);
    }
  }
  const parts = groupsBy(label.keys(), (line) => [rootOf(line)]);
  const members = groupsBy(turnouts, ({ gives }) => (gives.length === 0 ? [] : [rootOf(gives[0]!.line)]));
  return [...parts].map(([root, own]) => ({ lines: own, members: members.get(root) ?? [] }));
}
