import { found, isLeftOut, type LeftOut, type Located, type Path, type Report } from '../errors/fault-list.js';
import { nearestIn } from '../errors/nearest.js';
import type { Calendar } from './calendar.js';
import type { Entry, Recurrence, Slot } from './records.js';
import type { Resolver } from './resolver.js';

/** What lines of providers and needs are read against. */
export interface Listed {
  /** The slots that the input lists; `undefined` if it lists none and any name will do. */
  readonly slots: ListedSlots | undefined;
  readonly calendar: Calendar;
  /** As written, by code: a unit there is the one in which plain quantities are meant. */
  readonly catalogue: ReadonlyMap<string, Located<Entry>>;
  readonly leftOut: LeftOut;
  readonly words: Resolver;
  /** Where it is told what is kept though it may not be meant so. */
  readonly doubt: Report;
}

/** Ids of slots, and which of them another word is near to. */
export interface ListedSlots {
  has(id: string): boolean;
  near(word: string): string | undefined;
}

export function listedSlots(slots: readonly Slot[]): ListedSlots {
  const ids = new Set(slots.map(({ id }) => id));
  return { has: (id) => ids.has(id), near: nearestIn(ids) };
}

/** A row without the line that is written on it; unknown keys stay here. */
export interface Parted<Row, Line> extends Located<Row> {
  readonly line: Line | undefined;
}

/** Parts a row, which must be ours, from the line written on it. */
export function partRow(row: object, lineFields: ReadonlySet<string>, path: Path): Parted<object, object> {
  const source = row as Record<string, unknown>;
  const value: Record<string, unknown> = {};
  let line: Record<string, unknown> | undefined;
  for (const key in source) (lineFields.has(key) ? (line ??= {}) : value)[key] = source[key];
  return { path, value: line === undefined ? row : value, line };
}

/**
 * A record's lines: the one written on the record itself, or those of its array, never both.
 *
 * Reports LINE_AND_ARRAY and is `undefined` then.
 */
export function separateLines<Line>(
  { path, value: row, line }: Parted<object, Line>,
  arrayName: string,
  report: Report,
): Located<Line>[] | undefined {
  const array = (row as Record<string, unknown>)[arrayName] as Line[] | undefined;
  if (line === undefined) return (array ?? []).map((value, index) => ({ value, path: [...path, arrayName, index] }));
  if (array === undefined) return [{ value: line, path }];
  const first = Object.keys(line as object)[0];
  const message = `\`${first}\` is written on the record itself too. Maybe move it into \`${arrayName}\`.`;
  report('LINE_AND_ARRAY', [...path, arrayName], array, message);
  return undefined;
}

/** Ids of lines as given, else their position counted from 1. Reports DUPLICATE_ID. */
export function lineIds(lines: readonly Located<{ id?: string | undefined }>[], report: Report): string[] {
  if (lines.length === 1) return [lines[0]!.value.id ?? '1'];
  const positions = new Map<string, number>();
  return lines.map(({ value, path }, index) => {
    const id = value.id ?? String(index + 1);
    const earlier = positions.get(id);
    if (earlier !== undefined) {
      const message = `line ${index + 1} has the id "${id}", as line ${earlier + 1} has (lines without an id have their number).`;
      report('DUPLICATE_ID', [...path, 'id'], id, message);
    }
    positions.set(id, index);
    return id;
  });
}

/** Reports DUPLICATE for every element whose key came before. */
export function reportRepeats<T>(
  list: readonly T[] | undefined,
  keyOf: (element: T) => string,
  path: Path,
  report: Report,
): void {
  if (!list || list.length < 2) return;
  const positions = new Map<string, number>();
  for (const [index, element] of list.entries()) {
    const key = keyOf(element);
    const earlier = positions.get(key);
    if (earlier === undefined) positions.set(key, index);
    else report('DUPLICATE', [...path, index], element, `${found(key)} is already at position ${earlier}.`);
  }
}

/**
 * The windows of a line as ids of slots: times are looked up in the calendar (BAD_WINDOW). Reports slots named twice, and slots that are not among the input's, where it lists them
 * (DANGLING_REFERENCE).
 */
export function readWindows(
  { windows }: { windows?: readonly (string | Recurrence)[] | undefined },
  { slots, calendar, leftOut }: Listed,
  path: Path,
  report: Report,
): { windows?: string[] } {
  if (!windows) return {};
  const at = [...path, 'windows'];
  reportRepeats(windows, (window) => (typeof window === 'string' ? window : JSON.stringify(window)), at, report);
  const ids = windows.flatMap((window, index): readonly string[] => {
    if (typeof window === 'string' && slots?.has(window)) return [window];
    const times = calendar.read(window);
    if (times && !('fault' in times)) return times;
    if (times) report('BAD_WINDOW', [...at, index], window, times.fault);
    else if (slots) {
      const row = leftOut.get(`slot:${window}`);
      const near = slots.near(String(window));
      const message = row
        ? isLeftOut(`slot "${window}"`, row)
        : `there is no slot "${window}" in \`slots\`.${near === undefined ? '' : ` Maybe "${near}".`}`;
      report('DANGLING_REFERENCE', [...at, index], window, message);
    }
    return [String(window)];
  });
  return { windows: [...new Set(ids)] };
}

/** Reports CONTRADICTION if both are numbers and `low` is above `high`. */
export function reportReversed(low: unknown, high: unknown, names: [string, string], path: Path, report: Report): void {
  if (typeof low !== 'number' || typeof high !== 'number' || low <= high) return;
  const message = `${names[0]} ${low} is above ${names[1]} ${high}. Maybe they are swapped.`;
  report('CONTRADICTION', [...path, names[0]], low, message);
}
