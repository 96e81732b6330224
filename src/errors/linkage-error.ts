import type { ErrorCode, FaultCode } from './codes.js';

/** One thing that is wrong with the input: what, where, and the value found there. */
export interface Fault {
  /** Stable, for programs: `DUPLICATE_ID`, `DANGLING_REFERENCE` … */
  readonly code: FaultCode;
  /** Where in the input, outermost first: `['volunteers', 3, 'windows', 0]`. */
  readonly path: readonly (string | number)[];
  /** What was found there, made printable and cut to a sane length. */
  readonly value: unknown;
  /** What is wrong, and where possible "Maybe …". */
  readonly message: string;
}

/** At most this many faults travel in one error; `omitted` counts the rest. */
export const MAX_FAULTS = 100;

/**
 * Misuse, thrown before any work starts. Test `error.code`, never the message.
 *
 * Shortage is not misuse: what cannot be served is in `plan.unmet`.
 */
export class LinkageError extends Error {
  override readonly name = 'LinkageError';
  /** Stable, for programs: `INVALID_INPUT`, `INVALID_OPTIONS`, `SUM_TOO_LARGE`, `SELF_CHECK_FAILED` … */
  readonly code: ErrorCode;
  /** All faults found, the first {@link MAX_FAULTS} of them. */
  readonly details: readonly Fault[];
  /** How many faults were found beyond those in `details`. */
  readonly omitted: number;

  constructor(code: ErrorCode, message: string, details: readonly Fault[] = []) {
    const first = details[0];
    const where = first ? ` First: ${formatPath(first.path)}: ${first.message}` : '';
    const count = details.length > 1 ? ` (${details.length} faults)` : '';
    super(`${message}${count}${where}`);
    this.code = code;
    this.details = details.slice(0, MAX_FAULTS);
    this.omitted = Math.max(0, details.length - MAX_FAULTS);
  }
}

/** `['needs', 0, 'quantity']` as `needs[0].quantity`. */
export function formatPath(path: readonly (string | number)[]): string {
  let text = '';
  for (const step of path) text += typeof step === 'number' ? `[${step}]` : text === '' ? step : `.${step}`;
  return text === '' ? 'input' : text;
}

/** A value fit for a {@link Fault}: JSON-safe, never huge, never able to throw or run code. */
export function printable(value: unknown): unknown {
  switch (typeof value) {
    case 'string':
      return value.length > 200 ? `${value.slice(0, 200)}…` : value;
    case 'number':
      return Number.isFinite(value) ? value : String(value);
    case 'boolean':
    case 'undefined':
      return value;
    case 'object':
      return value === null ? null : isArray(value) ? '[array]' : '[object]';
    default:
      return `[${typeof value}]`;
  }
}

/** A revoked proxy throws even at this question. */
function isArray(value: object): boolean {
  try {
    return Array.isArray(value);
  } catch {
    return false;
  }
}
