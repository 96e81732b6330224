import { getOrSet } from '../../kernel/maps.js';
import type { Network } from '../../model/graph.js';
import { parseCsv, unguarded } from '../csv.js';
import { decodeText } from '../sheets/text-encoding.js';
import type { Cell, Table, TableIssue, WrittenTable } from '../tables.js';
import { type FromHsds, fromHsds } from './from-hsds.js';
import { type HsdsObject, isObject, objectsIn } from './hsds-shapes.js';
import { uuidOf } from './own-part.js';
import { type HsdsRecords, toHsds } from './to-hsds.js';

/** The tables of the specification by what they list: their files, the lists of parts that such an object has, and what else stands in it by the id in a column. */
const TABLES: Readonly<Record<string, string>> = {
  organization:
    'organizations additional_websites funding contacts phones locations programs organization_identifiers services',
  program: 'programs',
  service:
    'services additional_urls phones schedules service_areas service_at_locations languages funding cost_options required_documents contacts capacities',
  service_at_location: 'service_at_location contacts phones schedules service_areas',
  location: 'locations languages addresses contacts accessibility phones schedules',
  phone: 'phones languages',
  contact: 'contacts phones',
  address: 'addresses',
  schedule: 'schedules',
  funding: 'funding',
  service_area: 'service_areas',
  required_document: 'required_documents',
  language: 'languages',
  accessibility: 'accessibility',
  cost_option: 'cost_options',
  organization_identifier: 'organization_identifiers',
  url: 'url',
  service_capacity: 'service_capacity',
  unit: 'units',
  attribute: 'attributes',
  taxonomy_term: 'taxonomy_terms',
  taxonomy: 'taxonomies',
  metadata: 'metadata',
};
const KINDS = Object.keys(TABLES);
const fileOf = (kind: string): string => TABLES[kind]!.split(' ')[0]!;

/** What a table, or a list in an object, is of. */
const KIND_OF: ReadonlyMap<string, string> = new Map([
  ...KINDS.flatMap((kind) => [kind, `${kind}s`, fileOf(kind)].map((name) => [name, kind] as const)),
  ['additional_websites', 'url'],
  ['additional_urls', 'url'],
  ['capacities', 'service_capacity'],
  ['service_capacities', 'service_capacity'],
]);

/** Of which kind the parts of a list are, and the column in which a part's row has the id of what it is of, and that in which it says what that is. */
type Part = readonly [kind: string, key: string, entity?: string];

/** The lists of an object, by its kind. Attributes and what they say have none, lest one be a part of itself. */
const PARTS: ReadonlyMap<string, ReadonlyMap<string, Part>> = new Map(
  KINDS.map((kind) => {
    const [, ...lists] = TABLES[kind]!.split(' ');
    const own = lists.map((list): [string, Part] => [list, [KIND_OF.get(list)!, `${kind}_id`]]);
    const isPlain = ['attribute', 'taxonomy_term', 'taxonomy', 'metadata'].includes(kind);
    if (!isPlain) own.push(['attributes', ['attribute', 'link_id', 'link_entity']]);
    if (kind !== 'metadata') own.push(['metadata', ['metadata', 'resource_id', 'resource_type']]);
    return [kind, new Map(own)];
  }),
);

/** What stands in an object by the id in a column of its row. */
const ONES: Readonly<Record<string, readonly [field: string, kind: string, column: string]>> = {
  service: ['program', 'program', 'program_id'],
  service_at_location: ['location', 'location', 'location_id'],
  service_capacity: ['unit', 'unit', 'unit_id'],
  attribute: ['taxonomy_term', 'taxonomy_term', 'taxonomy_term_id'],
  taxonomy_term: ['taxonomy_detail', 'taxonomy', 'taxonomy_id'],
};

/** Columns of numbers; all others are text, as codes keep their zeros. */
const NUMBERS = new Set(
  'latitude longitude minimum_age maximum_age year_incorporated extension timezone count interval amount available maximum'.match(
    /\w+/g,
  ),
);

interface Row {
  [column: string]: unknown;
}
type Rows = Map<string, Map<string, Row>>;

/** What `toHsdsTables` returns. */
export interface HsdsTables {
  readonly tables: WrittenTable[];
  /** What `datapackage.json` says of them. */
  readonly datapackage: HsdsObject;
}

/**
 * What {@link toHsds} gives, as the tables of the specification: `organizations.csv`, `services.csv`, … by `toCsv`, or a workbook by `toWorkbook`, and their `datapackage.json`. A part that several have is
 * one row where its columns allow it, else a row for each, with an id of its own, as the specification asks. O(cells).
 *
 * @throws as `toHsds`
 */
export function toHsdsTables(input: HsdsRecords | Network): HsdsTables {
  const rows: Rows = new Map(KINDS.map((kind) => [kind, new Map()]));
  const { organizations, services } = toHsds(input);
  for (const one of organizations) addRow(rows, 'organization', one, {});
  for (const one of services) if (!one['organization']) addRow(rows, 'service', one, {});
  const used = [...rows].flatMap(([kind, byId]) => {
    const columns = [...new Set([...byId.values()].flatMap((row) => Object.keys(row)))].sort();
    const ordered = ['id', ...columns.filter((column) => column !== 'id')];
    return byId.size === 0 ? [] : [{ kind, columns: ordered, list: [...byId.values()] }];
  });
  const tables = used.map(({ kind, columns, list }) => ({
    file: `${fileOf(kind)}.csv`,
    sheet: fileOf(kind),
    rows: [columns, ...list.map((row) => columns.map((column) => (row[column] ?? '') as Cell))],
  }));
  const resources = used.map(({ kind, columns }) => ({
    name: kind,
    path: `${fileOf(kind)}.csv`,
    profile: 'tabular-data-resource',
    format: 'csv',
    mediatype: 'text/csv',
    schema: {
      fields: columns.map((name) => ({ name, type: NUMBERS.has(name) ? 'number' : 'string' })),
      primaryKey: 'id',
    },
  }));
  return { tables, datapackage: { name: 'human_services_data', profile: 'tabular-data-package', resources } };
}

/** Adds an object and its parts; the id of its row. */
function addRow(rows: Rows, kind: string, object: HsdsObject, keys: Row): string {
  const row: Row = {};
  const parts: (readonly [list: string, part: Part, objects: HsdsObject[]])[] = [];
  const [field, one, column = ''] = ONES[kind] ?? [];
  for (const [name, value] of Object.entries(object)) {
    const part = PARTS.get(kind)!.get(name);
    if (one && name === field && isObject(value)) {
      // A program is of the organization that has the service.
      const { organization_id } = keys;
      row[column] = addRow(rows, one, value, one === 'program' && organization_id ? { organization_id } : {});
    } else if (part && Array.isArray(value)) parts.push([name, part, objectsIn(value)]);
    else if (value !== null && value !== undefined && name !== 'organization')
      row[name] = typeof value === 'object' || typeof value === 'boolean' ? JSON.stringify(value) : value;
  }
  const id = placedRow(rows.get(kind)!, { ...row, ...keys });
  for (const [list, [part, key, entity], objects] of parts)
    for (const [i, each] of objects.entries()) {
      const said = { id: uuidOf(id, list, String(i)), ...(entity && { [entity]: kind }), ...each };
      addRow(rows, part, said, { [key]: id });
    }
  return id;
}

/** Joins a row to the one of its id, where they do not say different things. */
function placedRow(rows: Map<string, Row>, row: Row): string {
  const id = String(row['id']);
  const was = rows.get(id);
  const clash = was && Object.keys(row).find((column) => column in was && was[column] !== row[column]);
  if (clash === undefined) {
    rows.set(id, { ...was, ...row });
    return id;
  }
  return placedRow(rows, { ...row, id: uuidOf(id, clash, String(row[clash])) });
}

/** What a table lists, by the name of its sheet or file. */
function kindOfTable({ file, ...table }: Table): string | undefined {
  const names = ['sheet' in table ? (table.sheet ?? '') : '', file.replace(/^.*[\\/]|\.\w+$/g, '')];
  const kinds = names.map((name) => KIND_OF.get(name.trim().toLowerCase().replace(/[ -]+/g, '_')));
  return kinds.find((kind) => kind !== undefined);
}

const SAID = {
  NOT_READ: [
    'this is no table of HSDS by its name. Maybe services.csv.',
    '按名称不是 HSDS 的表；请改名，如 services.csv',
  ],
  BAD_QUOTES: [
    'a quote is not closed here. Maybe double the quotes inside a cell.',
    '此处引号未闭合；请将单元格内的引号写两遍',
  ],
  REQUIRED: ['the row has no id. Maybe write one.', '该行没有 id；请填写'],
  DUPLICATE_ID: [
    'the id is taken by an earlier row, which is kept. Maybe rename one.',
    '编号与前面一行重复，只读前一行；请改编号',
  ],
  DANGLING_REFERENCE: [
    'nothing that is there leads to this row: it is not read. Maybe add what its columns refer to.',
    '没有记录引用该行，未读入；请补上它所属的记录',
  ],
} as const;

/**
 * The records of tables of the specification, as `readFiles` gives them, known by their names: `services.csv`, `service.csv`. As {@link fromHsds}; rows that no
 * organization or service leads to are told, by table and id. O(cells).
 */
export function fromHsdsTables(tables: readonly Table[]): FromHsds {
  const issues: TableIssue[] = [];
  const tell = (code: keyof typeof SAID, file: string, ...path: (string | number)[]) => {
    const [en, zh] = SAID[code];
    issues.push({ code, path: [file, ...path], value: undefined, message: en, said: { en, zh }, file });
  };
  const rows: Rows = new Map(KINDS.map((kind) => [kind, new Map()]));
  const files = new Map<string, string>();
  for (const table of tables.filter(({ file }) => !file.endsWith('.json'))) {
    const { file } = table;
    const kind = kindOfTable(table);
    if (kind === undefined) tell('NOT_READ', file);
    else {
      const own = rows.get(kind)!;
      const { list, broken } = rowsOf(table);
      files.set(kind, file);
      for (const at of broken) tell('BAD_QUOTES', file, at + 1);
      for (const [at, row] of list)
        if (row['id'] === undefined) tell('REQUIRED', file, at + 1, 'id');
        else if (own.has(String(row['id']))) tell('DUPLICATE_ID', file, at + 1, 'id');
        else own.set(String(row['id']), row);
    }
  }
  const { objects, reached } = nested(rows);
  for (const [kind, byId] of rows)
    for (const [id, row] of byId) if (!reached.has(row)) tell('DANGLING_REFERENCE', files.get(kind)!, id);
  const read = fromHsds(objects);
  return { ...read, issues: [...issues, ...read.issues] };
}

/** The rows of a table by their headers, without empty cells, with their numbers from 0, and where quotes are not closed. */
function rowsOf(table: Table): { list: (readonly [at: number, row: Row])[]; broken: Iterable<number> } {
  const text = 'data' in table ? parseCsv(decodeText(table.data)?.text ?? '', ',') : undefined;
  const cells: readonly (readonly Cell[])[] =
    'rows' in table ? table.rows : text!.rows.map((row) => row.map(unguarded));
  const columns = (cells[0] ?? []).map((name) => String(name ?? '').trim());
  const list = cells.map((row, at) => {
    const filled = columns.flatMap((column, i) => {
      const cell = row[i] instanceof Date ? row[i].toISOString().slice(0, 10) : String(row[i] ?? '');
      const isNumber = NUMBERS.has(column) && cell.trim() !== '' && Number.isFinite(Number(cell));
      return column === '' || cell === '' ? [] : [[column, isNumber ? Number(cell) : cell]];
    });
    return [at, Object.fromEntries(filled) as Row] as const;
  });
  return { list: list.filter(([at, row]) => at > 0 && Object.keys(row).length > 0), broken: text?.broken ?? [] };
}

/** Organizations, and services without one, with all that is of them in them and without the columns that say so; and the rows that came in. */
function nested(rows: Rows): { objects: HsdsObject[]; reached: Set<Row> } {
  const children = new Map<string, string[]>();
  for (const [kind, byId] of rows)
    for (const [id, row] of byId)
      for (const [column, value] of Object.entries(row))
        if (column.endsWith('_id')) getOrSet(children, `${kind} ${column} ${value}`, (): string[] => []).push(id);
  const built = new Map<Row, HsdsObject>();
  const build = (kind: string, id: string): HsdsObject => {
    const row = rows.get(kind)!.get(id)!;
    const known = built.get(row);
    if (known) return known;
    const object: HsdsObject = { ...row };
    built.set(row, object);
    for (const [parent, key] of PARENTS.get(kind)!) if (rows.get(parent)!.has(String(row[key]))) delete object[key];
    const [field = '', one, column = ''] = ONES[kind] ?? [];
    if (one && rows.get(one)!.has(String(row[column]))) {
      delete object[column];
      object[field] = build(one, String(row[column]));
    }
    for (const [list, [part, key, entity = '']] of PARTS.get(kind)!) {
      // Ids need not differ between tables: what a row says of which it is counts, where that has such an id.
      const own = children.get(`${part} ${key} ${id}`)?.filter((child) => {
        const named = KIND_OF.get(String(rows.get(part)!.get(child)![entity])) ?? kind;
        return named === kind || !rows.get(named)!.has(id);
      });
      if (own?.length) object[list] = own.map((child) => build(part, child));
    }
    return object;
  };
  const objects = [...rows.get('organization')!.keys()].map((id) => build('organization', id));
  for (const [id, row] of rows.get('service')!) if (!built.has(row)) objects.push(build('service', id));
  return { objects, reached: new Set(built.keys()) };
}

/** What a part can be of, and the column that says of which. */
const PARENTS = new Map(
  KINDS.map((kind) => [
    kind,
    KINDS.flatMap((parent) =>
      [...PARTS.get(parent)!.values()].flatMap(([part, key]) => (part === kind ? [[parent, key] as const] : [])),
    ),
  ]),
);
