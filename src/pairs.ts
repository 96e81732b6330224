import * as z from 'zod';
import { type CompiledPairs, compilePairs } from './compile/pairs.js';
import { LEVELS, type Level } from './compile/problem.js';
import { LinkageError, printable } from './errors.js';
import { exactDot } from './kernel/exact.js';
import {
  type PairQuantity,
  type PairsInput,
  type PairsTable,
  readOptions,
  readPairs,
  readPrevious,
} from './model/pairs.js';
import { type Check, checkSolution } from './proof/check.js';
import { digest } from './proof/digest.js';
import { solve } from './solve/solve.js';

export type { PairQuantity, PairsInput } from './model/pairs.js';

export interface PairsOptions {
  /** Which levels of the objective count, in this order; 'rank' always does. Default: all four. */
  readonly levels?: readonly Level[];
  /** Allocations that were promised, for level 'keep'; units of needs, offers or pairs that are gone count as withdrawn. */
  readonly previous?: readonly PairQuantity[];
}

/** −0 has no place in a result. */
const integer = z.number().refine((x) => Number.isSafeInteger(x) && !Object.is(x, -0));
/** Fits the column of positions as it is; beyond, it would wrap round to another position. */
const position = integer.refine((x) => x === (x | 0));

const resultSchema = z.object({
  allocations: z.array(z.object({ need: z.string(), offer: z.string(), quantity: integer })),
  coverage: z.array(z.object({ rank: integer, demanded: integer, covered: integer })),
  cost: z.union([integer, z.string()]),
  certificate: z.object({
    digest: z.string(),
    marks: z.array(z.object({ rank: integer, unit: integer, demand: integer, offset: integer })),
    position: z.array(position),
    keep: z.array(integer),
    cost: z.array(integer),
  }),
});

/**
 * The best allocation of bare pairs, and the proof. Plain JSON.
 *
 * `allocations`: units per pair, none of zero, by need (rank, id) and offer (id). `coverage`: units per rank, ascending, one for every rank
 * that some need has. `cost`: total, a number up to 2⁵³ − 1, beyond it a decimal string. `certificate`: prices per offer (by id),
 * see {@link verifyPairs}; its marks count ranks from 0.
 */
export type PairsResult = z.infer<typeof resultSchema>;

/**
 * Matches bare pairs: rank by rank the most demand that can be covered, fair among the groups of a rank (leximin of covered/demanded),
 * least withdrawn of what was promised, least total cost; each optimal given the ones before.
 *
 * @throws LinkageError `INVALID_INPUT`, `INVALID_OPTIONS`: with all faults, before any work
 * @example
 * matchPairs({
 *   needs: [{ id: 'n1', rank: 0, demand: 5 }],
 *   offers: [{ id: 'o1', capacity: 8 }],
 *   pairs: [{ need: 'n1', offer: 'o1', cost: 12, max: 3 }],
 * }).coverage; // [{ rank: 0, demanded: 5, covered: 3 }]
 */
export function matchPairs(input: PairsInput, options: PairsOptions = {}): PairsResult {
  const { table, compiled, levels } = prepare(input, options);
  const { problem } = compiled;
  const solution = solve(problem, levels);
  const { ok, checks } = checkSolution(problem, levels, solution);
  if (!ok) {
    const failed = checks.find((check) => !check.ok);
    throw new LinkageError(
      'SELF_CHECK_FAILED',
      `The solver's own proof was refused (${failed?.name}: ${failed?.detail}). Please report this.`,
    );
  }
  const { prices, flow } = solution;
  return {
    allocations: allocationsOf(table, compiled, flow),
    coverage: coverageOf(compiled, flow),
    cost: exactDot(flow, problem.cost),
    certificate: {
      digest: digestOf(table, compiled, levels),
      marks: [...prices.marks],
      position: [...prices.position],
      keep: [...prices.keep],
      cost: [...prices.cost],
    },
  };
}

/**
 * Checks a result of {@link matchPairs} against the data, without trusting it and without solving again: the data are the same, the
 * allocations are possible, the figures are true, and the prices prove that nothing better exists. Exact, O(size).
 *
 * @returns every check by name; never throws on a bad result
 * @throws LinkageError on bad `input` or `options`, as `matchPairs` does
 */
export function verifyPairs(
  input: PairsInput,
  result: unknown,
  options: PairsOptions = {},
): { ok: boolean; checks: Check[] } {
  const { table, compiled, levels } = prepare(input, options);
  const parsed = parse(result, compiled);
  if (!parsed)
    return { ok: false, checks: [{ name: 'shape', ok: false, detail: 'this is not a result of matchPairs' }] };
  const { problem } = compiled;
  const checks: Check[] = [];
  const check = (name: string, ok: boolean, detail: string) => checks.push({ name, ok, detail: ok ? '' : detail });
  check(
    'digest',
    parsed.certificate.digest === digestOf(table, compiled, levels),
    'the certificate belongs to other data or levels',
  );
  const { flow, fault } = flowOf(table, compiled, parsed.allocations);
  check('allocations', fault === '', fault);
  const { marks, position, keep, cost } = parsed.certificate;
  const prices = {
    marks,
    position: Int32Array.from(position),
    keep: Float64Array.from(keep),
    cost: Float64Array.from(cost),
  };
  checks.push(...checkSolution(problem, levels, { flow, prices }).checks);
  const coverage = coverageOf(compiled, flow);
  check(
    'coverage',
    JSON.stringify(parsed.coverage) === JSON.stringify(coverage),
    'the coverage is not what the allocations give',
  );
  const total = exactDot(flow, problem.cost);
  check('cost', parsed.cost === total, `the cost is ${total}`);
  return { ok: checks.every((c) => c.ok), checks };
}

function prepare(
  input: unknown,
  options: unknown,
): { table: PairsTable; compiled: CompiledPairs; levels: readonly Level[] } {
  const own = readOptions(options);
  const levels = readLevels(own.levels);
  const previous = own.previous === undefined ? [] : readPrevious(own.previous);
  const table = readPairs(input);
  return { table, compiled: compilePairs(table, previous), levels };
}

/** Any subset of the levels in their order that holds 'rank'. */
function readLevels(levels: unknown = LEVELS): readonly Level[] {
  try {
    if (Array.isArray(levels) && levels.length <= LEVELS.length) {
      const asked: unknown[] = [...levels];
      const known = LEVELS.filter((level) => asked.includes(level));
      if (asked[0] === 'rank' && known.length === asked.length && known.every((level, i) => level === asked[i]))
        return known;
    }
  } catch {
    // What cannot be read is no list of levels.
  }
  const message = `levels are any of ${LEVELS.join(', ')}, in this order, 'rank' among them`;
  throw new LinkageError('INVALID_OPTIONS', 'The options cannot be used.', [
    {
      code: 'BAD_LEVELS',
      path: ['levels'],
      value: printable(levels),
      message,
    },
  ]);
}

/** A result of the right shape. Lists are measured before they are read, so that a huge one costs nothing. */
function parse(result: unknown, { problem, ranks }: CompiledPairs): PairsResult | undefined {
  const caps = problem.capacity.length;
  try {
    const { allocations, coverage, cost, certificate } = result as PairsResult;
    const { digest, marks, position, keep, cost: costs } = certificate;
    const fits =
      allocations.length <= problem.head.length &&
      coverage.length === ranks.length &&
      marks.length <= caps &&
      [position, keep, costs].every((list) => list.length === caps);
    const own = { allocations, coverage, cost, certificate: { digest, marks, position, keep, cost: costs } };
    return fits ? resultSchema.safeParse(own).data : undefined;
  } catch {
    return undefined;
  }
}

function allocationsOf({ needs, offers }: PairsTable, compiled: CompiledPairs, flow: Float64Array): PairQuantity[] {
  const { problem, needOf, offerOf } = compiled;
  const allocations: PairQuantity[] = [];
  for (let n = 0; n < needOf.length; n++) {
    for (let p = problem.candidateStart[n]!; p < problem.candidateStart[n + 1]!; p++) {
      if (flow[p] === 0) continue;
      allocations.push({
        need: needs.id[needOf[n]!]!,
        offer: offers.id[offerOf[problem.head[p]!]!]!,
        quantity: flow[p]!,
      });
    }
  }
  return allocations;
}

/** The flow that allocations stand for, and the first thing that is wrong with them. */
function flowOf({ needs, offers }: PairsTable, compiled: CompiledPairs, allocations: readonly PairQuantity[]) {
  const { problem, needOf, offerOf } = compiled;
  const flow = new Float64Array(problem.head.length);
  const line = new Map(Array.from(needOf, (row, n) => [needs.id[row]!, n]));
  const cap = new Map(Array.from(offerOf, (row, c) => [offers.id[row]!, c]));
  let fault = '';
  for (const { need, offer, quantity } of allocations) {
    const p = candidateOf(problem, line.get(need), cap.get(offer));
    if (p < 0) fault ||= `${need} and ${offer} are no pair`;
    else if (flow[p] !== 0) fault ||= `${need} and ${offer} stand twice`;
    else if (quantity <= 0) fault ||= `${need} gets ${quantity} from ${offer}`;
    else flow[p] = quantity;
  }
  return { flow, fault };
}

function candidateOf(
  { candidateStart, head }: CompiledPairs['problem'],
  n: number | undefined,
  c: number | undefined,
): number {
  if (n === undefined || c === undefined) return -1;
  let low = candidateStart[n]!;
  let high = candidateStart[n + 1]!;
  const end = high;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (head[middle]! < c) low = middle + 1;
    else high = middle;
  }
  return low < end && head[low] === c ? low : -1;
}

function coverageOf({ problem, ranks }: CompiledPairs, flow: Float64Array) {
  const coverage = ranks.map((rank) => ({ rank, demanded: 0, covered: 0 }));
  for (let n = 0; n < problem.demand.length; n++) {
    const row = coverage[problem.rank[n]!]!;
    row.demanded += problem.demand[n]!;
    for (let p = problem.candidateStart[n]!; p < problem.candidateStart[n + 1]!; p++) row.covered += flow[p]!;
  }
  return coverage;
}

function digestOf(
  { needs, offers }: PairsTable,
  { problem, needOf, offerOf, ranks }: CompiledPairs,
  levels: readonly Level[],
): string {
  return digest(problem, [
    levels.join(),
    ranks.join(),
    ...Array.from(needOf, (row) => needs.id[row]!),
    '',
    ...Array.from(offerOf, (row) => offers.id[row]!),
  ]);
}
