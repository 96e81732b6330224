import { listOf, skillCell } from '../cell-lists.js';
import { type Known, readCell, type Tell, textOf, truth } from '../cells.js';
import { unguarded } from '../csv.js';
import type { Column } from '../record-columns.js';
import { figureOf, isAmount } from '../row-cells.js';
import type { Heading } from '../sheets/headings.js';
import type { Opened, TellOf } from '../sheets/open.js';
import type { Cell } from '../tables.js';

export type Fields = Record<string, unknown>;

/** Without the apostrophe that keeps a spreadsheet from running it. */
export const clean = (cell: Cell): Cell => (typeof cell === 'string' ? unguarded(cell) : cell);

/** The cell in the words that people have settled. */
export const settled = (cell: Cell, heading: Heading, { settle }: Known): Cell => settle?.(cell, heading) ?? cell;

// Fields are those of the columns; none comes from a file.

export function setField(target: Fields, [first, second]: Column['path'], value: unknown): void {
  if (second === undefined) target[first] = value;
  else {
    // A name in one column and its English in another.
    const inner = typeof target[first] === 'string' ? { zh: target[first] } : target[first];
    target[first] = { ...(inner as Fields | undefined), [second]: value };
  }
}

/**
 * Columns that are named by a capability of the catalogue, each with its code: what is ticked there is wanted, or offered. One alone may be
 * a column of one's own.
 */
export function ticksOf({ others, kind }: Opened, codes: ReadonlyMap<string, string>): (Heading & { code: string })[] {
  const column = kind?.columns.find(({ line, field }) => line && /^capabilit/.test(field));
  const ticks = others.flatMap(([header, at]) => {
    const code = codes.get(header.trim());
    return column && code !== undefined ? [{ column, header, at, code }] : [];
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

/**
 * The lines of a row: its own, those of numbered columns (能力2, 数量2), and one for each capability that is ticked, with a figure for how
 * much. Of a provider what is ticked is one offer.
 */
export function rowLines(
  own: Fields | undefined,
  table: Opened,
  row: number,
  ticks: ReturnType<typeof ticksOf>,
  known: Known,
  tell: TellOf,
): Fields[] {
  const lines: Fields[] = own ? severalIn(own, known) : [];
  const read = (heading: Heading, type: Column['type'], line: Fields): unknown => {
    const cell = settled(clean(table.rows[row]![heading.at]), heading, known);
    if (textOf(cell).trim() === '') return undefined;
    let good = true;
    const refuse: Tell = (code, message) => {
      good &&= code === 'READ_AS';
      tell(table, row, heading, code, message);
    };
    const value = readCell(type, cell, known, refuse);
    const units = {
      get: ([field]: Column['path']) => line[field],
      set: (path: Column['path'], unit: unknown) => setField(line, path, unit),
    };
    const figure = isAmount(value) ? figureOf(value, heading.column, units, known, refuse) : value;
    return good ? figure : undefined;
  };
  for (const headings of table.further) {
    const line: Fields = {};
    for (const heading of headings) {
      const value = read(heading, heading.column.type, line);
      if (value !== undefined) setField(line, heading.column.path, value);
    }
    if (Object.keys(line).length > 0) lines.push(withUnits(line, headings));
  }
  const ticked = ticks.flatMap((tick) => {
    const figure = Number(textOf(table.rows[row]![tick.at]));
    const isFigure = Number.isFinite(figure) && figure > 1;
    return isFigure || read(tick, truth, {}) === true
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
