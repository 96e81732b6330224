import { fold } from '../../errors/nearest.js';
import { synonymOf } from '../../model/resolver.js';
import type { WrittenAmount } from '../amounts.js';
import { listOf, skillCell } from '../cell-lists.js';
import { type Known, textOf, truth } from '../cells.js';
import type { Column } from '../record-columns.js';
import { figureOf, isAmount } from '../row-cells.js';
import type { Heading } from '../sheets/headings.js';
import type { Opened } from '../sheets/open.js';
import type { Reading } from './read-cells.js';

export type Fields = Record<string, unknown>;

// Fields are those of the columns; none comes from a file.

export function setField(target: Fields, [first, second]: Column['path'], value: unknown): void {
  if (second === undefined) target[first] = value;
  else {
    // A name in one column and its English in another.
    const inner = typeof target[first] === 'string' ? { zh: target[first] } : target[first];
    target[first] = { ...(inner as Fields | undefined), [second]: value };
  }
}

export function fieldOf(target: Fields, [first, second]: Column['path']): unknown {
  const value = target[first] as Fields | undefined;
  if (second !== undefined) return value?.[second];
  return first === 'name' && typeof value === 'object' ? value['zh'] : value;
}

/**
 * Columns that are named by a capability of the catalogue, each with its code: what is ticked there is wanted, or offered. One alone may be
 * a column of one's own.
 */
export function ticksOf({ others, kind }: Opened, { codes, entries }: Known): (Heading & { code: string })[] {
  const column = kind?.columns.find(({ line, field }) => line && /^capabilit/.test(field));
  const ticks = others.flatMap(([header, at]) => {
    const code = codes.get(fold(header)) ?? synonymOf(header) ?? '';
    return column && entries.has(code) ? [{ column, header, at, code }] : [];
  });
  return ticks.length > 1 ? ticks : [];
}

/** A line for each capability of a cell that names several (陪同就医、助餐送餐): all must be known, and how much of each is plain only where it is one. */
function severalIn(line: Fields, known: Known): Fields[] {
  const { capability: cell, quantity = 1 } = line;
  if (typeof cell !== 'string' || quantity !== 1 || skillCell.knows!(cell, known)) return [line];
  const skills = listOf(skillCell).read(cell, known, () => {}) as (string | { readonly code: string })[];
  const isKnown = skills.every((skill) => known.entries.has(typeof skill === 'string' ? skill : skill.code));
  return skills.length > 1 && isKnown ? skills.map((capability) => ({ ...line, capability })) : [line];
}

/** The figure of a cell that names its unit, which goes where the row says none; nothing where that is refused. */
export function figureIn(
  target: Fields,
  heading: Heading,
  amount: WrittenAmount,
  row: number,
  { table, known, tell }: Reading,
): number | undefined {
  let good = true;
  const units = {
    get: (path: Column['path']) => fieldOf(target, path),
    set: (path: Column['path'], unit: unknown) => setField(target, path, unit),
  };
  const figure = figureOf(amount, heading.column, units, known, (code, message) => {
    good &&= code === 'READ_AS';
    tell(table, row, heading, code, message);
  });
  return good ? figure : undefined;
}

/**
 * The lines of a row: its own, those of numbered columns (能力2, 数量2), and one for each capability that is ticked, with a figure for how
 * much. Of a provider what is ticked is one offer.
 */
export function rowLines(own: Fields | undefined, row: number, reading: Reading): Fields[] {
  const { table, ticks, known } = reading;
  const lines: Fields[] = own ? severalIn(own, known) : [];
  if (table.further.length === 0 && ticks.length === 0) return lines;
  for (const headings of table.further) {
    const line: Fields = {};
    for (const heading of headings) {
      const found = reading.read(row, heading);
      if (!found?.good) continue;
      const value = isAmount(found.value) ? figureIn(line, heading, found.value, row, reading) : found.value;
      if (value !== undefined) setField(line, heading.column.path, value);
    }
    if (Object.keys(line).length > 0) lines.push(withUnits(line, headings));
  }
  const ticked = ticks.flatMap((tick) => {
    const figure = Number(textOf(table.rows[row]![tick.at]));
    const isFigure = Number.isFinite(figure) && figure > 1;
    return isFigure || reading.read(row, tick, truth)?.value === true
      ? [{ code: tick.code, quantity: isFigure ? figure : undefined }]
      : [];
  });
  if (ticked.length === 0) return lines;
  if (table.kind?.lines?.field === 'offers') {
    const codes = ticked.map(({ code }) => code);
    if (own) own['capabilities'] = [...((own['capabilities'] as unknown[] | undefined) ?? []), ...codes];
    return own ? lines : [...lines, { capabilities: codes }];
  }
  const asked = ticked.map(({ code, quantity }) => ({ capability: code, ...(quantity !== undefined && { quantity }) }));
  // A row's own line without a capability says how the ticked ones are wanted.
  if (own?.['capability'] !== undefined || !own) return [...lines, ...asked];
  const { quantity, ...rest } = own;
  const each = asked.length === 1 && quantity !== undefined ? { ...rest, quantity } : rest;
  return [...asked.map((line) => ({ ...each, ...line })), ...lines.slice(1)];
}

/** A line with the unit that its header says, where the row says none. */
export function withUnits(line: Fields, headings: readonly Heading[]): Fields {
  const unit = headings.find(({ column }) => column.line && column.field === 'quantity')?.unit;
  if (unit !== undefined && line['unit'] === undefined && typeof line['quantity'] === 'number') line['unit'] = unit;
  return line;
}
