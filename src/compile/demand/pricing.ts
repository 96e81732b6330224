import { LinkageError } from '../../errors/linkage-error.js';
import { eachInSteps, type Work } from '../../kernel/work.js';
import type { Entry } from '../../model/records.js';
import type { LineRef, WholeFacts } from '../compiled.js';

/** Lots of units that the catalogue says nothing of: ¥10, an hour; one of everything else. */
const LOTS: ReadonlyMap<string, number> = new Map([
  ['fen', 1000],
  ['minute', 60],
]);

const MAX_COST_SCALE = 1_000_000;

/** What turns the policy's cost of one lot into the problem's cost of one unit, exactly. */
export interface Pricing {
  /** Costs of the problem are in 1/costScale of the policy's: the least common multiple of all lots. */
  readonly costScale: number;
  /** Per line: costScale / lot. */
  readonly factor: Float64Array;
}

/**
 * Prices a lot alike in every unit; `asked`: what all lines ask for, where these are some of them. The lot is the catalogue's for the capability, else the catalogue's for the unit, else
 * ¥10, an hour or one.
 *
 * @throws LinkageError `COST_SCALE_TOO_LARGE` if the lots have no common multiple up to a million.
 */
export function* pricingOf(
  lines: readonly LineRef[],
  catalogue: readonly Entry[],
  asked: WholeFacts['asked'] = [],
): Work<Pricing> {
  const lotOf = lotsBy(catalogue);
  const lot = new Float64Array(lines.length);
  const lots = new Set(asked.map(([code, unit]) => lotOf({ capability: { code }, unit })));
  yield* eachInSteps(lines, ({ requirement }, n) => {
    lot[n] = lotOf(requirement);
    lots.add(lot[n]!);
  });
  const costScale = commonMultiple(lots);
  return { costScale, factor: lot.map((units) => costScale / units) };
}

/** Answers how many units of a requirement are one lot, which its costs are quoted for. */
export function lotsBy(catalogue: readonly Entry[]): (requirement: Asked) => number {
  const { listed, ofUnit } = lotsIn(catalogue);
  return ({ capability, unit }) => listed.get(capability.code) ?? ofUnit(unit);
}

interface Asked {
  readonly capability: { readonly code: string };
  readonly unit: string;
}

function lotsIn(catalogue: readonly Entry[]) {
  const listed = new Map(catalogue.map(({ code, lot }) => [code, lot]));
  return { listed, ofUnit: (unit: string) => listed.get(unit) ?? LOTS.get(unit) ?? 1 };
}

/**
 * What one covered unit counts where lines of several units compete, per line: whole numbers in proportion to 1/lot of the unit. Lines of one unit count
 * alike, whatever their capability.
 *
 * @throws LinkageError `COST_SCALE_TOO_LARGE` as above
 */
export function worthOfUnits(
  lines: readonly LineRef[],
  catalogue: readonly Entry[],
  asked: WholeFacts['asked'] = [],
): Float64Array {
  const { ofUnit } = lotsIn(catalogue);
  const lots = Float64Array.from(lines, ({ requirement: { unit } }) => ofUnit(unit));
  const multiple = commonMultiple(new Set([...lots, ...asked.map(([, unit]) => ofUnit(unit))]));
  return lots.map((lot) => multiple / lot);
}

/** @throws LinkageError `COST_SCALE_TOO_LARGE` */
export function commonMultiple(lots: Iterable<number>): number {
  let multiple = 1;
  for (const lot of lots) {
    multiple *= lot / commonDivisor(multiple, lot);
    if (multiple > MAX_COST_SCALE) {
      const message = `All lots must have a common multiple up to ${MAX_COST_SCALE}; with ${lot} they have none.`;
      throw new LinkageError('COST_SCALE_TOO_LARGE', message);
    }
  }
  return multiple;
}

export function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}
