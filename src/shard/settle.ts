import { compile } from '../compile/compile.js';
import type { Compiled, Promised } from '../compile/compiled.js';
import { pastOf } from '../compile/demand/shares.js';
import { withHeld, withPins } from '../compile/pinned.js';
import { LinkageError } from '../errors/linkage-error.js';
import { find, unite } from '../kernel/flow-graph.js';
import { getOrSet } from '../kernel/maps.js';
import { hexOf } from '../kernel/sha256.js';
import { finish } from '../kernel/work.js';
import { checkSteps } from '../match/pipe.js';
import { providerKey, recordsOf } from '../model/graph.js';
import { byCodeUnit, byRank } from '../model/order.js';
import type { ProvedIsland } from '../plan/certificate.js';
import { reportedSkipped } from '../plan/choice.js';
import { decodedSteps } from '../plan/decode.js';
import { promisesOf } from '../plan/encode.js';
import { policyOf } from '../plan/made.js';
import type { Plan } from '../plan/plan.js';
import { ownWordsOf } from '../policy/own-words.js';
import { policyText } from '../policy/policy.js';
import { liveCaps } from '../problem/components.js';
import { islandsOf } from '../problem/islands.js';
import { LEVELS } from '../problem/problem.js';
import { enoughBy } from '../solve/control.js';
import { solveSteps } from '../solve/solve.js';
import { sha256Of } from './frame.js';
import { selected } from './open-part.js';
import type { Frame, Open, Part, PartLeaf, RankedPromise, SettledShard, Shard, ShardOptions } from './shard-part.js';
import { type Common, united } from './united.js';

/** The key of what hangs together over the borders of shards. */
export const JOINT_PART = 'joint';

/** What parts of one run have in common. @throws LinkageError `INVALID_OPTIONS` */
export function runOf(frame: Frame, { policy, previous, ...options }: ShardOptions): string {
  return sha256Of(JSON.stringify([frame, policy && policyText(policy), options]));
}

/** A shard compiled, and which of it is open. */
export interface Compilation {
  readonly closed: Compiled;
  readonly open: Open | undefined;
  readonly about: Pick<Part, 'promised' | 'bans' | 'pins' | 'isLoaded'>;
}

/**
 * The plan of what is closed in a shard, proved; the rest is handed on. It holds for the whole: whatever the other shards have, theirs is planned by `planJoint` and
 * the parts make up the plan of `match`, byte for byte.
 *
 * @param frame of the whole: `joinFrames` of those of all shards
 * @throws LinkageError as `match`; `INVALID_OPTIONS` for a shard that is not in the frame
 */
export function planShard(shard: Shard, frame: Frame, options: ShardOptions = {}): SettledShard {
  const { closed, open, about } = compiledShard(shard, frame, options);
  return { part: settled(shard.key, closed, frame, options, about), open };
}

/**
 * The plan of what hangs together over the borders of shards: of what all of them left open, in any order.
 *
 * @throws LinkageError as `match`; `INVALID_OPTIONS` for open parts of another run, `INVALID_PINS` where pins of several shards are too much together
 */
export function planJoint(opens: readonly Open[], frame: Frame, options: ShardOptions = {}): Part {
  return settled(JOINT_PART, compiledJoint(opens, frame, options), frame, options, NOTHING);
}

export const NOTHING: Compilation['about'] = {
  isLoaded: false,
  promised: 0,
  bans: { needs: [], providers: [] },
  pins: [],
};

/** As {@link planJoint}, what it is to plan. */
export function compiledJoint(opens: readonly Open[], frame: Frame, options: ShardOptions): Compiled {
  const run = runOf(frame, options);
  const other = opens.find((one) => one.run !== run);
  if (other) throw new LinkageError('INVALID_OPTIONS', `What ${other.key} left open is of another run.`);
  const sorted = opens.toSorted((a, b) => byCodeUnit(a.key, b.key));
  const compiled = united(sorted, commonOf(frame, options, sorted[0]?.costScale ?? 1));
  const { pinned, head, capacity, parent } = compiled.problem;
  const left = capacity.slice();
  if (pinned)
    for (let a = 0; a < head.length; a++) for (let c = head[a]!; c >= 0; c = parent[c]!) left[c]! -= pinned[a]!;
  const over = left.findIndex((units) => units < 0);
  if (over >= 0)
    throw new LinkageError(
      'INVALID_PINS',
      `Pins of several shards give ${-left[over]!} more of ${providerKey(compiled.caps[over]!.provider)} than it has.`,
    );
  const promised = sorted
    .flatMap(({ ids }) => ids.promised)
    .sort((a, b) => byRank(a.rank, b.rank) || byCodeUnit(a.need, b.need));
  return withHeld(compiled, promised, policyOf(options).held);
}

function commonOf(frame: Frame, options: ShardOptions, costScale: number): Common {
  const now = options.now ?? frame.asOf;
  const words = ownWordsOf(policyOf(options));
  return { offered: frame.offers, costScale, ...(now !== undefined && { now }), ...(words && { words }) };
}

/** As {@link planShard}, what it is to plan. */
export function compiledShard({ key, network, guests = [] }: Shard, frame: Frame, options: ShardOptions): Compilation {
  if (!frame.shards.includes(key)) throw new LinkageError('INVALID_OPTIONS', `The frame is not of a shard ${key}.`);
  const { previous, pins = [], bans = [], history = [], levels = LEVELS } = options;
  const policy = policyOf(options);
  const now = options.now ?? frame.asOf;
  const { providers, needs } = recordsOf(network);
  const isGuest = new Set(guests);
  const keys = new Set(providers.map(providerKey));
  const home = new Set(
    providers.flatMap((one) => (one.society === 'community' && !isGuest.has(providerKey(one)) ? one.id : [])),
  );
  const promised = previous ? promisesIn(previous, home) : [];
  const lines = new Map(needs.map(({ id, requirements }) => [id, requirements]));
  const ownPins = pins.filter(({ need }) => lines.has(need));
  const raw = compile(network, policy, { now, previous: promised, bans, history, whole: frame });
  const pinned = withPins(raw, ownPins);
  const islands = finish(islandsOf(pinned.problem, levels.includes('fair')));
  const past = pastOf(pinned.groups, pinned.ranks, history);
  const isOpen = openIn(pinned, islands, frame);
  const pick = (side: boolean) =>
    selected(
      pinned,
      islands.filter((_, i) => isOpen[i] === side),
      (g) => past[g]?.share ?? 0,
    );
  const closed = pick(false);
  const rest = isOpen.includes(true) ? pick(true) : undefined;
  const openLines = new Set(rest?.ids.lines.map(({ need, requirement }) => JSON.stringify([need, requirement])));
  const isOf = ({ need, requirement }: Promised) => openLines.has(JSON.stringify([need, requirement]));
  const compiled = united([closed], commonOf(frame, options, pinned.costScale));
  const numbersOf = <T>(list: readonly T[], is: (one: T) => boolean) => [...list.keys()].filter((i) => is(list[i]!));
  const idle = new Set(pinned.idlePins);
  const isAsked = ({ need, requirement }: (typeof bans)[number]) =>
    lines.get(need)?.some(({ id }) => requirement === undefined || id === requirement) ?? false;
  const problem = { ...compiled.problem, lostPromises: pinned.problem.lostPromises };
  const whole = { ...compiled, skipped: reportedSkipped(pinned), problem };
  return {
    closed: withHeld(
      whole,
      promised.filter((one) => !isOf(one)),
      policy.held,
    ),
    open: rest && {
      key,
      run: runOf(frame, options),
      costScale: pinned.costScale,
      ids: { ...rest.ids, promised: promised.filter(isOf) },
      columns: rest.columns,
    },
    about: {
      isLoaded: pinned.problem.load?.full.some((units) => units > 0) ?? false,
      promised: promised.reduce((sum, { quantity }) => sum + quantity, 0),
      bans: { needs: numbersOf(bans, isAsked), providers: numbersOf(bans, ({ provider }) => keys.has(provider)) },
      pins: numbersOf(pins, (pin) => lines.has(pin.need) && !idle.has(pin)),
    },
  };
}

/** What a plan gives to needs of some communities. */
function promisesIn(plan: Plan, communities: ReadonlySet<string>): RankedPromise[] {
  const own = plan.linkages.filter(({ community }) => communities.has(community));
  const rank = new Map(own.map((one) => [one.need, one.rank]));
  return promisesOf({ ...plan, linkages: own }).map((one) => ({ ...one, rank: rank.get(one.need)! }));
}

/**
 * Which islands may hang together with those of other shards: over a guest, a class or a household that others have too; and those that a plan tells of together with one of these: what
 * a community asks for of one kind, the patterns of one need, a class.
 */
function openIn(
  { problem, lines, caps, groups }: Compiled,
  islands: readonly { lines: Int32Array; caps: Int32Array }[],
  { shared }: Frame,
): boolean[] {
  const { group, wholes } = problem;
  const live = liveCaps(problem);
  const sets = Int32Array.from(islands.keys());
  const first = new Map<string, number>();
  const join = (name: string, i: number) =>
    unite(
      sets,
      getOrSet(first, name, () => i),
      i,
    );
  const isShared = islands.map(({ lines: own, caps: over }, i) => {
    for (const n of own) {
      const { need, requirement } = lines[n]!;
      join(JSON.stringify([need.community, requirement.capability.code, requirement.unit]), i);
      if ((wholes?.option[n] ?? -1) >= 0) join(`need ${need.id}`, i);
      join(`class ${group[n]}`, i);
    }
    return (
      over.some(
        (c) =>
          live[c] === 1 &&
          (Object.hasOwn(shared.guest, providerKey(caps[c]!.provider)) ||
            (caps[c]!.below === 'household' && Object.hasOwn(shared.household, caps[c]!.need!))),
      ) || own.some((n) => Object.hasOwn(shared.class, groups[group[n]!]!.key ?? ''))
    );
  });
  const open = new Set(islands.flatMap((_, i) => (isShared[i] ? find(sets, i) : [])));
  return islands.map((_, i) => open.has(find(sets, i)));
}

function settled(
  key: string,
  compiled: Compiled,
  frame: Frame,
  options: ShardOptions,
  about: Compilation['about'],
): Part {
  const levels = options.levels ?? LEVELS;
  const solution = finish(solveSteps(compiled.problem, levels), enoughBy({ workLimit: options.workLimit }));
  const judged = finish(checkSteps(compiled, solution, { levels }));
  return partOfPlan(
    key,
    compiled,
    finish(decodedSteps(compiled, solution, levels, judged)),
    runOf(frame, options),
    about,
  );
}

/** A plan and its islands as a part. */
export function partOfPlan(
  key: string,
  { problem, lines, ranks }: Compiled,
  { plan, islands }: { plan: Plan; islands: readonly ProvedIsland[] },
  run: string,
  { promised, bans, pins, isLoaded }: Compilation['about'],
): Part {
  const {
    status,
    now,
    timeRules,
    levels,
    provedLevels,
    linkages,
    unmet,
    coverage,
    teams,
    time,
    withdrawn,
    cost,
    costScale,
    words,
    dateDoubts = [],
  } = plan;
  const rankOf = new Map(
    dateDoubts.length > 0 ? lines.map(({ need }, n) => [need.id, [...ranks[problem.rank[n]!]!]]) : [],
  );
  const leafOf = ({ lines: own, leaf, proof }: ProvedIsland): PartLeaf => {
    const { need, requirement } = lines[own[0]!]!;
    const [rank, hashes] = [
      [...ranks[problem.rank[own[0]!]!]!],
      { problem: hexOf(leaf.problem), all: hexOf(leaf.all) },
    ];
    return { rank, need: need.id, requirement: requirement.id, ...hashes, ...(proof && { proof }) };
  };
  return {
    version: 1,
    key,
    run,
    status,
    ...(now !== undefined && { now }),
    timeRules,
    levels,
    provedLevels,
    coverage,
    ...(teams && { teams }),
    ...(time && { time }),
    withdrawn,
    cost: String(cost),
    costScale,
    ...(words && { words }),
    isLoaded,
    steps: problem.load?.steps ?? 0,
    promised,
    bans,
    pins,
    size: { lines: lines.length, candidates: problem.cost.length },
    linkages,
    unmet,
    dateDoubts: dateDoubts.map((one) => ({ ...one, rank: rankOf.get(one.need)! })),
    leaves: islands.map(leafOf),
  };
}
