import type { Compiled } from '../compile/compiled.js';
import { compareMarks, distinctMarks, indexOfMark, type Mark } from '../kernel/ordinal.js';
import { finish, type Work } from '../kernel/work.js';
import { noChoice, wholeComponents } from '../problem/choice-parts.js';
import { type CrossingProblem, clustersOf } from '../problem/clusters.js';
import { type Component, liveCaps } from '../problem/components.js';
import { islandsOf } from '../problem/islands.js';
import { CAPACITY_THAT_DOES_NOT_EXIST, openPrices } from '../problem/open-prices.js';
import { withoutPins } from '../problem/pins.js';
import type { Chosen, Level, Prices, Solution, Split } from '../problem/problem.js';
import { digest1Of, readCertificate1 } from './certificate-1.js';
import { proofOfChoice, searchOf, takeChoice } from './choice.js';
import { capsBy, type Leaf, leafWriter, rootOfLeaves, rootsOf, type Stem } from './leaves.js';
import type { Certificate, IslandProof, Plan } from './plan.js';

/** An island as it stands in a plan. */
export interface ProvedIsland {
  readonly lines: Int32Array;
  readonly leaf: Leaf;
  /** Nothing where nothing can flow. */
  readonly proof: IslandProof | undefined;
}

/** What is proved, by what hangs together, and how capacities are split as far as candidates lead to them. Near-linear. */
export function* provedIslands(
  compiled: Compiled,
  solution: Omit<Solution, 'proved'>,
  levels: readonly Level[],
  leaves?: readonly Uint8Array[],
): Work<{ islands: ProvedIsland[]; split: Split | undefined }> {
  const islands = yield* islandsOf(compiled.problem, levels.includes('fair'));
  const writer = leafWriter(compiled, levels);
  const proofOf = yield* proofWriter(compiled, islands, solution);
  const all: ProvedIsland[] = [];
  const isTold = new Uint8Array(compiled.caps.length);
  for (const [i, island] of islands.entries()) {
    const caps = island.caps.length > 0 ? writer.capsOf(island) : [];
    for (const c of caps) isTold[c] = 1;
    const proof = caps.length > 0 ? proofOf(i, caps) : undefined;
    const problem = leaves?.[i] ?? writer.problem(island, caps);
    const leaf = { problem, all: writer.all(problem, island, solution.flow, proof) };
    all.push({ lines: island.lines, leaf, proof });
    yield island.lines.length;
  }
  const { split } = solution;
  return { islands: all, split: split && { ...split, caps: split.caps.filter(([c]) => isTold[c] === 1) } };
}

export function* certificateOf(
  compiled: Compiled,
  islands: readonly ProvedIsland[],
  levels: readonly Level[],
): Work<Certificate> {
  const roots = yield* rootsOf(
    islands.map(({ leaf }) => leaf),
    stemOf(compiled, levels),
  );
  return { ...roots, parts: islands.flatMap(({ proof }) => proof ?? []) };
}

/** What all islands are. O(size). */
function* problemLeaves(compiled: Compiled, levels: readonly Level[]): Work<Uint8Array[]> {
  const writer = leafWriter(compiled, levels);
  const leaves: Uint8Array[] = [];
  for (const island of yield* islandsOf(compiled.problem, levels.includes('fair'))) {
    leaves.push(writer.problem(island));
    yield island.lines.length;
  }
  return leaves;
}

export const stemOf = ({ now, problem, offered }: Compiled, levels: readonly Level[]): Stem => ({
  now,
  levels,
  steps: problem.load?.steps ?? 0,
  offered,
});

/** The rank tuple of a mark's dense rank, and back; −1 for none. Lines that must be served come before all others, and so does capacity that does not exist. */
function ranksBy({ ranks, problem }: Compiled) {
  const shift = problem.wholes ? 1 : 0;
  const numbers = new Map(ranks.map((rank, r) => [rank.join(), r + shift]));
  return {
    tuple: (mark: Mark): number[] =>
      mark.rank < shift || compareMarks(mark, CAPACITY_THAT_DOES_NOT_EXIST) === 0 ? [] : [...ranks[mark.rank - shift]!],
    number: (rank: readonly number[]): number => (rank.length === 0 ? 0 : (numbers.get(rank.join()) ?? -1)),
  };
}

/** Which island each line is of. */
function islandByLine(islands: readonly Component[], lines: number): Int32Array {
  const of = new Int32Array(lines);
  islands.forEach(({ lines: own }, i) => {
    for (const n of own) of[n] = i;
  });
  return of;
}

/** By island, the searches of needs met whole and of clusters that it holds, by their numbers. */
function* searchedIn({ problem }: Compiled, islands: readonly Component[]) {
  const rest = withoutPins(problem);
  const of = islandByLine(islands, problem.demand.length);
  const byIsland = (all: readonly Component[]) => {
    const numbers: number[][] = islands.map(() => []);
    all.forEach(({ lines }, k) => void numbers[of[lines[0]!]!]!.push(k));
    return numbers;
  };
  return {
    rest,
    wholes: byIsland(rest.wholes ? yield* wholeComponents({ ...rest, wholes: rest.wholes }) : []),
    clusters: byIsland(rest.crossing ? yield* clustersOf(rest as CrossingProblem) : []),
  };
}

function* proofWriter(
  compiled: Compiled,
  islands: readonly Component[],
  { prices, chosen, split }: Omit<Solution, 'proved'>,
): Work<(island: number, caps: readonly number[]) => IslandProof> {
  const { problem, lines } = compiled;
  const { tuple } = ranksBy(compiled);
  const searched = chosen || split ? yield* searchedIn(compiled, islands) : undefined;
  const place = new Int32Array(prices.marks.length).fill(-1);
  const tuples = prices.marks.map(tuple);
  return (i, caps) => {
    const island = islands[i]!;
    const { need, requirement } = lines[island.lines[0]!]!;
    const used = [...new Set(caps.map((c) => prices.position[c]!))].filter((at) => at >= 0).sort((a, b) => a - b);
    used.forEach((at, j) => {
      place[at] = j;
    });
    return {
      need: need.id,
      requirement: requirement.id,
      marks: used.map((at) => {
        const { unit, demand, offset, portion } = prices.marks[at]!;
        return { rank: tuples[at]!, unit, demand, offset, ...(portion !== undefined && { portion }) };
      }),
      position: caps.map((c) => (prices.position[c]! < 0 ? -1 : place[prices.position[c]!]!)),
      // `+ 0`: −0 would not survive JSON.
      keep: caps.map((c) => prices.keep[c]! + 0),
      ...(prices.load && { load: caps.map((c) => prices.load![c]! + 0) }),
      cost: caps.map((c) => prices.cost[c]! + 0),
      ...(chosen && proofOfChoice(problem, island, chosen, searched!.wholes[i]!)),
      ...(split && proofOfSplit(caps, split, searched!.clusters[i]!)),
    };
  };
}

function proofOfSplit(caps: readonly number[], split: Split, clusters: readonly number[]): Pick<IslandProof, 'split'> {
  const place = new Map(caps.map((c, i) => [c, i]));
  const own = split.caps.flatMap(([c, units]): [number, number][] => (place.has(c) ? [[place.get(c)!, units]] : []));
  const searches = split.searches.flatMap(({ cluster, tree }) =>
    clusters.includes(cluster) ? { cluster: clusters.indexOf(cluster), tree: structuredClone(tree) } : [],
  ) as NonNullable<IslandProof['split']>['searches'];
  own.sort(([a], [b]) => a - b);
  return own.length + searches.length > 0 ? { split: { caps: own, searches } } : {};
}

/** A proof, and what it is of. */
interface ReadProof {
  readonly proof: IslandProof;
  /** Number of the island. */
  readonly i: number;
  readonly island: Component;
  readonly caps: readonly number[];
  readonly marks: readonly Mark[];
}

/** What a certificate says of a problem, in the problem's numbers; or what is wrong with it. */
export function* readCertificate(
  compiled: Compiled,
  { parts }: Certificate,
  levels: readonly Level[],
): Work<Pick<Solution, 'prices' | 'chosen' | 'split'> | string> {
  const { problem } = compiled;
  const live = liveCaps(problem);
  const islands = yield* islandsOf(problem, levels.includes('fair'), live);
  const proofs = proofsOf(compiled, parts, islands, live);
  if (typeof proofs === 'string') return proofs;
  const prices = pricesIn(problem, proofs, live);
  if (!problem.wholes && !problem.crossing) {
    const odd = proofs.find(({ proof }) => proof.teams || proof.split);
    return odd ? `nothing of need ${odd.proof.need} is met whole, or crosses` : { prices };
  }
  const decided = decidedIn(problem, proofs, yield* searchedIn(compiled, islands));
  return typeof decided === 'string' ? decided : { prices, ...decided };
}

/** The proofs of the islands that have any, each once and in their order; or what is wrong. */
function proofsOf(
  compiled: Compiled,
  parts: Certificate['parts'],
  islands: readonly Component[],
  live: Uint8Array,
): ReadProof[] | string {
  const { lines, problem } = compiled;
  const capsOf = capsBy(problem, live);
  const { number } = ranksBy(compiled);
  const own: ReadProof[] = [];
  for (const [i, island] of islands.entries()) {
    if (island.caps.length === 0) continue;
    const proof = parts[own.length];
    const { need, requirement } = lines[island.lines[0]!]!;
    const words = `need ${need.id}, requirement ${requirement.id}`;
    if (proof?.need !== need.id || proof.requirement !== requirement.id) return `the proof of ${words} is missing`;
    const caps = capsOf(island);
    const marks = proof.marks.map((mark) => ({ ...mark, rank: number(mark.rank) }));
    const columns = [proof.position, proof.keep, proof.load ?? proof.keep, proof.cost];
    const isFit =
      columns.every((column) => column.length === caps.length) &&
      proof.position.every((at) => at >= -1 && at < marks.length) &&
      marks.every(({ rank }) => rank >= 0);
    if (!isFit) return `the prices of ${words} do not fit its offers`;
    own.push({ proof, i, island, caps, marks });
  }
  return own.length < parts.length ? `the proof of need ${parts[own.length]!.need} is of nothing` : own;
}

function pricesIn(problem: Compiled['problem'], proofs: readonly ReadProof[], live: Uint8Array): Prices {
  const nothing = live.includes(0) ? [CAPACITY_THAT_DOES_NOT_EXIST] : [];
  const marks = distinctMarks([...nothing, ...proofs.flatMap((one) => one.marks)].sort(compareMarks));
  const prices = openPrices(
    live,
    proofs.some(({ proof }) => proof.load !== undefined),
  );
  for (const { proof, caps, marks: local } of proofs) {
    const places = local.map((mark) => indexOfMark(marks, mark));
    caps.forEach((c, j) => {
      prices.position[c] = proof.position[j]! < 0 ? -1 : places[proof.position[j]!]!;
      prices.keep[c] = proof.keep[j]!;
      if (prices.load) prices.load[c] = proof.load?.[j] ?? 0;
      prices.cost[c] = proof.cost[j]!;
    });
  }
  const told = proofs.map(({ caps }) => caps);
  underParents(problem, live, told, prices);
  return { marks, ...prices };
}

type Searched = ReturnType<typeof searchedIn> extends Work<infer S> ? S : never;

/** What was decided on needs met whole, and on capacities that cross; or what is wrong. */
function decidedIn(
  problem: Compiled['problem'],
  proofs: readonly ReadProof[],
  { rest, wholes, clusters }: Searched,
): Pick<Solution, 'chosen' | 'split'> | string {
  const choice = problem.wholes && noChoice({ ...rest, wholes: problem.wholes });
  const searches: Chosen['searches'][number][] = [];
  const caps: [number, number][] = [];
  const splits: Split['searches'][number][] = [];
  for (const { proof, island, i, caps: own } of proofs) {
    const { need, teams, split } = proof;
    if (teams && !choice) return `nothing of need ${need} is met whole`;
    if (choice && !takeChoice(problem, island, teams, choice))
      return `what is chosen of need ${need} is not there to choose`;
    if ((teams?.searches.length ?? 0) > wholes[i]!.length) return `more is searched than need ${need} has`;
    wholes[i]!.forEach((k, j) => {
      searches[k] = (teams?.searches[j] ?? []).map(searchOf);
    });
    if (split && !problem.crossing) return `nothing of need ${need} crosses`;
    if (split?.caps.some(([c]) => c >= own.length)) return `a capacity of need ${need} that is split is not there`;
    for (const [c, units] of split?.caps ?? []) caps.push([own[c]!, units]);
    for (const { cluster, tree } of split?.searches ?? []) {
      const k = clusters[i]![cluster];
      if (k === undefined) return `there is no cluster ${cluster} of need ${need}`;
      splits.push({ cluster: k, tree });
    }
  }
  const isSplit = proofs.some(({ proof }) => proof.split);
  caps.sort(([a], [b]) => a - b);
  splits.sort((a, b) => a.cluster - b.cluster);
  return { ...(choice && { chosen: { choice, searches } }), ...(isSplit && { split: { caps, searches: splits } }) };
}

/** What no candidate leads to is worth what the cap above it is. */
function underParents(
  { parent }: Compiled['problem'],
  live: Uint8Array,
  told: readonly (readonly number[])[],
  prices: Omit<Prices, 'marks'>,
): void {
  const isTold = new Uint8Array(parent.length);
  for (const caps of told) for (const c of caps) isTold[c] = 1;
  for (let c = 0; c < parent.length; c++) {
    const above = parent[c]!;
    if (isTold[c] === 1 || live[c] === 0 || above < 0) continue;
    for (const column of [prices.position, prices.keep, prices.load, prices.cost])
      if (column) column[c] = column[above]!;
  }
}

/** What a problem's islands are, where a plan is of it: its digest is theirs. Nothing else; none of a plan of version 1. O(size). */
export function leavesOf(compiled: Compiled, { levels, certificate }: Plan): readonly Uint8Array[] | undefined {
  if ('marks' in certificate) return digest1Of(compiled, levels) === certificate.digest ? [] : undefined;
  const leaves = finish(problemLeaves(compiled, levels));
  const own = rootOfLeaves(stemOf(compiled, levels));
  for (const leaf of leaves) own.add(leaf);
  return own.root() === certificate.digest ? leaves : undefined;
}

/** What a plan's certificate says, of whichever version; or what is wrong with it. */
export function certified(compiled: Compiled, { certificate, levels }: Plan) {
  return 'marks' in certificate
    ? readCertificate1(compiled, certificate)
    : finish(readCertificate(compiled, certificate, levels));
}
