import type { z } from 'zod';
import { formatPath } from '../errors.js';
import { NONE } from './fields.js';
import { checkWindows, type Listed, lineIds, type Parted, reportReversed, separateLines } from './lines.js';
import {
  type Need,
  type needSchema,
  type Provider,
  type Requirement,
  type RequirementLine,
  requirementSchema,
} from './records.js';
import type { Located, Path, Report } from './report.js';
import { convertFigures, storedUnit, unitMeant } from './units.js';
import { SOCIETIES } from './vocabulary.js';

/** A need as its schema returns it: one requirement's fields on itself, or `requirements`, or only a category. */
export type NeedRow = z.output<typeof needSchema>;

/** What is written on a need itself, if it has one line. */
export const REQUIREMENT_FIELDS: ReadonlySet<string> = new Set(
  Object.keys(requirementSchema.shape).filter((key) => key !== 'id'),
);

const FIGURES = ['quantity', 'minimum'];

/** Which units are offered, by capability: for each unit, the societies that offer it, as bits. */
export type OfferedUnits = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** O(offers). */
export function offeredUnits(providers: Iterable<{ readonly record: Provider }>): OfferedUnits {
  const offered = new Map<string, Map<string, number>>();
  for (const { record: provider } of providers) {
    const bit = 1 << SOCIETIES.indexOf(provider.society);
    for (const offer of provider.offers) {
      for (const { code } of offer.capabilities) {
        let units = offered.get(code);
        if (!units) offered.set(code, (units = new Map()));
        units.set(offer.unit, (units.get(offer.unit) ?? 0) | bit);
      }
    }
  }
  return offered;
}

/** What the lines of a need are read against. */
export interface Surroundings extends Listed {
  readonly offered: OfferedUnits;
}

/**
 * The need that the network stores: its lines, or its category's, with units and defaults filled in.
 *
 * Reports LINE_AND_ARRAY, REQUIRED, REQUIREMENT_MISSING, UNIT_AMBIGUOUS, CONTRADICTION, DUPLICATE, DUPLICATE_ID and what
 * units.ts reports.
 */
export function normaliseNeed(
  row: Parted<NeedRow, RequirementLine>,
  known: Surroundings,
  report: Report,
): Need | undefined {
  const lines = separateLines(row, 'requirements', report);
  if (!lines) return undefined;
  const { path, value: rest } = row;
  const { reportedAt, dueAt } = rest;
  if (reportedAt !== undefined && dueAt !== undefined && Date.parse(dueAt) < Date.parse(reportedAt)) {
    report(
      'CONTRADICTION',
      [...path, 'dueAt'],
      dueAt,
      `this is before reportedAt ${reportedAt}. Maybe they are swapped.`,
    );
  }
  const complete = completeLines(lines, rest.category, known.catalogue, path, report);
  const tell = complete[0]?.path[0] === 'catalogue' ? atCategory(path, report) : report;
  const ids = lineIds(complete, tell);
  const requirements = complete.map((line, index) => {
    checkWindows(line.value, known, line.path, tell);
    return normaliseRequirement(line, ids[index]!, known, tell);
  });
  return Object.assign(rest, { requirements });
}

/** What is wrong with a line of the catalogue is told at the need that uses it. */
function atCategory(path: Path, report: Report): Report {
  return (code, at, value, message) => report(code, [...path, 'category'], value, `${formatPath(at)}: ${message}`);
}

/** The lines as written, or the category's: those of the catalogue, else one line that asks for the category itself. */
function completeLines(
  lines: Located<RequirementLine>[],
  category: string | undefined,
  catalogue: Listed['catalogue'],
  path: Path,
  report: Report,
): Located<RequirementLine>[] {
  const entry = category === undefined ? undefined : catalogue.get(category);
  const defaults = entry?.value.requirements ?? [];
  const first = lines[0];
  if (!first && entry && defaults.length > 0) {
    return defaults.map((value, index) => ({
      value: structuredClone(value),
      path: [...entry.path, 'requirements', index],
    }));
  }
  if (first && first.value.capability !== undefined) return lines;
  if (category !== undefined && defaults.length === 0) {
    return [{ value: { ...first?.value, capability: { code: category, level: 1 } }, path }];
  }
  if (first)
    report('REQUIRED', [...path, 'capability'], undefined, 'a requirement is written here without its `capability`.');
  else
    report(
      'REQUIREMENT_MISSING',
      path,
      {},
      'this need asks for nothing. Maybe add `capability`, `requirements` or `category`.',
    );
  return [];
}

function normaliseRequirement(
  { value, path }: Located<RequirementLine>,
  id: string,
  { catalogue, offered }: Surroundings,
  report: Report,
): Requirement {
  const unit =
    value.unit === undefined
      ? (catalogue.get(value.capability.code)?.value.unit ?? offeredUnit(value, offered, path, report))
      : unitMeant(value.unit, catalogue, [...path, 'unit'], report);
  const { quantity = 1, remote = false, checks = NONE } = value;
  const line = Object.assign(value, { id, quantity, unit: storedUnit(unit), remote, checks });
  convertFigures(line, FIGURES, unit, path, report);
  reportReversed(line.minimum, line.quantity, ['minimum', 'quantity'], path, report);
  return line;
}

/** The only unit in which societies that may serve the line offer its capability; `session` if nobody does. */
function offeredUnit(line: RequirementLine, offered: OfferedUnits, path: Path, report: Report): string {
  let allowed = 0;
  for (const society of line.societies ?? SOCIETIES) allowed |= 1 << SOCIETIES.indexOf(society);
  const units: string[] = [];
  for (const [unit, societies] of offered.get(line.capability.code) ?? []) if (societies & allowed) units.push(unit);
  if (units.length > 1) {
    const list = units
      .sort()
      .map((unit) => `'${unit}'`)
      .join(' and ');
    report(
      'UNIT_AMBIGUOUS',
      [...path, 'unit'],
      undefined,
      `"${line.capability.code}" is offered in ${list}. Maybe add \`unit\`.`,
    );
  }
  return units[0] ?? 'session';
}
