import { checkLocale } from '../errors/read-options.js';
import { catalogue, targetGroups } from '../model/catalogue/index.js';
import { createNetwork } from '../model/network.js';
import { type FieldNotes, inputNotes } from '../model/notes/field-notes.generated.js';
import type { EntryInput, Input } from '../model/records.js';
import { name as bilingual } from '../model/records.js';
import { coarseUnit } from '../model/units.js';
import { type Bilingual, UNIT_NAMES } from '../model/vocabulary.js';
import type { Locale } from '../say/phrase.js';
import { HEADS, LIST_WORDS } from '../say/words.js';
import { lettersOf } from './book/sheet-scan.js';
import { unit as unitType } from './cell-lists.js';
import { adminCodeCell, idCell, type Known } from './cells.js';
import { NOTHING_KNOWN } from './laid.js';
import { knownWords } from './read.js';
import { type Column, TABLES, type TableKind } from './record-columns.js';
import type { Cell, WriteOptions, WrittenColumn, WrittenTable } from './tables.js';
import { rowsOfKind, written } from './write.js';

/** One or two records of each kind, that make a plan; their ids begin with `mark`, by which readers pass over them. */
// long: one object, which is data
function examples(mark: string): Input {
  const [first, second, third] = [1, 2, 3].map((n) => `${mark}${n}`) as [string, string, string];
  return {
    slots: [
      { id: first, start: '2026-03-07T09:00:00+08:00', end: '2026-03-07T12:00:00+08:00' },
      { id: second, start: '2026-03-07T14:00:00+08:00', end: '2026-03-07T17:00:00+08:00' },
    ],
    stations: [
      { id: first, name: '龙华区社工总站', tier: 'district', adminCode: '460106' },
      { id: second, name: '大同街道社工站', tier: 'street', parent: first, adminCode: '460106011' },
    ],
    communities: [{ id: first, name: '大同社区', station: second, population: 8600 }],
    organisations: [
      { id: first, name: '巧手维修队', community: first, capabilities: ['homeRepair'], quantity: 4, unit: 'session' },
    ],
    socialWorkers: [
      {
        id: first,
        name: '王社工',
        station: second,
        capabilities: [{ code: 'casework', level: 3 }],
        quantity: 6,
        unit: 'case',
      },
    ],
    volunteers: [
      {
        id: first,
        name: '李志愿者',
        community: first,
        updatedAt: '2026-03-01T00:00:00+08:00',
        offers: [
          { capabilities: ['escort'], quantity: 3, unit: 'hour', windows: [first] },
          { capabilities: ['meal', 'companionship'], quantity: 2, unit: 'session' },
        ],
      },
    ],
    resources: [
      {
        id: first,
        name: '社区微基金',
        kind: 'fund',
        station: second,
        capabilities: ['relief'],
        quantity: 5000,
        unit: 'yuan',
      },
      {
        id: second,
        name: '轮椅',
        kind: 'goods',
        community: first,
        capabilities: ['wheelchair'],
        quantity: 2,
        unit: 'item',
        expiresAt: '2027-01-01T00:00:00+08:00',
      },
    ],
    needs: [
      {
        id: first,
        community: first,
        category: 'relief',
        urgency: 'urgent',
        severity: 4,
        groups: ['dibao'],
        reportedAt: '2026-03-01T00:00:00+08:00',
        dueAt: '2026-03-05T00:00:00+08:00',
        capability: 'relief',
        quantity: 1200.5,
        unit: 'yuan',
      },
      {
        id: second,
        community: first,
        category: 'medical',
        urgency: 'difficult',
        beneficiaries: 2,
        groups: ['disabled-elderly', 'living-alone'],
        requirements: [
          { capability: 'escort', quantity: 2, unit: 'hour', windows: [first] },
          { capability: 'casework', quantity: 1, unit: 'case' },
        ],
      },
      { id: third, community: first, category: 'elderly', urgency: 'hoped' },
    ],
  };
}

/**
 * Tables to fill in: first a sheet 说明 that says of every column of every table what it is and what may stand there, with the names of the
 * built-in catalogue, which a table of its own replaces; then the usual columns of each table, those that must be filled in marked `*`, with a
 * few rows as examples, whose ids begin with 示例: they are passed over when they are left in place. In a workbook (`toWorkbook`) columns have
 * their widths, codes stay text, and words can be chosen.
 *
 * @throws LinkageError `INVALID_OPTIONS`
 */
export function tableTemplates({ locale = 'zh' }: WriteOptions = {}): WrittenTable[] {
  checkLocale(locale);
  const { template } = LIST_WORDS;
  const input = examples(template.example[locale]);
  const network = createNetwork(input);
  const known = knownWords(catalogue, new Set());
  const choices = choiceLists(locale);
  // An empty catalogue would switch the built-in one off.
  const tables = TABLES.filter(({ collection }) => collection !== 'catalogue').map((kind): WrittenTable => {
    const columns = kind.columns.filter(({ usual }) => usual);
    const table = written(kind, columns, rowsOfKind(input, network, kind) ?? [], known, locale);
    const [, ...rows] = table.rows;
    const head = columns.map(({ name, required }) => `${name[locale]}${required ? '*' : ''}`);
    return {
      ...table,
      rows: [head, ...rows],
      columns: columns.map((column, i) => lookOf(column, i, [head, ...rows], choices, locale)),
    };
  });
  const lists = [...choices].map(([, { head, words }]) => [head, ...words]);
  const longest = Math.max(...lists.map((list) => list.length));
  const sheet = template.choices[locale];
  const columns = Array.from({ length: longest }, (_, row) => lists.map((list) => list[row] ?? ''));
  return [notesOf(known, locale), ...tables, { file: `${sheet}.csv`, sheet, rows: columns }];
}

/** Words to choose from, by the field that has them. */
type Choices = ReadonlyMap<string, { readonly head: string; readonly words: readonly string[] }>;

/** Fields whose words are few and fixed. */
const FIXED: readonly string[] = ['urgency', 'kind', 'status', 'tier'];

function choiceLists(locale: Locale): Choices {
  const word = ({ code, name }: Pick<EntryInput, 'code' | 'name'>) =>
    (locale === 'zh' ? bilingual.parse(name ?? {}).zh : undefined) ?? code;
  const isCategory = ({ requirements, patterns }: EntryInput) => requirements !== undefined || patterns !== undefined;
  const lists: Readonly<Record<string, readonly string[]>> = {
    capability: catalogue.filter((entry) => !isCategory(entry)).map(word),
    category: catalogue.filter((entry) => isCategory(entry) && !/^P\d$/.test(entry.code)).map(word),
    groups: targetGroups.map(word),
    unit: [...['yuan', 'hour'], ...UNIT_NAMES.keys()].map((unit) =>
      String(unitType.write(unit, locale, NOTHING_KNOWN)),
    ),
  };
  const all = TABLES.toReversed().flatMap(({ columns }) => columns);
  return new Map(
    [...Object.keys(lists), ...FIXED].map((field) => {
      const { name, type } = all.find((column) => column.field === field)!;
      return [field, { head: name[locale], words: lists[field] ?? type.allowed[locale].split(/、|, /) }] as const;
    }),
  );
}

const MOST_ROWS = 500;
const PLACES: Readonly<Record<string, string>> = { community: 'communities', station: 'stations', parent: 'stations' };

function lookOf(column: Column, at: number, rows: Cell[][], choices: Choices, locale: Locale): WrittenColumn {
  const width = Math.min(40, Math.max(8, ...rows.map((row) => 2 * String(row[at] ?? '').length + 2)));
  const text = [idCell, adminCodeCell].some(({ allowed }) => allowed === column.type.allowed) || column.field in PLACES;
  const fields = [...choices.keys()];
  const field = column.field === 'capabilities' ? 'capability' : column.field;
  const list = lettersOf(Math.max(0, fields.indexOf(field)));
  const place = TABLES.find(({ collection }) => collection === PLACES[column.field]);
  return {
    width,
    text,
    choices: place
      ? `'${place.name[locale]}'!$B$2:$B$${MOST_ROWS}`
      : choices.has(field)
        ? `'${LIST_WORDS.template.choices[locale]}'!$${list}$2:$${list}$${choices.get(field)!.words.length + 1}`
        : undefined,
  };
}

/** The sheet that explains every column, and lists the built-in catalogue. */
function notesOf(known: Known, locale: Locale): WrittenTable {
  const { template, marks } = LIST_WORDS;
  const sheet = template.notes[locale];
  const head = [template.table, HEADS.issue.column, template.mandatory, template.meaning, template.allowed].map(
    (word) => word[locale],
  );
  const notes = TABLES.flatMap(({ collection, lines, name, columns }) =>
    columns.map((column) => [
      name[locale],
      column.name[locale],
      column.required ? marks.yes[locale] : column.usual ? '' : marks.extra[locale],
      meaningOf(column, collection, lines?.field)[locale],
      column.type.allowed[locale],
    ]),
  );
  const words = catalogue.map(({ code, name, unit }) => {
    const { zh = code, en = code } = bilingual.parse(name);
    const counted = unit === undefined ? '' : ` (${unitType.write(coarseUnit(unit), locale, known)})`;
    return [marks.builtIn[locale], locale === 'zh' ? zh : code, '', '', `${locale === 'zh' ? code : en}${counted}`];
  });
  return {
    file: `${sheet}.csv`,
    sheet,
    rows: [head, ...notes, ...words],
    columns: [14, 20, 8, 60, 60].map((width) => ({ width, text: false })),
  };
}

/** What a column is: a field of a line, or of the record. */
function meaningOf({ line, path }: Column, collection: TableKind['collection'], lines: string | undefined): Bilingual {
  const record = collection === 'about' ? inputNotes : inputNotes[collection]?.fields;
  return ((line && noteAt(record?.[lines ?? '']?.fields, path)) || noteAt(record, path))!;
}

function noteAt(notes: FieldNotes | undefined, [first, second]: Column['path']): Bilingual | undefined {
  const note = notes?.[first];
  return second === undefined ? note : note?.fields?.[second];
}
