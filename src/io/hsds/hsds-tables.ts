import type { Network } from '../../model/graph.js';
import { parseCsv, unguarded } from '../csv.js';
import { decodeText } from '../sheets/text-encoding.js';
import type { Cell, Table, TableIssue, WrittenTable } from '../tables.js';
import { type FromHsds, fromHsds } from './from-hsds.js';
import { type HsdsObject, isObject } from './hsds-shapes.js';
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

/** The lists of an object, and of which kind their parts are. */
const LISTS = new Map(
  KINDS.map((kind) => [
    kind,
    TABLES[kind]!.split(' ')
      .slice(1)
      .map((field) => [field, KIND_OF.get(field)!] as const),
  ]),
);

/** What stands in an object by the id in a column of its row. */
const ONES: Readonly<Record<string, readonly [field: string, kind: string, column: string]>> = {
  service: ['program', 'program', 'program_id'],
  service_at_location: ['location', 'location', 'location_id'],
  service_capacity: ['unit', 'unit', 'unit_id'],
  attribute: ['taxonomy_term', 'taxonomy_term', 'taxonomy_term_id'],
  taxonomy_term: ['taxonomy_detail', 'taxonomy', 'taxonomy_id'],
};

/** Parts that any object may have, by what their rows say of it. */
const ANYWHERE: Readonly<Record<string, readonly [kind: string, key: string, entity: string]>> = {
  attributes: ['attribute', 'link_id', 'link_entity'],
  metadata: ['metadata', 'resource_id', 'resource_type'],
};

/** What has no attributes, lest it be a part of itself. */
const UNMARKED = new Set(['attribute', 'metadata', 'taxonomy', 'taxonomy_term']);

/** Columns of numbers; all others are text, as codes keep their zeros. */
const NUMBERS = new Set(
  'latitude longitude minimum_age maximum_age year_incorporated extension timezone count interval amount available maximum'.split(
    ' ',
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
  const parts: [field: string, part: string, list: HsdsObject[]][] = [];
  const [field, one, column] = ONES[kind] ?? [];
  const lists = new Map([
    ...LISTS.get(kind)!,
    ...Object.entries(ANYWHERE).map(([name, [part]]) => [name, part] as const),
  ]);
  for (const [name, value] of Object.entries(object)) {
    const part = lists.get(name);
    if (name === field && isObject(value)) {
      const { organization_id } = keys;
      row[column!] = addRow(rows, one!, value, name === 'program' && organization_id ? { organization_id } : {});
    } else if (part && Array.isArray(value)) parts.push([name, part, value.filter(isObject)]);
    else if (value !== null && value !== undefined && name !== 'organization')
      row[name] = typeof value === 'object' || typeof value === 'boolean' ? JSON.stringify(value) : value;
  }
  const id = placedRow(rows.get(kind)!, { ...row, ...keys });
  for (const [name, part, list] of parts) {
    const [, key = `${kind}_id`, entity] = ANYWHERE[name] ?? [];
    for (const [i, each] of list.entries())
      addRow(
        rows,
        part,
        { id: uuidOf(id, name, String(i)), ...(entity && { [entity]: kind }), ...each },
        { [key]: id },
      );
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

/** What a table lists, by the name of its file or sheet. */
function kindOfTable(table: Table): string | undefined {
  const names = ['sheet' in table ? table.sheet : undefined, table.file.replace(/^.*[\\/]/, '').replace(/\.\w+$/, '')];
  return names
    .map((name) => KIND_OF.get((name ?? '').trim().toLowerCase().replace(/[ -]+/g, '_')))
    .find((kind) => kind);
}

/**
 * The records of tables of the specification, as `readFiles` gives them, known by their names: `services.csv`, `service.csv`. As {@link fromHsds}; rows that no
 * organization or service leads to are told, by table and id. O(cells).
 */
export function fromHsdsTables(tables: readonly Table[]): FromHsds {
  const issues: TableIssue[] = [];
  const tell = (
    file: string,
    path: (string | number)[],
    code: 'NOT_READ' | 'REQUIRED' | 'DANGLING_REFERENCE',
    en: string,
    zh: string,
  ) => issues.push({ code, path: [file, ...path], value: undefined, message: en, said: { en, zh }, file });
  const rows: Rows = new Map(KINDS.map((kind) => [kind, new Map()]));
  const files = new Map<string, string>();
  for (const table of tables) {
    const kind = kindOfTable(table);
    if (table.file.endsWith('.json')) continue;
    if (kind === undefined) {
      tell(
        table.file,
        [],
        'NOT_READ',
        'this is no table of HSDS by its name. Maybe services.csv.',
        '按名称不是 HSDS 的表；请改名，如 services.csv',
      );
      continue;
    }
    files.set(kind, table.file);
    for (const [i, row] of rowsOf(table).entries())
      if (row['id'] === undefined)
        tell(table.file, [i + 2, 'id'], 'REQUIRED', 'the row has no id. Maybe write one.', '该行没有 id；请填写');
      else rows.get(kind)!.set(String(row['id']), row);
  }
  const { organizations, reached } = nested(rows);
  for (const [kind, byId] of rows)
    for (const [id] of byId)
      if (!reached.has(byId.get(id)!))
        tell(
          files.get(kind)!,
          [id],
          'DANGLING_REFERENCE',
          'nothing that is there leads to this row: it is not read. Maybe add what its columns refer to.',
          '没有记录引用该行，未读入；请补上它所属的记录',
        );
  const read = fromHsds(organizations);
  return { ...read, issues: [...issues, ...read.issues] };
}

/** The rows of a table by their headers, without empty cells. */
function rowsOf(table: Table): Row[] {
  const cells: readonly (readonly Cell[])[] =
    'rows' in table
      ? table.rows
      : parseCsv(decodeText(table.data)?.text ?? '', ',').rows.map((row) => row.map(unguarded));
  const [header = [], ...rows] = cells;
  const columns = header.map((name) => String(name ?? '').trim());
  return rows.flatMap((row) => {
    const filled = columns.flatMap((column, i) => {
      const cell = row[i] instanceof Date ? row[i].toISOString().slice(0, 10) : String(row[i] ?? '');
      if (column === '' || cell === '') return [];
      const isNumber = NUMBERS.has(column) && cell.trim() !== '' && Number.isFinite(Number(cell));
      return [[column, isNumber ? Number(cell) : cell]];
    });
    return filled.length > 0 ? [Object.fromEntries(filled) as Row] : [];
  });
}

/** Rows put into those that they are of, without the columns that say so, and the rows that were. */
function nested(rows: Rows): { organizations: HsdsObject[]; reached: Set<Row> } {
  const children = new Map<string, [kind: string, id: string][]>();
  for (const [kind, byId] of rows)
    for (const [id, row] of byId)
      for (const [column, value] of Object.entries(row)) {
        const key = `${kind} ${column} ${value}`;
        if (!column.endsWith('_id')) continue;
        if (!children.get(key)?.push([kind, id])) children.set(key, [[kind, id]]);
      }
  /** Ids need not differ between tables: what a row says of which it is counts where that has such an id. */
  const isOf = (part: string, child: string, kind: string, id: string): boolean => {
    const entity = Object.values(ANYWHERE).find(([name]) => name === part)?.[2];
    const named = entity && KIND_OF.get(String(rows.get(part)!.get(child)![entity]));
    return !named || named === kind || !rows.get(named)!.has(id);
  };
  const reached = new Set<Row>();
  const objects = new Map<Row, HsdsObject>();
  const build = (kind: string, id: string): HsdsObject => {
    const row = rows.get(kind)!.get(id)!;
    reached.add(row);
    const known = objects.get(row);
    if (known) return known;
    const object: HsdsObject = { ...row };
    objects.set(row, object);
    const [field = '', one, column = ''] = ONES[kind] ?? [];
    for (const parent of PARENTS.get(kind) ?? [])
      if (rows.get(parent)?.has(String(row[`${parent}_id`]))) delete object[`${parent}_id`];
    for (const [part, key] of Object.values(ANYWHERE)) if (kind === part) delete object[key];
    if (one && rows.get(one)!.has(String(row[column]))) {
      delete object[column];
      object[field] = build(one, String(row[column]));
    }
    const parts = [
      ...LISTS.get(kind)!.map(([name, part]) => [name, part, `${kind}_id`] as const),
      ...Object.entries(ANYWHERE).map(([name, [part, key]]) => [name, part, key] as const),
    ].filter(([, part]) => part !== kind && (part !== 'attribute' || !UNMARKED.has(kind)));
    for (const [name, part, key] of parts) {
      const own = children.get(`${part} ${key} ${id}`)?.filter(([, child]) => isOf(part, child, kind, id));
      if (own?.length) object[name] = own.map(([, child]) => build(part, child));
    }
    return object;
  };
  const organizations = [...rows.get('organization')!.keys()].map((id) => build('organization', id));
  const alone = [...rows.get('service')!].filter(([, row]) => !reached.has(row)).map(([id]) => build('service', id));
  return { organizations: [...organizations, ...alone], reached };
}

/** What a part can be of. */
const PARENTS = new Map(
  KINDS.map((part) => [part, KINDS.filter((kind) => LISTS.get(kind)!.some(([, own]) => own === part))]),
);
