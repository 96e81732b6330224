import type { Path, Report } from '../errors/fault-list.js';
import { isSlip } from '../errors/nearest.js';
import { type ResourceKind, type Society, UNIT_NAMES } from './vocabulary.js';

/** Units that are converted at the door, exactly. */
const CONVERTED: ReadonlyMap<string, { unit: string; factor: number }> = new Map([
  ['yuan', { unit: 'fen', factor: 100 }],
  ['hour', { unit: 'minute', factor: 60 }],
]);

/** The unit in which quantities of `unit` are stored: `fen` for `yuan`, `minute` for `hour`, else itself. */
export function storedUnit(unit: string): string {
  return CONVERTED.get(unit)?.unit ?? unit;
}

/** The unit that is stored as `stored`: `yuan` for `fen`, `hour` for `minute`. */
export function coarseUnit(stored: string): string {
  for (const [unit, converted] of CONVERTED) if (converted.unit === stored) return unit;
  return stored;
}

/** How many stored units one is. */
export function unitFactor(unit: string): number {
  return CONVERTED.get(unit)?.factor ?? 1;
}

const BUILT_IN: readonly string[] = [...UNIT_NAMES.keys(), ...CONVERTED.keys()];

/** Other words for built-in units: their Chinese names, short forms, an odd plural. */
const OTHER_WORDS: ReadonlyMap<string, string> = new Map([
  ...[...UNIT_NAMES].map(([unit, { zh }]) => [zh, unit] as const),
  ['小时', 'hour'],
  ['元', 'yuan'],
  ['人民币', 'yuan'],
  ['h', 'hour'],
  ['hr', 'hour'],
  ['min', 'minute'],
  ['rmb', 'yuan'],
  ['cny', 'yuan'],
  ['people', 'person'],
]);

/**
 * The built-in unit that `unit` must have been meant to be: in capitals, in the plural, by another word for it or, if it is longer
 * than four letters, a slip. Stricter than `nearestWord`: `lesson` and `season`, two edits from `person`, are units of their own.
 */
export function nearUnit(unit: string): string | undefined {
  const singular = unit.trim().toLowerCase().replace(/s$/, '');
  return sameUnit(unit) ?? BUILT_IN.find((known) => known.length > 4 && isSlip(singular, known));
}

/** The built-in unit that `unit` is another word for: in capitals, in the plural, in Chinese. */
export function sameUnit(unit: string): string | undefined {
  const word = unit.trim().toLowerCase();
  for (const form of [word, word.replace(/s$/, '')]) {
    const same = BUILT_IN.includes(form) ? form : OTHER_WORDS.get(form);
    if (same !== undefined) return same;
  }
  return undefined;
}

/**
 * The unit itself, if it is built in, a code of the catalogue, or near to no built-in one; else the one that it is near to.
 * Reports UNKNOWN_UNIT in that case.
 */
export function unitMeant(unit: string, codes: { has(code: string): boolean }, path: Path, report: Report): string {
  if (BUILT_IN.includes(unit) || codes.has(unit)) return unit;
  const near = nearUnit(unit);
  if (near === undefined) return unit;
  const message = `\`${unit}\` is no built-in unit and no code of the catalogue. Maybe \`${near}\`.`;
  report('UNKNOWN_UNIT', path, unit, message);
  return near;
}

/** The units in which some capabilities are usually counted, sorted. */
export function usualUnits(
  skills: readonly { readonly code: string }[],
  unitOf: (code: string) => string | undefined,
): string[] {
  return [...new Set(skills.flatMap(({ code }) => unitOf(code) ?? []))].sort();
}

/** Reports UNIT_AMBIGUOUS for an amount of money that was written without its unit: 3000 may be yuan or fen. */
export function checkMoney(line: object, figures: readonly string[], unit: string, path: Path, report: Report): void {
  if (storedUnit(unit) !== 'fen' || !figures.some((figure) => typeof Reflect.get(line, figure) === 'number')) return;
  const message = 'an amount of money needs its unit. Maybe `yuan`, or `fen`.';
  report('UNIT_AMBIGUOUS', [...path, 'unit'], undefined, message);
}

/** The unit of an offer that names none, where the catalogue has none for what it can do. */
export function defaultUnit(society: Society, kind?: ResourceKind): string {
  if (society === 'socialWorker') return 'case';
  return kind === 'fund' ? 'fen' : kind === 'goods' ? 'item' : 'session';
}

/**
 * `value` × `factor`, computed on the decimal digits as written, so that 0.1 hours are 6 minutes and 12.34 yuan 1234 fen.
 * The fault code if that is no whole number or above 2^53 − 1.
 */
export function scaled(value: number, factor: number): number | 'NOT_AN_INTEGER' | 'TOO_LARGE' {
  if (Number.isInteger(value)) {
    return value <= Math.floor(Number.MAX_SAFE_INTEGER / factor) ? value * factor : 'TOO_LARGE';
  }
  const [, integer, fraction = '', exponent = '0'] = /^(\d+)(?:\.(\d+))?(?:e(-\d+))?$/.exec(String(value))!;
  const divisor = 10n ** BigInt(fraction.length - Number(exponent));
  const product = BigInt(integer! + fraction) * BigInt(factor);
  if (product % divisor !== 0n) return 'NOT_AN_INTEGER';
  const result = product / divisor;
  return result <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(result) : 'TOO_LARGE';
}

/** Converts the named figures of a line from `unit` to the stored unit, in place; words such as `'unlimited'` stay. */
export function convertFigures(
  line: object,
  figures: readonly string[],
  unit: string,
  path: Path,
  report: Report,
): void {
  const factor = CONVERTED.get(unit)?.factor ?? 1;
  const record = line as Record<string, unknown>;
  for (const figure of figures) {
    const value = record[figure];
    if (typeof value !== 'number') continue;
    const result = scaled(value, factor);
    if (typeof result === 'number') {
      record[figure] = result;
      continue;
    }
    const stored = factor === 1 ? '' : ` of ${storedUnit(unit)} (${unit} × ${factor})`;
    const wanted = result === 'TOO_LARGE' ? `at most 2^53 − 1${stored}` : `a whole number${stored}`;
    report(result, [...path, figure], value, `expected ${wanted}, found ${value}.`);
  }
}
