import type { Compared, ExplainedPair, Json } from '../../src/index.js';
import type { WrittenInput } from './network-types.js';

type Row = Record<string, unknown>;

const COLLECTIONS: Readonly<Record<string, string>> = {
  community: 'communities',
  socialWorker: 'socialWorkers',
  organisation: 'organisations',
  volunteer: 'volunteers',
  resource: 'resources',
};

/** The input with every change made that the explanation of a refused pair names. */
export function applied(input: WrittenInput, pair: ExplainedPair): WrittenInput {
  const copy = structuredClone(input) as WrittenInput & Row;
  for (const { compared } of pair.failed) if (compared) change(copy, pair, compared);
  return copy;
}

function change(input: Row, pair: ExplainedPair, { field, required, also = [] }: Compared): void {
  const [root, ...path] = field.replace(/\[(\d+)\]/g, '.$1').split('.');
  // Bans are no records: the caller lifts them.
  if (root === 'bans') return;
  if (root === 'slots') {
    const sorted = (input['slots'] as Row[]).toSorted((a, b) => (String(a['id']) < String(b['id']) ? -1 : 1));
    set(sorted[Number(path[0])]!, path.slice(1), required);
  } else {
    const target = rowOf(input, pair, root!);
    if (root === 'offer' && path[0] === 'capabilities' && path.length > 1) spellOut(target);
    set(target, path, required);
  }
  for (const other of also) change(input, pair, other);
}

/** Where the record or line stands in the input: in an array of lines, or written on the record. */
function rowOf(input: Row, pair: ExplainedPair, root: string): Row {
  const need = find(input['needs'], pair.need);
  const [society, ...rest] = pair.provider.split(':');
  const provider = find(input[COLLECTIONS[society!]!], rest.join(':'));
  switch (root) {
    case 'need':
      return need;
    case 'requirement':
      return lineOf(need, 'requirements', pair.requirement);
    case 'provider':
      return provider;
    case 'offer':
      return lineOf(provider, 'offers', pair.offer);
    case 'guardian':
      return find(input['volunteers'], String(provider['guardian']));
    default:
      throw new Error(`The explanation names ${root}, which is no record.`);
  }
}

function find(rows: unknown, id: string): Row {
  const row = (rows as Row[]).find((one) => one['id'] === id);
  if (row === undefined) throw new Error(`There is no record ${id}.`);
  return row;
}

/** Lines without an id are numbered from 1. */
function lineOf(record: Row, lines: string, id: string): Row {
  const list = record[lines] as Row[] | undefined;
  return list === undefined ? record : list.find((line, i) => (line['id'] ?? String(i + 1)) === id)!;
}

function spellOut(offer: Row): void {
  offer['capabilities'] = (offer['capabilities'] as unknown[]).map((one) =>
    typeof one === 'string' ? { code: one } : one,
  );
}

/** Sets what stands at a path; `null` takes it away, as all levels of it that are then missing are made. */
function set(row: Row, [step, ...rest]: readonly string[], value: Json): void {
  if (rest.length > 0) {
    row[step!] ??= {};
    set(row[step!] as Row, rest, value);
  } else if (value === null) delete row[step!];
  else row[step!] = value;
}
