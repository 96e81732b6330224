import * as z from 'zod/mini';
import { faultOf, finding } from '../errors/findings.js';
import { LinkageError } from '../errors/linkage-error.js';
import { exactDot } from '../kernel/exact.js';
import { finish } from '../kernel/work.js';
import { rowsOf } from '../problem/columns.js';
import { digest } from '../problem/digest.js';
import { withoutPins } from '../problem/pins.js';
import { areLevels, LEVELS, type Level } from '../problem/problem.js';
import { checkFlow, type FlowClaim } from '../proof/flow-check.js';
import { type Check, checkOf, checkThat, throwUnlessOk, verdictOf } from '../proof/verdict.js';
import { bestFlowSteps } from '../solve/best-flow.js';
import { type CompiledPairs, compilePairs } from './compile-pairs.js';
import type { PairsTable } from './pair-table.js';
import { type ColumnQuantities, type ColumnsInput, readColumns, readPromises } from './read-columns.js';
import { readPairsOptions } from './read-pairs.js';

export type { ColumnQuantities, ColumnsInput, NumberColumn } from './read-columns.js';

export interface ColumnsOptions {
  /** Which levels of the objective count, in this order; 'rank' always does. Default: all but 'even', which is over all offers, in quarters of their capacity. */
  readonly levels?: readonly Level[];
  /** Units that were promised, for level 'keep'; what was promised to rows or pairs that are gone counts as withdrawn. */
  readonly previous?: ColumnQuantities;
}

/** −0 has no place in a result. */
export const integer = z.number().check(z.refine((x) => Number.isSafeInteger(x) && !Object.is(x, -0)));

const figuresSchema = z.object({
  coverage: z.array(z.object({ rank: integer, demanded: integer, covered: integer })),
  cost: z.union([integer, z.string()]),
  certificate: z.object({
    digest: z.string(),
    marks: z.array(z.object({ rank: integer, unit: integer, demand: integer, offset: integer })),
  }),
});
/** What a result says in words and figures, whether of rows or of columns. */
export type ResultFigures = z.infer<typeof figuresSchema>;

/**
 * The best quantities, and the proof. Its columns are typed arrays, which JSON does not know: keep them as they are (they pass through
 * `structuredClone` and `postMessage`), or write `Array.from(column)`; {@link verifyColumns} reads lists as well.
 */
export interface ColumnsResult extends ResultFigures {
  /** Units per pair, in the order of the pairs that were given. */
  readonly quantity: Float64Array;
  /** Prices per offer, see {@link verifyColumns}; its marks count ranks from 0. */
  readonly certificate: ResultFigures['certificate'] & {
    readonly position: Int32Array;
    readonly keep: Float64Array;
    /** Present with level 'even'. */
    readonly load?: Float64Array;
    readonly cost: Float64Array;
  };
}

/**
 * As `matchPairs`, on columns in place of rows: for millions of pairs, where an object for each would take longer than matching them.
 * A need or an offer is a row number, counted from 0, in place of an id. The result has units per pair, in the order given, and
 * `coverage` and `cost` as `matchPairs` has them: units per rank, ascending, and the total, a decimal string where it is beyond 2⁵³ − 1.
 *
 * Ties end by row number, so other numbers of the same needs and offers may give another of the best plans; the order of the pairs
 * changes nothing but that of `quantity`. Nothing given is written. Reading takes O(size) and 14 to 32 bytes a pair, most of it for
 * columns that the solver wants; quickest are an `Int32Array` of needs and one of offers, with pairs sorted by need, then offer, and
 * needs by rank.
 *
 * @throws LinkageError `INVALID_INPUT`, `INVALID_OPTIONS`: with all faults, before any work
 * @example
 * matchColumns({
 *   needs: { rank: [0, 1], demand: [5, 4] },
 *   offers: { capacity: [8] },
 *   pairs: { need: Int32Array.of(1, 0), offer: Int32Array.of(0, 0), cost: [3, 12] },
 * }).quantity; // Float64Array [3, 5]
 */
export function matchColumns(columns: ColumnsInput, options: ColumnsOptions = {}): ColumnsResult {
  const prepared = prepare(columns, options);
  const { flow, ...result } = provedResult(prepared, bestOf(prepared));
  const { pairOf } = prepared.compiled;
  if (!pairOf) return { quantity: flow, ...result };
  const quantity = new Float64Array(flow.length);
  for (let i = 0; i < flow.length; i++) quantity[pairOf[i]!] = flow[i]!;
  return { quantity, ...result };
}

/**
 * Checks a result of {@link matchColumns} against the data, without trusting it and without solving again: the data are the same, the
 * quantities are possible, the figures are true, and the prices prove that nothing better exists. Exact, O(size).
 *
 * @returns every check by name; never throws on a bad result
 * @throws LinkageError on bad `columns` or `options`, as `matchColumns` does
 */
export function verifyColumns(
  columns: ColumnsInput,
  result: unknown,
  options: ColumnsOptions = {},
): { ok: boolean; checks: Check[] } {
  const prepared = prepare(columns, options);
  const { problem, pairOf } = prepared.compiled;
  const claim = attempted(() => claimOf(result as object, prepared.compiled));
  const units = attempted(() => integersOf((result as ColumnsResult).quantity, problem.head.length));
  if (!claim || !units) return verdictOf([checkOf('shape', 'this is not a result of matchColumns')]);
  return verifyPrepared(prepared, { ...claim, flow: pairOf ? rowsOf(units, pairOf) : units });
}

/** A problem to be solved or checked, and the digest of it and its names. */
export interface Prepared {
  readonly compiled: CompiledPairs;
  readonly levels: readonly Level[];
  readonly digest: string;
}

/** Solves. */
export function bestOf({ compiled, levels }: Omit<Prepared, 'digest'>): FlowClaim {
  return finish(bestFlowSteps(withoutPins(compiled.problem), levels));
}

/** Lets nothing out that is not proved. */
export function provedResult(
  { compiled, levels, digest }: Prepared,
  { flow, prices }: FlowClaim,
): Omit<ColumnsResult, 'quantity'> & { flow: Float64Array } {
  const { problem } = compiled;
  throwUnlessOk(checkFlow(problem, levels, { flow, prices }).checks);
  return {
    flow,
    coverage: coverageOf(compiled, flow),
    cost: exactDot(flow, problem.cost),
    certificate: { digest, ...prices, marks: [...prices.marks] },
  };
}

/** Holds a claim against the data. `before`: checks of how the claim was read, which come after that of the digest. */
export function verifyPrepared(
  { compiled, levels, digest }: Prepared,
  { coverage, cost, certificate, ...claim }: ResultFigures & FlowClaim,
  before: readonly Check[] = [],
): { ok: boolean; checks: Check[] } {
  const truth = coverageOf(compiled, claim.flow);
  const total = exactDot(claim.flow, compiled.problem.cost);
  const checks = [
    checkThat('digest', certificate.digest === digest, 'the certificate belongs to other data or levels'),
    ...before,
    ...checkFlow(compiled.problem, levels, claim).checks,
    checkThat(
      'coverage',
      JSON.stringify(coverage) === JSON.stringify(truth),
      'the coverage is not what the allocations give',
    ),
    checkThat('cost', cost === total, `the cost is ${total}`),
  ];
  return verdictOf(checks);
}

function prepare(input: unknown, options: unknown): Prepared {
  const own = readPairsOptions(options);
  const levels = readLevels(own.levels);
  const promises = own.previous === undefined ? NOTHING : readPromises(own.previous);
  const table = readColumns(input);
  const compiled = compilePairs(table, promises, levels.includes('even'));
  return { compiled, levels, digest: pairsDigest(compiled, levels, namesOf(table)) };
}

const NOTHING = { need: [], offer: [], quantity: [] };

/** The rank of each need, by number, in texts of two characters a need: lines alone are sorted and do not tell which is which. */
function* namesOf({ lineOf, rankOf }: PairsTable): Iterable<string> {
  yield 'columns';
  for (let n = 0; n < lineOf.length; n += NEEDS_PER_TEXT) {
    const units: number[] = [];
    for (const line of lineOf.subarray(n, n + NEEDS_PER_TEXT)) units.push(rankOf[line]! & 0xffff, rankOf[line]! >>> 16);
    yield String.fromCharCode(...units);
  }
}

const NEEDS_PER_TEXT = 4096;

/** Any subset of the levels in their order that holds 'rank'; not `even`: one without that level. */
export function readLevels(
  levels: unknown = LEVELS.filter((level) => level !== 'even'),
  even = true,
): readonly Level[] {
  try {
    if (Array.isArray(levels) && levels.length <= LEVELS.length) {
      const asked: unknown[] = [...levels];
      if (areLevels(asked) && (even || !asked.includes('even'))) return asked;
    }
  } catch {
    // What cannot be read is no list of levels.
  }
  const known = LEVELS.filter((level) => even || level !== 'even').join(', ');
  const what = `any of ${known}, in this order${even ? " ('even' may also be last)" : ''}, 'rank' among them`;
  const fault = faultOf(
    finding('BAD_LEVELS', what, levels, levels === null ? 'Maybe leave it out.' : ''),
    ['levels'],
    levels,
  );
  throw new LinkageError('INVALID_OPTIONS', 'The options cannot be used.', [fault]);
}

/** What reading a claim comes to; nothing where it throws. */
export function attempted<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** The figures and the prices of a result of the right shape. Columns are measured before they are read, so that a huge one costs nothing. */
export function claimOf(
  result: object,
  { problem, ranks }: CompiledPairs,
): (ResultFigures & Pick<FlowClaim, 'prices'>) | undefined {
  const caps = problem.capacity.length;
  const { coverage, cost, certificate } = result as ColumnsResult;
  const { digest, marks, position, keep, load, cost: costs } = certificate;
  if (coverage.length !== ranks.length || marks.length > caps) return undefined;
  const read = figuresSchema.safeParse({ coverage, cost, certificate: { digest, marks } }).data;
  const [places, kept, loads, saved] = [position, keep, load === undefined ? keep : load, costs].map((column) =>
    integersOf(column, caps),
  );
  // Beyond 32 bits a position would wrap round to another.
  if (!read || !kept || !loads || !saved || !places?.every((place) => place === (place | 0))) return undefined;
  const own = { marks: read.certificate.marks, position: Int32Array.from(places) };
  return { ...read, prices: { ...own, keep: kept, ...(load && { load: loads }), cost: saved } };
}

/** The numbers of a column, our own copy, if all of them are safe integers, none −0, and as many as there should be. */
function integersOf(column: ArrayLike<unknown>, length: number): Float64Array | undefined {
  if (column.length !== length) return undefined;
  const isView = ArrayBuffer.isView(column);
  const own = isView ? new Float64Array(column as ArrayLike<unknown> as Float64Array) : new Float64Array(length);
  for (let i = 0; i < length && !isView; i++)
    own[i] = typeof column[i] === 'number' ? (column[i] as number) : Number.NaN;
  const isInteger = (x: number) =>
    Math.abs(x) <= Number.MAX_SAFE_INTEGER && Math.floor(x) === x && (x !== 0 || 1 / x > 0);
  return own.length === length && own.every(isInteger) ? own : undefined;
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

/** Tells data apart with their names: columns alone do not tell which ids, or which needs, they are of. */
export function pairsDigest(
  { problem, ranks }: CompiledPairs,
  levels: readonly Level[],
  names: Iterable<string>,
): string {
  return digest(problem, textsOf([levels.join(), ranks.join()], names));
}

function* textsOf(...lists: Iterable<string>[]): Iterable<string> {
  for (const list of lists) yield* list;
}
