import { checkLocale } from '../errors/read-options.js';
import { catalogue } from '../model/catalogue/index.js';
import { createNetwork } from '../model/network.js';
import { type FieldNotes, inputNotes } from '../model/notes/field-notes.generated.js';
import type { Input } from '../model/records.js';
import { name as bilingual } from '../model/records.js';
import { coarseUnit } from '../model/units.js';
import type { Bilingual } from '../model/vocabulary.js';
import { HEADS, LIST_WORDS } from '../say/words.js';
import { unit as unitType } from './cell-lists.js';
import { knownWords } from './read.js';
import { type Column, TABLES, type TableKind } from './record-columns.js';
import type { WriteOptions, WrittenTable } from './tables.js';
import { rowsOfKind, written } from './write.js';

/** One or two records of each kind, that make a plan. */
const EXAMPLE: Input = {
  asOf: '2026-03-02T00:00:00+08:00',
  slots: [
    { id: '周六上午', start: '2026-03-07T09:00:00+08:00', end: '2026-03-07T12:00:00+08:00' },
    { id: '周六下午', start: '2026-03-07T14:00:00+08:00', end: '2026-03-07T17:00:00+08:00' },
  ],
  calendar: [
    { day: '2026-04-06', working: false },
    { day: '2026-05-09', working: true },
  ],
  stations: [
    { id: 'longhua', name: '龙华区社工总站', tier: 'district', adminCode: '460106' },
    { id: 'datong', name: '大同街道社工站', tier: 'street', parent: 'longhua', adminCode: '460106011' },
  ],
  communities: [{ id: 'c1', name: '大同社区', station: 'datong', population: 8600 }],
  organisations: [
    { id: '1', name: '巧手维修队', community: 'c1', capabilities: ['homeRepair'], quantity: 4, unit: 'session' },
  ],
  socialWorkers: [
    {
      id: '1',
      name: '王社工',
      station: 'datong',
      capabilities: [{ code: 'casework', level: 3 }],
      quantity: 6,
      unit: 'case',
    },
  ],
  volunteers: [
    {
      id: '1',
      name: '李志愿者',
      community: 'c1',
      checks: [{ code: 'childSafety', expiresAt: '2027-01-01T00:00:00+08:00' }],
      updatedAt: '2026-03-01T00:00:00+08:00',
      offers: [
        { capabilities: ['escort'], quantity: 3, unit: 'hour', windows: ['周六上午'] },
        { capabilities: ['meal', 'companionship'], quantity: 2, unit: 'session' },
      ],
    },
  ],
  resources: [
    {
      id: '1',
      name: '社区微基金',
      kind: 'fund',
      station: 'datong',
      capabilities: ['relief'],
      quantity: 5000,
      unit: 'yuan',
    },
    {
      id: '2',
      name: '轮椅',
      kind: 'goods',
      community: 'c1',
      capabilities: ['wheelchair'],
      quantity: 2,
      unit: 'item',
      expiresAt: '2027-01-01T00:00:00+08:00',
    },
  ],
  needs: [
    {
      id: '1',
      community: 'c1',
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
      id: '2',
      community: 'c1',
      category: 'medical',
      urgency: 'difficult',
      beneficiaries: 2,
      groups: ['disabled-elderly', 'living-alone'],
      requirements: [
        { capability: 'escort', quantity: 2, unit: 'hour', windows: ['周六上午'] },
        { capability: 'casework', quantity: 1, unit: 'case' },
      ],
    },
    { id: '3', community: 'c1', category: 'elderly', urgency: 'hoped' },
  ],
};

/**
 * Tables to fill in: the usual columns of each, with a few rows as examples, which can be imported as they are; and a sheet 说明 that
 * says of every column of every table what it is and what may stand there, with the names of the built-in catalogue, which a table of its own replaces.
 *
 * @throws LinkageError `INVALID_OPTIONS`
 */
export function tableTemplates({ locale = 'zh' }: WriteOptions = {}): WrittenTable[] {
  checkLocale(locale);
  const network = createNetwork(EXAMPLE);
  const known = knownWords(catalogue, new Set());
  const tables = TABLES.flatMap((kind) => {
    const rows = rowsOfKind(EXAMPLE, network, kind);
    const columns = kind.columns.filter(({ usual }) => usual);
    return rows ? [written(kind, columns, rows, known, locale)] : [];
  });
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
  return [...tables, { file: `${sheet}.csv`, sheet, rows: [head, ...notes, ...words] }];
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
