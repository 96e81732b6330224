import type { z } from 'zod/mini';
import type { Located, Path, Report } from '../errors/fault-list.js';
import { formatPath } from '../errors/linkage-error.js';
import { usualDue, type Workdays } from './catalogue/due.js';
import { NONE } from './fields.js';
import { type Listed, lineIds, type Parted, readWindows, reportReversed, separateLines } from './record-lines.js';
import {
  type Need,
  type needSchema,
  type Pattern,
  type PatternLine,
  type Requirement,
  type RequirementLine,
  requirementSchema,
} from './records.js';
import type { OfferedUnits } from './tallies.js';
import { checkMoney, coarseUnit, convertFigures, storedUnit, unitMeant } from './units.js';
import { SOCIETIES, type Society } from './vocabulary.js';

/** A need as its schema returns it: one requirement's fields on itself, or `requirements`, or only a category. */
export type NeedRow = z.output<typeof needSchema>;

/** What is written on a need itself, if it has one line. */
export const REQUIREMENT_FIELDS: ReadonlySet<string> = new Set(
  Object.keys(requirementSchema.shape).filter((key) => key !== 'id'),
);

const FIGURES = ['quantity', 'minimum'];

/** What the lines of a need are read against. */
export interface LineContext extends Listed {
  readonly offered: OfferedUnits;
  readonly isWorkday: Workdays;
}

/**
 * The need that the network stores: its lines, or its category's, with units and defaults filled in.
 *
 * Reports LINE_AND_ARRAY, REQUIRED, REQUIREMENT_MISSING, UNIT_AMBIGUOUS, CONTRADICTION, DUPLICATE, DUPLICATE_ID, DANGLING_REFERENCE and what
 * units.ts reports.
 */
export function normaliseNeed(
  row: Parted<NeedRow, RequirementLine>,
  known: LineContext,
  report: Report,
): Need | undefined {
  const lines = separateLines(row, 'requirements', report);
  if (!lines) return undefined;
  const { path, value: rest } = row;
  if (rest.category !== undefined) rest.category = known.words.read('category', rest.category, path, 'category');
  known.words.readAll('group', rest.groups, path, 'groups');
  known.words.readAll('shown', rest.documents, path, 'documents');
  const { reportedAt, dueAt } = rest;
  if (reportedAt !== undefined && dueAt !== undefined && Date.parse(dueAt) < Date.parse(reportedAt)) {
    const message = `this is before reportedAt ${reportedAt}. Maybe they are swapped.`;
    report('CONTRADICTION', [...path, 'dueAt'], dueAt, message);
  }
  if (reportedAt !== undefined && dueAt === undefined)
    rest.dueAt = usualDue({ ...rest, reportedAt }, (code) => known.catalogue.get(code)?.value.due, known.isWorkday);
  const tell = atNeed(path, rest.patterns ? 'patterns' : 'category', report);
  const patterns = patternsOf(row, lines, known, tell);
  const own = (): Located<RequirementLine>[] => completeLines(lines, rest.category, known.catalogue, path, report);
  const written: PatternedLine[] = patterns ? patterns.flatMap((pattern) => linesOfPattern(pattern, own, tell)) : own();
  const ids = lineIds(written, tell);
  const taken = new Set(ids);
  const requirements = written.flatMap((line, index) => {
    const whole = normaliseRequirement(line, ids[index]!, known, tell);
    const split =
      line.value.spacing === undefined ? splitAtMinimum(whole, line.path, tell) : visitsOf(whole, line, known, tell);
    for (const { id, beyond, visitOf = beyond } of split) {
      if (visitOf === undefined || !taken.has(id)) continue;
      const message = `a part of what it asks is "${id}", as another line is.`;
      tell('DUPLICATE_ID', [...line.path, 'id'], visitOf, message);
    }
    return split;
  });
  const slots = requirements.map(({ windows }) => windows ?? []);
  const [first] = slots.flat();
  if (
    dueAt !== undefined &&
    first !== undefined &&
    slots.every((own) => own.length > 0 && known.calendar.isLate(dueAt, own))
  ) {
    const message = `it is due before the first of its slots begins, "${first}". Maybe an earlier slot, or a later day.`;
    report('CONTRADICTION', [...path, 'dueAt'], dueAt, message);
  }
  if (patterns && rest.partial === true) {
    const message = 'a need with patterns is met whole, by one of them, or not at all. Maybe leave `partial` out.';
    report('CONTRADICTION', [...path, 'partial'], true, message);
  }
  return Object.assign(rest, {
    partial: patterns === undefined && rest.partial !== false,
    ...(patterns && { patterns: patterns.map(({ value }) => value.id) }),
    // A copy, which takes less room than what `flatMap` makes.
    requirements: [...requirements],
  });
}

/** A line, and the pattern that it is of. */
type PatternedLine = Located<RequirementLine> & { readonly pattern?: string };

interface NamedPattern {
  readonly id: string;
  readonly requirements: readonly PatternLine[];
}

/**
 * The alternatives of a need: those written, or its category's where it writes no line of its own. A code means that entry of the catalogue
 * (DANGLING_REFERENCE where there is none, or it has no `requirements`). Reports DUPLICATE_ID.
 */
function patternsOf(
  { value: row, path }: Located<NeedRow>,
  lines: readonly Located<RequirementLine>[],
  known: LineContext,
  report: Report,
): Located<NamedPattern>[] | undefined {
  const category = row.category === undefined ? undefined : known.catalogue.get(row.category);
  const isPlain = lines.every(({ value }) => value.capability === undefined);
  const source: Located<readonly Pattern[] | undefined> =
    row.patterns === undefined && isPlain && category
      ? { value: category.value.patterns, path: category.path }
      : { value: row.patterns, path };
  if (source.value === undefined) return undefined;
  const found = new Map<string, Located<NamedPattern>>();
  for (const [i, pattern] of source.value.entries()) {
    const at = [...source.path, 'patterns', i];
    const id = typeof pattern === 'string' ? pattern : pattern.id;
    const entry = typeof pattern === 'string' ? known.catalogue.get(pattern) : { value: pattern, path: at };
    if (found.has(id)) report('DUPLICATE_ID', at, id, 'the pattern is listed already.');
    else if (!entry?.value.requirements) {
      report('DANGLING_REFERENCE', at, id, `the catalogue has no entry "${id}" with \`requirements\`.`);
    } else found.set(id, { value: { id, requirements: entry.value.requirements }, path: entry.path });
  }
  return [...found.values()];
}

/**
 * The lines of a pattern; one without a capability stands for each line that the need has otherwise and its societies may serve. Reports
 * CONTRADICTION where there is none.
 */
function linesOfPattern(
  { value: { id, requirements }, path }: Located<NamedPattern>,
  own: () => Located<RequirementLine>[],
  report: Report,
): PatternedLine[] {
  const lines = requirements.flatMap((value, index): Located<RequirementLine>[] => {
    const at = [...path, 'requirements', index];
    const { capability, id: name, ...narrowed } = structuredClone(value);
    if (capability !== undefined) return [{ value: { ...structuredClone(value), capability }, path: at }];
    const all = own();
    const meant = all.flatMap((line) => {
      const { id: _, ...copy } = structuredClone(line.value);
      const societies = common(copy.societies, narrowed.societies);
      if (societies?.length === 0) return [];
      return [{ ...line, value: { ...copy, ...narrowed, ...(societies && { societies }) } }];
    });
    if (meant.length === 0 && all.length > 0) {
      const message = 'the societies of this line may serve nothing that the need asks for. Maybe name a `capability`.';
      report('CONTRADICTION', at, value, message);
    }
    return meant;
  });
  const ids = lineIds(lines, report);
  return lines.map((line, index) => ({ ...line, value: { ...line.value, id: `${id}/${ids[index]}` }, pattern: id }));
}

/** Members of both lists; one that is absent allows all. */
function common<T>(one: readonly T[] | undefined, other: readonly T[] | undefined): T[] | undefined {
  return one && other ? one.filter((member) => other.includes(member)) : (one ?? other)?.slice();
}

/** A line with a minimum above 0 and below its quantity as two: the minimum, and what is asked beyond it. Reports CONTRADICTION. */
function splitAtMinimum(line: Requirement, path: Path, report: Report): Requirement[] {
  const { id, minimum, quantity, single } = line;
  if (minimum === undefined || quantity === 'unknown' || minimum >= quantity) return [line];
  if (single) {
    const message = 'a single line is served whole by one provider. Maybe leave `minimum` out.';
    report('CONTRADICTION', [...path, 'minimum'], minimum, message);
  }
  if (minimum === 0) return [line];
  const { minimum: _, ...rest } = line;
  return [
    { ...line, quantity: minimum },
    { ...rest, id: `${id}/more`, quantity: quantity - minimum, beyond: id },
  ];
}

/** A line for each span of what is spaced. Reports CONTRADICTION, and BAD_WINDOW where a span has no slot. */
function visitsOf(
  line: Requirement,
  { value, path }: PatternedLine,
  { calendar }: Listed,
  report: Report,
): Requirement[] {
  const { spacing: count = 1, minimum, single } = value;
  const { id, quantity, windows } = line;
  const at = [...path, 'spacing'];
  if (minimum !== undefined || single || typeof quantity !== 'number' || quantity < count) {
    const message = `each of ${count} spans has a part of the quantity, and no minimum or single provider. Maybe a quantity of ${count} or more, and leave these out.`;
    report('CONTRADICTION', at, count, message);
  }
  const spans = calendar.spans(windows ?? [], count);
  if (spans === undefined)
    report(
      'BAD_WINDOW',
      at,
      count,
      `not every one of ${count} equal spans has a slot. Maybe name more \`windows\`, with times.`,
    );
  const { spacing: _, ...rest } = line as Requirement & Pick<RequirementLine, 'spacing'>;
  return (spans ?? []).map((own, k) => ({
    ...rest,
    id: `${id}/${k + 1}`,
    quantity: Math.floor(((k + 1) * Number(quantity)) / count) - Math.floor((k * Number(quantity)) / count),
    windows: own,
    visitOf: id,
  }));
}

/** What is wrong with a line of the catalogue is told at the need that uses it. */
function atNeed(path: Path, field: string, report: Report): Report {
  return (code, at, value, message) =>
    at[0] === 'catalogue'
      ? report(code, [...path, field], value, `${formatPath(at)}: ${message}`)
      : report(code, at, value, message);
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
    return defaults.flatMap((value, index) => {
      const at = [...entry.path, 'requirements', index];
      const { capability } = value;
      if (capability !== undefined) return [{ value: { ...structuredClone(value), capability }, path: at }];
      const message = `${formatPath(at)}: a requirement without its \`capability\`.`;
      report('REQUIRED', [...path, 'category'], undefined, message);
      return [];
    });
  }
  if (first && first.value.capability !== undefined) return lines;
  if (category !== undefined && defaults.length === 0) {
    return [{ value: { ...first?.value, capability: { code: category, level: 1 } }, path }];
  }
  if (first)
    report('REQUIRED', [...path, 'capability'], undefined, 'a requirement is written here without its `capability`.');
  else {
    const message = 'this need asks for nothing. Maybe add `capability`, `requirements` or `category`.';
    report('REQUIREMENT_MISSING', path, {}, message);
  }
  return [];
}

function normaliseRequirement(
  { value, path, pattern }: PatternedLine,
  id: string,
  known: LineContext,
  report: Report,
): Requirement {
  const { catalogue, offered, words, doubt } = known;
  const { capability } = value;
  const windows = readWindows(value, known, path, report);
  capability.code = words.read('asked', capability.code, path, 'capability');
  words.readAll('required', value.checks, path, 'checks');
  const usual = catalogue.get(capability.code)?.value;
  const unit =
    value.unit === undefined
      ? (usual?.unit ?? writtenUnit(value, offered, path, report, doubt))
      : unitMeant(value.unit, catalogue, [...path, 'unit'], report);
  if (value.unit === undefined) checkMoney(value, FIGURES, unit, path, report);
  convertFigures(value, FIGURES, unit, path, report);
  const stored = storedUnit(unit);
  const isUsual = usual?.unit !== undefined && storedUnit(usual.unit) === stored;
  const quantity = value.quantity ?? (isUsual ? usual.quantity : undefined) ?? leastAmount(unit);
  const { remote = false, checks = NONE } = value;
  const own = { id, quantity, unit: stored, remote, checks, ...windows };
  const line = Object.assign(value, pattern === undefined ? own : { ...own, pattern }) as Requirement;
  reportReversed(line.minimum, line.quantity, ['minimum', 'quantity'], path, report);
  return line;
}

/** How much is asked where nothing is said and nothing is usual: one, an hour; of money nobody knows, and nobody asks for a minute. */
function leastAmount(unit: string): number | 'unknown' {
  if (unit === 'minute' || storedUnit(unit) === 'fen') return 'unknown';
  return unit === 'hour' ? 60 : 1;
}

/** The only unit in which societies that may serve the line write its capability, hours rather than minutes; `session` if nobody does. */
function writtenUnit(
  { capability: { code }, quantity, societies = [...SOCIETIES] }: RequirementLine,
  offered: OfferedUnits,
  path: Path,
  report: Report,
  doubt: Report,
): string {
  const units = unitsOffered(offered, code, societies);
  if (units.length > 1) {
    const message = `"${code}" is offered in '${units.join("' and '")}'. Maybe add \`unit\`.`;
    report('UNIT_AMBIGUOUS', [...path, 'unit'], undefined, message);
  }
  const unit = coarseUnit(units[0] ?? 'session');
  if (unit === 'hour' || (unit !== 'session' && unit !== 'yuan' && typeof quantity === 'number')) {
    const message = `"${code}" is asked for without a unit: taken as \`${unit}\`, in which it is offered. Maybe write it.`;
    doubt('UNIT_ASSUMED', [...path, 'unit'], unit, message);
  }
  return unit;
}

/** Units in which some societies offer a capability, sorted. */
export function unitsOffered(offered: OfferedUnits, code: string, societies: readonly Society[]): string[] {
  const units: string[] = [];
  for (const [unit, counts] of offered.get(code) ?? [])
    if (societies.some((society) => counts.has(society))) units.push(unit);
  return units.sort();
}

/** Tells of what needs ask for in a unit in which nobody who may give it does: once a capability and unit. O(lines). */
export function tellUnmatched(
  needs: readonly { readonly path: Path; readonly record: Need }[],
  offered: OfferedUnits,
  doubt: Report,
): void {
  for (const { path, record } of needs)
    for (const { capability, unit, societies = SOCIETIES } of record.requirements) {
      const { code } = capability;
      const units = unitsOffered(offered, code, societies);
      if (units.length === 0 || units.includes(unit)) continue;
      const message = `"${code}" is asked for in \`${unit}\`, and all who may give it count in '${units.join("' and '")}'. Maybe use one unit for both.`;
      doubt('UNIT_UNMATCHED', path, unit, message);
    }
}
