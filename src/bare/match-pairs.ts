import * as z from 'zod/mini';
import { candidateOf } from '../problem/columns.js';
import type { Level } from '../problem/problem.js';
import type { FlowClaim } from '../proof/flow-check.js';
import { type Check, checkOf, verdictOf } from '../proof/verdict.js';
import { type CompiledPairs, compilePairs } from './compile-pairs.js';
import {
  attempted,
  bestOf,
  claimOf,
  integer,
  type Prepared,
  pairsDigest,
  provedResult,
  type ResultFigures,
  readLevels,
  verifyPrepared,
} from './match-columns.js';
import {
  type Ids,
  type PairQuantity,
  type PairsInput,
  promiseColumns,
  readPairs,
  readPairsOptions,
  readPrevious,
} from './read-pairs.js';

export type { PairQuantity, PairsInput } from './read-pairs.js';

export interface PairsOptions {
  /** Which levels of the objective count, in this order; 'rank' always does. Default: all but 'even', which is over all offers, in quarters of their capacity. */
  readonly levels?: readonly Level[];
  /** Allocations that were promised, for level 'keep'; units of needs, offers or pairs that are gone count as withdrawn. */
  readonly previous?: readonly PairQuantity[];
}

const allocationsSchema = z.array(z.object({ need: z.string(), offer: z.string(), quantity: integer }));

/**
 * The best allocation of bare pairs, and the proof. Plain JSON.
 *
 * `allocations`: units per pair, none of zero, by need (rank, id) and offer (id). `coverage`: units per rank, ascending, one for every rank
 * that some need has. `cost`: total, a number up to 2⁵³ − 1, beyond it a decimal string. `certificate`: prices per offer (by id),
 * see {@link verifyPairs}; its marks count ranks from 0.
 */
export interface PairsResult extends ResultFigures {
  allocations: z.infer<typeof allocationsSchema>;
  certificate: ResultFigures['certificate'] & { position: number[]; keep: number[]; load?: number[]; cost: number[] };
}

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
  const prepared = prepare(input, options);
  return rowsResult(prepared, bestOf(prepared));
}

/** The result in rows, proved. */
export function rowsResult(prepared: PreparedRows, best: FlowClaim): PairsResult {
  const { flow, coverage, cost, certificate } = provedResult(prepared, best);
  const { digest, marks, position, keep, load, cost: costs } = certificate;
  return {
    allocations: allocationsOf(prepared, flow),
    coverage,
    cost,
    certificate: {
      digest,
      marks,
      position: [...position],
      keep: [...keep],
      ...(load && { load: [...load] }),
      cost: [...costs],
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
  const prepared = prepare(input, options);
  const claim = rowsClaim(result, prepared.compiled, prepared.compiled.problem.head.length);
  return claim ? verifyRows(prepared, claim) : verdictOf([checkOf('shape', 'this is not a result of matchPairs')]);
}

/** What a result in rows of at most so many allocations claims. */
export function rowsClaim(result: unknown, compiled: CompiledPairs, most: number) {
  const claim = attempted(() => claimOf(result as object, compiled));
  const allocations = attempted(() => {
    const told = (result as PairsResult).allocations;
    return told.length <= most ? allocationsSchema.safeParse(told).data : undefined;
  });
  return claim && allocations && { ...claim, allocations };
}

export function verifyRows(prepared: PreparedRows, claim: NonNullable<ReturnType<typeof rowsClaim>>) {
  const { flow, fault } = flowOf(prepared, claim.allocations);
  return verifyPrepared(prepared, { ...claim, flow }, [checkOf('allocations', fault)]);
}

/** A problem by the names of its rows. */
export interface PreparedRows extends Prepared {
  readonly needs: Named;
  readonly offers: Named;
  readonly lineOf: Int32Array;
}

type Named = Pick<Ids, 'list' | 'index'>;

function prepare(input: unknown, options: unknown): PreparedRows {
  const own = readPairsOptions(options);
  const levels = readLevels(own.levels);
  const previous = own.previous === undefined ? [] : readPrevious(own.previous);
  const read = readPairs(input);
  const { table, needs, offers } = read;
  const compiled = compilePairs(table, promiseColumns(previous, read), levels.includes('even'));
  const digest = pairsDigest(compiled, levels, namesOf(needs, offers, table.needOf));
  return { compiled, levels, digest, needs, offers, lineOf: table.lineOf };
}

/** Ids of lines, then of caps. */
function* namesOf(needs: Named, offers: Named, needOf: Int32Array): Iterable<string> {
  for (const need of needOf) yield needs.list[need]!;
  yield '';
  yield* offers.list;
}

function allocationsOf({ compiled: { problem, needOf }, needs, offers }: PreparedRows, flow: Float64Array) {
  const allocations: PairQuantity[] = [];
  for (let n = 0; n < needOf.length; n++) {
    const need = needs.list[needOf[n]!]!;
    for (let p = problem.candidateStart[n]!; p < problem.candidateStart[n + 1]!; p++)
      if (flow[p] !== 0) allocations.push({ need, offer: offers.list[problem.head[p]!]!, quantity: flow[p]! });
  }
  return allocations;
}

/** The flow that allocations stand for, and the first thing that is wrong with them. */
function flowOf({ compiled: { problem }, needs, offers, lineOf }: PreparedRows, allocations: readonly PairQuantity[]) {
  const flow = new Float64Array(problem.head.length);
  let fault = '';
  for (const { need, offer, quantity } of allocations) {
    const n = needs.index.get(need);
    const cap = offers.index.get(offer) ?? -1;
    const p = n === undefined ? -1 : candidateOf(problem.candidateStart, problem.head, lineOf[n]!, cap);
    if (p < 0) fault ||= `${need} and ${offer} are no pair`;
    else if (flow[p] !== 0) fault ||= `${need} and ${offer} stand twice`;
    else if (quantity <= 0) fault ||= `${need} gets ${quantity} from ${offer}`;
    else flow[p] = quantity;
  }
  return { flow, fault };
}
