import type { Path } from '../errors/fault-list.js';
import { finding, notOfType } from '../errors/findings.js';
import { formatPath, printable } from '../errors/linkage-error.js';
import {
  eachElement,
  type Faults,
  idOf,
  integerOf,
  noFaults,
  readFields,
  refusalOf,
  refuse,
  refuseReference,
  refuseValue,
} from './bare-faults.js';

/** Bare teams: who is to be served whole or not at all, and by whom each line can be. */
export interface TeamsInput {
  readonly teams: readonly {
    readonly id: string;
    /** Any integer, smaller is served first. */
    readonly rank: number;
    /** What taking the team is worth, an integer ≥ 0: people helped, say. */
    readonly value: number;
    /** Of the teams that share a choice at most one is taken: ways to meet one need. */
    readonly choice?: string | undefined;
    readonly lines: readonly {
      readonly id: string;
      readonly demand: number;
      /** One offer serves the whole line. */
      readonly single?: boolean | undefined;
      readonly pairs: readonly {
        readonly offer: string;
        /** Of one unit, any integer. */
        readonly cost: number;
        /** Most units of this pair; default: no bound of its own. */
        readonly max?: number | undefined;
        /** What a single line takes of the offer's capacity; default: its demand. */
        readonly use?: number | undefined;
      }[];
    }[];
  }[];
  readonly offers: readonly { readonly id: string; readonly capacity: number }[];
}

/** Teams read from rows, in canonical order: teams by rank and id, lines by id, pairs by offer; ids by code unit. */
export type TeamsRead = ReturnType<typeof readTeams>;

export interface TeamRow {
  readonly id: string;
  readonly rank: number;
  readonly value: number;
  readonly choice: string | undefined;
  readonly lines: ReturnType<typeof readLines>;
}

type PairRow = ReturnType<typeof readTeamPairs>[number];

/**
 * Reads bare teams once, whatever they are made of. O(size log size).
 *
 * @throws LinkageError `INVALID_INPUT` with all faults: wrong types, numbers that are no integers in range, duplicate ids and pairs, unknown
 * offers, `use` of a line that is not single, sums beyond 2⁵³ − 1
 */
export function readTeams(input: unknown) {
  const faults = noFaults();
  const root = readFields(faults, input, [], ['teams', 'offers']);
  if (!root) throw refusalOf('INVALID_INPUT', NO_TEAMS, faults);
  const offers = readOffers(faults, root['offers']);
  const index = new Map(offers.map(({ id }, o) => [id, o]));
  const teams: TeamRow[] = [];
  const ids = new Map<string, string>();
  eachElement(faults, root['teams'], ['teams'], (element, t) => {
    const path = ['teams', t];
    const row = readFields(faults, element, path, ['id', 'rank', 'value', 'lines'], ['choice']);
    if (!row) return;
    const choice = row['choice'];
    if (choice !== undefined && typeof choice !== 'string')
      refuseValue(faults, choice, [...path, 'choice'], () => notOfType(choice, 'string'));
    teams.push({
      id: ownId(faults, ids, row['id'], path),
      rank: integerOf(faults, row['rank'], -Number.MAX_SAFE_INTEGER, path, 'rank'),
      value: integerOf(faults, row['value'], 0, path, 'value'),
      choice: typeof choice === 'string' ? choice : undefined,
      lines: readLines(faults, row['lines'], [...path, 'lines'], index),
    });
  });
  if (faults.count === 0) checkTotals(faults, teams, offers);
  refuse('INVALID_INPUT', NO_TEAMS, faults);
  teams.sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1));
  return { teams, offers };
}

const NO_TEAMS = 'These teams cannot be matched.';

function readOffers(faults: Faults, list: unknown): { id: string; capacity: number }[] {
  const offers: { id: string; capacity: number }[] = [];
  const ids = new Map<string, string>();
  eachElement(faults, list, ['offers'], (element, o) => {
    const path = ['offers', o];
    const row = readFields(faults, element, path, ['id', 'capacity']);
    if (!row) return;
    const id = ownId(faults, ids, row['id'], path);
    offers.push({ id, capacity: integerOf(faults, row['capacity'], 0, path, 'capacity') });
  });
  return offers.sort((a, b) => (a.id < b.id ? -1 : 1));
}

function readLines(faults: Faults, list: unknown, at: Path, offers: ReadonlyMap<string, number>) {
  const lines: { id: string; demand: number; single: boolean; pairs: PairRow[] }[] = [];
  const ids = new Map<string, string>();
  eachElement(faults, list, at, (element, l) => {
    const path = [...at, l];
    const row = readFields(faults, element, path, ['id', 'demand', 'pairs'], ['single']);
    if (!row) return;
    const single = row['single'];
    if (single !== undefined && typeof single !== 'boolean')
      refuseValue(faults, single, [...path, 'single'], () => notOfType(single, 'boolean'));
    const id = ownId(faults, ids, row['id'], path);
    const demand = integerOf(faults, row['demand'], 0, path, 'demand');
    const pairs = readTeamPairs(faults, row['pairs'], [...path, 'pairs'], offers, single === true, demand);
    lines.push({ id, demand, single: single === true, pairs });
  });
  return lines.sort((a, b) => (a.id < b.id ? -1 : 1));
}

function readTeamPairs(
  faults: Faults,
  list: unknown,
  at: Path,
  offers: ReadonlyMap<string, number>,
  single: boolean,
  demand: number,
) {
  const pairs: { offer: number; cost: number; max: number; use: number }[] = [];
  const rows = new Map<number, Path>();
  eachElement(faults, list, at, (element, p) => {
    const path = [...at, p];
    const row = readFields(faults, element, path, ['offer', 'cost'], ['max', 'use']);
    if (!row) return;
    const { offer: id, cost, max, use } = row;
    const offer = typeof id === 'string' ? offers.get(id) : undefined;
    if (offer === undefined) refuseReference(faults, id, [...path, 'offer'], 'the id of one of the offers', offers);
    else if (rows.has(offer)) {
      const message = `expected each offer once, found "${printable(id)}" as at ${formatPath(rows.get(offer)!)}.`;
      faults.fault('DUPLICATE_PAIR', path, id, message);
    } else rows.set(offer, path);
    if (use !== undefined && !single)
      refuseValue(faults, use, [...path, 'use'], () =>
        finding('CONTRADICTION', 'no `use`, as the line is not `single`', use),
      );
    pairs.push({
      offer: offer ?? 0,
      cost: integerOf(faults, cost, -Number.MAX_SAFE_INTEGER, path, 'cost'),
      max: max === undefined ? Number.POSITIVE_INFINITY : integerOf(faults, max, 0, path, 'max'),
      use: use === undefined ? demand : integerOf(faults, use, 0, path, 'use'),
    });
  });
  return pairs.sort((a, b) => a.offer - b.offer);
}

function ownId(faults: Faults, ids: Map<string, string>, given: unknown, path: Path): string {
  const id = idOf(faults, given, [...path, 'id']);
  const before = id === '' ? undefined : ids.get(id);
  if (before === undefined) ids.set(id, formatPath(path));
  else {
    const message = `expected another id, found "${printable(id)}", which already stands at ${before}.`;
    faults.fault('DUPLICATE_ID', [...path, 'id'], id, message);
  }
  return id;
}

/** Every figure of a plan must be exact. */
function checkTotals({ fault }: Faults, teams: readonly TeamRow[], offers: ReturnType<typeof readOffers>): void {
  const totals = { value: 0n, demand: 0n, use: 0n, cost: 0n, capacity: 0n };
  for (const { value, lines } of teams) {
    totals.value += BigInt(value);
    for (const { demand, pairs } of lines) {
      const most = (of: (pair: PairRow) => number) => BigInt(pairs.reduce((most, pair) => Math.max(most, of(pair)), 0));
      totals.demand += BigInt(demand);
      totals.use += most(({ use }) => use);
      totals.cost += BigInt(demand) * most(({ cost }) => Math.abs(cost));
    }
  }
  for (const { capacity } of offers) totals.capacity += BigInt(capacity);
  for (const [word, total] of Object.entries(totals)) {
    if (total <= Number.MAX_SAFE_INTEGER) continue;
    const path = [word === 'capacity' ? 'offers' : 'teams'];
    fault('SUM_TOO_LARGE', path, total.toString(), `expected a sum of ${word} of at most 2^53 − 1, found ${total}.`);
  }
}
