import { LinkageError } from '../errors/linkage-error.js';
import { getOrSet } from '../kernel/maps.js';
import { byCodeUnit, byRank } from '../model/order.js';
import { SOCIETIES, URGENCIES } from '../model/vocabulary.js';
import { linkageOf } from '../plan/decode.js';
import { rootOfLeaves } from '../plan/leaves.js';
import type { Coverage, Linkage, Plan } from '../plan/plan.js';
import { seeksCost } from '../proof/choice-check.js';
import { sha256Of } from './frame.js';
import type { Frame, Manifest, Part, PartHead, PartRows, PartSource, RowName, ShardOptions } from './shard-part.js';

/** A part in memory, to be merged. O(size). */
export function sourceOf(part: Part): PartSource {
  return { head: partHead(part), sha256: sha256Of(partText(part)), rows: (name) => part[name] };
}

export function partHead({ linkages: _, unmet: __, dateDoubts: ___, leaves: ____, ...head }: Part): PartHead {
  return head;
}

/** The text of a part: what a manifest's SHA-256 is of. */
export function partText(part: Part): string {
  return JSON.stringify(part);
}

/** What the whole says of itself, from what its parts do. @throws LinkageError `INVALID_OPTIONS` for none, or parts of several runs */
export function planTotals(heads: readonly PartHead[], { previous, pins = [], bans = [] }: ShardOptions = {}) {
  const [first] = heads;
  const other = heads.find(({ run }) => run !== first?.run);
  if (!first || other)
    throw new LinkageError(
      'INVALID_OPTIONS',
      other ? `Part ${other.key} is of another run than ${first!.key}.` : 'There is no part.',
    );
  const { now, timeRules, levels, costScale, words } = first;
  const least = heads.reduce((all, one) => (one.provedLevels.length < all.provedLevels.length ? one : all));
  const cost = heads.reduce((sum, one) => sum + BigInt(one.cost), 0n);
  const isSmall = cost >= -BigInt(Number.MAX_SAFE_INTEGER) && cost <= BigInt(Number.MAX_SAFE_INTEGER);
  const coverage = addedCoverage(heads);
  const teams = addedTeams(heads, coverage);
  const time = addedTime(heads);
  const isIn = (lists: readonly (readonly number[])[]) => new Set(lists.flat());
  const [needs, providers] = [isIn(heads.map((one) => one.bans.needs)), isIn(heads.map((one) => one.bans.providers))];
  const held = isIn(heads.map(({ pins: own }) => own));
  const promised = sumOf(heads, (one) => one.promised);
  const all = previous
    ? sumOf(
        previous.linkages.flatMap(({ allocations }) => allocations),
        ({ quantity }) => quantity,
      )
    : promised;
  return {
    status: (['stopped', 'bounded', 'optimal'] as const).find((status) => heads.some((one) => one.status === status))!,
    now,
    timeRules,
    levels,
    provedLevels: least.provedLevels,
    coverage,
    teams,
    time,
    // What is promised to communities that are gone no part tells of.
    withdrawn: sumOf(heads, (one) => one.withdrawn) + all - promised,
    cost: isSmall ? Number(cost) : String(cost),
    costScale,
    words,
    idleBans: bans.filter((_, i) => !needs.has(i) || !providers.has(i)),
    idlePins: pins.filter((_, i) => !held.has(i)),
  };
}

function sumOf<T>(list: readonly T[], of: (one: T) => number): number {
  return list.reduce((sum, one) => sum + of(one), 0);
}

interface Counted {
  readonly unit: string;
  readonly demanded?: number;
  readonly covered: number;
}

/** PartRows added up by what they are of, in order. */
function addedRows<R extends Counted>(
  rows: readonly R[],
  nameOf: (row: R) => string,
  compare: (a: R, b: R) => number,
): R[] {
  const sums = new Map<string, { -readonly [K in keyof R]: R[K] } & { demanded?: number; covered: number }>();
  for (const row of rows) {
    const name = JSON.stringify([nameOf(row), row.unit]);
    const known = sums.get(name);
    if (!known) sums.set(name, { ...row });
    else {
      if (row.demanded !== undefined) known.demanded! += row.demanded;
      known.covered += row.covered;
    }
  }
  return [...sums.values()].sort((a, b) => compare(a as R, b as R) || byCodeUnit(a.unit, b.unit)) as R[];
}

function addedCoverage(heads: readonly PartHead[]): Coverage {
  const all = <K extends keyof Coverage>(name: K) =>
    heads.flatMap(({ coverage }) => coverage[name] as Coverage[K][number][]);
  return {
    byRank: addedRows(
      all('byRank'),
      ({ rank }) => rank.join(),
      (a, b) => byRank(a.rank, b.rank),
    ),
    byUrgency: addedRows(
      all('byUrgency'),
      ({ urgency }) => urgency,
      (a, b) => URGENCIES.indexOf(a.urgency) - URGENCIES.indexOf(b.urgency),
    ),
    byCommunity: addedRows(
      all('byCommunity'),
      ({ community }) => community,
      (a, b) => byCodeUnit(a.community, b.community),
    ),
    byCapability: addedRows(
      all('byCapability'),
      ({ capability }) => capability,
      (a, b) => byCodeUnit(a.capability, b.capability),
    ),
    bySociety: addedRows(
      all('bySociety'),
      ({ society }) => society,
      (a, b) => SOCIETIES.indexOf(a.society) - SOCIETIES.indexOf(b.society),
    ),
    byUnit: addedRows(
      all('byUnit'),
      () => '',
      () => 0,
    ),
  };
}

function addedTeams(heads: readonly PartHead[], coverage: Coverage): Plan['teams'] {
  const all = heads.flatMap(({ teams }) => teams ?? []);
  if (all.length === 0) return undefined;
  const ranks = new Map(coverage.byRank.map(({ rank }) => [rank.join(), rank]));
  const rows = all.flatMap(({ byRank: own }) => own);
  const { levels } = heads[0]!;
  const full = Float64Array.of(heads.some(({ isLoaded }) => isLoaded) ? 1 : 0);
  return {
    byRank: [...ranks].map(([name, rank]) => {
      const own = rows.filter((row) => row.rank.join() === name);
      const sum = (key: 'needs' | 'met' | 'value' | 'bound' | 'coverageGap') => sumOf(own, (row) => row[key]);
      return {
        rank,
        needs: sum('needs'),
        met: sum('met'),
        value: sum('value'),
        bound: sum('bound'),
        coverageGap: sum('coverageGap'),
      };
    }),
    withdrawnGap: sumOf(all, (one) => one.withdrawnGap),
    ...(seeksCost({ load: { full, given: full, steps: 0 } }, levels) && {
      costGap: sumOf(all, (one) => one.costGap ?? 0),
    }),
  };
}

function addedTime(heads: readonly PartHead[]): Plan['time'] {
  const all = heads.flatMap(({ time }) => time ?? []);
  if (all.length === 0) return undefined;
  const sums = new Map<string, { rank: number[]; covered: number; bound: number }>();
  for (const { rank, covered, bound } of all.flatMap((one) => one.byRank)) {
    const sum = getOrSet(sums, rank.join(), () => ({ rank, covered: 0, bound: 0 }));
    sum.covered += covered;
    sum.bound += bound;
  }
  return { byRank: [...sums.values()].sort((a, b) => byRank(a.rank, b.rank)) };
}

interface Served {
  readonly rank: readonly number[];
  readonly need: string;
  readonly requirement?: string;
}

const inOrder = (a: Served, b: Served) =>
  byRank(a.rank, b.rank) || byCodeUnit(a.need, b.need) || byCodeUnit(a.requirement ?? '', b.requirement ?? '');

/** Sorted rows of several lists as one sorted list, one row of each in hand. O(rows · lists). */
async function* mergedRows<K extends RowName>(
  sources: readonly PartSource[],
  name: K,
): AsyncGenerator<Part[K][number]> {
  type Row = Part[K][number] & Served;
  const hands: { row: Row; rest: AsyncIterator<Row> | Iterator<Row> }[] = [];
  /** Puts a list back where its next row belongs. */
  const put = async (rest: AsyncIterator<Row> | Iterator<Row>) => {
    const next = await rest.next();
    if (next.done) return;
    let [low, high] = [0, hands.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (inOrder(hands[middle]!.row, next.value) > 0) low = middle + 1;
      else high = middle;
    }
    hands.splice(low, 0, { row: next.value, rest });
  };
  for (const { rows } of sources) {
    const list = rows(name) as PartRows<Row>;
    await put(Symbol.asyncIterator in list ? list[Symbol.asyncIterator]() : list[Symbol.iterator]());
  }
  for (let first = hands.pop(); first; first = hands.pop()) {
    yield first.row;
    await put(first.rest);
  }
}

/** Linkages, those of one need as one. */
async function* mergedLinkages(sources: readonly PartSource[]): AsyncGenerator<Linkage> {
  let open: Linkage[] = [];
  for await (const one of mergedRows(sources, 'linkages')) {
    if (open.length > 0 && open[0]!.need !== one.need) {
      yield oneLinkage(open);
      open = [];
    }
    open.push(one);
  }
  if (open.length > 0) yield oneLinkage(open);
}

function oneLinkage(list: readonly Linkage[]): Linkage {
  const [first] = list;
  if (!first || list.length === 1) return first!;
  const { need, community, urgency, rank } = first;
  const allocations = list.flatMap((one) => one.allocations).sort((a, b) => byCodeUnit(a.requirement, b.requirement));
  return linkageOf(
    { need, community, urgency, rank, pattern: list.find(({ pattern }) => pattern !== undefined)?.pattern },
    allocations,
  );
}

/** Both roots of the leaves of all parts. @throws LinkageError `INVALID_OPTIONS` where a line is in two parts */
export async function rootsOfParts(
  sources: readonly PartSource[],
  frame: Frame,
): Promise<{ digest: string; root: string }> {
  const { now, levels, steps } = sources[0]!.head;
  const stem = { now, levels, steps, offered: frame.offers };
  const [digest, root] = [rootOfLeaves(stem), rootOfLeaves(stem)];
  let last: Served | undefined;
  for await (const leaf of mergedRows(sources, 'leaves')) {
    if (last && inOrder(last, leaf) === 0)
      throw new LinkageError(
        'INVALID_OPTIONS',
        `Need ${leaf.need}, requirement ${leaf.requirement}, is in two parts. Maybe one was given twice.`,
      );
    last = leaf;
    digest.add(bytesOf(leaf.problem));
    root.add(bytesOf(leaf.all));
  }
  return { digest: digest.root(), root: root.root() };
}

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16));
}

/**
 * The text of the plan that parts make up, piece by piece: that of `JSON.stringify(match(…))` of the whole, byte for byte. Holds one row of each part at a time; leaves are read twice. O(rows · parts).
 *
 * @param options what the parts were planned with; `previous`, `pins` and `bans` are those of the whole
 * @throws LinkageError `INVALID_OPTIONS` for parts of several runs, or a line in two parts
 */
export async function* mergeParts(
  sources: readonly PartSource[],
  frame: Frame,
  options: ShardOptions = {},
): AsyncGenerator<string> {
  const all = planTotals(
    sources.map(({ head }) => head),
    options,
  );
  const roots = await rootsOfParts(sources, frame);
  const { status, now, timeRules, levels, provedLevels, coverage, teams, time, withdrawn, cost, costScale, words } =
    all;
  const given = (fields: object) => JSON.stringify(fields).slice(1, -1);
  yield `{${given({ version: 2, status, now, timeRules, levels, provedLevels })},"linkages":[`;
  yield* listed(mergedLinkages(sources));
  yield '],"unmet":[';
  yield* listed(mergedRows(sources, 'unmet'));
  yield `],${given({ coverage, teams, time, withdrawn, cost, costScale, words })}`;
  if (all.idleBans.length > 0) yield `,${given({ idleBans: all.idleBans })}`;
  if (all.idlePins.length > 0) yield `,${given({ idlePins: all.idlePins })}`;
  let isFirst = true;
  for await (const { rank: _, ...doubt } of mergedRows(sources, 'dateDoubts')) {
    yield `${isFirst ? ',"dateDoubts":[' : ','}${JSON.stringify(doubt)}`;
    isFirst = false;
  }
  yield `${isFirst ? '' : ']'},"certificate":{${given(roots)},"parts":[`;
  yield* listed(mergedProofs(sources));
  yield ']}}';
}

async function* mergedProofs(sources: readonly PartSource[]) {
  for await (const { proof } of mergedRows(sources, 'leaves')) if (proof) yield proof;
}

async function* listed(rows: AsyncIterable<unknown>): AsyncGenerator<string> {
  let isFirst = true;
  for await (const row of rows) {
    yield `${isFirst ? '' : ','}${JSON.stringify(row)}`;
    isFirst = false;
  }
}

/** What the parts of a plan are, and the roots of all. O(leaves). */
export async function manifestOf(
  sources: readonly PartSource[],
  frame: Frame,
  options: ShardOptions = {},
): Promise<Manifest> {
  const all = planTotals(
    sources.map(({ head }) => head),
    options,
  );
  const { status, now, levels, provedLevels, withdrawn, cost, costScale } = all;
  const parts = sources.map(({ head, sha256 }) => ({ key: head.key, sha256, lines: head.size.lines }));
  return {
    version: 1,
    run: sources[0]!.head.run,
    ...(await rootsOfParts(sources, frame)),
    status,
    ...(now !== undefined && { now }),
    levels,
    provedLevels,
    withdrawn,
    cost,
    costScale,
    parts: parts.sort((a, b) => byCodeUnit(a.key, b.key)),
  };
}
