import type { FaultCode } from './codes.js';
import { type Fault, formatPath, printable } from './linkage-error.js';

export type Path = readonly (string | number)[];

/** A record or a line of one, and where in the user's input it was written. */
export interface Located<T> {
  readonly path: Path;
  readonly value: T;
}

/** Where rows stand that are left out, by the node key they would have had; a slot's is `slot:id`. The first of an id counts. */
export type LeftOut = ReadonlyMap<string, Path>;

/** Says of something named that it was written, and where to look for why it is not there. */
export function isLeftOut(name: string, row: Path): string {
  return `${name} is left out, see the fault at ${formatPath(row)}.`;
}

/** Where checks say what is wrong. */
export type Report = (code: FaultCode, path: Path, value: unknown, message: string) => void;

/** A reporter that appends to `faults`; of several faults at one place the first one counts. */
export function reporter(faults: Fault[]): Report {
  return firstOf((code, path, value, message) => {
    faults.push({ code, path: [...path], value: printable(value), message });
  });
}

/** Of several faults at one place only the first one. */
export function firstOf(report: Report): Report {
  const places = new Set<string>();
  return (...fault) => {
    if (places.size < places.add(JSON.stringify(fault[1])).size) report(...fault);
  };
}

/** Runs `work`; its result if it reported nothing, else `undefined`. */
export function faultless<T>(report: Report, work: (tell: Report) => T): T | undefined {
  let faults = 0;
  const result = work((...fault) => {
    faults++;
    report(...fault);
  });
  return faults === 0 ? result : undefined;
}

/** What was found where something is, for a message: `the string "3"`. Never throws, never long. */
export function found(value: unknown): string {
  const shown = printable(value);
  if (typeof value === 'string')
    return `the string ${JSON.stringify(value.slice(0, 60))}${value.length > 60 ? '…' : ''}`;
  if (value === null) return 'null';
  if (shown === '[array]') return 'a list';
  if (shown === '[object]') return 'an object';
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : `a ${typeof value}`;
}
