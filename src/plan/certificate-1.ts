import type { Compiled } from '../compile/compiled.js';
import { finish } from '../kernel/work.js';
import { wholeComponents } from '../problem/choice-parts.js';
import { type CrossingProblem, clustersOf, rankIn } from '../problem/clusters.js';
import { digest } from '../problem/digest.js';
import { withoutPins } from '../problem/pins.js';
import type { ChoiceSearch, Level, Solution, SplitSearch } from '../problem/problem.js';
import { searchOf } from './choice.js';
import type { Certificate1 } from './plan.js';

/** The digest of version 1: of all columns at once, what is unlimited written as the demand of all. */
export function digest1Of({ problem, caps, now, costScale, lines, offers, slots }: Compiled, levels: readonly Level[]) {
  const total = problem.demand.reduce((sum, units) => sum + units, 0);
  const capacity = problem.capacity.map((units, c) => (caps[c]!.isUnlimited ? total : units));
  return digest({ ...problem, capacity }, [
    now ?? '',
    levels.join(),
    String(costScale),
    ...lines.flatMap(({ need, requirement }) => [need.id, requirement.id]),
    ...offers.flatMap(({ key, offer }) => [key, offer.id]),
    ...slots,
  ]);
}

/** What a certificate of version 1 says, which is in the numbers of the problem already but for ranks in searches. */
export function readCertificate1(
  { problem }: Compiled,
  { marks, position, keep, load, cost, teams, split }: Certificate1,
): Pick<Solution, 'prices' | 'chosen' | 'split'> {
  const candidate = new Int32Array(problem.demand.length).fill(-1);
  for (const [n, p] of teams?.candidate ?? []) candidate[n] = p;
  const { wholes } = problem;
  const parts = wholes ? finish(wholeComponents({ ...withoutPins(problem), wholes })) : [];
  const searches = teams?.searches.map((part, i) => {
    const ranks = new Set(Array.from(parts[i]?.lines ?? [], (n) => problem.rank[n]!));
    return part.map((search) =>
      ofOwnRanks(
        searchOf(search),
        [...ranks].sort((a, b) => a - b),
      ),
    );
  });
  const clusters = split && problem.crossing ? finish(clustersOf(withoutPins(problem) as CrossingProblem)) : [];
  const ofCluster = ({ cluster, tree }: SplitSearch): SplitSearch => ({
    cluster,
    tree: tree.map((branch) =>
      'ranks' in branch ? { ranks: branch.ranks.map((rank) => rankIn(clusters[cluster]?.ranks ?? [], rank)) } : branch,
    ),
  });
  return {
    prices: {
      marks,
      position: Int32Array.from(position),
      keep: Float64Array.from(keep),
      ...(load && { load: Float64Array.from(load) }),
      cost: Float64Array.from(cost),
    },
    ...(teams && searches && { chosen: { choice: { option: Int32Array.from(teams.option), candidate }, searches } }),
    ...(split && { split: { ...split, searches: split.searches.map(ofCluster) } }),
  };
}

/** Figures of all ranks as those of some: two a rank, and two that come last. */
function ofOwnRanks(search: ChoiceSearch, ranks: readonly number[]): ChoiceSearch {
  const most = (ranks.at(-1) ?? -1) + 1;
  const own = [...ranks.flatMap((r) => [2 * r, 2 * r + 1]), 2 * most, 2 * most + 1];
  const tree = search.tree.map((branch) =>
    'cap' in branch
      ? {
          ...branch,
          figure: Float64Array.from(
            own.filter((f) => f < search.figure),
            (f) => branch.figure[f] ?? 0,
          ),
        }
      : branch,
  );
  return { ...search, figure: own.indexOf(search.figure), tree };
}
